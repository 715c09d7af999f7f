"""Add entries and keys to files as people write them: every byte that is not the addition stays."""

from __future__ import annotations

import pytest

from generator.problems import Place
from generator.source.additions import (
    Value,
    keys_at,
    text_at,
    with_entry,
    with_renamed,
    with_texts,
    with_value,
    without_key,
    written,
)
from generator.source.layout import CannotEdit

ENTRY = {"id": "new", "say": "Two words"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "all:\n  - id: new\n    say: Two words\n"),
        ("# why", "# why\nall:\n  - id: new\n    say: Two words\n"),
        ("\ufeff", "\ufeffall:\n  - id: new\n    say: Two words\n"),
        ("a: 1", "a: 1\nall:\n  - id: new\n    say: Two words"),
        ("all:\nb: 1\n", "all:\n  - id: new\n    say: Two words\nb: 1\n"),
        ("all: []\nb: 1\n", "all:\n  - id: new\n    say: Two words\nb: 1\n"),
        ("all: []  # none\n", "all: [{id: new, say: Two words}]  # none\n"),
        ("{a: 1}\n", "{a: 1, all: [{id: new, say: Two words}]}\n"),
        ("all: [{id: a}]\n", "all: [{id: a}, {id: new, say: Two words}]\n"),
        ("all: [\n  {id: a},\n]\n", "all: [\n  {id: a}, {id: new, say: Two words},\n]\n"),
        ("all:\n- id: a\n", "all:\n- id: a\n- id: new\n  say: Two words\n"),
        ("all:\n  - id: a # x\n# end\n", "all:\n  - id: a # x\n  - id: new\n    say: Two words\n# end\n"),
        ("all:\n  - id: a\n    # in a\nb: 1\n", "all:\n  - id: a\n    # in a\n  - id: new\n    say: Two words\nb: 1\n"),
        (
            "all:\n  - a: |\n      One.\n\nb: 1\n",
            "all:\n  - a: |\n      One.\n  - id: new\n    say: Two words\n\nb: 1\n",
        ),
        ("all:\n  - 'id': a\n\n  - id: b\n", "all:\n  - 'id': a\n\n  - id: b\n\n  - id: new\n    say: Two words\n"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_an_entry_is_put_at_the_end(before: str, after: str, end: str) -> None:
    if "\n" not in before:
        end = "\n"

    assert with_entry(before.replace("\n", end), ["all"], ENTRY) == after.replace("\n", end)


LIST = "all:\n  # of a\n  - id: 'a'\n  # of b\n  - id: b\n    more: [x]\n"


@pytest.mark.parametrize(
    ("after", "lines"),
    [
        ("a", "all:\n  # of a\n  - id: 'a'\n  - new\n  # of b\n  - id: b\n    more: [x]\n"),
        (1, "all:\n  # of a\n  - id: 'a'\n  - new\n  # of b\n  - id: b\n    more: [x]\n"),
        (0, "all:\n  - new\n  # of a\n  - id: 'a'\n  # of b\n  - id: b\n    more: [x]\n"),
        ("b", f"{LIST}  - new\n"),
        (None, f"{LIST}  - new\n"),
    ],
)
def test_an_entry_is_put_behind_the_one_that_is_named(after: str | int | None, lines: str) -> None:
    assert with_entry(LIST, ["all"], "new", after=after) == lines


@pytest.mark.parametrize(("after", "line"), [(None, "[a, b, c]"), ("a", "[a, c, b]"), (0, "[c, a, b]")])
def test_a_word_is_put_into_a_list_in_brackets(after: str | int | None, line: str) -> None:
    assert with_entry("all: [a, b] # x\n", ["all"], "c", after=after) == f"all: {line} # x\n"


def test_a_way_leads_through_keys_ids_moves_and_places() -> None:
    text = "a:\n  - id: b\n    c:\n      - {from: d, to: e, f: [g]}\n"

    expected = text.replace("[g]", "[g, h]")
    assert with_entry(text, ["a", "b", "c", "d-to-e", "f"], "h") == expected
    assert with_entry(text, [Place("made.yaml", 4, 9), "f"], "h") == expected


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (["a", "x", "c"], 'there is no "x"'),
        (["x", "c"], 'there is no "x"'),
        (["a", "b", "id"], '"id" is no list'),
        (["t", "c"], '"t" has no keys'),
        ([Place("made.yaml", 9, 1), "a"], "made.yaml:9:1 is not the beginning of an entry"),
    ],
)
def test_a_way_that_leads_nowhere_is_said(way: list[str | Place], said: str) -> None:
    text = "a:\n  - id: b\nt: x\n"

    with pytest.raises(CannotEdit) as error:
        with_entry(text, way, "n")

    assert str(error.value) == said


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ("word", "k: word\n"),
        ("no", 'k: "no"\n'),
        ("1.0", 'k: "1.0"\n'),
        ("a: b", 'k: "a: b"\n'),
        ("a # b", 'k: "a # b"\n'),
        (True, "k: true\n"),
        ([9, 20], "k: [9, 20]\n"),
        ([], "k: []\n"),
        (["a-b", "c.d"], "k: [a-b, c.d]\n"),
        (["One two.", "x"], "k:\n  - One two.\n  - x\n"),
        ("One.\n\nTwo.\n", "k: |\n  One.\n\n  Two.\n"),
        ({"is": "a.b"}, "k: {is: a.b}\n"),
        ({"a": {"b": "c"}, "# why": "so"}, "k:\n  a:\n    b: c\n  # why so\n"),
    ],
)
def test_a_value_is_written_so_that_it_is_read_as_it_is_meant(value: Value, lines: str) -> None:
    assert written({"k": value}) == lines


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\nb: 2 # x\n", "a: 1\nb: new # x\n"),
        ("b: 'x'\n", "b: new\n"),
        ("b: |\n  One.\n  Two.\nc: 1\n", "b: new\nc: 1\n"),
        ("a: 1\nc: 2\n", "a: 1\nb: new\nc: 2\n"),
        ("{c: 2}\n", "{c: 2, b: new}\n"),
    ],
)
def test_a_key_is_set(before: str, after: str) -> None:
    assert with_value(before, ["b"], "new", after=("a",)) == after


