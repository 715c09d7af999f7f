"""Walk two readers together who give the same answers but one, and find where they end too far apart.

Questions that both are asked get the same answer; one that a single reader is asked is open. This is exact, for each
reader is asked the questions in one order.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations, pairwise, repeat
from typing import TypeAlias

from generator.guide import diagram as limits
from generator.guide.diagram import Diagram, TooManyStates
from generator.guide.plan import order_of
from generator.guide.walks import ends_of_nodes
from generator.model.guide import NONE, NOT_SURE, Choose, Outcome


@dataclass(frozen=True, slots=True)
class Fork:
    """Be where two readers part: what the first and the second answer, and the node that each then comes to."""

    first: str
    second: str
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Apart:
    """Hold the fewest `answers` with which `first` and `second` end too far apart, and both outcomes."""

    question: str
    first: str
    second: str
    answers: tuple[str, ...]
    first_outcome: str
    second_outcome: str


_Moves: TypeAlias = Iterable[tuple[int | None, int | None, int]]
"""Where the two readers come to, and how many answers they give for it, none or one."""


@dataclass(slots=True)
class Twins:
    """Compare readers who differ in one answer; pairs once found to end close together are not walked again.

    `is_fault` tells of two different outcomes whether they are too far apart.
    """

    diagram: Diagram
    is_fault: Callable[[Outcome, Outcome], bool]
    _position: list[int] = field(default_factory=list)
    _arrows: list[tuple[int | None, ...]] = field(default_factory=list)
    _costs: list[tuple[int, ...]] = field(default_factory=list)
    _ends: list[frozenset[str]] = field(default_factory=list)
    _can_part: dict[tuple[frozenset[str], frozenset[str]], bool] = field(default_factory=dict)
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

    def apart(self, question: str, forks: Callable[[int], Iterable[Fork]]) -> Apart | None:
        """Give the fewest answers with which two readers who part at a question end too far apart, if any do.

        `forks` gives the ways to part at a node of the question, or at one of its options.
        Raises TooManyStates past `MAX_STATES` pairs in all.
        """
        nodes = self.diagram.nodes
        parting = {
            number: [fork for fork in forks(number) if self._may_part(fork.left, fork.right)]
            for number, node in enumerate(nodes)
            if node.question == question
        }
        trail = self._search(question, parting) if any(parting.values()) else None
        if trail is None:
            return None
        at = next(place for place, (left, right) in enumerate(trail) if left != right)
        fork = next(fork for fork in parting[trail[at - 1][0]] if (fork.left, fork.right) == trail[at])
        steps = [*pairwise(trail[:at]), *pairwise(trail[at:])]
        answers = tuple(answer for before, after in steps for answer in self._answers(before, after))
        return Apart(question, fork.first, fork.second, answers, *(nodes[end].outcome for end in trail[-1]))

    def _search(self, question: str, parting: dict[int, list[Fork]]) -> list[tuple[int, int]] | None:
        """Give the pairs on the shortest way to a fault, level by level of answers given; none where there is none.

        A pair is one number. Before they part the readers are at the same node.
        """
        size = len(self._arrows)
        leads_there = self._leads_to(parting)
        came_by: dict[int, int] = {}
        level, following = [(0, 0)], list[tuple[int, int]]()
        while level:
            pair, before = level.pop()
            if pair not in came_by:
                came_by[pair] = before
                left, right = divmod(pair, size)
                if left != right and not self._arrows[left] and not self._arrows[right]:
                    self._walked += len(came_by)
                    return self._trail(pair, came_by)
                for first, second, cost in self._moves(left, right):
                    if first is None or second is None:
                        continue
                    is_open = leads_there[first] if left == right else self._may_part(first, second)
                    if is_open and first * size + second not in came_by:
                        (following if cost else level).append((first * size + second, pair))
                if left == right:
                    following += ((fork.left * size + fork.right, pair) for fork in parting.get(left, ()))
            if not level:
                level, following = following, []
            if self._walked + len(came_by) > limits.MAX_STATES:
                raise TooManyStates(question)
        self._walked += len(came_by)
        self._close |= came_by.keys()
        return None

    def _moves(self, left: int, right: int) -> _Moves:
        """Give the same answer of both, where both are asked, else each answer of the one who is asked first."""
        if self._position[left] == self._position[right]:
            return zip(self._arrows[left], self._arrows[right], self._costs[left], strict=True)
        if self._position[left] < self._position[right]:
            return zip(self._arrows[left], repeat(right), self._costs[left], strict=False)
        return zip(repeat(left), self._arrows[right], self._costs[right], strict=False)

    def _may_part(self, left: int, right: int) -> bool:
        if left == right or left * len(self._arrows) + right in self._close:
            return False
        ends = self._ends[left], self._ends[right]
        if ends not in self._can_part:
            outcomes = self.diagram.plan.outcomes
            self._can_part[ends] = any(
                self.is_fault(outcomes[first], outcomes[second]) for first in ends[0] for second in ends[1]
            )
        return self._can_part[ends]

    def _leads_to(self, goals: Container[int]) -> list[bool]:
        found = [number in goals for number in range(len(self._arrows))]
        for number in reversed(range(len(found))):
            found[number] = found[number] or any(arrow is not None and found[arrow] for arrow in self._arrows[number])
        return found

    def _trail(self, pair: int, came_by: dict[int, int]) -> list[tuple[int, int]]:
        trail = [pair]
        while trail[-1]:
            trail.append(came_by[trail[-1]])
        left_and_right = (divmod(number, len(self._arrows)) for number in reversed(trail))
        return list(left_and_right)

    def _answers(self, before: tuple[int, int], after: tuple[int, int]) -> tuple[str, ...]:
        """Give the answer that leads from a pair to the next, or none where none is needed."""
        asked = before[self._position[before[0]] > self._position[before[1]]]
        moves = enumerate(self._moves(*before))
        _, arrow = min((cost, arrow) for arrow, (first, second, cost) in moves if (first, second) == after)
        choice = self.diagram.choice(self.diagram.nodes[asked], arrow)
        return (choice,) if choice else ()


def is_lower(milder: Outcome, worse: Outcome) -> bool:
    """Tell whether the worse answer ends less urgently than the milder."""
    return worse.urgency.rank < milder.urgency.rank


def lowered_by_a_worse_answer(diagram: Diagram, severities: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Apart]:
    """Give, for each ordered question, the shortest fault where a worse or an unsure answer lowers the urgency.

    `severities` are questions with their answers' ids, mildest first; for "choose any" the answers are empty, and
    every option is worse than none of them. In a fault, `first` is the milder answer.
    """
    twins = Twins(diagram, is_lower)
    for question, mildest_first in severities:
        fault = twins.apart(question, partial(_worse, diagram, mildest_first=mildest_first))
        if fault is not None:
            yield fault


def _worse(diagram: Diagram, number: int, *, mildest_first: tuple[str, ...]) -> Iterator[Fork]:
    """Part a reader with a milder answer from one with a worse."""
    node = diagram.nodes[number]
    if node.option is not None:
        yield from one_option_more(diagram, number)
        return
    question = diagram.plan.questions[node.question]
    by_id = dict(zip((answer.id for answer in question.exclusives), _ways(diagram, number), strict=False))
    ordered = [by_id[id] for id in mildest_first] if question.choose is Choose.ONE else [by_id[NONE]]
    worse = list(pairwise(ordered))
    if ordered and NOT_SURE in by_id:
        worse.append((ordered[0], by_id[NOT_SURE]))
    if question.options:
        worse.append((ordered[0], (f"{question.id} (one or more)", node.arrows[-1])))
    yield from _forks(worse)


_Way: TypeAlias = tuple[str, int | None]
"""What is answered, and the node that it leads to."""


def _forks(pairs: Iterable[tuple[_Way, _Way]]) -> Iterator[Fork]:
    for (first, left), (second, right) in pairs:
        if left is not None and right is not None:
            yield Fork(first, second, left, right)


def _ways(diagram: Diagram, number: int) -> list[_Way]:
    node = diagram.nodes[number]
    return [(diagram.choice(node, position), arrow) for position, arrow in enumerate(node.arrows)]


def one_option_more(diagram: Diagram, number: int) -> Iterator[Fork]:
    """Part a reader who does not choose an option from one who does."""
    (_, without), (reference, chosen) = _ways(diagram, number)
    yield from _forks([((f"not {reference}", without), (reference, chosen))])


def any_other_answer(diagram: Diagram, number: int) -> Iterator[Fork]:
    """Part readers by any single answer: one that stands alone, an option alone in its place, one option more."""
    node = diagram.nodes[number]
    if node.option is not None:
        yield from one_option_more(diagram, number)
        return
    question = diagram.plan.questions[node.question]
    alone = _ways(diagram, number)[: len(question.exclusives)]
    yield from _forks(combinations(alone, 2))
    for place, option in enumerate(question.options):
        at = node.arrows[-1]
        for later in range(len(question.options)):
            at = None if at is None else diagram.nodes[at].arrows[later == place]
        yield from _forks((way, (option.reference, at)) for way in alone)
