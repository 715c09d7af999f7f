"""One answer that is no sign of danger moves the result by more than one step.

A reader who wavers over that answer is told either to wait or to get help today, or to ask either for less support or
for more: a slip of the finger decides.
A step is one urgency: routine, soon, today, emergency. From less support to more is two steps, with staying between.
Signs of danger may leap: the answers of the safety screen, and those that a promise with `urgency_at_least: today` or
more names. Questions that `severities` puts in order may turn less support into more, for that is what they ask.
Everything else that the reader answers, or would answer, is the same; where the answer opens a branch of the guide
with questions of its own on either side, the results are not compared.

Fails: "cost is in the way" leads to help today, where "no reason" leads to a talk at the next visit.
Cure: lead it to a step between, or make the answer a sign of danger in safety.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from generator.checks.compiled import Compiled, in_words
from generator.checks.names import answers_of_danger
from generator.checks.need import Need
from generator.guide.forks import Fork, any_other_answer
from generator.guide.pairs import PairFault, PairWalk
from generator.model.guide import Direction, Outcome
from generator.problems import Problem, Severity

ID = "big-step"
SEVERITY = Severity.WARNING
NEEDS = Need.DIAGRAM

_LESS_AND_MORE = {Direction.LESS_SUPPORT, Direction.MORE_SUPPORT}


def check(compiled: Compiled) -> Iterator[Problem]:
    """Yield a problem for each question where one answer leaps over a step, with the fewest answers that show it."""
    safety, diagram = compiled.base.safety, compiled.diagram
    ordered = {str(severity.question) for severity in safety.severities}
    signs = answers_of_danger(compiled.base).keys()

    @cache
    def forks(number: int) -> tuple[Fork, ...]:
        return tuple(any_other_answer(diagram, number))

    def harmless(number: int) -> Iterator[Fork]:
        return (fork for fork in forks(number) if signs.isdisjoint((fork.first, fork.second)))

    leaps, turns = (PairWalk(diagram, is_fault, across_branches=False) for is_fault in (_leaps, _turns))
    for id in compiled.plan.questions:
        if id in safety.screen:
            continue
        leap = leaps.shortest_fault(id, harmless)
        if leap is not None:
            help = "lead it to a step between, or name the answer in a promise that wants at least today"
            yield _problem(compiled, leap, "moves the urgency by more than one step", help)
        turn = None if id in ordered else turns.shortest_fault(id, forks)
        if turn is not None:
            help = "let one of them lead to staying, or put the answers of the question in order in severities"
            is_less = compiled.plan.outcomes[turn.first_outcome].direction is Direction.LESS_SUPPORT
            what = "turns less support into more" if is_less else "turns more support into less"
            yield _problem(compiled, turn, what, help)


def _leaps(first: Outcome, second: Outcome) -> bool:
    return abs(first.urgency.rank - second.urgency.rank) > 1


def _turns(first: Outcome, second: Outcome) -> bool:
    return {first.direction, second.direction} == _LESS_AND_MORE


def _problem(compiled: Compiled, fault: PairFault, what: str, help: str) -> Problem:
    ends = [compiled.plan.outcomes[id] for id in (fault.first_outcome, fault.second_outcome)]
    said = [f'"{end.id}" ({end.urgency}, {end.direction})' for end in ends]
    message = f'"{fault.second}" in place of "{fault.first}" {what}: {said[1]}, not {said[0]}'
    note = f"with the answers: {in_words(fault.answers)}"
    return Problem(compiled.place_of_question(fault.question), ID, message, SEVERITY, help, (note,))
