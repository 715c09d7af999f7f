"""The help bar lacks a line that the country's register asks for.

The bar stands above every page: it is the one place where a reader in danger finds whom to call, whatever they read.

Fails: `help_bar: [emergency, poison-help]` in the United States, without 988.
Cure: add the contact that the help names, or add the line to content/contacts.yaml first.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.national import lines_of
from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.model.lines import NationalLine
from generator.model.registers import Contact
from generator.problems import Problem, Severity

ID = "incomplete-help-bar"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each line of the register's help bar that no contact of the project's bar is."""
    by_id = {line.id: line for line in base.lines.lines}
    wanted = [by_id[id] for id in base.lines.help_bar if id in by_id]
    for line in wanted:
        able = [contact for contact in base.contacts.contacts if _is(contact, line, base)]
        if not any(contact.id in base.safety.help_bar for contact in able):
            message = f"the help bar lacks {line.name}, which stands above every page in {base.lines.name}"
            help = f'add "{able[0].id}"' if able else "add it to content/contacts.yaml, and its id here"
            yield Problem(base.safety.help_bar[0].place, ID, message, SEVERITY, help)


def _is(contact: Contact, line: NationalLine, base: KnowledgeBase) -> bool:
    """Tell whether a contact is a line and is reached as the line is first of all: by call, or by text."""
    is_line = any(own.id == line.id for own in lines_of(contact, base.lines))
    return is_line and any(way.kind is line.ways[0].kind for way in contact.ways)
