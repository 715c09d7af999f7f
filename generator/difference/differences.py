"""Put together all that a change does, in the order in which a reviewer must see it, each thing with its number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.checks import Verified
from generator.difference.decided import Decisions, Subject, decisions_for
from generator.difference.exchanges import Origins, origins_of
from generator.difference.items import Differences, GuideWays, Item, Moved
from generator.difference.losses import LostAnswer, lost_answers
from generator.difference.promises import LostPromise, lost_promises
from generator.difference.renames import Renames, renames_between
from generator.difference.rows import ChangeKind, Row
from generator.difference.sayings import sayings_between
from generator.difference.sections import Section
from generator.difference.survey import survey
from generator.difference.versions import Guides, guides_in_versions
from generator.guide.comparison import Effect, compare
from generator.guide.diagram import TooManyStates
from generator.guide.renaming import renamed
from generator.model.knowledge import KnowledgeBase

WAITING = (Effect.LOWERED, Effect.LESS_SUPPORT)
"""The effects that a named person must decide on."""


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
    said = (Item(0, saying.section, saying) for saying in sayings_between(guides, renames))
    items = _numbered([*_of_ways(walked, decisions), *_of_losses(losses, decisions), *said, *_of_rows(rows, losses)])
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
    """Turn rows into items, with what is gone apart; an answer that must be decided on is not said twice."""
    said = {loss.reference for loss in losses if isinstance(loss, LostAnswer)}
    for row in rows:
        if not (
            row.kind is ChangeKind.REMOVED and row.thing.sort == "Answer" and row.thing.id in said and not row.part
        ):
            yield Item(0, Section.REMOVED if _is_missed(row) else row.section, row)


_MISSED = ("help bar", "safety box", "call", "screen")
"""The fields of which a reader misses an entry: a help line, a warning, a question about danger."""


def _is_missed(row: Row) -> bool:
    if row.kind is not ChangeKind.REMOVED or row.section is Section.RECORDS:
        return False
    return row.part == "" or row.field in _MISSED


_ORDER = (
    *("Question", "Answer", "Outcome", "Note", "AnswerSet", "SafetyBox"),
    *("SafetyFile", "Contact", "Promise", "Decision", "ProsePage"),
)
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
