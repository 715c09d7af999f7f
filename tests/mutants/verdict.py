"""Judge one fault: does it change anything, is it dangerous, and which checks report it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.checks import GRAPH_CHECKS, GUIDE_NAME_CHECKS, NAME_CHECKS, cycle, too_many_states
from generator.checks.compiled import Compiled, compiled_of
from generator.guide.compiling import compile_guide
from generator.guide.diagram import Diagram, TooManyStates
from generator.guide.plan import Plan, make_plan
from generator.guide.sharing import bases_of_guides
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity
from tests.mutants.difference import Difference, Walkable, differences
from tests.mutants.faults import Fault


@dataclass(frozen=True, slots=True)
class Verdict:
    """Hold what came of a fault: the checks that report it, and the answers that show it, the dangerous ones first.

    A guide that cannot be compiled at all (a circle, a decision without a last row) has no `difference`.
    """

    fault: Fault
    reported_by: tuple[str, ...]
    is_compiled: bool
    difference: Difference | None

    @property
    def is_equivalent(self) -> bool:
        """Tell whether no way to answer changes outcome, urgency or direction."""
        return self.is_compiled and self.difference is None

    @property
    def is_dangerous(self) -> bool:
        """Tell whether some reader is told to wait longer, or is newly pointed to less support."""
        return self.difference is not None and self.difference.is_dangerous

    @property
    def is_caught(self) -> bool:
        """Tell whether any check reports the fault as an error."""
        return bool(self.reported_by)


@dataclass(frozen=True, slots=True)
class Shipped:
    """Hold the guide as it is, ready to be walked beside one with a fault."""

    base: KnowledgeBase
    plan: Plan
    guide: Walkable


def prepare(base: KnowledgeBase) -> Shipped:
    """Compile a base whose checks all pass."""
    plan = make_plan(base)
    return Shipped(base, plan, Walkable(compile_guide(plan)))


def errors_in(base: KnowledgeBase) -> tuple[tuple[str, ...], Diagram | None]:
    """Give the ids of the checks of names and of the guide that report an error, and the guide where it compiles.

    This is what `verify` does, without the checks of texts and dates, which no fault here touches.
    """
    problems = [problem for check in NAME_CHECKS for problem in check.check(base)]
    base = bases_of_guides(base)[0]
    problems += [problem for check in GUIDE_NAME_CHECKS for problem in check.check(base)]
    if _errors(problems):
        return _errors(problems), None
    plan = make_plan(base)
    problems.extend(cycle.check(base, plan))
    if _errors(problems):
        return _errors(problems), None
    try:
        diagram = compile_guide(plan)
    except TooManyStates as error:
        return _errors([too_many_states.problem(base, error)]), None
    problems.extend(_of_guide(compiled_of(base, plan, diagram)))
    return _errors(problems), diagram


def _of_guide(compiled: Compiled) -> Iterator[Problem]:
    for check in GRAPH_CHECKS:
        yield from check.check(compiled)


def _errors(problems: list[Problem]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(problem.id for problem in problems if problem.severity is Severity.ERROR))


def judge(shipped: Shipped, fault: Fault) -> Verdict:
    """Give the verdict on a fault."""
    reported_by, diagram = errors_in(replace(shipped.base, tree=fault.tree))
    if diagram is None and fault.dropped:
        diagram = compile_guide(_without(shipped.plan, fault.dropped))
    if diagram is None:
        return Verdict(fault, reported_by, False, None)
    first = None
    for difference in differences(shipped.guide, Walkable(diagram)):
        first = first or difference
        if difference.is_dangerous:
            return Verdict(fault, reported_by, True, difference)
    return Verdict(fault, reported_by, True, first)


def _without(plan: Plan, dropped: str) -> Plan:
    """Give the plan without an answer, though conditions may still name it."""
    question = plan.questions[dropped.split(".")[0]]
    answers, options, exclusives = (
        tuple(answer for answer in group if answer.reference != dropped)
        for group in (question.answers, question.options, question.exclusives)
    )
    changed = replace(question, answers=answers, options=options, exclusives=exclusives)
    return replace(plan, questions=plan.questions | {question.id: changed})
