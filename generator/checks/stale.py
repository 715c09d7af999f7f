"""An entry was never reviewed or checked by a person, or its review is past due.

Care, law and phone numbers change. What nobody has looked at is said on its page, counted here as a warning, and
refused by `stepwell build --release`.

Fails: a contact without `last_checked`; an outcome whose `review_due` is past.
Cure: have it reviewed or checked, then write who did and when. Never write a name or a date that is not true.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.dates import CONTACT_DAYS, dated_entries, is_due_for_a_call
from generator.model.knowledge import LEVELS, KnowledgeBase
from generator.problems import Place, Problem, Severity

ID = "stale"
SEVERITY = Severity.WARNING
NEEDS = Need.DAY


def check(base: KnowledgeBase, today: datetime.date) -> Iterator[Problem]:
    """Yield a warning that counts what nobody reviewed, and one for each entry past its date; contacts alike."""
    entries = dated_entries(base)
    unread = [entry.place for entry in entries if entry.dates.reviewed is None]
    if unread:
        files = Counter(_file_of(place) for place in unread)
        note = ", ".join(f"{number} in {file}" for file, number in files.items())
        message = f"{len(unread)} of {len(entries)} entries are not yet reviewed by a clinician"
        yield Problem(unread[0], ID, message, SEVERITY, "have each reviewed, then add reviewed: {by, day}", (note,))
    for entry in entries:
        if entry.is_late(today):
            message = f"review was due on {entry.dates.review_due}"
            yield Problem(entry.place, ID, message, SEVERITY, "look at it again, then set a new review_due")
    yield from _contacts(base, today)


def _file_of(place: Place) -> str:
    """Return the file of a place; all pages written by hand count as one, and all files of levels."""
    if place.file.endswith(".md"):
        return "content/*.md"
    return f"{LEVELS}*.yaml" if place.file.startswith(LEVELS) else place.file


def _contacts(base: KnowledgeBase, today: datetime.date) -> Iterator[Problem]:
    contacts = base.contacts.contacts
    unchecked = [contact for contact in contacts if contact.last_checked is None]
    if unchecked:
        message = f"{len(unchecked)} of {len(contacts)} contacts were never checked by a person"
        yield Problem(unchecked[0].id.place, ID, message, SEVERITY, "call each, then add last_checked: {by, day}")
    for contact in contacts:
        if contact.last_checked is not None and is_due_for_a_call(contact, today):
            message = f'contact "{contact.id}" was last checked on {contact.last_checked.day}'
            yield Problem(contact.id.place, ID, message, SEVERITY, f"check it again: {CONTACT_DAYS} days have passed")
