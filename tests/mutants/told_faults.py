"""Make every single fault in what readers are told: in notes, contacts, lines of outcomes, and sets of answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias

from generator.guide.compiling import compile_guide
from generator.guide.holding import HoldingWalk
from generator.guide.plan import make_plan, references_of
from generator.guide.saying import audiences, where_said
from generator.guide.sharing import bases_of_guides
from generator.model.absent import NO_NOTES
from generator.model.guide import Outcome, OutcomeLine, Urgency
from generator.model.knowledge import KnowledgeBase
from generator.model.notes import Note
from generator.problems import Text
from tests.mutants.faults import Family, Fault

SAMPLED = 2
"""How many others a contact or an answer is exchanged for; which ones differ from place to place."""
_Put: TypeAlias = Callable[[Any], KnowledgeBase]
"""Give a base with another entry in the place of one."""


def told_faults(base: KnowledgeBase, *, most: int | None = None) -> tuple[Fault, ...]:
    """Give every fault of every family; of the outcomes that could be said to say a note, at most `most` each."""
    made: dict[str, Fault] = {}
    for fault in (
        *_notes_dropped(base),
        *_answers_of_notes(base),
        *_notes_relabelled(base),
        *_said_at_grown(base, most),
        *_contacts(base),
        *_lines(base),
        *_sets(base),
    ):
        made.setdefault(fault.what, fault)
    return tuple(made.values())


def _with_note(base: KnowledgeBase, old: Note, new: Note | None) -> KnowledgeBase:
    file = base.handbook.notes
    notes = tuple(new if note is old else note for note in file.notes if note is not old or new is not None)
    changed = file.model_copy(update={"notes": notes}) if notes else NO_NOTES
    return replace(base, handbook=replace(base.handbook, notes=changed))


def _with_outcome(base: KnowledgeBase, old: Outcome, new: Outcome) -> KnowledgeBase:
    def changed(guide: Any) -> Any:
        outcomes = tuple(new if outcome is old else outcome for outcome in guide.outcomes)
        return guide.model_copy(update={"outcomes": outcomes}) if outcomes != guide.outcomes else guide

    return replace(base, tree=changed(base.tree), others=tuple(changed(guide) for guide in base.others))


def _outcomes(base: KnowledgeBase) -> Iterator[Outcome]:
    for guide in base.every_guide():
        yield from guide.outcomes


def _without(words: Sequence[Text], place: int) -> tuple[Text, ...]:
    return (*words[:place], *words[place + 1 :])


def _in_place(words: Sequence[Text], place: int, other: str) -> tuple[Text, ...]:
    return (*words[:place], Text(other, place=words[place].place), *words[place + 1 :])


def _some(words: Sequence[str], start: int, most: int | None = SAMPLED) -> Iterator[str]:
    """Give so many of the words, from another one on each time."""
    for number in range(len(words) if most is None else min(most, len(words))):
        yield words[(start + number) % len(words)]


def _notes_dropped(base: KnowledgeBase) -> Iterator[Fault]:
    for note in base.every_note():
        yield Fault(Family.NOTE_DROPPED, f"note {note.id} is gone", _with_note(base, note, None))
        if note.and_:
            changed = note.model_copy(update={"and_": ()})
            yield Fault(Family.NOTE_AND_DROPPED, f'note {note.id} has no "and"', _with_note(base, note, changed))


def _answers_of_notes(base: KnowledgeBase) -> Iterator[Fault]:
    for note in base.every_note():
        for field in ("when", "and_"):
            names = getattr(note, field)
            for place, name in enumerate(names) if len(names) > 1 else ():
                changed = note.model_copy(update={field: _without(names, place)})
                what = f"note {note.id}: {name} is gone"
                yield Fault(Family.NOTE_ANSWER_DROPPED, what, _with_note(base, note, changed))
            for other in others_of_their_questions(base, names):
                changed = note.model_copy(update={field: (*names, Text(other, place=names[0].place))})
                what = f"note {note.id}: {other} is added"
                yield Fault(Family.NOTE_ANSWER_ADDED, what, _with_note(base, note, changed))


def others_of_their_questions(base: KnowledgeBase, names: Sequence[Text]) -> tuple[str, ...]:
    """Give the answers of the questions that some names belong to, but for those that they stand for."""
    given = _spelled_out(base, names)
    asked = {answer.split(".")[0] for answer in given}
    known: dict[str, tuple[str, ...]] = {}
    for guide in base.every_guide():
        for question in guide.questions:
            known |= references_of(question, base) if question.id in asked else {}
    return tuple(answer for answer, stands_for in known.items() if stands_for == (answer,) and answer not in given)


def _spelled_out(base: KnowledgeBase, names: Sequence[Text]) -> tuple[str, ...]:
    sets = {str(group.id): group.answers for guide in base.every_guide() for group in guide.sets}
    return tuple(str(answer) for name in names for answer in sets.get(name, (name,)))


def _notes_relabelled(base: KnowledgeBase) -> Iterator[Fault]:
    for note in base.every_note():
        for urgency in Urgency:
            if urgency is not note.urgency:
                changed = note.model_copy(update={"urgency": urgency})
                what = f"note {note.id} is {urgency}, not {note.urgency}"
                yield Fault(Family.NOTE_RELABELLED, what, _with_note(base, note, changed))


def _said_at_grown(base: KnowledgeBase, most: int | None) -> Iterator[Fault]:
    shown: dict[str, set[str]] = {}
    for whole in bases_of_guides(base):
        for id, said in where_said(HoldingWalk(compile_guide(make_plan(whole))), audiences(whole)).items():
            shown.setdefault(id, set()).update(said.certain)
    for start, note in enumerate(base.every_note()):
        ends = sorted(shown.get(note.id, set()) - set(note.said_at))
        for end in _some(ends, start, most):
            changed = note.model_copy(update={"said_at": (*note.said_at, Text(end, place=note.id.place))})
            what = f"note {note.id} is not shown at {end}"
            yield Fault(Family.SAID_AT_GROWN, what, _with_note(base, note, changed))


def _contacts(base: KnowledgeBase) -> Iterator[Fault]:
    known = [str(contact.id) for contact in base.contacts.contacts]
    start = 0
    changes: list[tuple[Outcome | Note, _Put]] = [
        *((outcome, partial(_with_outcome, base, outcome)) for outcome in _outcomes(base)),
        *((note, partial(_with_note, base, note)) for note in base.every_note()),
    ]
    for entry, changed_base in changes:
        where = f"{'note' if isinstance(entry, Note) else 'outcome'} {entry.id}"

        def called(*contacts: Text, entry: Outcome | Note = entry, put: _Put = changed_base) -> KnowledgeBase:
            return put(entry.model_copy(update={"call": contacts}))

        for place, contact in enumerate(entry.call):
            start += 1
            if len(entry.call) > isinstance(entry, Outcome):
                left = called(*_without(entry.call, place))
                yield Fault(Family.CONTACT_DROPPED, f"{where} does not call {contact}", left)
            others = [other for other in known if other not in entry.call]
            for other in _some(others, start) if others else ():
                what = f"{where} calls {other}, not {contact}"
                yield Fault(Family.CONTACT_EXCHANGED, what, called(*_in_place(entry.call, place, other)))
            if place:
                moved = (*entry.call[: place - 1], contact, entry.call[place - 1], *entry.call[place + 1 :])
                what = f"{where} calls {contact} before {entry.call[place - 1]}"
                yield Fault(Family.CONTACTS_REORDERED, what, called(*moved))


def _lines(base: KnowledgeBase) -> Iterator[Fault]:
    for outcome in _outcomes(base):
        for part in ("now", "say", "sooner"):
            lines = getattr(outcome, part)
            for place, line in enumerate(lines):
                for what, changed in _changed_line(base, line, place):
                    new = outcome.model_copy(update={part: (*lines[:place], changed, *lines[place + 1 :])})
                    said = f"outcome {outcome.id}, {part} {place + 1}: {what}"
                    yield Fault(Family.LINE_CHANGED, said, _with_outcome(base, outcome, new))


def _changed_line(base: KnowledgeBase, line: OutcomeLine, start: int) -> Iterator[tuple[str, OutcomeLine]]:
    for field in ("when", "unless"):
        names = getattr(line, field)
        if names:
            yield f'no "{field}"', line.model_copy(update={"when": (), "unless": (), "if_": None})
        for place, name in enumerate(names):
            if len(names) > 1:
                yield f"{name} is gone", line.model_copy(update={field: _without(names, place)})
            for other in _some(others_of_their_questions(base, names), start + place):
                yield f"{other} for {name}", line.model_copy(update={field: _in_place(names, place, other)})


def _sets(base: KnowledgeBase) -> Iterator[Fault]:
    for guide in base.every_guide():
        for group in guide.sets:
            for place, name in enumerate(group.answers) if len(group.answers) > 1 else ():
                changed = _with_set(base, str(group.id), _without(group.answers, place))
                yield Fault(Family.SET_CHANGED, f"set {group.id}: {name} is gone", changed)
            for other in others_of_their_questions(base, group.answers):
                answers = (*group.answers, Text(other, place=group.answers[0].place))
                what = f"set {group.id}: {other} is added"
                yield Fault(Family.SET_CHANGED, what, _with_set(base, str(group.id), answers))


def _with_set(base: KnowledgeBase, id: str, answers: tuple[Text, ...]) -> KnowledgeBase:
    def changed(guide: Any) -> Any:
        if all(group.id != id for group in guide.sets):
            return guide
        sets = [group.model_copy(update={"answers": answers}) if group.id == id else group for group in guide.sets]
        return guide.model_copy(update={"sets": tuple(sets)})

    return replace(base, tree=changed(base.tree), others=tuple(changed(guide) for guide in base.others))
