"""Say which keys an entry may have and what stands below each, for whoever helps to write one."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, get_args

from generator.model.entry import Dated, Entry, Prose
from generator.model.guide import BOTH_VOICES, GuideFile, OutcomeLine
from generator.model.knowledge import FILES, GUIDES, HANDBOOK_FILES, LEVELS, LINES
from generator.model.levels import LevelsPart
from generator.model.lines import LinesFile
from generator.model.prose import ProseHead
from generator.model.references import marks_of
from generator.model.sorts import RefersTo

_PROSE = get_args(Prose)[1]


@dataclass(frozen=True, slots=True)
class Key:
    """A key of an entry: what it is for, and what may stand below it.

    `field` is its name in the model. `entry` is the model of what stands below it, `words` are the only words that may.
    `mark` says what it names. A text of `is_prose` may have many lines, one of `is_whole` is a whole number. `least` is
    how many entries its list must have.
    """

    name: str
    field: str
    description: str
    is_required: bool
    is_list: bool
    is_day: bool
    entry: type[Entry] | None
    words: tuple[str, ...]
    is_prose: bool = False
    is_whole: bool = False
    mark: RefersTo | None = None
    least: int = 0


def model_of(file: str) -> type[Entry] | None:
    """Find what a file of a project holds: for a page by hand what its front matter holds; None where nobody knows."""
    known = FILES | HANDBOOK_FILES | {LINES: LinesFile}
    if file in known:
        return known[file]
    if file.startswith(LEVELS):
        return LevelsPart
    if file.startswith(GUIDES):
        return GuideFile
    return ProseHead if file.endswith(".md") else None


def every_model(*, without: Iterable[type[Entry]] = ()) -> Iterator[type[Entry]]:
    """Yield the model of everything that an author writes, each once, but for some and what stands below them alone."""
    waiting: list[type[Entry]] = [*FILES.values(), *HANDBOOK_FILES.values(), LevelsPart, LinesFile, ProseHead]
    seen = set(without)
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen.add(model)
            yield model
            waiting += [key.entry for key in keys_in_order(model) if key.entry is not None]


@cache
def keys_of(model: type[Entry]) -> tuple[Key, ...]:
    """List the keys of an entry, those that it must have first."""
    return tuple(sorted(keys_in_order(model), key=lambda key: not key.is_required))


@cache
def keys_in_order(model: type[Entry]) -> tuple[Key, ...]:
    """List the keys of an entry in the order in which authors write them, its dates last."""
    marks, is_dated = marks_of(model), issubclass(model, Dated)
    names = sorted(model.model_fields, key=lambda name: is_dated and name in Dated.model_fields)
    keys = [_key(name, model.model_fields[name], marks.get(name)) for name in names]
    if issubclass(model, OutcomeLine):
        says = "The line, where both have the same words."
        keys.insert(0, Key(BOTH_VOICES, "you", says, False, False, False, None, ()))
    return tuple(keys)


def key_at(model: type[Entry], path: Sequence[str]) -> Key | None:
    """Follow keys down from an entry to the last of them; None where one of them is not known."""
    key, inner = None, _Below(model)
    for name in path:
        key = next((each for each in inner.keys if each.name == name), None)
        if key is None:
            return None
        inner = _Below(key.entry)
    return key


@dataclass(frozen=True, slots=True)
class _Below:
    entry: type[Entry] | None

    @property
    def keys(self) -> tuple[Key, ...]:
        return () if self.entry is None else keys_of(self.entry)


def _key(name: str, field: Any, mark: RefersTo | None) -> Key:
    parts = list(_parts_in((*field.metadata, field.annotation)))
    types = list(_types_in(field.annotation))
    entry = next((each for each in types if isinstance(each, type) and issubclass(each, Entry)), None)
    words = tuple(str(word) for each in types if isinstance(each, type) and issubclass(each, StrEnum) for word in each)
    if bool in types:
        words = ("true", "false")
    return Key(
        field.alias or name,
        name,
        field.description or "",
        field.is_required(),
        tuple in types,
        datetime.date in types,
        entry,
        words,
        any(part is _PROSE for part in parts),
        int in types,
        mark,
        max((part.min_length for part in parts if hasattr(part, "min_length")), default=0),
    )


def _parts_in(parts: Iterable[Any]) -> Iterator[Any]:
    """Yield each part of a type, and what stands within it; not what stands within the entries of a list."""
    for part in parts:
        yield part
        if not isinstance(part, type):
            yield from _parts_in(get_args(part))


def _types_in(annotation: Any) -> Iterator[Any]:
    """Yield each class in the type of a field, `tuple` for a list."""
    arguments = get_args(annotation)
    origin = getattr(annotation, "__origin__", None)
    if isinstance(annotation, type) and not arguments:
        yield annotation
    if origin is tuple:
        yield tuple
    for argument in arguments:
        yield from _types_in(argument)
