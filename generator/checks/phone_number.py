"""A phone number stands outside contacts.yaml.

Numbers change, and a sales line can look like a help line: all numbers live in one file with its own owner.

Fails: `Call 1-800-…` in an outcome. Cure: add the line to content/contacts.yaml and name its contact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.names import texts_of
from generator.checks.need import Need
from generator.checks.wording import Texts
from generator.model.knowledge import KnowledgeBase
from generator.model.phone import long_numbers_in, numbering_of
from generator.problems import Problem, Severity

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


def check(base: KnowledgeBase, texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each phone number in a text that is not of contacts.yaml."""
    numbering = numbering_of(base.lines)
    own = {id(text) for text in texts_of(base.contacts)}
    for text in (text for text in texts.numbered if id(text) not in own and _HINT.search(text)):
        found = {match.start(): match.group() for match in _OTHER.finditer(text)}
        found |= dict(long_numbers_in(text, numbering))
        for start, number in sorted(found.items()):
            message = f'phone number "{number}" stands outside contacts.yaml'
            help = "add it to content/contacts.yaml and name the contact here"
            yield Problem(text.place_of(start), ID, message, SEVERITY, help)
