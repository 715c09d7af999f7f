"""Count the ways through an answer and through a row, and hold both against trying everything."""

from __future__ import annotations

from collections import Counter

import pytest

from generator.guide.passing import answer_of_row, ways_giving, with_rows_shown
from generator.guide.walks import count
from tests.guide.brute_force import Brute, Choice
from tests.guide.example import example
from tests.guide.small_guides import Tree, diagram_of, plan_of, random_guide

GUIDES = [
    example(),
    *(random_guide(questions=4, decisions=3, outcomes=4, options=3, seed=seed) for seed in range(20)),
]


def rows_on(brute: Brute, asked: tuple[tuple[str, Choice], ...]) -> set[tuple[str, int]]:
    """Give the rows that one way follows."""
    brute.taken.clear()
    given = Choice()
    for question, choice in asked:
        given |= choice
        brute.follow(question, choice, given)
    return set(brute.taken)


@pytest.mark.parametrize("tree", GUIDES, ids=range(len(GUIDES)))
def test_ways_that_give_an_answer_are_counted_where_they_end(tree: Tree) -> None:
    diagram, brute = diagram_of(tree), Brute(tree)

    for question in diagram.plan.questions.values():
        for answer in question.answers:
            tried = Counter(way.outcome for way in brute.ways if answer.reference in way.given)
            assert ways_giving(diagram, answer.reference) == tried


@pytest.mark.parametrize("tree", GUIDES, ids=range(len(GUIDES)))
def test_ways_that_follow_a_row_are_counted_where_they_end(tree: Tree) -> None:
    plan, brute = plan_of(tree), Brute(tree)
    tried: dict[tuple[str, int], Counter[str]] = {}
    for way in brute.ways:
        for row in rows_on(brute, way.asked):
            tried.setdefault(row, Counter())[way.outcome] += 1

    diagram = with_rows_shown(plan)

    assert count(diagram).ways_by_outcome == count(diagram_of(tree)).ways_by_outcome
    for id, rows in plan.decisions.items():
        for number in range(len(rows)):
            assert ways_giving(diagram, answer_of_row(id, number)) == tried.get((id, number), Counter())
