"""Set a key in files as people write them: every byte that is not the key stays."""

from __future__ import annotations

import pytest

from generator.problems import Place, Problems
from generator.source import SourceFile, read_tree
from generator.source.edits import CannotEdit, with_key

SAID = {"by": "Ana, RN", "day": "2026-11-28"}
BLOCK = "reviewed:\n  by: Ana, RN\n  day: 2026-11-28\n"
FLOW = 'reviewed: {by: "Ana, RN", day: 2026-11-28}'


def edited(text: str, line: int, column: int, *, name: str = "made.yaml", after: tuple[str, ...] = ()) -> str:
    return with_key(text, Place(name, line, column), "reviewed", SAID, after=after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\nb: 2\n", f"a: 1\nb: 2\n{BLOCK}"),
        ("a: 1\nb: 2", f"a: 1\nb: 2\n{BLOCK}".rstrip("\n")),
        ("# first\na: 1  # why\n\n# last\n", f"# first\na: 1  # why\n{BLOCK}\n# last\n"),
        ("a: |\n  One.\n\n  Two.\n\n# last\n", f"a: |\n  One.\n\n  Two.\n{BLOCK}\n# last\n"),
        ("a: |+\n  One.\n\n# last\n", f"a: |+\n  One.\n\n{BLOCK}# last\n"),
        ("a: >-\n  One\n  two.\n", f"a: >-\n  One\n  two.\n{BLOCK}"),
        ("a: one\n  two\n", f"a: one\n  two\n{BLOCK}"),
        ("a:\n- 1\n- 2\n", f"a:\n- 1\n- 2\n{BLOCK}"),
        ("a: [1,\n  2]  # why\n", f"a: [1,\n  2]  # why\n{BLOCK}"),
        ("a: {b: 1}\n...\n", f"a: {{b: 1}}\n{BLOCK}...\n"),
        ("\ufeffa: 1\n", f"\ufeffa: 1\n{BLOCK}"),
        ("a: \U0001f600 1\n", f"a: \U0001f600 1\n{BLOCK}"),
    ],
)
def test_a_key_is_put_behind_the_last(before: str, after: str) -> None:
    line = next(number for number, text in enumerate(before.split("\n"), 1) if text.lstrip("\ufeff").startswith("a:"))

    assert edited(before, line, 1) == after


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_end_as_they_did(end: str) -> None:
    assert edited("a: 1\nb: 2\n".replace("\n", end), 1, 1) == f"a: 1\nb: 2\n{BLOCK}".replace("\n", end)


def test_a_key_is_put_behind_the_one_that_is_named() -> None:
    assert edited("a: 1\nb:\n  - 2\nc: 3\n", 1, 1, after=("x", "b")) == f"a: 1\nb:\n  - 2\n{BLOCK}c: 3\n"


def test_an_entry_of_a_list_keeps_its_margin() -> None:
    text = "all:\n  - a: 1\n    b: 2\n  - a: 3\n"
    block = "".join(f"    {line}\n" for line in BLOCK.splitlines())

    assert edited(text, 2, 5) == f"all:\n  - a: 1\n    b: 2\n{block}  - a: 3\n"


def test_a_mapping_in_brackets_stays_in_brackets() -> None:
    assert edited("all:\n  - {a: 1, b: [2]} # why\n", 2, 5) == f"all:\n  - {{a: 1, b: [2], {FLOW}}} # why\n"
    assert edited("all: [{a: 1,\n  b: 2,\n  }]\n", 1, 7) == f"all: [{{a: 1,\n  b: 2, {FLOW},\n  }}]\n"


def test_an_old_mapping_keeps_its_comments_and_its_order() -> None:
    old = "a: 1\nreviewed: # who\n  day: 2025-01-01 # when\n  by: 'Old'\n  signature: x\n  # last\nb: 2\n"

    assert edited(old, 1, 1) == "a: 1\nreviewed: # who\n  day: 2026-11-28 # when\n  by: Ana, RN\n  # last\nb: 2\n"


def test_an_old_mapping_in_brackets_is_changed_in_its_place() -> None:
    old = "a: 1\nreviewed: {signature: x, by: Old, more: 1} # who\nb: 2\n"

    assert edited(old, 1, 1) == 'a: 1\nreviewed: {by: "Ana, RN", day: 2026-11-28} # who\nb: 2\n'


def test_the_head_of_a_page_is_edited_and_its_text_is_not() -> None:
    page = "---\ntitle: One\nreview_due: 2027-01-01\nsources: []\n---\na: 1\n\n---\n"
    after = f"---\ntitle: One\nreview_due: 2027-01-01\n{BLOCK}sources: []\n---\na: 1\n\n---\n"

    assert edited(page, 2, 1, name="content/one.md", after=("review_due",)) == after


@pytest.mark.parametrize(
    "by",
    ["no", "1.5", "a: b", "a #b", "- a", '"quoted"', "it's", "{a}", "*a", "Añá 李", "a, b", "null", "A\\b", " a "],
)
@pytest.mark.parametrize("text", ["a: 1\n", "all: [{a: 1}]\n"])
def test_any_text_is_read_as_it_was_meant(by: str, text: str) -> None:
    column = 1 if text.startswith("a:") else 7
    new = with_key(text, Place("made.yaml", 1, column), "reviewed", {"by": by})
    tree = read_tree(SourceFile("made.yaml", new), problems := Problems())

    assert tree is not None
    entry = tree if column == 1 else tree["all"][0]
    assert (entry["reviewed"]["by"], list(problems)) == (by, [])


@pytest.mark.parametrize(("text", "line", "column"), [("a: 1\n", 2, 1), ("a: [1]\n", 1, 4), ("a: @\n", 1, 1)])
def test_where_no_entry_begins_nothing_is_changed(text: str, line: int, column: int) -> None:
    with pytest.raises(CannotEdit):
        edited(text, line, column)
