"""A number stands in a page without its source.

A number that nobody can trace is a rumor, and families act on it.

Fails: "You have 180 days." Cure: link it to a fact (`[180 days](/facts/#internal-appeal)`), or put
`[source](/sources/#id)` right behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.model.phone import numbering_of
from generator.problems import Problem, Severity, Text

ID = "uncited-number"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE

_BLOCK = re.compile(r"(?:[^\n]+\n?)+")
_ITEM = re.compile(r"^\s*(?:[-*]|\d+\.)\s", re.MULTILINE)
_NUMBER = re.compile(r"(?<![\w/#.(-])\d[\d,.]*(?![\w-])")
_TARGET = re.compile(r"\]\([^)]*\)")
_OWN_SOURCE = re.compile(r"\]\(/(?:facts|sources)/#")
# The age of adults, and the hours of a clock or day are no claims; neither are the country's short numbers.
_NO_CLAIM = ("18", "24", "2")


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each paragraph or list item of a hand-written page with a number and no source."""
    no_claims = frozenset([*_NO_CLAIM, *numbering_of(base.lines).short])
    for page in base.pages:
        for start, block in _blocks(page.body):
            if _OWN_SOURCE.search(block):
                continue
            for match in _NUMBER.finditer(_TARGET.sub(lambda found: "]" + " " * (len(found.group()) - 1), block)):
                number = match.group().rstrip(".,")
                is_marker = _ITEM.match(block) is not None and match.start() < len(_ITEM.match(block).group())  # type: ignore[union-attr]  # matched before
                if number not in no_claims and not is_marker:
                    message = f'"{number}" stands here without its source'
                    help = "link it to a fact, or put [source](/sources/#id) right behind"
                    yield Problem(page.body.place_of(start + match.start()), ID, message, SEVERITY, help)
                    break


def _blocks(body: Text) -> Iterator[tuple[int, str]]:
    """Yield each paragraph and each list item with its position."""
    for match in _BLOCK.finditer(body):
        starts = [item.start() for item in _ITEM.finditer(match.group())]
        cuts = sorted({0, *starts, len(match.group())})
        for begin, end in pairwise(cuts):
            yield match.start() + begin, match.group()[begin:end]
