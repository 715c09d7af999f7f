"""A note is more urgent than the result under which it is shown.

The result would say "at your next visit", and the note below it "today": whoever reads one of them is told wrong.

Fails: a note with `urgency: today` and an answer that leads to a routine outcome.
Cure: let the answer lead to an outcome as urgent, or lower the note.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled, in_words
from generator.checks.need import Need
from generator.problems import Problem, Severity

ID = "note-more-urgent"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM


def check(compiled: Compiled) -> Iterator[Problem]:
    """Find a problem for each note that some way to answer shows at a less urgent outcome."""
    outcomes = compiled.plan.outcomes
    for note in compiled.base.every_note():
        if str(note.id) not in compiled.said:
            continue
        milder = [id for id in compiled.said[note.id].certain if outcomes[id].urgency.rank < note.urgency.rank]
        witness = compiled.way_to(frozenset(milder) - set(note.said_at), while_=compiled.audiences[note.id].condition)
        if witness is not None:
            end = outcomes[witness.outcome]
            message = (
                f'note "{note.id}" is "{note.urgency}", but is shown at outcome "{end.id}", which is "{end.urgency}"'
            )
            lines = (f"answers: {in_words(witness.answers)}",)
            help = "let these answers lead to an outcome as urgent, or lower the note"
            yield Problem(note.id.place, ID, message, SEVERITY, help, lines)
