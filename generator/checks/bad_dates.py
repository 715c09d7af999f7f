"""Dates contradict each other, or lie in the future.

A review that has not happened yet, or that was due before it was written, tells a reader something untrue.

Fails: `review_due` before `written`; `reviewed` on a day that has not come. Cure: write the true days.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.checks.need import Need
from generator.checks.stale import entries_with_dates
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity

ID = "bad-dates"
SEVERITY = Severity.ERROR
NEEDS = Need.DAY


def check(base: KnowledgeBase, today: datetime.date) -> Iterator[Problem]:
    """Give a problem for each entry whose dates cannot be true today."""
    for place, entry in entries_with_dates(base):
        days = [("written", entry.written)]
        days += [] if entry.reviewed is None else [("reviewed", entry.reviewed.day)]
        for what, day in days:
            if day > today:
                yield Problem(place, ID, f"{what} on {day}, which has not come yet", SEVERITY, "write the true day")
        if entry.review_due <= entry.written:
            message = f"review is due on {entry.review_due}, not after it was written on {entry.written}"
            yield Problem(place, ID, message, SEVERITY, "write a later review_due")
