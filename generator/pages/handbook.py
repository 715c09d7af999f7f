"""Make the pages and blocks of the handbook: treatments, glossary, research, common claims, signs, what to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from generator.model.handbook import (
    Asked,
    EvidenceFile,
    FactsFile,
    GlossaryFile,
    QualityKind,
    SignDirection,
    Treatment,
    Verdict,
)
from generator.model.words import WordsFile
from generator.page_kinds import CLAIMS, FACTS, GLOSSARY, RESEARCH, TREATMENT, TREATMENTS
from generator.pages.atlas import Atlas
from generator.pages.environment import render
from generator.pages.facts import SourceLink, links_to
from generator.pages.move import safety_box
from generator.pages.page import Page
from generator.pages.prose import plain
from generator.pages.words import dates_line, number_in_words


@dataclass(frozen=True, slots=True)
class Sourced:
    """An entry with links to its sources."""

    entry: object
    sources: tuple[SourceLink, ...]
    words: str = ""


def handbook_pages(atlas: Atlas) -> Iterator[Page]:
    """Yield a page for each treatment, and the pages of treatments, words, research and claims that the files allow."""
    handbook = atlas.base.handbook
    if handbook.treatments.treatments:
        yield _treatments_page(handbook.treatments.treatments, atlas)
        yield from (_treatment_page(treatment, atlas) for treatment in handbook.treatments.treatments)
    if handbook.glossary.terms:
        yield _glossary_page(handbook.glossary, atlas)
    if handbook.facts.facts:
        yield _facts_page(handbook.facts, atlas)
    if handbook.evidence.studies:
        yield _research_page(handbook.evidence, atlas)
        yield _claims_page(handbook.evidence, atlas)


def _treatments_page(treatments: tuple[Treatment, ...], atlas: Atlas) -> Page:
    said = atlas.words.treatments
    html = render("treatments", atlas.words, treatments=treatments)
    return Page(TREATMENTS.at(), said.title, said.description, html, treatments[0].place, TREATMENTS)


def _treatment_page(treatment: Treatment, atlas: Atlas) -> Page:
    box = "" if treatment.safety_box is None else safety_box(atlas.box_by_id[treatment.safety_box], atlas)
    html = render(
        "treatment",
        atlas.words,
        treatment=treatment,
        box=box,
        sources=links_to(treatment.sources, atlas.source_by_id),
        dates=dates_line(treatment, atlas.today, atlas.words),
    )
    address = TREATMENT.at(id=treatment.id)
    return Page(address, str(treatment.name), plain(treatment.sentence), html, treatment.id.place, TREATMENT)


def _glossary_page(glossary: GlossaryFile, atlas: Atlas) -> Page:
    terms = sorted(glossary.terms, key=lambda term: term.term.casefold())
    entries = _sourced(((term, term.sources) for term in terms), atlas)
    said, dates = atlas.words.glossary, dates_line(glossary, atlas.today, atlas.words)
    html = render("glossary", atlas.words, entries=entries, better=glossary.words, dates=dates)
    return Page(GLOSSARY.at(), said.title, said.description, html, glossary.place, GLOSSARY)


def _facts_page(facts: FactsFile, atlas: Atlas) -> Page:
    entries = _sourced(((fact, (fact.source,)) for fact in facts.facts), atlas)
    said, dates = atlas.words.figures, dates_line(facts, atlas.today, atlas.words)
    html = render("facts", atlas.words, entries=entries, dates=dates)
    return Page(FACTS.at(), said.title, said.description, html, facts.place, FACTS)


def _research_page(evidence: EvidenceFile, atlas: Atlas) -> Page:
    studies = tuple(
        Sourced(study, links_to((study.source,), atlas.source_by_id), number_in_words(study.people, atlas.words))
        for study in evidence.studies
    )
    said, dates = atlas.words.research, dates_line(evidence, atlas.today, atlas.words)
    html = render("research", atlas.words, evidence=evidence, studies=studies, dates=dates)
    return Page(RESEARCH.at(), said.title, said.description, html, evidence.place, RESEARCH)


def _claims_page(evidence: EvidenceFile, atlas: Atlas) -> Page:
    claims = tuple(
        Sourced(claim, links_to(claim.sources, atlas.source_by_id), verdict_in_words(claim.verdict, atlas.words))
        for claim in evidence.claims
    )
    said, dates = atlas.words.claims, dates_line(evidence, atlas.today, atlas.words)
    html = render("claims", atlas.words, claims=claims, dates=dates)
    return Page(CLAIMS.at(), said.title, said.description, html, evidence.claims[0].place, CLAIMS)


def verdict_in_words(verdict: Verdict, words: WordsFile) -> str:
    """Return a verdict in a reader's words."""
    match verdict:
        case Verdict.SUPPORTED_IN_PART:
            return words.claims.supported_in_part
        case Verdict.MISREPORTED:
            return words.claims.misreported
        case Verdict.NOT_FOUND:
            return words.claims.not_found
        case Verdict.WRONG:
            return words.claims.wrong
        case _:
            assert_never(verdict)


def studies_of(level: str, atlas: Atlas) -> tuple[Sourced, ...]:
    """Return the studies that a level's page speaks of."""
    found = (study for study in atlas.base.handbook.evidence.studies if level in study.levels)
    return _sourced(((study, (study.source,)) for study in found), atlas)


def handbook_blocks(atlas: Atlas) -> Iterator[tuple[str, str]]:
    """Yield the blocks that hand-written pages take from the handbook, by their markers."""
    handbook = atlas.base.handbook
    if handbook.signs.signs:
        for direction in SignDirection:
            signs = [sign for sign in handbook.signs.signs if sign.points is direction]
            entries = _sourced(((sign, sign.sources) for sign in signs), atlas)
            yield f"signs:{direction}", str(render("signs", atlas.words, entries=entries))
    if handbook.questions.questions:
        for asked in Asked:
            questions = [question for question in handbook.questions.questions if question.to is asked]
            entries = _sourced(((question, question.sources) for question in questions), atlas)
            yield f"ask:{asked}", str(render("to_ask", atlas.words, entries=entries))
    if handbook.quality.signs:
        for kind in QualityKind:
            found = [sign for sign in handbook.quality.signs if sign.kind is kind]
            entries = _sourced(((sign, sign.sources) for sign in found), atlas)
            yield f"quality:{kind}", str(render("quality", atlas.words, entries=entries))


def _sourced(entries: Iterable[tuple[object, Iterable[str]]], atlas: Atlas) -> tuple[Sourced, ...]:
    return tuple(Sourced(entry, links_to(ids, atlas.source_by_id)) for entry, ids in entries)
