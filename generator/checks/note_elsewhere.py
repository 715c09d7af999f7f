"""A note that is only for whom a promise names is shown to others.

A warning that is not true of its reader teaches them to pass over warnings.

Fails: a note with `only_shows: true` and an answer that no promise with `shows` of this note covers.
Cure: take the answer out of the note, or widen the promise.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled, in_words
from generator.checks.need import Need
from generator.guide.conditions import Compound, Word
from generator.problems import Problem, Severity

ID = "note-elsewhere"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM


def check(compiled: Compiled) -> Iterator[Problem]:
    """Find a problem for each note with `only_shows` that some way shows where no promise wants it."""
    for note in compiled.base.every_note():
        if not note.only_shows or str(note.id) not in compiled.audiences:
            continue
        wanted = tuple(
            compiled.resolve(promise.whenever) for promise in compiled.promises if note.id in (promise.shows or ())
        )
        stray = Compound(
            Word.ALL, (compiled.audiences[note.id].condition, Compound(Word.NOT, (Compound(Word.ANY, wanted),)))
        )
        witness = compiled.way_to(compiled.outcomes_without(note.id), while_=stray)
        if witness is not None:
            message = f'note "{note.id}" is shown where no promise wants it, at outcome "{witness.outcome}"'
            lines = (f"answers: {in_words(witness.answers)}",)
            help = 'take the answer out of the note, or name it in a promise that "shows" the note'
            yield Problem(note.id.place, ID, message, SEVERITY, help, lines)
