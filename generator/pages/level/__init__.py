"""Make a page for each level and each kind within it: what it is, whom it serves, what it is like."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.levels import Kind
from generator.model.words import WordsFile
from generator.model.words.places import filled
from generator.page_kinds import KIND_OF_LEVEL, LEVEL
from generator.pages.atlas import Atlas, MoveDirection, PlacedMove, Stop
from generator.pages.environment import render
from generator.pages.facts import facts_of, links_to
from generator.pages.page import Page
from generator.pages.programs import programs_that_offer
from generator.pages.prose import plain
from generator.pages.research import studies_of
from generator.pages.stairs import stairs_around
from generator.pages.week import week_picture
from generator.pages.words import dates_line


@dataclass(frozen=True, slots=True)
class MoveLink:
    """A link to a move: where it leads, and in which direction."""

    name: str
    address: str
    direction: MoveDirection


def level_pages(atlas: Atlas) -> tuple[Page, ...]:
    """Return a page for every level and every kind, in the order of the ladders."""
    return tuple(_page(stop, atlas) for stop in atlas.stop_by_id.values())


def _page(stop: Stop, atlas: Atlas) -> Page:
    entry = stop.entry
    is_kind = stop.kind is not None
    html = render(
        "level/kind" if is_kind else "level/level",
        atlas.words,
        level=stop.level,
        entry=entry,
        field=stop.ladder.name if stop.ladder else atlas.words.stairs.beside,
        facts=facts_of(stop, atlas),
        picture=stairs_around(stop, atlas.words),
        week="" if is_kind else week_picture(stop, atlas.words),
        beside=_neighbours(stop, atlas),
        moves=_move_links(stop, atlas),
        sources=links_to(source_ids(stop), atlas.source_by_id),
        studies=() if is_kind else studies_of(stop.id, atlas),
        length_source=links_to([stop.level.length.source] if stop.level.length else [], atlas.source_by_id),
        has_treatments=bool(atlas.base.handbook.treatments.treatments),
        programs=programs_that_offer(stop, atlas),
        dates=dates_line(stop.level, atlas),
    )
    return Page(
        address=stop.address,
        title=str(entry.name),
        description=plain(entry.sentence),
        html=str(html),
        origin=entry.place,
        kind=KIND_OF_LEVEL if is_kind else LEVEL,
        written=stop.level.written,
    )


def _neighbours(stop: Stop, atlas: Atlas) -> tuple[Stop, ...]:
    if stop.kind is None:
        return ()
    return tuple(atlas.stop_by_id[kind.id] for kind in stop.level.kinds if kind.id != stop.id)


def _move_links(stop: Stop, atlas: Atlas) -> tuple[MoveLink, ...]:
    found = atlas.moves_by_start.get(stop.id, ())
    if stop.kind is not None:
        of_level = atlas.moves_by_start.get(stop.level.id, ())
        found += tuple(placed for placed in of_level if placed.start.kind is None and placed.end.id != stop.id)
    return tuple(_move_link(placed, stop, atlas.words) for placed in found)


def _move_link(placed: PlacedMove, stop: Stop, words: WordsFile) -> MoveLink:
    end = str(placed.end.entry.name)
    is_from_here = placed.start.id == stop.id
    name = end if is_from_here else filled(words.level.move_from, end=end, start=placed.start.entry.name)
    return MoveLink(name, placed.address, placed.direction)


def source_ids(stop: Stop) -> tuple[str, ...]:
    """List the sources of a level or kind, those of its names and numbers too."""
    entry = stop.entry
    named = [code.source for code in entry.standards]
    if entry.hours:
        named.append(entry.hours.source)
    if not isinstance(entry, Kind) and entry.length:
        named.append(entry.length.source)
    return (*entry.sources, *named)
