"""A note is never shown for certain, or an answer in it can never make it show.

It looks as if something were said to whoever gives that answer, and nothing is.

Fails: a note `when: [home.unsafe]`, `and: [home.safe]`. Cure: mend its answers, or delete it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.compiled import Compiled
from generator.guide.saying import Audience, answers_in
from generator.model.notes import Note
from generator.problems import Problem, Severity

ID = "silent-note"
SEVERITY = Severity.ERROR


def check(every: Sequence[Compiled]) -> Iterator[Problem]:
    """Find a problem for each note that no guide shows, and each answer of one that never makes it show."""
    for note in every[0].base.every_note():
        if not any(note.id in compiled.said and compiled.said[note.id].certain for compiled in every):
            message = f'note "{note.id}" is shown on no way to answer any guide'
            yield Problem(note.id.place, ID, message, SEVERITY, "mend its answers, or delete it")
            continue
        for answer in note.when:
            if not any(_makes_it_show(answer, note, compiled) for compiled in every):
                message = f'"{answer}" never makes note "{note.id}" show'
                help = 'take it out, or mend "and": both are never given together'
                yield Problem(answer.place, ID, message, SEVERITY, help)


def _makes_it_show(answer: str, note: Note, compiled: Compiled) -> bool:
    """Tell whether some way gives the answer, and with it what else the note needs."""
    given = answers_in([answer], compiled.references)
    if not given:
        return False
    if not note.and_:
        return True  # it is asked, and a question that is never reached is a problem of its own
    alone = Audience(given, compiled.audiences[note.id].and_)
    return compiled.way_to(frozenset(compiled.plan.outcomes), while_=alone.condition) is not None
