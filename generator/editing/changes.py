"""Say what an author can do to a project while it is edited, as values, and why something cannot be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.problems import Place, Problem
from generator.source.writing import Value

Way = tuple[str | int, ...]


class CannotChange(Exception):
    """One line that says why a change cannot be made, with its cure; `places` are those to look at."""

    def __init__(self, message: str, places: tuple[Place, ...] = ()) -> None:
        super().__init__(message)
        self.places = places


class BringsErrors(CannotChange):
    """What is begun would bring errors of checks; `errors` are those."""

    def __init__(self, errors: tuple[Problem, ...]) -> None:
        first = errors[0]
        super().__init__(f"{first.place}: {first.message} [{first.id}]; {first.help}")
        self.errors = errors


class NoSuchThing(CannotChange):
    """What a key names is not there, or not any more."""


class Stale(Exception):
    """The caller saw an older version than the one that there is; `version` is that one."""

    def __init__(self, version: int) -> None:
        super().__init__("this was changed in another window meanwhile; look at it again")
        self.version = version


@dataclass(frozen=True, slots=True)
class SetValue:
    """Write a value at a field of a thing; "" and an empty list clear it."""

    key: str
    way: Way
    value: Value


@dataclass(frozen=True, slots=True)
class ClearValue:
    """Take a field of a thing away."""

    key: str
    way: Way


@dataclass(frozen=True, slots=True)
class SetLines:
    """Write a field of a thing as the author's own lines of YAML."""

    key: str
    way: Way
    lines: str


@dataclass(frozen=True, slots=True)
class AddItem:
    """Put an entry into a list of a thing, at the place `at`, else to the end; without a value one to be filled in."""

    key: str
    way: Way
    value: Value | None = None
    at: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveItem:
    """Take an entry out of a list of a thing; the way ends with its number."""

    key: str
    way: Way


@dataclass(frozen=True, slots=True)
class MoveItem:
    """Move an entry of a list of a thing to another place of it."""

    key: str
    way: Way
    start: int
    to: int


@dataclass(frozen=True, slots=True)
class SetText:
    """Write the text of a page below its front matter; of any other file, or of a page as a `whole`, all of it."""

    file: str
    text: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class AddThing:
    """Begin a thing with all that belongs to it, with the options of `stepwell new`."""

    sort: str
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RemoveThing:
    """Take a thing away that nothing names any more."""

    key: str


@dataclass(frozen=True, slots=True)
class MoveThing:
    """Put a thing before another one of its list, or to the end of it where `before` is ""."""

    key: str
    before: str


@dataclass(frozen=True, slots=True)
class RenameThing:
    """Change the id of a thing wherever it is named; its old address leads on."""

    key: str
    new_id: str


AnyChange: TypeAlias = (
    SetValue
    | ClearValue
    | SetLines
    | AddItem
    | RemoveItem
    | MoveItem
    | SetText
    | AddThing
    | RemoveThing
    | MoveThing
    | RenameThing
)


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field that holds one value, or a list of them: what it is called, and what stood there and stands there now.

    `sorts` are those of which the values name things, none where they are words. `way` leads to it from its thing; it
    is () where an earlier session made the change.
    """

    label: str
    was: tuple[str, ...]
    now: tuple[str, ...]
    sorts: tuple[str, ...] = ()
    way: Way = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Made:
    """What a change makes of the texts of files, None for one that goes.

    `key` is the thing to look at then, `said` what was done in words, `advice` what may have to follow. `field` is the
    field of the thing that was changed, where it is one.
    """

    texts: Mapping[str, str | None]
    key: str
    said: str
    advice: tuple[str, ...] = ()
    field: ChangedField | None = None
