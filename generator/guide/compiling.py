"""Compile a guide into its decision diagram.

A state is a question and what is left of every decision still ahead; two situations with the same next question and
the same leftovers are one state. "Choose any" is walked option by option, so that n options cost n small steps.
All states at one step are walked together, as columns: one for each decision ahead, with the number of its leftover.
Then nodes with the same question and the same arrows are merged from the bottom up (as in reduced ordered decision
diagrams: R. E. Bryant, IEEE Transactions on Computers C-35(8), 1986), which makes the result minimal and unique.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import count
from operator import or_
from typing import TypeAlias

from generator.guide import diagram
from generator.guide.conditions import Answers
from generator.guide.diagram import Crowd, Diagram, TooManyStates, truth
from generator.guide.leftovers import Leftovers
from generator.guide.merging import NOWHERE, WalkedStep, merge
from generator.guide.plan import Plan, PlannedQuestion, order_of

_States: TypeAlias = defaultdict[tuple[int, ...], int]
"""The states at one step: the leftovers of the decisions ahead, with the number of the state."""

_Columns: TypeAlias = list[Sequence[int]]


@dataclass(slots=True)
class _Walk:
    """The walk through every situation of one guide."""

    plan: Plan
    leftovers: Leftovers = field(default_factory=Leftovers)
    ahead: dict[str, tuple[str, ...]] = field(default_factory=dict)
    gone: dict[str, Answers] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)
    entered: dict[str, _States] = field(default_factory=dict)
    steps: list[WalkedStep] = field(default_factory=list)
    taken: set[tuple[str, int]] = field(default_factory=set)
    numbers: count[int] = field(default_factory=count)
    found: int = 0


def compile_guide(plan: Plan) -> Diagram:
    """Compile a plan without cycles into its minimal diagram; the same plan gives the same diagram.

    Raises TooManyStates past `MAX_STATES` states: it never samples.
    """
    order = order_of(plan)
    walk = _Walk(plan, outcomes={id: NOWHERE - 1 - place for place, id in enumerate(plan.outcomes)})
    _look_ahead(walk, order)
    whole = {
        id: walk.leftovers.whole(condition for condition, _ in plan.decisions[id]) for id in walk.ahead[plan.start]
    }
    _enter(walk, plan.start, {id: [number] for id, number in whole.items()}, size=1)
    for id in order:
        if id in walk.entered:
            _ask(walk, plan.questions[id])
    return Diagram(plan, merge(walk.steps, tuple(plan.outcomes)), frozenset(walk.taken), walk.found)


def _look_ahead(walk: _Walk, order: dict[str, int]) -> None:
    """Find, for each question, the decisions still ahead and the answers that can no longer be given."""
    plan = walk.plan
    below: dict[str, frozenset[str]] = {}
    for id in sorted(order, key=order.__getitem__, reverse=True):
        below[id] = frozenset([id]).union(*(below.get(target, frozenset()) for target in plan.targets(id)))
    for id in plan.questions:
        walk.ahead[id] = tuple(sorted(below[id] & plan.decisions.keys(), key=order.__getitem__))
        later = sorted(below[id] & plan.questions.keys(), key=order.__getitem__)
        answers = (answer.reference for question in later for answer in plan.questions[question].answers)
        walk.gone[id] = Answers(known=~walk.leftovers.remainders.mask_of(answers), given=0)


def _ask(walk: _Walk, question: PlannedQuestion) -> None:
    """Walk all states of one question, whole and then option by option."""
    states = walk.entered.pop(question.id)
    columns = _columns(walk, question, states)
    arrows = _alone(walk, question, columns, size=len(states))
    options: dict[bool, _States] = {}
    if question.options:
        inside = _settled(walk, question, None, len(question.exclusives), columns)
        options[False] = _new_states(walk)
        arrows.append(_numbered(walk, question.id, options[False], inside, size=len(states)))
    walk.steps.append(WalkedStep(question.id, None, array("i", states.values()), tuple(arrows)))
    for option in range(len(question.options)):
        options = _ask_option(walk, question, option, options)


def _alone(walk: _Walk, question: PlannedQuestion, columns: _Columns, *, size: int) -> list[array[int]]:
    """Follow the answers that stand alone; those that no decision ahead can tell apart are followed once."""
    leftovers = walk.leftovers
    mentioned = reduce(or_, (leftovers.masks[number] for column in columns for number in dict.fromkeys(column)), 0)
    followed: dict[tuple[str, int], array[int]] = {}
    arrows = []
    for arrow, answer in enumerate(question.exclusives):
        answers = leftovers.remainders.answers(truth(question, None, arrow))
        key = (answer.target, answers.given & mentioned)
        if key not in followed:
            settled = [leftovers.settle_all(column, answers) for column in columns]
            followed[key] = _follow(walk, question, answer.target, settled, size=size)
        arrows.append(followed[key])
    return arrows


def _ask_option(walk: _Walk, question: PlannedQuestion, option: int, here: dict[bool, _States]) -> dict[bool, _States]:
    """Walk all states of one option, by whether something was chosen before; return those of the next option."""
    following: dict[bool, _States] = {}
    for had_choice, states in here.items():
        columns = _columns(walk, question, states)
        arrows = []
        for arrow in (0, 1):
            has_choice = had_choice or arrow == 1
            settled = _settled(walk, question, option, arrow, columns)
            if option + 1 < len(question.options):
                next_states = following.setdefault(has_choice, _new_states(walk))
                arrows.append(_numbered(walk, question.id, next_states, settled, size=len(states)))
            elif has_choice:
                arrows.append(_follow(walk, question, question.next, settled, size=len(states)))
            else:
                arrows.append(array("i", [NOWHERE]) * len(states))
        walk.steps.append(WalkedStep(question.id, option, array("i", states.values()), tuple(arrows)))
    return following


def _new_states(walk: _Walk) -> _States:
    return defaultdict(walk.numbers.__next__)


def _columns(walk: _Walk, question: PlannedQuestion, states: _States) -> _Columns:
    return [[state[place] for state in states] for place in range(len(walk.ahead[question.id]))]


def _settled(walk: _Walk, question: PlannedQuestion, option: int | None, arrow: int, columns: _Columns) -> _Columns:
    answers = walk.leftovers.remainders.answers(truth(question, option, arrow))
    return [walk.leftovers.settle_all(column, answers) for column in columns]


def _numbered(walk: _Walk, question: str, states: _States, columns: _Columns, *, size: int) -> array[int]:
    """Number the states that stand side by side in the columns; equal ones get one number."""
    before = len(states)
    rows: Iterable[tuple[int, ...]] = zip(*columns, strict=True) if columns else [()] * size
    numbers = array("i", map(states.__getitem__, rows))
    walk.found += len(states) - before
    if walk.found > diagram.MAX_STATES:
        raise TooManyStates(question, tuple(_crowds(walk, question, states)))
    return numbers


def _crowds(walk: _Walk, question: str, states: _States) -> Iterator[Crowd]:
    """Yield the conditions that multiply the states, the worst first: those about answers that were given by now."""
    remainders = walk.leftovers.remainders
    own = remainders.mask_of(answer.reference for answer in walk.plan.questions[question].answers)
    asked = walk.gone[question].known | own
    found = []
    for place, decision in enumerate(walk.ahead[question]):
        variety = walk.leftovers.variety({state[place] for state in states})
        for row, (condition, _) in enumerate(walk.plan.decisions[decision]):
            if variety[row] > 1 and remainders.masks[remainders.number_of(condition)] & asked:
                found.append(Crowd(decision, row, variety[row]))
    yield from sorted(found, key=lambda crowd: crowd.remainders, reverse=True)


def _follow(walk: _Walk, question: PlannedQuestion, target: str, columns: _Columns, *, size: int) -> array[int]:
    """Go through decisions until a question or an outcome is reached, each state its own way."""
    arrows = array("i", [NOWHERE]) * size
    column_of = dict(zip(walk.ahead[question.id], columns, strict=True))
    waiting: list[tuple[str, Sequence[int]]] = [(target, range(size))]
    while waiting:
        target, places = waiting.pop()
        if target in walk.plan.decisions:
            waiting.extend(_decided(walk, target, column_of[target], places).items())
            continue
        here = column_of
        if len(places) < size:
            here = {id: [column[place] for place in places] for id, column in column_of.items()}
        for place, number in zip(places, _enter(walk, target, here, size=len(places)), strict=True):
            arrows[place] = number
    return arrows


def _decided(walk: _Walk, decision: str, column: Sequence[int], places: Sequence[int]) -> dict[str, list[int]]:
    """Part the places by what the decision leads to."""
    row_of = {number: walk.leftovers.row_of(number) for number in dict.fromkeys(column[place] for place in places)}
    walk.taken.update((decision, row) for row in row_of.values())
    targets = {number: walk.plan.decisions[decision][row][1] for number, row in row_of.items()}
    parted: dict[str, list[int]] = {}
    for place in places:
        parted.setdefault(targets[column[place]], []).append(place)
    return parted


def _enter(walk: _Walk, target: str, columns: Mapping[str, Sequence[int]], *, size: int) -> array[int]:
    """Number the states at a question or outcome; an answer that can no longer be given is not given."""
    if target in walk.outcomes:
        return array("i", [walk.outcomes[target]]) * size
    states = walk.entered.setdefault(target, _new_states(walk))
    left = [walk.leftovers.settle_all(columns[id], walk.gone[target]) for id in walk.ahead[target]]
    return _numbered(walk, target, states, left, size=size)
