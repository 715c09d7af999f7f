"""Write values as YAML: as lines below a key, as an entry of a list, or in brackets on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from generator.source.layout import STEP, scalar

_ID = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*")
_CONDITIONS = frozenset(["is", "all", "any", "not"])
"""The keys of a condition, which stands in brackets where it is short."""
Value: TypeAlias = str | int | Sequence["Value"] | Mapping[str, "Value"]
"""What can be written: a text, a number, true or false, a list, or a mapping; a key that begins with # is a comment."""


class Bare(str):
    """A text that is written without quotes though other tools read more than text in it, such as a day."""

    __slots__ = ()


def block_lines(value: Mapping[str, Value], margin: int) -> Iterator[str]:
    """Write a mapping, a line at a time; a key that begins with "#" is a comment."""
    space = " " * margin
    for key, part in value.items():
        if key.startswith("#"):
            yield f"{space}{key} {part}".rstrip()
        elif isinstance(part, str) and fits_block(part):
            yield f"{space}{key}: |"
            yield from text_lines(part, margin + STEP)
        elif isinstance(part, str | int) or not part or is_short(part):
            yield f"{space}{key}: {scalar(part) if isinstance(part, str | int) else flow_value(part)}"
        elif isinstance(part, Mapping):
            yield f"{space}{key}:"
            yield from block_lines(part, margin + STEP)
        else:
            yield f"{space}{key}:"
            yield from items_lines(part, margin + STEP)


def fits_block(text: str) -> bool:
    """Tell whether a text has more than one line, and reads the same in a block, whose last line end is its own."""
    return "\n" in text.rstrip("\n") and not text.startswith((" ", "\n")) and text.rstrip("\n").strip("\n\t ") != ""


def text_lines(text: str, margin: int) -> Iterator[str]:
    """Write the lines of a block of text; a line without words stays empty."""
    yield from (f"{' ' * margin}{line}" if line else "" for line in text.rstrip("\n").split("\n"))


def items_lines(entries: Sequence[Value], margin: int) -> Iterator[str]:
    """Write the entries of a list."""
    for entry in entries:
        yield from item_lines(entry, margin)


def item_lines(entry: Value, margin: int) -> Iterator[str]:
    """Write an entry of a list."""
    space = " " * margin
    if isinstance(entry, Mapping) and entry and not is_short(entry):
        first, *others = block_lines(entry, margin + len("- "))
        yield f"{space}- {first.lstrip(' ')}"
        yield from others
    else:
        yield f"{space}- {scalar(entry) if isinstance(entry, str | int) else flow_value(entry)}"


def is_short(value: Value) -> bool:
    """Tell whether a list or a mapping holds only ids, so that it stands on one line."""
    if isinstance(value, str | int):
        return not isinstance(value, str) or _ID.fullmatch(value) is not None
    if isinstance(value, Mapping):
        return len(value) == 1 and all(is_short(part) for part in value.values()) and set(value) <= _CONDITIONS
    return all(isinstance(part, str | int) and is_short(part) for part in value)


def flow_value(value: Value) -> str:
    """Write a value on one line."""
    if isinstance(value, str | int):
        return scalar(value, is_flow=True)
    if isinstance(value, Mapping):
        parts = (f"{key}: {flow_value(part)}" for key, part in value.items() if not key.startswith("#"))
        return "{" + ", ".join(parts) + "}"
    return "[" + ", ".join(flow_value(part) for part in value) + "]"
