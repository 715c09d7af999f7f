"""Find the step of a guide that sends answers to the outcome where they end: what is to be mended where it is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.guide.conditions import Remainders, Resolved
from generator.guide.plan import Plan


@dataclass(frozen=True, slots=True)
class LastStep:
    """The last question or decision on a way: of a decision the row that counts, of a question the answer.

    `row` is -1 for a question; `answer` is "" for a decision, and where all that can be chosen leads to one place.
    """

    id: str
    row: int = -1
    answer: str = ""


def last_step(plan: Plan, answers: Iterable[str]) -> LastStep:
    """Follow a full list of answers through a guide without a cycle, to the step whose arrow leads to an outcome."""
    given, at = frozenset(answers), plan.start
    while True:
        step, target = _from(plan, at, given)
        if target in plan.outcomes:
            return step
        at = target


def _from(plan: Plan, at: str, given: frozenset[str]) -> tuple[LastStep, str]:
    if at in plan.decisions:
        rows = enumerate(plan.decisions[at])
        return next((LastStep(at, row), target) for row, (condition, target) in rows if _is_so(condition, given))
    question = plan.questions[at]
    alone = next((answer for answer in question.exclusives if answer.reference in given), None)
    return (LastStep(at), question.next) if alone is None else (LastStep(at, answer=alone.id), alone.target)


def _is_so(condition: Resolved, given: frozenset[str]) -> bool:
    remainders = Remainders()
    return remainders.is_so(
        remainders.settle(remainders.number_of(condition), remainders.answers(dict.fromkeys(given, True)))
    )
