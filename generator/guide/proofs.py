"""Prove what a guide must never do, over every way to answer; what fails comes with the answers that show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.guide.conditions import FALSE, Answers, Remainders, Resolved
from generator.guide.diagram import Diagram, Node
from generator.guide.walks import reached, shortest, steps_from
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
        self._bit_of = {outcome: 1 << place for place, outcome in enumerate(self.diagram.plan.outcomes)}
        for node in reversed(self.diagram.nodes):
            ends = self._bit_of.get(node.outcome, 0)
            for arrow in node.arrows:
                if arrow is not None:  # arrows lead to higher numbers, and those stand at the end of the list reversed
                    ends |= self._ends[len(self.diagram.nodes) - 1 - arrow]
            self._ends.append(ends)
        self._ends.reverse()

    def breaks(self, whenever: Resolved, is_broken_by: frozenset[str]) -> Witness | None:
        """Find the fewest answers that make `whenever` true and end at one of the outcomes, or None where none do."""
        nodes, remainders, ends = self.diagram.nodes, self._remainders, self._ends
        wanted = self._wanted(is_broken_by)

        def steps(state: tuple[int, int]) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
            number, left = state
            node = nodes[number]
            for arrow, (settles, answers) in zip(node.arrows, self._moves_from(node), strict=True):
                if arrow is not None and ends[arrow] & wanted:
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
