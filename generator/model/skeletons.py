"""Make the skeleton of an entry from its own model: what is not given yet says that it is to be filled in, and by what.

A field that a model gains stands in the next skeleton by itself, with its description as what to write.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from generator.model.entry import Dated, Entry
from generator.model.guide import Voiced
from generator.problems import Text

TO_FILL_IN = "To fill in:"
"""What a text begins with that somebody still has to write; it says nothing about care, should it be published."""
SOURCE_TO_FILL_IN = "to-fill-in"
"""The id of the source that stands where a source is wanted and none is named yet."""
_EACH = ("the first", "the second", "the third", "the fourth")


def is_to_fill_in(text: str) -> bool:
    """Tell whether somebody still has to write this text, or to name a source in its place."""
    return text.startswith(TO_FILL_IN) or text == SOURCE_TO_FILL_IN


def to_fill_in(what: str) -> str:
    """Write a text that stands where somebody still has to write another."""
    return f"{TO_FILL_IN} {what}"


def skeleton_of(model: type[Entry], given: Mapping[str, Any]) -> dict[str, Any]:
    """Make an entry, by the keys of its file: what is `given`, and what a file must say besides, to be filled in.

    Only texts can be filled in later: ids, dates, references and choices must be given. Keys of `given` that the model
    does not know, such as comments, stand at the end.
    """
    model.model_rebuild()
    dates = [name for name in model.model_fields if name in Dated.model_fields and issubclass(model, Dated)]
    names = [*(name for name in model.model_fields if name not in dates), *dates]
    made: dict[str, Any] = {}
    for name in names:
        field = model.model_fields[name]
        key = field.alias or name
        if key in given:
            made[key] = given[key]
        elif field.is_required():
            least = next((part.min_length for part in field.metadata if hasattr(part, "min_length")), 1)
            made[key] = _value(field.annotation, _what(field.description or key), least)
    return made | {key: value for key, value in given.items() if key not in made}


def _value(annotation: Any, what: str, least: int) -> Any:
    if annotation is Text or (isinstance(annotation, type) and issubclass(annotation, Voiced)):
        return to_fill_in(what)
    if isinstance(annotation, type) and issubclass(annotation, Entry):
        return skeleton_of(annotation, {})
    assert getattr(annotation, "__origin__", None) is tuple, f"{annotation} must be given"
    return _list(what, least)


def _list(what: str, least: int) -> Sequence[str]:
    if least == 1:
        return [to_fill_in(what)]
    return [to_fill_in(f"{what}, {each}") for each in islice(_EACH, least)]


def _what(description: str) -> str:
    """Take the first sentence of a field's description, as something to be filled in."""
    first = description.split(". ")[0].rstrip(".").replace("`", "")
    return first[:1].lower() + first[1:]
