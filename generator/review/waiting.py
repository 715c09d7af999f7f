"""List what waits for a person, what is for people in danger first."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from generator.difference.sections import Section, Sections, of_note, of_urgency, sections_of
from generator.model.dates import is_due_for_a_call
from generator.model.entry import Dated, Entry
from generator.model.guide import Guide, Outcome
from generator.model.handbook import SearchFile
from generator.model.knowledge import KnowledgeBase
from generator.model.levels import Level, LevelsFile, Move
from generator.model.notes import Note, NotesFile
from generator.model.organization import OrganizationFile, Program
from generator.model.prose import ProseHead
from generator.model.registers import Contact, SafetyFile
from generator.model.words import WordsFile
from generator.problems import Place, did_you_mean, visible
from generator.sign_offs import SignOffs, Standing, Unit

GENERAL_KNOWLEDGE = "content/general-knowledge.md"
"""The page that lists sentences which no source stands behind, where a project has one."""
_QUOTED = re.compile('^- "', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A unit that waits for a person, with the reason in words."""

    unit: Unit
    section: Section
    why: str

    @property
    def place(self) -> Place:
        """Return where an author looks for it."""
        place = self.unit.place
        return Place(place.file, 1, 1) if place.file.endswith(".md") else place


def waiting_in(base: KnowledgeBase, sign_offs: SignOffs, today: datetime.date) -> tuple[Waiting, ...]:
    """List every unit that no sign-off is in force for, or that is past its day, the most urgent first.

    Within one section stand first those whose words changed since somebody signed them.
    """
    sections = sections_of(base, base)
    found = [
        Waiting(unit, section_of(unit.entry, sections), why)
        for unit in sign_offs.units
        if (why := _why(unit, sign_offs.state_of(unit.entry), today))
    ]
    order = list(Section)
    return tuple(sorted(found, key=lambda each: (order.index(each.section), each.unit.review is None)))


def most_urgent_first(units: Iterable[Unit], base: KnowledgeBase) -> tuple[Unit, ...]:
    """Order units as they are listed when they wait: what is for people in danger first."""
    sections, order = sections_of(base, base), list(Section)
    return tuple(sorted(units, key=lambda unit: order.index(section_of(unit.entry, sections))))


def section_of(entry: Entry, sections: Sections) -> Section:
    """Return the section of what a unit covers; a sort that is not known here is for people in danger."""
    match entry:
        case Outcome():
            return of_urgency(entry.urgency)
        case Note():
            return of_note(entry.urgency, is_first=entry.first)
        case Contact():
            return Section.DANGER if str(entry.id) in sections.contacts_of_danger else Section.CONTACTS
        case ProseHead():
            return Section.DANGER if entry.for_danger else Section.PAGES
        case LevelsFile() | Level() | Move():
            return Section.LEVELS
        case OrganizationFile() | Program():
            return Section.ORGANIZATION
        case SafetyFile() | SearchFile() | Guide() | NotesFile() | WordsFile():
            return Section.DANGER
        case _:
            return Section.REGISTERS


def _why(unit: Unit, state: Standing, today: datetime.date) -> str:
    """Say why a unit waits, "" where it does not."""
    did = "checked" if unit.is_called else "reviewed"
    if unit.review is None:
        return "call it: nobody has yet" if unit.is_called else "never reviewed"
    if state is Standing.LAPSED:
        return f"changed since {unit.review.by} {did} it on {unit.review.day}"
    if isinstance(unit.entry, Contact | Program) and is_due_for_a_call(unit.review, today):
        return f"call it again: last checked on {unit.review.day}"
    if isinstance(unit.entry, Dated) and unit.entry.review_due < today:
        return f"due since {unit.entry.review_due}"
    return ""


class NoSuchUnit(Exception):
    """One line that says which name is none of a unit, and which may be meant."""


def chosen(
    sign_offs: SignOffs, waiting: Iterable[Waiting], names: Iterable[str], kinds: Iterable[str] = ()
) -> tuple[Unit, ...]:
    """Select the units of some names, in their order, and then those that wait of some kinds, each once.

    The kind of a unit is the first word of its name. Raises NoSuchUnit.
    """
    found = {name: _of_name(name, {unit.name: unit for unit in sign_offs.units}) for name in names}
    known = dict.fromkeys(unit.kind for unit in sign_offs.units)
    for kind in kinds:
        if kind not in known:
            near = did_you_mean(kind, known) or f"there are: {', '.join(known)}"
            raise NoSuchUnit(f'"{kind}" is no kind of unit in this project; {near}')
        found |= {each.unit.name: each.unit for each in waiting if each.unit.kind == kind}
    return tuple(found.values())


def _of_name(name: str, unit_by_name: Mapping[str, Unit]) -> Unit:
    if name not in unit_by_name:
        near = did_you_mean(name, unit_by_name) or "stepwell review lists those that wait"
        raise NoSuchUnit(f'"{name}" is no unit of this project; {near}')
    return unit_by_name[name]


def as_list(base: KnowledgeBase, waiting: tuple[Waiting, ...], *, shown: Callable[[str], str]) -> str:
    """Write what waits in lines: the name to type, the reason, and the place; `shown` says the way to a file."""
    calls = sum(each.unit.is_called for each in waiting)
    number = len(waiting) - calls
    reviews = _number(number, "thing waits", "things wait")
    lines = [f"{reviews} for a review, {_number(calls, 'contact', 'contacts')} for a call."]
    quoted = sum(len(_QUOTED.findall(page.body)) for page in base.pages if page.file == GENERAL_KNOWLEDGE)
    if quoted:
        lines.append(
            f"{_number(quoted, 'sentence rests', 'sentences rest')} on general knowledge: {shown(GENERAL_KNOWLEDGE)}"
        )
    width = max((len(each.unit.name) for each in waiting), default=0)
    for section, group in groupby(waiting, key=lambda each: each.section):
        lines += ["", f"== {section} ==", *_rows(group, width, shown)]
    if waiting:
        lines += ["", f'To read one: stepwell review "{waiting[0].unit.name}"']
    return "\n".join(visible(line) for line in lines)


def _rows(waiting: Iterator[Waiting], width: int, shown: Callable[[str], str]) -> Iterator[str]:
    for each in waiting:
        yield f"{each.unit.name:<{width}}  {each.why}  ({shown(each.place.file)}:{each.place.line})"


def _number(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"
