"""Prove what a guide must never do, over every way to answer; what fails comes with the answers that show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import TypeAlias

from generator.guide.conditions import FALSE, Answers, Remainders, Resolved
from generator.guide.diagram import Diagram, Node
from generator.guide.walks import bits_of_outcomes, ends_of_nodes, reached, shortest, spread, steps_from
from generator.model.guide import Direction


@dataclass(frozen=True, slots=True)
class Witness:
    """The answers that show a fault, and the outcome that they reach."""

    answers: tuple[str, ...]
    outcome: str


@dataclass(slots=True)
class Watch:
    """A search for ways on which a condition holds; what is learnt of its arrows is kept for the next condition."""

    diagram: Diagram
    _remainders: Remainders = field(default_factory=Remainders)
    _moves: dict[tuple[str, int | None], list[_Move]] = field(default_factory=dict)
    _bit_of: dict[str, int] = field(default_factory=dict)
    _ends: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._bit_of = bits_of_outcomes(self.diagram)
        self._ends = ends_of_nodes(self.diagram)

    def breaks(
        self, whenever: Resolved, is_broken_by: frozenset[str], completing: Sequence[str] = ()
    ) -> Witness | None:
        """Find the fewest answers that make `whenever` true and end at one of the outcomes, or None where none do.

        Only ways that complete partial answers are searched, which are meant as in `PartialAnswers`.
        """
        nodes, remainders, ends = self.diagram.nodes, self._remainders, self._ends
        wanted, partial = self._wanted(is_broken_by), PartialAnswers(self.diagram, [completing])

        def steps(state: tuple[int, int]) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
            number, left = state
            node = nodes[number]
            for position, (settles, answers) in enumerate(self._moves_from(node)):
                arrow = node.arrows[position]
                if arrow is not None and ends[arrow] & wanted and (not completing or partial.allowing(node, position)):
                    settled = remainders.settle(left, settles)
                    if settled != FALSE:
                        yield (arrow, settled), answers

        def is_goal(state: tuple[int, int]) -> bool:
            return bool(nodes[state[0]].outcome) and remainders.is_so(state[1])

        start = (0, remainders.number_of(whenever))
        found = shortest([start], steps, is_goal) if ends[0] & wanted else None
        return Witness(found[1], nodes[found[0][0]].outcome) if found else None

    def ways(self, whenever: Resolved, ending_at: frozenset[str]) -> int:
        """Count the ways to answer that make `whenever` true and end at one of the outcomes, exactly."""
        remainders, wanted = self._remainders, self._wanted(ending_at)
        reaching: list[dict[int, int]] = [{} for _ in self.diagram.nodes]
        reaching[0] = {remainders.number_of(whenever): 1}
        found = 0
        for node, here in zip(self.diagram.nodes, reaching, strict=True):
            if node.outcome:
                found += sum(ways for left, ways in here.items() if remainders.is_so(left))
                continue
            for arrow, (settles, _) in zip(node.arrows, self._moves_from(node) if here else (), strict=bool(here)):
                if arrow is None or not self._ends[arrow] & wanted:
                    continue
                there = reaching[arrow]
                for left, ways in here.items():
                    settled = remainders.settle(left, settles)
                    if settled != FALSE:
                        there[settled] = there.get(settled, 0) + ways
        return found

    def _wanted(self, outcomes: frozenset[str]) -> int:
        return sum(self._bit_of[outcome] for outcome in outcomes)

    def _moves_from(self, node: Node) -> list[_Move]:
        key = (node.question, node.option)
        if key not in self._moves:
            self._moves[key] = [self._move(node, position) for position in range(len(node.arrows))]
        return self._moves[key]

    def _move(self, node: Node, position: int) -> _Move:
        choice = self.diagram.choice(node, position)
        return self._remainders.answers(self.diagram.truth(node, position)), ((choice,) if choice else ())


_Move: TypeAlias = tuple[Answers, tuple[str, ...]]
"""What an arrow settles, and the answers it chooses (none or one)."""


class PartialAnswers:
    """The partial answers of several readers, each of whom is a bit.

    For a "choose any" question that is named, the named options are the whole choice; a question that is not named
    is open.
    """

    def __init__(self, diagram: Diagram, readers: Sequence[Iterable[str]]) -> None:
        self._diagram = diagram
        self._everyone = (1 << len(readers)) - 1
        self._naming: defaultdict[str, int] = defaultdict(int)
        self._giving: defaultdict[str, int] = defaultdict(int)
        self._allowing: dict[tuple[str, int | None, int], int] = {}
        for place, answers in enumerate(readers):
            for answer in answers:
                self._naming[answer.split(".")[0]] |= 1 << place
                self._giving[answer] |= 1 << place

    def allowing(self, node: Node, position: int) -> int:
        """Return the readers who could follow an arrow of a node, were they there."""
        key = (node.question, node.option, position)
        if key not in self._allowing:
            self._allowing[key] = self._everyone & (~self._naming[node.question] | self._agreeing(node, position))
        return self._allowing[key]

    def _agreeing(self, node: Node, position: int) -> int:
        question = self._diagram.plan.questions[node.question]
        if node.option is not None:
            chosen = self._giving[question.options[node.option].reference]
            return chosen if position == 1 else ~chosen
        alone = [self._giving[answer.reference] for answer in question.exclusives]
        return alone[position] if position < len(alone) else ~reduce(or_, alone, 0)


def outcomes_of(diagram: Diagram, readers: Sequence[Iterable[str]]) -> list[frozenset[str]]:
    """Find for each of several readers' partial answers the outcomes that some completion reaches, in one walk."""
    partial = PartialAnswers(diagram, readers)
    everyone = (1 << len(readers)) - 1
    ends = spread(diagram, everyone, lambda node, position, here: here & partial.allowing(node, position))
    return [frozenset(id for id, bits in ends.items() if bits >> place & 1) for place in range(len(readers))]


def ends_of(diagram: Diagram, answers: Iterable[str]) -> dict[str, Witness]:
    """Map each outcome that some completion of partial answers reaches to the fewest answers that reach it."""
    partial = PartialAnswers(diagram, [answers])

    def steps(number: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        node = diagram.nodes[number]
        for position, arrow in enumerate(node.arrows):
            if arrow is not None and partial.allowing(node, position):
                choice = diagram.choice(node, position)
                yield arrow, ((choice,) if choice else ())

    ends = reached([0], steps, lambda number: bool(diagram.nodes[number].outcome))
    found = {diagram.nodes[number].outcome: witness for number, witness in ends}
    return {id: Witness(found[id], id) for id in diagram.plan.outcomes if id in found}


def screen_is_skipped(diagram: Diagram, screen: tuple[str, ...]) -> Witness | None:
    """Return the answers after which a run leaves the safety screen without help now, or None where no run does."""

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
