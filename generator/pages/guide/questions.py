"""Say each question of a guide as its screen does: a short heading, a hint, its part of the guide, the time left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from generator.checks import Verified
from generator.checks.entries import entries_by_answer
from generator.guide.diagram import Diagram
from generator.guide.plan import Plan, PlannedQuestion, order_of
from generator.model.guide import NONE, NOT_SURE, Choose

SECONDS_A_QUESTION = 20
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


class Part(IntEnum):
    """The three parts of every guide: danger first, then who and where a person is, then what may come next."""

    SAFETY = 0
    PERSON = 1
    WHAT_NOW = 2


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The words of a question: the sentence that asks, and what else it says."""

    heading: str
    hint: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as its screen shows it.

    `minutes` is how long the guide may still take, this question included; it never grows on any way to answer.
    `apart` is the answer that "or" stands before, and empty where none is set apart. `entries` are those that fill in
    an answer, their ids with spaces between, by its id.
    """

    planned: PlannedQuestion
    you: QuestionWords
    they: QuestionWords
    part: Part
    minutes: int
    apart: str
    entries: Mapping[str, str]


def question_views(verified: Verified) -> tuple[QuestionView, ...]:
    """Describe every question of a guide, in the author's order."""
    plan, base = verified.plan, verified.base
    entries = entries_by_answer(base.tree.guide, base)
    parts = parts_of(plan, screen=verified.base.safety.screen)
    left = questions_left(verified.diagram)
    return tuple(
        QuestionView(
            question,
            asked(question.entry.you),
            asked(question.entry.they),
            parts[id],
            minutes_for(left.get(id, 1)),
            _first_apart(question),
            {answer.id: entries[answer.reference] for answer in question.answers if answer.reference in entries},
        )
        for id, question in plan.questions.items()
    )


def asked(text: str) -> QuestionWords:
    """Split a question into the first sentence that asks and the others; one without a question mark stays whole."""
    sentences = _SENTENCE_END.split(str(text).strip())
    heading = next((sentence for sentence in sentences if sentence.endswith("?")), None)
    if heading is None:
        return QuestionWords(" ".join(sentences), "")
    sentences.remove(heading)
    return QuestionWords(heading, " ".join(sentences))


def parts_of(plan: Plan, *, screen: Sequence[str]) -> dict[str, Part]:
    """Map each question to its part.

    The safety screen is the first. What can only come after "where do you get treatment now" (the question that takes
    its answers from the levels) is the last: from there on the guide weighs what may come next.
    """
    places = [id for id, question in plan.questions.items() if question.entry.is_from_levels]
    found = dict.fromkeys(plan.questions, Part.PERSON)
    found |= {id: Part.WHAT_NOW for id in _reached(plan, places) if id in plan.questions}
    return found | {str(id): Part.SAFETY for id in screen}


def _reached(plan: Plan, starts: Sequence[str]) -> Iterator[str]:
    """Find every question and decision that one of these leads to."""
    seen: set[str] = set()
    waiting = list(starts)
    while waiting:
        for target in plan.targets(waiting.pop()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
                yield target


def questions_left(diagram: Diagram) -> dict[str, int]:
    """Map each question that is asked to the most questions that can still be asked from it on, itself included.

    It falls by at least one from each question to the next, on every way to answer.
    """
    after: dict[str, set[str]] = {node.question: set() for node in diagram.nodes if node.question}
    for node in diagram.nodes:
        targets = (diagram.nodes[arrow].question for arrow in node.arrows if arrow is not None)
        after.get(node.question, set()).update(target for target in targets if target not in ("", node.question))
    order = order_of(diagram.plan)
    longest: dict[str, int] = {}
    for question in sorted(after, key=order.__getitem__, reverse=True):
        longest[question] = 1 + max((longest[other] for other in after[question]), default=0)
    return longest


def minutes_for(questions: int) -> int:
    """Return the whole minutes that so many questions take, and one where they take less."""
    return max(1, -(-questions * SECONDS_A_QUESTION // 60))


def _first_apart(question: PlannedQuestion) -> str:
    """Find where the answers begin that end the list and are no option like the others; empty where nothing is left."""
    standing_apart = (NONE, NOT_SURE) if question.choose is Choose.ANY else (NOT_SURE,)
    first = ""
    for answer in reversed(question.answers):
        if answer.id not in standing_apart:
            return first
        first = answer.id
    return ""
