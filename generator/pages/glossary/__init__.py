"""Make the pages of words and their meanings, and of the numbers that pages refer to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.model.handbook import FactsFile, GlossaryFile, Term
from generator.page_kinds import FACTS, GLOSSARY
from generator.pages.atlas import Atlas
from generator.pages.environment import render
from generator.pages.facts import Sourced, sourced
from generator.pages.page import Page
from generator.pages.words import dates_line


def glossary_pages(atlas: Atlas) -> Iterator[Page]:
    """Yield the page of words and the page of numbers, each where a project has some."""
    handbook = atlas.base.handbook
    if handbook.glossary.terms:
        yield _glossary_page(handbook.glossary, atlas)
    if handbook.facts.facts:
        yield _facts_page(handbook.facts, atlas)


def _glossary_page(glossary: GlossaryFile, atlas: Atlas) -> Page:
    terms = sorted(glossary.terms, key=lambda term: term.term.casefold())
    entries = sourced(((term, term.sources) for term in terms), atlas)
    letters = [(letter, list(found)) for letter, found in groupby(entries, key=_letter_of)]
    said, dates = atlas.words.glossary, dates_line(glossary, atlas.today, atlas.words)
    html = render("glossary/glossary", atlas.words, letters=letters, better=glossary.words, dates=dates)
    return Page(GLOSSARY.at(), said.title, said.description, html, glossary.place, GLOSSARY)


def _letter_of(listed: Sourced) -> str:
    assert isinstance(listed.entry, Term)
    return listed.entry.term[:1].upper()


def _facts_page(facts: FactsFile, atlas: Atlas) -> Page:
    entries = sourced(((fact, (fact.source,)) for fact in facts.facts), atlas)
    said, dates = atlas.words.figures, dates_line(facts, atlas.today, atlas.words)
    html = render("glossary/facts", atlas.words, entries=entries, dates=dates)
    return Page(FACTS.at(), said.title, said.description, html, facts.place, FACTS)
