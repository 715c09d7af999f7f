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
from generator.model.words import WordsFile
from generator.model.words.guide import CardWords
from generator.pages.atlas import Atlas, MoveDirection, PlacedMove, Stop
from generator.pages.words import hours_in_words, staff_in_words

POINTS = 3
"""How many good and how many hard points each way shows: as many of one as of the other."""
_UPWARD = (Direction.MORE_SUPPORT, Direction.ASSESSMENT)
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
    """The ways to go on: up, to a hospital, on the same step, down, or to a place beside the stairs."""

    MORE = "more"
    HOSPITAL = "hospital"
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
    """List the ways that a direction points; none where it leaves no choice, or means no step of a ladder.

    None points to a hospital: whoever needs one is led to an emergency or to help today before any result with ways.
    """
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


def _nights(sleep: Sleep, words: WordsFile) -> str:
    """Return where the nights are, in words that fit whoever the guide is about."""
    match sleep:
        case Sleep.AT_HOME:
            return words.options.nights_at_home
        case Sleep.AT_THE_PROGRAM:
            return words.options.nights_at_the_program
        case Sleep.IN_HOSPITAL:
            return words.options.nights_in_hospital
        case _:
            assert_never(sleep)


def _card_of_words(id: str, said: CardWords, address: str) -> OptionCard:
    return OptionCard(id, said.title, said.text, said.hours, said.sleep, said.staff, said.good, said.hard, address)


def whereabouts_of(verified: Verified, atlas: Atlas) -> Iterator[Whereabouts]:
    """Yield the options for each answer to a question about where a person is now; equal ones stand together."""
    found: dict[tuple[Option, ...], Whereabouts] = {}
    for planned in verified.plan.questions.values():
        levels = {str(level.id) for level in levels_for(planned.entry, verified.base)}
        for answer in planned.answers if levels else ():
            at = atlas.stop_by_id[answer.id] if answer.id in levels else None
            options = tuple(_no_level_options(atlas) if at is None else _level_options(at, atlas))
            place = found.setdefault(options, Whereabouts((), answer.text, options, _stair_at(at, atlas)))
            names = place.name if answer.text in place.name.split(" · ") else f"{place.name} · {answer.text}"
            found[options] = replace(place, references=(*place.references, answer.reference), name=names)
    yield from found.values()


def cards_of(places: Iterable[Whereabouts]) -> tuple[OptionCard, ...]:
    """Return the card of each way that any place offers, each once."""
    return tuple({option.card.id: option.card for place in places for option in place.options}.values())


def _level_options(at: Stop, atlas: Atlas) -> Iterator[Option]:
    moves = [move for move in atlas.moves_by_start.get(at.id, ()) if move.start.id == at.id]
    up = tuple(move for move in moves if move.direction is MoveDirection.UP)
    less = tuple(move for move in moves if move.direction is MoveDirection.DOWN)
    beside = tuple(move for move in moves if move.direction is MoveDirection.ACROSS)
    more, across = (tuple(move for move in each if not _is_to_hospital(move)) for each in (up, beside))
    hospital = tuple(move for move in (*up, *beside) if _is_to_hospital(move))
    said = atlas.words.options
    if more:
        yield _toward(WayOn.MORE, said.more, (*more, *hospital), _ORDINARY, atlas.words)
    elif hospital or not across:
        more_here = _card_of_words("more-here", atlas.words.more_here, "")
        yield Option(WayOn.MORE, said.more, said.more, more_here, _ORDINARY)
    yield Option(WayOn.STAY, said.stay, said.stay_they, _card(at, atlas.words), _ORDINARY)
    if less:
        yield _toward(WayOn.LESS, said.less, less, (Direction.STAY, Direction.LESS_SUPPORT), atlas.words)
    if across:
        yield _toward(WayOn.ACROSS, said.across, across, _ORDINARY, atlas.words)
    if hospital and not more:
        yield _toward(WayOn.HOSPITAL, said.hospital, hospital, _UPWARD, atlas.words)


def _is_to_hospital(move: PlacedMove) -> bool:
    return move.end.level.sleep is Sleep.IN_HOSPITAL


def _toward(
    way: WayOn, label: str, moves: tuple[PlacedMove, ...], shows: tuple[Direction, ...], words: WordsFile
) -> Option:
    return Option(way, label, label, _card(moves[0].end, words), shows, moves)


def _stair_at(at: Stop | None, atlas: Atlas) -> Stair:
    """Draw the steps around a level; the picture is empty for what stands on no stair."""
    if at is None or at.ladder is None:
        return Stair()
    moves = [move for move in atlas.moves_by_start.get(at.id, ()) if move.start.id == at.id]
    ends = {move.direction: str(move.end.entry.short_name) for move in reversed(moves)}
    return Stair(ends.get(MoveDirection.DOWN, ""), str(at.entry.short_name), ends.get(MoveDirection.UP, ""))


def _card(at: Stop, words: WordsFile) -> OptionCard:
    level, entry = at.level, at.entry
    return OptionCard(
        at.id,
        entry.name,
        "",
        hours_in_words(entry.hours or level.hours, words),
        _nights(level.sleep, words),
        words.options.staff_varies
        if entry.medical_staff is MedicalStaff.VARIES
        else staff_in_words(entry.medical_staff, words),
        (entry.benefits or level.benefits)[:POINTS],
        (entry.drawbacks or level.drawbacks)[:POINTS],
        at.address,
    )


def _no_level_options(atlas: Atlas) -> Iterator[Option]:
    words = atlas.words
    said = words.options
    assessment = _card_of_words("assessment", words.assessment, "levels/")
    no_change = _card_of_words("no-change", words.no_change, "step-up/" if "step-up/" in atlas.written else "")
    yield Option(WayOn.MORE, said.more, said.more, assessment, _ORDINARY)
    yield Option(WayOn.STAY, said.stay, said.stay_they, no_change, _ORDINARY)
