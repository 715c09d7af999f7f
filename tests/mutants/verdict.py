"""Judge one fault: does it change anything, is it dangerous, and which checks report it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import ModuleType
from typing import TypeVar

from generator.checks import (
    bad_sharing,
    broken_promise,
    checks_that_need,
    contradicting_notes,
    cycle,
    duplicate_id,
    half_said_note,
    journey_elsewhere,
    no_help_line,
    note_elsewhere,
    note_for_some,
    note_more_urgent,
    too_many_states,
    unknown_reference,
    unsure_left_out,
    unused_question,
)
from generator.checks.compiled import Compiled, compiled_of
from generator.checks.need import Need
from generator.guide.compiling import compile_guide
from generator.guide.diagram import Diagram, TooManyStates
from generator.guide.holding import HoldingWalk
from generator.guide.plan import Plan, make_plan
from generator.guide.saying import audiences, where_said
from generator.guide.sharing import GuideBase, bases_of_guides
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity
from tests.mutants.difference import Difference, Walkable, differences
from tests.mutants.faults import Fault
from tests.mutants.retold import Retold, retold

NAMES = (duplicate_id, unknown_reference, unsure_left_out, half_said_note)
"""The checks of names that a fault can touch; no fault here changes a word."""

TOLD = (
    broken_promise,
    journey_elsewhere,
    no_help_line,
    unused_question,
    note_more_urgent,
    contradicting_notes,
    note_elsewhere,
    note_for_some,
)
"""The checks of a diagram that depend on what is said; the others find nothing new where readers are led as before."""


Found = TypeVar("Found", Difference, Retold)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a fault: the checks that report it, and the answers that show it, the dangerous ones first.

    `difference` is where readers end apart, `retold` what they are told apart where none of them does. A guide that
    cannot be compiled at all (a circle, a decision without a last row) has neither.
    """

    fault: Fault
    reported_by: tuple[str, ...]
    is_compiled: bool
    difference: Difference | None = None
    retold: Retold | None = None

    @property
    def is_equivalent(self) -> bool:
        """Tell whether no way to answer changes outcome, urgency, direction or what is told."""
        return self.is_compiled and self.difference is None and self.retold is None

    @property
    def is_dangerous(self) -> bool:
        """Tell whether some reader is told to wait longer, is newly pointed to less support, or in danger told less."""
        return any(found is not None and found.is_dangerous for found in (self.difference, self.retold))

    @property
    def is_caught(self) -> bool:
        """Tell whether any check reports the fault as an error."""
        return bool(self.reported_by)


@dataclass(frozen=True, slots=True)
class Shipped:
    """A project as it is, with each of its guides, ready to be walked beside one with a fault."""

    base: KnowledgeBase
    guides: tuple[Compiled, ...]
    walkable: tuple[Walkable, ...]


def prepare(base: KnowledgeBase) -> Shipped:
    """Compile a base whose checks all pass."""
    guides = tuple(_compiled(one) for one in bases_of_guides(base))
    return Shipped(base, guides, tuple(Walkable(guide.diagram) for guide in guides))


def _compiled(base: GuideBase) -> Compiled:
    plan = make_plan(base)
    return compiled_of(base, plan, compile_guide(plan))


def errors_in(base: KnowledgeBase, shipped: Shipped | None = None) -> tuple[tuple[str, ...], tuple[Compiled, ...]]:
    """Give the ids of the checks that report an error, and the guides where they all compile.

    This is what `verify` does, without the checks of words and dates, which no fault here touches, and without the
    checks of a diagram where it is as it was. Once a guide has an error, the checks of the next ones are not asked.
    """
    problems = [problem for check in NAMES for problem in check.check(base)]
    problems += bad_sharing.check(base)
    bases = bases_of_guides(base) if not _errors(problems) else ()
    problems += [problem for one in bases for check in checks_that_need(Need.GUIDE) for problem in check.check(one)]
    guides: list[Compiled] = []
    for number, one in enumerate(bases if not _errors(problems) else ()):
        before = shipped.guides[number] if shipped else None
        made = _made(one, before)
        if not isinstance(made, Compiled):
            problems.append(made)
            continue
        guides.append(made)
        if not _errors(problems):
            checks = TOLD if before is not None and leads_as(before, made) else _that_report_errors(Need.DIAGRAM)
            problems += [problem for check in checks for problem in check.check(made)]
    if not bases or len(guides) < len(bases):
        return _errors(problems), ()
    for check in _that_report_errors(Need.EVERY_DIAGRAM) if not _errors(problems) else ():
        problems += check.check(guides)
    return _errors(problems), tuple(guides)


