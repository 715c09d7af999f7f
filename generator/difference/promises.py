"""Find the promises that a change takes back, from everyone or from some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.checks import Verified
from generator.checks.names import references_anywhere
from generator.difference.renames import Renames
from generator.difference.versions import Guides
from generator.guide.comparison import answers_only_in
from generator.guide.conditions import Compound, Resolved, Word, resolve
from generator.guide.diagram import Diagram
from generator.guide.proofs import Watch
from generator.guide.renaming import renamed
from generator.model.guide import Direction, Urgency
from generator.model.knowledge import KnowledgeBase
from generator.model.registers import Promise
from generator.model.sorts import Sort


@dataclass(frozen=True, slots=True)
class End:
    """An outcome of an urgency and a direction; `outcome` is one, "" where the guide has none."""

    urgency: Urgency
    direction: Direction
    outcome: str


@dataclass(frozen=True, slots=True)
class Want:
    """What a promise wants said or left unsaid: the note or contact `id`, by the key of the promise."""

    key: str
    id: str


@dataclass(frozen=True, slots=True)
class LostPromise:
    """A promise that the new version no longer makes to everyone, by itself or by other promises.

    `answers` are the fewest in the new guide of people to whom it was made. No promise now keeps them from an end that
    it forbade, or wants for them what it wanted: that is `lost`.
    `id` is its id, the new one where it has one; `is_gone` tells that no promise has it. `is_for_danger` tells that it
    was made to people in danger.
    """

    id: str
    promise: Promise
    is_gone: bool
    is_for_danger: bool
    guide: str
    answers: tuple[str, ...]
    lost: End | Want

    @property
    def needs_decision(self) -> bool:
        """Tell whether somebody might now be told less, or pointed to less; only more urgency is no danger."""
        never = self.promise.never
        return self.promise.urgency_at_most is None and (never is None or never.direction is not Direction.HELP_NOW)


def is_for_danger(promise: Promise, base: KnowledgeBase) -> bool:
    """Tell whether a promise wants help today or more, somebody to call, or a note that is urgent or stands first."""
    least = promise.urgency_at_least
    if least is not None:
        return least.rank >= Urgency.TODAY.rank
    notes = [note for note in base.every_note() if note.id in (promise.shows or ())]
    is_said = any(note.first or note.urgency.rank >= Urgency.TODAY.rank for note in notes)
    return is_said or promise.calls is not None or promise.calls_first is not None


def lost_promises(guides: Guides, new: Verified, renames: Renames) -> tuple[LostPromise, ...]:
    """List every old promise that the new promises together do not keep for some way to answer, each once.

    What counts is what they say, not what the guide does today: a promise that is gone guards no later change.
    Ways with an answer that the question did not have before are left out, for nothing was promised about them.
    """
    kept = frozenset(str(promise.id) for promise in new.base.safety.promises)
    found: dict[str, LostPromise] = {}
    for old, after in guides:
        if after is None:
            continue
        before = renamed(old.diagram, renames.of_guide())
        strange = answers_only_in(after.plan, before.plan)
        covers = tuple(_made(after, Renames({})))
        watch = Watch(after.diagram)
        for made in _made(old, renames):
            if str(made.promise.id) not in found and not any(made.is_same(cover) for cover in covers):
                gap = _gap(made, covers, watch, strange)
                id = renames.follow(Sort.PROMISE, str(made.promise.id))
                if gap is not None:
                    guide, danger = str(after.base.tree.guide.id), is_for_danger(made.promise, old.base)
                    lost = LostPromise(id, made.promise, id not in kept, danger, guide, *gap)
                    found[str(made.promise.id)] = lost
    return tuple(found[str(promise.id)] for promise in guides[0][0].base.safety.promises if promise.id in found)


@dataclass(frozen=True, slots=True)
class _Made:
    """A promise as one guide reads it, with what it wants said by the ids of the newer version."""

    promise: Promise
    whenever: Resolved
    wants: frozenset[Want]

    def is_same(self, other: _Made) -> bool:
        """Tell whether another promise says the same."""
        return (self.whenever, self.wants, *self._limits()) == (other.whenever, other.wants, *other._limits())

    def _limits(self) -> tuple[object, ...]:
        never = self.promise.never
        direction = never.direction if never is not None else None
        return (self.promise.urgency_at_least, self.promise.urgency_at_most, direction)

    def keeps(self, what: End | Want) -> bool:
        """Tell whether it forbids an end, or wants something said or left unsaid."""
        if isinstance(what, Want):
            # Whom people are told to call first is named to them.
            return what in self.wants or (what.key == "calls" and Want("calls_first", what.id) in self.wants)
        least, most, never = self._limits()
        if isinstance(least, Urgency):
            return what.urgency.rank < least.rank
        if isinstance(most, Urgency):
            return what.urgency.rank > most.rank
        return what.direction is never


def _made(guide: Verified, renames: Renames) -> Iterator[_Made]:
    """Yield the promises of a guide with the new ids."""
    references = references_anywhere(guide.base)

    def answers(reference: str) -> tuple[str, ...]:
        return tuple(renames.follow(Sort.ANSWER, answer) for answer in references[reference])

    for promise in guide.base.safety.promises:
        if promise.is_for(str(guide.base.tree.guide.id)):
            yield _Made(promise, resolve(promise.whenever, answers), frozenset(_wants(promise, renames)))


def _wants(promise: Promise, renames: Renames) -> Iterator[Want]:
    for note in promise.shows or ():
        yield Want("shows", renames.follow(Sort.NOTE, str(note)))
    for contact in promise.calls or ():
        yield Want("calls", renames.follow(Sort.CONTACT, str(contact)))
    if promise.calls_first is not None:
        yield Want("calls_first", renames.follow(Sort.CONTACT, str(promise.calls_first)))
    if promise.never is not None and promise.never.shows is not None:
        yield Want("never", renames.follow(Sort.NOTE, str(promise.never.shows)))


def _gap(
    made: _Made, covers: tuple[_Made, ...], watch: Watch, strange: tuple[str, ...]
) -> tuple[tuple[str, ...], End | Want] | None:
    """List answers to which a promise was made, with what of it no promise now keeps for them."""
    everywhere = frozenset(watch.diagram.plan.outcomes)
    seen: dict[tuple[int, ...], tuple[str, ...] | None] = {}
    for what in _promised_by(made, watch.diagram):
        others = tuple(number for number, cover in enumerate(covers) if cover.keeps(what))
        if others not in seen:
            conditions = [made.whenever, *_not(strange), *_not(covers[number].whenever for number in others)]
            witness = watch.breaks(Compound(Word.ALL, tuple(conditions)), everywhere)
            seen[others] = witness.answers if witness is not None else None
        answers = seen[others]
        if answers is not None:
            return answers, what
    return None


def _not(conditions: Iterable[Resolved]) -> Iterator[Resolved]:
    return (Compound(Word.NOT, (condition,)) for condition in conditions)


def _promised_by(made: _Made, diagram: Diagram) -> list[End] | list[Want]:
    """List all that a promise keeps; ends that the guide has stand first, and the least urgent of them."""
    if made.wants:
        return sorted(made.wants, key=lambda want: want.id)
    known: dict[tuple[Urgency, Direction], str] = {}
    for id, outcome in diagram.plan.outcomes.items():
        known.setdefault((outcome.urgency, outcome.direction), id)
    ends = [
        End(urgency, direction, known.get((urgency, direction), ""))
        for urgency in reversed(Urgency)
        for direction in Direction
    ]
    return sorted((end for end in ends if made.keeps(end)), key=lambda end: end.outcome == "")
