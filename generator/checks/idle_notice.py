"""A notice is not shown today: it has ended, or it has not begun.

Pages leave it out by themselves. What is over can go, so that nobody takes it for what readers see.

Fails: `until: 2026-11-21` on the day after. Cure: delete it; one that begins later needs nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity
from generator.sign_offs import SignOffs

ID = "idle-notice"
SEVERITY = Severity.WARNING
NEEDS = Need.DAY


def check(base: KnowledgeBase, _sign_offs: SignOffs, today: datetime.date) -> Iterator[Problem]:
    """Yield a warning for each notice that no page shows on this day."""
    for notice in base.contacts.notices:
        if notice.until < today:
            message = f'notice "{notice.id}" ended on {notice.until}, and no page shows it'
            yield Problem(notice.id.place, ID, message, SEVERITY, "delete it")
        elif notice.from_ > today:
            message = f'notice "{notice.id}" begins on {notice.from_}, and no page shows it before'
            yield Problem(notice.id.place, ID, message, SEVERITY, "build the site anew on that day")
