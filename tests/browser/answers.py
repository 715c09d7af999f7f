"""Find an answer in the guide's page, where it has a place among the answers of its question and no name."""

from __future__ import annotations

import functools

from tests.conftest import proven


@functools.cache
def answers_of(question: str) -> tuple[str, ...]:
    """List the answers of a question of any guide, as they stand in the page."""
    return next(
        tuple(answer.id for answer in guide.plan.questions[question].answers)
        for guide in (proven(), *proven().further)
        if question in guide.plan.questions
    )


def places_of(question: str, answers: list[str]) -> list[int]:
    """Find the places of answers among those of their question, from 0."""
    return [answers_of(question).index(answer) for answer in answers]


def input_of(question: str, answer: str) -> str:
    """Write the selector of an answer's input."""
    (place,) = places_of(question, [answer])
    return f'fieldset[data-question="{question}"] > div:nth-of-type({place + 1}) input'
