"""A condition, journey or promise names an answer that no question has.

The rule would never hold, and nobody would see why: a sign of danger could be passed over.

Fails: `is: signs-up.wrose`. Cure: write `question.answer` with ids from decision_tree.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.checks.names import known_references, references_in
from generator.model.guide import Choose
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity, Text, did_you_mean

ID = "unknown-answer"
SEVERITY = Severity.ERROR


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Give a problem for each reference to an answer or question that is not there."""
    known = known_references(base)
    single = {reference for references in known.values() for reference in references}
    for reference, allowed in _references(base):
        if reference not in (known if allowed else single):
            help = did_you_mean(reference, known) or _of_any_question(reference, known) or "write question.answer"
            yield Problem(reference.place, ID, f'"{reference}" is not an answer of any question', SEVERITY, help)
    yield from _questions(base)


def _references(base: KnowledgeBase) -> Iterator[tuple[Text, bool]]:
    """Give each reference, and whether it may name a group of levels."""
    yield base.tree.guide.they_when, False
    for decision in base.tree.decisions:
        for case in decision.cases:
            if case.when is not None:
                yield from ((reference, True) for reference in references_in(case.when))
    for promise in base.safety.promises:
        yield from ((reference, True) for reference in references_in(promise.whenever))
    yield from ((reference, False) for reference in base.safety.benign)
    for journey in base.journeys.journeys:
        yield from ((reference, False) for reference in journey.answers)


def _questions(base: KnowledgeBase) -> Iterator[Problem]:
    questions = {str(question.id): question for question in base.tree.questions}
    named = [*base.safety.screen, *(severity.question for severity in base.safety.severities)]
    for id in named:
        if id not in questions:
            help = did_you_mean(id, questions) or f"known: {', '.join(questions)}"
            yield Problem(id.place, ID, f'"{id}" is not a question', SEVERITY, help)
    for severity in base.safety.severities:
        question = questions.get(severity.question)
        if question is None:
            continue
        answers = {str(answer.id) for answer in (*question.answers, *question.more_answers)}
        for answer in severity.mildest_first:
            if answer not in answers:
                message = f'"{answer}" is not an answer of question "{question.id}"'
                help = did_you_mean(answer, answers) or f"known: {', '.join(sorted(answers))}"
                yield Problem(answer.place, ID, message, SEVERITY, help)
        if question.choose is Choose.ONE and not severity.mildest_first:
            message = f'question "{question.id}" has "choose: one", but its answers are not put in order here'
            help = 'add "mildest_first:" with its answers'
            yield Problem(severity.question.place, ID, message, SEVERITY, help)
        elif question.choose is Choose.ANY and severity.mildest_first:
            message = f'question "{question.id}" has "choose: any": its options have no order'
            help = 'delete "mildest_first"; each option counts as worse than none'
            yield Problem(severity.mildest_first[0].place, ID, message, SEVERITY, help)


def _of_any_question(reference: Text, known: Iterable[str]) -> str:
    whole = next((answer for answer in known if answer.endswith(f".{reference}")), "")
    return f'did you mean "{whole}"?' if whole else ""
