"""Build the staircase of a picture: where each step, its words, the lamp and the arrow stand, in units of the drawing.

A step is a block of stone from its front to the right edge, so that its name has room; the air above is on the left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.pages.lettering import lines_of, width_of

WIDTH = 320
_MARGIN = 10
# An arrow to or from a place beside the stairs needs a lane of its own.
_LANE = 36
_AIR = 64
_WATER = 38
_TREAD = 44
# However many steps there are, the highest keeps most of the width for its name.
_STAIRS = 88
_INSET = 12
_HEAD = 7
_FOOT = 12
_NAME = 17
_NOTE = 15
_LINE = 21
_PILL = 26


class Mark(StrEnum):
    """Say what a step is to the reader of this page."""

    HERE = "here"
    FROM = "from"
    TO = "to"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class StepLabel:
    """One step as it is said: a name and a note, the page that they lead to, and the words of its mark."""

    name: str
    address: str
    note: str
    mark: Mark | None = None
    mark_words: str = ""


@dataclass(frozen=True, slots=True)
class StepWords:
    """One line of words on a step, where it begins; `pill` is how wide the shape behind it is, 0 for none."""

    text: str
    role: str
    x: int
    y: int
    pill: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """One step as it is drawn: the corner of its tread, its height, and its words."""

    step: StepLabel
    x: int
    y: int
    height: int
    words: tuple[StepWords, ...]


@dataclass(frozen=True, slots=True)
class Staircase:
    """The whole picture, highest step first: `arrow` is a path, `lamp` a place, and both are empty where none is."""

    blocks: tuple[Block, ...]
    width: int
    height: int
    ground: int
    lamp: tuple[int, int] | None
    arrow: str


def build_staircase(steps: Sequence[StepLabel]) -> Staircase:
    """Return the picture of steps, which come from lowest to highest; a mark brings the lamp or the arrow."""
    marks = {step.mark for step in steps}
    left = _LANE if len(marks & {Mark.FROM, Mark.TO}) == 1 else _MARGIN
    tread = min(_TREAD, _STAIRS // max(1, len(steps) - 1))
    blocks: list[Block] = []
    y = _AIR
    for number, step in reversed(tuple(enumerate(steps))):
        block = _block(step, left + number * tread, y)
        blocks.append(block)
        y += block.height
    places = {block.step.mark: (block.x + tread // 2, block.y) for block in blocks if block.step.mark}
    arrow = _arrow(places.get(Mark.FROM), places.get(Mark.TO))
    return Staircase(tuple(blocks), WIDTH, y + _WATER, y, places.get(Mark.HERE), arrow)


def _block(step: StepLabel, x: int, y: int) -> Block:
    left = x + _INSET
    room = WIDTH - _INSET - left
    words: list[StepWords] = []
    at = y + _HEAD
    if step.mark:
        pill = min(room, round(width_of(step.mark_words, _NOTE)) + _INSET)
        words.append(StepWords(step.mark_words, "mark", left + _INSET // 2, at + _LINE, pill))
        at += _PILL
    for role, text, size in (("name", step.name, _NAME), ("note", step.note, _NOTE)):
        for line in lines_of(text, size=size, width=room):
            at += _LINE
            words.append(StepWords(line, role, left, at))
    return Block(step, x, y, at + _FOOT - y, tuple(words))


def _arrow(start: tuple[int, int] | None, end: tuple[int, int] | None) -> str:
    """Draw a curve through the air from tread to tread; from or to the left edge where one end is beside the stairs."""
    if start is None and end is None:
        return ""
    if end is None:
        assert start is not None
        x, y = start
        return f"M{x} {y - 5}C{x - 4} {y - 50} 30 {y - 46} 8 {y - 14}"
    x, y = end
    if start is None:
        return f"M4 {y - 14}C14 {y - 50} {x - 8} {y - 50} {x} {y - 8}"
    from_x, from_y = start
    if from_y > y:
        return f"M{from_x} {from_y - 5}C{from_x - 16} {(from_y + y) // 2} {x - 24} {y - 52} {x} {y - 8}"
    return f"M{from_x} {from_y - 5}C{from_x - 20} {from_y - 48} {x - 14} {(from_y + y) // 2 - 16} {x} {y - 8}"
