"""Walk two versions of a guide together: every way of one, with what the other ends at for the same answers.

A way of one and a way of the other agree where they give the same answers: every answer that both versions have, to a
question that both ways ask, is given in both or in neither. So a question that only one of them asks is open for the
other, and so is an answer that only one version has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.guide.diagram import MAX_STATES, Diagram, TooManyStates
from generator.guide.narrowing import Narrowing, truth_of
from generator.guide.plan import Plan
from generator.guide.walks import reached, shortest

Pair = tuple[str, str]
"""An outcome of the other version, "" where none of its ways agrees, and one of the walked version."""

_State = tuple[int, int]
"""A node of the walked version, and the number of what is left of the other."""

_Steps = dict[_State, tuple[tuple[_State, tuple[str, ...]], ...]]
"""Each state with the next ones and the answers that lead there; the first is the start."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """The ways of the walked version that end at one outcome while agreeing ways of the other end at one.

    `answers` are the fewest that show it, and `common` those of them that every one of these ways gives.
    """

    ways: int
    answers: tuple[str, ...]
    common: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JointWalk:
    """Where the ways of one version end, by pairs of outcomes, and how many ways end at several pairs at once."""

    walked: Diagram
    other: Diagram
    meetings: dict[Pair, Meeting]
    ways_by_pairs: dict[tuple[Pair, ...], int]


def walk_both(walked: Diagram, other: Diagram) -> JointWalk:
    """Walk every way of one version, exactly.

    Raises TooManyStates where the versions share so little that both together have more than `MAX_STATES` states.
    """
    narrowing, steps = _explore(walked, other)
    ways, common = _count(steps)
    pairs_by_state: dict[_State, tuple[Pair, ...]] = {}
    for number, left in sorted(steps):
        if outcome := walked.nodes[number].outcome:
            counterparts = sorted(narrowing.outcomes[left]) or [""]
            pairs_by_state[number, left] = tuple((counterpart, outcome) for counterpart in counterparts)
    ways_by_pairs: dict[tuple[Pair, ...], int] = {}
    for state, pairs in pairs_by_state.items():
        ways_by_pairs[pairs] = ways_by_pairs.get(pairs, 0) + ways[state]
    return JointWalk(walked, other, _meetings(steps, pairs_by_state, ways, common), ways_by_pairs)


def _explore(walked: Diagram, other: Diagram) -> tuple[Narrowing, _Steps]:
    shared = _shared(walked, other)
    narrowing = Narrowing()
    steps: _Steps = {}
    waiting = [(0, narrowing.whole(other, shared))]
    while waiting:
        state = waiting.pop()
        if state in steps:
            continue
        steps[state] = tuple(_steps_from(walked, narrowing, shared, state))
        if len(steps) > MAX_STATES or len(narrowing.branches) > MAX_STATES:
            raise TooManyStates(walked.nodes[state[0]].question)
        waiting.extend(step for step, _ in steps[state])
    return narrowing, steps


def _steps_from(
    walked: Diagram, narrowing: Narrowing, shared: frozenset[str], state: _State
) -> Iterator[tuple[_State, tuple[str, ...]]]:
    number, left = state
    node = walked.nodes[number]
    for position, arrow in enumerate(node.arrows):
        if arrow is not None:
            choice = walked.choice(node, position)
            now_left = narrowing.narrow(left, truth_of(walked, number, position, shared))
            yield (arrow, now_left), ((choice,) if choice else ())


def _count(steps: _Steps) -> tuple[dict[_State, int], dict[_State, frozenset[str]]]:
    """Give, for each state, how many ways lead there, and the answers that all of them give."""
    start = next(iter(steps))
    ways = dict.fromkeys(steps, 0) | {start: 1}
    common: dict[_State, frozenset[str]] = {start: frozenset()}
    for state in sorted(steps):
        for step, answers in steps[state]:
            given = common[state].union(answers)
            ways[step] += ways[state]
            common[step] = common[step] & given if step in common else given
    return ways, common


def _meetings(
    steps: _Steps,
    pairs_by_state: dict[_State, tuple[Pair, ...]],
    ways: dict[_State, int],
    common: dict[_State, frozenset[str]],
) -> dict[Pair, Meeting]:
    found: dict[Pair, Meeting] = {}
    for state, answers in reached([next(iter(steps))], steps.__getitem__, pairs_by_state.__contains__):
        for pair in pairs_by_state[state]:
            before = found.get(pair, Meeting(0, answers, answers))
            kept = tuple(answer for answer in before.common if answer in common[state])
            found[pair] = Meeting(before.ways + ways[state], before.answers, kept)
    return found


def agreeing(walk: JointWalk, answers: tuple[str, ...], outcome: str) -> tuple[str, ...]:
    """Find the fewest answers in the other version that agree with a way of the walked one and end at `outcome`."""
    shared = _shared(walk.walked, walk.other)
    asked = frozenset(answer.split(".")[0] for answer in answers)
    untrue = frozenset((answer, answer not in answers) for answer in shared if answer.split(".")[0] in asked)

    def steps(number: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        node = walk.other.nodes[number]
        for position, arrow in enumerate(node.arrows):
            if arrow is not None and truth_of(walk.other, number, position, shared).isdisjoint(untrue):
                choice = walk.other.choice(node, position)
                yield arrow, ((choice,) if choice else ())

    found = shortest([0], steps, lambda number: walk.other.nodes[number].outcome == outcome)
    assert found is not None
    return found[1]


def references_of_plan(plan: Plan) -> tuple[str, ...]:
    """List every answer ("question.answer") of a guide in the author's order."""
    return tuple(answer.reference for question in plan.questions.values() for answer in question.answers)


def _shared(walked: Diagram, other: Diagram) -> frozenset[str]:
    return frozenset(references_of_plan(walked.plan)) & frozenset(references_of_plan(other.plan))
