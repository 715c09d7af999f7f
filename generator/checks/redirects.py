"""Know where each old address leads: what was called otherwise before, and what content/addresses.yaml says moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import product

from generator.checks.addresses import address_of_guide, addresses_of, listed_in, parts_of
from generator.model.entry import Named
from generator.model.guide import GuideFile
from generator.model.knowledge import KnowledgeBase
from generator.model.prose import address_of
from generator.page_kinds import (
    CARD,
    ENTRY,
    GUIDE,
    GUIDES,
    KIND_OF_LEVEL,
    LEVEL,
    MOVE,
    OFFLINE,
    OUTCOME,
    PLAIN,
    SHEET,
    TREATMENT,
    short_of,
)
from generator.problems import Text


class Claimed(Enum):
    """How an author says that an old address leads on."""

    BY_ENTRY = "entry"
    """An entry has the old id in `formerly`."""
    BY_PAGE = "page"
    """A hand-written page has the old name of its file in `formerly`."""
    BY_MOVED = "moved"
    """content/addresses.yaml says so."""
    IMPLIED = "implied"
    """It follows from something else: a move from its levels, an outcome's page from its guide, a short address."""


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address and where its author says it leads, which may be old itself; `says` is the word that says so.

    Addresses have no slash before them; one with "#" is a part of a page.
    """

    old: str
    new: str
    says: Text
    claimed: Claimed


class Circle(Exception):
    """The addresses that lead to one another, the first one again at the end."""

    def __init__(self, chain: tuple[str, ...]) -> None:
        super().__init__(" -> ".join(chain))
        self.chain = chain


class Redirects:
    """Every old address of a base; what stands today is never one."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self.addresses = addresses_of(base)
        self._listed = listed_in(base)
        self.parts_there = parts_of(base)

    @cached_property
    def claims(self) -> tuple[Redirect, ...]:
        """List all that the authors say; what merely follows comes last, so that it yields to what is written."""
        claims = (*self._of_moved(), *self._of_pages(), *self._of_entries(), *self._of_guides(), *self._of_moves())
        return (*claims, *_of_short(claims), *_of_cards(claims))

    @cached_property
    def pages(self) -> dict[str, Redirect]:
        """Map the address of each page that is gone to where its reader finds the same now, past every step between.

        What leads to nothing that stands is left out: a check says so.
        """
        return {redirect.old: redirect for redirect in self._followed() if "#" not in redirect.old}

    @cached_property
    def parts(self) -> tuple[Redirect, ...]:
        """List the parts of pages that are gone while their page stands, each with where the same is found now."""
        standing = self.addresses.pages
        return tuple(
            redirect
            for redirect in self._followed()
            if "#" in redirect.old and redirect.old.partition("#")[0] in standing
        )

    def stands(self, address: str) -> bool:
        """Tell whether a page, or a part of one, is there; a part that only the finished page knows is taken to be."""
        page, _, anchor = address.partition("#")
        if page not in self.addresses.pages:
            return False
        if not anchor or address in self.parts_there:
            return True
        headings = self.addresses.anchors(page)
        return page not in self._listed and (headings is None or anchor in headings)

    def end_of(self, address: str) -> str | None:
        """Follow an address to where its reader finds the same now; None where that is nowhere.

        Raises Circle.
        """
        chain = [address]
        while not self.stands(address):
            further = self._next(address)
            if further is None:
                return None
            if further in chain:
                raise Circle((*chain[chain.index(further) :], further))
            chain.append(further)
            address = further
        return address

    @cached_property
    def _said(self) -> dict[str, str]:
        said: dict[str, str] = {}
        for claim in self.claims:
            said.setdefault(claim.old, claim.new)
        return said

    def _next(self, address: str) -> str | None:
        if address in self._said:
            return self._said[address]
        page, _, anchor = address.partition("#")
        if not anchor or page not in self._said:
            return None
        moved = self._said[page]
        there = f"{moved.partition('#')[0]}#{anchor}"
        return there if self.stands(there) or there in self._said else moved

    def _followed(self) -> Iterator[Redirect]:
        first: set[str] = set()
        for claim in self.claims:
            if claim.old in first or self.stands(claim.old):
                continue
            first.add(claim.old)
            try:
                end = self.end_of(claim.old)
            except Circle:
                continue
            if end is not None:
                yield Redirect(claim.old, end, claim.says, claim.claimed)

    def _of_moved(self) -> Iterator[Redirect]:
        for moved in self._base.handbook.addresses.moved:
            yield Redirect(moved.from_[1:], moved.to[1:], moved.from_, Claimed.BY_MOVED)

    def _of_pages(self) -> Iterator[Redirect]:
        for page in self._base.pages:
            for name in page.head.formerly:
                yield Redirect(address_of(name), page.address, name, Claimed.BY_PAGE)

    def _of_entries(self) -> Iterator[Redirect]:
        base = self._base
        for kind, entries in (
            (LEVEL, base.every_level()),
            (KIND_OF_LEVEL, base.every_kind()),
            (TREATMENT, base.handbook.treatments.treatments),
            (ENTRY, base.handbook.entries.entries),
        ):
            for entry, old in _former(entries):
                yield Redirect(kind.at(id=old), kind.at(id=entry.id), old, Claimed.BY_ENTRY)
        for address, listed in self._listed.items():
            for entry, old in _former(listed):
                yield Redirect(f"{address}#{old}", f"{address}#{entry.id}", old, Claimed.BY_ENTRY)

    def _of_guides(self) -> Iterator[Redirect]:
        for guide in self._base.every_guide():
            now = address_of_guide(guide.guide)
            yield from _of_outcomes(guide, now, now, None)
            for old in guide.guide.formerly if guide.guide.shares else ():
                before = GUIDES[1].format(id=old)
                for kind in (GUIDE, OFFLINE, PLAIN, SHEET):
                    claimed = Claimed.BY_ENTRY if kind is GUIDE else Claimed.IMPLIED
                    yield Redirect(kind.at(guide=before), kind.at(guide=now), old, claimed)
                yield from _of_outcomes(guide, before, now, old)

    def _of_moves(self) -> Iterator[Redirect]:
        base = self._base
        former = {str(stop.id): stop.formerly for stop in (*base.every_level(), *base.every_kind())}
        for move in base.levels.moves:
            sides = ((stop, *former.get(str(stop), ())) for stop in (move.from_, move.to))
            for start, end in product(*sides):
                if (start, end) != (move.from_, move.to):
                    old = end if start == move.from_ else start
                    yield Redirect(MOVE.at(id=f"{start}-to-{end}"), MOVE.at(id=move.id), old, Claimed.IMPLIED)


