"""A sign of danger has no promise that guards it, or is asked about outside the safety screen.

The screen and the promises say the same thing twice, so that no single slip can tell somebody in danger to wait.
A sign that only one of them knows can be lost by one change, and no check would see it.

Fails: an answer on the screen that is neither benign nor harmless, and that no promise with `urgency_at_least: today`
or more names.
Cure: name the answer in such a promise, or put the question that the promise names on the screen.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled
from generator.checks.names import answers_of_danger
from generator.checks.need import Need
from generator.problems import Problem, Severity

ID = "unguarded-danger"
SEVERITY = Severity.WARNING
NEEDS = Need.DIAGRAM


def check(compiled: Compiled) -> Iterator[Problem]:
    """Yield a problem for each sign of danger that the screen or the promises of safety.yaml do not know."""
    base, safety = compiled.base, compiled.base.safety
    named = answers_of_danger(base)
    for question in base.tree.questions:
        for answer in (*question.answers, *question.more_answers) if question.id in safety.screen else ():
            reference = f"{question.id}.{answer.id}"
            if reference not in (*named, *safety.benign, *safety.harmless):
                message = f'no promise says what "{reference}" must lead to'
                help = "name it in a promise of safety.yaml with urgency_at_least: today or more"
                yield Problem(answer.id.place, ID, message, SEVERITY, help)
    if base.tree.guide.shares:
        return  # a further guide has no screen of its own; it may come upon a danger later, and says so then
    for reference, promise in named.items():
        asked = reference.split(".")[0]
        if asked not in safety.screen:
            message = f'promise "{promise.id}" guards "{reference}", which is not asked on the safety screen'
            yield Problem(promise.id.place, ID, message, SEVERITY, f'add "{asked}" to "screen"')
