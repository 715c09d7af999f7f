"""Find at which outcomes each of many conditions can hold, in one walk over the diagram.

Nearly every promise is kept. So all of them are asked together which can be broken at all, and the fewest answers that
break one (`proofs.Watch`) are searched only there.
Each bit of a whole number is a condition with what may be left of it; a node has the bits that some way brings there,
and an arrow changes only those whose remainder mentions what it settles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from generator.guide.conditions import FALSE, Answers, Remainders, Resolved, places_in
from generator.guide.diagram import Diagram, Node
from generator.guide.walks import spread


def outcomes_where(diagram: Diagram, conditions: Sequence[Resolved]) -> list[frozenset[str]]:
    """Find for each condition the outcomes at which some way ends that makes it true.

    A condition may name a question in place of an answer: it is true where that question is asked.
    """
    together = _Together(diagram)
    numbers = [together.remainders.number_of(condition) for condition in conditions]
    start = 0
    for number in set(numbers):
        start |= together.bit_of(number, number)
    holding: defaultdict[int, set[str]] = defaultdict(set)
    for outcome, bits in spread(diagram, start, together.move).items():
        for number in together.true_in(bits):
            holding[number].add(outcome)
    return [frozenset(holding[number]) for number in numbers]


@dataclass(slots=True)
class _Arrow:
    """What an arrow settles, and the name of what that is: one option, or a whole question; `moved` is known by now."""

    settles: Answers
    name: str
    moved: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Together:
    """Conditions that are settled together: a bit for each that is left of one."""

    diagram: Diagram
    remainders: Remainders = field(default_factory=Remainders)
    _states: list[tuple[int, int]] = field(default_factory=list)
    _bit_of: dict[tuple[int, int], int] = field(default_factory=dict)
    _naming: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    _arrows: dict[tuple[str, int | None, int], _Arrow] = field(default_factory=dict)

    def bit_of(self, condition: int, left: int) -> int:
        """Return the bit of what is left of a condition; none where it cannot be true any more."""
        if left == FALSE:
            return 0
        state = (condition, left)
        if state not in self._bit_of:
            bit = self._bit_of[state] = 1 << len(self._states)
            self._states.append(state)
            for answer in self.remainders.answers_in(left):
                self._naming[answer] |= bit
                self._naming[answer.split(".")[0]] |= bit
        return self._bit_of[state]

    def move(self, node: Node, position: int, bits: int) -> int:
        """Follow an arrow of a node."""
        key = (node.question, node.option, position)
        arrow = self._arrows.get(key)
        if arrow is None:
            arrow = self._arrows[key] = self._arrow(node, position)
        touched = bits & self._naming[arrow.name]
        if not touched:
            return bits
        if touched not in arrow.moved:
            arrow.moved[touched] = reduce(or_, (self._moved(place, arrow) for place in places_in(touched)))
        return bits ^ touched | arrow.moved[touched]

    def true_in(self, bits: int) -> Iterator[int]:
        """Yield the conditions that are true where no more answers will come."""
        for place in places_in(bits):
            condition, left = self._states[place]
            if self.remainders.is_so(left):
                yield condition

    def _moved(self, place: int, arrow: _Arrow) -> int:
        bit = 1 << place
        if bit not in arrow.moved:
            condition, left = self._states[place]
            arrow.moved[bit] = self.bit_of(condition, self.remainders.settle(left, arrow.settles))
        return arrow.moved[bit]

    def _arrow(self, node: Node, position: int) -> _Arrow:
        settled = self.diagram.truth(node, position)
        if node.option is None:
            return _Arrow(self.remainders.answers(settled | {node.question: True}), node.question)
        (option,) = settled
        return _Arrow(self.remainders.answers(settled), option)
