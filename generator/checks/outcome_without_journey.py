"""An outcome has no journey that ends at it.

Nobody has said who should arrive there, so nobody would notice if the wrong people did.

Fails: an outcome that no entry of journeys.yaml names. Cure: add a journey.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled
from generator.checks.need import Need
from generator.problems import Problem, Severity

ID = "outcome-without-journey"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM


def check(compiled: Compiled) -> Iterator[Problem]:
    """Yield a problem for each outcome that no journey ends at."""
    ends = {str(journey.outcome) for journey in compiled.base.journeys.journeys}
    for outcome in compiled.base.tree.outcomes:
        if outcome.id not in ends:
            message = f'outcome "{outcome.id}" has no journey'
            yield Problem(outcome.id.place, ID, message, SEVERITY, "add one to content/journeys.yaml")
