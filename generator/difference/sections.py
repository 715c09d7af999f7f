"""Say how urgent a change of words is: what is for people in danger comes first, dates and reviews last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from generator.checks.names import references_in
from generator.difference.entries import Record
from generator.model.guide import Decision, Question, Urgency
from generator.model.knowledge import KnowledgeBase


class Section(StrEnum):
    """A part of what is shown, in the order of reading, with its heading."""

    LOWERED = "Less urgent than before, or newly less support"
    PROMISES = "Promised before, and no longer"
    REMOVED = "Removed"
    DANGER = "For people in danger"
    WAYS = "Other ways to answer that end elsewhere"
    TODAY = "For people who need help today"
    CONTACTS = "Other help lines"
    SOON = "For people who should reach out within days"
    ROUTINE = "For people who can wait for a visit"
    LEVELS = "Levels and moves"
    ORGANIZATION = "The organization and its programs"
    PAGES = "Pages"
    REGISTERS = "Registers and sources"
    RECORDS = "Dates, reviews and recorded decisions"


_BY_SORT = {
    **dict.fromkeys(("Ladder", "Level", "Kind", "Move"), Section.LEVELS),
    "Source": Section.REGISTERS,
    "EntryPoint": Section.PAGES,
}

_BY_FIELD = {
    "safety box": Section.DANGER,
    "source": Section.REGISTERS,
    "sources": Section.REGISTERS,
}
"""The fields that are another matter than the entry that they stand in."""


@dataclass(frozen=True, slots=True)
class Sections:
    """The section of every entry of two versions."""

    urgency_of_step: Mapping[str, Urgency]
    contacts_of_danger: frozenset[str]
    pages_of_danger: frozenset[str] = frozenset()

    def of_entry(self, old: Record | None, new: Record | None, *, otherwise: Section) -> Section:
        """Return the section of an entry from its two versions, the more urgent of both."""
        sort = next(record.sort for record in _records(new, old))
        ids = {record.id for record in _records(old, new)}
        if sort in ("Question", "Decision", "Outcome"):
            return of_urgency(self._urgency(ids))
        if sort == "Note":
            return min(map(_section_of_note, _records(old, new)), key=list(Section).index)
        if sort == "Journey":
            return of_urgency(self._urgency(_ends(old) | _ends(new)))
        if sort == "Notice":
            return Section.DANGER
        if sort in ("Contact", "OwnLine", "LocalLine"):
            return Section.CONTACTS if ids.isdisjoint(self.contacts_of_danger) else Section.DANGER
        if sort == "ProsePage":
            return Section.PAGES if ids.isdisjoint(self.pages_of_danger) else Section.DANGER
        return _BY_SORT.get(sort, otherwise)

    def _urgency(self, ids: Iterable[str]) -> Urgency:
        known = [self.urgency_of_step[id] for id in ids if id in self.urgency_of_step]
        return max(known, key=lambda urgency: urgency.rank, default=Urgency.EMERGENCY)


def of_field(field: str, section: Section) -> Section:
    """Return the section of a field of an entry in a section."""
    return _BY_FIELD.get(field, section)


def _records(*versions: Record | None) -> list[Record]:
    return [record for record in versions if record is not None]


def _section_of_note(note: Record) -> Section:
    urgency = Urgency(str(getattr(note.fields["urgency"], "text", "")))
    return of_note(urgency, is_first="first" in note.fields)


def of_note(urgency: Urgency, *, is_first: bool) -> Section:
    """Return the section of a note; one that stands above the steps of an outcome is for today at least."""
    return of_urgency(Urgency.TODAY if is_first and urgency.rank < Urgency.TODAY.rank else urgency)


def _ends(journey: Record | None) -> set[str]:
    end = journey.fields.get("outcome") if journey is not None else None
    return {str(getattr(end, "text", ""))}


def of_urgency(urgency: Urgency) -> Section:
    """Return the section of what is for people of an urgency."""
    match urgency:
        case Urgency.EMERGENCY:
            return Section.DANGER
        case Urgency.TODAY:
            return Section.TODAY
        case Urgency.SOON:
            return Section.SOON
        case Urgency.ROUTINE:
            return Section.ROUTINE
        case _:
            assert_never(urgency)


def sections_of(old: KnowledgeBase, new: KnowledgeBase) -> Sections:
    """Learn how urgent the steps, contacts and pages of two versions are."""
    urgencies: dict[str, Urgency] = {}
    for base in (old, new):
        for id, urgency in _urgencies(base).items():
            if id not in urgencies or urgency.rank > urgencies[id].rank:
                urgencies[id] = urgency
    contacts = frozenset(contact for base in (old, new) for contact in _contacts_of_danger(base))
    pages = frozenset(page.name for base in (old, new) for page in base.pages if page.head.for_danger)
    return Sections(urgencies, contacts, pages)


def _urgencies(base: KnowledgeBase) -> dict[str, Urgency]:
    """Map each outcome to its urgency, and each decision and question to the most urgent outcome right behind it.

    A question of the safety screen is an emergency; so is what a promise says is one.
    """
    guides = base.every_guide()
    found = {str(outcome.id): outcome.urgency for guide in guides for outcome in guide.outcomes}
    decisions = {str(decision.id): decision for guide in guides for decision in guide.decisions}
    for id in decisions:
        found[id] = _most([found[end] for end in _ends_of(id, decisions) if end in found])
    for question in (question for guide in guides for question in guide.questions):
        found[str(question.id)] = _most([found[step] for step in _targets(question) if step in found])
    for promise in base.safety.promises:
        wanted = promise.urgency_at_least
        if wanted is not None and wanted.rank >= Urgency.TODAY.rank:
            asked = {reference.split(".")[0] for reference in references_in(promise.whenever)}
            found |= {id: _most([found.get(id, wanted), wanted]) for id in asked}
    return found | dict.fromkeys(map(str, base.safety.screen), Urgency.EMERGENCY)


def _most(urgencies: Iterable[Urgency]) -> Urgency:
    return max(urgencies, key=lambda urgency: urgency.rank, default=Urgency.ROUTINE)


def _ends_of(id: str, decisions: Mapping[str, Decision]) -> set[str]:
    """Collect every step that a decision leads to, through other decisions too."""
    found: set[str] = set()
    waiting = [id]
    while waiting:
        for case in decisions[waiting.pop()].cases:
            target = str(case.target)
            if target in decisions and target not in found:
                waiting.append(target)
            found.add(target)
    return found


def _targets(question: Question) -> list[str]:
    answers = (*question.answers, *question.more_answers)
    return [str(target) for target in (question.next, *(answer.next for answer in answers)) if target is not None]


def _contacts_of_danger(base: KnowledgeBase) -> Iterable[str]:
    """Yield the contacts above every page, and those that an emergency names."""
    yield from map(str, base.safety.help_bar)
    for outcome in (outcome for guide in base.every_guide() for outcome in guide.outcomes):
        if outcome.urgency is Urgency.EMERGENCY:
            yield from map(str, outcome.call)
