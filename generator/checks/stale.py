"""An entry was never reviewed or checked by a person, or its review is past due.

Care, law and phone numbers change. What nobody has looked at is said on its page, counted here as a warning, and
refused by `stepwell build --release`.

Fails: a contact without `last_checked`; an outcome whose `review_due` is past.
Cure: have it reviewed or checked, and let `stepwell review` write who did and when. Never write a name or a date that
is not true.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.dates import CONTACT_DAYS, dated_entries, is_due_for_a_call
from generator.model.knowledge import LEVELS, KnowledgeBase
from generator.problems import Place, Problem, Severity
from generator.sign_offs import SignOffs

ID = "stale"
SEVERITY = Severity.WARNING
NEEDS = Need.DAY


def check(base: KnowledgeBase, sign_offs: SignOffs, today: datetime.date) -> Iterator[Problem]:
    """Yield a warning that counts what nobody reviewed, and one for each entry past its date; contacts alike.

    A sign-off of other words than there are now counts as none.
    """
    units = [unit for unit in sign_offs.units if not unit.is_called]
    unread = [unit.place for unit in units if not sign_offs.is_in_force(unit.entry)]
    if unread:
        files = Counter(_file_of(place) for place in unread)
        note = ", ".join(f"{number} in {file}" for file, number in files.items())
        message = f"{len(unread)} of {len(units)} entries are not yet reviewed by a clinician"
        first = Place(unread[0].file, 1, 1) if unread[0].file.endswith(".md") else unread[0]
        yield Problem(first, ID, message, SEVERITY, "have each reviewed: stepwell review lists them", (note,))
    for entry in dated_entries(base):
        if entry.is_late(today):
            message = f"review was due on {entry.dates.review_due}"
            yield Problem(entry.place, ID, message, SEVERITY, "look at it again, then set a new review_due")
    yield from _contacts(base, sign_offs, today)
    yield from _programs(base, sign_offs, today)


def _file_of(place: Place) -> str:
    """Return the file of a place; all pages written by hand count as one, and all files of levels."""
    if place.file.endswith(".md"):
        return "content/*.md"
    return f"{LEVELS}*.yaml" if place.file.startswith(LEVELS) else place.file


def _contacts(base: KnowledgeBase, sign_offs: SignOffs, today: datetime.date) -> Iterator[Problem]:
    contacts = base.every_contact()
    unchecked = [contact for contact in contacts if not sign_offs.is_in_force(contact)]
    if unchecked:
        message = f"{len(unchecked)} of {len(contacts)} contacts were never checked by a person as they are"
        yield Problem(unchecked[0].id.place, ID, message, SEVERITY, "call each: stepwell review lists them")
    for contact in contacts:
        review = sign_offs.review_of(contact)
        if review is not None and is_due_for_a_call(review, today):
            message = f'contact "{contact.id}" was last checked on {review.day}'
            yield Problem(contact.id.place, ID, message, SEVERITY, f"check it again: {CONTACT_DAYS} days have passed")


def _programs(base: KnowledgeBase, sign_offs: SignOffs, today: datetime.date) -> Iterator[Problem]:
    programs = base.organization.programs
    unchecked = [program for program in programs if not sign_offs.is_in_force(program)]
    if unchecked:
        message = f"{len(unchecked)} of {len(programs)} programs were never checked by a person as they are"
        yield Problem(unchecked[0].id.place, ID, message, SEVERITY, "ask at each: stepwell review lists them")
    for program in programs:
        if program.last_checked is not None and is_due_for_a_call(program.last_checked, today):
            message = f'program "{program.id}" was last checked on {program.last_checked.day}'
            yield Problem(program.id.place, ID, message, SEVERITY, f"ask again: {CONTACT_DAYS} days have passed")
