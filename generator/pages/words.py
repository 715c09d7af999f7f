"""Say dates, hours and staff in a reader's words; every page says them the same way."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import assert_never

from generator.model.entry import Dated, Entry
from generator.model.guide import Guide, Outcome
from generator.model.handbook import EntryPoint, Treatment
from generator.model.knowledge import KnowledgeBase
from generator.model.levels import Hours, MedicalStaff, Move, NightStaff, Sleep
from generator.model.words import WordsFile
from generator.model.words.places import filled
from generator.pages.atlas import Atlas


def listed(texts: Iterable[str], pattern: str) -> str:
    """Put texts in a row by a pattern of `lists` that joins two; "" for none."""
    row = ""
    for text in texts:
        row = filled(pattern, first=row, next=text) if row else text
    return row


def number_in_words(number: int, words: WordsFile) -> str:
    """Write a whole number with its thousands apart."""
    if number < 1000:
        return str(number)
    thousands, hundreds = divmod(number, 1000)
    return filled(words.lists.thousands, thousands=number_in_words(thousands, words), hundreds=f"{hundreds:03}")


def hours_in_words(hours: Hours | None, words: WordsFile) -> str:
    """Return "9 to 19 hours a week" for at least 9 and below 20, and the like."""
    facts = words.facts
    if hours is None or (hours.at_least is None and hours.below is None):
        return facts.no_number
    if hours.at_least is None:
        return filled(facts.hours_below, below=hours.below)
    if hours.below is None:
        return filled(facts.hours_at_least, least=hours.at_least)
    return filled(facts.hours_between, least=hours.at_least, most=hours.below - 1)


def sleep_in_words(sleep: Sleep, words: WordsFile) -> str:
    """Return where a person sleeps, in a few words."""
    match sleep:
        case Sleep.AT_HOME:
            return words.facts.sleep_at_home
        case Sleep.AT_THE_PROGRAM:
            return words.facts.sleep_at_the_program
        case Sleep.IN_HOSPITAL:
            return words.facts.sleep_in_hospital
        case _:
            assert_never(sleep)


def night_in_words(staff: NightStaff | None, words: WordsFile) -> str:
    """Return who is there at night, in a few words; "" where nobody wrote it."""
    facts = words.facts
    match staff:
        case None:
            return ""
        case NightStaff.NOBODY:
            return facts.night_nobody
        case NightStaff.VARIES:
            return facts.night_varies
        case NightStaff.STAFF:
            return facts.night_staff
        case NightStaff.NURSES:
            return facts.night_nurses
        case _:
            assert_never(staff)


def staff_in_words(staff: MedicalStaff, words: WordsFile) -> str:
    """Return how near doctors and nurses are, in a few words."""
    facts = words.facts
    match staff:
        case MedicalStaff.ELSEWHERE:
            return facts.staff_elsewhere
        case MedicalStaff.BY_VISIT:
            return facts.staff_by_visit
        case MedicalStaff.ON_SITE_BY_DAY:
            return facts.staff_by_day
        case MedicalStaff.NURSES_DAY_AND_NIGHT:
            return facts.staff_day_and_night
        case MedicalStaff.DOCTOR_EVERY_DAY:
            return facts.staff_doctor_every_day
        case MedicalStaff.VARIES:
            return facts.staff_varies
        case _:
            assert_never(staff)


def day_in_words(day: datetime.date, words: WordsFile) -> str:
    """Return "November 22, 2026"."""
    return filled(words.dates.day, month=words.dates.months[day.month - 1], day=day.day, year=day.year)


def dates_line(dated: Dated, atlas: Atlas, *shown: Entry) -> str:
    """Return when an entry was written and is due again, whether that is past, and who reviewed it, if anyone did.

    Whoever reviewed other words than there are now is said to have done that. Where its page shows more than they
    reviewed, what belongs to it or was given in `shown`, and any of that is not reviewed, that is said too.
    """
    words = atlas.words
    said = words.dates
    written = filled(
        said.written, written=day_in_words(dated.written, words), due=day_in_words(dated.review_due, words)
    )
    past_due = [said.past_due] if dated.review_due < atlas.today else []
    is_more = atlas.sign_offs.is_in_force(dated) and not all(
        atlas.sign_offs.is_in_force(entry) for entry in (*_shown_with(dated, atlas.base), *shown)
    )
    return " ".join((written, *past_due, reviewed_line(dated, atlas), *([said.shows_unreviewed] if is_more else [])))


def _shown_with(dated: Dated, base: KnowledgeBase) -> tuple[Entry, ...]:
    """List what is signed off apart and shown on the page of an entry: warnings, words of urgencies, results, notes."""
    match dated:
        case Outcome():
            return (base.safety,)
        case Guide():
            outcomes = next(file.outcomes for file in base.every_guide() if file.guide.id == dated.id)
            return (base.safety, *outcomes, *base.every_note())
        case Move() | Treatment() | EntryPoint():
            return (base.safety,) if dated.safety_box is not None else ()
        case _:
            return ()


def reviewed_line(dated: Dated, atlas: Atlas) -> str:
    """Return who reviewed an entry and when, or that nobody has reviewed it as it is now."""
    review, words = atlas.sign_offs.review_of(dated), atlas.words
    if review is None:
        return words.dates.not_reviewed
    is_in_force = atlas.sign_offs.is_in_force(dated)
    upstream, day = atlas.base.upstream, day_in_words(review.day, words)
    if is_in_force and upstream is not None and atlas.base.is_upstreams(review.place):
        return filled(words.dates.reviewed_upstream, name=review.by, day=day, upstream=upstream.name)
    pattern = words.dates.reviewed if is_in_force else words.dates.reviewed_earlier
    return filled(pattern, name=review.by, day=day)
