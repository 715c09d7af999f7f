"""A question that a link may fill in is not there, or it tells how somebody is.

Whoever is sent a link may be seen with it, so it may say where they are in care and never that they are in danger.
A safety question that stands answered would be passed by.

Fails: `places: [thoughts]`. Cure: name only questions about the place of care, which take one answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.names import answers_of_danger, questions_of
from generator.checks.need import Need
from generator.model.guide import Choose
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity, did_you_mean

ID = "place-tells-danger"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each question that no link may fill in, and for each that no guide asks."""
    questions = {str(question.id): question for question in questions_of(base)}
    dangerous = {answer.split(".")[0] for answer in answers_of_danger(base)}
    for id in base.safety.places:
        if id not in questions:
            help = (
                did_you_mean(id, questions, is_name=True)
                or "name a question of decision_tree.yaml or of a further guide"
            )
            yield Problem(id.place, ID, f'"{id}" is not a question', SEVERITY, help)
        elif id in base.safety.screen or id in dangerous or questions[id].choose is Choose.ANY:
            message = f'"{id}" tells how somebody is, so no link may fill it in'
            yield Problem(id.place, ID, message, SEVERITY, "name only questions about the place of care")
