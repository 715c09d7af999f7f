"""List everything that carries dates once, for all who ask what is due, who looked at it, and when."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import chain

from generator.model.entry import Dated, Review
from generator.model.knowledge import KnowledgeBase
from generator.model.registers import Contact
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
class Look:
    """A person who looked at something on a day: `what` is "reviewed", or "checked" for a contact."""

    place: Place
    what: str
    review: Review


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
    )
    pages = (DatedEntry(Place(page.file, 1, 1), page.head) for page in base.pages)
    return (*(DatedEntry(entry.place, entry) for entry in entries), *pages)


def looks(base: KnowledgeBase) -> tuple[Look, ...]:
    """List every review of an entry, and then every check of a contact."""
    reviewed = ((entry.place, entry.dates.reviewed) for entry in dated_entries(base))
    checked = ((contact.id.place, contact.last_checked) for contact in base.contacts.contacts)
    return (
        *(Look(place, "reviewed", review) for place, review in reviewed if review is not None),
        *(Look(place, "checked", review) for place, review in checked if review is not None),
    )


def is_due_for_a_call(contact: Contact, today: datetime.date) -> bool:
    """Tell whether a person checked a contact, but too long ago."""
    return contact.last_checked is not None and (today - contact.last_checked.day).days > CONTACT_DAYS
