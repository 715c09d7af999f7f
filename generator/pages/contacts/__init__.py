"""Show whom to call: contacts as cards, whose numbers dial by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import assert_never
from urllib.parse import quote

from markupsafe import Markup

from generator.model.knowledge import KnowledgeBase
from generator.model.phone import Numbering, dialled, numbering_of
from generator.model.registers import Contact, Notice, Way, WayKind
from generator.model.words import WordsFile
from generator.model.words.places import filled
from generator.pages.environment import render
from generator.pages.words import day_in_words, listed

MARKED_CONTACT = 'class="unchecked"'
"""What stands in a page wherever it marks a contact that no person has checked."""


@dataclass(frozen=True, slots=True)
class ContactLink:
    """One way to reach a contact: `words` to read, `url` to dial or open."""

    words: str
    url: str
    note: str
    is_web: bool


@dataclass(frozen=True, slots=True)
class ContactCard:
    """A contact with its ways, ready to print; `checked` is empty until a person has checked it.

    `main` are the ways that stand as large buttons: the first to call, to text and to chat. `notices` are those of the
    day that are about it.
    """

    contact: Contact
    links: tuple[ContactLink, ...]
    main: tuple[ContactLink, ...]
    checked: str
    notices: tuple[Notice, ...] = ()


def dials_of(base: KnowledgeBase) -> frozenset[str]:
    """Return every address that dials or sends a text to a contact of the project."""
    numbering = numbering_of(base.lines)
    ways = (way for contact in base.every_contact() for way in contact.ways)
    return frozenset(url_of(way, numbering) for way in ways if way.number is not None)


def contact_cards(
    contacts: Iterable[Contact], numbering: Numbering, words: WordsFile, *, notices: tuple[Notice, ...]
) -> Markup:
    """Return contacts as cards, each with what it is for and every way to reach it."""
    cards = [card_of(contact, numbering, words, notices=notices) for contact in contacts]
    return render("contacts/contacts", words, cards=cards)


def has_marked(cards: Iterable[ContactCard]) -> bool:
    """Tell whether one of some contacts bears the mark of those that no person has checked."""
    return any(not card.checked for card in cards)


def card_of(contact: Contact, numbering: Numbering, words: WordsFile, *, notices: tuple[Notice, ...]) -> ContactCard:
    """Return a contact with a link for each of its ways, marked where one of the day's `notices` is about it."""
    said = notices_about(contact, notices)
    ways = tuple(
        ContactLink(_words(way, words), url_of(way, numbering), _note(way, words), way.url is not None)
        for way in contact.ways
    )
    links = noticed(ways, words) if said else ways
    kinds = [way.kind for way in contact.ways]
    firsts = {kind: kinds.index(kind) for kind in (WayKind.CALL, WayKind.TEXT, WayKind.CHAT) if kind in kinds}
    main = tuple(links[place] for place in firsts.values()) or links[:1]
    review = contact.last_checked
    checked = filled(words.help.checked, day=day_in_words(review.day, words)) if review else ""
    return ContactCard(contact, links, main, checked, said)


def notices_about(contact: Contact, notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Select the notices that are about a contact."""
    return tuple(notice for notice in notices if contact.id in notice.about)


def noticed(links: Iterable[ContactLink], words: WordsFile) -> tuple[ContactLink, ...]:
    """Mark the ways to reach a contact that a notice is about: whoever would use one is sent to read it first."""
    return tuple(replace(link, words=filled(words.help.see_notice, way=link.words)) for link in links)


def named(card: ContactCard, link: ContactLink) -> ContactLink:
    """Add whom a way reaches, in a few words, where its own words do not say it."""
    is_named = card.contact.short_name in link.words
    return link if is_named else replace(link, words=f"{link.words} ({card.contact.short_name})")


def text_words(way: Way, words: WordsFile) -> str:
    """Return what a way to send a text says."""
    said = words.help
    return (
        filled(said.text_word, word=way.word, number=way.number) if way.word else filled(said.text, number=way.number)
    )


def _words(way: Way, words: WordsFile) -> str:
    match way.kind:
        case WayKind.CALL:
            return filled(words.help.call, number=way.number)
        case WayKind.TEXT:
            return text_words(way, words)
        case WayKind.CHAT:
            return words.help.chat_online
        case WayKind.WEB:
            return words.help.website
        case _:
            assert_never(way.kind)


def _note(way: Way, words: WordsFile) -> str:
    """Return what stands beside a way: the letters of its number, the country that it is in, and the author's note."""
    beside = listed((part for part in (way.spelled, way.abroad) if part is not None), words.lists.names)
    return " ".join(part for part in (f"({beside})" if beside else "", way.note or "") if part)


def url_of(way: Way, numbering: Numbering) -> str:
    """Return the address that opens a way, or dials its number, or begins a text to it."""
    if way.url is not None:
        return way.url
    assert way.number is not None  # a way has one of the two
    number = dialled(way.number, numbering)
    assert number, way.number  # or the checks would have refused it
    if way.kind is WayKind.CALL:
        return f"tel:{number}"
    # Android wants "?body=" (RFC 5724), an iPhone "&body="; both take this.
    return f"sms:{number}?&body={quote(way.word)}" if way.word else f"sms:{number}"
