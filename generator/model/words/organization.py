"""Define the words of the pages of an organization: its programs, its lines, and what it must publish."""

from __future__ import annotations

from typing import Annotated

from generator.model.entry import Line
from generator.model.words.places import Phrase, Phrases, holding


class LocalWords(Phrases):
    """The words beside the lines of a state or county."""

    title: Phrase
    description: Phrase
    lead: Phrase
    where: Phrase
    all_places: Phrase
    see: Phrase


class FilterWords(Phrases):
    """The words of the choice among programs."""

    title: Phrase
    any: Phrase
    level: Phrase
    where: Phrase
    for_whom: Phrase
    insurance: Phrase
    language: Phrase
    video: Phrase
    with_video: Phrase
    shown: Annotated[Line, holding("count", "all")]
    shown_none: Phrase


class ProgramsWords(Phrases):
    """The words of the page of all programs, and of the part that names some on other pages."""

    title: Phrase
    description: Annotated[Line, holding("name")]
    lead: Annotated[Line, holding("name")]
    offered: Phrase
    offered_lead: Annotated[Line, holding("name")]
    on_results: Annotated[Line, holding("name")]
    see_all: Phrase
    by_level: Phrase
    first: Phrase
    whom_to_call: Phrase
    whom_lead: Annotated[Line, holding("name")]
    for_all: Phrase
    offers: Phrase
    for_whom: Phrase
    services: Phrase
    schedules: Phrase
    insurance: Phrase
    payment: Phrase
    languages: Phrase
    video: Phrase
    hours: Phrase
    getting_there: Phrase
    medicines: Phrase
    may_take: Phrase
    started_here: Phrase
    not_here: Phrase
    not_checked: Phrase
    admissions: Phrase
    admissions_means: Annotated[Line, holding("name")]
    office: Phrase
    office_means: Annotated[Line, holding("name")]
    after_hours: Phrase
    after_hours_means: Annotated[Line, holding("name")]
    text: Phrase
    text_means: Annotated[Line, holding("name")]
    filter: FilterWords


class AccessibilityWords(Phrases):
    """The words of the page about access to the site."""

    title: Phrase
    description: Phrase
    lead: Phrase
    checked: Phrase
    checked_lead: Phrase
    pages: Annotated[Line, holding("count")]
    headings: Annotated[Line, holding("count")]
    links: Annotated[Line, holding("count")]
    no_requests: Phrase
    colors: Annotated[Line, holding("count")]
    not_published: Phrase
    tried: Phrase
    not_tried: Phrase
    tell: Phrase
    tell_lead: Phrase
    due: Annotated[Line, holding("name", "day")]


class OrganizationWords(Phrases):
    """The words of what an organization must publish, and of the line that says that one is made up."""

    made_up: Annotated[Line, holding("name")]
    taken_from: Annotated[Line, holding("source", "day")]
    language_help: Phrase
    language_help_lead: Phrase
    nondiscrimination: Phrase
    privacy: Phrase
    purpose: Phrase
    purpose_description: Phrase
    is_title: Phrase
    is_lines: tuple[Phrase, ...]
    is_not_title: Phrase
    is_not_lines: tuple[Phrase, ...]
    who: Annotated[Line, holding("name")]
    who_offers: Phrase
    who_wrote: Annotated[Line, holding("upstream")]
