"""An answer leads nowhere: neither it nor its question has a `next`, or a decision has no `otherwise`.

A reader who gives this answer would be left without a next step.

Fails: an answer without `next` in a question without `next`. Cure: add `next` to one of them.
Fails: a decision without a last row. Cure: end it with `- otherwise: …`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.guide.sharing import GuideBase
from generator.model.guide import NONE, NOT_SURE, Choose, Question
from generator.problems import Change, Cure, Problem, Severity

ID = "leads-nowhere"
SEVERITY = Severity.ERROR
NEEDS = Need.GUIDE


def check(base: GuideBase) -> Iterator[Problem]:
    """Yield a problem for each answer without a way on, and each option with a way of its own."""
    for question in base.tree.questions:
        yield from _check_question(question)
    for decision in base.tree.decisions:
        if all(case.otherwise is None for case in decision.cases):
            message = f'decision "{decision.id}" leads nowhere where none of its cases holds'
            help = 'end it with "- otherwise:" and the id of a question or outcome'
            yield Problem(decision.id.place, ID, message, SEVERITY, help)


def _check_question(question: Question) -> Iterator[Problem]:
    if question.next is None and (question.is_from_levels or question.choose is Choose.ANY):
        message = f'question "{question.id}" leads nowhere'
        yield Problem(question.id.place, ID, message, SEVERITY, _add('add "next:" to the question'))
    for answer in (*question.answers, *question.more_answers):
        is_option = question.choose is Choose.ANY and answer.id not in (NONE, NOT_SURE)
        if is_option and answer.next is not None:
            message = f'option "{answer.id}" has a "next" of its own, but options can be combined'
            yield Problem(answer.next.place, ID, message, SEVERITY, "let a decision after the question choose the way")
        elif not is_option and answer.next is None and question.next is None:
            message = f'answer "{answer.id}" leads nowhere'
            yield Problem(answer.id.place, ID, message, SEVERITY, _add('add "next:" to the answer or its question'))


def _add(says: str) -> Cure:
    return Cure(says, Change.ADD_KEY, text="next")
