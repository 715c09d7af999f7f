"""Hold what the terminal follows against trying every way to answer."""

from __future__ import annotations

import pytest

from generator.guide.answering import answers_to_reach, changes, given_by, path
from tests.guide.brute_force import Brute
from tests.guide.example import example
from tests.guide.small_guides import diagram_of

DIAGRAM = diagram_of(example())
WAYS = list(Brute(example()).ways)


def test_answers_lead_through_the_questions_that_an_author_wrote() -> None:
    for way in WAYS:
        nodes = [DIAGRAM.nodes[number] for number in path(DIAGRAM, dict(way.asked))]

        assert [node.question for node in nodes[:-1]] == [question for question, _ in way.asked]
        assert nodes[-1].outcome == way.outcome


def test_a_walk_stops_at_the_first_open_question() -> None:
    nodes = path(DIAGRAM, given_by(["danger.none", "signs.worse"]))

    assert [DIAGRAM.nodes[number].question for number in nodes] == ["danger", "where"]


def test_a_change_says_every_end_of_one_other_answer() -> None:
    for way in WAYS:
        given = dict(way.asked)
        for change in changes(DIAGRAM, given):
            now = given[change.question.id]
            alone = {answer.reference for answer in change.question.exclusives}
            one = {change.answer.reference}
            other = frozenset(one if change.answer.is_exclusive else (now - alone) ^ one)
            kept = {**given, change.question.id: other}

            ends = {
                each.outcome
                for each in WAYS
                if all(kept.get(question, chosen) == chosen for question, chosen in each.asked)
            }
            assert sorted(change.ends) == sorted(ends)
            assert change.is_taken == (change.answer.reference in now)


def test_the_fewest_answers_lead_to_a_question() -> None:
    assert answers_to_reach(DIAGRAM, "danger", {}) == ()
    assert answers_to_reach(DIAGRAM, "where", {}) == ("danger.none",)
    assert answers_to_reach(DIAGRAM, "wish", {}) == ("danger.none", "where.home", "signs.worse")


def test_answers_that_are_given_are_kept_on_the_way_to_a_question() -> None:
    found = answers_to_reach(DIAGRAM, "wish", given_by(["signs.worse"]))

    assert found == ("danger.none", "where.home", "signs.worse")


@pytest.mark.parametrize("given", [["danger.hurt"], ["where.program"]])
def test_no_answers_lead_to_a_question_that_is_never_asked_then(given: list[str]) -> None:
    assert answers_to_reach(DIAGRAM, "wish", given_by(given)) is None
