"""Ask questions of the diagram as a whole: how many ways to answer, how long, what is never reached."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Container, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from generator.guide.diagram import Diagram, Node
from generator.model.guide import Choose

_State = TypeVar("_State", bound=Hashable)
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of a guide: ways to answer, nodes, and questions asked on a run."""

    ways: int
    nodes: int
    longest: int
    shortest: int
    median: int
    ways_by_outcome: dict[str, int]


def count(diagram: Diagram) -> Counts:
    """Count every different way to answer exactly; runs are measured in questions, the median over all ways."""
    asked = lengths(diagram)
    total = sum(asked.values())
    middle, seen = 0, 0
    for length in sorted(asked):
        seen += asked[length]
        if 2 * seen >= total:
            middle = length
            break
    by_outcome = _ways_by_outcome(diagram)
    return Counts(total, len(diagram.nodes), max(asked), min(asked), middle, by_outcome)


def lengths(diagram: Diagram) -> dict[int, int]:
    """Map how many questions are asked to the number of ways on which as many are."""
    below: list[dict[int, int]] = [{} for _ in diagram.nodes]
    for number in reversed(range(len(diagram.nodes))):
        node = diagram.nodes[number]
        if node.outcome:
            below[number][0] = 1
        asked = 1 if node.option is None and not node.outcome else 0
        for arrow in node.arrows:
            if arrow is not None:
                here = below[number]
                for length, ways in below[arrow].items():
                    here[length + asked] = here.get(length + asked, 0) + ways
    return below[0]


def _ways_by_outcome(diagram: Diagram) -> dict[str, int]:
    reaching = [0] * len(diagram.nodes)
    ends = ends_among(diagram, diagram.plan.outcomes)
    reaching[0] = 1
    for number, node in enumerate(diagram.nodes):
        for arrow in node.arrows:
            if arrow is not None and ends[arrow]:
                reaching[arrow] += reaching[number]
    found = {node.outcome: reaching[number] for number, node in enumerate(diagram.nodes) if node.outcome}
    return {outcome: found.get(outcome, 0) for outcome in diagram.plan.outcomes}


def longest_run(diagram: Diagram) -> tuple[str, ...]:
    """Find the fewest answers of a run that asks as many questions as any."""
    nodes = diagram.nodes
    best = [(0, 0, 0)] * len(nodes)
    for number in reversed(range(len(nodes))):
        node = nodes[number]
        asked = 1 if node.option is None and not node.outcome else 0
        ways = [
            (best[arrow][0] + asked, best[arrow][1] - bool(diagram.choice(node, position)), -position)
            for position, arrow in enumerate(node.arrows)
            if arrow is not None
        ]
        best[number] = max(ways, default=(0, 0, 0))  # most questions, fewest answers, the first such arrow
    given, at = list[str](), 0
    while not nodes[at].outcome:
        position = -best[at][2]
        given.append(diagram.choice(nodes[at], position))
        at = nodes[at].arrows[position] or 0
    return tuple(answer for answer in given if answer)


def ends_among(diagram: Diagram, outcomes: Container[str]) -> list[bool]:
    """Tell of each node whether some run from it ends at one of the outcomes."""
    ends = [bool(node.outcome) and node.outcome in outcomes for node in diagram.nodes]
    for number in reversed(range(len(diagram.nodes))):
        ends[number] = ends[number] or any(arrow is not None and ends[arrow] for arrow in diagram.nodes[number].arrows)
    return ends


def bits_of_outcomes(diagram: Diagram) -> dict[str, int]:
    """Map each outcome of the guide to a bit of its own."""
    return {outcome: 1 << place for place, outcome in enumerate(diagram.plan.outcomes)}


def ends_of_nodes(diagram: Diagram) -> list[int]:
    """Collect for each node the bits of the outcomes that some run from it ends at."""
    bit_of = bits_of_outcomes(diagram)
    found = [0] * len(diagram.nodes)
    for number in reversed(range(len(diagram.nodes))):
        node = diagram.nodes[number]
        ends = bit_of.get(node.outcome, 0)
        for arrow in node.arrows:
            if arrow is not None:
                ends |= found[arrow]
        found[number] = ends
    return found


def spread(diagram: Diagram, start: int, move: Callable[[Node, int, int], int]) -> dict[str, int]:
    """Collect for each outcome the bits that come there when bits are spread from the start along every arrow, once.

    `move` says what becomes of the bits at a node that follow its arrow with this position.
    """
    reached = [0] * len(diagram.nodes)
    reached[0] = start
    for node, bits in zip(diagram.nodes, reached, strict=True):
        for position, arrow in enumerate(node.arrows if bits else ()):
            if arrow is not None:
                reached[arrow] |= move(node, position, bits)
    return {node.outcome: bits for node, bits in zip(diagram.nodes, reached, strict=True) if node.outcome}


