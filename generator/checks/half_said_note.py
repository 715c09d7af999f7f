"""An outcome is said to say all of a note, and lacks something of it.

The note is then not shown there, and what the outcome leaves out is said nowhere. Where staff are near
(`staff_near: true`), they stand in for what the note tells to call, to read, and to do alone.

Fails: a note with `said_at: [stay]` that calls a contact which `stay` does not call, or a note more urgent than `stay`.
Cure: add to the outcome what it lacks, or take it out of `said_at`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.guide import Outcome
from generator.model.knowledge import KnowledgeBase
from generator.model.notes import Note
from generator.problems import Problem, Severity

ID = "half-said-note"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE
_PARTS = {"call": "call", "pages": "name the page", "sources": "rest on the source"}
"""What an outcome must have of a note, with the words for it."""


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Find a problem for each outcome of `said_at` that is less urgent than the note, or lacks a part of it."""
    outcomes = {outcome.id: outcome for guide in base.every_guide() for outcome in guide.outcomes}
    for note in base.every_note():
        for id in note.said_at:
            lack = _lack(note, outcomes[id]) if id in outcomes else ""
            if lack:
                message = f'outcome "{id}" is to say all of note "{note.id}", but {lack}'
                help = 'take it out of "said_at", or say there what it lacks'
                yield Problem(id.place, ID, message, SEVERITY, help)


def _lack(note: Note, outcome: Outcome) -> str:
    """Say the first thing of a note that an outcome lacks, or "" where it lacks none."""
    if outcome.urgency.rank < note.urgency.rank:
        return f'is "{outcome.urgency}" where the note is "{note.urgency}"'
    if outcome.staff_near:
        return ""
    for part, words in _PARTS.items():
        missing = [id for id in getattr(note, part) if id not in getattr(outcome, part)]
        if missing:
            return f'does not {words} "{missing[0]}"'
    return ""
