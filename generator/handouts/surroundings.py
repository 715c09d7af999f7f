"""Make what stands round every handout: help first, the address that its code opens, sources and dates at its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.checks import Verified
from generator.handouts.document import Block, Handout, Help, Lines, Look, Paragraph, Room, Runs, Size, TextRun
from generator.handouts.reading import blocks, line, typed, words_of
from generator.model.entry import Dated
from generator.model.words import WordsFile
from generator.model.words.places import filled
from generator.page_kinds import GO, short_of
from generator.pages.atlas import Atlas
from generator.pages.contacts import ContactCard, ContactLink, card_of, has_marked
from generator.pages.facts import SourceLink, links_to
from generator.pages.help_bar import help_links, notices_of
from generator.pages.words import dates_line
from generator.settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """What all handouts of a project are made with."""

    verified: Verified
    atlas: Atlas
    settings: Settings

    @property
    def words(self) -> WordsFile:
        """The words of every page."""
        return self.atlas.words

    @property
    def site(self) -> str:
        """The address that links begin with."""
        return self.settings.share_url

    def line(self, text: object) -> Runs:
        """Read one line of an author."""
        return line(text, self.site)

    def lines(self, texts: Iterable[object], *, boxes: bool = False) -> Lines:
        """Read some lines of an author as a list."""
        return Lines(tuple(self.line(text) for text in texts), boxes=boxes)

    def text(self, text: object) -> tuple[Block, ...]:
        """Read a text of an author."""
        return blocks(text, self.site)

    def cards(self, ids: Iterable[str]) -> tuple[ContactCard, ...]:
        """Return contacts with every way to reach them."""
        atlas = self.atlas
        return tuple(
            card_of(atlas.contact_by_id[id], atlas.numbering, atlas.words, notices=atlas.notices) for id in ids
        )

    def sources(self, links: Iterable[SourceLink]) -> tuple[str, ...]:
        """Say sources as they stand on paper, each with where it was published."""
        return tuple(map(_said, links))

    def named(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Say the sources of these ids."""
        return self.sources(links_to(ids, self.atlas.source_by_id))

    def handout(self, address: str, dated: Dated, id: str = "", **says: Any) -> Handout:
        """Make the handout of the page at an address: with the help lines of the site, and the dates of an entry."""
        short, dates = short_of(address) or address, dates_line(dated, self.atlas)
        return Handout(
            id or GO.id_in(short) or "",
            address=short,
            help=self.help(),
            day=dated.written,
            dates=dates,
            **says,
        )

    def help(self) -> Help:
        """Return the help lines of the site: a line that is only on the web comes where there is no other."""
        links = help_links(self.atlas)
        dialled = [link for link in links if not link.is_web] or links
        notices = tuple(
            (TextRun(f"{self.words.help.notice} "), *self.line(view.entry.say), *self._instead(view.links, view.days))
            for view in notices_of(self.atlas)
        )
        return Help(self.words.help.lead, notices, tuple(TextRun(link.words, url=link.url) for link in dialled))

    def _instead(self, links: Iterable[ContactLink], days: str) -> Runs:
        return (*(TextRun(f" {link.words}.", url=link.url) for link in links), TextRun(f" {days}"))

    def contacts(self, cards: Iterable[ContactCard]) -> tuple[Block, ...]:
        """Say whom to call, and the first way to call, to text and to chat; marked where nobody checked that."""
        said = self.words.help
        shown = list(cards)
        items = Lines(tuple(self._contact(card) for card in shown))
        means = Paragraph((TextRun(filled(said.mark_means, mark=said.mark)),), Size.SMALL)
        return (items, means) if has_marked(shown) else (items,)

    def _contact(self, card: ContactCard) -> Runs:
        contact, mark = card.contact, "" if card.checked else f" {self.words.help.mark}"
        said: list[TextRun] = [TextRun(f"{words_of(contact.name)}{mark}. ", Look.STRONG)]
        for link in card.main:
            way = f"{link.words}: {typed(link.url)}" if link.is_web else link.words
            said += [TextRun(way, url=link.url), TextRun(". ")]
            said += [*self.line(link.note), TextRun(" ")] if link.note else []
        return (*said, *self.line(contact.for_))

    def room(self, label: str, count: int = 1) -> Room:
        """Leave room to write after a label."""
        return Room(words_of(label), count)


def _said(link: SourceLink) -> str:
    published = f"{words_of(link.publisher)}, {link.year}" if link.year else words_of(link.publisher)
    return f"{words_of(link.title)}, {published}. {typed(link.link)}"
