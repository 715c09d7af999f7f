"""A line is left out for an answer that does not say enough.

"None of these" is true of many people, and an option that was not ticked may only have been passed over: what is left
out because of it may be what its reader needs.

Fails: `unless: danger.none`, or `unless` an option of a "choose any" question.
Cure: name an answer of a "choose one" question, or write the line with `when`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.guide.plan import answers_of, known_references
from generator.model.guide import NONE, Choose
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity

ID = "bad-unless"
SEVERITY = Severity.ERROR


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Find a problem for each answer in `unless` that may not leave a line out."""
    references = known_references(base)
    fine = {
        answer.reference
        for question in base.tree.questions
        for answer in answers_of(question, base)
        if question.choose is Choose.ONE and answer.id != NONE
    }
    for outcome in base.tree.outcomes:
        for line in (*outcome.now, *outcome.say, *outcome.sooner):
            for name in line.unless:
                wrong = [answer for answer in references.get(name, ()) if answer not in fine]
                if wrong:
                    message = f'"{wrong[0]}" may not leave a line out'
                    help = 'name an answer of a "choose one" question other than "none"'
                    yield Problem(name.place, ID, message, SEVERITY, help)
