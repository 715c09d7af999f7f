"""A question changes nothing: whatever is answered, the guide goes on in the same way.

We do not ask frightened people what we do not use.

Fails: a question whose answers all lead to the same place and that no condition, note or line reads.
Cure: use the answer in a decision, a note or a line of an outcome, or delete the question.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled
from generator.checks.need import Need
from generator.guide.saying import answers_in
from generator.guide.walks import never_matters
from generator.model.skeletons import is_to_fill_in
from generator.problems import Problem, Severity

ID = "unused-question"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM


def check(compiled: Compiled) -> Iterator[Problem]:
    """Yield a problem for each question without effect on the way or on the words of the outcome."""
    told = {answer.split(".")[0] for answer in _answers_told(compiled)}
    for question in compiled.base.tree.questions:
        is_shown = question.id in told or question.is_from_levels or is_to_fill_in(question.you)
        if not is_shown and never_matters(compiled.diagram, question.id):
            message = f'question "{question.id}" changes nothing'
            yield Problem(
                question.id.place, ID, message, SEVERITY, "use its answers in a decision or a note, or delete it"
            )


def _answers_told(compiled: Compiled) -> Iterator[str]:
    """Yield the answers that change words: whom the guide speaks about, and which notes and lines are shown."""
    yield from compiled.base.tree.guide.they_when
    for audience in compiled.audiences.values():
        yield from (*audience.when, *(audience.and_ or ()))
    for outcome in compiled.plan.outcomes.values():
        for line in outcome.lines:
            yield from answers_in((*line.when, *line.unless), compiled.references)
