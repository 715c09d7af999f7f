"""Lead to each page that staff send from its short address, without a script or a server's rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model.words import WordsFile
from generator.page_kinds import GO, OUTCOME, short_of
from generator.pages.environment import render
from generator.pages.page import Page


def short_address(page: Page) -> str | None:
    """Find the short address that leads to a page, such as "go/residential/"; None where a page has none.

    That of an entry is its own. Those of two pages differ, or a check has said so.
    """
    return None if page.leads_to is not None else short_of(page.address)


def short_pages(pages: Iterable[Page], words: WordsFile) -> Iterator[Page]:
    """Yield a page for each short address; where it leads to a result it does not say which, for others may see it."""
    for page in pages:
        short = short_address(page)
        if short is None or short == page.address:
            continue
        title = words.short.neutral if page.kind is OUTCOME else page.title
        html = render("short/short", words, leads_to=page.address, title=title)
        yield Page(short, title, words.short.lead, str(html), page.origin, GO, page.address)
