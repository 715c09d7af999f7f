"""A line of an outcome is for whoever gave an answer that nobody gives who ends there.

It looks as if something were said, and nothing is. Or a line is left out for an answer that never leads there.

Fails: a line `when: home.unsafe` at an outcome that is only reached with a safe home.
Cure: take the answer out, or delete the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.compiled import Compiled
from generator.checks.need import Need
from generator.guide.saying import Audience, answers_in, where_said
from generator.model.guide import Outcome
from generator.problems import Problem, Severity

ID = "silent-line"
SEVERITY = Severity.ERROR
NEEDS = Need.EVERY_DIAGRAM


def check(every: Sequence[Compiled]) -> Iterator[Problem]:
    """Find a problem for each answer of a line that, in no guide with its outcome, changes whether the line stands."""
    outcomes = {id: outcome for compiled in every for id, outcome in compiled.plan.outcomes.items()}
    for outcome in outcomes.values():
        for line in outcome.lines:
            for name in (*line.when, *line.unless):
                if not any(_is_open_or_given(name, outcome, compiled) for compiled in every):
                    message = f'nobody who ends at outcome "{outcome.id}" gives "{name}"'
                    help = "take it out here, or delete the line"
                    yield Problem(name.place, ID, message, SEVERITY, help)


def _is_open_or_given(name: str, outcome: Outcome, compiled: Compiled) -> bool:
    """Tell whether some way to an outcome gives an answer, or does not ask for it."""
    answers = answers_in([name], compiled.references)
    if not answers or str(outcome.id) not in compiled.plan.outcomes:
        return False
    said = where_said(compiled.diagram, {name: Audience(answers)})[name]
    return outcome.id in said.certain | said.open
