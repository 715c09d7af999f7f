"""Make the pages of words and their meanings, and of the numbers that pages refer to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.model.handbook import FactsFile, GlossaryFile, Term
from generator.model.registers import SourceKind
from generator.page_kinds import FACTS, GLOSSARY
from generator.pages.atlas import Atlas
from generator.pages.environment import render
from generator.pages.facts import Sourced, sourced
from generator.pages.page import Page
from generator.pages.sources import kind_in_words
from generator.pages.words import dates_line


@dataclass(frozen=True, slots=True)
class FactGroup:
    """The numbers whose sources are of one kind."""

    id: str
    title: str
    listed: tuple[Sourced, ...]


def glossary_pages(atlas: Atlas) -> Iterator[Page]:
    """Yield the page of words and the page of numbers, each where a project has some."""
    handbook = atlas.base.handbook
    if handbook.glossary.terms:
        yield _glossary_page(handbook.glossary, atlas)
    if handbook.facts.facts:
        yield _facts_page(handbook.facts, atlas)


def _glossary_page(glossary: GlossaryFile, atlas: Atlas) -> Page:
    terms = sorted(glossary.terms, key=lambda term: (_letter_of(term), term.term.casefold()))
    entries = sourced(((term, term.sources) for term in terms), atlas)
    letters = [(letter, list(found)) for letter, found in groupby(entries, key=lambda listed: _letter_of(listed.entry))]
    said, dates = atlas.words.glossary, dates_line(glossary, atlas)
    html = render(
        "glossary/glossary",
        atlas.words,
        letters=letters,
        short_forms=sorted(((form, term.id) for term in terms for form in term.short_forms), key=_letters_first),
        better=glossary.words,
        dates=dates,
    )
    return Page(GLOSSARY.at(), said.title, said.description, html, glossary.place, GLOSSARY)


_NO_LETTER = "#"


def _letters_first(short_form: tuple[str, str]) -> tuple[bool, str]:
    form, _ = short_form
    return not form[:1].isalpha(), form.casefold()


def _letter_of(term: object) -> str:
    """Return the letter below which a term is listed: its first one, or "#" where it has none."""
    assert isinstance(term, Term)
    return next((letter.upper()[:1] for letter in term.term if letter.isalnum()), _NO_LETTER)


def _facts_page(facts: FactsFile, atlas: Atlas) -> Page:
    said, dates = atlas.words.figures, dates_line(facts, atlas)
    html = render("glossary/facts", atlas.words, groups=list(_groups_of(facts, atlas)), dates=dates)
    return Page(FACTS.at(), said.title, said.description, html, facts.place, FACTS)


def _groups_of(facts: FactsFile, atlas: Atlas) -> Iterator[FactGroup]:
    """Yield the numbers by the kind of their source: what a law says is not what a study found."""
    for kind in SourceKind:
        found = [fact for fact in facts.facts if atlas.source_by_id[fact.source].kind is kind]
        if found:
            listed = sourced(((fact, (fact.source,)) for fact in found), atlas)
            yield FactGroup(f"kind-{kind.value}", kind_in_words(kind, atlas.words), listed)
