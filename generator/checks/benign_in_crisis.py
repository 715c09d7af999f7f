"""Answers that are all benign can end in "help now".

A guide that sends everyone to a crisis line is not believed by the one who needs it.

Fails: the answers of `benign` that lead to an emergency. Cure: mend the rule that they lead through.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled, in_words
from generator.checks.need import Need
from generator.guide.proofs import ends_of
from generator.model.guide import Direction
from generator.problems import Problem, Severity

ID = "benign-in-crisis"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM


def check(compiled: Compiled) -> Iterator[Problem]:
    """Yield a problem where the benign answers can end in help now, or are never given together."""
    benign = compiled.base.safety.benign
    apart = compiled.contradiction_in(benign)
    if apart is not None:
        message = f'"{apart[0]}" and "{apart[1]}" are never given together'
        yield Problem(apart[1].place, ID, message, SEVERITY, "list the answers of one calm run")
        return
    for id, witness in ends_of(compiled.diagram, benign).items():
        if compiled.plan.outcomes[id].direction is Direction.HELP_NOW:
            note = f"answers: {in_words(witness.answers)}"
            help = 'mend the rule they lead through, or take a sign of danger out of "benign"'
            message = f'benign answers can end at "{id}"'
            yield Problem(benign[0].place, ID, message, SEVERITY, help, (note,))
