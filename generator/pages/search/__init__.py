"""Make the search page; without script it is a list of all pages from A to Z."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from generator.model.words import WordsFile
from generator.page_kinds import OFFLINE, SEARCH
from generator.pages.environment import render
from generator.pages.page import Page
from generator.problems import Place

_ORIGIN = Place("generator/pages/search/search.html.jinja", 1, 1)


@dataclass(frozen=True, slots=True)
class ListedPage:
    """One line of the list: a title and its address."""

    title: str
    address: str


def search_page(pages: Iterable[Page], words: WordsFile) -> Page:
    """Make the search page over all other pages."""
    entries = [ListedPage(page.title, page.address) for page in pages if page.kind is not OFFLINE]
    entries.sort(key=lambda entry: (entry.title.casefold(), entry.address))
    letters = [(letter, list(found)) for letter, found in groupby(entries, key=lambda entry: _letter(entry, words))]
    return Page(
        address=SEARCH.at(),
        title=words.search.title,
        description=words.search.description,
        html=str(render("search/search", words, letters=letters)),
        origin=_ORIGIN,
        kind=SEARCH,
    )


def _letter(entry: ListedPage, words: WordsFile) -> str:
    first = entry.title[:1].upper()
    return first if first.isalpha() else words.search.digits
