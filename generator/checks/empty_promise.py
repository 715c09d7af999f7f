"""A promise is about answers that nobody can give together.

It looks like a guard and guards nothing: no guide could ever break it.

Fails: `whenever: {all: [danger.none, danger.not-sure]}`. Cure: write `any`, or name the answers that are meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.compiled import Compiled
from generator.checks.need import Need
from generator.model.registers import Promise
from generator.problems import Problem, Severity

ID = "empty-promise"
SEVERITY = Severity.WARNING
NEEDS = Need.EVERY_DIAGRAM


def check(every: Sequence[Compiled]) -> Iterator[Problem]:
    """Find a problem for each promise whose condition holds on no way to answer a guide that it is for."""
    for promise in every[0].base.safety.promises:
        if not any(_can_hold(promise, compiled) for compiled in every if promise.is_for(compiled.guide)):
            message = f'what promise "{promise.id}" is about never happens'
            note = "its answers are never given together, or their question is never asked"
            help = 'write "any" for "all", or name the answers that are meant'
            yield Problem(promise.id.place, ID, message, SEVERITY, help, (note,))


def _can_hold(promise: Promise, compiled: Compiled) -> bool:
    """Tell whether some way to answer a guide makes the condition of a promise true."""
    everywhere = frozenset(compiled.plan.outcomes)
    return compiled.way_to(everywhere, while_=compiled.resolve(promise.whenever)) is not None
