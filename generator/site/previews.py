"""Announce a page where its address is sent: what a messenger shows of it before anybody opens it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.model.words import WordsFile
from generator.page_kinds import GO
from generator.pages import Page
from generator.pages.short import short_address
from generator.settings import Settings
from generator.site.memory import Memory, key_of, key_of_generator
from generator.typesetting import Typesetter

PLAIN_PICTURE = "assets/preview.png"
"""The picture without words, which ships as a file."""
_DRAWN = "assets/previews/"


@dataclass(frozen=True, slots=True)
class Preview:
    """What announces a page: plain texts, and the whole addresses of the page and of its picture."""

    title: str
    description: str
    url: str
    picture: str


@dataclass(frozen=True, slots=True)
class Announcing:
    """What all previews of a site are made from.

    `discreet` are the addresses of pages of which nothing is told: a preview shows on the locked screen of whoever is
    sent a link, and others see that. With `draws` each other page that is sent has a picture with its title.
    """

    settings: Settings
    words: WordsFile
    pages: Mapping[str, Page]
    discreet: frozenset[str]
    draws: bool = False

    def of(self, page: Page) -> Preview | None:
        """Return what announces a page; None where nobody says where the site is published."""
        if not self.settings.url or page.kind.stands_in:
            return None
        shown = self._leads_to(page)
        url = f"{self.settings.url}{page.address}"
        if shown is None or shown.address in self.discreet:
            said = self.words.previews
            return Preview(said.title, said.description, url, f"{self.settings.url}{PLAIN_PICTURE}")
        picture = self._picture(shown) or PLAIN_PICTURE
        return Preview(shown.title, shown.description or self.settings.description, url, self.settings.url + picture)

    def drawn(self, memory: Memory) -> Iterator[tuple[str, bytes]]:
        """Yield the picture of each page that has one, by its name on the site; one that is remembered is not drawn.

        Raises NoTypesetter, CannotSet.
        """
        setter: Typesetter | None = None
        for page in self.pages.values():
            name = self._picture(page)
            if name is None:
                continue
            values = {"title": page.title, "site": self.settings.name, "language": self.words.language}
            key = key_of(key_of_generator(), "preview", *values.values())
            picture = memory.recall(key)
            if picture is None:
                setter = setter or Typesetter()
                picture = setter.picture("preview", values)
                memory.keep([(key, picture)])
            yield name, picture

    def _leads_to(self, page: Page) -> Page | None:
        """Find the page that a link to a page ends at; None where it is not known."""
        return page if page.leads_to is None else self.pages.get(page.leads_to.partition("#")[0])

    def _picture(self, page: Page) -> str | None:
        if not self.draws or page.leads_to is not None or page.address in self.discreet:
            return None
        short = short_address(page)
        return None if short is None else f"{_DRAWN}{GO.id_in(short)}.png"
