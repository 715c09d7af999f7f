"""A note needs two things, and some calm result is reached without asking the second.

Its reader gave the first answer; the guide could have asked, and says "if" instead.

Fails: a note `when: [recent.left-jail]`, `and: [uses.opioids]`, and a way to a routine outcome that never asks `uses`.
Cure: ask the second question on that way, or leave out `and`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled
from generator.checks.need import Need
from generator.model.guide import Urgency
from generator.problems import Problem, Severity

ID = "half-asked-note"
SEVERITY = Severity.WARNING
NEEDS = Need.DIAGRAM


def check(compiled: Compiled) -> Iterator[Problem]:
    """Find a problem for each note with a list that a result which can wait was reached without asking about."""
    for note in compiled.base.every_note():
        said = compiled.said.get(note.id)
        calm = [
            id
            for id, outcome in compiled.plan.outcomes.items()
            if said is not None and id in said.half - set(note.said_at) and outcome.urgency.rank < Urgency.TODAY.rank
        ]
        if calm:
            message = f'note "{note.id}" is said with "if" at outcome "{calm[0]}", for "and" was not asked there'
            yield Problem(note.and_[0].place, ID, message, SEVERITY, 'ask it on the way there, or leave out "and"')
