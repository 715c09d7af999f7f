"""Find what a change takes away that guarded people in danger: answers that led to help, and promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from generator.checks import Verified
from generator.checks.names import references_anywhere
from generator.difference.renames import Renames
from generator.guide.comparison import answers_only_in
from generator.guide.conditions import Compound, Resolved, Word, resolve
from generator.guide.diagram import Diagram
from generator.guide.joint_walk import references_of_plan
from generator.guide.plan import PlannedAnswer
from generator.guide.proofs import Watch
from generator.guide.renaming import renamed
from generator.model.guide import Condition, Direction, Urgency
from generator.model.registers import Promise

Guides = tuple[tuple[Verified, Verified | None], ...]
"""Each guide of the old version with what became of it in the new."""


@dataclass(frozen=True, slots=True)
class LostAnswer:
    """An answer that is gone though it meant help today or more.

    `urgency` is the least that everyone who gave it was told, None where some were told less; `promise` is one that
    wanted help today or more for it.
    """

    reference: str
    question: str
    answer: PlannedAnswer
    urgency: Urgency | None
    promise: Promise | None


@dataclass(frozen=True, slots=True)
class LostPromise:
    """A promise that the new version no longer makes to everyone, by itself or by other promises.

    `answers` are the fewest in the new guide of people to whom it was made. No promise now keeps them from an outcome
    of an `urgency` and a `direction` that it forbade; `outcome` is one, "" where the guide has none.
    `id` is its id, the new one where it has one; `is_gone` tells that no promise has it.
    """

    id: str
    promise: Promise
    is_gone: bool
    guide: str
    answers: tuple[str, ...]
    urgency: Urgency
    direction: Direction
    outcome: str

    @property
    def needs_decision(self) -> bool:
        """Tell whether somebody might now be told to wait, or pointed to less; only more urgency is no danger."""
        never = self.promise.never
        return self.promise.urgency_at_most is None and (never is None or never.direction is not Direction.HELP_NOW)


def lost_answers(guides: Guides, new: Verified, renames: Renames) -> tuple[LostAnswer, ...]:
    """Give every answer of the old guides that no new guide asks and that led, or had to lead, to help today or more.

    It led there where every way that gives it ended there. An answer that has another id now is not lost.
    """
    kept = frozenset(chain.from_iterable(references_of_plan(guide.plan) for guide in new.every_guide()))
    promised = _promised(guides[0][0], renames)
    found: dict[str, LostAnswer] = {}
    for old, _ in guides:
        diagram = renamed(old.diagram, renames.of_guide())
        watch = Watch(diagram)
        for question in diagram.plan.questions.values():
            for answer in question.answers:
                if answer.reference in kept:
                    continue
                urgency = _least_urgency(watch, answer.reference)
                is_urgent = urgency is not None and urgency.rank >= Urgency.TODAY.rank
                if is_urgent or answer.reference in promised:
                    lost = LostAnswer(
                        answer.reference,
                        str(question.entry.you),
                        answer,
                        urgency if is_urgent else None,
                        promised.get(answer.reference),
                    )
                    found.setdefault(answer.reference, lost)
    return tuple(found.values())


def _promised(old: Verified, renames: Renames) -> dict[str, Promise]:
    """Map each answer that a promise names, and wants help today or more for, to the first such promise."""
    references = references_anywhere(old.base)
    found: dict[str, Promise] = {}
    for promise in old.base.safety.promises:
        if promise.urgency_at_least is not None and promise.urgency_at_least.rank >= Urgency.TODAY.rank:
            for reference in _named(promise.whenever):
                for answer in references.get(reference) or (reference,):
                    found.setdefault(renames.follow("Answer", answer), promise)
    return found


def _named(condition: Condition) -> Iterator[str]:
    """Give the answers that help to make a condition true; those that must not be given are left out."""
    if condition.is_ is not None:
        yield condition.is_
    for part in (*(condition.all or ()), *(condition.any or ())):
        yield from _named(part)
    yield from condition.of or ()


def _least_urgency(watch: Watch, answer: str) -> Urgency | None:
    """Give the least urgency that a way with an answer ends at, or None where no way gives it."""
    outcomes = watch.diagram.plan.outcomes
    for urgency in reversed(Urgency):
        ends = frozenset(id for id, outcome in outcomes.items() if outcome.urgency is urgency)
        if watch.breaks(answer, ends) is not None:
            return urgency
    return None


def lost_promises(guides: Guides, new: Verified, renames: Renames) -> tuple[LostPromise, ...]:
    """Give every old promise that the new promises together do not keep for some way to answer, each once.

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
                id = renames.follow("Promise", str(made.promise.id))
                if gap is not None:
                    guide = str(after.base.tree.guide.id)
                    found[str(made.promise.id)] = LostPromise(id, made.promise, id not in kept, guide, *gap)
    return tuple(found[str(promise.id)] for promise in guides[0][0].base.safety.promises if promise.id in found)