@pytest.mark.parametrize(("text", "said"), [("b: [x]\n", '"b" is no text'), ("a: 1\nb:\n", '"b" has no value')])
def test_what_is_no_text_is_not_replaced(text: str, said: str) -> None:
    with pytest.raises(CannotEdit) as error:
        with_value(text, ["b"], "new")

    assert str(error.value) == said


def test_a_page_has_its_keys_above_it() -> None:
    page = "---\ntitle: A\n---\n\ntitle: B\n"

    assert with_value(page, ["more"], True, is_page=True) == "---\ntitle: A\nmore: true\n---\n\ntitle: B\n"
    assert keys_at(page, [], is_page=True) == ("title",)


def test_a_key_is_taken_away_with_what_stands_under_it() -> None:
    assert without_key("a: 1\nb:\n  - c # x\n# d\nd: 2\n", ["b"]) == "a: 1\n# d\nd: 2\n"
    with pytest.raises(CannotEdit):
        without_key("a: 1\n", ["a"])


def test_a_key_gets_another_name_wherever_it_stands_and_values_do_not() -> None:
    text = "old: old\nb:\n  - {old: [{c: 1}]}\n"

    assert with_renamed(text, "old", "new", beginning={"d": "E f"}) == ("new: old\nb:\n  - {new: [{d: E f, c: 1}]}\n")


def test_a_text_is_found_by_its_way() -> None:
    assert text_at("a:\n  b: 'x: y'\n", ["a", "b"]) == "x: y"
    assert text_at("a:\n  b: [c]\n", ["a", "b"]) is None
    assert text_at("a: 1\n", ["b", "c"]) is None


def test_texts_get_a_beginning_once_and_blocks_stay_blocks() -> None:
    text = "keep: a\nb: c # d\ne:\n  - 'f'\n  - |\n    One.\n    Two.\n"

    def begin(keys: tuple[str, ...]) -> str:
        return "" if "keep" in keys else "X: "

    after = 'keep: a\nb: "X: c" # d\ne:\n  - "X: f"\n  - |\n    X: One.\n    Two.\n'
    assert with_texts(text, begin) == after
    assert with_texts(after, begin) == after
