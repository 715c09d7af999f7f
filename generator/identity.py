"""Remember what was found in a value that never changes by the value itself: its words are not read for that."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar, cast

_Part = TypeVar("_Part")
_Found = TypeVar("_Found")


def once_for_each(find: Callable[[_Part], _Found]) -> Callable[[_Part], _Found]:
    """Call a function once for the very same frozen value; an equal one may stand elsewhere, and is another."""

    @lru_cache(maxsize=4096)
    def found(itself: Itself) -> _Found:
        return find(cast(_Part, itself.part))

    @wraps(find)
    def find_once(part: _Part) -> _Found:
        return found(Itself(part))

    find_once.cache_clear = found.cache_clear  # type: ignore[attr-defined]  # as a function of functools has it
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
