"""Walk two diagrams side by side, answer for answer, to the first step at which they part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.guide.diagram import Diagram, Node
from generator.guide.walks import shortest


@dataclass(frozen=True, slots=True)
class Parting:
    """The fewest answers after which two guides part, and what comes next in each: a question or an outcome."""

    answers: tuple[str, ...]
    ours: str
    theirs: str


def first_parting(ours: Diagram, theirs: Diagram) -> Parting | None:
    """Find where two guides part, over every way to answer; None where they ask and end alike on all of them."""

    def steps(pair: tuple[int, int]) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
        one, other = ours.nodes[pair[0]], theirs.nodes[pair[1]]
        for position, (arrow, across) in enumerate(zip(one.arrows, other.arrows, strict=True)):
            if arrow is not None and across is not None:
                choice = ours.choice(one, position)
                yield (arrow, across), ((choice,) if choice else ())

    def parts(pair: tuple[int, int]) -> bool:
        return _step(ours, ours.nodes[pair[0]]) != _step(theirs, theirs.nodes[pair[1]])

    found = shortest([(0, 0)], steps, parts)
    if found is None:
        return None
    (here, there), answers = found
    return Parting(answers, _name(ours.nodes[here]), _name(theirs.nodes[there]))


def _step(diagram: Diagram, node: Node) -> tuple[object, ...]:
    """Return all that is so at a node but where its arrows lead: what it asks, each choice, and which lead nowhere."""
    if node.outcome:
        end = diagram.plan.outcomes[node.outcome]
        return (node.outcome, getattr(end, "urgency", None), getattr(end, "direction", None))
    choices = tuple((diagram.choice(node, position), arrow is None) for position, arrow in enumerate(node.arrows))
    return (node.question, node.option, choices)


def _name(node: Node) -> str:
    return f'outcome "{node.outcome}"' if node.outcome else f'question "{node.question}"'
