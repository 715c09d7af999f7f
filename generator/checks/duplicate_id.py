"""Two entries share an id.

Links, journeys and addresses hold ids: with two of one name, a reader is sent to the wrong page.

Fails: two outcomes with `id: stay`. Cure: rename one; an id that is published already keeps its name.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.names import groups_of_base, ids_of, questions_of
from generator.checks.need import Need
from generator.guide.plan import levels_for
from generator.model.knowledge import KnowledgeBase
from generator.model.levels import Sleep
from generator.problems import Problem, Severity, Text

ID = "duplicate-id"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each id that stands a second time among entries of its sort."""
    for group in groups_of_base(base):
        yield from _repeated(ids_of(group))
    for question in questions_of(base):
        yield from _repeated(ids_of((*question.answers, *question.more_answers)))
    yield from _taken_by_levels(base)
    moves = [(move.id, move.to) for move in base.levels.moves]
    yield from _repeated(tuple(Text(id, place=to.place) for id, to in moves))


def _taken_by_levels(base: KnowledgeBase) -> Iterator[Problem]:
    for question in questions_of(base):
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
            note += "" if known.place.file == id.place.file else f" of {known.place.file}"
            yield Problem(id.place, ID, f'id "{id}" stands here twice', SEVERITY, "rename one of them", (note,))
