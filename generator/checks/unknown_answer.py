"""A condition, journey or promise names an answer that no question has.

The rule would never hold, and nobody would see why: a sign of danger could be passed over.

Fails: `is: signs-up.wrose`. Cure: write `question.answer` with ids from decision_tree.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.checks.names import references_anywhere, without_sets
from generator.checks.need import Need
from generator.checks.vanished import cure_of
from generator.guide.plan import answers_of, known_references
from generator.guide.sharing import GuideBase
from generator.model.guide import Choose, Question
from generator.model.knowledge import KnowledgeBase
from generator.model.sorts import Sort
from generator.naming import names_of, texts_naming
from generator.problems import Problem, Severity, Text, did_you_mean

ID = "unknown-answer"
SEVERITY = Severity.ERROR
NEEDS = Need.GUIDE

_ANSWERS = (Sort.ANSWER, Sort.SET)


def check(base: GuideBase) -> Iterator[Problem]:
    """Yield a problem for each reference to an answer or question that is not there."""
    here, anywhere = known_references(base), references_anywhere(base)
    questions = [question for guide in base.every_guide() for question in guide.questions]
    single = {answer.reference for question in questions for answer in answers_of(question, base)}
    yield from _voices(base)
    for references, known in (
        (_answers_in(*base.tree.decisions), here),
        (_answers_in(*base.tree.outcomes, *base.every_note(), *base.every_subject()), anywhere),
        (_answers_in(*base.tree.sets, *base.safety.promises), without_sets(anywhere)),
        ((*base.safety.benign, *base.safety.harmless), single),
        (_answers_in(*base.journeys.journeys), single),
    ):
        for reference in references:
            if reference not in known:
                otherwise = _of_any_question(reference, known) or "write question.answer"
                help = cure_of(reference, _ANSWERS, names_of(base), known, otherwise)
                yield Problem(reference.place, ID, f'"{reference}" is not an answer of any question', SEVERITY, help)
    yield from _sets_of_others(base)
    yield from _questions(base.safety.screen, base.tree.questions if not base.tree.guide.shares else questions, base)
    yield from _questions([severity.question for severity in base.safety.severities], questions, base)
    yield from _orders(base)


def _voices(base: KnowledgeBase) -> Iterator[Problem]:
    """Find a problem for each answer of `they_when` that this guide does not ask for."""
    here = {answer.reference for question in base.tree.questions for answer in answers_of(question, base)}
    for reference in base.tree.guide.they_when:
        if reference not in here:
            message = f'"{reference}" is not an answer of any question of guide "{base.tree.guide.id}"'
            otherwise = _of_any_question(reference, here) or 'add its question to "shares"'
            help = cure_of(reference, _ANSWERS, names_of(base), here, otherwise)
            yield Problem(reference.place, ID, message, SEVERITY, help)


def _sets_of_others(base: KnowledgeBase) -> Iterator[Problem]:
    """Find a problem for each set in a decision of whose answers this guide asks for none."""
    sets = {str(group.id) for guide in base.every_guide() for group in guide.sets}
    known = known_references(base)
    for name in _answers_in(*base.tree.decisions):
        if name in sets and not known[name]:
            message = f'guide "{base.tree.guide.id}" asks for no answer of set "{name}"'
            yield Problem(name.place, ID, message, SEVERITY, "name answers that it asks for")


def _answers_in(*parts: object) -> Iterator[Text]:
    for part in parts:
        yield from (text for _, text in texts_naming(part, Sort.ANSWER))


def _questions(ids: Iterable[Text], questions: Iterable[Question], base: KnowledgeBase) -> Iterator[Problem]:
    known = {str(question.id) for question in questions}
    for id in ids:
        if id not in known:
            help = cure_of(id, (Sort.QUESTION,), names_of(base), known, f"known: {', '.join(sorted(known))}")
            yield Problem(id.place, ID, f'"{id}" is not a question', SEVERITY, help)


def _orders(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each severity of a question of this guide that is not in the form of its question."""
    questions = {str(question.id): question for question in base.tree.questions}
    for severity in base.safety.severities:
        question = questions.get(severity.question)
        if question is None:
            continue
        answers = {str(answer.id) for answer in (*question.answers, *question.more_answers)}
        for answer in severity.mildest_first:
            if answer not in answers:
                message = f'"{answer}" is not an answer of question "{question.id}"'
                help = did_you_mean(answer, answers, is_name=True) or f"known: {', '.join(sorted(answers))}"
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
