"""Two notes that contradict each other are shown to one reader.

"Keep taking it" and "stop taking it" on one screen help nobody.

Fails: two notes with `not_with` between them, and answers that show both.
Cure: take the answer out of one of them, or write one note that is true for both.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled, in_words
from generator.checks.need import Need
from generator.guide.conditions import Compound, Word
from generator.problems import Problem, Severity

ID = "contradicting-notes"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM


def check(compiled: Compiled) -> Iterator[Problem]:
    """Find a problem for each pair of notes that must not stand together and do, on some way to answer."""
    notes = {str(note.id): note for note in compiled.base.every_note()}
    for note in notes.values():
        for other in note.not_with:
            if not {str(note.id), str(other)} <= compiled.audiences.keys():
                continue
            both = Compound(Word.ALL, (compiled.audiences[note.id].condition, compiled.audiences[other].condition))
            quiet = {*note.said_at, *notes[other].said_at}
            witness = compiled.way_to(frozenset(compiled.plan.outcomes) - quiet, while_=both)
            if witness is not None:
                message = f'notes "{note.id}" and "{other}" are shown together, at outcome "{witness.outcome}"'
                lines = (f"answers: {in_words(witness.answers)}",)
                yield Problem(other.place, ID, message, SEVERITY, "take an answer out of one of them", lines)
