"""Write what a person decided or looked at, under their own name: never invented, and through the one code for it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.checks.national_line import covers_of
from generator.difference import Differences
from generator.difference.decided import Subject, decision_entry
from generator.difference.items import Item
from generator.editing.carrying_out import FieldChange, carried_out, node_at_way
from generator.editing.changes import AddItem, CannotChange, Made, RemoveItem
from generator.editing.things import located_in
from generator.editor.workspace import Analysis
from generator.model.knowledge import KnowledgeBase
from generator.model.registers import Contact
from generator.problems import Place
from generator.project import Project
from generator.review import CannotSignOff, Signer, file_of, signed_texts
from generator.sign_offs import Unit, units_of
from generator.source import Unsaved
from generator.source.writing import Value

Texts = Mapping[str, str | None]
_SAFETY = "file/content/safety.yaml"
_KEYS = (
    "in this project sign-offs are made with a key of one's own, and the editor has none; ask whoever looks after the "
    "files of the site how to sign"
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who says under their name what they looked at or decided."""

    name: str
    profession: str
    day: datetime.date

    @property
    def by(self) -> str:
        """Their name with their profession, as it is written."""
        return f"{self.name.strip()}, {self.profession.strip()}"


def require_person(person: Person, today: datetime.date) -> None:
    """Raise CannotChange where a person does not say who they are, or a day is still to come."""
    if not person.name.strip() or not person.profession.strip():
        raise CannotChange("write your name, and your profession: a sign-off stands for a person")
    if person.day > today:
        raise CannotChange(f"{person.day} is still to come; write the day on which you looked")


def signed(
    analysis: Analysis, texts: Texts, *, name: str, person: Person, unsaved: Unsaved, today: datetime.date
) -> Made:
    """Write that a person looked at a unit as it is now. Raises CannotChange."""
    require_person(person, today)
    project, base = analysis.project, require_base(analysis)
    if base.handbook.reviewers.reviewers:
        raise CannotChange(_KEYS)
    unit = unit_of(base, name)
    signer = Signer(person.by, person.day)
    try:
        file = file_of(project, unit)
        after = signed_texts(
            project,
            [unit],
            signer,
            {file: texts.get(file)},
            problems=analysis.problems,
            unsaved=unsaved,
            today=today,
        )
    except CannotSignOff as error:
        raise CannotChange(str(error)) from error
    return Made(dict(after), "", f"{name} signed off by {person.by}")


def unit_of(base: KnowledgeBase, name: str) -> Unit:
    """Find what can be signed off by its name. Raises CannotChange."""
    unit = next((each for each in units_of(base) if each.name == name), None)
    if unit is None:
        raise CannotChange(f"there is no {name} any more that could be signed off")
    return unit


def require_base(analysis: Analysis) -> KnowledgeBase:
    """Return what was read. Raises CannotChange where something cannot be."""
    base = analysis.project.reading.base
    if base is None:
        raise CannotChange("mend the problems first: nobody can sign what cannot be read")
    return base


def contact_of(project: Project, key: str) -> Contact:
    """Find a contact by its key. Raises CannotChange."""
    base = project.reading.base
    every = () if base is None else base.every_contact()
    found = next((each for each in every if f"{each.sort}/{each.id}" == key), None)
    if found is None:
        raise CannotChange("there is no such number to call any more")
    return found


def decided(
    analysis: Analysis, texts: Texts, *, key: str, number: str, why: str, person: Person, today: datetime.date
) -> Made:
    """Write that a person decided why a contact has another number than the country's register. Raises CannotChange."""
    require_person(person, today)
    contact = contact_of(analysis.project, key)
    if not any(way.number == number for way in contact.ways):
        raise CannotChange("choose the number that the decision is about")
    if not why.strip():
        raise CannotChange("write why the number is right here")
    entry: Value = {
        "number": number,
        "why": why.strip(),
        "by": person.by,
        "day": str(person.day),
        "covers": covers_of(number, contact),
    }
    old = [RemoveItem(key, ("differs", at)) for at, each in enumerate(contact.differs) if each.number == number]
    texts = _with_entry(texts, key, "differs", entry, old, today)
    return Made(texts, key, f"the decision on {number} by {person.by}")


def agreed(
    found: Differences | None, texts: Texts, *, subject: Subject, why: str, person: Person, today: datetime.date
) -> Made:
    """Write that a person decided on what a draft lowers, weakens or takes away, as it is now. Raises CannotChange."""
    require_person(person, today)
    item = waiting_on(found, subject)
    if not why.strip():
        raise CannotChange("write why this is right for them")
    entry: Value = {**decision_entry(subject, item.covers, why=why.strip(), by=person.by, day=str(person.day))}
    outdated = item.elsewhere
    places = [] if outdated is None else [outdated.place]
    old = [RemoveItem(_SAFETY, ("decisions", at)) for at in _numbers_of(texts, places)]
    return Made(_with_entry(texts, _SAFETY, "decisions", entry, old, today), _SAFETY, f"a decision by {person.by}")


def waiting_on(found: Differences | None, subject: Subject) -> Item:
    """Find what waits for a decision by its subject. Raises CannotChange."""
    if found is None:
        raise CannotChange("mend the problems first: what changes for patients cannot be said before")
    item = next((each for each in found.waiting if each.subject == subject), None)
    if item is None:
        raise CannotChange("this waits for no decision any more")
    return item


def _numbers_of(texts: Texts, places: Sequence[Place]) -> list[int]:
    """Find the numbers, from 0, of the recorded decisions that stand at some places."""
    located = located_in(texts).get(_SAFETY)
    listed = None if located is None else node_at_way(located, ("decisions",))
    starts = [(place.line, place.column) for place in places]
    return [at for at, each in enumerate(listed.children if listed is not None else ()) if each.start in starts]


def _with_entry(
    texts: Texts, key: str, field: str, entry: Value, old: Sequence[RemoveItem], today: datetime.date
) -> Texts:
    """Put an entry at the end of a list of a thing, without some that it stands for. Raises CannotChange."""
    steps: tuple[FieldChange, ...] = (*reversed(old), AddItem(key, (field,), value=entry))
    texts, made = dict(texts), Made({}, key, "")
    for step in steps:
        located = located_in(texts).get(key)
        if located is None:
            raise CannotChange("the project has no file for its safety promises; begin it with one promise")
        made = carried_out(step, located, texts[located.thing.file] or "", today=today)
        texts |= made.texts
    return made.texts
