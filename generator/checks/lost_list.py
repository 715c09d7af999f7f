"""A list stands right below a line, with no empty line between.

The site shows one paragraph with hyphens in it, and nobody sees the points apart.

Fails: "Bring:" with "- your card" on the line below it. Cure: leave an empty line before the first point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.need import Need
from generator.checks.wording import Texts, find_in
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity, Text

ID = "lost-list"
SEVERITY = Severity.ERROR
NEEDS = Need.TEXTS

_MARK = re.compile(r"(?:[-+*]|\d{1,2}[.)]) +\S")
_BLOCK = re.compile(r"[ \t]*(?:[-+*>#|]|\d{1,2}[.)] |```)|[ \t]{2,}|\[\[")
"""How a line begins that is no plain paragraph: a list or what belongs to one, a heading, a table, a marker."""


def check(_base: KnowledgeBase, texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each list that a page would show as a part of the paragraph above it."""
    yield from (problem for _, problem in find_in(texts, _lost))


def _lost(texts: Texts) -> Iterator[tuple[Text, Problem]]:
    for text in texts:
        if "\n" not in text:
            continue
        is_paragraph, at = False, 0
        for line in text.split("\n"):
            if is_paragraph and _MARK.match(line):
                message = "this list is read as part of the line above it"
                yield text, Problem(text.place_of(at), ID, message, SEVERITY, "leave an empty line before the list")
            # What follows a lost point belongs to the same paragraph, and is said once.
            is_paragraph = bool(line.strip()) and not _BLOCK.match(line)
            at += len(line) + 1
