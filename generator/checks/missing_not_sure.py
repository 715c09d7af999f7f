"""A question has no way to say "I don't know", or "choose any" none to say "none of these".

Somebody who does not know would have to guess, and a guess about danger can tell them to wait.

Fails: a question without an answer `not-sure`. Cure: add one, and let it lead somewhere safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.guide.sharing import GuideBase
from generator.model.guide import NONE, NOT_SURE, Choose
from generator.problems import Problem, Severity

ID = "missing-not-sure"
SEVERITY = Severity.ERROR
NEEDS = Need.GUIDE


def check(base: GuideBase) -> Iterator[Problem]:
    """Yield a problem for each question without the answers that it must have."""
    for question in base.tree.questions:
        ids = [str(answer.id) for answer in (*question.answers, *question.more_answers)]
        needed = [NOT_SURE, NONE] if question.choose is Choose.ANY else [NOT_SURE]
        for id in needed:
            if id not in ids:
                message = f'question "{question.id}" has no answer "{id}"'
                help = f'add an answer with "id: {id}" that leads somewhere safe'
                yield Problem(question.id.place, ID, message, SEVERITY, help)
        rest = [id for id in ids if id not in (NONE, NOT_SURE)]
        if question.choose is Choose.ANY and not rest:
            yield Problem(question.id.place, ID, f'question "{question.id}" has no options', SEVERITY, "add answers")
