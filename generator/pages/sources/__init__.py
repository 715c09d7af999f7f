"""Make the page of sources: each publication once, with an anchor that every claim can point to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from generator.model.registers import NO_DATE, Source, SourceKind
from generator.model.words import WordsFile
from generator.model.words.places import filled
from generator.page_kinds import SOURCES
from generator.pages.atlas import Atlas
from generator.pages.environment import render
from generator.pages.page import Page
from generator.pages.words import day_in_words

MARKED_UNDATED, MARKED_UNREAD = 'class="undated"', 'class="unread"'
"""What stands in a page wherever it marks a source without a date, and a link that nobody has opened."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A source with the words about when it was read, and as what; none where nobody has opened it."""

    source: Source
    read: str
    is_dated: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """The sources of one kind."""

    id: str
    title: str
    listed: tuple[Listed, ...]


def sources_page(atlas: Atlas) -> Page:
    """Return the page of all sources, by kind."""
    return Page(
        address=SOURCES.at(),
        title=atlas.words.sources.title,
        description=atlas.words.sources.description,
        html=str(render("sources/sources", atlas.words, shelves=_shelves(atlas))),
        origin=atlas.base.sources.place,
        kind=SOURCES,
    )


def kind_in_words(kind: SourceKind, words: WordsFile) -> str:
    """Return the heading for sources of one kind."""
    said = words.sources
    match kind:
        case SourceKind.LAW:
            return said.law
        case SourceKind.GOVERNMENT:
            return said.government
        case SourceKind.GUIDELINE:
            return said.guideline
        case SourceKind.STUDY:
            return said.study
        case SourceKind.STANDARD:
            return said.standard
        case SourceKind.HEALTH_PLAN:
            return said.health_plan
        case SourceKind.NONPROFIT:
            return said.nonprofit
        case SourceKind.TRADE:
            return said.trade
        case SourceKind.TRANSCRIPTION:
            return said.transcription
        case _:
            assert_never(kind)


def _shelves(atlas: Atlas) -> tuple[Shelf, ...]:
    shelves = []
    for kind in SourceKind:
        listed = tuple(_listed(source, atlas.words) for source in atlas.base.sources.sources if source.kind is kind)
        if listed:
            shelves.append(Shelf(f"kind-{kind.value}", kind_in_words(kind, atlas.words), listed))
    return tuple(shelves)


def _listed(source: Source, words: WordsFile) -> Listed:
    said, day = words.sources, source.read
    instead = () if source.read_as is None else (filled(said.read_instead, what=source.read_as),)
    read = () if day is None else (*instead, filled(said.read, day=day_in_words(day, words)))
    return Listed(source, " ".join(read), source.year != NO_DATE)
