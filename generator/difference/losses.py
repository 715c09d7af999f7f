"""Find the answers that a change takes away though they led to help, or had to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from generator.checks import Verified
from generator.checks.names import references_anywhere
from generator.difference.promises import is_for_danger
from generator.difference.renames import Renames
from generator.difference.versions import Guides
from generator.guide.joint_walk import references_of_plan
from generator.guide.plan import PlannedAnswer
from generator.guide.proofs import Watch
from generator.guide.renaming import renamed
from generator.model.guide import Condition, Urgency
from generator.model.registers import Promise
from generator.model.sorts import Sort


@dataclass(frozen=True, slots=True)
class LostAnswer:
    """An answer that is gone though it meant help today or more, or that people were told what they need.

    `urgency` is the least that everyone who gave it was told, None where some were told less; `promise` is one that
    wanted help today or more for it, an urgent note, or somebody to call.
    """

    reference: str
    question: str
    answer: PlannedAnswer
    urgency: Urgency | None
    promise: Promise | None


def lost_answers(guides: Guides, new: Verified, renames: Renames) -> tuple[LostAnswer, ...]:
    """List every answer of the old guides that no new guide asks and that led, or had to lead, to help today or more.

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
    """Map each answer that a promise for people in danger names to the first such promise."""
    references = references_anywhere(old.base)
    found: dict[str, Promise] = {}
    for promise in old.base.safety.promises:
        if is_for_danger(promise, old.base):
            for reference in _named(promise.whenever):
                for answer in references.get(reference) or (reference,):
                    found.setdefault(renames.follow(Sort.ANSWER, answer), promise)
    return found


def _named(condition: Condition) -> Iterator[str]:
    """Yield the answers that help to make a condition true; those that must not be given are left out."""
    if condition.is_ is not None:
        yield condition.is_
    for part in (*(condition.all or ()), *(condition.any or ())):
        yield from _named(part)
    yield from condition.of or ()


def _least_urgency(watch: Watch, answer: str) -> Urgency | None:
    """Find the least urgency that a way with an answer ends at, or None where no way gives it."""
    outcomes = watch.diagram.plan.outcomes
    for urgency in reversed(Urgency):
        ends = frozenset(id for id, outcome in outcomes.items() if outcome.urgency is urgency)
        if watch.breaks(answer, ends) is not None:
            return urgency
    return None