def exits(diagram: Diagram, number: int) -> frozenset[int]:
    """Collect the nodes that a question's node, or one of its options, leads to outside the question."""
    question = diagram.nodes[number].question
    found: set[int] = set()
    seen = {number}
    waiting = [number]
    while waiting:
        for arrow in diagram.nodes[waiting.pop()].arrows:
            if arrow is None or arrow in seen:
                continue
            seen.add(arrow)
            if diagram.nodes[arrow].question == question:
                waiting.append(arrow)
            else:
                found.add(arrow)
    return frozenset(found)


def whole_questions(diagram: Diagram, question: str) -> tuple[int, ...]:
    """List the nodes at which a question is asked as a whole."""
    return tuple(
        number for number, node in enumerate(diagram.nodes) if node.question == question and node.option is None
    )


def never_matters(diagram: Diagram, question: str) -> bool:
    """Tell whether every answer to a question leads on in the same way, wherever it is asked."""
    nodes = whole_questions(diagram, question)
    return bool(nodes) and all(len(exits(diagram, number)) == 1 for number in nodes)


def shortest(
    start: Iterable[_State],
    steps: Callable[[_State], Iterable[tuple[_State, tuple[_Answer, ...]]]],
    is_goal: Callable[[_State], bool],
) -> tuple[_State, tuple[_Answer, ...]] | None:
    """Find a goal with the fewest answers given, and those answers; None where there is no goal to reach.

    `steps` gives each next state with the answers that lead to it.
    """
    return next(reached(start, steps, is_goal), None)


def reached(
    start: Iterable[_State],
    steps: Callable[[_State], Iterable[tuple[_State, tuple[_Answer, ...]]]],
    is_goal: Callable[[_State], bool],
) -> Iterator[tuple[_State, tuple[_Answer, ...]]]:
    """Yield every goal that can be reached, nearest first, each with the fewest answers that lead to it."""
    origin: dict[_State, tuple[_State, tuple[_Answer, ...]] | None] = {}
    queue: deque[tuple[_State, tuple[_State, tuple[_Answer, ...]] | None]] = deque((state, None) for state in start)
    while queue:
        state, came_by = queue.popleft()
        if state in origin:
            continue
        origin[state] = came_by
        if is_goal(state):
            yield state, _answers_back(state, origin)
        for step, answers in steps(state):
            if step not in origin:
                (queue.append if answers else queue.appendleft)((step, (state, answers)))


def _answers_back(
    state: _State, origin: dict[_State, tuple[_State, tuple[_Answer, ...]] | None]
) -> tuple[_Answer, ...]:
    answers: list[_Answer] = []
    came_by = origin[state]
    while came_by is not None:
        state, given = came_by
        answers.extend(reversed(given))
        came_by = origin[state]
    return tuple(reversed(answers))


def steps_from(diagram: Diagram, number: int) -> Iterable[tuple[int, tuple[str, ...]]]:
    """Yield each arrow of a node as the next node and the answers it chooses (none or one)."""
    node = diagram.nodes[number]
    for position, arrow in enumerate(node.arrows):
        if arrow is not None:
            choice = diagram.choice(node, position)
            yield arrow, (choice,) if choice else ()


def walk(diagram: Diagram, answers: Iterable[str]) -> Node:
    """Find the node that a full list of answers ends at; answers to questions that are not asked are not used.

    Raises ValueError where an asked question has no answer.
    """
    given = frozenset(answers)
    number = 0
    while not diagram.nodes[number].outcome:
        node = diagram.nodes[number]
        arrow = node.arrows[arrow_of(diagram, node, given)]
        if arrow is None:
            raise ValueError(f"no answer to {node.question}")
        number = arrow
    return diagram.nodes[number]


def arrow_of(diagram: Diagram, node: Node, given: frozenset[str]) -> int:
    """Find the position of the arrow that answers follow from a node.

    Raises ValueError where a question of "choose one" has no answer.
    """
    question = diagram.plan.questions[node.question]
    if node.option is not None:
        return int(question.options[node.option].reference in given)
    for position, answer in enumerate(question.exclusives):
        if answer.reference in given:
            return position
    if question.choose is Choose.ONE:
        raise ValueError(f"no answer to {node.question}")
    return len(question.exclusives)
