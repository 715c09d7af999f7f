"""Write decisions as tables, as clinicians review rules elsewhere (DMN, WHO SMART guidelines): a column for a question.

A row holds where all its cells hold, and the first row that holds is followed (hit policy "first"). A row of the
author that holds in several ways is written once for each of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import product

from generator.guide.conditions import Compound, Resolved, Word

_MOST_WAYS = 40
"""A row that holds in more ways than this is written once, with all of its condition in words."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked of the answers to one question: one of these was given, or none of them."""

    question: str
    answers: tuple[str, ...]
    is_given: bool = True


@dataclass(frozen=True, slots=True)
class HoldingWay:
    """A way in which a condition holds: all that is asked of single questions, and what counts across them."""

    demands: tuple[Demand, ...] = ()
    others: tuple[Compound, ...] = ()

    def __and__(self, other: HoldingWay) -> HoldingWay:
        """Join what two ways ask."""
        return HoldingWay((*self.demands, *other.demands), (*self.others, *other.others))


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: the number of the author's row, its cells by question, what counts across them, the target."""

    number: str
    way: HoldingWay
    target: str


def table_of(rows: tuple[tuple[Resolved, str], ...]) -> tuple[TableRow, ...]:
    """Write the rows of a decision: each as many times as there are ways in which its condition holds."""
    found = []
    for number, (condition, target) in enumerate(rows, 1):
        ways = list(ways_of(condition))
        letters = [""] if len(ways) == 1 else [f".{part}" for part in range(1, len(ways) + 1)]
        found += [TableRow(f"{number}{letter}", way, target) for letter, way in zip(letters, ways, strict=True)]
    return tuple(found)


def ways_of(condition: Resolved) -> tuple[HoldingWay, ...]:
    """List the ways in which a condition holds: one that asks nothing where it always does, none where it never does.

    Answers of one question that stand for each other are one way.
    """
    found = _ways(condition, holds=True)
    if len(found) > _MOST_WAYS:
        assert isinstance(condition, Compound)
        return (HoldingWay(others=(condition,)),)
    return found


def _ways(condition: Resolved, *, holds: bool) -> tuple[HoldingWay, ...]:
    if isinstance(condition, bool):
        return (HoldingWay(),) if condition is holds else ()
    if isinstance(condition, str):
        return (HoldingWay((_demand((condition,), is_given=holds),)),)
    match condition.word:
        case Word.NOT:
            return _ways(condition.parts[0], holds=not holds)
        case Word.AT_LEAST:
            counted = condition if holds else Compound(Word.NOT, (condition,))
            return (HoldingWay(others=(counted,)),)
        case _:
            joined = tuple(_ways_of_part(part, holds=holds) for part in _by_question(condition))
            if (condition.word is Word.ANY) is holds:
                return tuple(dict.fromkeys(way for ways in joined for way in ways))
            size = reduce(lambda size, ways: size * max(len(ways), 1), joined, 1)
            if size > _MOST_WAYS:
                return (HoldingWay(others=(condition if holds else Compound(Word.NOT, (condition,)),)),)
            return tuple(reduce(HoldingWay.__and__, each, HoldingWay()) for each in product(*joined))


_Part = Resolved | tuple[str, ...]


def _ways_of_part(part: _Part, *, holds: bool) -> tuple[HoldingWay, ...]:
    if isinstance(part, tuple):
        return (HoldingWay((_demand(part, is_given=holds),)),)
    return _ways(part, holds=holds)


def _by_question(condition: Compound) -> Iterator[_Part]:
    """Yield the parts of a condition, its answers to one question together: one of them, or none of them."""
    grouped: dict[str, list[str]] = {}
    flat = tuple(_flattened(condition)) if condition.word is Word.ANY else condition.parts
    for part in flat:
        if condition.word is Word.ANY and isinstance(part, str):
            grouped.setdefault(part.split(".")[0], []).append(part)
    done: set[str] = set()
    for part in flat:
        question = part.split(".")[0] if isinstance(part, str) else ""
        if question not in grouped:
            yield part
        elif question not in done:
            done.add(question)
            yield tuple(dict.fromkeys(grouped[question]))


def _flattened(condition: Compound) -> Iterator[Resolved]:
    for part in condition.parts:
        if isinstance(part, Compound) and part.word is condition.word:
            yield from _flattened(part)
        else:
            yield part


def _demand(answers: tuple[str, ...], *, is_given: bool) -> Demand:
    return Demand(answers[0].split(".")[0], answers, is_given)


def questions_in(rows: tuple[TableRow, ...]) -> tuple[str, ...]:
    """List the questions that a table has a column for, each once."""
    return tuple(dict.fromkeys(demand.question for row in rows for demand in row.way.demands))
