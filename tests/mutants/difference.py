"""Walk two guides together, over every way to answer, and show where they end apart; exact, never sampled.

A reader has an answer in mind for every question, asked or not. Both guides are walked with the same reader: answer by
answer where both ask the same, else a whole question at a time, and what the reader said to the one is kept for the
other. Where both have the same before them, nothing is left to walk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.guide.diagram import Diagram
from generator.guide.plan import PlannedQuestion
from generator.guide.walks import reached
from generator.model.guide import NONE, NOT_SURE, Choose, Direction, Outcome, Urgency

Choice: TypeAlias = frozenset[str]
"""All that a reader chooses at one question, as references."""
_State: TypeAlias = tuple[int, int, frozenset[tuple[str, Choice]]]
"""A node of each guide, and the answers that only one of them has asked for so far and the other still may."""


@dataclass(frozen=True, slots=True)
class End:
    """What a reader comes to, as far as two outcomes are told apart."""

    id: str
    urgency: Urgency
    direction: Direction


@dataclass(frozen=True, slots=True)
class Difference:
    """Hold the fewest answers that end apart, and both ends."""

    answers: tuple[str, ...]
    before: End
    after: End

    @property
    def is_dangerous(self) -> bool:
        """Tell whether the reader is told to wait longer, or is newly pointed to less support."""
        newly_less = self.after.direction is Direction.LESS_SUPPORT and self.before.direction != self.after.direction
        return newly_less or self.after.urgency.rank < self.before.urgency.rank


@dataclass(slots=True)
class Walkable:
    """Hold a diagram whose questions can be answered as a whole; `below` are those that a node may still ask."""

    diagram: Diagram
    ways_of: dict[int, dict[Choice, int]] = field(default_factory=dict)
    below: list[frozenset[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        found: list[frozenset[str]] = [frozenset()] * len(self.diagram.nodes)
        for number in reversed(range(len(self.diagram.nodes))):
            node = self.diagram.nodes[number]
            own = frozenset([node.question] if node.question else [])
            found[number] = own.union(*(found[arrow] for arrow in node.arrows if arrow is not None))
        self.below = found

    def question(self, number: int) -> str:
        """Give the question of a node, or "" at an end."""
        return self.diagram.nodes[number].question

    def outcome(self, number: int) -> Outcome | None:
        """Give the outcome of an end."""
        return self.diagram.plan.outcomes.get(self.diagram.nodes[number].outcome)

    def ways(self, number: int) -> dict[Choice, int]:
        """Map every whole answer to a question to the node that it leads to, the smallest answers first."""
        if number not in self.ways_of:
            found = list(self._ways_from(number, frozenset()))
            self.ways_of[number] = dict(sorted(found, key=lambda way: len(way[0])))
        return self.ways_of[number]

    def _ways_from(self, number: int, chosen: Choice) -> Iterator[tuple[Choice, int]]:
        node = self.diagram.nodes[number]
        for position, arrow in enumerate(node.arrows):
            if arrow is None:
                continue
            reference = self.diagram.choice(node, position)
            longer = chosen | {reference} if reference else chosen
            if self.diagram.nodes[arrow].option is None:
                yield longer, arrow
            else:
                yield from self._ways_from(arrow, longer)

    def follow(self, number: int, choice: Choice) -> tuple[int, ...]:
        """Give where a reader comes to who has this answer in mind, though it may not be offered here.

        Who misses an option goes on with the others, or with "none"; who misses another answer takes "I don't know";
        who misses that may take any.
        """
        ways = self.ways(number)
        for stand_in in _stand_ins(self.diagram.plan.questions[self.question(number)], choice):
            if stand_in in ways:
                return (ways[stand_in],)
        return tuple(dict.fromkeys(ways.values()))


def _stand_ins(question: PlannedQuestion, choice: Choice) -> Iterator[Choice]:
    none, not_sure = (frozenset([f"{question.id}.{id}"]) for id in (NONE, NOT_SURE))
    yield choice
    if choice == not_sure:
        return
    yield choice & {answer.reference for answer in question.answers}
    if question.choose is Choose.ANY:
        yield none
    yield not_sure


def differences(shipped: Walkable, changed: Walkable) -> Iterator[Difference]:
    """Give every pair of ends at which one reader comes apart, the fewest answers first."""
    shapes: dict[_Shape, int] = {}
    futures = [_futures(guide.diagram, shapes) for guide in (shipped, changed)]

    def steps(state: _State) -> Iterator[tuple[_State, tuple[str, ...]]]:
        pairs: dict[_State, tuple[str, ...]] = {}
        for choice, left, right, remembered in _steps(shipped, changed, state):
            if futures[0][left] == futures[1][right]:
                continue
            open_questions = shipped.below[left] | changed.below[right]
            known = frozenset(said for said in remembered if said[0] in open_questions)
            pairs.setdefault((left, right, known), tuple(sorted(choice)))
        yield from pairs.items()

    def is_goal(state: _State) -> bool:
        before, after = shipped.outcome(state[0]), changed.outcome(state[1])
        return before is not None and after is not None and _end(before) != _end(after)

    start: _State = (0, 0, frozenset())
    for (left, right, _), answers in reached([start], steps, is_goal):
        before, after = shipped.outcome(left), changed.outcome(right)
        assert before is not None
        assert after is not None
        yield Difference(answers, _end(before), _end(after))


_Shape: TypeAlias = tuple[object, ...]
"""What a node asks and where each answer leads, or how an end is told from others."""


def _futures(diagram: Diagram, shapes: dict[_Shape, int]) -> list[int]:
    """Number what can follow each node; equal numbers of two guides have the same questions, answers and ends."""
    found = [0] * len(diagram.nodes)
    for number in reversed(range(len(diagram.nodes))):
        node = diagram.nodes[number]
        shape: _Shape = (
            (_end(diagram.plan.outcomes[node.outcome]),)
            if node.outcome
            else (
                node.question,
                *(
                    (diagram.choice(node, position), None if arrow is None else found[arrow])
                    for position, arrow in enumerate(node.arrows)
                ),
            )
        )
        found[number] = shapes.setdefault(shape, len(shapes))
    return found


def _end(outcome: Outcome) -> End:
    return End(str(outcome.id), outcome.urgency, outcome.direction)


def _same_answers(shipped: Walkable, changed: Walkable, id: str) -> bool:
    answers = (guide.diagram.plan.questions[id].answers for guide in (shipped, changed))
    first, second = ([answer.reference for answer in found] for found in answers)
    return first == second


def _steps(
    shipped: Walkable, changed: Walkable, state: _State
) -> Iterator[tuple[Choice, int, int, frozenset[tuple[str, Choice]]]]:
    """Give each further answer, where both guides then are, and what must be remembered."""
    left, right, known = state
    first, second = shipped.question(left), changed.question(right)
    said = dict(known)
    if first in said:
        for step in shipped.follow(left, said[first]):
            yield frozenset(), step, right, known
    elif second in said:
        for step in changed.follow(right, said[second]):
            yield frozenset(), left, step, known
    elif first and first == second and _same_answers(shipped, changed, first):
        node, other_node = shipped.diagram.nodes[left], changed.diagram.nodes[right]
        for position, (arrow, other_arrow) in enumerate(zip(node.arrows, other_node.arrows, strict=True)):
            if arrow is not None and other_arrow is not None:
                reference = shipped.diagram.choice(node, position)
                yield frozenset([reference] if reference else []), arrow, other_arrow, known
    elif first and first == second:
        for choice, step in shipped.ways(left).items():
            for other in changed.follow(right, choice):
                yield choice, step, other, known
    elif first and (first not in changed.below[right] or not second):
        for choice, step in shipped.ways(left).items():
            yield choice, step, right, known
    elif second and second not in shipped.below[left]:
        for choice, step in changed.ways(right).items():
            yield choice, left, step, known
    elif first:
        for choice, step in shipped.ways(left).items():
            yield choice, step, right, known | {(first, choice)}
