"""Show the ways to go on from where a person is now, side by side and in equal detail: more support, stay, or less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from generator.checks import Verified
from generator.guide.plan import levels_for
from generator.model.guide import Direction
from generator.model.levels import MedicalStaff, Sleep
from generator.pages.atlas import Atlas, MoveDirection, PlacedMove, Stop
from generator.pages.words import hours_in_words, staff_in_words

POINTS = 3
"""How many good and how many hard points each way shows: as many of one as of the other."""
_ORDINARY = tuple(direction for direction in Direction if direction.has_options)


@dataclass(frozen=True, slots=True)
class OptionCard:
    """What one way to go on is like; `hours`, `sleep` and `staff` are what it asks of a week.

    `text` says what it is where no page of a level does.
    """

    id: str
    title: str
    text: str
    hours: str
    sleep: str
    staff: str
    good: tuple[str, ...]
    hard: tuple[str, ...]
    address: str


class WayOn(StrEnum):
    """The ways to go on: up, on the same step, down, or to a place beside the stairs."""

    MORE = "more"
    STAY = "stay"
    LESS = "less"
    ACROSS = "across"


@dataclass(frozen=True, slots=True)
class Option:
    """One way to go on from where a person is now; `shows` are the directions it belongs to, `moves` lead there."""

    way: WayOn
    label: str
    they: str
    card: OptionCard
    shows: tuple[Direction, ...]
    moves: tuple[PlacedMove, ...] = ()

    @property
    def suggested_by(self) -> tuple[Direction, ...]:
        """List the directions that point this way: a result of theirs shows it first."""
        return tuple(direction for direction in self.shows if self.way in ways_to(direction))

    @property
    def is_always_shown(self) -> bool:
        """Tell whether it belongs to every direction that has options."""
        return self.shows == _ORDINARY


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The options of everyone who gave one of these answers about where they are now; `stair` is their picture."""

    references: tuple[str, ...]
    name: str
    options: tuple[Option, ...]
    stair: Stair


@dataclass(frozen=True, slots=True)
class Stair:
    """The step that a person is on with the next ones up and down, by name; a name is empty where there is no step."""

    down: str = ""
    here: str = ""
    up: str = ""


def ways_to(direction: Direction) -> tuple[WayOn, ...]:
    """List the ways that a direction points; none where it leaves no choice, or means no step of a ladder."""
    match direction:
        case Direction.MORE_SUPPORT | Direction.ASSESSMENT:
            return (WayOn.MORE, WayOn.ACROSS)
        case Direction.STAY:
            return (WayOn.STAY,)
        case Direction.LESS_SUPPORT:
            return (WayOn.LESS,)
        case Direction.HELP_NOW | Direction.FAMILY | Direction.ELSEWHERE:
            return ()
        case _:
            assert_never(direction)


_NIGHTS = {
    Sleep.AT_HOME: "Nights at home",
    Sleep.AT_THE_PROGRAM: "Nights at the program",
    Sleep.IN_HOSPITAL: "Nights in a hospital",
}
"""Where the nights are, in words that fit whoever the guide is about."""
_ASSESSMENT = OptionCard(
    "assessment",
    "Ask for an assessment",
    "A clinician asks about body, mind, home and risks. Then you talk about which level may fit.",
    "One talk to begin with",
    "Nights at home",
    "A clinician asks and listens",
    ("You learn what help there is near you.", "A trained person hears your whole story.", "You can still say no."),
    ("You tell hard things to someone new.", "There may be a wait.", "It may cost money, so ask first."),
    "levels/",
)
_NO_CHANGE = OptionCard(
    "no-change",
    "No change for now",
    "You keep things as they are, set a date to look again, and decide who to call if things get worse.",
    "No visits",
    "Nights as they are now",
    "Nobody from a care team",
    ("No visits, no bills and no new rules.", "Your days stay as you know them.", "You can start care later."),
    ("Nobody watches for trouble with you.", "Things may get worse.", "The hard days stay yours alone."),
    "step-up/",
)
_MORE_HERE = OptionCard(
    "more-here",
    "More from the team you have",
    "No step stands above this one. Ask the staff today for closer care, or a look at the medicine.",
    "The same place, day and night",
    "Nights where they are now",
    "The staff who know you",
    ("You keep the people who know you.", "You do not have to move.", "You can ask at any hour."),
    ("You have to say that it is not enough.", "More may not be possible here.", "A new plan can take time to work."),
    "",
)


