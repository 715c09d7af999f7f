"""A phone number stands outside contacts.yaml.

Numbers change, and a sales line can look like a help line: all numbers live in one file with its own owner.

Fails: `Call 1-800-…` in an outcome. Cure: add the line to content/contacts.yaml and name its contact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.checks.names import texts_of
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity, Text

ID = "phone-number"
SEVERITY = Severity.ERROR

_DIGITS = re.compile(r"\d\d\d")
_NUMBER = re.compile(
    r"(?<![\w./-])(?:\+?1[-. ]?)?(?:\(\d{3}\) ?|\d{3}[-. ]?)\d{3}[-. ]?\d{4}(?![\w-])"
    r"|(?<![\w./-])1-8\d\d-[A-Z0-9-]{4,}"
    r"|(?<=\bto )\d{5,6}\b|(?<=\b[Tt]ext )\d{5,6}\b"
)


def check(base: KnowledgeBase, texts: Sequence[Text]) -> Iterator[Problem]:
    """Give a problem for each phone number in a text that is not of contacts.yaml."""
    own = {id(text) for text in texts_of(base.contacts)}
    for text in texts:
        if id(text) in own:
            continue
        if not _DIGITS.search(text):
            continue
        for match in _NUMBER.finditer(text):
            message = f'phone number "{match.group()}" stands outside contacts.yaml'
            help = "add it to content/contacts.yaml and name the contact here"
            yield Problem(text.place_of(match.start()), ID, message, SEVERITY, help)
