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

_WORDS_OF_HELP = ("crisis", "emergency", "help line", "helpline", "hotline", "lifeline", "suicide", "urgent help")


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each place that calls an own line as help, and each name or number of one that is help's."""
    own = {str(line.id): line for line in base.organization.lines}
    if not own:
        return
    for use in names_of(base).uses:
        if Sort.CONTACT in use.sorts and use.id in own:
            message = (
                f'"{use.id}" is the {own[use.id].kind} line of {base.organization.name}, and is called here as help'
            )
            yield Problem(use.id.place, ID, message, SEVERITY, "name a contact of content/contacts.yaml")
    for line in own.values():
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
    own = {number for _, number in numbers_of(line.ways, numbering)}
    for contact in (*base.contacts.contacts, *base.organization.local_lines):
        for way in contact.ways:
            if way.number is not None and own & {number for _, number in numbers_of((way,), numbering)}:
                message = f'"{way.number}" is the number of line "{line.id}" of {base.organization.name}'
                help = f'delete it here; "{contact.id}" is a help line that everyone is sent to'
                yield Problem(way.number.place, ID, message, SEVERITY, help)
