"""Find the step that leads to an outcome, and hold it against trying every way to answer small guides."""

from __future__ import annotations

import pytest

from generator.guide.last_step import last_step
from tests.guide.brute_force import Brute, Choice
from tests.guide.example import example
from tests.guide.small_guides import Tree, plan_of, random_guide

GUIDES = [
    example(),
    *(random_guide(questions=4, decisions=3, outcomes=4, options=2, seed=seed) for seed in range(10)),
]


@pytest.mark.parametrize("tree", GUIDES, ids=range(len(GUIDES)))
def test_the_step_is_the_one_that_leads_to_where_a_way_ends(tree: Tree) -> None:
    plan, brute = plan_of(tree), Brute(tree)

    for way in brute.ways:
        step = last_step(plan, way.given)

        brute.taken.clear()
        question, choice = way.asked[-1]
        brute.follow(question, choice, way.given)
        if brute.taken:
            assert (step.id, step.row) in brute.taken
            assert plan.decisions[step.id][step.row][1] == way.outcome
        else:
            assert (step.id, step.row) == (question, -1)
            assert Choice([f"{question}.{step.answer}"]) == choice or not step.answer
