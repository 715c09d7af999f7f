"""All that a change does as numbered items: what a reviewer reads and cites, in every form of the output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.difference.decided import Subject
from generator.difference.losses import LostAnswer
from generator.difference.promises import LostPromise
from generator.difference.rows import Row
from generator.difference.sayings import Saying
from generator.difference.sections import Section
from generator.guide.comparison import Effect, GuideChange, Shift
from generator.model.guide import Urgency
from generator.model.registers import RecordedDecision


@dataclass(frozen=True, slots=True)
class GuideWays:
    """What a change does to the ways to answer one guide."""

    guide: str
    change: GuideChange


@dataclass(frozen=True, slots=True)
class Moved:
    """Ways to answer a guide that end elsewhere, or that only one of the versions has."""

    guide: str
    change: GuideChange
    shift: Shift

    @property
    def effect(self) -> Effect | None:
        """Return what the shift does to readers, or None where only one version has these ways."""
        return self.change.effect(self.shift) if self.shift.before and self.shift.after else None


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered thing that a change does.

    `subject` is what a named person must decide on, empty where nobody must, and `covers` the fingerprint of it;
    `decision` is what one decided. `elsewhere` is a decision on the same subject that covers something else.
    `exchanged_with` and `stood_at` are the numbers of items: the one that this text changed places with, and the one
    whose place this text had before.
    """

    number: int
    section: Section
    what: Moved | LostAnswer | LostPromise | Saying | Row
    subject: Subject = ()
    covers: str = ""
    decision: RecordedDecision | None = None
    elsewhere: RecordedDecision | None = None
    exchanged_with: int | None = None
    stood_at: int | None = None

    @property
    def waits(self) -> bool:
        """Tell whether this still waits for a person's decision."""
        return bool(self.subject) and self.decision is None

    @property
    def is_for_danger(self) -> bool:
        """Tell whether this touches people in danger, whatever kind of change it is."""
        match self.what:
            case Row() as row:
                return row.section is Section.DANGER
            case Moved() as moved:
                change, shift = moved.change, moved.shift
                ends = (change.before.outcomes.get(shift.before), change.after.outcomes.get(shift.after))
                return any(end is not None and end.urgency.rank >= Urgency.TODAY.rank for end in ends)
            case LostAnswer():
                return True
            case LostPromise() as lost:
                return lost.is_for_danger
            case Saying() as saying:
                return saying.is_for_danger


@dataclass(frozen=True, slots=True)
class Differences:
    """All that a change does; `old` and `new` name the versions.

    `guides` are those that both versions have. `unwalked` are guides too different to be walked together, each with
    the question where that was found. Where `is_walked` is not so, only words were compared, and no way to answer.
    """

    old: str
    new: str
    items: tuple[Item, ...]
    guides: tuple[GuideWays, ...]
    unwalked: tuple[tuple[str, str], ...] = ()
    is_walked: bool = True

    @property
    def waiting(self) -> tuple[Item, ...]:
        """List the items that wait for a person's decision."""
        return tuple(item for item in self.items if item.waits)

    @property
    def subjects_waiting(self) -> dict[Subject, str]:
        """Map what a person must decide on, each once, to the fingerprint of it."""
        return {item.subject: item.covers for item in self.waiting}

    @property
    def in_danger(self) -> tuple[Item, ...]:
        """List the items that touch people in danger."""
        return tuple(item for item in self.items if item.is_for_danger)

    @property
    def exchanges(self) -> tuple[tuple[int, int], ...]:
        """List the numbers of items whose texts changed places, each pair once."""
        pairs = ((item.number, item.exchanged_with) for item in self.items)
        return tuple((first, second) for first, second in pairs if second is not None and first < second)

    def by_section(self) -> Iterator[tuple[Section, tuple[Item, ...]]]:
        """Yield the sections that hold anything, with their items."""
        for section, items in groupby(self.items, key=lambda item: item.section):
            yield section, tuple(items)


def by_thing(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    """Group items in a row that are about parts of one thing; every other item is alone."""

    def key(item: Item) -> tuple[object, ...]:
        row = item.what if isinstance(item.what, Row) else None
        if row is None or not row.part:
            return (item.number,)
        return (row.thing.sort, row.thing.id, row.thing.name, "" if row.thing.id else row.place.file)

    for _, group in groupby(items, key=key):
        yield tuple(group)
