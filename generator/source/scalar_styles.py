"""Write a text in the place of another in the style that stands there, where that can hold it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from generator.source.layout import STEP, CannotEdit, YamlLayout, YamlNode, margin_of
from generator.source.scalars import FORBIDDEN, FORBIDDEN_NAMES, reads_as
from generator.source.slips import JOINED_ENTRIES, conflicts_in, odd_space_in
from generator.source.writing import Bare, fits_block, text_lines

_INDICATORS = "-?:,[]{}#&*!|>'\"%@`"
_FLOW = re.compile(r"[\[\]{},]")
_HEADER = re.compile(r"[|>][-+]?(?=\s|$)")
"""The sign of a block of text; one that also says how far it is indented is written anew."""


def refuse_forbidden(text: str) -> None:
    """Raise CannotEdit where a text holds a character that no text may hold."""
    found = FORBIDDEN.search(text)
    if found is not None:
        character = found.group()
        name = FORBIDDEN_NAMES.get(character, "a hidden character")
        raise CannotEdit(f"{name} (U+{ord(character):04X}) cannot stand in a text; delete it")


def ways_to_write(file: YamlLayout, node: YamlNode, value: str | int, margin: int, *, is_flow: bool) -> Iterator[str]:
    r"""Yield how a text can be written in the place of a scalar, the style that is there first; quotes hold any.

    `margin` is how many columns its key or list stands behind the beginning of the line. Line ends are "\n". Who
    writes one reads it back, and takes the next where it reads otherwise. A text before a comment stands in quotes, for
    without them the comment would be taken for text that is lost.
    """
    if isinstance(value, int):
        yield str(value).lower()
        return
    text = value
    refuse_forbidden(text)
    line = file.lines[node.start[0] - 1]
    there = line[node.start[1] - 1 :]
    is_block = there[:1] in ("|", ">") and node.end != node.start
    can_be_block = not has_slips(text)
    if is_block and can_be_block:
        yield from _as_block(file, node, text)
    elif there.startswith("'") and "\n" not in text:
        yield "'" + text.replace("'", "''") + "'"
    elif there.startswith('"') and "\n" not in text:
        yield in_quotes(text)
    if not is_flow and can_be_block and fits_block(text):
        yield "\n".join(["|", *text_lines(text, margin + STEP)])
    end = file.lines[node.end[0] - 1][node.end[1] - 1 :]
    would_lose = "#" in end and (node.end == node.start or there.startswith(("'", '"')))
    if isinstance(text, Bare) or (not is_block and not would_lose and can_be_plain(text, is_flow=is_flow)):
        yield text
    yield in_quotes(text)


def has_slips(text: str) -> bool:
    """Tell whether a line of a text, in a block, would be taken for a slip: an odd space, or what a merge leaves."""
    lines = text.split("\n")
    return any(odd_space_in(f"  {line}") is not None for line in lines) or bool(list(conflicts_in(lines)))


def in_quotes(text: str) -> str:
    """Write a text in double quotes, on one line."""
    return json.dumps(text, ensure_ascii=False)


def can_be_plain(text: str, *, is_flow: bool) -> bool:
    """Tell whether a text reads the same, for every tool, without quotes."""
    if not text or text != text.strip() or "\n" in text or "\t" in text:
        return False
    if text[0] in _INDICATORS or ": " in text or " #" in text or text.endswith(":") or text.startswith(("---", "...")):
        return False
    if JOINED_ENTRIES.search(text) or (text.endswith('"') and text.count('"') == 1):
        return False  # it would be taken for a slip
    if is_flow and (_FLOW.search(text) or ":" in text):
        return False
    return not reads_as(text)


def _as_block(file: YamlLayout, node: YamlNode, text: str) -> Iterator[str]:
    """Write a text as the lines of the block that stands there, under its sign and as far behind."""
    first = file.lines[node.start[0] - 1][node.start[1] - 1 :]
    sign = _HEADER.match(first)
    below = file.lines[node.start[0] : node.end[0]]
    margin = next((margin_of(each) for each in below if each.strip()), 0)
    if sign is None or not margin or not text.strip() or text.startswith((" ", "\n")):
        return
    lines = text.rstrip("\n").split("\n")
    if first.startswith(">"):
        lines = "\n\n".join(lines).split("\n")
    yield "\n".join([first.rstrip("\r"), *text_lines("\n".join(lines), margin)])
