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

from generator.checks.addresses import Addresses, addresses_of
from generator.checks.names import texts_in
from generator.checks.need import Need
from generator.checks.wording import Texts, find_in
from generator.model.knowledge import KnowledgeBase
from generator.page_kinds import KEPT_FOLDER, SOURCE
from generator.problems import Place, Problem, Severity, Text, did_you_mean

ID = "dead-link"
SEVERITY = Severity.ERROR
NEEDS = Need.TEXTS

_LINK = re.compile(r"(?<!!)(?:\]\(\s*<?|^\s*\[[^\]]+\]:\s*<?)/(?!/)([^)>\s]*)", re.MULTILINE)
_PICTURE = re.compile(r"!\[[^\]]*$")
_NOT_JUDGED = (SOURCE.address.partition("{")[0], KEPT_FOLDER)
"""What stands below these is made for the site itself; the finished site is searched for it."""


def check(base: KnowledgeBase, texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each link from the root of the site whose page, or part of a page, is not there."""
    addresses = addresses_of(base)
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


def _printed(part: Text | None, addresses: Addresses) -> tuple[Text, ...]:
    """Take the part of a page that is printed for a family where that page is there: else nothing is printed."""
    return (part,) if part is not None and part[1:].partition("#")[0] in addresses.pages else ()


@dataclass(frozen=True, slots=True)
class _DeadLinks:
    """A search for links from the root of the site that lead to none of its addresses."""

    addresses: Addresses

    def __call__(self, texts: Texts) -> Iterator[tuple[Text, Problem]]:
        for text in texts.containing(["](/", "]:"]):
            for match in _LINK.finditer(text):
                if not _PICTURE.search(text, 0, match.start()):
                    place = text.place_of(match.start(1) - 1)
                    dead = _dead(html.unescape(match[1]), place, self.addresses)
                    yield from ((text, problem) for problem in dead)


def _dead(link: str, place: Place, addresses: Addresses) -> Iterator[Problem]:
    address, _, anchor = link.partition("#")
    if address.startswith(_NOT_JUDGED):
        return
    if address not in addresses.pages:
        near = did_you_mean(f"/{address}", [f"/{page}" for page in sorted(addresses.pages)])
        near = near or _with_slash(address, addresses)
        message = f'"/{address}" is no page of this site'
        yield Problem(place, ID, message, SEVERITY, near or "write the address of a page, such as /safety/")
    elif anchor and (known := addresses.anchors(address)) is not None and anchor not in known:
        near = did_you_mean(anchor, sorted(known))
        message = f'"/{address}" has no part "{anchor}"'
        yield Problem(place, ID, message, SEVERITY, near or f"lead to the page: /{address}")


def _with_slash(address: str, addresses: Addresses) -> str:
    return f'did you mean "/{address}/"?' if f"{address}/" in addresses.pages else ""
