"""A note is never shown for certain, or an answer in it can never make it show.

It looks as if something were said to whoever gives that answer, and nothing is.

Fails: a note `when: [home.unsafe]`, `and: [home.safe]`, or one whose every outcome stands in its `said_at`.
Cure: mend its answers, or delete it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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
        if not any(_shows(note, note, *guide) for guide in guides):
            message = f'note "{note.id}" is shown on no way to answer any guide'
            help = 'mend its answers or "said_at", or delete it'
            yield Problem(note.id.place, ID, message, SEVERITY, help)
            continue
        for answer, narrowed in _one_by_one(note):
            if not any(_shows(note, narrowed, *guide) for guide in guides):
                message = f'"{answer}" never makes note "{note.id}" show'
                help = "take it out, or mend the other answers: they are never given together"
                yield Problem(answer.place, ID, message, SEVERITY, help)


def _one_by_one(note: Note) -> Iterator[tuple[Text, Note]]:
    """Yield each answer of a note, with the note as it would be if its list held no other."""
    for field in ("when", "and_"):
        for answer in getattr(note, field):
            yield answer, note.model_copy(update={field: (answer,)})


def _shows(note: Note, narrowed: Note, compiled: Compiled, together: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether some way shows a note for certain, were it for fewer answers."""
    audience = audience_of(narrowed, compiled.references)
    if audience.and_ is None:
        is_given = any(answer in together for answer in audience.when)
    else:
        second = audience.and_
        is_given = any(not together.get(answer, frozenset()).isdisjoint(second) for answer in audience.when)
    if not is_given or not note.said_at:
        return is_given
    return compiled.way_to(compiled.outcomes_without(note.id), while_=audience.condition) is not None
