"""Compile a guide into its decision diagram: the finite graph that the page, the paper and every proof follow.

A state is a question and what is left of every decision still ahead; two situations with the same next question and
the same remainders are one state. "Choose any" is walked option by option, so that n options cost n small steps.
Then nodes with the same question and the same arrows are merged from the bottom up (as in reduced ordered decision
diagrams: R. E. Bryant, IEEE Transactions on Computers C-35(8), 1986), which makes the result minimal and unique.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.guide.conditions import Remainder, answers_in, close, settle
from generator.guide.plan import Plan, PlannedQuestion, order_of

MAX_STATES = 2_000_000

_Rows = tuple[tuple[Remainder, int], ...]
"""What is left of a decision: remainder and row number, without rows that cannot hold, up to one that must."""


class TooManyStates(Exception):
    """Tell that a guide has more than `MAX_STATES` states; `question` is where the count was passed."""

    def __init__(self, question: str) -> None:
        super().__init__(f"the guide has more than {MAX_STATES} states at question {question}")
        self.question = question


@dataclass(frozen=True, slots=True)
class Node:
    """Be a step of the diagram.

    A question of "choose one" has an arrow for each answer. A question of "choose any" has an arrow for each
    exclusive answer and a last one into its options; an option (`option` counts from 0) has two: not chosen, chosen.
    An arrow is the number of a node, or None where nothing was chosen and the reader must choose. An end has `outcome`
    and no arrows.
    """

    question: str = ""
    option: int | None = None
    arrows: tuple[int | None, ...] = ()
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Diagram:
    """Hold the compiled guide: node 0 is the start, and every arrow leads to a higher number.

    `taken` are the rows of decisions (decision id, row number from 0) that some way to answer follows.
    """

    plan: Plan
    nodes: tuple[Node, ...]
    taken: frozenset[tuple[str, int]]

    def choice(self, node: Node, arrow: int) -> str:
        """Give the answer ("question.answer") that an arrow chooses, or "" for one that chooses nothing."""
        question = self.plan.questions[node.question]
        if node.option is not None:
            return question.options[node.option].reference if arrow == 1 else ""
        return question.exclusives[arrow].reference if arrow < len(question.exclusives) else ""

    def truth(self, node: Node, arrow: int) -> dict[str, bool]:
        """Map the answers that an arrow settles to whether they are given."""
        return _truth(self.plan.questions[node.question], node.option, arrow)


@dataclass(frozen=True, slots=True)
class _State:
    question: str
    option: int | None
    has_choice: bool
    ahead: tuple[_Rows, ...]


@dataclass(slots=True)
class _Compiler:
    """The work of one compilation."""

    plan: Plan
    ahead_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    answers_from: dict[str, frozenset[str]] = field(default_factory=dict)
    taken: set[tuple[str, int]] = field(default_factory=set)


def compile_guide(plan: Plan) -> Diagram:
    """Give the minimal diagram of a plan without cycles; the same plan gives the same diagram.

    Raises TooManyStates past `MAX_STATES` states: it never samples.
    """
    order = order_of(plan)
    compiler = _Compiler(plan)
    _look_ahead(compiler, order)
    start = _State(plan.start, None, False, _rows_at(compiler, plan.start, {}))
    found: dict[_State | str, tuple[_State | str | None, ...]] = {}
    waiting: list[_State | str] = [start]
    while waiting:
        state = waiting.pop()
        if state in found:
            continue
        arrows = () if isinstance(state, str) else tuple(_arrows(compiler, state))
        found[state] = arrows
        if len(found) > MAX_STATES and not isinstance(state, str):
            raise TooManyStates(state.question)
        waiting.extend(arrow for arrow in arrows if arrow is not None and arrow not in found)
    return Diagram(plan, _merge(found, start, order), frozenset(compiler.taken))


def _look_ahead(compiler: _Compiler, order: dict[str, int]) -> None:
    """Find, for each question, the decisions still ahead and the answers that can still be given, itself included."""
    decisions: dict[str, frozenset[str]] = {}
    questions: dict[str, frozenset[str]] = {}
    for id in sorted(order, key=order.__getitem__, reverse=True):
        below = compiler.plan.targets(id)
        decisions[id] = frozenset[str]([id] if id in compiler.plan.decisions else []).union(
            *(decisions.get(target, frozenset()) for target in below)
        )
        questions[id] = frozenset[str]([id] if id in compiler.plan.questions else []).union(
            *(questions.get(target, frozenset()) for target in below)
        )
    for id in compiler.plan.questions:
        compiler.ahead_of[id] = tuple(sorted(decisions[id], key=order.__getitem__))
        compiler.answers_from[id] = frozenset(
            answer.reference for below in questions[id] for answer in compiler.plan.questions[below].answers
        )


def _rows_at(compiler: _Compiler, question: str, left: dict[str, _Rows]) -> tuple[_Rows, ...]:
    """Give the rows ahead of a question; an answer that can no longer be given counts as not given."""
    open_answers = compiler.answers_from[question]
    rows = []
    for decision in compiler.ahead_of[question]:
        whole = tuple((remainder, number) for number, (remainder, _) in enumerate(compiler.plan.decisions[decision]))
        now = left.get(decision, whole)
        gone = frozenset[str]().union(*(answers_in(remainder) for remainder, _ in now)) - open_answers
        rows.append(_settle_rows(now, dict.fromkeys(gone, False)))
    return tuple(rows)


def _settle_rows(rows: _Rows, truth: dict[str, bool]) -> _Rows:
    left: list[tuple[Remainder, int]] = []
    for remainder, number in rows:
        settled = settle(remainder, truth)
        if settled is not False:
            left.append((settled, number))
        if settled is True:
            break
    return tuple(left)


def _truth(question: PlannedQuestion, option: int | None, arrow: int) -> dict[str, bool]:
    if option is not None:
        return {question.options[option].reference: arrow == 1}
    if arrow < len(question.exclusives):
        chosen = question.exclusives[arrow].reference
        return {answer.reference: answer.reference == chosen for answer in question.answers}
    return {answer.reference: False for answer in question.exclusives}


def _arrows(compiler: _Compiler, state: _State) -> Iterator[_State | str | None]:
    question = compiler.plan.questions[state.question]
    if state.option is None:
        for arrow, answer in enumerate(question.exclusives):
            yield _follow(compiler, answer.target, _answered(compiler, state, _truth(question, None, arrow)))
        if question.options:
            truth = _truth(question, None, len(question.exclusives))
            yield _State(question.id, 0, False, _all_rows(state.ahead, truth))
        return
    for arrow in (0, 1):
        has_choice = state.has_choice or arrow == 1
        truth = _truth(question, state.option, arrow)
        if state.option + 1 < len(question.options):
            yield _State(question.id, state.option + 1, has_choice, _all_rows(state.ahead, truth))
        elif has_choice:
            yield _follow(compiler, question.next, _answered(compiler, state, truth))
        else:
            yield None


def _all_rows(ahead: tuple[_Rows, ...], truth: dict[str, bool]) -> tuple[_Rows, ...]:
    return tuple(_settle_rows(rows, truth) for rows in ahead)


def _answered(compiler: _Compiler, state: _State, truth: dict[str, bool]) -> dict[str, _Rows]:
    return dict(zip(compiler.ahead_of[state.question], _all_rows(state.ahead, truth), strict=True))


def _follow(compiler: _Compiler, target: str, left: dict[str, _Rows]) -> _State | str:
    """Go through decisions until a question or an outcome is reached."""
    while target in compiler.plan.decisions:
        row = next(number for remainder, number in left[target] if close(remainder))
        compiler.taken.add((target, row))
        target = compiler.plan.decisions[target][row][1]
    if target in compiler.plan.outcomes:
        return target
    return _State(target, None, False, _rows_at(compiler, target, left))


def _merge(
    found: dict[_State | str, tuple[_State | str | None, ...]], start: _State, order: dict[str, int]
) -> tuple[Node, ...]:
    """Merge equal nodes from the bottom up and number them from the start, in the order of the answers."""

    def depth(state: _State | str) -> tuple[int, int]:
        if isinstance(state, str):
            return (len(order), 0)
        return (order[state.question], -1 if state.option is None else state.option)

    unique: dict[Node, int] = {}
    number_of: dict[_State | str, int] = {}
    for state in sorted(found, key=depth, reverse=True):
        arrows = tuple(None if arrow is None else number_of[arrow] for arrow in found[state])
        node = Node(outcome=state) if isinstance(state, str) else Node(state.question, state.option, arrows)
        number_of[state] = unique.setdefault(node, len(unique))
    return _renumbered(tuple(unique), number_of[start])


def _renumbered(nodes: tuple[Node, ...], start: int) -> tuple[Node, ...]:
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
