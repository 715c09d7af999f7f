"""A guide is too large to prove.

What cannot be proven for every way to answer is not published; nothing is ever sampled.

Fails: many "choose any" questions whose every combination a later decision tells apart.
Cure: count (`at_least`) in place of naming combinations, or decide sooner after a question.
"""

from __future__ import annotations

from generator.guide.diagram import MAX_STATES, TooManyStates
from generator.guide.plan import Plan
from generator.problems import Problem, Severity

ID = "too-many-states"
SEVERITY = Severity.ERROR


def problem(plan: Plan, error: TooManyStates) -> Problem:
    """Give the problem of a guide past the number of states that is decided exactly."""
    place = plan.questions[error.question].entry.id.place
    message = f'at question "{error.question}" the guide has more than {MAX_STATES:,} situations to tell apart'
    help = "count answers with at_least, or decide sooner, so that less must be remembered"
    return Problem(place, ID, message, SEVERITY, help)
