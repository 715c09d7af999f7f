"""Show the authors' files on the site, line by line, so that "edit this page" always leads to what made a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from generator.model.words import WordsFile
from generator.model.words.places import filled
from generator.page_kinds import SOURCE
from generator.pages.environment import render
from generator.pages.page import Page
from generator.problems import Place
from generator.source import SourceFile


def source_pages(files: Iterable[SourceFile], words: WordsFile) -> Iterator[Page]:
    """Yield a page for each file, with an anchor for each line; one that stays what it is is made once."""
    yield from map(_shown_in(words), files)


@lru_cache(maxsize=2)
def _shown_in(words: WordsFile) -> Callable[[SourceFile], Page]:
    """Return a function that makes the page of a file in these words."""

    @lru_cache(maxsize=4096)
    def shown(file: SourceFile) -> Page:
        lines = file.text.rstrip("\n").split("\n")
        html = str(render("source/source", words, name=file.name, lines=lines))
        title = filled(words.file.title, file=file.name)
        return Page(address_of(file.name), title, title, html, Place(file.name, 1, 1), SOURCE)

    return shown


def address_of(file: str) -> str:
    """Return the address of the page that shows a file."""
    return SOURCE.at(file=file)


def address_of_line(place: Place) -> str:
    """Return the address of one line of a file."""
    return f"{address_of(place.file)}#L{place.line}"
