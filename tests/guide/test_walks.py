"""Count and walk a guide that was counted on paper."""

from __future__ import annotations

import pytest

from generator.guide.walks import Counts, count, exits, never_matters, walk, whole_questions
from tests.guide.example import example
from tests.guide.small_guides import answer, diagram_of, guide, outcome, question


def test_the_example_has_the_counts_found_on_paper() -> None:
    counts = count(diagram_of(example()))

    by_outcome = {"emergency": 3, "today": 1, "more": 15, "stay": 15}
    assert counts == Counts(ways=34, nodes=23, longest=4, shortest=1, median=3, ways_by_outcome=by_outcome)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (["danger.hurt"], "emergency"),
        (["danger.not-sure"], "today"),
        (["danger.none", "where.program", "signs.worse"], "stay"),
        (["danger.none", "where.program", "signs.worse", "signs.using"], "more"),
        (["danger.none", "where.home", "signs.worse", "wish.yes"], "more"),
        (["danger.none", "where.home", "signs.none", "wish.yes"], "stay"),
    ],
)
def test_a_walk_ends_where_the_author_said(answers: list[str], expected: str) -> None:
    assert walk(diagram_of(example()), answers).outcome == expected


@pytest.mark.parametrize("answers", [[], ["danger.none"], ["danger.none", "where.home"]])
def test_a_walk_without_an_answer_to_an_asked_question_is_refused(answers: list[str]) -> None:
    asked = ["danger", "where", "signs"][len(answers)]

    with pytest.raises(ValueError, match=f"no answer to {asked}"):
        walk(diagram_of(example()), answers)


def test_a_question_is_asked_as_a_whole_once_for_each_future() -> None:
    diagram = diagram_of(example())

    assert [len(whole_questions(diagram, id)) for id in ("danger", "where", "signs", "wish")] == [1, 1, 2, 1]


def test_a_question_leads_out_to_what_follows_it() -> None:
    diagram = diagram_of(example())

    outcomes = {diagram.nodes[number].outcome or diagram.nodes[number].question for number in exits(diagram, 0)}

    assert outcomes == {"emergency", "today", "where"}


def test_a_question_whose_answers_all_lead_on_alike_never_matters() -> None:
    idle = question("idle", "any", [answer("a"), answer("b"), answer("none")], "real")
    real = question("real", "one", [answer("yes", "o0"), answer("no", "o1")])
    diagram = diagram_of(guide([idle, real], [], [outcome("o0"), outcome("o1")]))

    assert never_matters(diagram, "idle")
    assert not never_matters(diagram, "real")


def test_a_question_that_is_never_asked_is_not_said_never_to_matter() -> None:
    asked = question("asked", "one", [answer("yes")], "o0")
    lost = question("lost", "one", [answer("yes")], "o0")

    assert not never_matters(diagram_of(guide([asked, lost], [], [outcome("o0")])), "lost")
