"""An outcome for an emergency names no emergency number in its title or its first step.

Somebody whose friend does not breathe reads one line. It has to say what to dial: 911 or 988 in the United States, and
elsewhere the numbers of the lines that the register of the country calls `emergency`.

Fails: the title "Get help now" with the first step "Stay with the person".
Cure: name one of the numbers in the title, or put the call first, for "you" and for "they".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.compiled import Compiled
from generator.checks.national import lines_of
from generator.checks.need import Need
from generator.model.guide import Outcome, Urgency
from generator.model.knowledge import KnowledgeBase
from generator.model.phone import digits_of
from generator.problems import Problem, Severity, Text

ID = "emergency-without-number"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM


def check(compiled: Compiled) -> Iterator[Problem]:
    """Yield a problem for each voice of an emergency outcome that names none of the numbers at once."""
    numbers = emergency_numbers(compiled.base)
    if not numbers:
        return
    named = re.compile("|".join(rf"(?<!\d){'[ .-]?'.join(digits_of(number))}(?!\d)" for number in numbers))
    for outcome in compiled.base.tree.outcomes:
        for title, first in _beginnings(outcome) if outcome.urgency is Urgency.EMERGENCY else ():
            if not named.search(title) and not named.search(first):
                message = (
                    f'outcome "{outcome.id}" is an emergency, and neither its title nor its first step names a number'
                )
                yield Problem(title.place, ID, message, SEVERITY, f"name one of: {', '.join(numbers)}")


def _beginnings(outcome: Outcome) -> Iterator[tuple[Text, Text]]:
    """Yield the title and the first step in each voice."""
    yield outcome.title.you, outcome.now[0].you
    yield outcome.title.they, outcome.now[0].they


def emergency_numbers(base: KnowledgeBase) -> tuple[str, ...]:
    """List the numbers of the contacts that are emergency lines of the country, each once."""
    lines = frozenset(map(str, base.lines.emergency))
    contacts = (
        contact
        for contact in base.contacts.contacts
        if any(str(line.id) in lines for line in lines_of(contact, base.lines))
    )
    every = (str(way.number) for contact in contacts for way in contact.ways if way.number is not None)
    return tuple(dict.fromkeys(every))
