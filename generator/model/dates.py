"""List everything that carries dates once, for all who ask what is due, who looked at it, and when."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from generator.model.entry import Dated, Review
from generator.model.knowledge import LINES, KnowledgeBase
from generator.problems import Place

CONTACT_DAYS = 90
"""The days after which a contact must be checked again."""


@dataclass(frozen=True, slots=True)
class DatedEntry:
    """An entry that a clinician must review, and where it stands."""

    place: Place
    dates: Dated

    def is_late(self, today: datetime.date) -> bool:
        """Tell whether its review is past due."""
        return self.dates.review_due < today


@dataclass(frozen=True, slots=True)
class PastDay:
    """A day on which somebody did something, and where it is written: `what` is "decided", "read" and the like."""

    place: Place
    what: str
    day: datetime.date


def dated_entries(base: KnowledgeBase) -> tuple[DatedEntry, ...]:
    """List every entry that has a day on which it was written and one on which it is due; hand-written pages last."""
    guides = base.every_guide()
    entries = chain[Dated](
        base.every_level(),
        base.levels.moves,
        (guide.guide for guide in guides),
        (outcome for guide in guides for outcome in guide.outcomes),
        (file for file in base.handbook.files() if isinstance(file, Dated)),
        base.handbook.treatments.treatments,
        base.handbook.entries.entries,
    )
    pages = (DatedEntry(Place(page.file, 1, 1), page.head) for page in base.pages)
    return (*(DatedEntry(entry.place, entry) for entry in entries), *pages)


def past_days(base: KnowledgeBase) -> Iterator[PastDay]:
    """Yield every day on which the authors say that something was done, but those of sign-offs.

    A register of national lines that comes with Stepwell is not theirs, and is left out.
    """
    contacts = base.every_contact()
    organization = base.organization
    yield from (PastDay(entry.place, "written", entry.dates.written) for entry in dated_entries(base))
    yield from (PastDay(change.place, "written", change.written) for change in base.handbook.overlay.changes)
    yield from (PastDay(decision.place, "decided", decision.day) for decision in base.safety.decisions)
    for contact in contacts:
        yield from (PastDay(decision.place, "decided", decision.day) for decision in contact.differs)
    yield from (PastDay(source.id.place, "read", source.read) for source in base.sources.sources if source.read)
    for text in (organization.nondiscrimination, organization.privacy, *organization.language_help):
        if text is not None and text.day is not None:
            yield PastDay(text.place, "read", text.day)
    yield from (PastDay(line.id.place, "noted", line.noted) for line in base.lines.lines if line.place.file == LINES)


def is_due_for_a_call(checked: Review | None, today: datetime.date) -> bool:
    """Tell whether a person checked a contact or a program, but too long ago."""
    return checked is not None and (today - checked.day).days > CONTACT_DAYS
