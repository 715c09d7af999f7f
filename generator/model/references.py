"""The types of keys that name something else, and what each key of an entry names."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, get_args

from generator.model.entry import Entry, Line, Ref
from generator.model.sorts import STEPS, RefersTo, Sort

SourceRef = Annotated[Ref, RefersTo(Sort.SOURCE)]
LevelRef = Annotated[Ref, RefersTo(Sort.LEVEL, Sort.KIND)]
StepRef = Annotated[Ref, RefersTo(*STEPS)]
QuestionRef = Annotated[Ref, RefersTo(Sort.QUESTION)]
OutcomeRef = Annotated[Ref, RefersTo(Sort.OUTCOME)]
AnswerRef = Annotated[Ref, RefersTo(Sort.ANSWER)]
AnswerOrSetRef = Annotated[Ref, RefersTo(Sort.ANSWER, Sort.SET)]
NoteRef = Annotated[Ref, RefersTo(Sort.NOTE)]
GuideRef = Annotated[Ref, RefersTo(Sort.GUIDE)]
LadderRef = Annotated[Ref, RefersTo(Sort.LADDER)]
BoxRef = Annotated[Ref, RefersTo(Sort.BOX)]
ContactRef = Annotated[Ref, RefersTo(Sort.CONTACT)]
OwnLineRef = Annotated[Ref, RefersTo(Sort.OWN_LINE)]
NationalLineRef = Annotated[Ref, RefersTo(Sort.NATIONAL_LINE)]
PageRef = Annotated[Ref, RefersTo(Sort.PAGE, Sort.TREATMENT, Sort.LEVEL, Sort.KIND)]
AddressLine = Annotated[Line, RefersTo(Sort.ADDRESS)]


@cache
def marks_of(model: type[Entry]) -> dict[str, RefersTo]:
    """Map each key of a model that names something to what it names, by the name of the field."""
    model.model_rebuild()  # a class that was not used yet does not know the types of its fields
    found = ((name, _mark_in((*field.metadata, field.annotation))) for name, field in model.model_fields.items())
    return {name: mark for name, mark in found if mark is not None}


def _mark_in(parts: tuple[Any, ...]) -> RefersTo | None:
    """Find the mark among the parts of a type, however deep in lists and choices; not in the entries of a list."""
    for part in parts:
        found = part if isinstance(part, RefersTo) else _mark_in(get_args(part))
        if found is not None:
            return found
    return None
