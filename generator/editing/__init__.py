"""Edit a project by forms: what there is to edit, what can be done to it, and what that changes, until it is saved."""

from generator.editing.changes import (
    AddItem,
    AddThing,
    AnyChange,
    CannotChange,
    ClearValue,
    MoveItem,
    MoveThing,
    NoSuchThing,
    RemoveItem,
    RemoveThing,
    RenameThing,
    SetLines,
    SetText,
    SetValue,
    Stale,
)
from generator.editing.forms import FieldChoice, FieldKind, Form, FormField
from generator.editing.keeping import EditedElsewhere
from generator.editing.session import Done, EditSession, Saved
from generator.editing.signing_off import Person
from generator.editing.texts import CannotSave, Side, TakenIn, TwoVersions
from generator.editing.things import EditedThing

__all__ = [
    "AddItem",
    "AddThing",
    "AnyChange",
    "CannotChange",
    "CannotSave",
    "ClearValue",
    "Done",
    "EditSession",
    "EditedElsewhere",
    "EditedThing",
    "FieldChoice",
    "FieldKind",
    "Form",
    "FormField",
    "MoveItem",
    "MoveThing",
    "NoSuchThing",
    "Person",
    "RemoveItem",
    "RemoveThing",
    "RenameThing",
    "Saved",
    "SetLines",
    "SetText",
    "SetValue",
    "Side",
    "Stale",
    "TakenIn",
    "TwoVersions",
]
