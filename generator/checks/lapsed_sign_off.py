"""The words or rules of an entry are no longer those that a person signed off.

A sign-off holds a fingerprint of exactly what the person saw. Once a word, a number, a rule or an order in it is
another, their name must not stand for it. Until they have looked again the page says so, the entry counts as not
reviewed, a contact as not checked, and `stepwell build --release` refuses.

Fails: an outcome that was reviewed, and one line of it was changed afterwards.
Cure: let a person look at what changed and sign it off again. Never copy a fingerprint from one sign-off to another.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity
from generator.sign_offs import SignOffs, Standing

ID = "lapsed-sign-off"
SEVERITY = Severity.WARNING
NEEDS = Need.DAY


def check(_base: KnowledgeBase, sign_offs: SignOffs, _today: datetime.date) -> Iterator[Problem]:
    """Yield a warning for each sign-off of other words than there are now, at the sign-off."""
    for unit in sign_offs.units:
        if unit.review is not None and sign_offs.state_of(unit.entry) is Standing.LAPSED:
            did = "checked" if unit.is_called else "reviewed"
            message = f"{unit.name} is not as {unit.review.by} {did} it on {unit.review.day}"
            yield Problem(unit.review.place, ID, message, SEVERITY, f"run: {command_for(unit.name)}")


def command_for(name: str) -> str:
    """Write the command that shows a unit and signs it off, as it is typed."""
    return f'stepwell review "{name}"' if " " in name else f"stepwell review {name}"


def unit_in(problem: Problem) -> str:
    """Return the name of the unit that a problem of this check is about."""
    return problem.help.removeprefix("run: stepwell review ").strip('"')
