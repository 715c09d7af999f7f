"""Say dates, hours and staff in a reader's words; every page says them the same way."""

from __future__ import annotations

import datetime
from typing import assert_never

from generator.model.entry import Dated
from generator.model.levels import Hours, MedicalStaff, Sleep

NO_NUMBER = "No set number of hours"
NOT_REVIEWED = "Not yet reviewed by a clinician."


def hours_in_words(hours: Hours | None) -> str:
    """Give "9 to 19 hours a week" for at least 9 and below 20, and the like."""
    if hours is None or (hours.at_least is None and hours.below is None):
        return NO_NUMBER
    if hours.at_least is None:
        return f"Fewer than {hours.below} hours a week"
    if hours.below is None:
        return f"{hours.at_least} or more hours a week"
    return f"{hours.at_least} to {hours.below - 1} hours a week"


def sleep_in_words(sleep: Sleep) -> str:
    """Give where a person sleeps, in a few words."""
    match sleep:
        case Sleep.AT_HOME:
            return "You sleep at home"
        case Sleep.AT_THE_PROGRAM:
            return "You stay overnight"
        case Sleep.IN_HOSPITAL:
            return "You stay in a hospital"
        case _:
            assert_never(sleep)


def staff_in_words(staff: MedicalStaff) -> str:
    """Give how near doctors and nurses are, in a few words."""
    match staff:
        case MedicalStaff.ELSEWHERE:
            return "Medical care is somewhere else"
        case MedicalStaff.BY_VISIT:
            return "Medical care by visit"
        case MedicalStaff.ON_SITE_BY_DAY:
            return "Medical staff there by day"
        case MedicalStaff.NURSES_DAY_AND_NIGHT:
            return "Nurses day and night"
        case MedicalStaff.DOCTOR_EVERY_DAY:
            return "A doctor every day"
        case MedicalStaff.VARIES:
            return "It differs from place to place"
        case _:
            assert_never(staff)


def day_in_words(day: datetime.date) -> str:
    """Give "November 22, 2026"."""
    return f"{day:%B} {day.day}, {day.year}"


def dates_line(dated: Dated, today: datetime.date) -> str:
    """Give when an entry was written and is due again, whether that is past, and who reviewed it, if anyone did."""
    review = dated.reviewed
    reviewed = f"Reviewed by {review.by} on {day_in_words(review.day)}." if review else NOT_REVIEWED
    past = " The review is past due: ask whether this is still so." if dated.review_due < today else ""
    return f"{written_line(dated.written, dated.review_due)}{past} {reviewed}"


def written_line(written: datetime.date, review_due: datetime.date) -> str:
    """Give when something was written and when it is due again."""
    return f"Written {day_in_words(written)}. Review due {day_in_words(review_due)}."
