"""Places as an editor counts them: units, line ends, marks and the word that is meant."""

from __future__ import annotations

import pytest

from generator.editor.texts import Document, Encoding, Span, SpanEdit, Spot

FACE = "\U0001f600"


@pytest.mark.parametrize(
    ("encoding", "units"), [(Encoding.UTF_8, 9), (Encoding.UTF_16, 5), (Encoding.UTF_32, 4)], ids=str
)
def test_columns_count_in_the_units_of_the_editor(encoding: Encoding, units: int) -> None:
    document = Document(f"é{FACE}éa: b")

    assert document.units(Spot(0, 4), encoding) == units
    assert document.spot(0, units, encoding) == Spot(0, 4)


def test_column_past_the_end_is_the_end() -> None:
    assert Document("ab\ncd").spot(0, 99, Encoding.UTF_16) == Spot(0, 2)


def test_line_past_the_end_is_the_end() -> None:
    assert Document("ab\ncd").spot(9, 0, Encoding.UTF_16) == Spot(1, 2)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_every_line_end_ends_one_line(end: str) -> None:
    document = Document(f"a{end}b{end}")

    assert document.lines == ["a", "b", ""]
    assert document.newline == end
    assert document.index(Spot(1, 1)) == 2 + len(end)


def test_separator_of_lines_ends_no_line() -> None:
    assert Document("a\u2028b\x0bc\x0cd").lines == ["a\u2028b\x0bc\x0cd"]


def test_edits_of_one_text_do_not_move_each_other() -> None:
    document = Document("one two\nthree")
    edits = [SpanEdit(Span(Spot(0, 0), Spot(0, 3)), "1"), SpanEdit(Span(Spot(1, 0), Spot(1, 5)), "3")]

    assert document.changed(*edits).text == "1 two\n3"


def test_mark_that_begins_a_file_is_counted_by_the_editor_alone() -> None:
    document = Document("\ufeffguide:\n  id: x")

    assert document.at(1, 1) == Spot(0, 1)
    assert document.counted(Spot(0, 1)) == (1, 1)
    assert document.at(2, 3) == Spot(1, 2)


@pytest.mark.parametrize(
    ("line", "column", "said", "word"),
    [
        ("  next: emergncy # x", 9, 'leads to "emergncy", which', "emergncy"),
        ("  title: Two words here", 10, 'a "Two words" b', "Two words"),
        ("  title: Two words here", 10, "is too long", "Two"),
        ('  title: "Two words" x', 10, "is too long", '"Two words"'),
        ("  when: [home.safe, b]", 10, "", "home.safe"),
        ("\ta: b", 1, "a tab", ""),
        ("a:", 3, "", ":"),
    ],
)
def test_word_that_a_problem_is_about(line: str, column: int, said: str, word: str) -> None:
    document = Document(line)

    assert document.part(document.word_at(1, column, said=said)).strip() == word
