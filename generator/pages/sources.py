"""Make the page of sources: each publication once, with an anchor that every claim can point to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from generator.model.registers import Source, SourceKind
from generator.page_kinds import SOURCES
from generator.pages.atlas import Atlas
from generator.pages.environment import render
from generator.pages.page import Page
from generator.pages.words import day_in_words


@dataclass(frozen=True, slots=True)
class Listed:
    """Be a source with the words about when it was read."""

    source: Source
    read: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """Be the sources of one kind."""

    id: str
    title: str
    listed: tuple[Listed, ...]


def sources_page(atlas: Atlas) -> Page:
    """Give the page of all sources, by kind."""
    return Page(
        address=SOURCES.at(),
        title="Where our facts come from",
        description="Every source that this site uses, with its publisher, its year and its link.",
        html=str(render("sources", shelves=_shelves(atlas))),
        origin=atlas.base.sources.place,
        kind=SOURCES,
    )


def kind_in_words(kind: SourceKind) -> str:
    """Give the heading for sources of one kind."""
    match kind:
        case SourceKind.LAW:
            return "Laws and rules"
        case SourceKind.GOVERNMENT:
            return "Government agencies"
        case SourceKind.GUIDELINE:
            return "Guidelines for clinicians"
        case SourceKind.STUDY:
            return "Studies"
        case SourceKind.STANDARD:
            return "Standards"
        case SourceKind.HEALTH_PLAN:
            return "Health plans"
        case SourceKind.NONPROFIT:
            return "Nonprofit organizations"
        case SourceKind.TRADE:
            return "Trade groups and the trade press"
        case SourceKind.TRANSCRIPTION:
            return "Notes that others took from a standard"
        case _:
            assert_never(kind)


def _shelves(atlas: Atlas) -> tuple[Shelf, ...]:
    shelves = []
    for kind in SourceKind:
        listed = tuple(_listed(source) for source in atlas.base.sources.sources if source.kind is kind)
        if listed:
            shelves.append(Shelf(f"kind-{kind.value}", kind_in_words(kind), listed))
    return tuple(shelves)


def _listed(source: Source) -> Listed:
    opened = "Nobody has opened this link for us yet." if source.read is None else f"Read {day_in_words(source.read)}."
    instead = "" if source.read_as is None else f"Read as {source.read_as}. "
    return Listed(source, instead + opened)
