"""A line of an outcome is for whoever gave an answer that nobody gives who ends there.

It looks as if something were said, and nothing is. Or a line is left out for an answer that never leads there.

Fails: a line `when: home.unsafe` at an outcome that is only reached with a safe home.
Cure: take the answer out, or delete the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.compiled import Compiled
from generator.checks.need import Need
from generator.guide.saying import Audience, answers_in
from generator.problems import Problem, Severity

ID = "silent-line"
SEVERITY = Severity.ERROR
NEEDS = Need.EVERY_DIAGRAM


def check(every: Sequence[Compiled]) -> Iterator[Problem]:
    """Find a problem for each answer of a line that, in no guide with its outcome, changes whether the line stands."""
    outcomes = {id: outcome for compiled in every for id, outcome in compiled.plan.outcomes.items()}
    guides = [_conceivable_at(compiled) for compiled in every]
    for outcome in outcomes.values():
        for line in outcome.lines:
            for name in (*line.when, *line.unless):
                if not any(outcome.id in found.get(name, ()) for found in guides):
                    message = f'nobody who ends at outcome "{outcome.id}" gives "{name}"'
                    help = "take it out here, or delete the line"
                    yield Problem(name.place, ID, message, SEVERITY, help)


def _conceivable_at(compiled: Compiled) -> dict[str, frozenset[str]]:
    """Map each answer that lines name to the outcomes that some way ends at which gives it, or is not asked for it."""
    lines = [line for outcome in compiled.plan.outcomes.values() for line in outcome.lines]
    names = dict.fromkeys(str(name) for line in lines for name in (*line.when, *line.unless))
    audiences = {name: Audience(answers_in([name], compiled.references)) for name in names}
    asked = {name: audience.conceivable for name, audience in audiences.items() if audience.when}
    return dict(zip(asked, compiled.outcomes_where(list(asked.values())), strict=True))
