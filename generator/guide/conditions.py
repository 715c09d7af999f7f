"""Decide conditions step by step: what is left of one after some answers, in one form for one meaning.

A remainder is True, False, an answer ("question.answer"), or a tuple that begins with "not", "all", "any" or
"at_least". Parts are sorted and each stands once, so that equal remainders compare as equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TypeAlias

from generator.model.guide import Condition

Remainder: TypeAlias = "bool | str | tuple[object, ...]"


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
    assert condition.at_least is not None and condition.of is not None
    return _at_least(condition.at_least, tuple(_any(expand(reference)) for reference in condition.of))


@cache
def answers_in(remainder: Remainder) -> frozenset[str]:
    """Give the answers that a remainder still depends on."""
    if isinstance(remainder, bool):
        return frozenset()
    if isinstance(remainder, str):
        return frozenset([remainder])
    parts = remainder[-1] if remainder[0] != "not" else (remainder[1],)
    assert isinstance(parts, tuple)
    return frozenset[str]().union(*(answers_in(part) for part in parts))


def settle(remainder: Remainder, truth: Mapping[str, bool]) -> Remainder:
    """Give what is left of a remainder once the answers in `truth` are known to be given or not."""
    if isinstance(remainder, bool) or answers_in(remainder).isdisjoint(truth):
        return remainder
    if isinstance(remainder, str):
        return truth[remainder]
    return _settle_parts(remainder, truth)


def _settle_parts(remainder: tuple[object, ...], truth: Mapping[str, bool]) -> Remainder:
    word = remainder[0]
    if word == "not":
        return _not(settle(remainder[1], truth))  # type: ignore[arg-type]  # a tuple's parts are remainders
    parts = tuple(settle(part, truth) for part in remainder[-1])  # type: ignore[attr-defined]  # likewise
    if word == "all":
        return _all(parts)
    if word == "any":
        return _any(parts)
    return _at_least(remainder[1], parts)  # type: ignore[arg-type]  # the second part of at_least is a number


def close(remainder: Remainder) -> bool:
    """Decide a remainder when no more answers will come: what was not given is not so."""
    closed = settle(remainder, dict.fromkeys(answers_in(remainder), False))
    assert isinstance(closed, bool)
    return closed


def _order(remainder: Remainder) -> str:
    return repr(remainder)


def _not(part: Remainder) -> Remainder:
    if isinstance(part, bool):
        return not part
    if isinstance(part, tuple) and part[0] == "not":
        return part[1]  # type: ignore[return-value]  # the part of a "not" is a remainder
    return ("not", part)


def _flat(word: str, parts: Iterable[Remainder]) -> list[Remainder]:
    flat: dict[Remainder, None] = {}
    for part in parts:
        inner = part[1] if isinstance(part, tuple) and part[0] == word else (part,)
        flat.update(dict.fromkeys(inner))  # type: ignore[arg-type]  # the parts of all and any are remainders
    return sorted(flat, key=_order)


def _all(parts: Iterable[Remainder]) -> Remainder:
    left = [part for part in _flat("all", parts) if part is not True]
    if any(part is False for part in left):
        return False
    return _one_or(left, "all", empty=True)


def _any(parts: Iterable[Remainder]) -> Remainder:
    left = [part for part in _flat("any", parts) if part is not False]
    if any(part is True for part in left):
        return True
    return _one_or(left, "any", empty=False)


def _one_or(left: list[Remainder], word: str, *, empty: bool) -> Remainder:
    if not left:
        return empty
    return left[0] if len(left) == 1 else (word, tuple(left))


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
    return _any(left) if wanted == 1 else ("at_least", wanted, left)
