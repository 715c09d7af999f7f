"""Pair what belongs together in two versions of a list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.difference.matching import aligned, is_reordered, pairs_by_id

LINES = st.lists(st.sampled_from(["call now", "call later", "stay", "wait here", "wait"]), max_size=6)
Entry = tuple[str, tuple[str, ...]]


def pairs(old: list[Entry], new: list[Entry]) -> list[tuple[str | None, str | None]]:
    """Pair entries that are an id and its older ones."""
    found = pairs_by_id(old, new, id_of=lambda entry: entry[0], formerly=lambda entry: entry[1])
    return [(before and before[0], after and after[0]) for before, after in found]


def test_an_older_id_pairs_what_has_no_partner() -> None:
    assert pairs([("a", ()), ("b", ())], [("c", ("b",)), ("a", ())]) == [("b", "c"), ("a", "a")]


def test_an_id_in_use_goes_before_an_older_one() -> None:
    assert pairs([("a", ()), ("b", ())], [("b", ("a",))]) == [("b", "b"), ("a", None)]


def test_an_id_that_stands_twice_is_paired_once() -> None:
    assert pairs([("a", ())], [("a", ()), ("a", ())]) == [("a", "a"), (None, "a")]
    assert pairs([("a", ()), ("a", ())], [("a", ())]) == [("a", "a"), ("a", None)]


def test_a_line_put_in_is_one_step() -> None:
    assert aligned(["one", "two"], ["one", "new", "two"]) == [(0, 0), (None, 1), (1, 2)]


def test_a_line_taken_out_is_one_step() -> None:
    assert aligned(["one", "two", "three"], ["one", "three"]) == [(0, 0), (1, None), (2, 1)]


def test_a_changed_line_stands_beside_its_old_words() -> None:
    old = ["call the doctor today", "stay here"]

    assert aligned(old, ["bring water", "call a doctor today", "stay here"]) == [(None, 0), (0, 1), (1, 2)]


def test_as_many_lines_that_are_all_other_stand_beside_each_other() -> None:
    assert aligned(["one", "two"], ["three", "four"]) == [(0, 0), (1, 1)]


@given(LINES, LINES)
def test_every_line_has_one_step_and_lines_keep_their_order(old: list[str], new: list[str]) -> None:
    steps = aligned(old, new)

    assert [before for before, _ in steps if before is not None] == list(range(len(old)))
    assert [after for _, after in steps if after is not None] == list(range(len(new)))


@given(LINES)
def test_the_same_lines_are_all_paired(lines: list[str]) -> None:
    assert aligned(lines, lines) == [(place, place) for place in range(len(lines))]


def test_lines_in_another_order_are_known() -> None:
    assert is_reordered(["a", "b", "a"], ["b", "a", "a"])
    assert not is_reordered(["a", "b"], ["a", "b"])
    assert not is_reordered(["a", "b"], ["b", "b"])
