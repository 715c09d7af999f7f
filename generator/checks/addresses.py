"""Know every address that the pages of a base will have, before any page is made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property
from itertools import chain

from generator.checks.names import ids_of
from generator.model.entry import Named
from generator.model.knowledge import KnowledgeBase
from generator.model.prose import ProsePage
from generator.page_kinds import (
    CLAIMS,
    COMPARISON,
    FACTS,
    GLOSSARY,
    GUIDE,
    GUIDES,
    KIND_OF_LEVEL,
    LEVEL,
    MOVE,
    MOVES,
    OFFLINE,
    OUTCOME,
    PLAIN,
    RESEARCH,
    SCORECARD,
    SEARCH,
    SHEET,
    SOURCES,
    TREATMENT,
    TREATMENTS,
)
from generator.problems import Text

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_NO_WORD = re.compile(r"[^\w\s-]|(?<!\w)_+|_+(?!\w)")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+.*$", re.MULTILINE)


class Addresses:
    """The addresses of a base's pages, and of parts of them that others may lead to."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._written = {page.address: page for page in base.pages}

    @cached_property
    def pages(self) -> frozenset[str]:
        """Collect the address of every page but those that show a file of the project."""
        base, handbook = self._base, self._base.handbook
        made = [COMPARISON, SOURCES, SCORECARD, SEARCH, *([MOVES] if base.levels.moves else ())]
        made += [
            *([TREATMENTS] if handbook.treatments.treatments else ()),
            *([GLOSSARY] if handbook.glossary.terms else ()),
            *([FACTS] if handbook.facts.facts else ()),
            *([RESEARCH, CLAIMS] if handbook.evidence.studies else ()),
        ]
        listed = (
            (LEVEL, base.every_level()),
            (KIND_OF_LEVEL, base.every_kind()),
            (MOVE, base.levels.moves),
            (TREATMENT, handbook.treatments.treatments),
        )
        return frozenset(
            [
                *self._written,
                *(kind.at() for kind in made),
                *(kind.at(id=entry.id) for kind, entries in listed for entry in entries),
                *chain.from_iterable(self._of_guides()),
            ]
        )

    def _of_guides(self) -> Iterator[Iterator[str]]:
        for guide in self._base.every_guide():
            at = GUIDES[1].format(id=guide.guide.id) if guide.guide.shares else GUIDES[0]
            yield (kind.at(guide=at) for kind in (GUIDE, OFFLINE, PLAIN, SHEET))
            yield (OUTCOME.at(guide=at, id=outcome.id) for outcome in guide.outcomes)

    @cached_property
    def listed(self) -> dict[str, tuple[Named, ...]]:
        """Map the address of each page that lists entries, each at an anchor of its own, to the entries."""
        handbook = self._base.handbook
        return {
            SOURCES.at(): self._base.sources.sources,
            GLOSSARY.at(): handbook.glossary.terms,
            FACTS.at(): handbook.facts.facts,
            RESEARCH.at(): handbook.evidence.studies,
            CLAIMS.at(): handbook.evidence.claims,
        }

    @cached_property
    def parts(self) -> frozenset[str]:
        """Collect the address of every part that is an entry of a list or stands below a heading of a page by hand."""
        of_lists = (f"{address}#{entry.id}" for address, entries in self.listed.items() for entry in entries)
        of_pages = (f"{page.address}#{anchor}" for page in self._base.pages for anchor in headings_below_title(page))
        return frozenset((*of_lists, *of_pages))

    def anchors(self, address: str) -> frozenset[str] | None:
        """Collect the anchors of a page; None where only the finished page tells, or another check (of facts) does."""
        if address in self._written:
            return frozenset(anchor for anchor, _ in headings_of(self._written[address]))
        if address == SOURCES.address:
            return frozenset(ids_of(self._base.sources.sources))
        return None


def missing_addresses(base: KnowledgeBase) -> tuple[str, ...]:
    """List in order every address that content/addresses.yaml does not hold yet, each from the root of the site."""
    addresses, listed = Addresses(base), frozenset(base.handbook.addresses.published)
    return tuple(sorted({f"/{address}" for address in addresses.pages | addresses.parts} - listed))


def headings_below_title(page: ProsePage) -> list[str]:
    """List the anchors of a hand-written page's headings but its title, where a link to the page leads anyway."""
    return [anchor for anchor, line in headings_of(page) if line.lstrip().startswith("##")]


def headings_of(page: ProsePage) -> list[tuple[str, Text]]:
    """List the headings of a hand-written page, each with the anchor that it gets and its line.

    The anchor is made as python-markdown makes it; a test holds the two against each other.
    """
    found = []
    for match in _HEADING.finditer(page.body):
        line = Text(match[0], place=page.body.place_of(match.start()))
        said = _LINK.sub(r"\1", line.lstrip(" #"))
        plain = unicodedata.normalize("NFKD", said.strip(" #")).encode("ascii", "ignore").decode()
        found.append((re.sub(r"[-\s]+", "-", _NO_WORD.sub("", plain).strip().lower()), line))
    return found
