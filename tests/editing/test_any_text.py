"""Any text reads back as it was said, in each style that a file has; any order of edits can be undone and merged."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.editing.merging import merged
from generator.problems import Problems
from generator.source import SourceFile, read_tree
from generator.source.layout import CannotEdit
from generator.source.plain import layout_of, plain_of
from generator.source.rewriting import with_entry_at, with_moved_entry, with_value_at, without_value_at
from generator.source.scalars import FORBIDDEN
from tests.editing.seeded import TEXTS

FILE = """\
# A comment first
plain: Words that stand without quotes
single: 'It''s in quotes'
double: "In \\"quotes\\""   # behind
block: |
  Two lines
  of text.

folded: >-
  One line that
  is folded
brackets: {inner: a word, list: [one, two]}
empty:
odd:
    - "first"    # its own
    # about the second
    - name: second
      words: "two"

    -   third
last: end
"""
SPOTS = (
    ("plain",),
    ("single",),
    ("double",),
    ("block",),
    ("folded",),
    ("brackets", "inner"),
    ("brackets", "list", 1),
    ("empty",),
    ("odd", 0),
    ("odd", 1, "words"),
    ("odd", 2),
    ("new",),
    ("brackets", "new"),
    ("odd", 1, "new"),
)
_texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda text: not FORBIDDEN.search(text) and "\r" not in text and "\x85" not in text and text.strip("\n") != ""
)


def _read(text: str) -> Any:
    problems = Problems()
    tree = read_tree(SourceFile("x.yaml", text.replace("\r\n", "\n")), problems)
    assert not [each for each in problems if each.id != "unquoted-value"], problems.found
    return tree


def _at(tree: Any, way: tuple[str | int, ...]) -> Any:
    for part in way:
        tree = tree[part]
    return tree


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@given(_texts, st.sampled_from(SPOTS))
@example("no", ("odd", 0))
@example("- a\n- b", ("block",))
@example("#", ("new",))
def test_any_text_reads_back_as_it_was_said_and_nothing_else_is_another(
    newline: str, said: str, way: tuple[str | int, ...]
) -> None:
    text = FILE.replace("\n", newline)

    new = with_value_at(text, way, said)

    tree = _read(new)
    found = _at(tree, way)
    assert found.rstrip("\n") == said.rstrip("\n")
    assert not found.reads_as, f"another tool would not read text in {new}"
    before, after = (plain_of(layout_of(each).root) for each in (text, with_value_at(new, ("plain",), "x")))
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    others = [key for key in before if key not in (way[0], "plain")]
    assert [before[key] for key in others] == [after[key] for key in others]
    assert [line for line in new.split(newline) if line.strip().startswith("#")].count("# A comment first") == 1
    assert "   # behind" in new
    assert newline == "\n" or "\n" not in new.replace("\r\n", "")


def test_the_texts_that_yaml_would_spoil_are_written_in_each_style() -> None:
    for said in TEXTS:
        for way in SPOTS:
            found = _at(_read(with_value_at(FILE, way, said)), way)
            assert found.rstrip("\n") == said.rstrip("\n"), (said, way)


@pytest.mark.parametrize("said", ["\x00", "a\x07b", "zero\u200bwidth", "\ufeff"])
def test_a_character_that_no_text_may_hold_is_refused(said: str) -> None:
    with pytest.raises(CannotEdit, match="cannot stand in a text; delete it"):
        with_value_at(FILE, ("plain",), said)


_operations = st.lists(
    st.tuples(st.sampled_from(("set", "clear", "add", "move")), st.integers(0, 20), st.sampled_from(TEXTS)), max_size=12
)


@given(_operations)
def test_any_order_of_edits_leaves_a_file_that_says_what_was_asked(operations: list[tuple[str, int, str]]) -> None:
    text = FILE
    for what, number, said in operations:
        root = plain_of(layout_of(text).root)
        assert isinstance(root, dict)
        try:
            new = _made(text, root, what, number, said)
        except CannotEdit:
            continue
        _read(new)
        text = new


def _made(text: str, root: dict[str, Any], what: str, number: int, said: str) -> str:
    keys = list(root)
    key = keys[number % len(keys)]
    if what == "set":
        return with_value_at(text, (key,), said)
    if what == "clear":
        return without_value_at(text, (key,))
    entries = root.get("odd")
    if what == "add":
        return with_entry_at(text, ("odd",), number % 4, said)
    count = len(entries) if isinstance(entries, list) else 0
    return with_moved_entry(text, ("odd",), number % max(count, 1), (number + 1) % max(count, 1))


_lines = st.lists(st.sampled_from(("a\n", "b\n", "c\n", "\n")), max_size=8)


@given(_lines, _lines, _lines)
def test_a_merge_is_the_same_for_both_and_takes_what_only_one_changed(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    texts = ["".join(lines) for lines in (base, mine, theirs)]

    found = merged(*texts)

    assert found == merged(texts[0], texts[2], texts[1])
    assert merged(texts[0], texts[1], texts[0]) == texts[1]
    assert merged(texts[0], texts[0], texts[2]) == texts[2]


@given(st.lists(st.integers(0, 99), min_size=9, max_size=30), st.integers(0, 3), st.integers(6, 8))
def test_changes_that_do_not_touch_are_both_made(numbers: list[int], here: int, there: int) -> None:
    base = [f"{place} {number}\n" for place, number in enumerate(numbers)]
    mine, theirs = [*base], [*base]
    mine[here], theirs[there] = "mine\n", "theirs\n"

    found = merged("".join(base), "".join(mine), "".join(theirs))

    both = [*mine]
    both[there] = "theirs\n"
    assert found == "".join(both)
