"""A number of a contact is not one that can be dialled as it stands.

A phone dials the digits and drops the rest: `9111` reaches nobody, an extension is lost, and of two numbers in one a
reader reaches neither. Digits and single separators stand in `number`, in a form of the project's country or as one of
its short numbers; letters stand in `spelled` and must spell that number; a number of another country begins with + and
says so in `abroad`; a menu or an extension belongs in `note`.

Fails: `number: 1-800-662-HELP`, `number: 9111`, `number: 1-800-222-1222 ext. 4`.
Cure: the help of each problem says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.national import lines_of, numbers_of, numbers_of_contacts
from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.model.lines import LinesFile
from generator.model.phone import (
    Numbering,
    dialled,
    digits_of,
    is_abroad,
    is_form,
    is_written_as_number,
    keyed,
    numbering_of,
)
from generator.model.registers import Contact, Way
from generator.problems import Problem, Severity, Text

ID = "bad-number"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE

_BETWEEN_TWO = re.compile(r"\s+(?:or|and)\s+|\s*[/|&;,]+\s*|\s+", re.IGNORECASE)
_EXTENSION = re.compile(r"[,;#*]|\b(?:ext(?:ension)?|option|press|then|menu)\b|x\s*[0-9]", re.IGNORECASE)
_LETTER = re.compile(r"[A-Za-z]")
_ALLOWED = re.compile(r"[0-9 .()+-]")
_NUMERIC = re.compile(r"[0-9]{3,}")


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each number, spelling or name that is a number, where a phone would do otherwise."""
    country = _Country(base.lines, numbering_of(base.lines))
    yield from _faults_of_register(country)
    known = {number for _, number in numbers_of_contacts(base)} | set(country.numbering.short)
    for contact in base.every_contact():
        for way in contact.ways:
            yield from _faults_of_way(way, contact, country)
        yield from _faults_of_names(contact, known, country)
        for decision in contact.differs:
            yield from _faults_of_number(decision.number, country)


@dataclass(frozen=True, slots=True)
class _Country:
    """The register of a country and how its numbers are written."""

    lines: LinesFile
    numbering: Numbering

    @property
    def name(self) -> str:
        """Name the country in words."""
        return str(self.lines.name)

    def dials(self, number: str) -> str:
        """Work out what a phone dials for a number, or "" where it is none."""
        return dialled(number, self.numbering)


def _faults_of_way(way: Way, contact: Contact, country: _Country) -> Iterator[Problem]:
    number = way.number
    if number is None:
        for beside in (way.spelled, way.abroad):
            if beside is not None:
                yield _problem(beside, f'"{beside}" stands beside no number', "delete it")
        return
    comes_from_abroad = is_abroad(number, country.numbering)
    if comes_from_abroad and way.abroad is None and country.dials(number):
        message = f'"{number}" is a number of another country than {country.name}'
        yield _problem(number, message, 'add "abroad:" with the name of its country, or mend the number')
    elif way.abroad is not None and not comes_from_abroad:
        message = f'"{number}" does not begin with + and the code of another country'
        yield _problem(way.abroad, message, f"delete it, or write the number as it is dialled from {country.name}")
    cure = _registered(way, contact, country)
    yield from _faults_of_number(number, country, cure)
    yield from _faults_of_spelling(way, country)


def _registered(way: Way, contact: Contact, country: _Country) -> str:
    """Write the cure for a contact that bears the name of a line which is reached in the same way, else nothing."""
    line = next(iter(lines_of(contact, country.lines)), None)
    if line is None:
        return ""
    alike = [each.number for each in line.ways if each.number is not None and each.kind is way.kind]
    numbers = dict.fromkeys(f'"{number}"' for number in alike)
    if not numbers:
        return ""
    return f"write {' or '.join(numbers)}, the number of {line.name} in the register of {country.name}"


def _faults_of_number(number: Text, country: _Country, cure: str = "") -> Iterator[Problem]:
    if not country.dials(number):
        message, help = _what_is_wrong(number, country)
        is_none = not digits_of(number)
        yield _problem(number, message, f"{help}; here {cure}" if cure and is_none else cure or help)


def _what_is_wrong(number: Text, country: _Country) -> tuple[str, str]:
    """Say what is wrong with a number that cannot be dialled, and the cure."""
    parts = [part for part in _BETWEEN_TWO.split(number) if part]
    if len(parts) > 1 and all(country.dials(part) for part in parts):
        return f'"{number}" is more than one number', "make a way of each"
    if is_written_as_number(number):
        return _what_is_wrong_with_digits(number, country)
    meant = keyed(number)
    if country.dials(meant) and digits_of(number):
        return f'"{number}" has letters in it', f'write number: "{meant}", and beside it spelled: {number}'
    if digits_of(number) and _EXTENSION.search(number):
        return f'"{number}" has an extension or a menu in it', 'write the number alone, and what to press in "note"'
    if _LETTER.search(number):
        return f'"{number}" has words in it', 'write the digits of the number, and words in "note"'
    stranger = _ALLOWED.sub("", number)[:1]
    if stranger:
        return f'"{number}" has "{stranger}" in it', "write digits, with single spaces, hyphens or dots between them"
    return f'"{number}" is not written as a number', "put one space, hyphen or dot between digits, and close brackets"


def _what_is_wrong_with_digits(number: Text, country: _Country) -> tuple[str, str]:
    if is_abroad(number, country.numbering):
        return f'"{number}" is no number of any country', "write + and the country's code, then the number"
    count, forms, short = len(digits_of(number)), " or ".join(country.lines.forms), ", ".join(country.numbering.short)
    message = f'"{number}" is no number of {country.name}: it has {count} digit{"" if count == 1 else "s"}'
    return message, f"write {forms} (X any digit, N 2 to 9){f', or a short number: {short}' if short else ''}"


def _faults_of_spelling(way: Way, country: _Country) -> Iterator[Problem]:
    spelled, number = way.spelled, way.number
    if spelled is None or number is None or not country.dials(number):
        return
    if not _LETTER.search(spelled):
        yield _problem(spelled, f'"{spelled}" has no letters', "delete it, or write the number with its letters")
    elif country.dials(keyed(spelled)) != country.dials(number):
        message = f'"{spelled}" spells {keyed(spelled)}, not {number}'
        yield _problem(spelled, message, "mend the letters or the number, or delete the letters")


def _faults_of_names(contact: Contact, known: set[str], country: _Country) -> Iterator[Problem]:
    """Yield a problem for each name of a contact that is, or holds, a number which it does not have."""
    own = {number for _, number in numbers_of(contact.ways, country.numbering)}
    for name in (contact.name, contact.short_name):
        for match in _NUMERIC.finditer(name):
            number = match.group()
            if number not in own and (number in known or number == name):
                message = f'"{name}" is called by the number {number}, and no way to reach it has that number'
                yield _problem(name, message, f'give a way the number "{number}", or change the name')


def _faults_of_register(country: _Country) -> Iterator[Problem]:
    lines = country.lines
    for form in lines.forms:
        if not is_form(form):
            yield _problem(form, f'"{form}" is no form of a number', "write digits, X for any digit and N for 2 to 9")
    for code in (lines.calling_code, lines.trunk):
        if code is not None and digits_of(code) != code:
            yield _problem(code, f'"{code}" is not only digits', "write the digits alone")
    for way in (way for line in lines.lines for way in line.ways):
        if way.number is not None:
            yield from _faults_of_number(way.number, country)
            yield from _faults_of_spelling(way, country)


def _problem(at: Text, message: str, help: str) -> Problem:
    return Problem(at.place, ID, message, SEVERITY, help)
