"""Make the bar of crisis contacts that stands above the content of every page."""

from __future__ import annotations

from typing import assert_never

from generator.model.knowledge import KnowledgeBase
from generator.model.phone import Numbering, numbering_of
from generator.model.registers import Contact, Way, WayKind
from generator.model.words import WordsFile
from generator.model.words.places import filled
from generator.pages.contacts import ContactLink, text_words, url_of
from generator.pages.environment import render


def help_bar(base: KnowledgeBase) -> str:
    """Return the bar of crisis contacts that stands above the content of every page."""
    return str(render("help_bar/help_bar", base.words, links=help_links(base)))


def help_links(base: KnowledgeBase) -> list[ContactLink]:
    """Return every way to reach the contacts of the help bar, in their order."""
    numbering = numbering_of(base.lines)
    contact_by_id = {contact.id: contact for contact in base.contacts.contacts}
    return [link for name in base.safety.help_bar for link in _bar_links(contact_by_id[name], numbering, base.words)]


def _bar_links(contact: Contact, numbering: Numbering, words: WordsFile) -> tuple[ContactLink, ...]:
    ways = [way for way in contact.ways if way.kind is not WayKind.WEB] or list(contact.ways)
    return tuple(
        ContactLink(_bar_words(contact, way, words), url_of(way, numbering), "", way.url is not None) for way in ways
    )


def _bar_words(contact: Contact, way: Way, words: WordsFile) -> str:
    name, said = contact.short_name, words.help
    match way.kind:
        case WayKind.CALL:
            return filled(said.call, number=name) if way.number == name else f"{name} {way.number}"
        case WayKind.TEXT:
            if way.number == name:
                return filled(said.text, number=name)
            return text_words(way, words) if way.word else filled(said.text_to, number=way.number)
        case WayKind.CHAT:
            return filled(said.chat, name=name)
        case WayKind.WEB:
            return name
        case _:
            assert_never(way.kind)
