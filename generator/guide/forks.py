"""Say where two readers can part who otherwise give the same answers: what each answers, and where that leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from typing import NamedTuple, TypeAlias

from generator.guide.diagram import Diagram
from generator.model.guide import NONE, NOT_SURE, Choose


class Fork(NamedTuple):
    """Where two readers part: what the first and the second answer, and the node that each then comes to."""

    first: str
    second: str
    left: int
    right: int


def worse_answers(diagram: Diagram, number: int, *, mildest_first: tuple[str, ...]) -> Iterator[Fork]:
    """Part a reader with a milder answer (the first) from one with a worse.

    `mildest_first` are the ids of the answers in order; in "choose any" every option is worse than none of them.
    """
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
