"""Make the pages of what was studied, and of common claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from generator.model.handbook import EvidenceFile, Verdict
from generator.model.words import WordsFile
from generator.page_kinds import CLAIMS, RESEARCH
from generator.pages.atlas import Atlas
from generator.pages.environment import render
from generator.pages.facts import Sourced, links_to, sourced
from generator.pages.page import Page
from generator.pages.words import dates_line, number_in_words


def research_pages(atlas: Atlas) -> Iterator[Page]:
    """Yield the page of studies and the page of claims; nothing where a project names no study."""
    evidence = atlas.base.handbook.evidence
    if evidence.studies:
        yield _research_page(evidence, atlas)
        yield _claims_page(evidence, atlas)


def studies_of(level: str, atlas: Atlas) -> tuple[Sourced, ...]:
    """Return the studies that a level's page speaks of."""
    found = (study for study in atlas.base.handbook.evidence.studies if level in study.levels)
    return sourced(((study, (study.source,)) for study in found), atlas)


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


def _research_page(evidence: EvidenceFile, atlas: Atlas) -> Page:
    studies = tuple(
        Sourced(study, links_to((study.source,), atlas.source_by_id), number_in_words(study.people, atlas.words))
        for study in evidence.studies
    )
    said, dates = atlas.words.research, dates_line(evidence, atlas)
    html = render("research/research", atlas.words, evidence=evidence, studies=studies, dates=dates)
    return Page(RESEARCH.at(), said.title, said.description, html, evidence.place, RESEARCH)


def _claims_page(evidence: EvidenceFile, atlas: Atlas) -> Page:
    claims = tuple(
        Sourced(claim, links_to(claim.sources, atlas.source_by_id), verdict_in_words(claim.verdict, atlas.words))
        for claim in evidence.claims
    )
    said, dates = atlas.words.claims, dates_line(evidence, atlas)
    html = render("research/claims", atlas.words, claims=claims, dates=dates)
    return Page(CLAIMS.at(), said.title, said.description, html, evidence.claims[0].place, CLAIMS)