def whereabouts_of(verified: Verified, atlas: Atlas) -> Iterator[Whereabouts]:
    """Give the options for each answer to a question about where a person is now; equal ones stand together."""
    found: dict[tuple[Option, ...], Whereabouts] = {}
    for planned in verified.plan.questions.values():
        levels = {str(level.id) for level in levels_for(planned.entry, verified.base)}
        for answer in planned.answers if levels else ():
            at = atlas.stop_by_id[answer.id] if answer.id in levels else None
            options = tuple(_no_level_options() if at is None else _level_options(at, atlas))
            place = found.setdefault(options, Whereabouts((), answer.text, options, _stair_at(at, atlas)))
            names = place.name if answer.text in place.name.split(" · ") else f"{place.name} · {answer.text}"
            found[options] = replace(place, references=(*place.references, answer.reference), name=names)
    yield from found.values()


def cards_of(places: Iterable[Whereabouts]) -> tuple[OptionCard, ...]:
    """Give the card of each way that any place offers, each once."""
    return tuple({option.card.id: option.card for place in places for option in place.options}.values())


def _level_options(at: Stop, atlas: Atlas) -> Iterator[Option]:
    moves = [move for move in atlas.moves_by_start.get(at.id, ()) if move.start.id == at.id]
    more = tuple(move for move in moves if move.direction is MoveDirection.UP)
    less = tuple(move for move in moves if move.direction is MoveDirection.DOWN)
    across = tuple(move for move in moves if move.direction is MoveDirection.ACROSS)
    if more:
        yield _toward(WayOn.MORE, "More support", more, _ORDINARY)
    elif not across:
        yield Option(WayOn.MORE, "More support", "More support", _MORE_HERE, _ORDINARY)
    yield Option(WayOn.STAY, "Stay as you are", "Stay as they are", _card(at), _ORDINARY)
    if less:
        yield _toward(WayOn.LESS, "Less support", less, (Direction.STAY, Direction.LESS_SUPPORT))
    if across:
        yield _toward(WayOn.ACROSS, "A move from here", across, _ORDINARY)


def _toward(way: WayOn, label: str, moves: tuple[PlacedMove, ...], shows: tuple[Direction, ...]) -> Option:
    return Option(way, label, label, _card(moves[0].end), shows, moves)


def _stair_at(at: Stop | None, atlas: Atlas) -> Stair:
    """Draw the steps around a level; the picture is empty for what stands on no stair."""
    if at is None or at.ladder is None:
        return Stair()
    moves = [move for move in atlas.moves_by_start.get(at.id, ()) if move.start.id == at.id]
    ends = {move.direction: str(move.end.entry.short_name) for move in reversed(moves)}
    return Stair(ends.get(MoveDirection.DOWN, ""), str(at.entry.short_name), ends.get(MoveDirection.UP, ""))


def _card(at: Stop) -> OptionCard:
    level, entry = at.level, at.entry
    return OptionCard(
        at.id,
        entry.name,
        "",
        hours_in_words(entry.hours or level.hours),
        _NIGHTS[level.sleep],
        "Ask how near a doctor is"
        if entry.medical_staff is MedicalStaff.VARIES
        else staff_in_words(entry.medical_staff),
        level.benefits[:POINTS],
        level.drawbacks[:POINTS],
        at.address,
    )


def _no_level_options() -> Iterator[Option]:
    yield Option(WayOn.MORE, "More support", "More support", _ASSESSMENT, _ORDINARY)
    yield Option(WayOn.STAY, "Stay as you are", "Stay as they are", _NO_CHANGE, _ORDINARY)
