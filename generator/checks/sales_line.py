"""A line of the organization stands where crisis help stands, or is called as if it were crisis help.

Who calls an admissions line reaches people who can enroll them, and may be sold a bed. Somebody in danger, or somebody
who needs help today, reaches people who owe them nothing else. So a line of content/organization.yaml is named in no
`call`, help bar, notice or promise, has a number of its own, and its name says what it is.

Fails: `help_bar: [admissions]`; a line called "24/7 Crisis Helpline" or "988 Lifeline"; the number of an own line in
content/contacts.yaml. Cure: name a contact of content/contacts.yaml, and call the line what it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.national import lines_of, numbers_of
from generator.checks.need import Need
from generator.checks.wording import words_of
from generator.model.knowledge import KnowledgeBase
from generator.model.organization import OwnLine
from generator.model.phone import numbering_of
from generator.model.sorts import Sort
from generator.naming import names_of
from generator.problems import Problem, Severity

ID = "sales-line"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE

_WORDS_OF_HELP = (
    *("crisis", "crises", "danger", "emergency", "emergencies", "help line", "helpline", "hotline", "lifeline"),
    *(
        "rescue",
        "suicide",
        "suicidal",
        "urgent help",
        "24 7",
        "day or night",
        "help now",
        "nine one one",
        "nine eight eight",
    ),
)


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each place that calls an own line as help, and each name or number of one that is help's."""
    contacts = {str(contact.id) for contact in base.contacts.contacts}
    # A line with the id of a contact is said as that.
    own = {str(line.id): line for line in base.organization.lines if line.id not in contacts}
    for use in names_of(base).uses if own else ():
        if Sort.CONTACT in use.sorts and use.id in own:
            message = (
                f'"{use.id}" is the {own[use.id].kind} line of {base.organization.name}, and is called here as help'
            )
            yield Problem(use.id.place, ID, message, SEVERITY, "name a contact of content/contacts.yaml")
    for line in base.organization.lines:
        yield from _faults_of_name(line, base)
        yield from _faults_of_numbers(line, base)


def _faults_of_name(line: OwnLine, base: KnowledgeBase) -> Iterator[Problem]:
    help = f'call it what it is, such as "{line.kind.capitalize()} line of {base.organization.name}"'
    for national in lines_of(line, base.lines)[:1]:
        message = f'line "{line.id}" bears the name of {national.name}'
        yield Problem(line.name.place, ID, message, SEVERITY, help)
        return
    for name in (line.name, line.short_name):
        said = f" {' '.join(words_of(name))} "
        for word in _WORDS_OF_HELP:
            if f" {word} " in said or f" {word}s " in said:
                message = f'line "{line.id}" is called "{name}", as if it were crisis help'
                yield Problem(name.place, ID, message, SEVERITY, help)
                return


def _faults_of_numbers(line: OwnLine, base: KnowledgeBase) -> Iterator[Problem]:
    numbering = numbering_of(base.lines)
    helps = {
        number: contact
        for contact in reversed((*base.contacts.contacts, *base.organization.local_lines))
        for _, number in numbers_of(contact.ways, numbering)
    }
    for way in line.ways:
        contact = next((helps[number] for _, number in numbers_of((way,), numbering) if number in helps), None)
        if way.number is not None and contact is not None:
            message = f'"{way.number}" is the number of help line "{contact.id}", to which everyone is sent'
            help = f"write a number at which {base.organization.name} alone answers"
            yield Problem(way.number.place, ID, message, SEVERITY, help)
