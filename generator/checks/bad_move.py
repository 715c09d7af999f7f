"""A move leads from a level to itself.

Its page would say that nothing changes.

Fails: `from: residential`, `to: residential`. Cure: name two levels.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity

ID = "bad-move"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each move that goes nowhere."""
    for move in base.levels.moves:
        if move.from_ == move.to:
            yield Problem(move.to.place, ID, f'move leads from "{move.from_}" to itself', SEVERITY, "name two levels")
