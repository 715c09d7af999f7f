"""Find what a fault in notes, contacts or lines changes for readers of a guide that leads them as before; exact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.checks.compiled import Compiled
from generator.checks.names import answers_of_danger
from generator.guide.conditions import Compound, Resolved, Word
from generator.guide.saying import answers_in
from generator.model.guide import OutcomeLine


@dataclass(frozen=True, slots=True)
class Retold:
    """Something that some reader is told otherwise, the fewest answers that show it, and where they end.

    It is dangerous if the reader reports danger or what needs help today, and is then told less than before.
    """

    what: str
    answers: tuple[str, ...]
    outcome: str
    is_dangerous: bool


_Said = Callable[[str], Resolved]
"""For each outcome, the condition under which something is said there."""


@dataclass(frozen=True, slots=True)
class _Loss:
    """What is said before and not after: outcomes, with the condition under which it is missing there."""

    what: str
    ends: frozenset[str]
    while_: Resolved
    is_less: bool


def retold(before: Compiled, after: Compiled) -> Retold | None:
    """Find a reader who is told something else, one in danger who is told less before all others."""
    danger = Compound(Word.ANY, tuple(answer for answer in answers_of_danger(before.base)))
    losses = list(_losses(before, after))
    for loss in losses:
        if loss.is_less:
            witness = before.way_to(loss.ends, while_=_both(danger, loss.while_))
            if witness is not None:
                return Retold(loss.what, witness.answers, witness.outcome, True)
    for loss in losses:
        witness = before.way_to(loss.ends, while_=loss.while_)
        if witness is not None:
            return Retold(loss.what, witness.answers, witness.outcome, False)
    return None


def _losses(before: Compiled, after: Compiled) -> Iterator[_Loss]:
    notes = {str(note.id) for side in (before, after) for note in side.base.every_note()}
    for note in sorted(notes):
        said = _note(note, before), _note(note, after)
        yield from _apart(before, said, f'note "{note}" is not shown', is_less=True)
        yield from _apart(before, said[::-1], f'note "{note}" is newly shown', is_less=False)
    contacts = [str(contact.id) for contact in before.base.contacts.contacts]
    for contact in contacts:
        said = _contact(contact, before), _contact(contact, after)
        yield from _apart(before, said, f'contact "{contact}" is not named', is_less=True)
        yield from _apart(before, said[::-1], f'contact "{contact}" is newly named', is_less=False)
        first = _first(contact, before), _first(contact, after)
        yield from _apart(before, first, f'contact "{contact}" is not the first', is_less=True)
    yield from _orders(before, after)
    yield from _lines(before, after)
    yield from _urgencies(before, after)


def _apart(compiled: Compiled, said: tuple[_Said, _Said], what: str, *, is_less: bool) -> Iterator[_Loss]:
    """Give where the first is said and the second is not, outcomes with the same conditions together."""
    together: dict[tuple[Resolved, Resolved], set[str]] = {}
    for outcome in compiled.plan.outcomes:
        first, second = said[0](outcome), said[1](outcome)
        if first is not False and first != second:
            together.setdefault((first, second), set()).add(outcome)
    for (first, second), ends in together.items():
        yield _Loss(what, frozenset(ends), _both(first, _not(second)), is_less)


def _note(id: str, compiled: Compiled) -> _Said:
    audience = compiled.audiences.get(id)
    ends = compiled.outcomes_without(id)
    return lambda outcome: audience.condition if audience is not None and outcome in ends else False


def _contact(id: str, compiled: Compiled) -> _Said:
    notes = [_note(str(note.id), compiled) for note in compiled.base.every_note() if id in note.call]

    def said(outcome: str) -> Resolved:
        if id in compiled.plan.outcomes[outcome].call:
            return True
        found = tuple(condition for condition in (note(outcome) for note in notes) if condition is not False)
        return Compound(Word.ANY, found) if found else False

    return said


def _first(id: str, compiled: Compiled) -> _Said:
    return lambda outcome: compiled.plan.outcomes[outcome].call[0] == id


def _orders(before: Compiled, after: Compiled) -> Iterator[_Loss]:
    """Give the outcomes and notes that call the same in another order, after the first."""
    for id, outcome in before.plan.outcomes.items():
        if outcome.call != after.plan.outcomes[id].call:
            yield _Loss("contacts stand in another order", frozenset([id]), True, False)
    notes = {note.id: note for note in after.base.every_note()}
    for note in before.base.every_note():
        if note.id in notes and note.call != notes[note.id].call and str(note.id) in before.audiences:
            ends = before.outcomes_without(note.id)
            yield _Loss("contacts stand in another order", ends, before.audiences[note.id].condition, False)


def _lines(before: Compiled, after: Compiled) -> Iterator[_Loss]:
    for id, outcome in before.plan.outcomes.items():
        for old, new in zip(outcome.lines, after.plan.outcomes[id].lines, strict=True):
            first, second = _line(old, before), _line(new, after)
            if first != second:
                yield _Loss("a line is not shown", frozenset([id]), _both(first, _not(second)), False)
                yield _Loss("a line is newly shown", frozenset([id]), _both(second, _not(first)), False)


def _line(line: OutcomeLine, compiled: Compiled) -> Resolved:
    given, left_out = (Compound(Word.ANY, answers_in(names, compiled.references)) for names in (line.when, line.unless))
    return _both(given if line.when else True, _not(left_out))


def _urgencies(before: Compiled, after: Compiled) -> Iterator[_Loss]:
    notes = {note.id: note for note in after.base.every_note()}
    for note in before.base.every_note():
        if note.id in notes and notes[note.id].urgency is not note.urgency and str(note.id) in before.audiences:
            ends = before.outcomes_without(note.id)
            what = f'note "{note.id}" is {notes[note.id].urgency}'
            yield _Loss(what, ends, before.audiences[note.id].condition, False)


def _both(first: Resolved, second: Resolved) -> Resolved:
    return Compound(Word.ALL, (first, second))


def _not(condition: Resolved) -> Resolved:
    return Compound(Word.NOT, (condition,))
