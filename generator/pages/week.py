"""Draw a week at a level: seven days of 24 hours, the hours of treatment in them, and the nights away from home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from markupsafe import Markup

from generator.model.levels import Level, Sleep, WeekShape
from generator.pages.atlas import Stop
from generator.pages.environment import render
from generator.pages.lettering import width_of
from generator.pages.words import sleep_in_words

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# An hour is as tall on every page, so that two levels can be held side by side.
_HOUR = 7
_DAY = 24 * _HOUR
_COLUMN = 44
_TYPE = 17
_DAY_NAMES = 30
_NIGHTS = 36


@dataclass(frozen=True, slots=True)
class Day:
    """Be one day of the picture: its column, its bar of treatment, and whether care is there at every hour.

    What is `open` may come or not, and is drawn with a broken line.
    """

    name: str
    middle: int
    label: str
    height: int
    is_full: bool
    is_open: bool

    @property
    def top(self) -> int:
        """Give where the bar begins, from the top of the day."""
        return _DAY - self.height


@dataclass(frozen=True, slots=True)
class Caption:
    """Be words over the days, where no bar says enough."""

    text: str
    left: int
    middle: int
    width: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Be the picture: its days, the words over them, and where the nights begin (0 for none)."""

    days: tuple[Day, ...]
    said: Caption | None
    nights: int
    height: int
    width: int = _COLUMN * len(DAYS)
    ground: int = _DAY


def week_picture(stop: Stop) -> Markup:
    """Give the picture of an example week; nothing where neither its hours nor its shape are known."""
    level = stop.level
    if level.week_hours is None and level.week_shape is None:
        return Markup("")
    return render("week", drawing=_draw(level), words=week_in_words(level))


def week_in_words(level: Level) -> tuple[str, ...]:
    """Give the sentences that say all that the picture shows."""
    sleep = sleep_in_words(level.sleep)
    nights = f"{sleep}." if level.sleep is Sleep.AT_HOME else f"{sleep} every night of this week."
    stay = () if level.sleep is Sleep.AT_HOME else ("A stay can be shorter or longer than a week.",)
    match level.week_shape:
        case None:
            return (*_treatment(level.week_hours or ()), nights, *stay)
        case WeekShape.ONE_VISIT:
            return (
                "One visit, here on Tuesday.",
                "Some visits are shorter or longer, and some weeks have none.",
                nights,
            )
        case WeekShape.DAY_AND_NIGHT:
            care = "Staff are there day and night, on all seven days."
            return (care, nights, *stay, "The hours of treatment differ from place to place.")
        case WeekShape.SHORT_STAY:
            care = "Staff are there day and night."
            return (care, "You may stay for hours or for days.", "The days with a broken line may not be needed.")
        case WeekShape.A_PLACE_TO_LIVE:
            return (nights, *stay, "This is a place to live.", "Treatment is somewhere else, or has its own hours.")
        case _:
            assert_never(level.week_shape)


def _treatment(week: Sequence[int]) -> tuple[str, ...]:
    treatment = "; ".join(f"{_hours(hours)} on {_days(names)}" for hours, names in _days_by_hours(week))
    return (f"Treatment: {treatment or 'none'}.", f"That makes {_hours(sum(week))} in all.")


def _days_by_hours(week: Sequence[int]) -> list[tuple[int, list[str]]]:
    """Give each number of hours with its days, in the order of the week."""
    found = [(hours, [name for name, that in zip(DAYS, week, strict=True) if that == hours]) for hours in week if hours]
    return [entry for number, entry in enumerate(found) if entry not in found[:number]]


def _hours(count: int) -> str:
    return "1 hour" if count == 1 else f"{count} hours"


def _days(names: Sequence[str]) -> str:
    """Give days as "Monday to Friday" where they follow each other, else one by one."""
    first, last = DAYS.index(names[0]), DAYS.index(names[-1])
    if len(names) > 2 and last - first == len(names) - 1:
        return f"{names[0]} to {names[-1]}"
    *before, _ = names
    return f"{', '.join(before)} and {names[-1]}" if before else names[-1]


def _draw(level: Level) -> Drawing:
    is_away = level.sleep is not Sleep.AT_HOME
    nights = _DAY + _DAY_NAMES if is_away else 0
    height = _DAY + _DAY_NAMES + (_NIGHTS if is_away else 0)
    days, said = _days_and_words(level)
    return Drawing(days, said, nights, height)


def _days_and_words(level: Level) -> tuple[tuple[Day, ...], Caption | None]:
    match level.week_shape:
        case None:
            return _columns([(f"{hours} h", hours) for hours in level.week_hours or ()]), None
        case WeekShape.ONE_VISIT:
            # A visit has no sourced length: it is as tall as an hour, and its label says no number.
            return _columns([("", 0), ("a visit", 1)]), None
        case WeekShape.DAY_AND_NIGHT:
            return _saying("Staff day and night", _columns(full=range(7)))
        case WeekShape.SHORT_STAY:
            return _saying("Hours to days", _columns(full=range(1), open=range(1, 7)))
        case WeekShape.A_PLACE_TO_LIVE:
            return _saying("A place to live", _columns())
        case _:
            assert_never(level.week_shape)


def _columns(
    bars: Sequence[tuple[str, int]] = (), *, full: Sequence[int] = (), open: Sequence[int] = ()
) -> tuple[Day, ...]:
    """Give the seven days; `bars` are the first days' labels and hours, `full` and `open` are numbers of days."""
    days = []
    for number, name in enumerate(DAYS):
        label, hours = bars[number] if number < len(bars) else ("", 0)
        middle = number * _COLUMN + _COLUMN // 2
        days.append(Day(name, middle, label, hours * _HOUR, number in full, number in open))
    return tuple(days)


def _saying(text: str, days: tuple[Day, ...]) -> tuple[tuple[Day, ...], Caption]:
    # The words stand over the days that look the same, not over a first day that differs.
    alike = [day for day in days if day.is_open is days[-1].is_open]
    middle = (alike[0].middle + alike[-1].middle) // 2
    width = round(width_of(text, _TYPE)) + _TYPE
    return days, Caption(text, middle - width // 2, middle, width)
