"""Know where everything stands: each level and kind on its ladder, the moves at each, and every address."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.model.knowledge import KnowledgeBase
from generator.model.levels import Kind, Ladder, Level, Move
from generator.model.phone import Numbering, numbering_of
from generator.model.registers import Contact, Notice, SafetyBox, Source
from generator.model.words import WordsFile
from generator.page_kinds import KIND_OF_LEVEL, LEVEL, MOVE
from generator.sign_offs import SignOffs, sign_offs_of


class MoveDirection(StrEnum):
    """Tell which way a move goes on its ladder."""

    UP = "up"
    DOWN = "down"
    ACROSS = "across"


@dataclass(frozen=True, slots=True)
class Stop:
    """A level or a kind and where it stands; `ladder` is empty for what stands beside the ladders."""

    level: Level
    kind: Kind | None
    ladder: Ladder | None
    order: tuple[int, int]

    @property
    def id(self) -> str:
        """Return the id of the kind, else of the level."""
        return self.entry.id

    @property
    def entry(self) -> Level | Kind:
        """Return the kind, else the level."""
        return self.kind or self.level

    @property
    def address(self) -> str:
        """Return the address of its page."""
        return (LEVEL if self.kind is None else KIND_OF_LEVEL).at(id=self.id)


@dataclass(frozen=True, slots=True)
class PlacedMove:
    """A move between two stops, with the direction it goes."""

    move: Move
    start: Stop
    end: Stop
    direction: MoveDirection

    @property
    def address(self) -> str:
        """Return the address of its page."""
        return MOVE.at(id=self.move.id)


@dataclass(frozen=True, slots=True)
class Atlas:
    """The knowledge base with look-ups by id; made once for all pages.

    A contact that is another than the one that a person checked stands in it as unchecked. `line_by_id` are the lines
    of an organization and of its places, which are no contacts: no page calls one as help.
    """

    base: KnowledgeBase
    today: datetime.date
    stop_by_id: Mapping[str, Stop]
    moves: tuple[PlacedMove, ...]
    moves_by_start: Mapping[str, tuple[PlacedMove, ...]]
    source_by_id: Mapping[str, Source]
    contact_by_id: Mapping[str, Contact]
    line_by_id: Mapping[str, Contact]
    box_by_id: Mapping[str, SafetyBox]
    numbering: Numbering
    notices: tuple[Notice, ...]
    sign_offs: SignOffs

    @property
    def words(self) -> WordsFile:
        """Return the words of every page."""
        return self.base.words

    @property
    def written(self) -> frozenset[str]:
        """The addresses of the pages that are written by hand: a page of ours leads only to those that are there."""
        return frozenset(page.address for page in self.base.pages)


def draw_atlas(base: KnowledgeBase, today: datetime.date, sign_offs: SignOffs | None = None) -> Atlas:
    """Return the atlas of a knowledge base as it stands today; `sign_offs` are its own, where they are known."""
    sign_offs = sign_offs or sign_offs_of(base)
    stop_by_id = {stop.id: stop for stop in _stops(base)}
    moves = tuple(_placed(move, stop_by_id) for move in base.levels.moves)
    by_start: dict[str, list[PlacedMove]] = {}
    for placed in moves:
        for stop_id in dict.fromkeys((placed.start.id, placed.start.level.id)):
            by_start.setdefault(stop_id, []).append(placed)
    return Atlas(
        base=base,
        today=today,
        stop_by_id=stop_by_id,
        moves=moves,
        moves_by_start={stop_id: tuple(found) for stop_id, found in by_start.items()},
        source_by_id={source.id: source for source in base.sources.sources},
        contact_by_id={contact.id: _as_checked(contact, sign_offs) for contact in base.contacts.contacts},
        line_by_id={line.id: _as_checked(line, sign_offs) for line in base.organization.every_line()},
        box_by_id={box.id: box for box in base.safety.boxes},
        numbering=numbering_of(base.lines),
        notices=base.contacts.notices_on(today),
        sign_offs=sign_offs,
    )


def _as_checked(contact: Contact, sign_offs: SignOffs) -> Contact:
    review = sign_offs.review_of(contact) if sign_offs.is_in_force(contact) else None
    return contact if review is contact.last_checked else contact.model_copy(update={"last_checked": review})


def _stops(base: KnowledgeBase) -> tuple[Stop, ...]:
    places: list[tuple[Ladder | None, Level, int]] = [
        (ladder, level, step) for ladder in base.levels.ladders for step, level in enumerate(ladder.levels)
    ]
    places.extend((None, level, step) for step, level in enumerate(base.levels.beside))
    stops: list[Stop] = []
    for ladder, level, step in places:
        stops.append(Stop(level, None, ladder, (step, 0)))
        stops.extend(Stop(level, kind, ladder, (step, rank)) for rank, kind in enumerate(level.kinds, 1))
    return tuple(stops)


def _placed(move: Move, stop_by_id: Mapping[str, Stop]) -> PlacedMove:
    start, end = stop_by_id[move.from_], stop_by_id[move.to]
    return PlacedMove(move, start, end, direction_of(start, end))


def direction_of(start: Stop, end: Stop) -> MoveDirection:
    """Return the way that a move between two stops goes; kinds stand from least to most support within their level."""
    if start.ladder is None or end.ladder is None or start.ladder.id != end.ladder.id:
        return MoveDirection.ACROSS
    before, after = _height(start), _height(end)
    if before == after:
        return MoveDirection.ACROSS
    return MoveDirection.UP if after > before else MoveDirection.DOWN


def _height(stop: Stop) -> tuple[int, float]:
    """Return how high a stop stands; a level as a whole stands in the middle of its kinds, not below the first."""
    step, rank = stop.order
    return step, rank if stop.kind is not None else (len(stop.level.kinds) + 1) / 2
