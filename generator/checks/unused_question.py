"""A question changes nothing: whatever is answered, the guide goes on in the same way.

We do not ask frightened people what we do not use.

Fails: a question whose answers all lead to the same place and that no condition reads.
Cure: use the answer in a decision, or delete the question.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled
from generator.guide.walks import never_matters
from generator.problems import Problem, Severity

ID = "unused-question"
SEVERITY = Severity.ERROR


def check(compiled: Compiled) -> Iterator[Problem]:
    """Give a problem for each question without effect on the way or on the words of the outcome."""
    voice = compiled.base.tree.guide.they_when[0].split(".")[0]
    for question in compiled.base.tree.questions:
        is_shown = question.id == voice or question.is_from_levels
        if not is_shown and never_matters(compiled.diagram, question.id):
            message = f'question "{question.id}" changes nothing'
            yield Problem(question.id.place, ID, message, SEVERITY, "use its answers in a decision, or delete it")
