"""The small pictures of hours, nights and medical staff."""

from __future__ import annotations

from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.model.levels import Hours, Kind, Level, MedicalStaff, NightStaff
from generator.pages.strip import hours_strip, longest_week, night_strip, staff_strip
from generator.reading import shipped_words
from tests.conftest import shipped

WORDS = shipped_words()


def hours(**given: Any) -> Hours:
    return Hours.model_construct(**({"at_least": None, "below": None, "population": "adults", "source": "x"} | given))


def bar_of(found: Hours | None) -> tuple[int, str]:
    """Give how far the bar is filled, and the broken line behind it."""
    drawn = LexborHTMLParser(str(hours_strip(found, 20, WORDS)))
    filled, most = drawn.css_first(".strip-bar"), drawn.css_first(".strip-most")
    return int(filled.attributes["width"] or 0) if filled else 0, str(most.attributes["d"]) if most else ""


def test_hours_are_filled_to_the_least_and_broken_to_the_most() -> None:
    assert bar_of(hours(below=9)) == (0, "M2 11H37")
    assert bar_of(hours(at_least=9, below=20)) == (35, "M37 11H79")
    assert bar_of(hours(at_least=20)) == (77, "M79 11H118")


@pytest.mark.parametrize("found", [None, hours()])
def test_no_set_hours_are_an_open_strip(found: Hours | None) -> None:
    drawn = LexborHTMLParser(str(hours_strip(found, 0, WORDS)))

    assert len(drawn.css(".strip-open")) == 1
    assert bar_of(found) == (0, "")


def test_the_longest_week_counts_the_kinds_too() -> None:
    base = shipped().base
    assert base is not None

    assert longest_week(base) == 20


@pytest.mark.parametrize(
    ("staff", "lamps", "crosses", "broken"),
    [
        (NightStaff.NOBODY, 0, 0, 0),
        (NightStaff.VARIES, 4, 0, 1),
        (NightStaff.STAFF, 4, 0, 0),
        (NightStaff.NURSES, 4, 4, 0),
    ],
)
def test_a_night_has_a_lamp_where_somebody_is_there(staff: NightStaff, lamps: int, crosses: int, broken: int) -> None:
    drawn = LexborHTMLParser(str(night_strip(staff, WORDS)))

    counts = [len(drawn.css(found)) for found in (".strip-lamp", ".strip-cross", ".strip-open")]
    assert counts == [lamps, crosses, broken]
    assert len(drawn.css(".strip-moon")) == 1


def test_a_night_that_nobody_wrote_of_is_not_drawn() -> None:
    assert night_strip(None, WORDS) == ""


def test_the_nearer_doctors_and_nurses_are_the_more_dots_are_filled() -> None:
    filled = [len(LexborHTMLParser(str(staff_strip(staff, WORDS))).css(".strip-bar")) for staff in MedicalStaff]
    broken = [len(LexborHTMLParser(str(staff_strip(staff, WORDS))).css(".strip-open")) for staff in MedicalStaff]

    assert filled == [0, 1, 2, 3, 4, 0]
    assert broken == [0, 0, 0, 0, 0, 4]


def test_nurses_are_drawn_at_night_where_they_are_there_day_and_night_and_nowhere_else() -> None:
    base = shipped().base
    assert base is not None
    nearest = (MedicalStaff.NURSES_DAY_AND_NIGHT, MedicalStaff.DOCTOR_EVERY_DAY)

    levels = base.every_level()
    entries: list[Level | Kind] = [*levels, *(kind for level in levels for kind in level.kinds)]
    for entry in entries:
        assert (entry.night_staff is NightStaff.NURSES) == (entry.medical_staff in nearest), entry.id
        assert entry.night_staff is not None, entry.id
