"""A link leads to a page of this site, or a part of one, that is not there.

A reader who is afraid would land on a page that says so, and would not tap again.

Search, tiles, what staff send and a handout would lead there too: the pages that content/search.yaml, the `tiles` of
a page, content/sharing.yaml and `family_part` in content/words.yaml name are links.

Fails: `[levels](/level/)`, `[source](/sources/#samsha-tip)`, `page: /costs/`.
Cure: write an address that exists; the help names the nearest. The anchor of a heading is its words with hyphens.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.checks.addresses import addresses_of
from generator.checks.names import texts_in
from generator.checks.need import Need
from generator.checks.redirects import Circle, Redirects
from generator.checks.wording import Texts, find_in
from generator.model.knowledge import KnowledgeBase
from generator.naming import LINK
from generator.page_kinds import KEPT_FOLDER, SOURCE
from generator.problems import Place, Problem, Severity, Text, did_you_mean

ID = "dead-link"
SEVERITY = Severity.ERROR
NEEDS = Need.TEXTS

_PICTURE = re.compile(r"!\[[^\]]*$")
_NOT_JUDGED = (SOURCE.address.partition("{")[0], KEPT_FOLDER)
"""What stands below these is made for the site itself; the finished site is searched for it."""


def check(base: KnowledgeBase, texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each link from the root of the site whose page, or part of a page, is not there."""
    addresses = _Known(base)
    # A text of words.yaml is shown where its page is made, and may lead to what is made with it.
    words = base.handbook.words
    own = frozenset(map(id, texts_in(words) if words is not None else ()))
    yield from (problem for _, problem in find_in(texts, _DeadLinks(addresses), but=own))
    search = base.handbook.search
    sought = (*(sought.page for sought in search.pages), *search.left_out)
    sent = (shared.page for situation in base.handbook.sharing.situations for shared in situation.send)
    printed = _printed(words.handouts.family_part, addresses) if words is not None else ()
    for link in (*sought, *(tile.page for page in base.pages for tile in page.head.tiles), *sent, *printed):
        if link.startswith("/"):
            yield from _dead(link[1:], link.place, addresses)
        else:
            help = f'write "/{link}"' if link in addresses.pages else "begin it with a slash, such as /safety/"
            yield Problem(link.place, ID, f'"{link}" is no address from the root of the site', SEVERITY, help)


class _Known:
    """The addresses of a base and, once one of them is not there, where old ones lead."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self.there = addresses_of(base)
        self.pages, self.anchors = self.there.pages, self.there.anchors

    @cached_property
    def redirects(self) -> Redirects:
        return Redirects(self._base)

    def now(self, address: str) -> str:
        """Say where an address leads that is old, "" where it is none."""
        try:
            end = self.redirects.end_of(address)
        except Circle:
            return ""
        return "" if end is None or end == address else f'it is "/{end}" now'


def _printed(part: Text | None, addresses: _Known) -> tuple[Text, ...]:
    """Take the part of a page that is printed for a family where that page is there: else nothing is printed."""
    return (part,) if part is not None and part[1:].partition("#")[0] in addresses.pages else ()


@dataclass(frozen=True, slots=True)
class _DeadLinks:
    """A search for links from the root of the site that lead to none of its addresses."""

    addresses: _Known

    def __call__(self, texts: Texts) -> Iterator[tuple[Text, Problem]]:
        for text in texts.containing(["](/", "]:"]):
            for match in LINK.finditer(text):
                if not _PICTURE.search(text, 0, match.start()):
                    place = text.place_of(match.start(1) - 1)
                    dead = _dead(html.unescape(match[1]), place, self.addresses)
                    yield from ((text, problem) for problem in dead)


def _dead(link: str, place: Place, addresses: _Known) -> Iterator[Problem]:
    address, _, anchor = link.partition("#")
    if address.startswith(_NOT_JUDGED):
        return
    if address not in addresses.pages:
        near = did_you_mean(f"/{address}", [f"/{page}" for page in sorted(addresses.pages)], is_name=True)
        near = addresses.now(link) or near or _with_slash(address, addresses)
        message = f'"/{address}" is no page of this site'
        yield Problem(place, ID, message, SEVERITY, near or "write the address of a page, such as /safety/")
    elif anchor and (known := addresses.anchors(address)) is not None and anchor not in known:
        near = addresses.now(link) or did_you_mean(anchor, sorted(known), is_name=True)
        message = f'"/{address}" has no part "{anchor}"'
        yield Problem(place, ID, message, SEVERITY, near or f"lead to the page: /{address}")


def _with_slash(address: str, addresses: _Known) -> str:
    return f'did you mean "/{address}/"?' if f"{address}/" in addresses.pages else ""
