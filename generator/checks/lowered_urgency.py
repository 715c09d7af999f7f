"""A worse answer, or "I don't know", lowers the urgency, all other answers being the same.

Somebody who is worse off, or not sure, would be told to wait longer.

Fails: "not sure" about danger skips the next safety question.
Cure: let the worse answer lead somewhere at least as urgent.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled, in_words
from generator.checks.need import Need
from generator.guide.pairs import lowered_by_a_worse_answer
from generator.model.guide import Choose
from generator.problems import Problem, Severity

ID = "lowered-urgency"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM


def check(compiled: Compiled) -> Iterator[Problem]:
    """Yield a problem for each ordered question where a worse or unsure answer ends less urgently."""
    ordered = {
        str(severity.question): tuple(str(id) for id in severity.mildest_first)
        for severity in compiled.base.safety.severities
    }
    for id in compiled.base.safety.screen:
        if compiled.plan.questions[str(id)].choose is Choose.ANY:
            ordered.setdefault(str(id), ())
    for fault in lowered_by_a_worse_answer(compiled.diagram, ordered.items()):
        outcomes = compiled.plan.outcomes
        milder, worse = outcomes[fault.first_outcome], outcomes[fault.second_outcome]
        ends = (f'"{worse.id}" ({worse.urgency})', f'"{milder.id}" ({milder.urgency})')
        message = f'"{fault.second}" ends less urgently than "{fault.first}": at {ends[0]}, not {ends[1]}'
        note = f"with the answers: {in_words(fault.answers)}"
        place = compiled.place_of_question(fault.question)
        yield Problem(place, ID, message, SEVERITY, "let it lead somewhere at least as urgent", (note,))
