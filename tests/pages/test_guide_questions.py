"""Every question knows its heading, its part of the guide, and how long the rest may take."""

import pytest

from generator.checks import Verified
from generator.pages.guide.questions import Part, QuestionWords, asked, minutes_for, question_views, questions_left
from tests.pages.small_project import small_project


@pytest.fixture(scope="module")
def guides(verified: Verified) -> tuple[Verified, ...]:
    return (*verified.every_guide(), small_project())


@pytest.mark.parametrize(
    ("text", "heading", "hint"),
    [
        ("How old are you?", "How old are you?", ""),
        ("Is it now? Think of both.", "Is it now?", "Think of both."),
        ("Nights are without staff. Is it true? Say so.", "Is it true?", "Nights are without staff. Say so."),
        ("Choose what fits. There is no wrong answer.", "Choose what fits. There is no wrong answer.", ""),
        ("Who? And why?", "Who?", "And why?"),
    ],
)
def test_the_sentence_that_asks_is_the_heading(text: str, heading: str, hint: str) -> None:
    assert asked(text) == QuestionWords(heading, hint)


def test_what_is_left_falls_from_each_question_to_the_next(guides: tuple[Verified, ...]) -> None:
    for guide in guides:
        left = questions_left(guide.diagram)
        nodes = guide.diagram.nodes
        steps = {
            (node.question, nodes[arrow].question)
            for node in nodes
            for arrow in node.arrows
            if arrow is not None and nodes[arrow].question not in ("", node.question)
        }
        assert steps
        assert [step for step in steps if left[step[1]] >= left[step[0]]] == []
        assert left[guide.plan.start] == guide.counts.longest


def test_minutes_are_whole_and_at_least_one() -> None:
    assert [minutes_for(questions) for questions in (0, 1, 3, 4, 12)] == [1, 1, 1, 2, 4]


def test_parts_follow_each_other_and_the_screen_is_the_first(guides: tuple[Verified, ...]) -> None:
    for guide in guides:
        part_of = {view.planned.id: view.part for view in question_views(guide)}
        screen = {str(id) for id in guide.base.safety.screen}
        assert {id for id, part in part_of.items() if part is Part.SAFETY} == screen
        nodes = guide.diagram.nodes
        for node in nodes:
            for arrow in node.arrows:
                if arrow is not None and nodes[arrow].question:
                    assert part_of[nodes[arrow].question] >= part_of[node.question]


def test_what_comes_after_the_place_in_care_is_the_last_part(guides: tuple[Verified, ...]) -> None:
    part_of = {view.planned.id: view.part for view in question_views(guides[0])}

    assert part_of["where"] is Part.PERSON
    assert part_of["signs-up"] is Part.WHAT_NOW


def test_only_answers_at_the_end_of_a_list_are_set_apart(guides: tuple[Verified, ...]) -> None:
    apart = {view.planned.id: view.apart for view in question_views(guides[0])}

    assert apart["danger"] == "none"
    assert apart["where"] == "not-sure"
    assert apart["who"] == "not-sure"
