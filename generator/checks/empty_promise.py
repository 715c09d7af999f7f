"""A promise is about answers that nobody can give together.

It looks like a guard and guards nothing: no guide could ever break it.

Fails: `whenever: {all: [danger.none, danger.not-sure]}`.
Cure: let the guide ask for the answers again where it did; of a new promise, write `any`, or name the answers that are
meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.compiled import Compiled
from generator.checks.need import Need
from generator.problems import Problem, Severity

ID = "empty-promise"
SEVERITY = Severity.WARNING
NEEDS = Need.EVERY_DIAGRAM


def check(every: Sequence[Compiled]) -> Iterator[Problem]:
    """Find a problem for each promise whose condition holds on no way to answer a guide that it is for."""
    happening = frozenset(id for compiled in every for id in _happening(compiled))
    for promise in every[0].base.safety.promises:
        if str(promise.id) not in happening:
            message = f'what promise "{promise.id}" is about never happens'
            note = "its answers are never given together, or their question is never asked"
            help = (
                "let the guide ask for these answers again where it did; a promise that was new may want "
                '"any" for "all", or other answers'
            )
            yield Problem(promise.id.place, ID, message, SEVERITY, help, (note,))


def _happening(compiled: Compiled) -> Iterator[str]:
    """Yield the promises of a guide whose condition some way to answer it makes true."""
    outcomes = compiled.outcomes_where([compiled.resolve(promise.whenever) for promise in compiled.promises])
    return (str(promise.id) for promise, ends in zip(compiled.promises, outcomes, strict=True) if ends)
