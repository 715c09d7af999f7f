"""Two entries share an id.

Links, journeys and addresses hold ids: with two of one name, a reader is sent to the wrong page.

Fails: two outcomes with `id: stay`. Cure: rename one; an id that is published already keeps its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from generator.checks.names import ids_of, steps_of
from generator.guide.plan import levels_for
from generator.model.guide import Question
from generator.model.knowledge import Handbook, KnowledgeBase
from generator.model.levels import Sleep
from generator.problems import Problem, Severity, Text

ID = "duplicate-id"
SEVERITY = Severity.ERROR


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Give a problem for each id that stands a second time among entries of its sort."""
    levels = chain[Any](*((level, *level.kinds) for level in base.every_level()))
    groups: list[tuple[Text, ...]] = [
        ids_of(base.levels.ladders),
        ids_of(levels),
        ids_of(guide.guide for guide in base.every_guide()),
        tuple(step for guide in base.every_guide() for step in steps_of(guide)),
        ids_of(base.safety.promises),
        ids_of(base.safety.boxes),
        ids_of(base.journeys.journeys),
        ids_of(base.contacts.contacts),
        ids_of(base.lines.lines),
        ids_of(base.sources.sources),
        *_of_handbook(base.handbook),
        *(ids_of((*question.answers, *question.more_answers)) for question in _questions(base)),
    ]
    for group in groups:
        yield from _repeated(group)
    yield from _taken_by_levels(base)
    moves = [(move.id, move.to) for move in base.levels.moves]
    yield from _repeated(tuple(Text(id, place=to.place) for id, to in moves))


def _questions(base: KnowledgeBase) -> Iterator[Question]:
    for guide in base.every_guide():
        yield from guide.questions


def _of_handbook(handbook: Handbook) -> Iterator[tuple[Text, ...]]:
    if handbook.glossary is not None:
        yield ids_of(handbook.glossary.terms)
    if handbook.treatments is not None:
        yield ids_of(handbook.treatments.treatments)
    if handbook.signs is not None:
        yield ids_of(handbook.signs.signs)
    if handbook.questions is not None:
        yield ids_of(handbook.questions.questions)
    if handbook.quality is not None:
        yield ids_of(handbook.quality.signs)
    if handbook.evidence is not None:
        yield ids_of((*handbook.evidence.studies, *handbook.evidence.claims))
    if handbook.facts is not None:
        yield ids_of(handbook.facts.facts)
    if handbook.values is not None:
        yield ids_of(handbook.values.values)


def _taken_by_levels(base: KnowledgeBase) -> Iterator[Problem]:
    for question in _questions(base):
        taken = {str(level.id) for level in levels_for(question, base)}
        taken |= {str(sleep) for sleep in Sleep} if taken else set()
        for answer in question.more_answers:
            if answer.id in taken:
                message = f'answer "{answer.id}" has the name of a level, or of a place to sleep'
                yield Problem(answer.id.place, ID, message, SEVERITY, "rename the answer")


def _repeated(ids: tuple[Text, ...]) -> Iterator[Problem]:
    first: dict[str, Text] = {}
    for id in ids:
        known = first.setdefault(id, id)
        if known is not id:
            note = f"first on line {known.place.line}"
            yield Problem(id.place, ID, f'id "{id}" stands here twice', SEVERITY, "rename one of them", (note,))
