"""Draw a week at a level: seven days of 24 hours, the hours of treatment in them, and the nights away from home.

On the page of a move two such weeks stand side by side, narrow enough for a phone.
"""

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
_NARROW_COLUMN = 24
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
    column: int = _COLUMN
    ground: int = _DAY

    @property
    def width(self) -> int:
        """Return how wide the seven days are."""
        return self.column * _DAYS

    @property
    def bar(self) -> int:
        """Return how wide the bar of a day is."""
        return self.column - 12 if self.column == _COLUMN else self.column - 6


@dataclass(frozen=True, slots=True)
class NamedWeek:
    """One of two weeks: when it is, at which level, its picture, and the sentences that say all that it shows."""

    when: str
    name: str
    drawing: Drawing
    sentences: tuple[str, ...]


def week_picture(stop: Stop, words: WordsFile) -> Markup:
    """Return the picture of an example week; nothing where neither its hours nor its shape are known."""
    level = stop.level
    if not _is_known(level):
        return Markup("")
    return render("week/week", words, drawing=_draw(level, words), sentences=week_in_words(level, words))


def two_weeks(start: Stop, end: Stop, words: WordsFile) -> Markup:
    """Return the weeks of two levels side by side; nothing where one of them is not known, or both are drawn alike."""
    stops = ((words.move.now, start), (words.move.then, end))
    weeks = [_narrow(when, stop, words) for when, stop in stops if _is_known(stop.level)]
    if len(weeks) < len(stops) or weeks[0].drawing == weeks[1].drawing:
        return Markup("")
    return render("week/weeks", words, weeks=weeks)


def _is_known(level: Level) -> bool:
    return level.week_hours is not None or level.week_shape is not None


def _narrow(when: str, stop: Stop, words: WordsFile) -> NamedWeek:
    drawing = _draw(stop.level, words, column=_NARROW_COLUMN)
    sentences = tuple(said for said in week_in_words(stop.level, words) if said != words.week.stay)
    return NamedWeek(when, str(stop.entry.short_name), drawing, sentences)


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


def _draw(level: Level, words: WordsFile, *, column: int = _COLUMN) -> Drawing:
    is_away = level.sleep is not Sleep.AT_HOME
    nights = _DAY + _DAY_NAMES if is_away else 0
    height = _DAY + _DAY_NAMES + (_NIGHTS if is_away else 0)
    days, said = _days_and_words(level, words, column)
    return Drawing(days, said, nights, height, column)


def _days_and_words(level: Level, words: WordsFile, column: int) -> tuple[tuple[Day, ...], Caption | None]:
    said = words.week
    names = _names(words, column)
    match level.week_shape:
        case None:
            pattern = said.bar_hours if column == _COLUMN else "{hours}"
            bars = [(filled(pattern, hours=hours), hours) for hours in level.week_hours or ()]
            return _columns(names, bars, column=column), None
        case WeekShape.ONE_VISIT:
            # A visit has no sourced length: it is as tall as an hour, and its label says no number.
            return _columns(names, [("", 0), (said.bar_visit, 1)], column=column), None
        case WeekShape.DAY_AND_NIGHT:
            return _saying(said.bar_staff, _columns(names, full=range(_DAYS), column=column), column)
        case WeekShape.SHORT_STAY:
            days = _columns(names, full=range(1), open=range(1, _DAYS), column=column)
            return _saying(said.bar_short_stay, days, column)
        case WeekShape.A_PLACE_TO_LIVE:
            return _saying(said.bar_place_to_live, _columns(names, column=column), column)
        case _:
            assert_never(level.week_shape)


def _names(words: WordsFile, column: int) -> tuple[str, ...]:
    """Return the names of the days, as short as a column is narrow."""
    return words.week.short_days if column == _COLUMN else words.week.day_letters


def _columns(
    names: Sequence[str],
    bars: Sequence[tuple[str, int]] = (),
    *,
    column: int,
    full: Sequence[int] = (),
    open: Sequence[int] = (),
) -> tuple[Day, ...]:
    """Return the seven days; `bars` are the first days' labels and hours, `full` and `open` are numbers of days.

    A label that is wider than its column is left out: the sentences beside the picture say it.
    """
    days = []
    for number, name in enumerate(names):
        label, hours = bars[number] if number < len(bars) else ("", 0)
        middle = number * column + column // 2
        shown = label if column == _COLUMN or width_of(label, _TYPE) <= column else ""
        days.append(Day(name, middle, shown, hours * _HOUR, number in full, number in open))
    return tuple(days)


def _saying(text: str, days: tuple[Day, ...], column: int) -> tuple[tuple[Day, ...], Caption | None]:
    # The words stand over the days that look the same, not over a first day that differs.
    alike = [day for day in days if day.is_open is days[-1].is_open]
    middle = (alike[0].middle + alike[-1].middle) // 2
    width = round(width_of(text, _TYPE)) + _TYPE
    if width > column * len(alike):
        return days, None
    return days, Caption(text, middle - width // 2, middle, width)
