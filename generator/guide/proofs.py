"""Prove what a guide must never do, over every way to answer; what fails comes with the answers that show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from generator.guide.conditions import FALSE, Remainders, Resolved
from generator.guide.diagram import Diagram, Node
from generator.guide.plan import order_of
from generator.guide.walks import answers_to, ends_among, reached, shortest, steps_from, whole_questions
from generator.model.guide import NONE, NOT_SURE, Choose, Direction, Outcome


@dataclass(frozen=True, slots=True)
class Witness:
    """Hold the answers that show a fault, and the outcome that they reach."""

    answers: tuple[str, ...]
    outcome: str


@dataclass(frozen=True, slots=True)
class Lowered:
    """Hold a fault of order: after `answers`, the worse answer ends less urgently than the milder one."""

    question: str
    milder: str
    worse: str
    answers: tuple[str, ...]
    milder_outcome: str
    worse_outcome: str


@dataclass(slots=True)
class Watch:
    """Watch conditions along a diagram; what is learnt of its arrows is kept for the next condition."""

    diagram: Diagram
    _remainders: Remainders = field(default_factory=Remainders)
    _moves: dict[tuple[str, int | None], list[_Move]] = field(default_factory=dict)

    def breaks(self, whenever: Resolved, is_broken_by: frozenset[str]) -> Witness | None:
        """Give the fewest answers that make `whenever` true and end at one of the outcomes, or None where none do."""
        nodes, remainders = self.diagram.nodes, self._remainders
        can_break = ends_among(self.diagram, is_broken_by)

        def steps(state: tuple[int, int]) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
            number, left = state
            node = nodes[number]
            for arrow, (known, given, answers) in zip(node.arrows, self._moves_from(node), strict=True):
                if arrow is not None and can_break[arrow]:
                    settled = remainders.settle(left, known, given)
                    if settled != FALSE:
                        yield (arrow, settled), answers

        def is_goal(state: tuple[int, int]) -> bool:
            return bool(nodes[state[0]].outcome) and remainders.is_so(state[1])

        start = (0, remainders.number_of(whenever))
        found = shortest([start], steps, is_goal) if can_break[0] else None
        return Witness(found[1], nodes[found[0][0]].outcome) if found else None

    def _moves_from(self, node: Node) -> list[_Move]:
        key = (node.question, node.option)
        if key not in self._moves:
            self._moves[key] = [self._move(node, position) for position in range(len(node.arrows))]
        return self._moves[key]

    def _move(self, node: Node, position: int) -> _Move:
        truth, choice = self.diagram.truth(node, position), self.diagram.choice(node, position)
        given = self._remainders.mask_of(answer for answer, is_given in truth.items() if is_given)
        return self._remainders.mask_of(truth), given, ((choice,) if choice else ())


_Move: TypeAlias = tuple[int, int, tuple[str, ...]]
"""What an arrow settles, as masks of what is known and what is given, and the answers it chooses (none or one)."""


def ends_of(diagram: Diagram, answers: Iterable[str]) -> dict[str, Witness]:
    """Map each outcome that some completion of partial answers reaches to the fewest answers that reach it.

    For a "choose any" question that is named, the named options are the whole choice; a question that is not named
    is open.
    """
    given = frozenset(answers)
    named = {reference.split(".")[0] for reference in given}

    def steps(number: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        node = diagram.nodes[number]
        for position, arrow in enumerate(node.arrows):
            if arrow is None:
                continue
            choice = diagram.choice(node, position)
            if node.question not in named or _agrees(diagram, number, position, given):
                yield arrow, ((choice,) if choice else ())

    ends = reached([0], steps, lambda number: bool(diagram.nodes[number].outcome))
    found = {diagram.nodes[number].outcome: witness for number, witness in ends}
    return {id: Witness(found[id], id) for id in diagram.plan.outcomes if id in found}


def _agrees(diagram: Diagram, number: int, position: int, given: frozenset[str]) -> bool:
    node = diagram.nodes[number]
    question = diagram.plan.questions[node.question]
    if node.option is not None:
        return (question.options[node.option].reference in given) == (position == 1)
    exclusive_given = any(answer.reference in given for answer in question.exclusives)
    if position < len(question.exclusives):
        return question.exclusives[position].reference in given
    return not exclusive_given


def screen_is_skipped(diagram: Diagram, screen: tuple[str, ...]) -> Witness | None:
    """Give the answers after which a run leaves the safety screen without help now, or None where no run does."""

    def steps(state: tuple[int, int]) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
        number, depth = state
        for step, answers in steps_from(diagram, number) if depth < len(screen) else ():
            yield (step, depth + (diagram.nodes[step].question != diagram.nodes[number].question)), answers

    def is_goal(state: tuple[int, int]) -> bool:
        node, depth = diagram.nodes[state[0]], state[1]
        return depth < len(screen) and node.question != screen[depth] and not _is_help_now(diagram, node.outcome)

    found = shortest([(0, 0)], steps, is_goal)
    if found is None:
        return None
    node = diagram.nodes[found[0][0]]
    return Witness(found[1], node.outcome or node.question)


def _is_help_now(diagram: Diagram, outcome: str) -> bool:
    return bool(outcome) and diagram.plan.outcomes[outcome].direction is Direction.HELP_NOW


@dataclass(slots=True)
class Comparison:
    """Compare halves of a diagram, pair by pair; pairs once found in order are not walked again."""

    diagram: Diagram
    position: list[tuple[int, int]] = field(default_factory=list)
    least: list[int] = field(default_factory=list)
    most: list[int] = field(default_factory=list)
    in_order: set[tuple[int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        order = order_of(self.diagram.plan)
        last = (len(order), 0)
        self.position = [
            last if node.outcome else (order[node.question], -1 if node.option is None else node.option)
            for node in self.diagram.nodes
        ]
        self.least = [0] * len(self.position)
        self.most = [0] * len(self.position)
        for number in reversed(range(len(self.position))):
            self._bound(number)

    def _bound(self, number: int) -> None:
        node = self.diagram.nodes[number]
        if node.outcome:
            self.least[number] = self.most[number] = self._outcome(node.outcome).urgency.rank
            return
        below = [arrow for arrow in node.arrows if arrow is not None]
        self.least[number] = min((self.least[arrow] for arrow in below), default=0)
        self.most[number] = max((self.most[arrow] for arrow in below), default=0)

    def _outcome(self, id: str) -> Outcome:
        return self.diagram.plan.outcomes[id]

    def lowered(self, milder: int, worse: int) -> tuple[tuple[int, int], tuple[str, ...]] | None:
        """Give the ends and further answers where `worse` is less urgent than `milder`, or None where it never is.

        Questions that both halves ask get the same answer; one that a single half asks is open. This is exact, for
        each half asks its questions in one order.
        """
        visited: set[tuple[int, int]] = set()

        def steps(pair: tuple[int, int]) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
            visited.add(pair)
            for step, answers in self._steps(pair):
                if step not in self.in_order and self.most[step[0]] > self.least[step[1]]:
                    yield step, answers

        def is_goal(pair: tuple[int, int]) -> bool:
            ends = [self.diagram.nodes[number].outcome for number in pair]
            return all(ends) and self.most[pair[0]] > self.most[pair[1]]

        found = shortest([(milder, worse)], steps, is_goal)
        if found is None:
            self.in_order |= visited
        return found

    def _steps(self, pair: tuple[int, int]) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
        left, right = pair
        if left == right:
            return
        if self.position[left] == self.position[right]:
            yield from self._steps_together(left, right)
        elif self.position[left] < self.position[right]:
            for step, answers in steps_from(self.diagram, left):
                yield (step, right), answers
        else:
            for step, answers in steps_from(self.diagram, right):
                yield (left, step), answers

    def _steps_together(self, left: int, right: int) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
        node = self.diagram.nodes[left]
        for position, (first, second) in enumerate(zip(node.arrows, self.diagram.nodes[right].arrows, strict=True)):
            if first is not None and second is not None:
                choice = self.diagram.choice(node, position)
                yield (first, second), ((choice,) if choice else ())


def lowered_by_a_worse_answer(diagram: Diagram, severities: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Lowered]:
    """Give, for each ordered question, the first fault where a worse or an unsure answer lowers the urgency.

    `severities` are questions with their answers' ids, mildest first; for "choose any" the answers are empty, and
    every option is worse than none of them.
    """
    comparison = Comparison(diagram)
    for question, mildest_first in severities:
        for number in whole_questions(diagram, question):
            fault = next(_faults_at(comparison, number, mildest_first), None)
            if fault is not None:
                yield fault
                break


def _faults_at(comparison: Comparison, number: int, mildest_first: tuple[str, ...]) -> Iterator[Lowered]:
    diagram = comparison.diagram
    node = diagram.nodes[number]
    for fork, milder, worse in _pairs_at(diagram, number, mildest_first):
        found = None
        if milder[1] is not None and worse[1] is not None:
            found = comparison.lowered(milder[1], worse[1])
        if found is not None:
            (milder_end, worse_end), answers = found
            before = answers_to(diagram, fork)
            ends = (diagram.nodes[milder_end].outcome, diagram.nodes[worse_end].outcome)
            yield Lowered(node.question, milder[0], worse[0], before + answers, *ends)


_Way = tuple[str, int | None]


def _pairs_at(diagram: Diagram, number: int, mildest_first: tuple[str, ...]) -> Iterator[tuple[int, _Way, _Way]]:
    """Give the node at which two ways part, the milder way and the worse."""
    node = diagram.nodes[number]
    question = diagram.plan.questions[node.question]
    by_id: dict[str, _Way] = {
        answer.id: (answer.reference, node.arrows[position]) for position, answer in enumerate(question.exclusives)
    }
    if question.choose is Choose.ONE:
        ordered = [by_id[id] for id in mildest_first]
        yield from ((number, milder, worse) for milder, worse in pairwise(ordered))
        if ordered and NOT_SURE in by_id:
            yield number, ordered[0], by_id[NOT_SURE]
        return
    mildest = by_id[NONE]
    if NOT_SURE in by_id:
        yield number, mildest, by_id[NOT_SURE]
    yield number, mildest, (f"{question.id} (one or more)", node.arrows[-1])
    for option in _options_below(diagram, node.arrows[-1]):
        reference = question.options[diagram.nodes[option].option or 0].reference
        without, with_it = diagram.nodes[option].arrows
        yield option, (f"not {reference}", without), (reference, with_it)


def _options_below(diagram: Diagram, first: int | None) -> tuple[int, ...]:
    found = {first} if first is not None else set()
    waiting = list(found)
    while waiting:
        node = diagram.nodes[waiting.pop()]
        for arrow in node.arrows:
            if arrow is not None and diagram.nodes[arrow].question == node.question and arrow not in found:
                found.add(arrow)
                waiting.append(arrow)
    return tuple(sorted(found))
