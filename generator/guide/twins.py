"""Walk two readers together who give the same answers but one, and find where they end too far apart.

Questions that both are asked get the same answer; one that a single reader is asked is open. This is exact, for each
reader is asked the questions in one order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations, pairwise
from typing import TypeAlias

from generator.guide import diagram as limits
from generator.guide.diagram import Diagram, TooManyStates
from generator.guide.plan import order_of
from generator.guide.walks import shortest, steps_from
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


_Pair: TypeAlias = tuple[int, int]
"""Where the two readers are; a node twice before they part."""

_Steps: TypeAlias = Iterator[tuple[_Pair, tuple[str | Fork, ...]]]


@dataclass(slots=True)
class Twins:
    """Compare readers who differ in one answer; pairs once found to end close together are not walked again.

    `is_fault` tells of two different outcomes whether they are too far apart.
    """

    diagram: Diagram
    is_fault: Callable[[Outcome, Outcome], bool]
    _position: list[tuple[int, int]] = field(default_factory=list)
    _ends: list[frozenset[str]] = field(default_factory=list)
    _can_part: dict[tuple[frozenset[str], frozenset[str]], bool] = field(default_factory=dict)
    _close: set[_Pair] = field(default_factory=set)

    def __post_init__(self) -> None:
        order = order_of(self.diagram.plan)
        last = (len(order), 0)
        nodes = self.diagram.nodes
        self._position = [
            last if node.outcome else (order[node.question], -1 if node.option is None else node.option)
            for node in nodes
        ]
        self._ends = [frozenset([node.outcome] if node.outcome else []) for node in nodes]
        for number in reversed(range(len(nodes))):
            below = {self._ends[arrow] for arrow in nodes[number].arrows if arrow is not None}
            self._ends[number] = next(iter(below)) if len(below) == 1 else self._ends[number].union(*below)

    def apart(self, question: str, forks: Callable[[int], Iterable[Fork]]) -> Apart | None:
        """Give the fewest answers with which two readers who part at a question end too far apart, if any do.

        `forks` gives the ways to part at a node of the question. Raises TooManyStates past `MAX_STATES` pairs.
        """
        nodes = self.diagram.nodes
        leads_there = self._leads_to(question)
        visited: set[_Pair] = set()

        def steps(pair: _Pair) -> _Steps:
            visited.add(pair)
            if len(visited) > limits.MAX_STATES:
                raise TooManyStates(question)
            left, right = pair
            if left != right:
                yield from ((step, answers) for step, answers in self._steps(left, right) if self._may_part(step))
                return
            yield from (
                ((step, step), answers) for step, answers in steps_from(self.diagram, left) if leads_there[step]
            )
            for fork in forks(left) if nodes[left].question == question else ():
                if self._may_part((fork.left, fork.right)):
                    yield (fork.left, fork.right), (fork,)

        def is_goal(pair: _Pair) -> bool:
            first, second = (nodes[number].outcome for number in pair)
            return bool(first and second) and pair[0] != pair[1] and self._is_fault(first, second)

        found = shortest([(0, 0)], steps, is_goal) if leads_there[0] else None
        if found is None:
            self._close |= visited
            return None
        ends = [nodes[number].outcome for number in found[0]]
        (fork,) = (answer for answer in found[1] if isinstance(answer, Fork))
        answers = tuple(answer for answer in found[1] if not isinstance(answer, Fork))
        return Apart(question, fork.first, fork.second, answers, *ends)

    def _leads_to(self, question: str) -> list[bool]:
        nodes = self.diagram.nodes
        found = [node.question == question for node in nodes]
        for number in reversed(range(len(nodes))):
            found[number] = found[number] or any(arrow is not None and found[arrow] for arrow in nodes[number].arrows)
        return found

    def _is_fault(self, first: str, second: str) -> bool:
        outcomes = self.diagram.plan.outcomes
        return self.is_fault(outcomes[first], outcomes[second])

    def _may_part(self, pair: _Pair) -> bool:
        if pair[0] == pair[1] or pair in self._close:
            return False
        ends = self._ends[pair[0]], self._ends[pair[1]]
        if ends not in self._can_part:
            self._can_part[ends] = any(self._is_fault(first, second) for first in ends[0] for second in ends[1])
        return self._can_part[ends]

    def _steps(self, left: int, right: int) -> Iterator[tuple[_Pair, tuple[str, ...]]]:
        if self._position[left] == self._position[right]:
            node = self.diagram.nodes[left]
            for position, (first, second) in enumerate(zip(node.arrows, self.diagram.nodes[right].arrows, strict=True)):
                if first is not None and second is not None:
                    choice = self.diagram.choice(node, position)
                    yield (first, second), ((choice,) if choice else ())
        elif self._position[left] < self._position[right]:
            yield from (((step, right), answers) for step, answers in steps_from(self.diagram, left))
        else:
            yield from (((left, step), answers) for step, answers in steps_from(self.diagram, right))


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
