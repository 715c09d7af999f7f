"""Draw what a reader compares first as small strips: hours of treatment, who is there at night, how near doctors are.

A strip says nothing that the words beside it do not, so it has no name of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.model.knowledge import KnowledgeBase
from generator.model.levels import Hours, MedicalStaff, NightStaff
from generator.model.words import WordsFile
from generator.pages.environment import render

_WIDTH = 116
_MORE_THAN_THE_MOST = 1.5
"""How much longer the strip is than the highest number of any level, so that "or more" has room."""
_NEAREST = 4
_NEARNESS = {
    MedicalStaff.ELSEWHERE: 0,
    MedicalStaff.BY_VISIT: 1,
    MedicalStaff.ON_SITE_BY_DAY: 2,
    MedicalStaff.NURSES_DAY_AND_NIGHT: 3,
    MedicalStaff.DOCTOR_EVERY_DAY: 4,
}


@dataclass(frozen=True, slots=True)
class Bar:
    """The hours of a week on a strip: filled as far as the least of them, and with a broken line to the most."""

    least: int
    most: int


def longest_week(base: KnowledgeBase) -> int:
    """Return the highest number of hours that any level or kind names; 0 for none."""
    levels = base.every_level()
    found = [*(level.hours for level in levels), *(kind.hours for level in levels for kind in level.kinds)]
    bounds = [bound for hours in found if hours for bound in (hours.at_least, hours.below)]
    return max((bound for bound in bounds if bound is not None), default=0)


def hours_strip(hours: Hours | None, longest: int, words: WordsFile) -> Markup:
    """Draw the hours of a week on a strip that has room for more than the `longest`; an open strip for no set hours."""
    if hours is None or (hours.at_least is None and hours.below is None):
        return render("strip/hours", words, bar=None)
    unit = _WIDTH / (longest * _MORE_THAN_THE_MOST)
    least = round((hours.at_least or 0) * unit)
    most = _WIDTH if hours.below is None else round(hours.below * unit)
    return render("strip/hours", words, bar=Bar(least, most))


def night_strip(staff: NightStaff | None, words: WordsFile) -> Markup:
    """Draw a night with a lamp for each hour that somebody of the program is there; nothing where nobody wrote it."""
    return render("strip/night", words, staff=staff) if staff else Markup("")


def staff_strip(staff: MedicalStaff, words: WordsFile) -> Markup:
    """Draw how near doctors and nurses are, as dots: the more are filled, the nearer they are."""
    return render("strip/staff", words, filled=_NEARNESS.get(staff), nearest=_NEAREST)
