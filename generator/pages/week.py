"""Draw a week at a level: hours of treatment on seven days, and the nights away from home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.model.levels import Level, Sleep
from generator.pages.atlas import Stop
from generator.pages.environment import render
from generator.pages.words import sleep_in_words

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_COLUMN = 44
_BAR = 28
_HOUR = 16
_TALLEST = 8 * _HOUR
_ROOM_ABOVE = 24
_DAY_NAMES = 26
_NIGHTS = 46


@dataclass(frozen=True, slots=True)
class Day:
    """Be one day of the picture: its name, its bar, and where things stand, in units of the drawing."""

    name: str
    hours: int
    middle: int
    left: int
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Be the measures of a picture: its size, the ground under the bars, and the top of the nights (0 for none)."""

    days: tuple[Day, ...]
    width: int
    bar: int
    height: int
    ground: int
    nights: int


def week_picture(stop: Stop) -> Markup:
    """Give the picture of an example week; nothing where neither hours nor nights are known.

    A place beside the ladders gets nights only with hours: people stay there for hours, or live there for months.
    """
    level = stop.level
    if level.week_hours is None and (level.sleep is Sleep.AT_HOME or stop.ladder is None):
        return Markup("")
    return render("week", drawing=_draw(level), words=week_in_words(level))


def week_in_words(level: Level) -> tuple[str, ...]:
    """Give the sentences that say all that the picture shows."""
    sleep = sleep_in_words(level.sleep)
    stay = "A stay can be shorter or longer than a week."
    nights = (f"{sleep}.",) if level.sleep is Sleep.AT_HOME else (f"{sleep} every night of this week.", stay)
    if level.week_hours is None:
        return (*nights, "The hours of treatment differ from place to place.")
    days = _days_by_hours(level.week_hours)
    treatment = "; ".join(f"{_hours(hours)} on {_days(names)}" for hours, names in days)
    return (f"Treatment: {treatment or 'none'}.", f"That makes {_hours(sum(level.week_hours))} in all.", *nights)


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
    week = level.week_hours or (0,) * len(DAYS)
    # An hour is as tall on every page, so that two levels can be held side by side; only very long days shrink it.
    hour = min(_HOUR, _TALLEST // max(1, *week))
    ground = 0 if level.week_hours is None else _ROOM_ABOVE + hour * max(week)
    days = []
    for number, (name, hours) in enumerate(zip(DAYS, week, strict=True)):
        left = number * _COLUMN + (_COLUMN - _BAR) // 2
        middle = number * _COLUMN + _COLUMN // 2
        days.append(Day(name, hours, middle, left, ground - hour * hours, hour * hours))
    nights = 0 if level.sleep is Sleep.AT_HOME else ground + _DAY_NAMES
    height = (nights + _NIGHTS) if nights else ground + _DAY_NAMES
    return Drawing(tuple(days), _COLUMN * len(DAYS), _BAR, height, ground, nights)
