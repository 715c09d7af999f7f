"""An example week contradicts its level.

The picture would show a week that is too short or too long for the level, and a family would plan work and rides by it.

Fails: `week_hours: [3, 0, 3, 0, 0, 0, 0]` where `hours` says `at_least: 9`, or where the level has no sourced `hours`;
`week_shape: day-and-night` where people sleep at home.
Cure: change the days until they add up, or leave `week_hours` out and say a `week_shape` that is true.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.model.levels import Level, Sleep, WeekShape
from generator.problems import Problem, Severity

ID = "week-out-of-hours"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE
_DAY = 24


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each example week that does not fit its level's hours."""
    for level in base.every_level():
        fault = _fault_of(level)
        if fault is not None:
            what, cure = fault
            yield Problem(level.id.place, ID, f'the example week of "{level.id}" {what}', SEVERITY, cure)


def _fault_of(level: Level) -> tuple[str, str] | None:
    """Find what is wrong with a level's example week, and the cure."""
    if level.week_shape is not None:
        return _fault_of_shape(level, level.week_shape)
    week, hours = level.week_hours, level.hours
    if week is None:
        return None
    if max(week) > _DAY:
        return f"has a day of {max(week)} hours", "a day has 24 hours"
    if hours is None:
        return 'stands without "hours", which name its source', 'leave out "week_hours"'
    added = f"adds up to {sum(week)} hours"
    if hours.at_least is not None and sum(week) < hours.at_least:
        return f"{added}, but at_least is {hours.at_least}", 'add hours to "week_hours", or leave it out'
    if hours.below is not None and sum(week) >= hours.below:
        return f"{added}, but below is {hours.below}", 'take hours from "week_hours", or leave it out'
    return None


def _fault_of_shape(level: Level, shape: WeekShape) -> tuple[str, str] | None:
    if level.week_hours is not None:
        return 'has both "week_hours" and "week_shape"', "keep one of them"
    is_at_home = level.sleep is Sleep.AT_HOME
    if is_at_home is not (shape is WeekShape.ONE_VISIT):
        return f'has the shape "{shape}", but "sleep" is "{level.sleep}"', 'mend "week_shape" or "sleep"'
    return None
