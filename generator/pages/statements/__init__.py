"""Make the pages that the site of an organization must have: what it is, access, languages, and its notices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.model.colors import DAY_GROUNDS, NIGHT_GROUNDS
from generator.model.organization import OwnText, Tagline, direction_of
from generator.model.words.places import filled
from generator.page_kinds import ORGANIZATION
from generator.pages.atlas import Atlas
from generator.pages.environment import render
from generator.pages.facts import links_to
from generator.pages.page import Page
from generator.pages.programs import line_view
from generator.pages.words import dates_line, day_in_words, number_in_words

_HEADING, _LINK = re.compile("<h[1-6][ >]"), re.compile("<a ")


@dataclass(frozen=True, slots=True)
class BuildFigures:
    """What the inspection of a build looks at; a site is only published where it finds no fault in any of it."""

    pages: int = 0
    headings: int = 0
    links: int = 0


@dataclass(frozen=True, slots=True)
class TaglineView:
    """The offer of language help in one language."""

    language: str
    direction: str
    name: str
    say: str
    taken: str


def figures_of_build(pages: Iterable[Page]) -> BuildFigures:
    """Count what is inspected before the site of these pages is published."""
    html = [page.html for page in pages]
    headings, links = (sum(len(pattern.findall(text)) for text in html) for pattern in (_HEADING, _LINK))
    return BuildFigures(len(html), headings, links)


def statement_pages(atlas: Atlas) -> Iterator[Page]:
    """Yield the page of each statement that is filled in, but that about access, which tells of all pages."""
    organization, said = atlas.base.organization, atlas.words.organization
    there = organization.statements()
    if "purpose" in there:
        html = render("statements/purpose", atlas.words, organization=organization, dates=_dates(atlas))
        yield _page("purpose", said.purpose, said.purpose_description, html, atlas)
    if "languages" in there:
        taglines = tuple(_taglines(atlas))
        html = render("statements/languages", atlas.words, taglines=taglines, dates=_dates(atlas))
        yield _page("languages", said.language_help, said.language_help_lead, html, atlas)
    for id, title, text in (
        ("nondiscrimination", said.nondiscrimination, organization.nondiscrimination),
        ("privacy", said.privacy, organization.privacy),
    ):
        if text is not None:
            html = render(
                "statements/notice",
                atlas.words,
                title=title,
                text=text,
                taken=_taken(text.taken_from, text, atlas),
                dates=_dates(atlas),
            )
            yield _page(id, title, title, html, atlas)


def accessibility_page(atlas: Atlas, figures: BuildFigures) -> Page:
    """Make the page about access: what this very build checked, and what no person has tried yet."""
    organization, said = atlas.base.organization, atlas.words.accessibility
    own = organization.accessibility
    colors = 0 if organization.accent is None else len((*DAY_GROUNDS, *NIGHT_GROUNDS))
    counts = (
        (said.pages, figures.pages),
        (said.headings, figures.headings),
        (said.links, figures.links),
        (said.colors, colors),
    )
    html = render(
        "statements/accessibility",
        atlas.words,
        own=own,
        checked=[filled(text, count=number_in_words(count, atlas.words)) for text, count in counts if count],
        line=line_view(own.line, atlas) if own is not None and own.line is not None else None,
        name=organization.name,
        due=day_in_words(own.due, atlas.words) if own is not None and own.due is not None else "",
        sources=links_to([own.source] if own is not None and own.source is not None else [], atlas.source_by_id),
        dates=_dates(atlas),
    )
    return _page("accessibility", said.title, said.description, html, atlas)


def _page(id: str, title: str, description: str, html: str, atlas: Atlas) -> Page:
    return Page(ORGANIZATION.at(id=id), title, description, str(html), atlas.base.organization.place, ORGANIZATION)


def _dates(atlas: Atlas) -> str:
    return dates_line(atlas.base.organization, atlas)


def _taglines(atlas: Atlas) -> Iterator[TaglineView]:
    for tagline in atlas.base.organization.language_help:
        if tagline.say is not None:
            language = str(tagline.language)
            taken = _taken(tagline.taken_from, tagline, atlas) if tagline.taken_from is not None else ""
            yield TaglineView(language, direction_of(language), str(tagline.name), str(tagline.say), taken)


def _taken(source: str, text: OwnText | Tagline, atlas: Atlas) -> str:
    """Say where words were taken from, and when."""
    if text.day is None:
        return str(source)
    return filled(atlas.words.organization.taken_from, source=source, day=day_in_words(text.day, atlas.words))
