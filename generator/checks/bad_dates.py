"""Dates contradict each other, or lie in the future.

A review that has not happened yet, or that was due before it was written, tells a reader something untrue.

Fails: `review_due` before `written`; `reviewed`, `last_checked`, the `read` of a source, the `noted` of a line or the
`day` of a decision that has not come.
Cure: write the true days.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.dates import PastDay, dated_entries, past_days
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity
from generator.sign_offs import SignOffs

ID = "bad-dates"
SEVERITY = Severity.ERROR
NEEDS = Need.DAY


def check(base: KnowledgeBase, sign_offs: SignOffs, today: datetime.date) -> Iterator[Problem]:
    """Yield a problem for each date that cannot be true today, and each review due before its entry is written."""
    for past in (*past_days(base), *_signed_on(sign_offs)):
        if past.day > today:
            message = f"{past.what} on {past.day}, which has not come yet"
            yield Problem(past.place, ID, message, SEVERITY, "write the true day")
    for entry in dated_entries(base):
        due, written = entry.dates.review_due, entry.dates.written
        if due <= written:
            message = f"review is due on {due}, not after it was written on {written}"
            yield Problem(entry.place, ID, message, SEVERITY, "write a later review_due")


def _signed_on(sign_offs: SignOffs) -> Iterator[PastDay]:
    for unit in sign_offs.units:
        if unit.review is not None:
            yield PastDay(unit.review.place, "checked" if unit.is_called else "reviewed", unit.review.day)
