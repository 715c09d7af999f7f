"""Draw the ladder as stairs: the picture that comes back on every page, whose steps are links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from markupsafe import Markup

from generator.model.levels import Hours, Ladder, Level, Sleep
from generator.model.words import WordsFile
from generator.model.words.places import filled
from generator.page_kinds import LEVEL
from generator.pages.atlas import Atlas, MoveDirection, PlacedMove, Stop
from generator.pages.environment import render
from generator.pages.facts import hours_of
from generator.pages.stairs.staircase import Mark, StepLabel, build_staircase
from generator.pages.words import hours_in_words, sleep_in_words


def stairs_around(stop: Stop, words: WordsFile) -> Markup:
    """Return the stairs that a level or kind stands on, with "You are here"; nothing where it stands beside them."""
    if stop.ladder is None:
        return Markup("")
    return _stairs(stop.ladder, words, marks={stop.level.id: Mark.HERE})


def stairs_of_move(placed: PlacedMove, words: WordsFile) -> Markup:
    """Return the stairs that a move is made on, from here to there; nothing where both ends stand beside them.

    Two stops of one level are two small steps. Of two ladders, each is drawn with its end of the move.
    """
    start, end = placed.start, placed.end
    if start.level.id == end.level.id and placed.direction is not MoveDirection.ACROSS:
        return _small_stairs(placed, words)
    if start.level.id == end.level.id:
        return _stairs(start.ladder, words, marks={start.level.id: Mark.BOTH}) if start.ladder else Markup("")
    if start.ladder is not None and start.ladder is end.ladder:
        is_up = placed.direction is MoveDirection.UP
        said = words.stairs.arrow_up if is_up else words.stairs.arrow_down
        way = filled(said, start=start.level.short_name, end=end.level.short_name)
        return _stairs(start.ladder, words, marks={start.level.id: Mark.FROM, end.level.id: Mark.TO}, way=way)
    return Markup("\n").join(
        _stairs(stop.ladder, words, marks={stop.level.id: mark}, beside=other if other.ladder is None else None)
        for stop, mark, other in ((start, Mark.FROM, end), (end, Mark.TO, start))
        if stop.ladder is not None
    )


def all_stairs(atlas: Atlas) -> Markup:
    """Return the stairs of every ladder, and what stands beside them."""
    ladders = atlas.base.levels.ladders
    return render(
        "stairs/all_stairs",
        atlas.words,
        ladders=[(ladder.name, _stairs(ladder, atlas.words, marks={})) for ladder in ladders],
        beside=[_level_step(level, atlas.words) for level in atlas.base.levels.beside],
    )


def _stairs(
    ladder: Ladder, words: WordsFile, *, marks: Mapping[str, Mark], way: str = "", beside: Stop | None = None
) -> Markup:
    steps = [_level_step(level, words, marks.get(level.id)) for level in ladder.levels]
    return _drawn(ladder.id, filled(words.stairs.title, name=ladder.name), steps, words, way=way, beside=beside)


def _small_stairs(placed: PlacedMove, words: WordsFile) -> Markup:
    steps = [_stop_step(placed.start, words, Mark.FROM), _stop_step(placed.end, words, Mark.TO)]
    is_up = placed.direction is MoveDirection.UP
    way = words.stairs.small_arrow_up if is_up else words.stairs.small_arrow_down
    level = placed.start.level
    title = filled(words.stairs.title_small, name=level.name)
    return _drawn(level.id, title, steps if is_up else steps[::-1], words, way=way)


def _drawn(
    id: str, title: str, steps: Sequence[StepLabel], words: WordsFile, *, way: str = "", beside: Stop | None = None
) -> Markup:
    other = Mark.TO if any(step.mark is Mark.FROM for step in steps) else Mark.FROM
    return render(
        "stairs/stairs",
        words,
        id=f"stairs-{id}",
        title=title,
        way=way,
        stairs=build_staircase(steps),
        beside=beside,
        beside_mark=_mark_in_words(other, words),
    )


def _level_step(level: Level, words: WordsFile, mark: Mark | None = None) -> StepLabel:
    note = _note(level.hours, level.sleep, words)
    return StepLabel(level.short_name, LEVEL.at(id=level.id), note, mark, _mark_in_words(mark, words))


def _stop_step(stop: Stop, words: WordsFile, mark: Mark) -> StepLabel:
    note = _note(hours_of(stop), stop.level.sleep, words)
    return StepLabel(stop.entry.short_name, stop.address, note, mark, _mark_in_words(mark, words))


def _mark_in_words(mark: Mark | None, words: WordsFile) -> str:
    match mark:
        case None:
            return ""
        case Mark.HERE:
            return words.stairs.here
        case Mark.FROM:
            return words.stairs.from_here
        case Mark.TO:
            return words.stairs.to_here
        case Mark.BOTH:
            return words.stairs.stay
        case _:
            assert_never(mark)


def _note(hours: Hours | None, sleep: Sleep, words: WordsFile) -> str:
    said = hours_in_words(hours, words)
    return sleep_in_words(sleep, words) if said == words.facts.no_number else said
