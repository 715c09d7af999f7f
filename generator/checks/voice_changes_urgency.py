"""The urgency differs between "me" and "someone I care about", all other answers being the same.

Danger is as urgent for a child as for oneself.

Fails: a rule that reads `who.someone-else` and lowers the urgency. Cure: let the answer change words only.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled, in_words
from generator.guide.forks import Fork, any_other_answer
from generator.guide.twins import Twins
from generator.model.guide import Outcome
from generator.problems import Problem, Severity

ID = "voice-changes-urgency"
SEVERITY = Severity.ERROR


def check(compiled: Compiled) -> Iterator[Problem]:
    """Give a problem where the voice changes the urgency on some way to answer."""
    they = compiled.base.tree.guide.they_when
    diagram = compiled.diagram
    question = compiled.plan.questions[they.split(".")[0]]
    references = [answer.reference for answer in question.exclusives]
    if they not in references:
        yield Problem(
            they.place,
            ID,
            f'"{they}" can be chosen together with other answers',
            SEVERITY,
            'name an answer of a "choose: one" question',
        )
        return

    def forks(number: int) -> Iterator[Fork]:
        return (fork for fork in any_other_answer(diagram, number) if they in (fork.first, fork.second))

    fault = Twins(diagram, _differ).apart(question.id, forks)
    if fault is not None:
        ends = (fault.first_outcome, fault.second_outcome)
        message = f'the urgency depends on "{they}": "{ends[0]}" or "{ends[1]}"'
        note = f"with the answers: {in_words(fault.answers)}"
        yield Problem(they.place, ID, message, SEVERITY, "let this answer change words only", (note,))


def _differ(first: Outcome, second: Outcome) -> bool:
    return first.urgency is not second.urgency
