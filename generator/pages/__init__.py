"""Turn a verified project into a site of pages: values that any engine can publish."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from itertools import chain

from generator.checks import Verified
from generator.checks.redirects import Redirects
from generator.checks.too_hard_to_read import explained_words
from generator.model.absent import NO_GLOSSARY
from generator.model.handbook import GlossaryFile
from generator.model.registers import OtherLanguage
from generator.model.words import WordsFile
from generator.page_kinds import PageKind, file_at
from generator.pages.atlas import Atlas, draw_atlas
from generator.pages.comparison import comparison_page
from generator.pages.contacts import dials_of
from generator.pages.glossary import glossary_pages
from generator.pages.guide import guide_pages
from generator.pages.help_bar import help_bar
from generator.pages.level import level_pages
from generator.pages.move import move_pages
from generator.pages.moved import moved_pages, old_anchors, with_old_parts
from generator.pages.not_found import not_found_page
from generator.pages.page import Page
from generator.pages.proof import Proof, proof_of
from generator.pages.readability import figures_of
from generator.pages.research import research_pages
from generator.pages.scorecard import scorecard_page
from generator.pages.search import NOTHING, Searched, search_page, searched_of
from generator.pages.source import source_pages
from generator.pages.sources import sources_page
from generator.pages.treatment import treatment_pages
from generator.pages.written import written_pages
from generator.source import SourceFile

__all__ = ["Page", "Site", "render_site"]


@dataclass(frozen=True, slots=True)
class Site:
    """What is published, before anything stands round it.

    `pages` are all its pages. `help_bar` is the HTML above every page; `other_languages` a sentence for each other
    language, for the end of every page; `leave_to` where the exit control leads; `words` are those of the frame,
    `dials` the addresses that call or text a contact, `glossary` the words that pages explain,
    `searched` all that search finds, `old_anchors` the older names of parts of a page, by its address and their anchor.
    `proof` is there where it was asked for.
    """

    pages: tuple[Page, ...]
    help_bar: str
    other_languages: tuple[OtherLanguage, ...]
    leave_to: str
    words: WordsFile
    dials: frozenset[str] = frozenset()
    glossary: GlossaryFile = NO_GLOSSARY
    searched: Searched = NOTHING
    proof: Proof | None = None
    old_anchors: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def addresses(self) -> frozenset[str]:
        """Collect the address of every page."""
        return frozenset(page.address for page in self.pages)

    def files(self) -> dict[str, Page]:
        """Map each HTML file that the published site must hold, and no other, to its page."""
        return {file_at(page.address): page for page in self.pages}

    def kinds(self) -> dict[str, PageKind]:
        """Map each HTML file of the site to its kind of page."""
        return {name: page.kind for name, page in self.files().items()}


def render_site(verified: Verified, files: Iterable[SourceFile] = (), *, evidence: bool = False) -> Site:
    """Return the site of a verified project; `files` are shown on it as the sources of its pages.

    With `evidence` it holds what a stranger needs to prove the promises again.
    """
    base = verified.base
    atlas = draw_atlas(base, verified.today)
    redirects = Redirects(base)
    made = (
        *written_pages(atlas),
        *_pages_of_guides(_Asked.of(verified, atlas)),
        comparison_page(atlas),
        *level_pages(atlas),
        *move_pages(atlas),
        *treatment_pages(atlas),
        *glossary_pages(atlas),
        *research_pages(atlas),
    )
    read = tuple(with_old_parts(redirects, made, base.words))
    figures = figures_of(read, explained_words(base.handbook.glossary))
    pages = (*read, sources_page(atlas), scorecard_page(verified, atlas, figures=figures, evidence=evidence))
    searched = searched_of(pages, base, atlas.notices)
    proof = proof_of(verified, atlas) if evidence else None
    more = (
        *([] if proof is None else [proof.page]),
        search_page(searched, base),
        *moved_pages(redirects, pages, base.words),
        not_found_page(base.words),
        *source_pages(files, base.words),
    )
    safety = base.safety
    return Site(
        (*pages, *more),
        help_bar(atlas),
        safety.other_languages,
        str(safety.leave_to),
        base.words,
        dials_of(base),
        base.handbook.glossary,
        searched,
        proof,
        old_anchors(redirects),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """What the pages of the guides are made of: two are the same where all that they may show is."""

    verified: Verified
    atlas: Atlas
    parts: tuple[object, ...]
    today: datetime.date
    pages: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, verified: Verified, atlas: Atlas) -> _Asked:
        base = atlas.base
        parts = (getattr(base, field.name) for field in fields(base) if field.name not in ("pages", "others"))
        handbook = (getattr(base.handbook, field.name) for field in fields(base.handbook))
        kept = (part for part in parts if part is not base.handbook)
        pages = tuple((page.address, str(page.head.title)) for page in base.pages)
        return cls(verified, atlas, (verified.proven, *kept, *handbook), atlas.today, pages)

    def __eq__(self, other: object) -> bool:
        """Compare what is large by identity: a file that was not changed is not read again."""
        if not isinstance(other, _Asked) or (self.today, self.pages) != (other.today, other.pages):
            return False
        return all(ours is theirs for ours, theirs in zip(self.parts, other.parts, strict=True))

    def __hash__(self) -> int:
        return hash(self.pages)


@lru_cache(maxsize=1)
def _pages_of_guides(asked: _Asked) -> tuple[Page, ...]:
    """Make the pages of every guide once while an author works on something else."""
    guides = asked.verified.every_guide()
    return tuple(chain.from_iterable(guide_pages(guide, asked.atlas) for guide in guides))