@dataclass(frozen=True, slots=True)
class _Made:
    """A promise as one guide reads it."""

    promise: Promise
    whenever: Resolved

    def is_same(self, other: _Made) -> bool:
        """Tell whether another promise says the same."""
        return (self.whenever, *self._wants()) == (other.whenever, *other._wants())

    def _wants(self) -> tuple[object, ...]:
        never = self.promise.never
        direction = never.direction if never is not None else None
        return (self.promise.urgency_at_least, self.promise.urgency_at_most, direction)

    def forbids(self, urgency: Urgency, direction: Direction) -> bool:
        """Tell whether an outcome of this urgency and direction would break it."""
        least, most, never = self._wants()
        if isinstance(least, Urgency):
            return urgency.rank < least.rank
        if isinstance(most, Urgency):
            return urgency.rank > most.rank
        return direction is never


def _made(guide: Verified, renames: Renames) -> Iterator[_Made]:
    references = references_anywhere(guide.base)

    def answers(reference: str) -> tuple[str, ...]:
        return tuple(renames.follow("Answer", answer) for answer in references[reference])

    for promise in guide.base.safety.promises:
        yield _Made(promise, resolve(promise.whenever, answers))


def _gap(
    made: _Made, covers: tuple[_Made, ...], watch: Watch, strange: tuple[str, ...]
) -> tuple[tuple[str, ...], Urgency, Direction, str] | None:
    """Give answers to which a promise was made, with what no promise now forbids: an outcome, where there is one."""
    everywhere = frozenset(watch.diagram.plan.outcomes)
    seen: dict[tuple[int, ...], tuple[str, ...] | None] = {}
    for urgency, direction, outcome in _forbidden(made, watch.diagram):
        others = tuple(number for number, cover in enumerate(covers) if cover.forbids(urgency, direction))
        if others not in seen:
            conditions = [made.whenever, *_not(strange), *_not(covers[number].whenever for number in others)]
            witness = watch.breaks(Compound(Word.ALL, tuple(conditions)), everywhere)
            seen[others] = witness.answers if witness is not None else None
        answers = seen[others]
        if answers is not None:
            return answers, urgency, direction, outcome
    return None


def _not(conditions: Iterable[Resolved]) -> Iterator[Resolved]:
    return (Compound(Word.NOT, (condition,)) for condition in conditions)


def _forbidden(made: _Made, diagram: Diagram) -> list[tuple[Urgency, Direction, str]]:
    """Give what a promise forbids: first what the guide has, with an outcome, the least urgent first."""
    known: dict[tuple[Urgency, Direction], str] = {}
    for id, outcome in diagram.plan.outcomes.items():
        known.setdefault((outcome.urgency, outcome.direction), id)
    pairs = [(urgency, direction) for urgency in reversed(Urgency) for direction in Direction]
    forbidden = [(*pair, known.get(pair, "")) for pair in pairs if made.forbids(*pair)]
    return sorted(forbidden, key=lambda what: what[2] == "")


_ByGuide = Mapping[str, Verified]


def guides_in_versions(old: Verified, new: Verified, renames: Renames) -> Guides:
    """Pair the guides of two verified versions, the guide of decision_tree.yaml first."""
    after: _ByGuide = {str(guide.base.tree.guide.id): guide for guide in new.further}
    further = ((guide, after.get(renames.follow("Guide", str(guide.base.tree.guide.id)))) for guide in old.further)
    return ((old, new), *further)
