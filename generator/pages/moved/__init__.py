"""Keep old addresses alive: a page at each that leads on without a server or a script, and old anchors in a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.checks.redirects import Redirects
from generator.model.words import WordsFile
from generator.page_kinds import kind_moved_from
from generator.pages.environment import render
from generator.pages.page import Page

_OPENED = re.compile(r'<(\w+)\b[^>]*?\sid="([^"]+)"[^>]*>(?:\s*<dt>)?')
"""A tag with an id; in a list of words an id stands on the row, which holds nothing but its word and meaning."""


def moved_pages(redirects: Redirects, pages: Iterable[Page], words: WordsFile) -> Iterator[Page]:
    """Yield a page for each old address; it names the one of `pages` to which it leads."""
    title_at = {page.address: page.title for page in pages}
    for redirect in redirects.pages.values():
        title = title_at[redirect.new.partition("#")[0]]
        html = render("moved/moved", words, leads_to=redirect.new, title=title)
        kind, place = kind_moved_from(redirect.old), redirect.says.place
        yield Page(redirect.old, words.moved.title, words.moved.lead, str(html), place, kind, redirect.new)


def with_old_parts(redirects: Redirects, pages: Iterable[Page], words: WordsFile) -> Iterator[Page]:
    """Yield pages, at whose end stands what says where a part went that is on another page now."""
    pages = tuple(pages)
    title_at = {page.address: page.title for page in pages}
    for page in pages:
        more = [
            render("moved/part", words, id=anchor, leads_to=redirect.new, title=title_at[there])
            for redirect in redirects.parts
            for at, _, anchor in [redirect.old.partition("#")]
            for there in [redirect.new.partition("#")[0]]
            if at == page.address != there
        ]
        yield replace(page, html="".join((page.html, *more))) if more else page


def old_anchors(redirects: Redirects) -> dict[str, dict[str, tuple[str, ...]]]:
    """Map the address of each page that has parts with an older name to those names, by the anchor of today."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for redirect in redirects.parts:
        at, _, old = redirect.old.partition("#")
        there, _, now = redirect.new.partition("#")
        if at == there and now:
            names = found.setdefault(at, {})
            names[now] = (*names.get(now, ()), old)
    return found


def with_anchors(html: str, anchors: Mapping[str, tuple[str, ...]]) -> str:
    """Put the older names of each part of a page beside today's, so that links to them lead there."""

    def opened(match: re.Match[str]) -> str:
        return match[0] + "".join(f'<span id="{old}"></span>' for old in anchors.get(match[2], ()))

    return _OPENED.sub(opened, html) if anchors else html
