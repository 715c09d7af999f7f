"""Put two versions of a text together that were both made from a third, line by line, where they do not touch."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher


def merged(base: str, mine: str, theirs: str) -> str | None:
    """Make the text in which both changes of a base are made; None where they touch.

    Two changes touch where they change the same line, or lines beside each other, to something else.
    """
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    lines = base.splitlines(keepends=True)
    changes = _in_order(_changes(lines, mine), _changes(lines, theirs))
    if changes is None:
        return None
    for start, end, new in reversed(changes):
        lines[start:end] = new
    return "".join(lines)


_Change = tuple[int, int, list[str]]
"""From which line of the base to which, and what stands there in its place."""


def _changes(base: Sequence[str], text: str) -> list[_Change]:
    lines = text.splitlines(keepends=True)
    found = SequenceMatcher(None, base, lines, autojunk=False).get_opcodes()
    return [(start, end, lines[begin:stop]) for tag, start, end, begin, stop in found if tag != "equal"]


def _in_order(mine: list[_Change], theirs: list[_Change]) -> list[_Change] | None:
    """Put the changes of both sides in order, those that both made once; None where two of them touch."""
    every = sorted([*mine, *(change for change in theirs if change not in mine)], key=lambda change: change[:2])
    return None if any(_pairs_that_touch(every)) else every


def _pairs_that_touch(changes: Sequence[_Change]) -> Iterator[bool]:
    for (_, end, _), (start, _, _) in itertools.pairwise(changes):
        yield start <= end
