"""Say a compiled guide with other ids, so that an older version can be walked beside a newer one with new names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generator.guide.conditions import Compound, Resolved
from generator.guide.diagram import Diagram
from generator.guide.plan import Plan, PlannedAnswer, PlannedQuestion


@dataclass(frozen=True, slots=True)
class NewNames:
    """New ids by old: of questions, decisions and outcomes in `steps`, of answers ("question.answer") in `answers`.

    `answers` holds an answer too where only the id of its question is new. What is not held keeps its id.
    """

    steps: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)

    def step(self, id: str) -> str:
        """Look up the new id of a question, decision or outcome."""
        return self.steps.get(id, id)

    def answer(self, reference: str) -> str:
        """Look up the new name of an answer."""
        return self.answers.get(reference, reference)


def renamed(diagram: Diagram, names: NewNames) -> Diagram:
    """Rename what a diagram holds; texts, urgencies and arrows stay as they are."""
    if not names.steps and not names.answers:
        return diagram
    nodes = tuple(
        replace(node, question=names.step(node.question), outcome=names.step(node.outcome)) for node in diagram.nodes
    )
    taken = frozenset((names.step(decision), row) for decision, row in diagram.taken)
    return replace(diagram, plan=_plan(diagram.plan, names), nodes=nodes, taken=taken)


def _plan(plan: Plan, names: NewNames) -> Plan:
    return Plan(
        start=names.step(plan.start),
        questions={names.step(id): _question(question, names) for id, question in plan.questions.items()},
        decisions={
            names.step(id): tuple((_condition(condition, names), names.step(target)) for condition, target in rows)
            for id, rows in plan.decisions.items()
        },
        outcomes={names.step(id): outcome for id, outcome in plan.outcomes.items()},
    )


def _question(question: PlannedQuestion, names: NewNames) -> PlannedQuestion:
    answers, options, exclusives = (
        tuple(_answer(answer, names) for answer in group)
        for group in (question.answers, question.options, question.exclusives)
    )
    return replace(
        question,
        id=names.step(question.id),
        answers=answers,
        options=options,
        exclusives=exclusives,
        next=names.step(question.next),
    )


def _answer(answer: PlannedAnswer, names: NewNames) -> PlannedAnswer:
    reference = names.answer(answer.reference)
    return replace(answer, id=reference.split(".")[1], reference=reference, target=names.step(answer.target))


def _condition(condition: Resolved, names: NewNames) -> Resolved:
    if isinstance(condition, str):
        return names.answer(condition)
    if isinstance(condition, Compound):
        return replace(condition, parts=tuple(_condition(part, names) for part in condition.parts))
    return condition
