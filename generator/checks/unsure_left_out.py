"""A note names answers of a question and leaves out "I don't know" without a word.

Whoever is not sure may need to hear it most; whether they do is decided, not forgotten.

Fails: a note `when: [uses.opioids]` beside an answer `uses.not-sure`.
Cure: add `uses.not-sure` to the list, or name it in `leaves_out`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.guide.plan import references_of
from generator.model.guide import NOT_SURE
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity, Text

ID = "unsure-left-out"
SEVERITY = Severity.ERROR


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Find a problem for each list of a note without the "not-sure" of a question that it names."""
    known: dict[str, tuple[str, ...]] = {}
    for guide in base.every_guide():
        for question in guide.questions:
            known |= references_of(question, base)
    sets = {str(group.id): group.answers for guide in base.every_guide() for group in guide.sets}
    for note in base.every_note():
        for names in (note.when, note.and_):
            answers = [str(answer) for name in names for answer in sets.get(name, (name,))]
            yield from _left_out(names, answers, known, left_out=note.leaves_out)


def _left_out(
    names: tuple[Text, ...], answers: list[str], known: dict[str, tuple[str, ...]], *, left_out: tuple[Text, ...]
) -> Iterator[Problem]:
    for question in dict.fromkeys(answer.split(".")[0] for answer in answers):
        unsure = f"{question}.{NOT_SURE}"
        if unsure in known and unsure not in (*answers, *left_out):
            message = f'"{unsure}" is left out here without a word'
            help = f'add "{unsure}", or write it into "leaves_out"'
            yield Problem(names[-1].place, ID, message, SEVERITY, help)
