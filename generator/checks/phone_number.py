"""A phone number stands outside contacts.yaml.

Numbers change, and a sales line can look like a help line: all numbers live in one file with its own owner.

Fails: `Call 1-800-…` in an outcome. Cure: add the line to content/contacts.yaml and name its contact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.names import texts_with_numbers
from generator.checks.need import Need
from generator.checks.wording import Texts, find_in
from generator.model.knowledge import KnowledgeBase
from generator.model.phone import Numbering, long_numbers_in, numbering_of
from generator.problems import Problem, Severity, Text

ID = "phone-number"
SEVERITY = Severity.ERROR
NEEDS = Need.TEXTS

# What every number holds: seven digits, three and letters, or five. To look for that first is fast.
_HINT = re.compile(r"\d(?:\W{0,2}\d){6}|\d{3}\W{1,2}[A-Z]|\d{5}")
_OTHER = re.compile(
    r"(?=[+(\d])(?:"  # to look at what follows is faster than to look back
    r"(?<![\w./-])\+?(?:\d[-. ])?(?:\(?\d{3}\)?[-. ]|\d{4}-)(?:\d{3}[-. ])?[A-Z](?:-?[A-Z0-9]){3,}(?![\w-])"
    r"|(?<=\bto )\d{5,6}\b|(?<=\b[Tt]ext )\d{5,6}\b)"
)
"""Letters that spell a number, and short numbers to text."""
_OWN = "delete it here; a number of your own stands in lines of content/organization.yaml"


def check(base: KnowledgeBase, texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each phone number in a text that is of no contact and no own line."""
    own = frozenset(map(id, texts_with_numbers(base)))
    search = _PhoneNumbers(numbering_of(base.lines), is_of_organization=base.organization.is_there)
    yield from (problem for _, problem in find_in(texts, search, but=own))


@dataclass(frozen=True, slots=True)
class _PhoneNumbers:
    """A search for phone numbers as they are written in a country."""

    numbering: Numbering
    is_of_organization: bool

    def __call__(self, texts: Texts) -> Iterator[tuple[Text, Problem]]:
        for text in (text for text in texts.numbered if _HINT.search(text)):
            found = {match.start(): match.group() for match in _OTHER.finditer(text)}
            found |= dict(long_numbers_in(text, self.numbering))
            for start, number in sorted(found.items()):
                message = f'phone number "{number}" stands outside contacts.yaml'
                help = _OWN if self.is_of_organization else "add it to content/contacts.yaml and name the contact here"
                yield text, Problem(text.place_of(start), ID, message, SEVERITY, help)
