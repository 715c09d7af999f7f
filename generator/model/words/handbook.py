"""Define the words of the pages made from the handbook: treatments, glossary, figures, research, claims, sources."""

from __future__ import annotations

from typing import Annotated

from generator.model.entry import Line
from generator.model.words.places import Phrase, Phrases, holding


class TreatmentsWords(Phrases):
    """The words of the page of all treatments, and of the page of each."""

    title: Phrase
    description: Phrase
    lead: Phrase
    ask_which: Phrase
    what_happens: Phrase
    both_sides: Phrase
    good_sides: Phrase
    hard_sides: Phrase
    ask: Phrase
    also_called: Annotated[Line, holding("names")]


class EntryWords(Phrases):
    """The words of the page of an entry, where staff send a reader; `filled` says what a guide fills in."""

    description: Phrase
    first: Phrase
    guide: Phrase
    danger_first: Phrase
    filled: Annotated[Line, holding("place")]
    call: Phrase
    read: Phrase


class GlossaryWords(Phrases):
    """The words of the glossary."""

    title: Phrase
    description: Phrase
    lead: Phrase
    better: Phrase
    better_lead: Phrase
    better_word: Annotated[Line, holding("avoid", "use")]
    all_words: Phrase
    back: Phrase
    on_page: Phrase
    short_forms: Phrase


class FiguresWords(Phrases):
    """The words of the page of facts."""

    title: Phrase
    description: Phrase
    lead: Phrase
    rules_change: Phrase


class ResearchWords(Phrases):
    """The words of the page of studies."""

    title: Phrase
    description: Phrase
    lead: Phrase
    about_groups: Phrase
    design: Phrase
    population: Phrase
    people: Phrase
    year: Phrase
    paid_by: Phrase
    does_not_show: Phrase
    method: Phrase
    claims: Phrase


class ClaimsWords(Phrases):
    """The words of the page of common claims, with each verdict."""

    title: Phrase
    description: Phrase
    lead: Phrase
    claim: Annotated[Line, holding("claim")]
    studies: Phrase
    supported_in_part: Phrase
    misreported: Phrase
    not_found: Phrase
    wrong: Phrase


class SourcesWords(Phrases):
    """The words of the page of sources, with each kind of source."""

    title: Phrase
    description: Phrase
    lead: Phrase
    no_support: Phrase
    published: Annotated[Line, holding("publisher", "year")]
    published_undated: Annotated[Line, holding("publisher", "mark")]
    undated_mark: Phrase
    undated: Phrase
    undated_means: Annotated[Line, holding("mark")]
    read_as: Annotated[Line, holding("what")]
    read: Annotated[Line, holding("day")]
    read_instead: Annotated[Line, holding("what")]
    unread_mark: Phrase
    not_read: Phrase
    unread_means: Annotated[Line, holding("mark")]
    law: Phrase
    government: Phrase
    guideline: Phrase
    study: Phrase
    standard: Phrase
    health_plan: Phrase
    nonprofit: Phrase
    trade: Phrase
    transcription: Phrase
