"""Make a page for each move, with what changes side by side, and one page that lists them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from markupsafe import Markup

from generator.model.words import WordsFile
from generator.model.words.places import filled
from generator.page_kinds import MOVE, MOVES
from generator.pages.atlas import Atlas, MoveDirection, PlacedMove
from generator.pages.environment import render
from generator.pages.facts import SourceLink, changes_between, links_to
from generator.pages.page import Page
from generator.pages.programs import programs_that_offer
from generator.pages.prose import plain
from generator.pages.safety_box import safety_box
from generator.pages.stairs import stairs_of_move
from generator.pages.week import two_weeks
from generator.pages.words import dates_line


@dataclass(frozen=True, slots=True)
class MoveGroup:
    """The moves of one ladder in one direction."""

    title: str
    direction: MoveDirection
    moves: tuple[PlacedMove, ...]


def move_pages(atlas: Atlas) -> tuple[Page, ...]:
    """Return the page of all moves, then a page for each."""
    return (_all_moves(atlas), *(_page(placed, atlas) for placed in atlas.moves))


def move_list(atlas: Atlas, direction: MoveDirection) -> Markup:
    """Return the moves of one direction as a list of links, by ladder."""
    groups = [group for group in _groups(atlas) if group.direction is direction]
    return render("move/move_list", atlas.words, groups=groups)


def direction_in_words(direction: MoveDirection, words: WordsFile) -> str:
    """Return a direction as a reader says it."""
    match direction:
        case MoveDirection.UP:
            return words.move.up
        case MoveDirection.DOWN:
            return words.move.down
        case MoveDirection.ACROSS:
            return words.move.across
        case _:
            assert_never(direction)


def _all_moves(atlas: Atlas) -> Page:
    return Page(
        address=MOVES.at(),
        title=atlas.words.move.all_title,
        description=atlas.words.move.all_description,
        html=str(render("move/moves", atlas.words, groups=_groups(atlas))),
        origin=atlas.base.levels.place,
        kind=MOVES,
    )


def _page(placed: PlacedMove, atlas: Atlas) -> Page:
    move, words = placed.move, atlas.words
    start, end = str(placed.start.entry.name), str(placed.end.entry.name)
    box = atlas.box_by_id[move.safety_box] if move.safety_box else None
    direction = direction_in_words(placed.direction, words)
    html = render(
        "move/move",
        words,
        move=move,
        start=placed.start,
        end=placed.end,
        direction=placed.direction,
        direction_words=direction,
        written=atlas.written,
        picture=stairs_of_move(placed, words),
        weeks=two_weeks(placed.start, placed.end, words),
        changes=changes_between(placed.start, placed.end, words),
        box=safety_box(box, atlas) if box else Markup(""),
        programs=programs_that_offer(placed.end, atlas),
        sources=sources_of(placed, atlas),
        dates=dates_line(move, atlas),
    )
    return Page(
        address=placed.address,
        title=filled(words.move.title, start=start, end=end),
        description=plain(filled(words.move.description, direction=direction)),
        html=str(html),
        origin=move.place,
        kind=MOVE,
        written=move.written,
    )


def sources_of(placed: PlacedMove, atlas: Atlas) -> tuple[SourceLink, ...]:
    """Return the sources of a move, and of the hours at both of its ends."""
    hours = [stop.entry.hours or stop.level.hours for stop in (placed.start, placed.end)]
    named = [found.source for found in hours if found]
    return links_to((*placed.move.sources, *named), atlas.source_by_id)


def _groups(atlas: Atlas) -> tuple[MoveGroup, ...]:
    said = atlas.words.move
    groups: list[MoveGroup] = []
    for ladder in atlas.base.levels.ladders:
        on_ladder = [placed for placed in atlas.moves if placed.start.ladder is ladder]
        groups.append(_group(filled(said.group_up, ladder=ladder.name), MoveDirection.UP, on_ladder))
        groups.append(_group(filled(said.group_down, ladder=ladder.name), MoveDirection.DOWN, on_ladder))
    groups.append(_group(said.group_across, MoveDirection.ACROSS, atlas.moves))
    return tuple(group for group in groups if group.moves)


def _group(title: str, direction: MoveDirection, moves: Iterable[PlacedMove]) -> MoveGroup:
    return MoveGroup(title, direction, tuple(placed for placed in moves if placed.direction is direction))
