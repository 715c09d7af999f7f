"""Make the search page, and gather what search knows besides the words of pages.

Without script the page is a list of all that search finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.model.knowledge import KnowledgeBase
from generator.model.phone import numbering_of
from generator.model.registers import Notice
from generator.page_kinds import KIND_OF_LEVEL, LEVEL, MOVE, PROGRAMS, SEARCH, TREATMENT, Found, PageKind
from generator.pages.contacts import ContactLink, card_of, named
from generator.pages.environment import render
from generator.pages.page import Page
from generator.problems import Place

_ORIGIN = Place("generator/pages/search/search.html.jinja", 1, 1)
_ASIDE = re.compile(r"\([^)]*\)|\"")
"""What explains a name and is no part of it."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What people write who mean a page: `address` may hold an anchor, `first` are links that stand before all else.

    `is_name` tells that these are other names of what the page is about, which several pages may share.
    """

    address: str
    phrases: tuple[str, ...]
    first: tuple[ContactLink, ...] = ()
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Searched:
    """All that search finds: its pages, what people write who mean one, and the words that mean the same."""

    pages: tuple[Page, ...] = ()
    sought: tuple[Sought, ...] = ()
    same: tuple[tuple[str, ...], ...] = ()


NOTHING = Searched()
"""What search finds on a site of which nothing is known."""


@dataclass(frozen=True, slots=True)
class ListedPages:
    """Pages of the list that belong together, by their titles in order."""

    heading: str
    pages: tuple[Page, ...]


def searched_of(pages: Iterable[Page], base: KnowledgeBase, notices: tuple[Notice, ...]) -> Searched:
    """Select the pages that search finds, with what the project says people write; each of those pages is found."""
    search = base.handbook.search
    sought, left_out = (
        (*_sought(base, notices), *_names(base)),
        {address.removeprefix("/") for address in search.left_out},
    )
    named = {entry.address.partition("#")[0] for entry in sought}
    found = (
        page
        for page in pages
        if page.address in named or (page.kind.found is not Found.NEVER and page.address not in left_out)
    )
    same = (tuple(str(word) for word in entry.words) for entry in search.same)
    return Searched(tuple(found), sought, tuple(same))


def _sought(base: KnowledgeBase, notices: tuple[Notice, ...]) -> Iterator[Sought]:
    numbering, contact_by_id = numbering_of(base.lines), {contact.id: contact for contact in base.contacts.contacts}
    for entry in base.handbook.search.pages:
        cards = [card_of(contact_by_id[id], numbering, base.words, notices=notices) for id in entry.call]
        first = tuple(named(card, link) for card in cards for link in card.links if not link.is_web)
        yield Sought(entry.page.removeprefix("/"), tuple(str(phrase) for phrase in entry.found_by), first)


def _names(base: KnowledgeBase) -> Iterator[Sought]:
    levels, kinds, treatments = base.every_level(), base.every_kind(), base.handbook.treatments.treatments
    for kind, entries in ((LEVEL, levels), (KIND_OF_LEVEL, kinds), (TREATMENT, treatments)):
        for entry in entries:
            names = (" ".join(_ASIDE.sub(" ", name).split()) for name in (entry.name, *entry.also_called))
            yield Sought(kind.at(id=entry.id), tuple(name for name in names if name), is_name=True)
    for program in base.organization.programs:
        yield Sought(f"{PROGRAMS.at()}#{program.id}", (str(program.name), str(program.place_.city)), is_name=True)


def search_page(searched: Searched, base: KnowledgeBase) -> Page:
    """Make the search page over all that search finds."""
    words = base.words
    said = words.search.groups
    of_levels, of_treatments, of_moves = (LEVEL, KIND_OF_LEVEL), (TREATMENT,), (MOVE,)
    others = {page.kind for page in searched.pages} - {*of_levels, *of_treatments, *of_moves}
    groups = (
        (said.pages, others),
        (said.levels, of_levels),
        (said.treatments, of_treatments),
        (said.moves, of_moves),
    )
    listed = (ListedPages(heading, _of_kinds(searched.pages, kinds)) for heading, kinds in groups)
    return Page(
        address=SEARCH.at(),
        title=words.search.title,
        description=words.search.description,
        html=str(render("search/search", words, groups=[group for group in listed if group.pages])),
        origin=_ORIGIN,
        kind=SEARCH,
    )


def _of_kinds(pages: Iterable[Page], kinds: Iterable[PageKind]) -> tuple[Page, ...]:
    wanted = frozenset(kinds)
    return tuple(sorted((page for page in pages if page.kind in wanted), key=lambda page: page.title.casefold()))
