"""Make what other sites show in a frame: cards of levels and of help lines, and the page with the lines to paste."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.checks.addresses import address_of_guide
from generator.checks.entries import answers_filled_in, guide_of
from generator.model.words.places import filled
from generator.page_kinds import CARD, EMBED, HELP_CARD, OFFLINE
from generator.pages.atlas import Atlas, Stop
from generator.pages.contacts import contact_cards
from generator.pages.environment import render
from generator.pages.facts import facts_of
from generator.pages.page import Page
from generator.pages.prose import plain
from generator.settings import Settings

_HEIGHT, _HEIGHT_OF_GUIDE = "28rem", "90vh"
"""How high a frame is in the line to paste: what stands in it scrolls, and it never says how high it is."""


@dataclass(frozen=True, slots=True)
class Embed:
    """What another site can show: its title, and the line to paste, which is a link where frames are refused."""

    title: str
    line: str


def card_pages(atlas: Atlas) -> Iterator[Page]:
    """Yield a card for whom to call, and one for each level and kind."""
    yield _help_card(atlas)
    for stop in atlas.stop_by_id.values():
        yield _level_card(stop, atlas)


def embed_page(pages: Iterable[Page], atlas: Atlas, settings: Settings) -> Page:
    """Make the page with the lines to paste for all `pages` that may stand in a frame of another site."""
    words, framed = atlas.words, [page for page in pages if page.kind.may_be_framed]
    cards, guides = ([page for page in framed if page.kind is kind] for kind in (CARD, OFFLINE))
    html = render(
        "card/embed",
        words,
        help=[_embed(card.address, card.title, settings) for card in cards[:1]],
        guides=[_embed(guide.address, guide.title, settings, height=_HEIGHT_OF_GUIDE) for guide in guides],
        entries=list(_ways_in(atlas, settings)),
        levels=[_embed(card.address, card.title, settings) for card in cards[1:]],
        made_up=settings.share_url if settings.is_made_up else "",
    )
    said = words.embed
    return Page(EMBED.at(), said.title, said.description, str(html), said.title.place, EMBED)


def _ways_in(atlas: Atlas, settings: Settings) -> Iterator[Embed]:
    """Yield each way into a guide that fills in where a person is."""
    base = atlas.base
    for entry in base.handbook.entries.entries:
        guide = guide_of(entry, base)
        begins = OFFLINE.at(guide=address_of_guide(guide))
        if answers_filled_in(entry, base):
            yield _embed(f"{begins}#from-{entry.id}", str(entry.title), settings, height=_HEIGHT_OF_GUIDE)


def _embed(address: str, title: str, settings: Settings, *, height: str = _HEIGHT) -> Embed:
    url = f"{settings.share_url}{address}"
    line = Markup(
        '<iframe src="{url}" title="{title}" width="100%" style="height: {height}; border: 0"></iframe>'
        ' <a href="{url}">{title}</a>'
    )
    return Embed(title, str(line.format(url=url, title=title, height=height)))


def _help_card(atlas: Atlas) -> Page:
    words = atlas.words
    contacts = (atlas.contact_by_id[id] for id in atlas.base.safety.help_bar)
    shown = contact_cards(contacts, atlas.numbering, words, notices=atlas.notices)
    html = render("card/help", words, contacts=shown)
    place = atlas.base.safety.help_bar[0].place
    return Page(CARD.at(id=HELP_CARD), words.site.help_now, words.embed.help_description, str(html), place, CARD)


def _level_card(stop: Stop, atlas: Atlas) -> Page:
    entry = stop.entry
    title = str(filled(atlas.words.embed.card, level=entry.name))
    html = render("card/level", atlas.words, entry=entry, facts=facts_of(stop, atlas), address=stop.address)
    return Page(CARD.at(id=stop.id), title, plain(entry.sentence), str(html), entry.place, CARD)
