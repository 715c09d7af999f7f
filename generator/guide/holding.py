"""Find at which outcomes each of many conditions can hold, in one walk over the diagram.

Nearly every promise is kept. So all of them are asked together which can be broken at all, and the fewest answers that
break one (`proofs.Watch`) are searched only there.
Each bit of a whole number is a condition with what may be left of it; a node has the bits that some way brings there,
and an arrow changes only those whose remainder mentions what it settles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from generator.guide.conditions import FALSE, Answers, Remainders, Resolved, places_in
from generator.guide.diagram import Diagram, Node
from generator.guide.walks import spread


@dataclass(slots=True)
class _Arrow:
    """What an arrow settles, and the name of what that is: one option, or a whole question; `moved` is known by now."""

    settles: Answers
    name: str
    moved: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class HoldingWalk:
    """A walk that finds where conditions hold; what it learns of their remainders is kept for the next conditions."""

    diagram: Diagram
    _remainders: Remainders = field(default_factory=Remainders)
    _found: dict[int, frozenset[str]] = field(default_factory=dict)
    _states: list[tuple[int, int]] = field(default_factory=list)
    _bit_of: dict[tuple[int, int], int] = field(default_factory=dict)
    _naming: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    _arrows: dict[tuple[str, int | None, int], _Arrow] = field(default_factory=dict)

    def outcomes_where(self, conditions: Sequence[Resolved]) -> list[frozenset[str]]:
        """Find for each condition the outcomes at which some way ends that makes it true.

        A condition may name a question in place of an answer: it is true where that question is asked.
        """
        numbers = [self._remainders.number_of(condition) for condition in conditions]
        asked = {number: set[str]() for number in numbers if number not in self._found}
        start = reduce(or_, (self._bit(number, number) for number in asked), 0)
        for outcome, bits in spread(self.diagram, start, self._move).items() if start else ():
            for condition, left in map(self._states.__getitem__, places_in(bits)):
                if self._remainders.is_so(left):
                    asked[condition].add(outcome)
        self._found |= {number: frozenset(outcomes) for number, outcomes in asked.items()}
        return [self._found[number] for number in numbers]

    def _bit(self, condition: int, left: int) -> int:
        """Return the bit of what is left of a condition, or none where it cannot be true any more."""
        if left == FALSE:
            return 0
        state = (condition, left)
        if state not in self._bit_of:
            bit = self._bit_of[state] = 1 << len(self._states)
            self._states.append(state)
            for answer in self._remainders.answers_in(left):
                self._naming[answer] |= bit
                self._naming[answer.split(".")[0]] |= bit
        return self._bit_of[state]

    def _move(self, node: Node, position: int, bits: int) -> int:
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

    def _moved(self, place: int, arrow: _Arrow) -> int:
        bit = 1 << place
        if bit not in arrow.moved:
            condition, left = self._states[place]
            arrow.moved[bit] = self._bit(condition, self._remainders.settle(left, arrow.settles))
        return arrow.moved[bit]

    def _arrow(self, node: Node, position: int) -> _Arrow:
        settled = self.diagram.truth(node, position)
        if node.option is None:
            return _Arrow(self._remainders.answers(settled | {node.question: True}), node.question)
        (option,) = settled
        return _Arrow(self._remainders.answers(settled), option)
