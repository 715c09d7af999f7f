"""Find an answer in the guide's page, where it has a place among the answers of its question and no name."""

from __future__ import annotations

import datetime
import functools
from pathlib import Path

from generator.checks import Verified
from generator.problems import Problems
from generator.project import open_project

ROOT = Path(__file__).parents[2]
TODAY = datetime.date(2026, 11, 27)


@functools.cache
def shipped() -> Verified:
    """Open the project that ships with Stepwell, once for all tests."""
    project = open_project(ROOT, Problems(), today=TODAY)
    assert project.verified is not None
    return project.verified


@functools.cache
def answers_of(question: str) -> tuple[str, ...]:
    """List the answers of a question of any guide, as they stand in the page."""
    return next(
        tuple(answer.id for answer in guide.plan.questions[question].answers)
        for guide in (shipped(), *shipped().further)
        if question in guide.plan.questions
    )


def places_of(question: str, answers: list[str]) -> list[int]:
    """Find the places of answers among those of their question, from 0."""
    return [answers_of(question).index(answer) for answer in answers]


def input_of(question: str, answer: str) -> str:
    """Write the selector of an answer's input."""
    (place,) = places_of(question, [answer])
    return f'fieldset[data-question="{question}"] > div:nth-of-type({place + 1}) input'
