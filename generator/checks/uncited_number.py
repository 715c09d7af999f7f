"""A number stands in a page, or in a note that names no source, without its source.

A number that nobody can trace is a rumor, and families act on it.

Fails: "You have 180 days." Cure: link it to a fact (`[180 days](/facts/#internal-appeal)`), or put
`[source](/sources/#id)` right behind. A note may name it under `sources` instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.checks.names import texts_of
from generator.checks.need import Need
from generator.checks.wording import Texts, find_in
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
    """Yield a problem for each paragraph or list item of a page, and each line of a note, with a number and no source.

    The levels and outcomes name their sources as a whole, and so may a note.
    """
    no_claims = frozenset([*_NO_CLAIM, *numbering_of(base.lines).short])
    bodies = (page.body for page in base.pages)
    bare = (
        text
        for note in base.handbook.notes.notes
        if not note.sources
        for text in (*texts_of(note.title), *texts_of(note.do))
    )
    in_page = "link it to a fact, or put [source](/sources/#id) right behind"
    in_note = f'name its source under "sources" of the note, or {in_page}'
    yield from (problem for _, problem in find_in(bodies, _UncitedNumbers(no_claims, in_page)))
    yield from (problem for _, problem in find_in(bare, _UncitedNumbers(no_claims, in_note)))


@dataclass(frozen=True, slots=True)
class _UncitedNumbers:
    """A search for numbers without a source, but for those that claim nothing; `help` is the cure of each."""

    no_claims: frozenset[str]
    help: str

    def __call__(self, texts: Texts) -> Iterator[tuple[Text, Problem]]:
        for text in texts:
            for start, block in _blocks(text):
                at = None if _OWN_SOURCE.search(block) else self._first_in(block)
                if at is not None:
                    message = f'"{at.group().rstrip(".,")}" stands here without its source'
                    yield text, Problem(text.place_of(start + at.start()), ID, message, SEVERITY, self.help)

    def _first_in(self, block: str) -> re.Match[str] | None:
        marker = _ITEM.match(block)
        begin = marker.end() if marker else 0
        for match in _NUMBER.finditer(_TARGET.sub(lambda found: "]" + " " * (len(found.group()) - 1), block)):
            if match.group().rstrip(".,") not in self.no_claims and match.start() >= begin:
                return match
        return None


def _blocks(body: Text) -> Iterator[tuple[int, str]]:
    """Yield each paragraph and each list item with its position."""
    for match in _BLOCK.finditer(body):
        starts = [item.start() for item in _ITEM.finditer(match.group())]
        cuts = sorted({0, *starts, len(match.group())})
        for begin, end in pairwise(cuts):
            yield match.start() + begin, match.group()[begin:end]
