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
from generator.guide.comparison import Effect, GuideChange, Shift, compare
from generator.guide.diagram import TooManyStates
from generator.guide.renaming import renamed
from generator.model.knowledge import KnowledgeBase
from generator.sign_offs import fingerprint_of

WAITING = (Effect.LOWERED, Effect.LESS_SUPPORT)
"""The effects that a named person must decide on."""


def differences_between(old: Verified, new: Verified, *, names: tuple[str, str]) -> Differences:
    """Compare two verified versions: every way to answer their guides, and every word that an author wrote."""
    renames = renames_between(old.base, new.base)
    guides = guides_in_versions(old, new, renames)
    walked, unwalked = _walk(guides, renames)
    decisions, bases = decisions_for(old, new, renames), (old.base, new.base)
    rows = tuple(survey(old.base, new.base, renames))
    losses: list[LostAnswer | LostPromise] = [
        *lost_answers(guides, new, renames),
        *lost_promises(guides, new, renames),
    ]
    said = (Item(0, saying.section, saying) for saying in sayings_between(guides, renames))
    items = _numbered(
        [*_of_ways(walked, decisions, bases), *_of_losses(losses, decisions, bases), *said, *_of_rows(rows, losses)]
    )
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


def _of_ways(
    guides: Sequence[GuideWays], decisions: Decisions, bases: tuple[KnowledgeBase, KnowledgeBase]
) -> Iterator[Item]:
    every = [(ways, shift) for ways in guides for shift in _shifts(ways.change)]
    lowered: dict[Subject, list[Moved]] = {}
    for ways, shift in every:
        moved = Moved(ways.guide, ways.change, shift)
        if moved.effect in WAITING:
            lowered.setdefault(("from", shift.before, "to", shift.after), []).append(moved)
    for ways, shift in every:
        moved = Moved(ways.guide, ways.change, shift)
        subject = ("from", shift.before, "to", shift.after)
        if moved.effect in WAITING:
            yield _decided(
                Item(0, Section.LOWERED, moved, subject, _covers_of_ways(lowered[subject], bases)), decisions
            )
        else:
            yield Item(0, Section.WAYS, moved)


def _shifts(change: GuideChange) -> tuple[Shift, ...]:
    return (*change.shifts, *change.leaving, *change.arriving)


def _decided(item: Item, decisions: Decisions) -> Item:
    """Put the decision on an item beside it, or beside that: one counts only where it covers what there is now."""
    decision = decisions.on(item.subject)
    if decision is None or decision.covers == item.covers:
        return replace(item, decision=decision)
    return replace(item, elsewhere=decision)


def _covers_of_ways(moved: Sequence[Moved], bases: tuple[KnowledgeBase, KnowledgeBase]) -> str:
    """Make the fingerprint of ways that move: the words of both outcomes, and how many ways of which guide."""
    shift = moved[0].shift
    words = [
        [outcome for guide in base.every_guide() for outcome in guide.outcomes if outcome.id in ids]
        for base, ids in zip(bases, ((shift.before, *_former(shift.before, bases)), (shift.after,)), strict=True)
    ]
    counted = sorted([each.guide, each.shift.ways, each.shift.of] for each in moved)
    return fingerprint_of("from to", shift.before, shift.after, words, counted)


def _former(id: str, bases: tuple[KnowledgeBase, KnowledgeBase]) -> tuple[str, ...]:
    """List the ids that an outcome of the newer version had before."""
    outcomes = (outcome for guide in bases[1].every_guide() for outcome in guide.outcomes if outcome.id == id)
    return tuple(str(former) for outcome in outcomes for former in outcome.formerly)


def _of_losses(
    losses: Iterable[LostAnswer | LostPromise], decisions: Decisions, bases: tuple[KnowledgeBase, KnowledgeBase]
) -> Iterator[Item]:
    for loss in losses:
        if isinstance(loss, LostAnswer):
            subject: Subject = ("removed", loss.reference)
            answer = loss.answer
            covers = fingerprint_of("removed", loss.reference, loss.question, answer.text, answer.they, answer.help)
            yield _decided(Item(0, Section.LOWERED, loss, subject, covers), decisions)
        else:
            subject = ("weakened", loss.id) if loss.needs_decision else ()
            now = [promise for promise in bases[1].safety.promises if promise.id == loss.id]
            yield _decided(
                Item(0, Section.PROMISES, loss, subject, fingerprint_of("weakened", loss.promise, now)), decisions
            )


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
