"""Find where two guides disagree about the same person: the same answers, and another urgency or direction.

A further guide asks some questions of its own. Where its answers to those bring no news, it must end as the other guide
can end for the same answers: what only the other asks is open.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from generator.guide import diagram as limits
from generator.guide.diagram import Diagram, TooManyStates
from generator.guide.joint_walk import references_of_plan
from generator.guide.narrowing import Narrowing, Truth, truth_of
from generator.guide.walks import shortest


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The fewest answers with which two guides disagree, where the further one ends, and where the other can end."""

    answers: tuple[str, ...]
    outcome: str
    others: tuple[str, ...]


def disagreement(further: Diagram, other: Diagram, no_news: Container[str]) -> Disagreement | None:
    """Find the shortest way of a further guide that ends as no agreeing way of the other guide does, if there is one.

    Only ways are walked that answer the further guide's own questions with answers in `no_news`.
    Raises TooManyStates where the guides share so little that the other has more than `MAX_STATES` leftovers.
    """
    shared = frozenset(references_of_plan(further.plan)) & frozenset(references_of_plan(other.plan))
    narrowing = Narrowing()
    truths: dict[tuple[str, int | None, int], Truth] = {}

    def steps(state: tuple[int, int]) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
        number, left = state
        node = further.nodes[number]
        is_shared = node.question in other.plan.questions
        for position, arrow in enumerate(node.arrows):
            choice = further.choice(node, position)
            if arrow is not None and (is_shared or not choice or choice in no_news):
                key = (node.question, node.option, position)
                if key not in truths:
                    truths[key] = truth_of(further, number, position, shared)
                now_left = narrowing.narrow(left, truths[key])
                if len(narrowing.branches) > limits.MAX_STATES:
                    raise TooManyStates(node.question)
                yield (arrow, now_left), ((choice,) if choice else ())

    def differs(state: tuple[int, int]) -> bool:
        outcome = further.nodes[state[0]].outcome
        return bool(outcome) and _ends(other, narrowing, state[1]).isdisjoint([_end(further, outcome)])

    found = shortest([(0, narrowing.whole(other, shared))], steps, differs)
    if found is None:
        return None
    (number, left), answers = found
    return Disagreement(answers, further.nodes[number].outcome, tuple(sorted(narrowing.outcomes[left])))


_End = tuple[str, str]
"""The urgency and the direction of an outcome."""


def _end(diagram: Diagram, outcome: str) -> _End:
    entry = diagram.plan.outcomes[outcome]
    return entry.urgency.value, entry.direction.value


def _ends(diagram: Diagram, narrowing: Narrowing, left: int) -> frozenset[_End]:
    return frozenset(_end(diagram, outcome) for outcome in narrowing.outcomes[left])
