"""Draw the ladder as stairs: the picture that comes back on every page, and reads as a list without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.model.levels import Ladder, Level
from generator.pages.atlas import Atlas, Stop
from generator.pages.environment import render
from generator.pages.words import NO_NUMBER, hours_in_words, sleep_in_words

YOU_ARE_HERE = "You are here"


@dataclass(frozen=True, slots=True)
class Step:
    """Be one step of the stairs: `mark` is said on it where it is not empty, `height` counts from 1 at the bottom."""

    name: str
    address: str
    note: str
    mark: str
    height: int


def stairs(ladder: Ladder, *, marks: Mapping[str, str]) -> Markup:
    """Give the stairs of a ladder, most support first; `marks` are words to put on levels, by id."""
    steps = [_step(level, marks.get(level.id, ""), height) for height, level in enumerate(ladder.levels, 1)]
    return render("stairs", name=ladder.name, steps=steps[::-1])


def stairs_around(stop: Stop) -> Markup:
    """Give the stairs that a level or kind stands on, with "You are here"; nothing where it stands beside them."""
    if stop.ladder is None:
        return Markup("")
    return stairs(stop.ladder, marks={stop.level.id: YOU_ARE_HERE})


def all_stairs(atlas: Atlas) -> Markup:
    """Give the stairs of every ladder, and what stands beside them."""
    ladders = atlas.base.levels.ladders
    return render(
        "all_stairs",
        ladders=[(ladder.name, stairs(ladder, marks={})) for ladder in ladders],
        beside=[_step(level, "", 1) for level in atlas.base.levels.beside],
    )


def _step(level: Level, mark: str, height: int) -> Step:
    hours = hours_in_words(level.hours)
    note = sleep_in_words(level.sleep) if hours == NO_NUMBER else hours
    return Step(level.short_name, f"levels/{level.id}/", note, mark, height)
