"""A guide asks about three things or fewer besides danger: a list would say the same on one screen.

A reader who is afraid should not click through questions to learn what a few lines can tell.

Fails: one question with three answers after the safety screen.
Cure: print the criteria as a list on a page, and delete the guide.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled
from generator.checks.need import Need
from generator.guide.plan import PlannedQuestion
from generator.guide.walks import never_matters
from generator.model.guide import NONE, NOT_SURE, Choose
from generator.problems import Problem, Severity

ID = "too-few-criteria"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM
FEWEST = 4
"""With fewer, the criteria themselves are the better page: guidance of the US Department of Veterans Affairs."""


def check(compiled: Compiled) -> Iterator[Problem]:
    """Yield a problem where a guide has too few criteria."""
    found = sum(_criteria_of(question, compiled) for question in compiled.plan.questions.values())
    if found < FEWEST:
        message = f"the guide has {found} criteria besides the safety screen; a list says the same on one screen"
        help = "print the criteria on a page instead of asking for them"
        yield Problem(compiled.base.tree.guide.id.place, ID, message, SEVERITY, help)


def _criteria_of(question: PlannedQuestion, compiled: Compiled) -> int:
    """Count the statements that a question asks about: its options, or all but one of its answers."""
    voices = {answer.split(".")[0] for answer in compiled.base.tree.guide.they_when}
    if (
        question.id in compiled.base.safety.screen
        or question.id in voices
        or never_matters(compiled.diagram, question.id)
    ):
        return 0
    answers = [answer for answer in question.answers if answer.id not in (NONE, NOT_SURE)]
    return len(answers) if question.choose is Choose.ANY else max(0, len(answers) - 1)
