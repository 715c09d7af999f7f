"""A situation of content/sharing.yaml sends a page that has no short address.

It could not be sent, printed or said aloud. Levels, kinds, moves, results, guides, entries and pages by hand have a
short address; lists, sources and the first page have none.

Fails: `page: /glossary/`. Cure: send a page that has one, and let it lead there.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.addresses import addresses_of, short_addresses
from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity

ID = "no-short-address"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each page of a situation that stands on the site and cannot be sent."""
    situations = base.handbook.sharing.situations
    if not situations:
        return
    pages = addresses_of(base).pages
    sendable = {address for _, address in short_addresses(base)}
    for shared in (shared for situation in situations for shared in situation.send):
        address, mark, _ = shared.page.removeprefix("/").partition("#")
        if address in pages and (mark or address not in sendable):
            what = "a part of a page" if mark else "this page"
            message = f'"{shared.page}" has no short address, so {what} cannot be sent'
            help = f"send the page: /{address}" if address in sendable else "send a page that leads to it"
            yield Problem(shared.page.place, ID, message, SEVERITY, help)
