"""Compare two versions of a guide: which ways to answer now end elsewhere, counted exactly, each with the answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from generator.guide.diagram import Diagram
from generator.guide.joint_walk import JointWalk, Pair, agreeing, references_of_plan, walk_both
from generator.guide.plan import Plan
from generator.guide.walks import count
from generator.model.guide import Direction, Outcome


class Effect(StrEnum):
    """What a shift does to a reader, from what a reviewer must see first."""

    LOWERED = "lowered-urgency"
    LESS_SUPPORT = "newly-less-support"
    RAISED = "raised-urgency"
    SAME = "same-urgency"


@dataclass(frozen=True, slots=True)
class Shift:
    """The ways to answer that end at the outcome `after`, and ended at `before`.

    Where no way of the old version agrees, `before` is empty; where no way of the new one does, `after` is.
    `answers` are the fewest in the new version that show it, `answers_before` the fewest that agree with them in the
    old. `common` are the answers that all of these ways give; `deciding` those of them that tell these ways from the
    others that ended at `before`. With those others they are `of` ways.
    """

    before: str
    after: str
    ways: int
    of: int
    answers: tuple[str, ...]
    answers_before: tuple[str, ...]
    common: tuple[str, ...]
    deciding: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuideChange:
    """What a change does to ways to answer.

    `ways` are all ways of the new version; `moved` are those of them that stand in any of the `shifts`, each once.
    `arriving` are ways of the new version that no way of the old one agrees with, `leaving` the other way round.
    `added` and `removed` are answers that a question of both versions has only in the new one, or in the old.
    """

    before: Plan
    after: Plan
    ways: int
    moved: int
    shifts: tuple[Shift, ...]
    arriving: tuple[Shift, ...]
    leaving: tuple[Shift, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]

    def effect(self, shift: Shift) -> Effect:
        """Tell what one of the `shifts` does to a reader."""
        return _effect(self.before.outcomes[shift.before], self.after.outcomes[shift.after])


def compare(before: Diagram, after: Diagram) -> GuideChange:
    """Compare the old version of a guide with the new.

    What is counted: ways to answer the new version. A way counts once in the shift from each outcome that an agreeing
    way of the old version ended at (`joint_walk` says what agrees), where that outcome, its urgency or its direction
    was another. Where the old version asked more, one way may so stand in more than one shift. Only `leaving` counts
    ways of the old version. Lowered urgencies come first, then what newly ends at less support, then the rest.

    Raises TooManyStates where the versions share so little that they cannot be walked together.
    """
    old, new = before.plan, after.plan
    forwards, backwards = walk_both(after, before), walk_both(before, after)
    changed = frozenset(pair for pair in forwards.meetings if _is_change(pair, old, new))
    return GuideChange(
        before=old,
        after=new,
        ways=count(after).ways,
        moved=sum(ways for pairs, ways in forwards.ways_by_pairs.items() if not changed.isdisjoint(pairs)),
        shifts=_in_order((_shift(forwards, pair) for pair in changed), old, new),
        arriving=tuple(_arriving(forwards, id) for id in new.outcomes if ("", id) in forwards.meetings),
        leaving=tuple(_leaving(backwards, id) for id in old.outcomes if ("", id) in backwards.meetings),
        added=answers_only_in(new, old),
        removed=answers_only_in(old, new),
    )


def _effect(before: Outcome, after: Outcome) -> Effect:
    if after.urgency.rank < before.urgency.rank:
        return Effect.LOWERED
    if after.direction is Direction.LESS_SUPPORT and before.direction is not Direction.LESS_SUPPORT:
        return Effect.LESS_SUPPORT
    return Effect.RAISED if after.urgency.rank > before.urgency.rank else Effect.SAME


def _is_relabelled(id: str, before: Plan, after: Plan) -> bool:
    if id not in before.outcomes:
        return False
    old, new = before.outcomes[id], after.outcomes[id]
    return (old.urgency, old.direction) != (new.urgency, new.direction)


def _is_change(pair: Pair, before: Plan, after: Plan) -> bool:
    return pair[0] != "" and (pair[0] != pair[1] or _is_relabelled(pair[1], before, after))


def _shift(forwards: JointWalk, pair: Pair) -> Shift:
    meeting = forwards.meetings[pair]
    every = [other for (before, _), other in forwards.meetings.items() if before == pair[0]]
    given_by_every = frozenset[str].intersection(*(frozenset(other.common) for other in every))
    return Shift(
        before=pair[0],
        after=pair[1],
        ways=meeting.ways,
        of=sum(other.ways for other in every),
        answers=meeting.answers,
        answers_before=agreeing(forwards, meeting.answers, pair[0]),
        common=meeting.common,
        deciding=tuple(answer for answer in meeting.common if answer not in given_by_every),
    )


def _arriving(forwards: JointWalk, outcome: str) -> Shift:
    meeting = forwards.meetings["", outcome]
    return Shift("", outcome, meeting.ways, meeting.ways, meeting.answers, (), meeting.common, meeting.common)


def _leaving(backwards: JointWalk, outcome: str) -> Shift:
    meeting = backwards.meetings["", outcome]
    return Shift(outcome, "", meeting.ways, meeting.ways, (), meeting.answers, meeting.common, meeting.common)


def _in_order(shifts: Iterable[Shift], before: Plan, after: Plan) -> tuple[Shift, ...]:
    effects, old, new = list(Effect), list(before.outcomes), list(after.outcomes)

    def key(shift: Shift) -> tuple[int, int, int, int, int]:
        first, second = before.outcomes[shift.before], after.outcomes[shift.after]
        fall = second.urgency.rank - first.urgency.rank
        position = effects.index(_effect(first, second))
        return (position, fall, -shift.ways, old.index(shift.before), new.index(shift.after))

    return tuple(sorted(shifts, key=key))


def answers_only_in(plan: Plan, other: Plan) -> tuple[str, ...]:
    """List the answers of one version that the other does not have, of the questions that both ask."""
    known = frozenset(references_of_plan(other))
    return tuple(id for id in references_of_plan(plan) if id not in known and id.split(".")[0] in other.questions)
