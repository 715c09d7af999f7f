"""Define the words of the frame around every page, and of the pages that belong to the site itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model.entry import Line
from generator.model.references import AddressLine
from generator.model.words.places import Phrase, Phrases, holding


class SiteWords(Phrases):
    """The words of the frame of every page; `endorsement` may be left out."""

    skip: Phrase
    leave: Phrase
    menu: Phrase
    this_site: Phrase
    help_now: Phrase
    on_this_page: Phrase
    not_advice: Phrase
    edit: Phrase
    leaving: Phrase
    endorsement: Phrase | None = None
    where: Phrase
    source: Annotated[Line, holding("title")]
    sources: Phrase
    part_sources: Phrase


class PageLinkWords(Phrases):
    """A link of the menu or of the end of every page: the address of its page, such as "levels/", and its words."""

    page: AddressLine
    say: Phrase


class NotFoundWords(Phrases):
    """The words of the page for an address that is not there."""

    title: Phrase
    heading: Phrase
    lead: Phrase
    home: Phrase
    guide: Phrase
    levels: Phrase
    search: Phrase


class FailedWords(Phrases):
    """The words of the page that stands where a web server refuses, or fails."""

    title: Phrase
    lead: Phrase
    urgent: Phrase
    home: Phrase


class MovedWords(Phrases):
    """The words at an old address, and where a part of a page stood that is on another page now."""

    title: Phrase
    lead: Phrase
    part: Annotated[Line, holding("page")]


class SearchGroupsWords(Phrases):
    """The headings of the list of all that search finds."""

    pages: Phrase
    levels: Phrase
    treatments: Phrase
    moves: Phrase


class ShortWords(Phrases):
    """The words of a page at a short address; `neutral` stands for the title of a result, which others may see."""

    lead: Phrase
    neutral: Phrase


class SearchWords(Phrases):
    """The words of the search page, and of what is found under each field, which is plain text."""

    title: Phrase
    description: Phrase
    look_for: Phrase
    all_found: Phrase
    groups: SearchGroupsWords
    first: Phrase
    found_none: Phrase
    found_one: Phrase
    found_more: Annotated[Line, holding("count")]
    see_all: Phrase


class HelpWords(Phrases):
    """The words of the help bar and of the cards of help lines."""

    lead: Phrase
    mark: Phrase
    not_checked: Phrase
    mark_means: Annotated[Line, holding("mark")]
    checked: Annotated[Line, holding("day")]
    call: Annotated[Line, holding("number")]
    text: Annotated[Line, holding("number")]
    text_word: Annotated[Line, holding("word", "number")]
    text_to: Annotated[Line, holding("number")]
    chat: Annotated[Line, holding("name")]
    chat_online: Phrase
    website: Phrase
    notice: Phrase
    notice_days: Annotated[Line, holding("first", "last")]
    see_notice: Annotated[Line, holding("way")]
    is_for: Annotated[Line, holding("what")]
    is_not_for: Annotated[Line, holding("what")]


class DatesWords(Phrases):
    """How a day is said, and when something was written, reviewed and is due again."""

    day: Annotated[Line, holding("month", "day", "year")]
    months: tuple[Phrase, ...] = Field(min_length=12, max_length=12)
    written: Annotated[Line, holding("written", "due")]
    past_due: Phrase
    reviewed: Annotated[Line, holding("name", "day")]
    reviewed_upstream: Annotated[Line, holding("name", "day", "upstream")]
    reviewed_earlier: Annotated[Line, holding("name", "day")]
    shows_unreviewed: Phrase
    not_reviewed: Phrase
    none_reviewed: Phrase
    some_reviewed: Annotated[Line, holding("reviewed", "count")]
    all_reviewed: Phrase
    none_called: Phrase
    some_called: Annotated[Line, holding("called", "count")]
    all_called: Phrase


class ListsWords(Phrases):
    """How names are put in a row, and parts of a sentence, and the digits of a number above 999."""

    names: Annotated[Line, holding("first", "next")]
    parts: Annotated[Line, holding("first", "next")]
    thousands: Annotated[Line, holding("thousands", "hundreds")]


class FileWords(Phrases):
    """The words of a page that shows a file of the project."""

    title: Annotated[Line, holding("file")]
    lead: Phrase


class MarksWords(Phrases):
    """How each mark in an address is said aloud."""

    dot: Phrase
    slash: Phrase
    dash: Phrase
    colon: Phrase
    underscore: Phrase
    tilde: Phrase


class SortsWords(Phrases):
    """The names of the sorts of pages that staff send."""

    entry: Phrase
    guide: Phrase
    level: Phrase
    move: Phrase
    result: Phrase
    other: Phrase


class StaffWords(Phrases):
    """The labels of the page for staff; what is sent stands in content/sharing.yaml."""

    made_up: Annotated[Line, holding("url")]
    made_up_mark: Phrase
    look_for: Phrase
    show: Phrase
    everything: Phrase
    found_none: Phrase
    found_one: Phrase
    found_more: Annotated[Line, holding("count")]
    copy_text: Phrase
    copied: Phrase
    selected: Phrase
    see: Phrase
    short_link: Phrase
    message: Annotated[Line, holding("length")]
    mail: Phrase
    phone: Phrase
    code: Phrase
    code_alt: Annotated[Line, holding("url")]
    as_drawing: Phrase
    as_picture: Phrase
    handout: Annotated[Line, holding("letter", "large")]
    all: Annotated[Line, holding("sort")]
    sorts: SortsWords
    marks: MarksWords
