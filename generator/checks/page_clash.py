"""A hand-written page has an address that the site makes itself, or that of another page.

One would replace the other without a word. Some file systems do not tell "Levels" from "levels".

Fails: content/levels.md. Cure: rename the file, or move it out of the folder that is the site's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.model.prose import PROSE_PAGES, ProsePage
from generator.page_kinds import kept_addresses
from generator.problems import Place, Problem, Severity

ID = "page-clash"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each hand-written page at or below an address of the site's own, or at that of another."""
    first_at: dict[str, ProsePage] = {}
    for page in base.pages:
        place = Place(page.file, 1, 1)
        kept = _kept(page.address)
        other = first_at.setdefault(page.address.casefold(), page)
        if kept:
            what = "that one" if page.address.casefold() == kept else f'what stands below "/{kept}"'
            message = f'page has the address "/{page.address}", and the site makes {what} itself'
            yield Problem(place, ID, message, SEVERITY, _cure(page, kept))
        elif other is not page:
            message = f'page has the address "/{page.address}", and so has {other.file}'
            yield Problem(place, ID, message, SEVERITY, "rename the file, or join the two")


def _kept(address: str) -> str:
    """Find the longest address of the site's own that this one is or stands below; "" for none."""
    kept = (own for own in kept_addresses() if address.casefold().startswith(own))
    return max(kept, key=len, default="")


def _cure(page: ProsePage, kept: str) -> str:
    folder = f"{page.file.rpartition('/')[0]}/"
    is_below = folder.removeprefix(PROSE_PAGES).casefold().startswith(kept)
    return f"move the file out of {folder}" if is_below else "rename the file"
