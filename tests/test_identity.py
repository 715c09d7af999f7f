"""What was found in a value is remembered while it is asked for, and no longer."""

from __future__ import annotations

import gc
import weakref

from generator.identity import begin_round, once_for_each


class Part:
    """A value that can be seen to be gone."""


def test_the_very_same_value_is_looked_through_once_for_each_thing_beside_it() -> None:
    asked: list[tuple[Part, str]] = []

    @once_for_each
    def find(part: Part, beside: str) -> int:
        asked.append((part, beside))
        return len(asked)

    one, other = Part(), Part()

    assert [find(one, "a"), find(one, "a"), find(one, "b"), find(other, "a"), find(one, "a")] == [1, 1, 2, 3, 1]
    assert asked == [(one, "a"), (one, "b"), (other, "a")]


def test_what_is_asked_for_in_each_round_is_kept_and_what_is_not_is_gone_after_two() -> None:
    asked: list[Part] = []

    @once_for_each
    def find(part: Part) -> int:
        asked.append(part)
        return len(asked)

    stays, goes = Part(), Part()
    gone = weakref.ref(goes)
    find(goes)
    for _ in range(5):
        find(stays)
        begin_round()
    asked.remove(goes)
    del goes
    gc.collect()

    assert asked == [stays]
    assert gone() is None


def test_rounds_in_which_nothing_was_asked_take_nothing() -> None:
    asked: list[Part] = []

    @once_for_each
    def find(part: Part) -> None:
        asked.append(part)

    part = Part()
    find(part)
    for _ in range(5):
        begin_round()
    find(part)

    assert asked == [part]