def _of_short(claims: Iterable[Redirect]) -> Iterator[Redirect]:
    """Yield the short address of each page that is gone."""
    for claim in claims:
        short = None if "#" in claim.old else short_of(claim.old)
        if short is not None and short != claim.old:
            yield Redirect(short, claim.new, claim.says, Claimed.IMPLIED)


def _of_cards(claims: Iterable[Redirect]) -> Iterator[Redirect]:
    """Yield the card of each level or kind that is gone, and the card of what took its place, if that has one."""
    for claim in claims:
        if (old := LEVEL.id_in(claim.old)) is not None:
            now = LEVEL.id_in(claim.new)
            there = claim.new if now is None else CARD.at(id=now)
            yield Redirect(CARD.at(id=old), there, claim.says, Claimed.IMPLIED)


def _former(entries: Iterable[Named]) -> Iterator[tuple[Named, Text]]:
    for entry in entries:
        for old in entry.formerly:
            yield entry, old


def _of_outcomes(guide: GuideFile, before: str, now: str, old: Text | None) -> Iterator[Redirect]:
    """Yield the old addresses of a guide's outcomes, of a guide that stood at `before` when it was called `old`."""
    for outcome in guide.outcomes:
        there = OUTCOME.at(guide=now, id=outcome.id)
        if old is not None:
            yield Redirect(OUTCOME.at(guide=before, id=outcome.id), there, old, Claimed.IMPLIED)
        for former in outcome.formerly:
            claimed = Claimed.BY_ENTRY if old is None else Claimed.IMPLIED
            yield Redirect(OUTCOME.at(guide=before, id=former), there, former, claimed)
