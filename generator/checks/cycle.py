"""A guide leads in a circle: a question can come round again.

A reader would be asked the same thing for ever.

Fails: `sleep -> mood -> sleep`. Cure: lead one of them on to an outcome.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.names import steps_of
from generator.checks.need import Need
from generator.guide.plan import Plan, find_cycle
from generator.guide.sharing import GuideBase
from generator.problems import Problem, Severity

ID = "cycle"
SEVERITY = Severity.ERROR
NEEDS = Need.PLAN


def check(base: GuideBase, plan: Plan) -> Iterator[Problem]:
    """Yield a problem with its chain where the guide leads in a circle."""
    chain = find_cycle(plan)
    if chain:
        place = next(id.place for id in steps_of(base.tree) if id == chain[0])
        yield Problem(
            place, ID, f"the guide leads in a circle: {' -> '.join(chain)}", SEVERITY, "lead one of them elsewhere"
        )
