"""The urgency differs between "me" and "someone I care about", all other answers being the same.

Danger is as urgent for a child as for oneself.

Fails: a rule that reads `who.someone-else` and lowers the urgency. Cure: let the answer change words only.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled, in_words
from generator.guide.proofs import Comparison
from generator.guide.walks import whole_questions
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
    comparison = Comparison(diagram)
    for number in whole_questions(diagram, question.id):
        arrows = diagram.nodes[number].arrows
        other = arrows[references.index(they)]
        for arrow in arrows:
            pairs = ((arrow, other), (other, arrow))
            faults = (comparison.lowered(a, b) for a, b in pairs if a is not None and b is not None)
            fault = next((fault for fault in faults if fault is not None), None)
            if fault is not None:
                ends = [diagram.nodes[end].outcome for end in fault[0]]
                message = f'the urgency depends on "{they}": "{ends[0]}" or "{ends[1]}"'
                note = f"with the answers: {in_words(fault[1])}"
                yield Problem(they.place, ID, message, SEVERITY, "let this answer change words only", (note,))
                return
