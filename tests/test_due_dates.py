"""Hold the days on which the shipped texts are due against what they say: laws change, and offers close."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from generator.checks.names import texts_of
from generator.model.dates import CONTACT_DAYS, dated_entries
from generator.model.registers import SourceKind
from tests.conftest import shipped

BASE = shipped().base
assert BASE is not None

MONTHS = tuple(BASE.words.dates.months)
CLOSING = re.compile(rf"\b(?:until|ends on|by|before) \[?({'|'.join(MONTHS)}) (\d{{1,2}}), (20\d\d)", re.IGNORECASE)
"""A day up to which something is so."""


def closing_days(text: str) -> Iterator[datetime.date]:
    for month, day, year in CLOSING.findall(text):
        yield datetime.date(int(year), MONTHS.index(month.capitalize()) + 1, int(day))


def said_until() -> Iterator[tuple[str, datetime.date, datetime.date]]:
    """Give where a text with a closing day stands, the day on which it is due, and the first of its closing days."""
    assert BASE is not None
    pages = {page.file: page.body for page in BASE.pages}
    for entry in dated_entries(BASE):
        texts = [pages[entry.place.file]] if entry.place.file in pages else texts_of(entry.dates)
        days = [day for text in texts for day in closing_days(text) if day > entry.dates.written]
        if days:
            yield str(entry.place), entry.dates.review_due, min(days)


def test_closing_days_are_found() -> None:
    text = "Choose one by December 15, 2026. It ends on [December 31, 2026](/facts/#x), and began on January 1, 2026."

    assert list(closing_days(text)) == [datetime.date(2026, 12, 15), datetime.date(2026, 12, 31)]
    assert len(list(said_until())) > 2


def test_what_has_a_closing_day_is_due_before_it() -> None:
    assert [place for place, due, closing in said_until() if due >= closing] == []


def test_a_page_that_rests_on_a_law_is_due_within_ninety_days() -> None:
    assert BASE is not None
    laws = {source.id for source in BASE.sources.sources if source.kind is SourceKind.LAW}
    resting = [page for page in BASE.pages if laws.intersection(page.head.sources)]

    assert resting
    late = [page.file for page in resting if (page.head.review_due - page.head.written).days > CONTACT_DAYS]
    assert late == []
