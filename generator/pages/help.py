"""Show whom to call: the help bar above every page, and the contacts as cards; the numbers dial by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import assert_never
from urllib.parse import quote

from markupsafe import Markup

from generator.model.knowledge import KnowledgeBase
from generator.model.registers import Contact, Way, WayKind
from generator.pages.environment import render
from generator.pages.words import day_in_words

NOT_CHECKED = "These numbers come from public sources. A person from this site has yet to check them."
_LOCAL_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Link:
    """Be one way to reach a contact: `words` to read, `url` to dial or open."""

    words: str
    url: str
    note: str
    is_web: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A contact with its ways, ready to print; `checked` is empty until a person has checked it.

    `main` are the ways that stand as large buttons: the first to call, to text and to chat.
    """

    contact: Contact
    links: tuple[Link, ...]
    main: tuple[Link, ...]
    checked: str


def help_bar(base: KnowledgeBase) -> str:
    """Give the bar of crisis contacts that stands above the content of every page."""
    contact_by_id = {contact.id: contact for contact in base.contacts.contacts}
    links = [link for name in base.safety.help_bar for link in _bar_links(contact_by_id[name])]
    return str(render("help_bar", links=links))


def contact_cards(contacts: Iterable[Contact]) -> Markup:
    """Give contacts as cards, each with what it is for and every way to reach it."""
    cards = [card_of(contact) for contact in contacts]
    return render("contacts", cards=cards, unchecked=unchecked_note(cards))


def unchecked_note(cards: Iterable[Card]) -> str:
    """Give the note that belongs under contacts of which one was not checked by a person, else nothing."""
    return "" if all(card.checked for card in cards) else NOT_CHECKED


def card_of(contact: Contact) -> Card:
    """Give a contact with a link for each of its ways."""
    links = tuple(Link(_words(way), _url(way), way.note or "", way.url is not None) for way in contact.ways)
    kinds = [way.kind for way in contact.ways]
    firsts = {kind: kinds.index(kind) for kind in (WayKind.CALL, WayKind.TEXT, WayKind.CHAT) if kind in kinds}
    main = tuple(links[place] for place in firsts.values()) or links[:1]
    review = contact.last_checked
    checked = f"Checked {day_in_words(review.day)}." if review else ""
    return Card(contact, links, main, checked)


def named(card: Card, link: Link) -> Link:
    """Add whom a way reaches, in a few words, where its own words do not say it."""
    is_named = card.contact.short_name in link.words
    return link if is_named else replace(link, words=f"{link.words} ({card.contact.short_name})")


def _bar_links(contact: Contact) -> tuple[Link, ...]:
    ways = [way for way in contact.ways if way.kind is not WayKind.WEB] or list(contact.ways)
    return tuple(Link(_bar_words(contact, way), _url(way), "", way.url is not None) for way in ways)


def _bar_words(contact: Contact, way: Way) -> str:
    name = contact.short_name
    match way.kind:
        case WayKind.CALL:
            return f"Call {name}" if way.number == name else f"{name} {way.number}"
        case WayKind.TEXT:
            return f"Text {name}" if way.number == name else f"Text {way.word or ''} to {way.number}".replace("  ", " ")
        case WayKind.CHAT:
            return f"Chat {name}"
        case WayKind.WEB:
            return name
        case _:
            assert_never(way.kind)


def _words(way: Way) -> str:
    match way.kind:
        case WayKind.CALL:
            return f"Call {way.number}"
        case WayKind.TEXT:
            return f"Text {way.word} to {way.number}" if way.word else f"Text {way.number}"
        case WayKind.CHAT:
            return "Chat online"
        case WayKind.WEB:
            return "Open the website"
        case _:
            assert_never(way.kind)


def _url(way: Way) -> str:
    if way.url is not None:
        return way.url
    digits = re.sub(r"\D", "", way.number or "")
    number = f"+1{digits[-_LOCAL_DIGITS:]}" if len(digits) >= _LOCAL_DIGITS else digits
    if way.kind is WayKind.CALL:
        return f"tel:{number}"
    return f"sms:{number}?body={quote(way.word)}" if way.word else f"sms:{number}"
