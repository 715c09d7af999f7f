"""Mark the words that differ between an old text and a new one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

_TOKEN = re.compile(r"\w+(?:[-'\u2019.]\w+)*|\s+|.", re.DOTALL)
_NUMBER = re.compile(r"[\d\s().+-]+")
_LEAST_ALIKE = 0.35
_KEPT_AROUND = 12


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text: the same in both versions, or only in this one."""

    text: str
    is_marked: bool


def marked(old: str, new: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Cut both texts where the words begin to differ and where they are the same again.

    The runs of a text joined are that text. Where the two have little in common, each is one marked run.
    Of two numbers of one length the digits are compared, place by place.
    """
    if len(old) == len(new) and _NUMBER.fullmatch(old) and _NUMBER.fullmatch(new):
        return _digits(old, new), _digits(new, old)
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _LEAST_ALIKE:
        return _whole(old), _whole(new)
    blocks = list(_islands_sunk(before, matcher.get_matching_blocks()))
    return (
        tuple(_runs(before, [(block[0], block[2]) for block in blocks])),
        tuple(_runs(after, [(block[1], block[2]) for block in blocks])),
    )


def _digits(number: str, other: str) -> tuple[Run, ...]:
    pairs = groupby(zip(number, other, strict=True), key=lambda pair: pair[0] != pair[1])
    return tuple(Run("".join(digit for digit, _ in digits), is_marked) for is_marked, digits in pairs)


def _whole(text: str) -> tuple[Run, ...]:
    return (Run(text, True),) if text else ()


def _islands_sunk(tokens: Sequence[str], blocks: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Leave out what is the same between two differences where it holds no word: a space, a comma."""
    for place, (start, other, length) in enumerate(blocks):
        is_inside = 0 < place < len(blocks) - 2
        if length and not (is_inside and not re.search(r"\w", "".join(tokens[start : start + length]))):
            yield start, other, length


def _runs(tokens: Sequence[str], same: Sequence[tuple[int, int]]) -> Iterator[Run]:
    at = 0
    for start, length in same:
        if start > at:
            yield Run("".join(tokens[at:start]), True)
        yield Run("".join(tokens[start : start + length]), False)
        at = start + length
    if at < len(tokens):
        yield Run("".join(tokens[at:]), True)


def shortened(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Cut long stretches that are the same in the runs down to the words next to a difference."""
    if not any(run.is_marked for run in runs):
        return tuple(runs)
    last = len(runs) - 1
    return tuple(run if run.is_marked else _cut(run, place == 0, place == last) for place, run in enumerate(runs))


def _cut(run: Run, is_first: bool, is_last: bool) -> Run:
    words = re.findall(r"\S+\s*|\s+", run.text)
    head = 0 if is_first else _KEPT_AROUND
    tail = 0 if is_last else _KEPT_AROUND
    if len(words) <= head + tail + _KEPT_AROUND:
        return run
    return Run("".join([*words[:head], "… ", *words[len(words) - tail :]]), False)
