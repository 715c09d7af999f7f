"""Resolve a guide's names: every question with its answers and where each leads, every decision with its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from generator.guide.conditions import Resolved, resolve
from generator.model.guide import NONE, NOT_SURE, Answer, Choose, Outcome, Question
from generator.model.knowledge import KnowledgeBase
from generator.model.levels import Level, Sleep
from generator.problems import Text


@dataclass(frozen=True, slots=True)
class PlannedAnswer:
    """One answer of a question. `target` is empty for an option of a "choose any" question."""

    id: str
    reference: str
    text: Text
    they: Text
    help: Text | None
    target: str
    is_exclusive: bool


@dataclass(frozen=True, slots=True)
class PlannedQuestion:
    """A question with all its answers, those from the levels included.

    `options` are the answers that may be combined ("choose any"), `exclusives` those that stand alone.
    """

    id: str
    entry: Question
    choose: Choose
    answers: tuple[PlannedAnswer, ...]
    options: tuple[PlannedAnswer, ...]
    exclusives: tuple[PlannedAnswer, ...]
    next: str

    @property
    def targets(self) -> tuple[str, ...]:
        """List every id that this question leads to, each once."""
        ways = [answer.target for answer in self.exclusives]
        return tuple(dict.fromkeys([*ways, self.next] if self.options else ways))


@dataclass(frozen=True, slots=True)
class Plan:
    """A guide whose names all resolve: questions, the rows of decisions, outcomes, by id."""

    start: str
    questions: dict[str, PlannedQuestion]
    decisions: dict[str, tuple[tuple[Resolved, str], ...]]
    outcomes: dict[str, Outcome]

    def targets(self, id: str) -> tuple[str, ...]:
        """List the ids that a question or decision leads to; none for an outcome."""
        if id in self.questions:
            return self.questions[id].targets
        return tuple(dict.fromkeys(target for _, target in self.decisions.get(id, ())))


def levels_for(question: Question, base: KnowledgeBase) -> tuple[Level, ...]:
    """List the levels that a question takes its answers from: its ladder's, then those beside the ladders."""
    if not question.is_from_levels:
        return ()
    ladders = [ladder for ladder in base.levels.ladders if question.ladder in (None, ladder.id)]
    return (*chain.from_iterable(ladder.levels for ladder in ladders), *base.levels.beside)


def answers_of(question: Question, base: KnowledgeBase) -> tuple[PlannedAnswer, ...]:
    """List all answers of a question in the order a reader sees them."""
    from_levels = (_answer_of_level(question, level) for level in levels_for(question, base))
    return (*from_levels, *(_planned(question, answer) for answer in (*question.answers, *question.more_answers)))


def _answer_of_level(question: Question, level: Level) -> PlannedAnswer:
    target = question.next or ""
    return PlannedAnswer(
        level.id, f"{question.id}.{level.id}", level.name, level.name, level.sentence, str(target), is_exclusive=True
    )


def _planned(question: Question, answer: Answer) -> PlannedAnswer:
    is_exclusive = question.choose is Choose.ONE or answer.id in (NONE, NOT_SURE)
    target = answer.next or question.next or ""
    return PlannedAnswer(
        answer.id,
        f"{question.id}.{answer.id}",
        answer.text,
        answer.they or answer.text,
        answer.help,
        str(target) if is_exclusive else "",
        is_exclusive,
    )


def references_of(question: Question, base: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    """Map each reference to a question (an answer, or where a level's people sleep) to the answers it stands for."""
    found: dict[str, tuple[str, ...]] = {answer.reference: (answer.reference,) for answer in answers_of(question, base)}
    levels = levels_for(question, base)
    for sleep in Sleep if levels else ():
        found[f"{question.id}.{sleep}"] = tuple(f"{question.id}.{level.id}" for level in levels if level.sleep is sleep)
    return found


def known_references(base: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    """Map every reference that this guide's conditions may use to the answers of this guide that it stands for.

    Those are its answers, where a level's people sleep, and the sets of every guide.
    """
    found: dict[str, tuple[str, ...]] = {}
    for question in base.tree.questions:
        found |= references_of(question, base)
    for guide in base.every_guide():
        for group in guide.sets:
            answers = (found.get(reference, ()) for reference in group.answers)
            found[str(group.id)] = tuple(dict.fromkeys(chain.from_iterable(answers)))
    return found


def _planned_question(question: Question, base: KnowledgeBase) -> PlannedQuestion:
    answers = answers_of(question, base)
    options = tuple(answer for answer in answers if not answer.is_exclusive)
    exclusives = tuple(answer for answer in answers if answer.is_exclusive)
    return PlannedQuestion(
        str(question.id), question, question.choose, answers, options, exclusives, str(question.next or "")
    )


def make_plan(base: KnowledgeBase) -> Plan:
    """Resolve the names of a guide, which were checked before."""
    references = known_references(base)
    questions = {str(question.id): _planned_question(question, base) for question in base.tree.questions}
    decisions = {
        str(decision.id): tuple(
            (True if case.when is None else resolve(case.when, references.__getitem__), str(case.target))
            for case in decision.cases
        )
        for decision in base.tree.decisions
    }
    outcomes = {str(outcome.id): outcome for outcome in base.tree.outcomes}
    return Plan(str(base.tree.guide.start), questions, decisions, outcomes)


def find_cycle(plan: Plan) -> tuple[str, ...]:
    """Find a chain of ids that leads back to its first, or nothing where there is none."""
    done: set[str] = set()
    for start in _every_id(plan):
        if start in done:
            continue
        trail: list[str] = [start]
        ways: list[Iterator[str]] = [iter(plan.targets(start))]
        while ways:
            step = next(ways[-1], None)
            if step is None:
                done.add(trail.pop())
                ways.pop()
            elif step in trail:
                return (*trail[trail.index(step) :], step)
            elif step not in done:
                trail.append(step)
                ways.append(iter(plan.targets(step)))
    return ()


def order_of(plan: Plan) -> dict[str, int]:
    """Number the questions and decisions so that each stands before all that it leads to.

    The plan must have no cycle. The same plan gives the same numbers.
    """
    done: dict[str, None] = {}
    for start in _every_id(plan):
        trail = [(start, iter(plan.targets(start)))] if start not in done else []
        while trail:
            id, ways = trail[-1]
            step = next((way for way in ways if way not in done), None)
            if step is None:
                done[id] = None
                trail.pop()
            else:
                trail.append((step, iter(plan.targets(step))))
    return {id: number for number, id in enumerate(reversed(done))}


def _every_id(plan: Plan) -> Iterable[str]:
    return chain([plan.start], plan.questions, plan.decisions)
