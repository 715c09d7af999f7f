"""The urgency depends on whether somebody asks for themselves or for someone else.

Danger is as urgent for a child as for oneself: each answer of `they_when` has a counterpart that leads the same way.

Fails: a rule that reads `who.someone-else` and lowers the urgency. Cure: let the answer change words only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.compiled import Compiled, in_words
from generator.checks.need import Need
from generator.guide.forks import Fork, any_other_answer
from generator.guide.pairs import PairFault, PairWalk
from generator.model.guide import Outcome
from generator.problems import Problem, Severity

ID = "voice-changes-urgency"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM


def check(compiled: Compiled) -> Iterator[Problem]:
    """Find a problem for each answer of `they_when` that no other answer of its question equals in urgency."""
    they_when = compiled.base.tree.guide.they_when
    pairs = PairWalk(compiled.diagram, _differ)
    for they in they_when:
        alone = [answer.reference for answer in compiled.plan.questions[they.split(".")[0]].exclusives]
        if they not in alone:
            message = f'"{they}" can be chosen together with other answers'
            yield Problem(they.place, ID, message, SEVERITY, 'name an answer of a "choose: one" question')
            continue
        first = _fault_with_each(pairs, they, [other for other in alone if other not in they_when])
        if first is not None:
            ends = (first.first_outcome, first.second_outcome)
            message = f'the urgency depends on "{they}": "{ends[0]}" or "{ends[1]}"'
            note = f"with the answers: {in_words(first.answers)}"
            yield Problem(they.place, ID, message, SEVERITY, "let this answer change words only", (note,))


def _fault_with_each(pairs: PairWalk, they: str, others: Sequence[str]) -> PairFault | None:
    """Find two readers who differ in an answer alone and end differently urgent: the first, if each other has some."""
    faults: list[PairFault] = []
    for other in others:
        fault = _fault(pairs, they, other)
        if fault is None:
            return None
        faults.append(fault)
    return next(iter(faults), None)


def _fault(pairs: PairWalk, they: str, other: str) -> PairFault | None:
    def forks(number: int) -> Iterator[Fork]:
        ways = any_other_answer(pairs.diagram, number)
        return (fork for fork in ways if {they, other} == {fork.first, fork.second})

    return pairs.shortest_fault(they.split(".")[0], forks)


def _differ(first: Outcome, second: Outcome) -> bool:
    return first.urgency is not second.urgency
