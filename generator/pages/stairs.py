"""Draw the ladder as stairs: the picture that comes back on every page, whose steps are links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from generator.model.levels import Hours, Ladder, Level, Sleep
from generator.page_kinds import LEVEL
from generator.pages.atlas import Atlas, MoveDirection, PlacedMove, Stop
from generator.pages.environment import render
from generator.pages.facts import hours_of
from generator.pages.staircase import Mark, StepLabel, build_staircase
from generator.pages.words import NO_NUMBER, hours_in_words, sleep_in_words


def stairs_around(stop: Stop) -> Markup:
    """Give the stairs that a level or kind stands on, with "You are here"; nothing where it stands beside them."""
    if stop.ladder is None:
        return Markup("")
    return _stairs(stop.ladder, marks={stop.level.id: Mark.HERE})


def stairs_of_move(placed: PlacedMove) -> Markup:
    """Give the stairs that a move is made on, from here to there; nothing where both ends stand beside them.

    Two stops of one level are two small steps. Of two ladders, each is drawn with its end of the move.
    """
    start, end = placed.start, placed.end
    if start.level.id == end.level.id and placed.direction is not MoveDirection.ACROSS:
        return _small_stairs(placed)
    if start.level.id == end.level.id:
        return _stairs(start.ladder, marks={start.level.id: Mark.BOTH}) if start.ladder else Markup("")
    if start.ladder is not None and start.ladder is end.ladder:
        way = f"An arrow leads {placed.direction}, from {start.level.short_name} to {end.level.short_name}."
        return _stairs(start.ladder, marks={start.level.id: Mark.FROM, end.level.id: Mark.TO}, way=way)
    return Markup("\n").join(
        _stairs(stop.ladder, marks={stop.level.id: mark}, beside=other if other.ladder is None else None)
        for stop, mark, other in ((start, Mark.FROM, end), (end, Mark.TO, start))
        if stop.ladder is not None
    )


def all_stairs(atlas: Atlas) -> Markup:
    """Give the stairs of every ladder, and what stands beside them."""
    ladders = atlas.base.levels.ladders
    return render(
        "all_stairs",
        ladders=[(ladder.name, _stairs(ladder, marks={})) for ladder in ladders],
        beside=[_level_step(level) for level in atlas.base.levels.beside],
    )


def _stairs(ladder: Ladder, *, marks: Mapping[str, Mark], way: str = "", beside: Stop | None = None) -> Markup:
    steps = [_level_step(level, marks.get(level.id)) for level in ladder.levels]
    return _drawn(ladder.id, f"{ladder.name}, drawn as stairs", steps, way=way, beside=beside)


def _small_stairs(placed: PlacedMove) -> Markup:
    steps = [_stop_step(placed.start, Mark.FROM), _stop_step(placed.end, Mark.TO)]
    way = f"An arrow leads {placed.direction}."
    level = placed.start.level
    lowest_first = steps if placed.direction is MoveDirection.UP else steps[::-1]
    return _drawn(level.id, f"{level.name}, drawn as two small steps", lowest_first, way=way)


def _drawn(id: str, title: str, steps: Sequence[StepLabel], *, way: str = "", beside: Stop | None = None) -> Markup:
    other = Mark.TO if any(step.mark is Mark.FROM for step in steps) else Mark.FROM
    stairs = build_staircase(steps)
    return render("stairs", id=f"stairs-{id}", title=title, way=way, stairs=stairs, beside=beside, beside_mark=other)


def _level_step(level: Level, mark: Mark | None = None) -> StepLabel:
    return StepLabel(level.short_name, LEVEL.at(id=level.id), _note(level.hours, level.sleep), mark)


def _stop_step(stop: Stop, mark: Mark) -> StepLabel:
    return StepLabel(stop.entry.short_name, stop.address, _note(hours_of(stop), stop.level.sleep), mark)


def _note(hours: Hours | None, sleep: Sleep) -> str:
    said = hours_in_words(hours)
    return sleep_in_words(sleep) if said == NO_NUMBER else said
