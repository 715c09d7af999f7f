"""Merge walked states into the nodes of the diagram, from the bottom up, so that no two nodes are alike."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.guide.diagram import Node

NOWHERE = -1
"""The arrow of a reader who chose nothing; the arrow to the outcome at place n is `NOWHERE - 1 - n`."""


@dataclass(frozen=True, slots=True)
class WalkedStep:
    """The states at a question or one of its options, and, arrow by arrow, the state each of them leads to."""

    question: str
    option: int | None
    states: array[int]
    arrows: tuple[array[int], ...]


def merge(steps: Sequence[WalkedStep], outcomes: Sequence[str]) -> tuple[Node, ...]:
    """Merge equal nodes, and number them from the start, which is state 0, in the order of the answers.

    The steps stand in the order in which they are walked; states are numbered from 0 without a gap.
    """
    nodes = [Node(outcome=outcome) for outcome in outcomes]
    states = sum(len(step.states) for step in steps)
    # An arrow below zero counts from the end of the list: first nowhere, then the outcomes.
    merged = [*[0] * states, *reversed(range(len(outcomes))), NOWHERE]
    known: dict[tuple[str, int | None, tuple[int, ...]], int] = {}
    for step in reversed(steps):
        arrows = zip(*(map(merged.__getitem__, column) for column in step.arrows), strict=True)
        for state, row in zip(step.states, arrows, strict=True):
            key = (step.question, step.option, row)
            number = merged[state] = known.setdefault(key, len(nodes))
            if number == len(nodes):
                nodes.append(Node(step.question, step.option, _without_nowhere(row)))
    return _renumbered(nodes, merged[0])


def _without_nowhere(arrows: Iterable[int]) -> tuple[int | None, ...]:
    return tuple(None if arrow == NOWHERE else arrow for arrow in arrows)


def _renumbered(nodes: Sequence[Node], start: int) -> tuple[Node, ...]:
    """Number nodes so that the start is 0 and every arrow leads to a higher number; drop what is not reached."""
    finished: list[int] = []
    seen = {start}
    trail = [(start, iter(nodes[start].arrows[::-1]))]
    while trail:
        number, arrows = trail[-1]
        step = next((arrow for arrow in arrows if arrow is not None and arrow not in seen), None)
        if step is None:
            finished.append(number)
            trail.pop()
        else:
            seen.add(step)
            trail.append((step, iter(nodes[step].arrows[::-1])))
    new = {old: number for number, old in enumerate(reversed(finished))}
    return tuple(
        Node(
            node.question,
            node.option,
            tuple(None if arrow is None else new[arrow] for arrow in node.arrows),
            node.outcome,
        )
        for node in (nodes[old] for old in reversed(finished))
    )
