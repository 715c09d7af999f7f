"""Dates contradict each other, or lie in the future.

A review that has not happened yet, or that was due before it was written, tells a reader something untrue.

Fails: `review_due` before `written`; `reviewed` or `last_checked` on a day that has not come.
Cure: write the true days.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.dates import dated_entries, looks
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity

ID = "bad-dates"
SEVERITY = Severity.ERROR
NEEDS = Need.DAY


def check(base: KnowledgeBase, today: datetime.date) -> Iterator[Problem]:
    """Yield a problem for each date that cannot be true today, and each review due before its entry is written."""
    entries = dated_entries(base)
    days = [(entry.place, "written", entry.dates.written) for entry in entries]
    days += [(look.place, look.what, look.review.day) for look in looks(base)]
    for place, what, day in days:
        if day > today:
            yield Problem(place, ID, f"{what} on {day}, which has not come yet", SEVERITY, "write the true day")
    for entry in entries:
        due, written = entry.dates.review_due, entry.dates.written
        if due <= written:
            message = f"review is due on {due}, not after it was written on {written}"
            yield Problem(entry.place, ID, message, SEVERITY, "write a later review_due")
