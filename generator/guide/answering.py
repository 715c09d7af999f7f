"""Follow the diagram as the guide's page does: where answers lead, what is still ahead, what one other would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.guide.diagram import Diagram
from generator.guide.plan import PlannedAnswer, PlannedQuestion
from generator.guide.walks import arrow_of, shortest, steps_from

Given = Mapping[str, frozenset[str]]
"""The answers ("question.answer") that a reader gave, by question; a question that is not there is open."""


@dataclass(frozen=True, slots=True)
class OtherAnswer:
    """One other answer to a question, with all else as it is, and the outcomes that it can lead to.

    `answer` is taken in place of the answer; an option is added to it or, where `is_taken`, taken away.
    """

    question: PlannedQuestion
    answer: PlannedAnswer
    is_taken: bool
    ends: tuple[str, ...]


def step(diagram: Diagram, number: int, answers: frozenset[str]) -> int | None:
    """Find the node after a question's node, or None where nothing was chosen."""
    question, at = diagram.nodes[number].question, number
    while answers and diagram.nodes[at].question == question:
        arrow = diagram.nodes[at].arrows[arrow_of(diagram, diagram.nodes[at], answers)]
        if arrow is None:
            return None
        at = arrow
    return at if answers else None


def path(diagram: Diagram, given: Given) -> tuple[int, ...]:
    """List the nodes that the answers lead through, to an outcome or to a question that is open."""
    trail = [0]
    while not diagram.nodes[trail[-1]].outcome:
        after = step(diagram, trail[-1], given.get(diagram.nodes[trail[-1]].question, frozenset()))
        if after is None:
            break
        trail.append(after)
    return tuple(trail)


def ahead(diagram: Diagram, start: int, given: Given) -> tuple[int, ...]:
    """List every node that can still be reached, as the page finds them.

    An answered question goes one way, an open one every way.
    """
    found: dict[int, None] = {}
    waiting = [start]
    while waiting:
        number = waiting.pop()
        if number in found:
            continue
        found[number] = None
        node = diagram.nodes[number]
        after = None if node.option is not None else step(diagram, number, given.get(node.question, frozenset()))
        ways = node.arrows if after is None else (after,)
        waiting.extend(arrow for arrow in reversed(ways) if arrow is not None)
    return tuple(found)


def changes(diagram: Diagram, given: Given) -> Iterator[OtherAnswer]:
    """Yield each single other answer to a question that was asked and answered, in the order of the guide."""
    for number in path(diagram, given)[:-1]:
        question = diagram.plan.questions[diagram.nodes[number].question]
        now, alone = given[question.id], {answer.reference for answer in question.exclusives}
        for answer in (*question.exclusives, *question.options):
            one, is_taken = frozenset([answer.reference]), answer.reference in now
            other = one if answer.is_exclusive else (now - alone) ^ one
            if other and other != now:
                nodes = ahead(diagram, number, {**given, question.id: other})
                ends = tuple(diagram.nodes[node].outcome for node in nodes if diagram.nodes[node].outcome)
                yield OtherAnswer(question, answer, is_taken, ends)


def answers_to_reach(diagram: Diagram, question: str, given: Given) -> tuple[str, ...] | None:
    """Find the fewest answers after which a question is asked, with those given as they are; None where it never is."""

    def steps(number: int) -> Iterable[tuple[int, tuple[str, ...]]]:
        node = diagram.nodes[number]
        answers = given.get(node.question, frozenset())
        if not answers or node.outcome:
            return steps_from(diagram, number)
        after = node.arrows[arrow_of(diagram, node, answers)]
        choice = diagram.choice(node, arrow_of(diagram, node, answers))
        return () if after is None else ((after, (choice,) if choice else ()),)

    def is_goal(number: int) -> bool:
        return diagram.nodes[number].question == question and diagram.nodes[number].option is None

    found = shortest([0], steps, is_goal)
    return None if found is None else found[1]


def given_by(references: Iterable[str]) -> dict[str, frozenset[str]]:
    """Sort answers ("question.answer") by their questions."""
    found: dict[str, frozenset[str]] = {}
    for reference in references:
        question = reference.split(".")[0]
        found[question] = found.get(question, frozenset()) | {reference}
    return found
