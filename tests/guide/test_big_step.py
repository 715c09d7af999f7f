"""Hold the warning about big steps against what is a sign of danger, what is in order, and what is another branch."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.checks import big_step
from generator.checks.compiled import compiled_of
from generator.fitting import fit
from generator.guide.compiling import compile_guide
from generator.guide.plan import make_plan
from generator.guide.sharing import GuideBase
from generator.model.registers import SafetyFile
from generator.problems import Problems
from tests.guide.small_guides import Tree, answer, base_of, guide, located, outcome, question

ENDS = [
    outcome("now", "emergency", "help-now"),
    outcome("today", "today", "help-now"),
    outcome("more", "soon", "more-support"),
    outcome("stay", "routine", "stay"),
    outcome("less", "routine", "less-support"),
]


def found(questions: list[Tree], **safety: Any) -> list[str]:
    """Give the messages of the check for a guide whose screen is "danger"."""
    danger = question("danger", "one", [answer("yes", "now"), answer("no")], questions[0]["id"])
    base = base_of(guide([danger, *questions], [], ENDS))
    words = [{"id": id, "label": "Words", "say": "Words"} for id in ("emergency", "today", "soon", "routine")]
    first = {"id": "danger", "say": "Words", "whenever": "danger.yes", "urgency_at_least": "emergency"}
    written = {
        "urgencies": words,
        "help_bar": ["emergency"],
        "leave_to": "https://example.org/",
        "screen": ["danger"],
        "severities": safety.get("severities", []),
        "benign": ["danger.no"],
        "promises": [first, *safety.get("promises", [])],
    }
    file = fit(located(written), SafetyFile, Problems(), file="content/safety.yaml")
    assert isinstance(file, SafetyFile)
    plan = make_plan(base)
    compiled = compiled_of(GuideBase(replace(base, safety=file)), plan, compile_guide(plan))
    return [problem.message for problem in big_step.check(compiled)]


def _asked(**targets: str) -> Tree:
    return question("asked", "one", [answer(id, target) for id, target in targets.items()])


def test_an_answer_that_moves_the_urgency_by_one_step_is_no_big_step() -> None:
    assert found([_asked(a="stay", b="more")]) == []


def test_an_answer_that_moves_the_urgency_by_two_steps_is_one() -> None:
    assert found([_asked(a="stay", b="today")]) == [
        '"asked.b" in place of "asked.a" moves the urgency by more than one step: "today" (today, help-now), '
        'not "stay" (routine, stay)'
    ]


def test_two_steps_are_one_too_many_though_the_questions_in_between_are_open() -> None:
    later = question("later", "one", [answer("x", "stay"), answer("y", "more")])

    assert len(found([_asked(a="later", b="today"), later])) == 1


def test_an_answer_that_a_promise_calls_a_sign_of_danger_may_leap() -> None:
    promise = {"id": "b", "say": "Words", "whenever": "asked.b", "urgency_at_least": "today"}

    assert found([_asked(a="stay", b="today")], promises=[promise]) == []


def test_a_promise_of_days_calls_nothing_a_sign_of_danger() -> None:
    promise = {"id": "b", "say": "Words", "whenever": "asked.b", "urgency_at_least": "soon"}

    assert len(found([_asked(a="stay", b="today")], promises=[promise])) == 1


def test_less_support_does_not_turn_into_more_by_one_answer() -> None:
    assert found([_asked(a="less", b="more")]) == [
        '"asked.b" in place of "asked.a" turns less support into more: "more" (soon, more-support), '
        'not "less" (routine, less-support)'
    ]


def test_an_answer_of_a_question_in_order_may_turn_less_support_into_more() -> None:
    assert found([_asked(a="less", b="more")], severities=[{"question": "asked", "mildest_first": ["a", "b"]}]) == []


def test_less_support_may_turn_into_staying() -> None:
    assert found([_asked(a="less", b="stay")]) == []


def test_branches_with_questions_of_their_own_on_either_side_are_not_compared() -> None:
    left = question("left", "one", [answer("x", "less"), answer("y", "stay")])
    right = question("right", "one", [answer("x", "stay"), answer("y", "more")])

    assert found([_asked(a="left", b="right"), left, right]) == []


def test_a_branch_is_compared_with_going_straight_on() -> None:
    left = question("left", "one", [answer("x", "less"), answer("y", "stay")])

    assert len(found([_asked(a="left", b="more"), left])) == 1


def test_one_option_more_is_one_answer() -> None:
    options = [answer("a"), answer("b"), answer("none", "stay")]
    tree = question("asked", "any", options, "today")

    assert found([tree]) == [
        '"asked.a" in place of "asked.none" moves the urgency by more than one step: "today" (today, help-now), '
        'not "stay" (routine, stay)'
    ]
