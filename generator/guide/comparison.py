"""Compare two versions of a guide: which ways to answer now end elsewhere, counted exactly, each with the answers.

Both versions are walked together. A way of one and a way of the other agree where they give the same answers:
every answer that both versions have, to a question that both ways ask, is given in both or in neither. So a question
that only one version asks is open for the other, and so is an answer that only one version has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.guide.diagram import MAX_STATES, Diagram, TooManyStates
from generator.guide.narrowing import NOTHING, Narrowing, Truth, truth_of
from generator.guide.plan import Plan
from generator.guide.walks import count, reached, shortest
from generator.model.guide import Direction, Outcome


class Effect(StrEnum):
    """Tell what a shift does to a reader, from what a reviewer must see first."""

    LOWERED = "lowered-urgency"
    LESS_SUPPORT = "newly-less-support"
    RAISED = "raised-urgency"
    SAME = "same-urgency"


@dataclass(frozen=True, slots=True)
class Shift:
    """Hold the ways to answer that end at the outcome `after`, and ended at `before`.

    Where no way of the old version agrees, `before` is empty; where no way of the new one does, `after` is.
    `answers` are the fewest in the new version that show it, `answers_before` the fewest that agree with them in the
    old. `common` are the answers that all of these ways give.
    """

    before: str
    after: str
    ways: int
    answers: tuple[str, ...]
    answers_before: tuple[str, ...]
    common: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Hold ids that only one version has; answers are those of questions that both have."""

    questions: tuple[str, ...]
    answers: tuple[str, ...]
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Hold what a change does to ways to answer.

    `ways` are all ways of the new version, `moved` those that may have ended at another outcome, urgency or side of
    less support; each is counted once there. `arriving` are ways of the new version that no way of the old one agrees
    with, `leaving` the other way round. `relabelled` are outcomes with another urgency or direction than before.
    """

    before: Plan
    after: Plan
    ways: int
    moved: int
    shifts: tuple[Shift, ...]
    arriving: tuple[Shift, ...]
    leaving: tuple[Shift, ...]
    relabelled: tuple[str, ...]
    added: Names
    removed: Names

    def effect(self, shift: Shift) -> Effect:
        """Tell what a shift between two outcomes does to a reader."""
        return _effect(self.before.outcomes[shift.before], self.after.outcomes[shift.after])


def compare(before: Diagram, after: Diagram) -> Change:
    """Compare the old version of a guide with the new.

    What is counted: ways to answer the new version. A way counts once for each outcome that some agreeing way of the
    old version ended at, where that outcome, its urgency or its direction was another; where the old version asked
    more, one way may therefore stand in more than one shift. `leaving` counts ways of the old version instead.
    Lowered urgencies come first, then ways that newly end at less support, then the rest.

    Raises TooManyStates where the versions share so little that both together have more than `MAX_STATES` states.
    """
    forwards, backwards = _walk_both(after, before), _walk_both(before, after)
    shifts = [
        _shift(forwards, pair, after=pair[1], before=pair[0])
        for pair in forwards.ends
        if _is_change(pair, before, after)
    ]
    leaving = [_shift(backwards, pair, after="", before=pair[1]) for pair in backwards.ends if not pair[0]]
    arriving = [_shift(forwards, pair, after=pair[1], before="") for pair in forwards.ends if not pair[0]]
    return Change(
        before.plan,
        after.plan,
        count(after).ways,
        _count_moved(forwards, before, after),
        _in_order(shifts, before.plan, after.plan),
        tuple(sorted(arriving, key=lambda shift: list(after.plan.outcomes).index(shift.after))),
        tuple(sorted(leaving, key=lambda shift: list(before.plan.outcomes).index(shift.before))),
        tuple(id for id in after.plan.outcomes if _is_relabelled(id, before.plan, after.plan)),
        _names_only_in(after.plan, before.plan),
        _names_only_in(before.plan, after.plan),
    )


def _effect(before: Outcome, after: Outcome) -> Effect:
    if after.urgency.rank < before.urgency.rank:
        return Effect.LOWERED
    if after.direction is Direction.LESS_SUPPORT and before.direction is not Direction.LESS_SUPPORT:
        return Effect.LESS_SUPPORT
    return Effect.RAISED if after.urgency.rank > before.urgency.rank else Effect.SAME


def _is_relabelled(id: str, before: Plan, after: Plan) -> bool:
    old, new = before.outcomes.get(id), after.outcomes[id]
    return old is not None and (old.urgency, old.direction) != (new.urgency, new.direction)


def _is_change(pair: tuple[str, str], before: Diagram, after: Diagram) -> bool:
    return pair[0] != "" and (pair[0] != pair[1] or _is_relabelled(pair[1], before.plan, after.plan))


_State = tuple[int, int]
"""A node of the version that is walked, and what is left of the other."""


@dataclass(frozen=True, slots=True)
class _Ends:
    """The states in which the ways end; `ways` and `common` by state."""

    walked: Diagram
    other: Diagram
    narrowing: Narrowing
    shared: frozenset[str]
    steps: dict[_State, tuple[tuple[_State, tuple[str, ...]], ...]]
    ways: dict[_State, int]
    common: dict[_State, frozenset[str]]
    ends: dict[tuple[str, str], list[_State]]


def _walk_both(walked: Diagram, other: Diagram) -> _Ends:
    """Walk every way of one version, with what the other version can still end at for the same answers.

    `ends` map each outcome of the other version ("" where no way agrees) and of the walked to the states.
    """
    shared = frozenset(_references(walked.plan)) & frozenset(_references(other.plan))
    narrowing = Narrowing()
    start = (0, narrowing.whole(other, shared))
    steps = _explore(walked, narrowing, shared, start)
    ways, common = _count(steps, start)
    ends: dict[tuple[str, str], list[_State]] = {}
    for state in ways:
        outcome = walked.nodes[state[0]].outcome
        for counterpart in sorted(narrowing.outcomes[state[1]]) or ([""] if outcome else []):
            if outcome:
                ends.setdefault((counterpart, outcome), []).append(state)
    return _Ends(walked, other, narrowing, shared, steps, ways, common, ends)


def _explore(
    walked: Diagram, narrowing: Narrowing, shared: frozenset[str], start: _State
) -> dict[_State, tuple[tuple[_State, tuple[str, ...]], ...]]:
    truths = _truths(walked, shared)
    steps: dict[_State, tuple[tuple[_State, tuple[str, ...]], ...]] = {}
    waiting = [start]
    while waiting:
        state = waiting.pop()
        if state in steps:
            continue
        number, left = state
        node = walked.nodes[number]
        choices = [walked.choice(node, position) for position in range(len(node.arrows))]
        steps[state] = tuple(
            ((arrow, narrowing.narrow(left, truths[number][position])), (choice,) if choice else ())
            for position, (arrow, choice) in enumerate(zip(node.arrows, choices, strict=True))
            if arrow is not None
        )
        if len(steps) > MAX_STATES or len(narrowing.branches) > MAX_STATES:
            raise TooManyStates(node.question)
        waiting.extend(step for step, _ in steps[state])
    return steps


def _truths(walked: Diagram, shared: frozenset[str]) -> list[tuple[Truth, ...]]:
    return [
        tuple(truth_of(walked, number, position, shared) for position in range(len(node.arrows)))
        for number, node in enumerate(walked.nodes)
    ]


def _count(
    steps: dict[_State, tuple[tuple[_State, tuple[str, ...]], ...]], start: _State
) -> tuple[dict[_State, int], dict[_State, frozenset[str]]]:
    """Give, for each state, how many ways lead there and which answers all of them give."""
    ways = dict.fromkeys(sorted(steps), 0) | {start: 1}
    common: dict[_State, frozenset[str]] = {start: frozenset()}
    for state in sorted(steps):
        for step, answers in steps[state]:
            given = common[state].union(answers)
            ways[step] += ways[state]
            common[step] = common[step] & given if step in common else given
    return ways, common


def _count_moved(forwards: _Ends, before: Diagram, after: Diagram) -> int:
    moved = {state for pair, states in forwards.ends.items() if _is_change(pair, before, after) for state in states}
    return sum(forwards.ways[state] for state in moved)


def _shift(walk: _Ends, pair: tuple[str, str], *, before: str, after: str) -> Shift:
    """Give the shift of a pair of outcomes: (of the other version, of the walked one)."""
    states = frozenset(walk.ends[pair])
    found = shortest([next(iter(walk.steps))], walk.steps.__getitem__, states.__contains__)
    assert found is not None
    answers = found[1]
    ways = sum(walk.ways[state] for state in states)
    shared = frozenset[str].intersection(*(walk.common[state] for state in states))
    common = tuple(answer for answer in answers if answer in shared)
    if after == "":
        return Shift(before, after, ways, (), answers, common)
    return Shift(before, after, ways, answers, _agreeing(walk, answers, before) if before else (), common)


def _agreeing(walk: _Ends, answers: tuple[str, ...], outcome: str) -> tuple[str, ...]:
    """Give the fewest answers that agree with a way of the walked version and end at an outcome of the other."""
    asked = frozenset(answer.split(".")[0] for answer in answers)
    untrue = frozenset((answer, answer not in answers) for answer in walk.shared if answer.split(".")[0] in asked)

    def steps(number: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        node = walk.other.nodes[number]
        for position, arrow in enumerate(node.arrows):
            if arrow is not None and truth_of(walk.other, number, position, walk.shared).isdisjoint(untrue):
                choice = walk.other.choice(node, position)
                yield arrow, ((choice,) if choice else ())

    found = shortest([0], steps, lambda number: walk.other.nodes[number].outcome == outcome)
    assert found is not None
    return found[1]


def _in_order(shifts: Iterable[Shift], before: Plan, after: Plan) -> tuple[Shift, ...]:
    effects, old, new = list(Effect), list(before.outcomes), list(after.outcomes)

    def key(shift: Shift) -> tuple[int, int, int, int, int]:
        first, second = before.outcomes[shift.before], after.outcomes[shift.after]
        fall = second.urgency.rank - first.urgency.rank
        position = effects.index(_effect(first, second))
        return (position, fall, -shift.ways, old.index(shift.before), new.index(shift.after))

    return tuple(sorted(shifts, key=key))


def _references(plan: Plan) -> Iterator[str]:
    return (answer.reference for question in plan.questions.values() for answer in question.answers)


def _names_only_in(plan: Plan, other: Plan) -> Names:
    known = frozenset(_references(other))
    return Names(
        tuple(id for id in plan.questions if id not in other.questions),
        tuple(id for id in _references(plan) if id not in known and id.split(".")[0] in other.questions),
        tuple(id for id in plan.outcomes if id not in other.outcomes),
    )
