"""Put together all that a change does, in the order in which a reviewer must see it, each thing with its number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from generator.checks import Verified
from generator.difference.decided import Decisions, Subject, decisions_for
from generator.difference.exchanges import Origins, origins_of
from generator.difference.losses import (
    Guides,
    LostAnswer,
    LostPromise,
    guides_in_versions,
    lost_answers,
    lost_promises,
)
from generator.difference.renames import Renames, renames_between
from generator.difference.rows import Kind, Row
from generator.difference.sections import Section
from generator.difference.survey import survey
from generator.guide.comparison import Change, Effect, Shift, compare
from generator.guide.diagram import TooManyStates
from generator.guide.renaming import renamed
from generator.model.guide import Urgency
from generator.model.knowledge import KnowledgeBase
from generator.model.registers import RecordedDecision

WAITING = (Effect.LOWERED, Effect.LESS_SUPPORT)
"""The effects that a named person must decide on."""


@dataclass(frozen=True, slots=True)
class GuideWays:
    """What a change does to the ways to answer one guide."""

    guide: str
    change: Change


@dataclass(frozen=True, slots=True)
class Moved:
    """Ways to answer a guide that end elsewhere, or that only one of the versions has."""

    guide: str
    change: Change
    shift: Shift

    @property
    def effect(self) -> Effect | None:
        """Give what the shift does to readers, or None where only one version has these ways."""
        return self.change.effect(self.shift) if self.shift.before and self.shift.after else None


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered thing that a change does.

    `subject` is what a named person must decide on, empty where nobody must; `decision` is what one decided.
    `exchanged_with` and `stood_at` are the numbers of items: the one that this text changed places with, and the one
    whose place this text had before.
    """

    number: int
    section: Section
    what: Moved | LostAnswer | LostPromise | Row
    subject: Subject = ()
    decision: RecordedDecision | None = None
    exchanged_with: int | None = None
    stood_at: int | None = None

    @property
    def waits(self) -> bool:
        """Tell whether this still waits for a person's decision."""
        return bool(self.subject) and self.decision is None


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
        """Give the items that wait for a person's decision."""
        return tuple(item for item in self.items if item.waits)

    @property
    def subjects_waiting(self) -> tuple[Subject, ...]:
        """Give what a person must decide on, each once."""
        return tuple(dict.fromkeys(item.subject for item in self.waiting))

    @property
    def in_danger(self) -> tuple[Item, ...]:
        """Give the items that touch people in danger."""
        return tuple(item for item in self.items if _is_of_danger(item))

    @property
    def exchanges(self) -> tuple[tuple[int, int], ...]:
        """Give the numbers of items whose texts changed places, each pair once."""
        pairs = ((item.number, item.exchanged_with) for item in self.items)
        return tuple((first, second) for first, second in pairs if second is not None and first < second)

    def by_section(self) -> Iterator[tuple[Section, tuple[Item, ...]]]:
        """Give the sections that hold anything, with their items."""
        for section, items in groupby(self.items, key=lambda item: item.section):
            yield section, tuple(items)


