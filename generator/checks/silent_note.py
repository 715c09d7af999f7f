"""A note is never shown for certain, or an answer in it can never make it show.

It looks as if something were said to whoever gives that answer, and nothing is.

Fails: a note `when: [home.unsafe]`, `and: [home.safe]`, or one whose every outcome stands in its `said_at`.
Cure: mend its answers, or delete it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from generator.checks.compiled import Compiled
from generator.checks.need import Need
from generator.guide.saying import answers_together, audience_of
from generator.model.notes import Note
from generator.problems import Problem, Severity, Text

ID = "silent-note"
SEVERITY = Severity.ERROR
NEEDS = Need.EVERY_DIAGRAM


def check(every: Sequence[Compiled]) -> Iterator[Problem]:
    """Find a problem for each note that no guide shows, and each answer of one that never makes it show."""
    guides = [(compiled, answers_together(compiled.diagram)) for compiled in every]
    for note in every[0].base.every_note():
        if not any(_shows(note, note.when, note.and_, *guide) for guide in guides):
            message = f'note "{note.id}" is shown on no way to answer any guide'
            help = 'mend its answers or "said_at", or delete it'
            yield Problem(note.id.place, ID, message, SEVERITY, help)
            continue
        for answer, when, and_ in _one_by_one(note):
            if not any(_shows(note, when, and_, *guide) for guide in guides):
                message = f'"{answer}" never makes note "{note.id}" show'
                help = "take it out, or mend the other answers: they are never given together"
                yield Problem(answer.place, ID, message, SEVERITY, help)


_Names: TypeAlias = tuple[Text, ...]


def _one_by_one(note: Note) -> Iterator[tuple[Text, _Names, _Names]]:
    """Yield each answer of a note, with its lists `when` and `and` as they would be if that list held no other."""
    yield from ((answer, (answer,), note.and_) for answer in note.when)
    yield from ((answer, note.when, (answer,)) for answer in note.and_)


def _shows(note: Note, when: _Names, and_: _Names, compiled: Compiled, together: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether some way shows a note for certain, were it for these answers."""
    audience = audience_of(when, and_, compiled.references)
    if audience.and_ is None:
        is_given = any(answer in together for answer in audience.when)
    else:
        second = audience.and_
        is_given = any(not together.get(answer, frozenset()).isdisjoint(second) for answer in audience.when)
    if not is_given or not note.said_at:
        return is_given
    return compiled.way_to(compiled.outcomes_without(note.id), while_=audience.condition) is not None
