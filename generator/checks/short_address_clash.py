"""Two pages have the same short address.

A printed code would lead to only one of them, and whoever was sent the other would land elsewhere.

Fails: an entry with the id `residential`, beside a level with that id. Cure: give one of them another id.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.addresses import short_addresses
from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.page_kinds import ENTRY
from generator.problems import Place, Problem, Severity

ID = "short-address-clash"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each page whose short address another has; at an entry where one of the two is one."""
    first_at: dict[str, str] = {}
    ids = {ENTRY.at(id=entry.id): entry.id.place for entry in base.handbook.entries.entries}
    for short, address in short_addresses(base):
        other = first_at.setdefault(short, address)
        if other != address:
            place = ids.get(short) or _place_of(address, base) or _place_of(other, base) or base.levels.place
            message = f'"/{address}" and "/{other}" both have the short address "/{short}"'
            yield Problem(place, ID, message, SEVERITY, "give one of them another id")


def _place_of(address: str, base: KnowledgeBase) -> Place | None:
    """Find the line that makes a page at an address: its id, or the file of a page by hand."""
    written = {page.address: Place(page.file, 1, 1) for page in base.pages}
    last = address.rstrip("/").rpartition("/")[2]
    outcomes = (outcome for guide in base.every_guide() for outcome in guide.outcomes)
    entries = (*base.every_level(), *base.every_kind(), *outcomes, *(guide.guide for guide in base.every_guide()))
    return written.get(address) or next((entry.id.place for entry in entries if entry.id == last), None)
