"""Remember what was found in a value that never changes by the value itself: its words are not read for that.

A program that runs on says when it begins anew; what is not asked for in one round and the next is forgotten. What was
read of files that are no longer so would fill the memory of an editor's day otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

_Part = TypeVar("_Part")
_More = ParamSpec("_More")
_Found = TypeVar("_Found")


@dataclass(slots=True)
class _Rounds:
    number: int = 0


_ROUNDS = _Rounds()


def begin_round() -> None:
    """Begin anew: what is not asked for until the end of the next round that asks is forgotten then."""
    _ROUNDS.number += 1


def once_for_each(find: Callable[Concatenate[_Part, _More], _Found]) -> Callable[Concatenate[_Part, _More], _Found]:
    """Call a function once for the very same frozen value; an equal one may stand elsewhere, and is another.

    What it is given besides is the same where it is equal.
    """
    # The value is held beside what was found in it, so that no other value gets its identity meanwhile.
    now: dict[object, tuple[_Part, _Found]] = {}
    before: dict[object, tuple[_Part, _Found]] = {}
    of_round = _ROUNDS.number

    @wraps(find)
    def find_once(part: _Part, /, *more: _More.args, **named: _More.kwargs) -> _Found:
        nonlocal now, before, of_round
        if of_round != _ROUNDS.number:
            now, before, of_round = {}, now, _ROUNDS.number
        key = (id(part), *more, *named.items())
        known = now.get(key)
        if known is None:
            known = before.get(key) or (part, find(part, *more, **named))
            now[key] = known
        return known[1]

    def clear() -> None:
        now.clear()
        before.clear()

    find_once.cache_clear = clear  # type: ignore[attr-defined]  # as a function of functools has it
    return find_once


class Itself:
    """A value that is the same as itself alone."""

    __slots__ = ("part",)

    def __init__(self, part: object) -> None:
        self.part = part

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and self.part is other.part

    def __hash__(self) -> int:
        return id(self.part)
