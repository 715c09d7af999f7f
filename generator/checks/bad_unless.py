"""A line is left out for an answer that does not say enough.

"None of these" is true of many people, and "I don't know" of people in doubt. An option of a "choose any" question says
nothing of the others. What is left out because of them may be what its reader needs.

Fails: `unless: home.not-sure`, or `unless` an option of a "choose any" question.
Cure: name an answer of a "choose one" question, or write the line with `when`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.guide.plan import answers_of, known_references
from generator.guide.sharing import GuideBase
from generator.model.guide import NONE, NOT_SURE, Choose
from generator.problems import Problem, Severity

ID = "bad-unless"
SEVERITY = Severity.ERROR
NEEDS = Need.GUIDE


def check(base: GuideBase) -> Iterator[Problem]:
    """Find a problem for each answer in `unless` that may not leave a line out."""
    references = known_references(base)
    fine = {
        answer.reference
        for question in base.tree.questions
        for answer in answers_of(question, base)
        if question.choose is Choose.ONE and answer.id not in (NONE, NOT_SURE)
    }
    for outcome in base.tree.outcomes:
        for line in outcome.lines:
            for name in line.unless:
                wrong = [answer for answer in references.get(name, ()) if answer not in fine]
                if wrong:
                    message = f'"{wrong[0]}" may not leave a line out'
                    help = 'name an answer of a "choose one" question other than "none" and "not-sure"'
                    yield Problem(name.place, ID, message, SEVERITY, help)
