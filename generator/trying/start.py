"""Find how a walk through a guide begins: with which answers, and at which question."""

from __future__ import annotations

from dataclasses import dataclass

from generator.checks import Verified
from generator.guide.answering import Given, answers_to_reach, given_by
from generator.guide.proofs import ends_of
from generator.problems import did_you_mean


class WrongStart(Exception):
    """What was asked for does not fit the guide; the message says what would."""


@dataclass(frozen=True, slots=True)
class Start:
    """How a walk begins: the answers that are filled in, the question that is shown first, and the voice.

    Without a `question` it is the first that is open.
    """

    given: Given
    question: str = ""
    they: bool = False


def start_of(
    verified: Verified, *, answers: str = "", question: str = "", they: bool = False, journey: str = ""
) -> Start:
    """Find how a walk begins with some answers ("a.b,c.d") or those of a journey filled in, at a question.

    What must be answered to come to that question is filled in too, with the fewest answers. Raises WrongStart.
    """
    filled = [answer for answer in answers.replace(",", " ").split() if answer]
    if journey:
        filled += _of_journey(verified, journey)
    spoken = [str(reference) for reference in verified.base.tree.guide.they_when]
    if they and not any(reference.split(".")[0] == answer.split(".")[0] for reference in spoken for answer in filled):
        filled += spoken[:1]
    given = _given(verified, filled)
    if not question:
        return Start(given, they=they)
    if question not in verified.plan.questions:
        near = did_you_mean(question, verified.plan.questions) or f"there are: {', '.join(verified.plan.questions)}"
        raise WrongStart(f'"{question}" is no question of this guide; {near}')
    before = answers_to_reach(verified.diagram, question, given)
    if before is None:
        raise WrongStart(f'with these answers the guide never asks "{question}"; leave one out')
    return Start({**given, **given_by(before)}, question, they)


def _given(verified: Verified, references: list[str]) -> Given:
    """Sort answers by their questions; each must be one of this guide, and one that stands alone must be alone."""
    known = {answer.reference: answer for each in verified.plan.questions.values() for answer in each.answers}
    for reference in references:
        if reference not in known:
            near = did_you_mean(reference, known) or "write a question, a dot and its answer, such as who.me"
            raise WrongStart(f'"{reference}" is no answer of this guide; {near}')
    given = given_by(references)
    for answers in given.values():
        if len(answers) > 1 and any(known[answer].is_exclusive for answer in answers):
            raise WrongStart(f"{' and '.join(sorted(answers))} are never given together; keep one")
    return given


def _of_journey(verified: Verified, name: str) -> tuple[str, ...]:
    """Find a whole way of answering that a journey stands for."""
    journeys = {str(journey.id): journey for journey in verified.base.journeys.journeys}
    if name not in journeys:
        raise WrongStart(f'"{name}" is no journey; {did_you_mean(name, journeys) or f"there are {len(journeys)}"}')
    journey = journeys[name]
    asked = {answer.reference for each in verified.plan.questions.values() for answer in each.answers}
    if journey.guide not in (None, verified.base.tree.guide.id) or not asked.issuperset(journey.answers):
        guide = f"; name it with --guide {journey.guide}" if journey.guide else ""
        raise WrongStart(f'journey "{name}" is of another guide{guide}')
    ends = ends_of(verified.diagram, journey.answers)
    return ends[str(journey.outcome)].answers