def _made(base: GuideBase, before: Compiled | None) -> Compiled | Problem:
    """Give a guide compiled, or the problem that stands in the way; what is as before is not made again."""
    plan = make_plan(base)
    if before is not None and _is_led_as(before, plan):
        return as_compiled(before, base)
    circle = next(iter(cycle.check(base, plan)), None)
    if circle is not None:
        return circle
    try:
        return compiled_of(base, plan, compile_guide(plan))
    except TooManyStates as error:
        return next(too_many_states.check(base, error))


def as_compiled(before: Compiled, base: GuideBase) -> Compiled:
    """Give a guide whose diagram is as before, with other notes, contacts and lines."""
    plan, found = make_plan(base), audiences(base)
    new = {id: audience for id, audience in found.items() if before.audiences.get(id) != audience}
    said = {**before.said, **where_said(HoldingWalk(before.diagram), new)}
    diagram = replace(before.diagram, plan=plan)
    return replace(before, base=base, plan=plan, diagram=diagram, audiences=found, said={id: said[id] for id in found})


def leads_as(before: Compiled, after: Compiled) -> bool:
    """Tell whether a guide leads every reader as another does: the same diagram, and ends of the same kind."""
    kinds = [
        {id: (outcome.urgency, outcome.direction) for id, outcome in guide.plan.outcomes.items()}
        for guide in (before, after)
    ]
    return before.diagram.nodes == after.diagram.nodes and kinds[0] == kinds[1]


def _that_report_errors(need: Need) -> tuple[ModuleType, ...]:
    return tuple(check for check in checks_that_need(need) if check.SEVERITY is Severity.ERROR)


def _errors(problems: list[Problem]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(problem.id for problem in problems if problem.severity is Severity.ERROR))


def judge(shipped: Shipped, fault: Fault) -> Verdict:
    """Give the verdict on a fault."""
    reported_by, guides = errors_in(fault.base, shipped)
    if not guides and not fault.dropped and {*reported_by} <= {check.ID for check in NAMES}:
        guides = _as_they_lead(shipped, fault.base)
    if guides:
        return Verdict(fault, reported_by, True, *_apart(shipped, guides))
    if fault.dropped:
        return Verdict(fault, reported_by, True, _worst(_ends_apart(shipped, _without(shipped, fault.dropped))))
    return Verdict(fault, reported_by, False)


def _apart(shipped: Shipped, guides: Iterable[Compiled]) -> tuple[Difference | None, Retold | None]:
    """Give where readers of any guide end apart, and what they are told apart, the dangerous first."""
    ended: list[Difference] = []
    told: list[Retold] = []
    for number, (before, after) in enumerate(zip(shipped.guides, guides, strict=True)):
        if leads_as(before, after):
            found = retold(before, after)
            told += [found] if found is not None else []
        else:
            worst = _worst(differences(shipped.walkable[number], Walkable(after.diagram)))
            ended += [worst] if worst is not None else []
    return _worst(ended), _worst(told)


def _as_they_lead(shipped: Shipped, base: KnowledgeBase) -> tuple[Compiled, ...]:
    """Give the guides of a project whose notes or contacts are refused, where all of them lead as before."""
    bases = bases_of_guides(base)
    if not all(_is_led_as(before, make_plan(one)) for before, one in zip(shipped.guides, bases, strict=True)):
        return ()
    return tuple(as_compiled(before, one) for before, one in zip(shipped.guides, bases, strict=True))


def _is_led_as(before: Compiled, plan: Plan) -> bool:
    return plan == replace(before.plan, outcomes=plan.outcomes)


def _worst(found: Iterable[Found | None]) -> Found | None:
    first = None
    for one in found:
        first = first or one
        if one is not None and one.is_dangerous:
            return one
    return first


def _ends_apart(shipped: Shipped, diagrams: Iterable[Diagram | None]) -> Iterable[Difference]:
    for walkable, diagram in zip(shipped.walkable, diagrams, strict=True):
        if diagram is not None:
            yield from differences(walkable, Walkable(diagram))


def _without(shipped: Shipped, dropped: str) -> Iterable[Diagram | None]:
    """Give each guide without an answer, though conditions may still name it; None where it never had it."""
    id = dropped.split(".")[0]
    for guide in shipped.guides:
        yield compile_guide(_plan_without(guide.plan, id, dropped)) if id in guide.plan.questions else None


def _plan_without(plan: Plan, id: str, dropped: str) -> Plan:
    question = plan.questions[id]
    answers, options, exclusives = (
        tuple(answer for answer in group if answer.reference != dropped)
        for group in (question.answers, question.options, question.exclusives)
    )
    changed = replace(question, answers=answers, options=options, exclusives=exclusives)
    return replace(plan, questions=plan.questions | {id: changed})
