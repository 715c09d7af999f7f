"""An outcome is said to say all of an urgent note, but some who end there did not give the note's answers.

What an outcome says to everyone cannot be a note for some: either it tells the others what is not true of them, or it
does not say it. Where staff are near (`staff_near: true`), they stand in for what notes tell.

Fails: a note for `danger.overdose` with `said_at: took-too-much`, where others end at that outcome too.
Cure: take the outcome out of `said_at`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled, in_words
from generator.checks.need import Need
from generator.guide.conditions import Compound, Word
from generator.model.guide import Urgency
from generator.problems import Problem, Severity

ID = "note-for-some"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM


def check(compiled: Compiled) -> Iterator[Problem]:
    """Find a problem for each outcome that stands for a note of today or more, and is reached without its answers."""
    for note in compiled.base.every_note():
        if note.urgency.rank < Urgency.TODAY.rank or str(note.id) not in compiled.audiences:
            continue
        others = Compound(Word.NOT, (compiled.audiences[note.id].condition,))
        for id in note.said_at:
            if id not in compiled.plan.outcomes or compiled.plan.outcomes[id].staff_near:
                continue
            witness = compiled.way_to(frozenset([str(id)]), while_=others)
            if witness is not None:
                message = f'outcome "{id}" is to say all of note "{note.id}", but it is for others too'
                lines = (f"answers: {in_words(witness.answers)}",)
                yield Problem(id.place, ID, message, SEVERITY, 'take it out of "said_at"', lines)
