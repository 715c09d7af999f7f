"""Make the search page; without script it is a list of all pages from A to Z."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from generator.model.prose import ProsePage
from generator.model.words import WordsFile
from generator.pages.environment import render
from generator.pages.page import Page
from generator.problems import Place

_ORIGIN = Place("generator/pages/templates/search.html.jinja", 1, 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """Be one line of the list: a title and its address."""

    title: str
    address: str


def search_page(pages: Iterable[Page], words: WordsFile, *, by_hand: Iterable[ProsePage]) -> Page:
    """Give the search page over all other pages: those made from data, and those written by hand."""
    entries = [Entry(page.title, page.address) for page in pages]
    entries.extend(Entry(str(page.head.title), page.address) for page in by_hand)
    entries.sort(key=lambda entry: (entry.title.casefold(), entry.address))
    letters = [(letter, list(found)) for letter, found in groupby(entries, key=lambda entry: _letter(entry, words))]
    return Page(
        address="search/",
        title=words.search.title,
        description=words.search.description,
        html=str(render("search", words, letters=letters)),
        origin=_ORIGIN,
        kind="search",
        in_search=False,
    )


def _letter(entry: Entry, words: WordsFile) -> str:
    first = entry.title[:1].upper()
    return first if first.isalpha() else words.search.digits
