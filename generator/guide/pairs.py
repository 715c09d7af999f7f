"""Walk two readers together who give the same answers but one, and find where they end too far apart.

Questions that both are asked get the same answer; one that a single reader is asked is open. This is exact, for each
reader is asked the questions in one order.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial, reduce
from itertools import pairwise, repeat
from operator import or_
from typing import TypeAlias

from generator.guide import diagram as limits
from generator.guide.conditions import places_in
from generator.guide.diagram import Diagram, TooManyStates
from generator.guide.forks import Fork, worse_answers
from generator.guide.plan import order_of
from generator.guide.walks import bits_of_outcomes, ends_of_nodes
from generator.model.guide import Outcome


@dataclass(frozen=True, slots=True)
class PairFault:
    """The fewest `answers` with which `first` and `second` end too far apart, and both outcomes."""

    question: str
    first: str
    second: str
    answers: tuple[str, ...]
    first_outcome: str
    second_outcome: str


_Moves: TypeAlias = Iterable[tuple[int | None, int | None, int]]
"""Where the two readers come to, and how many answers they give for it, none or one."""


@dataclass(slots=True)
class PairWalk:
    """A comparison of readers who differ in one answer; pairs once found to end close together are not walked again.

    `is_fault` tells of two different outcomes whether they are too far apart. Readers who are each asked something that
    the other is not are compared only where `across_branches` is true: little of what they answer is the same.
    """

    diagram: Diagram
    is_fault: Callable[[Outcome, Outcome], bool]
    across_branches: bool = True
    _position: list[int] = field(default_factory=list)
    _arrows: list[tuple[int | None, ...]] = field(default_factory=list)
    _costs: list[tuple[int, ...]] = field(default_factory=list)
    _ends: list[int] = field(default_factory=list)
    _too_far_from: dict[int, int] = field(default_factory=dict)
    _close: set[int] = field(default_factory=set)
    _walked: int = 0

    def __post_init__(self) -> None:
        place_of = {id: place for place, id in enumerate(order_of(self.diagram.plan))}
        most = 1 + max(len(question.options) for question in self.diagram.plan.questions.values())
        costs: dict[tuple[str, int | None], tuple[int, ...]] = {}
        for node in self.diagram.nodes:
            place = len(place_of) if node.outcome else place_of[node.question]
            self._position.append(place * most + (0 if node.option is None else 1 + node.option))
            self._arrows.append(node.arrows)
            key = (node.question, node.option)
            if key not in costs:
                costs[key] = tuple(bool(self.diagram.choice(node, arrow)) for arrow in range(len(node.arrows)))
            self._costs.append(costs[key])
        self._ends = ends_of_nodes(self.diagram)
        bit_of, outcomes = bits_of_outcomes(self.diagram), self.diagram.plan.outcomes
        for id, first in outcomes.items():
            too_far = [other for other in outcomes if other != id and self.is_fault(first, outcomes[other])]
            self._too_far_from[bit_of[id]] = sum(bit_of[other] for other in too_far)

    def shortest_fault(self, question: str, forks: Callable[[int], Iterable[Fork]]) -> PairFault | None:
        """Find the fewest answers with which two readers who part at a question end too far apart, if any do.

        `forks` gives the ways to part at a node of the question, or at one of its options.
        Raises TooManyStates past `MAX_STATES` pairs in all.
        """
        nodes = self.diagram.nodes
        parting = {
            number: [fork for fork in forks(number) if self._may_part(fork.left, fork.right)]
            for number, node in enumerate(nodes)
            if node.question == question and self._too_far(self._ends[number]) & self._ends[number]
        }
        if not self._end_apart(question, parting):
            return None
        trail = self._search(question, parting)
        at = next(place for place, (left, right) in enumerate(trail) if left != right)
        fork = next(fork for fork in parting[trail[at - 1][0]] if (fork.left, fork.right) == trail[at])
        steps = [*pairwise(trail[:at]), *pairwise(trail[at:])]
        answers = tuple(answer for before, after in steps for answer in self._answers(before, after))
        return PairFault(question, fork.first, fork.second, answers, *(nodes[end].outcome for end in trail[-1]))

    def _end_apart(self, question: str, parting: dict[int, list[Fork]]) -> bool:
        """Tell whether any two who part end too far apart; every node can be reached, so the walk begins where they do.

        The pairs that it walks are close where none do.
        """
        walked: set[int] = set()
        waiting = [self._coded(fork.left, fork.right, 0) for forks in parting.values() for fork in forks]
        while waiting:
            state = waiting.pop()
            if state in walked or state in self._close:
                continue
            walked.add(state)
            if self._walked + len(walked) > limits.MAX_STATES:
                raise TooManyStates(question)
            left, right, _ = self._decoded(state)
            if not self._arrows[left] and not self._arrows[right]:
                return True
            waiting += (after for first, second, after, _ in self._steps(state) if self._is_open(first, second, after))
        self._walked += len(walked)
        self._close |= walked
        return False

    def _search(self, question: str, parting: dict[int, list[Fork]]) -> list[tuple[int, int]]:
        """List the pairs on the shortest way to a fault that there is; one level for each answer given."""
        leads_there = self._leads_to(parting)
        came_by: dict[int, int] = {}
        following = [(0, 0)]
        while following:
            level, following = following, []
            while level:
                state, before = level.pop()
                if state in came_by:
                    continue
                came_by[state] = before
                left, right, _ = self._decoded(state)
                if left != right and not self._arrows[left] and not self._arrows[right]:
                    return self._trail(state, came_by)
                for first, second, after, cost in self._steps(state):
                    is_open = leads_there[first] if left == right else self._is_open(first, second, after)
                    if is_open and after not in came_by:
                        (following if cost else level).append((after, state))
                if left == right:
                    following += ((self._coded(fork.left, fork.right, 0), state) for fork in parting.get(left, ()))
                if self._walked + len(came_by) > limits.MAX_STATES:
                    raise TooManyStates(question)
        raise AssertionError(question)  # two of them end too far apart

    def _coded(self, left: int, right: int, alone: int) -> int:
        """Encode a pair and who of them was asked alone (0 for none, 1 the first, 2 the second) as one number."""
        return (left * len(self._arrows) + right) * 3 + alone

    def _decoded(self, state: int) -> tuple[int, int, int]:
        pair, alone = divmod(state, 3)
        return (*divmod(pair, len(self._arrows)), alone)

    def _steps(self, state: int) -> Iterator[tuple[int, int, int, int]]:
        """Yield where the two come to, that pair as a state, and how many answers they give for it."""
        left, right, alone = self._decoded(state)
        if not self.across_branches and self._position[left] != self._position[right]:
            now_alone = 1 if self._position[left] < self._position[right] else 2
            if alone not in (0, now_alone):
                return
            alone = now_alone
        for first, second, cost in self._moves(left, right):
            if first is not None and second is not None:
                yield first, second, self._coded(first, second, alone), cost

    def _moves(self, left: int, right: int) -> _Moves:
        """Return the same answer of both, where both are asked, else each answer of the one who is asked first."""
        if self._position[left] == self._position[right]:
            return zip(self._arrows[left], self._arrows[right], self._costs[left], strict=True)
        if self._position[left] < self._position[right]:
            return zip(self._arrows[left], repeat(right), self._costs[left], strict=False)
        return zip(repeat(left), self._arrows[right], self._costs[right], strict=False)

    def _is_open(self, left: int, right: int, state: int) -> bool:
        return state not in self._close and self._may_part(left, right)

    def _may_part(self, left: int, right: int) -> bool:
        return left != right and bool(self._too_far(self._ends[left]) & self._ends[right])

    def _too_far(self, ends: int) -> int:
        """Collect the outcomes that are too far apart from one of some others, all as bits."""
        if ends not in self._too_far_from:
            self._too_far_from[ends] = reduce(or_, (self._too_far_from[1 << place] for place in places_in(ends)))
        return self._too_far_from[ends]

    def _leads_to(self, goals: Container[int]) -> list[bool]:
        found = [number in goals for number in range(len(self._arrows))]
        for number in reversed(range(len(found))):
            found[number] = found[number] or any(arrow is not None and found[arrow] for arrow in self._arrows[number])
        return found

    def _trail(self, state: int, came_by: dict[int, int]) -> list[tuple[int, int]]:
        trail = [state]
        while trail[-1]:
            trail.append(came_by[trail[-1]])
        return [self._decoded(state)[:2] for state in reversed(trail)]

    def _answers(self, before: tuple[int, int], after: tuple[int, int]) -> tuple[str, ...]:
        """Find the answer that leads from a pair to the next, or none where none is needed."""
        asked = before[self._position[before[0]] > self._position[before[1]]]
        moves = enumerate(self._moves(*before))
        _, arrow = min((cost, arrow) for arrow, (first, second, cost) in moves if (first, second) == after)
        choice = self.diagram.choice(self.diagram.nodes[asked], arrow)
        return (choice,) if choice else ()


def is_lower(milder: Outcome, worse: Outcome) -> bool:
    """Tell whether the worse answer ends less urgently than the milder."""
    return worse.urgency.rank < milder.urgency.rank


def lowered_by_a_worse_answer(
    diagram: Diagram, severities: Iterable[tuple[str, tuple[str, ...]]]
) -> Iterator[PairFault]:
    """Give, for each ordered question, the shortest fault where a worse or an unsure answer lowers the urgency.

    `severities` are questions with their answers' ids, mildest first; for "choose any" the answers are empty, and
    every option is worse than none of them. In a fault, `first` is the milder answer.
    """
    pairs = PairWalk(diagram, is_lower)
    for question, mildest_first in severities:
        fault = pairs.shortest_fault(question, partial(worse_answers, diagram, mildest_first=mildest_first))
        if fault is not None:
            yield fault
