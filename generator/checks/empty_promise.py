"""A promise is about answers that nobody can give together.

It looks like a guard and guards nothing: no guide could ever break it.

Fails: `whenever: {all: [danger.none, danger.not-sure]}`. Cure: write `any`, or name the answers that are meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled
from generator.checks.names import references_in
from generator.problems import Problem, Severity

ID = "empty-promise"
SEVERITY = Severity.WARNING


def check(compiled: Compiled) -> Iterator[Problem]:
    """Give a problem for each promise whose condition holds on no way to answer."""
    everywhere = frozenset(compiled.plan.outcomes)
    for promise in compiled.promises:
        if not all(compiled.references[name] for name in references_in(promise.whenever)):
            continue  # it is about another guide, which asks what this one does not
        if compiled.way_to(everywhere, while_=compiled.resolve(promise.whenever)) is None:
            message = f'what promise "{promise.id}" is about never happens'
            note = "its answers are never given together, or their question is never asked"
            help = 'write "any" for "all", or name the answers that are meant'
            yield Problem(promise.id.place, ID, message, SEVERITY, help, (note,))
