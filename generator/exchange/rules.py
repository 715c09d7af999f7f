"""The rules of a guide as they were read from a standard's file, and how they become a diagram again.

Nothing here knows how the files were written: a plan is made of what they say alone, and compiled as any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from generator.guide.conditions import Resolved
from generator.guide.plan import Plan, PlannedAnswer, PlannedQuestion
from generator.model.entry import Entry
from generator.model.guide import NONE, NOT_SURE, Choose, Direction, Outcome, Question, Urgency
from generator.problems import Place, Text

NOWHERE = "(nowhere)"
"""Where answers lead for which no rule holds; no outcome can have such an id."""

Rows = tuple[tuple[Resolved, str], ...]
"""Conditions with the step that each leads to; the first that holds is followed."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as a file says it: how many answers it takes, their ids in order, and those that stand alone."""

    id: str
    choose: Choose
    answers: tuple[str, ...]
    alone: frozenset[str]


@dataclass(frozen=True, slots=True)
class EndPoint:
    """An outcome as a file says it."""

    urgency: Urgency
    direction: Direction


@dataclass(frozen=True, slots=True)
class Rules:
    """All that decides where answers lead.

    `steps` are decisions by id. Each question leads on to the step in `after`, whatever its answer; that step looks at
    the answers. `audiences` are the conditions under which notes are shown, by their ids. `tree` is everything else
    that was read, as `carrying` lays out a project.
    """

    start: str
    questions: Mapping[str, AskedQuestion]
    after: Mapping[str, str]
    steps: Mapping[str, Rows]
    outcomes: Mapping[str, EndPoint]
    audiences: Mapping[str, Resolved] = field(default_factory=dict)
    tree: Mapping[str, object] = field(default_factory=dict)


def is_alone(question: Choose, answer: str) -> bool:
    """Tell whether an answer with this id excludes every other."""
    return question is Choose.ONE or answer in (NONE, NOT_SURE)


def plan_of(rules: Rules) -> Plan:
    """Make the plan of what was read; where no row of a step holds, it leads to `NOWHERE`."""
    outcomes = {id: _outcome(id, end) for id, end in rules.outcomes.items()}
    return Plan(
        start=rules.start,
        questions={id: _question(asked, rules.after[id]) for id, asked in rules.questions.items()},
        decisions={id: (*rows, (True, NOWHERE)) for id, rows in rules.steps.items()},
        outcomes={**outcomes, NOWHERE: _only(Outcome, id=_text(NOWHERE))},
    )


def _outcome(id: str, end: EndPoint) -> Outcome:
    return _only(Outcome, id=_text(id), urgency=end.urgency, direction=end.direction)


def _question(asked: AskedQuestion, after: str) -> PlannedQuestion:
    answers = tuple(
        PlannedAnswer(
            id, f"{asked.id}.{id}", _text(id), _text(id), None, after if id in asked.alone else "", id in asked.alone
        )
        for id in asked.answers
    )
    return PlannedQuestion(
        id=asked.id,
        entry=_only(Question, id=_text(asked.id), choose=asked.choose),
        choose=asked.choose,
        answers=answers,
        options=tuple(answer for answer in answers if not answer.is_exclusive),
        exclusives=tuple(answer for answer in answers if answer.is_exclusive),
        next=after,
    )


_OneEntry = TypeVar("_OneEntry", bound=Entry)


def _only(model: type[_OneEntry], **values: Any) -> _OneEntry:
    """Make an entry that holds these values alone: to ask it for another is an error."""
    return cast(_OneEntry, model.model_construct(None, **values))


def _text(value: str) -> Text:
    return Text(value, place=Place("", 1, 1))
