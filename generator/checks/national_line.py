"""A contact has the name of a national line and another number, or its number and another name, or two names.

Somebody who reads "Poison Help" must reach it. The numbers of national lines stand in a register of the country, with
their sources; a contact that bears such a name has that number, or a named person has decided otherwise.

Fails: `name: Poison Help` with `number: "1-800-222-1223"`; two lines with their numbers exchanged.
Cure: write the number that the message names. Where the difference is right, add
`differs: [{number, why, by, day, covers}]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.national import lines_named, lines_of, numbers_of
from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.model.lines import LinesFile, NationalLine
from generator.model.phone import Numbering, dialled, numbering_of
from generator.model.registers import Contact, NumberDecision, Way
from generator.problems import Problem, Severity
from generator.sign_offs import fingerprint_of

ID = "national-line"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each number that the register gives to another name, and each decision about nothing."""
    register = _Register(base.lines, numbering_of(base.lines))
    for contact in base.every_contact():
        yield from _torn_names(contact, base.lines)
        strange = [found for way in contact.ways for found in register.strangeness(way, contact)]
        decided = {dialled(one.number, register.numbering) for one in contact.differs if _is_decided(one, contact)}
        yield from (problem for number, problem in strange if number not in decided)
        needed = {number for number, _ in strange}
        for decision in contact.differs:
            number = dialled(decision.number, register.numbering)
            if number and number not in needed:
                message = f'contact "{contact.id}" needs no decision about "{decision.number}"'
                yield Problem(decision.number.place, ID, message, SEVERITY, "delete the decision")
            elif number and not _is_decided(decision, contact):
                message = f'the decision about "{decision.number}" was on something else than "{contact.id}" is now'
                help = f"let a person decide again, then write covers: {covers_of(decision.number, contact)}"
                yield Problem(decision.number.place, ID, message, SEVERITY, help)


def _is_decided(decision: NumberDecision, contact: Contact) -> bool:
    return decision.covers == covers_of(decision.number, contact)


def covers_of(number: str, contact: Contact) -> str:
    """Make the fingerprint of what is decided: under which names a contact has a number, and for what."""
    ways = [[way.kind, way.number, way.word] for way in contact.ways if way.number == number]
    return fingerprint_of("number", contact.id, contact.name, contact.short_name, number, ways)


def _torn_names(contact: Contact, lines: LinesFile) -> Iterator[Problem]:
    """Yield a problem where the name of a contact is one line and its short name another."""
    long, short = lines_named(contact.name, lines), lines_named(contact.short_name, lines)
    if long and short and not {line.id for line in long} & {line.id for line in short}:
        message = f'"{contact.short_name}" is {short[0].name}, and "{contact.name}" is another line'
        yield Problem(contact.short_name.place, ID, message, SEVERITY, "give both names of one line")


@dataclass(frozen=True, slots=True)
class _Register:
    """The lines of a country and how its numbers are written."""

    lines: LinesFile
    numbering: Numbering

    def strangeness(self, way: Way, contact: Contact) -> Iterator[tuple[str, Problem]]:
        """Yield a number with what is strange about it; one that cannot be dialled has a problem of its own."""
        number = "" if way.number is None else dialled(way.number, self.numbering)
        if way.number is None or not number:
            return
        own = lines_of(contact, self.lines)
        if any((way.kind, number) in numbers_of(line.ways, self.numbering) for line in own):
            return
        owner = next((line for line in self.lines.lines if self._has(line, number)), None)
        if own:
            name = own[0].name
            message = (
                f'contact "{contact.id}" is {name} by its name, and "{way.number}" is not its number to {way.kind}'
            )
            help = f'write {_in_words(own[0])}, or record who decided otherwise in "differs"'
        elif owner is not None:
            message = f'"{way.number}" is the number of {owner.name}, and this contact is called "{contact.name}"'
            help = f'name it "{owner.name}", or write its own number, or record who decided otherwise in "differs"'
        else:
            return
        note = f"a decision about it has covers: {covers_of(way.number, contact)}"
        yield number, Problem(way.number.place, ID, message, SEVERITY, help, (note,))

    def _has(self, line: NationalLine, number: str) -> bool:
        return any(number == own for _, own in numbers_of(line.ways, self.numbering))


def _in_words(line: NationalLine) -> str:
    """Write each number once, with what it is for."""
    numbers = dict.fromkeys(way.number for way in line.ways if way.number is not None)
    kinds = {number: [way.kind for way in line.ways if way.number == number] for number in numbers}
    return " or ".join(f'"{number}" to {" or ".join(kinds[number])}' for number in numbers)
