"""Make the bar of crisis contacts that stands above the content of every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from generator.model.registers import Contact, Notice, Way, WayKind
from generator.model.words import WordsFile
from generator.model.words.places import filled
from generator.pages.atlas import Atlas
from generator.pages.contacts import ContactLink, noticed, notices_about, text_words, url_of
from generator.pages.environment import render
from generator.pages.words import day_in_words


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice of the day, with the days on which it is said and the ways to reach somebody instead."""

    entry: Notice
    days: str
    links: tuple[ContactLink, ...]


def notices_of(atlas: Atlas) -> tuple[NoticeView, ...]:
    """Return the notices of the day, ready to print."""
    return tuple(_view(notice, atlas) for notice in atlas.notices)


def _view(notice: Notice, atlas: Atlas) -> NoticeView:
    first, last = (day_in_words(day, atlas.words) for day in (notice.from_, notice.until))
    links = tuple(link for name in notice.call for link in bar_links(name, atlas))
    return NoticeView(notice, filled(atlas.words.help.notice_days, first=first, last=last), links)


def help_bar(atlas: Atlas) -> str:
    """Return the bar of crisis contacts that stands above the content of every page, with the notices of the day."""
    return str(render("help_bar/help_bar", atlas.words, links=help_links(atlas), notices=notices_of(atlas)))


def help_links(atlas: Atlas) -> list[ContactLink]:
    """Return every way to reach the contacts of the help bar, in their order."""
    return [link for name in atlas.base.safety.help_bar for link in bar_links(name, atlas)]


def bar_links(name: str, atlas: Atlas) -> tuple[ContactLink, ...]:
    """Return the ways to reach a contact in few words, marked where a notice of the day is about it."""
    contact, words = atlas.contact_by_id[name], atlas.words
    ways = [way for way in contact.ways if way.kind is not WayKind.WEB] or list(contact.ways)
    links = tuple(
        ContactLink(_bar_words(contact, way, words), url_of(way, atlas.numbering), "", way.url is not None)
        for way in ways
    )
    return noticed(links, words) if notices_about(contact, atlas.notices) else links


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
