"""A note names answers of a question and leaves out "I don't know" without a word.

Whoever is not sure may need to hear it most; whether they do is decided, not forgotten.

Fails: a note `when: [uses.opioids]` beside an answer `uses.not-sure`; or a `leaves_out` that names another answer.
Cure: add `uses.not-sure` to the list, or name it in `leaves_out`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.guide.plan import references_of
from generator.model.guide import NOT_SURE
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity, Text

ID = "unsure-left-out"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Find a problem for each list of a note without the "not-sure" of a question that it names."""
    known: dict[str, tuple[str, ...]] = {}
    for guide in base.every_guide():
        for question in guide.questions:
            known |= references_of(question, base)
    sets = {str(group.id): group.answers for guide in base.every_guide() for group in guide.sets}
    for note in base.every_note():
        left_out: set[str] = set()
        for names in (note.when, note.and_):
            unsure = [answer for answer in _left_out(names, sets) if answer in known]
            left_out.update(unsure)
            for answer in unsure:
                if answer not in note.leaves_out:
                    message = f'"{answer}" is left out here without a word'
                    help = f'add "{answer}", or write it into "leaves_out"'
                    yield Problem(names[-1].place, ID, message, SEVERITY, help)
        for name in note.leaves_out:
            if name not in left_out:
                message = f'"{name}" is not an "I don\'t know" that note "{note.id}" leaves out'
                help = 'take it out; "leaves_out" holds the "not-sure" of questions that the note names'
                yield Problem(name.place, ID, message, SEVERITY, help)


def _left_out(names: tuple[Text, ...], sets: dict[str, tuple[Text, ...]]) -> Iterator[str]:
    """Yield the "not-sure" of each question that a list names, where the list does not hold it."""
    answers = [str(answer) for name in names for answer in sets.get(name, (name,))]
    for question in dict.fromkeys(answer.split(".")[0] for answer in answers):
        unsure = f"{question}.{NOT_SURE}"
        if unsure not in answers:
            yield unsure
