"""An outcome that says "get help now" names none of the help lines that stand above every page.

Somebody in danger reads whom to call here, and must not be sent to a line that is closed, or is for something else.

Fails: an emergency whose `call` holds only an information line. Cure: add a contact of `help_bar` to `call`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled
from generator.checks.need import Need
from generator.model.guide import Direction, Urgency
from generator.problems import Problem, Severity

ID = "no-help-line"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM


def check(compiled: Compiled) -> Iterator[Problem]:
    """Yield a problem for each outcome for people in danger without a contact of the help bar."""
    help_bar = compiled.base.safety.help_bar
    for outcome in compiled.base.tree.outcomes:
        is_for_danger = outcome.urgency is Urgency.EMERGENCY or outcome.direction is Direction.HELP_NOW
        if is_for_danger and not any(contact in help_bar for contact in outcome.call):
            message = f'outcome "{outcome.id}" is for people in danger and calls none of: {", ".join(help_bar)}'
            yield Problem(outcome.call[0].place, ID, message, SEVERITY, 'add one of them to "call"')