def by_thing(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    """Give items in a row that are about parts of one thing together, and every other item alone."""

    def key(item: Item) -> tuple[object, ...]:
        row = item.what if isinstance(item.what, Row) else None
        if row is None or not row.part:
            return (item.number,)
        return (row.thing.sort, row.thing.id, row.thing.name, "" if row.thing.id else row.place.file)

    for _, group in groupby(items, key=key):
        yield tuple(group)


def _is_of_danger(item: Item) -> bool:
    match item.what:
        case Row() as row:
            return row.section is Section.DANGER
        case Moved() as moved:
            change, shift = moved.change, moved.shift
            ends = (change.before.outcomes.get(shift.before), change.after.outcomes.get(shift.after))
            return any(end is not None and end.urgency.rank >= Urgency.TODAY.rank for end in ends)
        case LostAnswer():
            return True
        case LostPromise() as lost:
            least = lost.promise.urgency_at_least
            return least is not None and least.rank >= Urgency.TODAY.rank


def differences_between(old: Verified, new: Verified, *, names: tuple[str, str]) -> Differences:
    """Compare two verified versions: every way to answer their guides, and every word that an author wrote."""
    renames = renames_between(old.base, new.base)
    guides = guides_in_versions(old, new, renames)
    walked, unwalked = _walk(guides, renames)
    decisions = decisions_for(old, new, renames)
    rows = tuple(survey(old.base, new.base, renames))
    losses: list[LostAnswer | LostPromise] = [
        *lost_answers(guides, new, renames),
        *lost_promises(guides, new, renames),
    ]
    items = _numbered([*_of_ways(walked, decisions), *_of_losses(losses, decisions), *_of_rows(rows, losses)])
    return Differences(*names, _with_origins(items), walked, unwalked)


def differences_of_words(old: KnowledgeBase, new: KnowledgeBase, *, names: tuple[str, str]) -> Differences:
    """Compare every word of two versions of which one does not pass its checks, so that no guide can be walked."""
    items = _numbered(_of_rows(tuple(survey(old, new, renames_between(old, new))), ()))
    return Differences(*names, _with_origins(items), (), is_walked=False)


def _walk(guides: Guides, renames: Renames) -> tuple[tuple[GuideWays, ...], tuple[tuple[str, str], ...]]:
    walked: list[GuideWays] = []
    unwalked: list[tuple[str, str]] = []
    for before, after in guides:
        if after is None:
            continue
        id = str(after.base.tree.guide.id)
        try:
            change = compare(renamed(before.diagram, renames.of_guide()), after.diagram)
        except TooManyStates as error:
            unwalked.append((id, error.question))
        else:
            walked.append(GuideWays(id, change))
    return tuple(walked), tuple(unwalked)


def _of_ways(guides: Iterable[GuideWays], decisions: Decisions) -> Iterator[Item]:
    for ways in guides:
        change = ways.change
        for shift in (*change.shifts, *change.leaving, *change.arriving):
            moved = Moved(ways.guide, change, shift)
            if moved.effect in WAITING:
                subject = ("from", shift.before, "to", shift.after)
                yield Item(0, Section.LOWERED, moved, subject, decisions.on(subject))
            else:
                yield Item(0, Section.WAYS, moved)


def _of_losses(losses: Iterable[LostAnswer | LostPromise], decisions: Decisions) -> Iterator[Item]:
    for loss in losses:
        if isinstance(loss, LostAnswer):
            subject: Subject = ("removed", loss.reference)
            yield Item(0, Section.LOWERED, loss, subject, decisions.on(subject))
        else:
            subject = ("weakened", loss.id) if loss.needs_decision else ()
            yield Item(0, Section.PROMISES, loss, subject, decisions.on(subject))


def _of_rows(rows: Sequence[Row], losses: Sequence[LostAnswer | LostPromise]) -> Iterator[Item]:
    """Give the rows as items, what is gone apart; an answer that must be decided on is not said twice."""
    said = {loss.reference for loss in losses if isinstance(loss, LostAnswer)}
    for row in rows:
        if not (row.kind is Kind.REMOVED and row.thing.sort == "Answer" and row.thing.id in said and not row.part):
            yield Item(0, Section.REMOVED if _is_missed(row) else row.section, row)


_MISSED = ("help bar", "safety box", "call", "screen")
"""The fields of which a reader misses an entry: a help line, a warning, a question about danger."""


def _is_missed(row: Row) -> bool:
    if row.kind is not Kind.REMOVED or row.section is Section.RECORDS:
        return False
    return row.part == "" or row.field in _MISSED


_ORDER = ("Question", "Answer", "Outcome", "SafetyBox", "SafetyFile", "Contact", "Promise", "Decision", "ProsePage")
"""What is shown first within a section; other sorts follow."""


def _numbered(items: Iterable[Item]) -> tuple[Item, ...]:
    sections = list(Section)

    def key(item: Item) -> tuple[int, int, int]:
        row = item.what if isinstance(item.what, Row) else None
        urgency = sections.index(row.section) if row is not None else 0
        sort = row.thing.sort if row is not None else ""
        return (sections.index(item.section), urgency, _ORDER.index(sort) if sort in _ORDER else len(_ORDER))

    return tuple(replace(item, number=number) for number, item in enumerate(sorted(items, key=key), start=1))


def _with_origins(items: tuple[Item, ...]) -> tuple[Item, ...]:
    rows = [(item, item.what) for item in items if isinstance(item.what, Row)]
    origins = origins_of([row for _, row in rows])
    numbers = [item.number for item, _ in rows]
    place_of = {number: place for place, number in enumerate(numbers)}
    return tuple(_with_origin(item, origins, numbers, place_of.get(item.number)) for item in items)


def _with_origin(item: Item, origins: Origins, numbers: Sequence[int], place: int | None) -> Item:
    if place is None:
        return item
    exchanged, moved = origins.exchanged.get(place), origins.moved.get(place)
    return replace(
        item,
        exchanged_with=None if exchanged is None else numbers[exchanged],
        stood_at=None if moved is None else numbers[moved],
    )
