"""Decide conditions step by step: what is left of one after some answers, in one form for one meaning.

A remainder is True, False, an answer ("question.answer") or a `Compound`. The parts of a compound are sorted and
each stands once, so that equal remainders compare as equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TypeAlias, assert_never

from generator.model.guide import Condition


class Word(StrEnum):
    """Tell how the parts of a compound are joined."""

    NOT = "not"
    ALL = "all"
    ANY = "any"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class Compound:
    """Be what is left of a condition with parts; `number` is how many must hold where the word is `at_least`."""

    word: Word
    parts: tuple[Remainder, ...]
    number: int = 0


Remainder: TypeAlias = bool | str | Compound


def remainder_of(condition: Condition, expand: Callable[[str], tuple[str, ...]]) -> Remainder:
    """Give a condition as a remainder; `expand` maps a reference to the answers that it stands for."""
    if condition.is_ is not None:
        return _any(expand(condition.is_))
    if condition.not_ is not None:
        return _not(remainder_of(condition.not_, expand))
    if condition.all is not None:
        return _all(remainder_of(part, expand) for part in condition.all)
    if condition.any is not None:
        return _any(remainder_of(part, expand) for part in condition.any)
    assert condition.at_least is not None
    assert condition.of is not None
    return _at_least(condition.at_least, tuple(_any(expand(reference)) for reference in condition.of))


@cache
def answers_in(remainder: Remainder) -> frozenset[str]:
    """Give the answers that a remainder still depends on."""
    if isinstance(remainder, bool):
        return frozenset()
    if isinstance(remainder, str):
        return frozenset([remainder])
    return frozenset[str]().union(*(answers_in(part) for part in remainder.parts))


def settle(remainder: Remainder, truth: Mapping[str, bool]) -> Remainder:
    """Give what is left of a remainder once the answers in `truth` are known to be given or not."""
    if isinstance(remainder, bool) or answers_in(remainder).isdisjoint(truth):
        return remainder
    if isinstance(remainder, str):
        return truth[remainder]
    parts = tuple(settle(part, truth) for part in remainder.parts)
    match remainder.word:
        case Word.NOT:
            return _not(parts[0])
        case Word.ALL:
            return _all(parts)
        case Word.ANY:
            return _any(parts)
        case Word.AT_LEAST:
            return _at_least(remainder.number, parts)
        case _:
            assert_never(remainder.word)


def close(remainder: Remainder) -> bool:
    """Decide a remainder when no more answers will come: what was not given is not so."""
    closed = settle(remainder, dict.fromkeys(answers_in(remainder), False))
    assert isinstance(closed, bool)
    return closed


@cache
def _order(remainder: Remainder) -> str:
    return repr(remainder)


def _not(part: Remainder) -> Remainder:
    if isinstance(part, bool):
        return not part
    if isinstance(part, Compound) and part.word is Word.NOT:
        return part.parts[0]
    return Compound(Word.NOT, (part,))


def _flat(word: Word, parts: Iterable[Remainder]) -> list[Remainder]:
    """Give the parts, and the parts of parts joined by the same word, each once and sorted."""
    flat: dict[Remainder, None] = {}
    for part in parts:
        is_same = isinstance(part, Compound) and part.word is word
        flat.update(dict.fromkeys(part.parts if is_same and isinstance(part, Compound) else (part,)))
    return sorted(flat, key=_order)


def _all(parts: Iterable[Remainder]) -> Remainder:
    flat = _flat(Word.ALL, parts)
    if False in flat:
        return False
    return _joined(Word.ALL, tuple(part for part in flat if part is not True), empty=True)


def _any(parts: Iterable[Remainder]) -> Remainder:
    flat = _flat(Word.ANY, parts)
    if True in flat:
        return True
    return _joined(Word.ANY, tuple(part for part in flat if part is not False), empty=False)


def _joined(word: Word, left: tuple[Remainder, ...], *, empty: bool) -> Remainder:
    if not left:
        return empty
    return left[0] if len(left) == 1 else Compound(word, left)


def _at_least(number: int, parts: Iterable[Remainder]) -> Remainder:
    known = tuple(parts)
    wanted = number - sum(part is True for part in known)
    left = tuple(sorted((part for part in known if not isinstance(part, bool)), key=_order))
    if wanted <= 0:
        return True
    if wanted > len(left):
        return False
    if wanted == len(left):
        return _all(left)
    return _any(left) if wanted == 1 else Compound(Word.AT_LEAST, left, wanted)
