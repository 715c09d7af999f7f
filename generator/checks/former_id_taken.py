"""An id in `formerly` is in use, or stands in two of them.

`formerly` says what a thing was called before, so that a change of its name is no new thing to a reviewer.
An id that means two things would hide that one of them is gone.

Fails: `formerly: [help-now]` while another outcome still has that id. Cure: delete it from `formerly`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.checks.names import groups_of_base, questions_of
from generator.checks.need import Need
from generator.guide.plan import levels_for
from generator.model.entry import Named
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity, Text

ID = "former-id-taken"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each id in a `formerly` that another entry of its sort has, or had too."""
    for group in groups_of_base(base):
        yield from _taken((entry.id for entry in group), _former(group))
    for question in questions_of(base):
        answers = (*question.answers, *question.more_answers)
        ids = (entry.id for entry in (*levels_for(question, base), *answers))
        yield from _taken(ids, _former(answers))
    pages = [name for page in base.pages for name in page.head.formerly]
    yield from _taken((page.name for page in base.pages), pages)


def _former(entries: Iterable[Named]) -> Iterator[Text]:
    for entry in entries:
        yield from entry.formerly


def _taken(ids: Iterable[str], former: Iterable[Text]) -> Iterator[Problem]:
    in_use = frozenset(ids)
    first: dict[str, Text] = {}
    for id in former:
        if id in in_use:
            message = f'"{id}" stands in "formerly", but something has that id now'
            yield Problem(id.place, ID, message, SEVERITY, 'delete it from "formerly", or rename what has it')
        elif first.setdefault(id, id) is not id:
            note = f"first on line {first[id].place.line} of {first[id].place.file}"
            message = f'"{id}" stands in "formerly" twice'
            yield Problem(id.place, ID, message, SEVERITY, "keep it where the thing went on", (note,))
