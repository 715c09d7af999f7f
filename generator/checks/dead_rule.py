"""A case of a decision is never the first that holds.

The rule looks as if it protected somebody, and does nothing: cases before it always win, or it can never hold.

Fails: `when: {is: danger.overdose}` below `when: {any: [danger.overdose, danger.fever]}`.
Cure: move the case up, change its condition, or delete it.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled
from generator.checks.need import Need
from generator.problems import Problem, Severity

ID = "dead-rule"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM


def check(compiled: Compiled) -> Iterator[Problem]:
    """Yield a problem for each case that no way to answer follows, in decisions that are reached."""
    taken = compiled.diagram.taken
    reached = {decision for decision, _ in taken}
    for decision in compiled.base.tree.decisions:
        for number, case in enumerate(decision.cases):
            if decision.id in reached and (str(decision.id), number) not in taken:
                message = f'case {number + 1} of decision "{decision.id}" is never followed'
                note = "the cases before it always win, or its answers are never given together"
                help = "move it up, change its condition, or delete it"
                yield Problem(case.place, ID, message, SEVERITY, help, (note,))
