"""Know every address that the pages of a base will have, before any page is made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from generator.checks.names import ids_of
from generator.model.entry import Named
from generator.model.guide import Guide
from generator.model.knowledge import KnowledgeBase
from generator.model.prose import ProsePage
from generator.page_kinds import (
    CARD,
    CLAIMS,
    COMPARISON,
    EMBED,
    ENTRY,
    FACTS,
    GLOSSARY,
    GUIDE,
    GUIDES,
    HELP_CARD,
    KIND_OF_LEVEL,
    LEVEL,
    LOCAL_LINES,
    MOVE,
    MOVES,
    OFFLINE,
    ORGANIZATION,
    OUTCOME,
    PLAIN,
    PROGRAMS,
    RESEARCH,
    SCORECARD,
    SEARCH,
    SHEET,
    SOURCES,
    STAFF,
    TREATMENT,
    TREATMENTS,
    short_of,
)
from generator.problems import Text

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_NO_WORD = re.compile(r"[^\w\s-]|(?<!\w)_+|_+(?!\w)")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+.*$", re.MULTILINE)


@dataclass(frozen=True)
class Addresses:
    """The address of every page of a base but those that show a file of it, and the anchors of some."""

    pages: frozenset[str]
    anchored: tuple[tuple[str, frozenset[str]], ...]

    @cached_property
    def _anchors(self) -> Mapping[str, frozenset[str]]:
        return dict(self.anchored)

    def anchors(self, address: str) -> frozenset[str] | None:
        """Find the anchors of a page; None where only the finished page tells, or another check (of facts) does."""
        return self._anchors.get(address)


def addresses_of(base: KnowledgeBase) -> Addresses:
    """Collect the addresses of a base's pages, and the anchors of those by hand and of the page of sources."""
    written = ((page.address, frozenset(anchor for anchor, _ in headings_of(page))) for page in base.pages)
    return Addresses(
        frozenset(_with_short(_pages(base))), ((SOURCES.at(), frozenset(ids_of(base.sources.sources))), *written)
    )


def _pages(base: KnowledgeBase) -> Iterator[str]:
    handbook = base.handbook
    yield from (page.address for page in base.pages)
    made = [COMPARISON, SOURCES, SCORECARD, SEARCH, EMBED, *([MOVES] if base.levels.moves else ())]
    made += [
        *([TREATMENTS] if handbook.treatments.treatments else ()),
        *([GLOSSARY] if handbook.glossary.terms else ()),
        *([FACTS] if handbook.facts.facts else ()),
        *([RESEARCH, CLAIMS] if handbook.evidence.studies else ()),
        *([STAFF] if handbook.sharing.situations else ()),
        *([PROGRAMS] if base.organization.programs else ()),
        *([LOCAL_LINES] if base.organization.local_lines else ()),
    ]
    yield from (kind.at() for kind in made)
    yield from (ORGANIZATION.at(id=statement) for statement in base.organization.statements())
    listed = (
        (LEVEL, base.every_level()),
        (KIND_OF_LEVEL, base.every_kind()),
        (MOVE, base.levels.moves),
        (CARD, (*base.every_level(), *base.every_kind())),
        (TREATMENT, handbook.treatments.treatments),
        (ENTRY, handbook.entries.entries),
    )
    yield from (kind.at(id=entry.id) for kind, entries in listed for entry in entries)
    yield CARD.at(id=HELP_CARD)
    for guide in base.every_guide():
        at = address_of_guide(guide.guide)
        yield from (kind.at(guide=at) for kind in (GUIDE, OFFLINE, PLAIN, SHEET))
        yield from (OUTCOME.at(guide=at, id=outcome.id) for outcome in guide.outcomes)


def _with_short(addresses: Iterator[str]) -> Iterator[str]:
    for address in addresses:
        yield address
        short = short_of(address)
        if short is not None:
            yield short


def address_of_guide(guide: Guide) -> str:
    """Return the address of a guide's page; only a further guide shares questions."""
    first, further = GUIDES
    return further.format(id=guide.id) if guide.shares else first


def short_addresses(base: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Yield each short address with that of the page that it leads to; an entry's own is short."""
    for address in _pages(base):
        short = short_of(address)
        if short is not None:
            yield short, address


def missing_addresses(base: KnowledgeBase) -> tuple[str, ...]:
    """List in order every address that content/addresses.yaml does not hold yet, each from the root of the site."""
    listed = frozenset(base.handbook.addresses.published)
    return tuple(sorted({f"/{address}" for address in (*_with_short(_pages(base)), *parts_of(base))} - listed))


def listed_in(base: KnowledgeBase) -> dict[str, tuple[Named, ...]]:
    """Map the address of each page that lists entries, each at an anchor of its own, to the entries."""
    handbook = base.handbook
    return {
        SOURCES.at(): base.sources.sources,
        GLOSSARY.at(): handbook.glossary.terms,
        FACTS.at(): handbook.facts.facts,
        RESEARCH.at(): handbook.evidence.studies,
        CLAIMS.at(): handbook.evidence.claims,
        STAFF.at(): (*handbook.sharing.handing_over, *handbook.sharing.situations),
        PROGRAMS.at(): base.organization.programs,
    }


def parts_of(base: KnowledgeBase) -> frozenset[str]:
    """Collect the address of every part that is an entry of a list or stands below a heading of a page by hand."""
    of_lists = (f"{address}#{entry.id}" for address, entries in listed_in(base).items() for entry in entries)
    of_pages = (f"{page.address}#{anchor}" for page in base.pages for anchor in headings_below_title(page))
    return frozenset((*of_lists, *of_pages))


def headings_below_title(page: ProsePage) -> list[str]:
    """List the anchors of a hand-written page's headings but its title, where a link to the page leads anyway."""
    return [anchor for anchor, line in headings_of(page) if line.lstrip().startswith("##")]


def headings_of(page: ProsePage) -> list[tuple[str, Text]]:
    """List the headings of a hand-written page, each with the anchor that it gets and its line.

    The anchor is made as python-markdown makes it; a test holds the two against each other.
    """
    return [(anchor, Text(line, place=page.body.place_of(at))) for anchor, line, at in _headings_in(str(page.body))]


@lru_cache(maxsize=1024)
def _headings_in(body: str) -> tuple[tuple[str, str, int], ...]:
    """List the headings of a text: the anchor, the line, and where it stands."""
    found = []
    for match in _HEADING.finditer(body):
        said = _LINK.sub(r"\1", match[0].lstrip(" #"))
        plain = unicodedata.normalize("NFKD", said.strip(" #")).encode("ascii", "ignore").decode()
        found.append((re.sub(r"[-\s]+", "-", _NO_WORD.sub("", plain).strip().lower()), match[0], match.start()))
    return tuple(found)
