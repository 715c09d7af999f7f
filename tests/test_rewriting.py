"""One value of a file is changed where it stands; comments, order and everything else stay."""

from __future__ import annotations

import pytest

from generator.source.layout import CannotEdit
from generator.source.own_lines import with_entry_elsewhere, with_lines_at, written_at
from generator.source.rewriting import with_entry_at, with_moved_entry, with_value_at, without_value_at

FILE = """\
# The file.
names: # in order
  # the first is the best
  - one
  # two is new
  - two

  # three stands apart
  - three
head: # about it
  title: "A title" # shown
  rest: [a, b]
others:
    - name: x
      when: {any: [a.b, c.d]}
    - name: y # why
      when: z
"""


def _changed(new: str, *, removed: str, added: str) -> bool:
    """Tell whether a text is the file with one part of it in the place of another."""
    assert FILE.count(removed) == 1, removed
    return new == FILE.replace(removed, added)


def test_a_comment_between_a_key_and_its_value_stays() -> None:
    assert _changed(
        with_value_at(FILE, ("head",), "words"),
        removed='head: # about it\n  title: "A title" # shown\n  rest: [a, b]\n',
        added="head: words # about it\n",
    )


def test_only_the_entries_that_differ_are_written() -> None:
    assert _changed(with_value_at(FILE, ("names",), ["one", "2", "three"]), removed="- two", added='- "2"')
    assert _changed(with_value_at(FILE, ("head", "rest"), ["b"]), removed="[a, b]", added="[b]")
    assert _changed(
        with_value_at(FILE, ("others", 0, "when"), {"any": ["a.b"]}), removed="{any: [a.b, c.d]}", added="{any: [a.b]}"
    )


def test_a_comment_right_above_an_entry_goes_with_it_and_that_of_the_list_stays() -> None:
    assert _changed(without_value_at(FILE, ("names", 1)), removed="  # two is new\n  - two\n", added="")
    assert _changed(without_value_at(FILE, ("names", 0)), removed="  - one\n", added="")
    moved = with_moved_entry(FILE, ("names",), 1, 0)
    assert _changed(moved, removed="  - one\n  # two is new\n  - two\n", added="  # two is new\n  - two\n  - one\n")


def test_the_last_entry_takes_its_list_along() -> None:
    text = without_value_at(without_value_at(FILE, ("head", "rest", 0)), ("head", "rest", 0))

    assert _changed(text, removed="\n  rest: [a, b]", added="")


def test_an_entry_stands_where_it_is_put_as_far_behind_as_the_others() -> None:
    new = with_entry_at(FILE, ("others",), 1, {"name": "between", "when": "no"})

    assert _changed(new, removed="    - name: y", added='    - name: between\n      when: "no"\n    - name: y')


def test_an_entry_moves_into_another_list_with_its_comments() -> None:
    text = "one:\n  # about a\n  - a\n  # about b\n  - id: b\n    why: |\n      Words\ntwo:\n    - c\n    - d\n"

    assert with_entry_elsewhere(text, ("one",), 1, ("two",), 1) == (
        "one:\n  # about a\n  - a\ntwo:\n    - c\n    # about b\n    - id: b\n      why: |\n        Words\n    - d\n"
    )


@pytest.mark.parametrize(
    ("way", "lines"),
    [
        (("others", 0), "name: other\nwhen:\n  - a # said\n  - b"),
        (("others", 1, "when"), "all:\n  - a.b\n  - {not: c.d}"),
        (("others", 1, "when"), "|\n  Two\n  lines"),
        (("names",), "- one # again\n- two"),
    ],
)
def test_the_authors_own_lines_come_back_as_they_were_written(way: tuple[str | int, ...], lines: str) -> None:
    new = with_lines_at(FILE, way, lines)

    assert written_at(new, way) == lines
    assert new.startswith("# The file.\nnames: # in order\n")


@pytest.mark.parametrize("lines", ["", "a: b\n  c: d", "- a\nb", "x\ny: z", "[a", "&a b"])
def test_lines_that_are_no_single_value_are_refused(lines: str) -> None:
    with pytest.raises(CannotEdit):
        with_lines_at(FILE, ("names", 0), lines)


def test_what_repeats_another_part_is_left_alone() -> None:
    text = "a: &words Text\nb: *words\nc: plain\n"

    assert with_value_at(text, ("c",), "other") == text.replace("plain", "other")
    for key in ("a", "b"):
        with pytest.raises(CannotEdit, match="forms do not know"):
            with_value_at(text, (key,), "other")
