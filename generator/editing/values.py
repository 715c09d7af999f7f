"""Turn what a form says into what a file says: numbers and days without quotes, a line for both voices as one text."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from generator.editing.changes import CannotChange, Way
from generator.model.entry import Entry
from generator.model.guide import BOTH_VOICES, Case, Condition, Voiced
from generator.model.keys import Key, keys_in_order
from generator.model.skeletons import SOURCE_TO_FILL_IN, to_fill_in
from generator.source.layout import YamlNode
from generator.source.plain import Plain, plain_of
from generator.source.writing import Bare, Value

_VOICES = ("you", "they")


def key_at(model: type[Entry], way: Way) -> Key:
    """Find the key of a model to which a way leads, that of the list for an entry of one. Raises CannotChange."""
    key: Key | None = None
    for part in way:
        if isinstance(part, int):
            continue
        within = model if key is None else key.entry
        found = None if within is None else next((each for each in keys_in_order(within) if each.name == part), None)
        if found is None and within is not None and issubclass(within, Voiced) and part == BOTH_VOICES:
            continue  # a text that stands for both voices has no key of its own
        if found is None:
            raise CannotChange(f'there is no field "{part}" here')
        key = found
    if key is None:
        raise CannotChange("name the field that is meant")
    return key


def keys_before(model: type[Entry], way: Way) -> tuple[str, ...]:
    """List the keys behind which a new key comes, as authors write them."""
    within: type[Entry] | None = model if len(way) == 1 else key_at(model, way[:-1]).entry
    names = [key.name for key in keys_in_order(within)] if within is not None else []
    return tuple(names[: names.index(str(way[-1]))]) if way[-1] in names else ()


def as_written(key: Key, value: Value) -> Value:
    """Return a value as its key wants it written."""
    if isinstance(value, Mapping):
        inner = {} if key.entry is None else {each.name: each for each in keys_in_order(key.entry)}
        return {name: as_written(inner[name], part) if name in inner else _plain(part) for name, part in value.items()}
    if not isinstance(value, str):
        return value if isinstance(value, int) else [as_written(key, part) for part in value]
    if key.words == ("true", "false") and value in key.words:
        return value == "true"
    if key.is_whole and value.isascii() and value.isdigit() and str(int(value)) == value:
        return int(value)
    return Bare(value) if key.is_day and _is_day(value) else _plain(value)


def with_unix_ends(text: str) -> str:
    """Write every line end of a text as YAML reads it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _plain(value: Value) -> Value:
    return with_unix_ends(value) if isinstance(value, str) else value


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def whole_line(model: type[Entry], node: YamlNode | None, way: Way, value: Value | None) -> tuple[Way, Value] | None:
    """Find the line for both voices, or the condition, that a way leads into and that must be written anew as a whole.

    Return the way to it and what it says then; None where the value can be written by itself. Without a value the
    field goes.
    """
    for number, _ in enumerate(way):
        inner, rest = _entry_at(model, way[:number]), way[number:]
        if inner is not None and issubclass(inner, Voiced) and node is not None:
            made = _line(inner, plain_of(node), rest, value)
            return None if made is None else (way[:number], made)
        if inner is not None and issubclass(inner, Condition) and node is not None and node.is_scalar:
            return (way[:number], value if rest == ("is",) else _nested(rest, value)) if value is not None else None
        node = _child(node, way[number])
    return None


def is_line_as_text(model: type[Entry], node: YamlNode | None, way: Way) -> bool:
    """Tell whether a way leads to the words of a line for both voices that is written as one text."""
    for part in way[:-1]:
        node = _child(node, part)
    inner = _entry_at(model, way[:-1])
    is_line = inner is not None and issubclass(inner, Voiced)
    return is_line and way[-1] == BOTH_VOICES and node is not None and node.is_scalar and bool(node.text)


def _line(model: type[Entry], said: Plain, rest: Way, value: Value | None) -> Value | None:
    """Say a line for both voices with one of its fields changed; None where the field can be changed by itself."""
    part = str(rest[0])
    old: dict[str, Any] = {BOTH_VOICES: said} if isinstance(said, str) else dict(said) if isinstance(said, dict) else {}
    is_whole_text = set(old) <= {BOTH_VOICES}
    if part not in (*_VOICES, BOTH_VOICES) and not is_whole_text:
        return None
    if part in old and len(rest) == 1 and not isinstance(said, str):
        return None
    if value is None:
        return None
    if part in _VOICES:
        both = old.pop(BOTH_VOICES, None)
        old = {**(dict.fromkeys(_VOICES, both) if both is not None else {}), **old}
    if part == BOTH_VOICES:
        old = {name: each for name, each in old.items() if name not in _VOICES}
        old = {BOTH_VOICES: value, **old}
        return value if set(old) == {BOTH_VOICES} else old
    new = old | {part: _nested(rest[1:], value)}
    order = [key.name for key in keys_in_order(model)]
    return {name: new[name] for name in sorted(new, key=order.index)}


def _nested(way: Way, value: Value | None) -> Any:
    made: Any = value
    for part in reversed(way):
        made = [made] if isinstance(part, int) else {part: made}
    return made


def _entry_at(model: type[Entry], way: Way) -> type[Entry] | None:
    if not way:
        return model
    key = key_at(model, way)
    return None if key.is_list and not isinstance(way[-1], int) else key.entry


def _child(node: YamlNode | None, part: str | int) -> YamlNode | None:
    if node is None:
        return None
    if isinstance(part, int):
        if node.is_scalar and part == 0:
            return node  # a text that stands for a list of one
        return node.children[part] if part < len(node.children) else None
    return node.value_of(part)


def blank(key: Key, *, today: datetime.date) -> Value:
    """Make an entry of a list, or a value, that somebody is to fill in."""
    if key.entry is not None:
        if issubclass(key.entry, Condition):
            return SOURCE_TO_FILL_IN
        if issubclass(key.entry, Voiced):
            return to_fill_in(_what(key))
        return {each.name: _blank_value(each, today) for each in _needed(key.entry)}
    return _blank_text(key, today)


def _needed(model: type[Entry]) -> list[Key]:
    """List the keys that an entry must have; of one that must have none, those that make it one."""
    keys = keys_in_order(model)
    needed = [key for key in keys if key.is_required]
    named = ("when", "next") if issubclass(model, Case) else (keys[0].name,)
    return needed or [key for key in keys if key.name in named]


def _blank_value(key: Key, today: datetime.date) -> Value:
    if key.is_list:
        return [blank(key, today=today) for _ in range(max(key.least, 1))]
    return blank(key, today=today)


def _blank_text(key: Key, today: datetime.date) -> Value:
    if key.words:
        return False if key.words == ("true", "false") else key.words[0]
    if key.is_day:
        return Bare(today.isoformat())
    if key.is_whole:
        return 0
    return SOURCE_TO_FILL_IN if key.mark is not None else to_fill_in(_what(key))


def _what(key: Key) -> str:
    first = key.description.split(". ")[0].rstrip(".").replace("`", "") or key.name
    return first[:1].lower() + first[1:]


def is_empty(value: Value | Sequence[Value]) -> bool:
    """Tell whether a form says nothing by a value."""
    return not isinstance(value, int) and len(value) == 0
