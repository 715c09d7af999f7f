"""Look at places and problems, the values that every message is made of."""

from __future__ import annotations

import pytest

from generator.problems import Place, Problem, Problems, Severity, Text, did_you_mean

HERE = Place("levels.yaml", 3, 7)


def test_a_place_prints_as_editors_read_it() -> None:
    assert str(HERE) == "levels.yaml:3:7"


def test_problems_come_in_the_order_of_files_lines_and_columns() -> None:
    places = [Place("b.yaml", 1, 1), Place("a.yaml", 10, 1), Place("a.yaml", 2, 9), Place("a.yaml", 2, 3)]
    problems = Problems()

    for place in places:
        problems.error(place, "some-id", "some message")

    assert [problem.place for problem in problems] == places[::-1]


def test_the_same_problem_found_twice_is_said_once() -> None:
    problems = Problems()

    for _ in range(2):
        problems.error(HERE, "some-id", "some message", help="some help", notes=["a note"])

    assert problems.in_order() == (Problem(HERE, "some-id", "some message", Severity.ERROR, "some help", ("a note",)),)


def test_a_warning_is_not_an_error() -> None:
    problems = Problems()

    problems.extend([Problem(HERE, "some-id", "some message", Severity.WARNING)])

    assert not problems.has_errors()


def test_one_error_among_warnings_is_an_error() -> None:
    problems = Problems()

    problems.extend([Problem(HERE, "some-id", "some message", Severity.WARNING)])
    problems.error(HERE, "some-id", "some message")

    assert problems.has_errors()


@pytest.mark.parametrize(
    ("word", "help"),
    [("emergncy", 'did you mean "emergency"?'), ("Soon", 'did you mean "soon"?'), ("kite", ""), ("", "")],
)
def test_only_a_near_word_is_offered(word: str, help: str) -> None:
    assert did_you_mean(word, ["emergency", "today", "soon", "routine"]) == help


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("emergncy", ["emergency"], "emergency"),
        ("emmergency", ["emergency"], "emergency"),
        ("emregency", ["emergency"], "emergency"),
        ("contact", ["contacts"], "contacts"),
        ("Day_Treatment", ["day-treatment"], "day-treatment"),
        ("where.residental", ["where.residential", "where.inpatient"], "where.residential"),
        ("pph", ["php", "iop"], "php"),
    ],
)
def test_a_slip_in_a_name_is_seen(word: str, known: list[str], meant: str) -> None:
    assert did_you_mean(word, known, is_name=True) == f'did you mean "{meant}"?'


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("intensive-outpatient", ["high-intensity-outpatient", "outpatient", "inpatient"]),
        ("no-support", ["much-support", "more-support"]),
        ("level-2.5", ["level-2.1", "level-2-5-5"]),
        ("level-21", ["level-2-1"]),
        ("unsafe", ["safe"]),
        ("safe", ["unsafe"]),
        ("php", ["iop", "pop"]),
        ("stay", ["star", "stays-home"]),
        ("less-support", ["more-support"]),
        ("lime", ["line"]),
        ("linne", ["line", "lines", "linen"]),
    ],
)
def test_what_may_be_another_thing_is_never_proposed(word: str, known: list[str]) -> None:
    assert did_you_mean(word, known, is_name=True) == ""


def test_of_two_words_that_are_as_near_none_is_proposed() -> None:
    assert did_you_mean("signs-doen", ["signs-down", "signs-done"]) == ""


def test_a_character_on_one_line_stands_that_far_from_the_beginning() -> None:
    assert Text("one line", place=HERE).place_of(4) == Place("levels.yaml", 3, 11)


def test_a_character_in_a_block_stands_on_its_own_line() -> None:
    block = Text("first\nsecond\n", place=HERE, indent=4)

    assert block.place_of(block.index("first")) == Place("levels.yaml", 4, 5)
    assert block.place_of(block.index("cond")) == Place("levels.yaml", 5, 7)
