"""Draw a week at a level: seven days of 24 hours, the hours of treatment in them, and the nights away from home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from markupsafe import Markup

from generator.model.levels import Level, Sleep, WeekShape
from generator.model.words import WordsFile
from generator.model.words.places import filled
from generator.pages.atlas import Stop
from generator.pages.environment import render
from generator.pages.lettering import width_of
from generator.pages.words import listed, sleep_in_words

_DAYS = 7
# An hour is as tall on every page, so that two levels can be held side by side.
_HOUR = 7
_DAY = 24 * _HOUR
_COLUMN = 44
_TYPE = 17
_DAY_NAMES = 30
_NIGHTS = 36


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the picture: its column, its bar of treatment, and whether care is there at every hour.

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
        """Return where the bar begins, from the top of the day."""
        return _DAY - self.height


@dataclass(frozen=True, slots=True)
class Caption:
    """Words over the days, where no bar says enough."""

    text: str
    left: int
    middle: int
    width: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture: its days, the words over them, and where the nights begin (0 for none)."""

    days: tuple[Day, ...]
    said: Caption | None
    nights: int
    height: int
    width: int = _COLUMN * _DAYS
    ground: int = _DAY


def week_picture(stop: Stop, words: WordsFile) -> Markup:
    """Return the picture of an example week; nothing where neither its hours nor its shape are known."""
    level = stop.level
    if level.week_hours is None and level.week_shape is None:
        return Markup("")
    return render("week/week", words, drawing=_draw(level, words), sentences=week_in_words(level, words))


def week_in_words(level: Level, words: WordsFile) -> tuple[str, ...]:
    """Return the sentences that say all that the picture shows."""
    said = words.week
    sleep = sleep_in_words(level.sleep, words)
    nights = f"{sleep}." if level.sleep is Sleep.AT_HOME else filled(said.nights_away, nights=sleep)
    stay = () if level.sleep is Sleep.AT_HOME else (said.stay,)
    match level.week_shape:
        case None:
            return (*_treatment(level.week_hours or (), words), nights, *stay)
        case WeekShape.ONE_VISIT:
            return (said.visit, said.visits_differ, nights)
        case WeekShape.DAY_AND_NIGHT:
            return (said.staff_always, nights, *stay, said.hours_differ)
        case WeekShape.SHORT_STAY:
            return (said.staff_day_and_night, said.hours_or_days, said.broken_line)
        case WeekShape.A_PLACE_TO_LIVE:
            return (nights, *stay, said.place_to_live, said.treatment_elsewhere)
        case _:
            assert_never(level.week_shape)


def _treatment(week: Sequence[int], words: WordsFile) -> tuple[str, ...]:
    said = words.week
    parts = [
        filled(said.treatment_on, hours=_hours(hours, words), days=_days(days, words))
        for hours, days in _days_by_hours(week)
    ]
    treatment = filled(said.treatment, days=listed(parts, words.lists.parts) or said.treatment_none)
    return (treatment, filled(said.total, hours=_hours(sum(week), words)))


def _days_by_hours(week: Sequence[int]) -> list[tuple[int, list[int]]]:
    """Return each number of hours with the numbers of its days, in the order of the week."""
    found = [(hours, [day for day, that in enumerate(week) if that == hours]) for hours in week if hours]
    return [entry for number, entry in enumerate(found) if entry not in found[:number]]


def _hours(count: int, words: WordsFile) -> str:
    return words.week.one_hour if count == 1 else filled(words.week.hours, count=count)


def _days(days: Sequence[int], words: WordsFile) -> str:
    """Return days as "Monday to Friday" where they follow each other, else one by one."""
    names = [str(words.week.days[day]) for day in days]
    *before, last = names
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return filled(words.week.days_from_to, first=names[0], last=last)
    return filled(words.week.days_and, others=listed(before, words.lists.names), last=last) if before else last


def _draw(level: Level, words: WordsFile) -> Drawing:
    is_away = level.sleep is not Sleep.AT_HOME
    nights = _DAY + _DAY_NAMES if is_away else 0
    height = _DAY + _DAY_NAMES + (_NIGHTS if is_away else 0)
    days, said = _days_and_words(level, words)
    return Drawing(days, said, nights, height)


def _days_and_words(level: Level, words: WordsFile) -> tuple[tuple[Day, ...], Caption | None]:
    said, names = words.week, words.week.short_days
    match level.week_shape:
        case None:
            bars = [(filled(said.bar_hours, hours=hours), hours) for hours in level.week_hours or ()]
            return _columns(names, bars), None
        case WeekShape.ONE_VISIT:
            # A visit has no sourced length: it is as tall as an hour, and its label says no number.
            return _columns(names, [("", 0), (said.bar_visit, 1)]), None
        case WeekShape.DAY_AND_NIGHT:
            return _saying(said.bar_staff, _columns(names, full=range(_DAYS)))
        case WeekShape.SHORT_STAY:
            return _saying(said.bar_short_stay, _columns(names, full=range(1), open=range(1, _DAYS)))
        case WeekShape.A_PLACE_TO_LIVE:
            return _saying(said.bar_place_to_live, _columns(names))
        case _:
            assert_never(level.week_shape)


def _columns(
    names: Sequence[str], bars: Sequence[tuple[str, int]] = (), *, full: Sequence[int] = (), open: Sequence[int] = ()
) -> tuple[Day, ...]:
    """Return the seven days; `bars` are the first days' labels and hours, `full` and `open` are numbers of days."""
    days = []
    for number, name in enumerate(names):
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
