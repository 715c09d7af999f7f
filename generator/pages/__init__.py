"""Turn a verified project into a site of pages: values that any engine can publish."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from itertools import chain

from generator.checks import Verified
from generator.checks.redirects import Redirects
from generator.checks.too_hard_to_read import explained_words
from generator.checks.unsafe_link import known_hosts
from generator.identity import Itself
from generator.model.absent import NO_GLOSSARY, NO_ORGANIZATION
from generator.model.entry import bare
from generator.model.handbook import GlossaryFile
from generator.model.knowledge import KnowledgeBase
from generator.model.organization import OrganizationFile
from generator.model.registers import OtherLanguage
from generator.model.words import WordsFile
from generator.page_kinds import CARD, HELP_CARD, PageKind, file_at
from generator.pages.atlas import Atlas, draw_atlas
from generator.pages.blocks import blocks_of
from generator.pages.card import card_pages, embed_page
from generator.pages.comparison import comparison_page
from generator.pages.contacts import dials_of
from generator.pages.entry import entry_pages
from generator.pages.glossary import glossary_pages
from generator.pages.guide import guide_pages
from generator.pages.guide.shown import shown_by_guides
from generator.pages.help_bar import help_bar
from generator.pages.level import level_pages
from generator.pages.local import local_pages
from generator.pages.move import move_pages
from generator.pages.moved import moved_pages, old_anchors, with_old_parts
from generator.pages.not_found import failed_page, not_found_page
from generator.pages.page import Page
from generator.pages.programs import program_pages
from generator.pages.proof import Proof, proof_of
from generator.pages.readability import figures_of
from generator.pages.research import research_pages
from generator.pages.scorecard import scorecard_page
from generator.pages.search import NOTHING, Searched, search_page, searched_of
from generator.pages.short import short_pages
from generator.pages.source import source_pages
from generator.pages.sources import sources_page
from generator.pages.staff import staff_page
from generator.pages.statements import BuildFigures, accessibility_page, figures_of_build, statement_pages
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
    `proof` is there where it was asked for. `codes` says where each QR code leads, by its file without an ending.
    `discreet` are the addresses of the pages of which nothing is told where a link to one is sent. `organization` says
    who runs this copy, `hosts` are those that its links may lead to.
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
    organization: OrganizationFile = NO_ORGANIZATION
    old_anchors: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    discreet: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()

    def addresses(self) -> frozenset[str]:
        """Collect the address of every page."""
        return frozenset(page.address for page in self.pages)

    def files(self) -> dict[str, Page]:
        """Map each HTML file that the published site must hold, and no other, to its page."""
        return {file_at(page.address): page for page in self.pages}

    def kinds(self) -> dict[str, PageKind]:
        """Map each HTML file of the site to its kind of page."""
        return {name: page.kind for name, page in self.files().items()}


def render_site(
    verified: Verified,
    files: Iterable[SourceFile] = (),
    *,
    evidence: bool = False,
    handouts: Container[str] = (),
) -> Site:
    """Return the site of a verified project; `files` are shown on it as the sources of its pages.

    With `evidence` it holds what a stranger needs to prove the promises again. The page for staff leads to those
    `handouts`, by the names of their files, that are published too.
    """
    base = verified.base
    atlas = _atlas_of(verified)
    redirects = Redirects(base)
    made, sources, blocks = _beside_written(_Shown.of(verified))
    read = tuple(with_old_parts(redirects, (*written_pages(atlas, blocks), *made), base.words))
    figures = figures_of(read, explained_words(base.handbook.glossary))
    staff = staff_page(read, atlas, verified.settings, handouts)
    of_staff = [*([] if staff is None else [staff.page]), embed_page(read, atlas, verified.settings)]
    pages = (*read, sources, scorecard_page(verified, atlas, figures=figures, evidence=evidence), *of_staff)
    drafts = [accessibility_page(atlas, BuildFigures())] if base.organization.is_there else []
    searched = searched_of((*pages, *drafts), base, atlas.notices)
    proof = proof_of(verified, atlas) if evidence else None
    more = (
        *([] if proof is None else [proof.page]),
        search_page(searched, base),
        *moved_pages(redirects, pages, base.words),
        *short_pages(pages, base.words),
        not_found_page(base.words),
        failed_page(base.words),
        *source_pages(files, base.words),
    )
    counted = figures_of_build((*pages, *more, *drafts)) if drafts else BuildFigures()
    of_access = [accessibility_page(atlas, counted) for _ in drafts]
    safety = base.safety
    return Site(
        (*pages, *more, *of_access),
        help_bar(atlas),
        safety.other_languages,
        str(safety.leave_to),
        base.words,
        dials_of(base),
        base.handbook.glossary,
        searched,
        proof,
        base.organization,
        old_anchors(redirects),
        {} if staff is None else staff.codes,
        frozenset(
            (CARD.at(id=HELP_CARD), *_for_danger(base), *(page.address for page in pages if page.kind.is_discreet))
        ),
        known_hosts(base),
    )


def _for_danger(base: KnowledgeBase) -> Iterator[str]:
    return (page.address for page in base.pages if page.head.for_danger)


def _atlas_of(verified: Verified) -> Atlas:
    """Draw the atlas of a base, which may be a part of the project's; the sign-offs are those of the whole."""
    return draw_atlas(verified.base, verified.today, verified.sign_offs)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What some pages are made of: two are the same where all that these pages may show is.

    What is large is the same where it is the very same: a file that was not changed is not read again. Of pages by hand
    others may show where they stand and their titles.
    """

    same: tuple[Itself, ...]
    equal: tuple[object, ...]
    verified: Verified = field(compare=False)

    @classmethod
    def of(cls, verified: Verified, *apart: object) -> _Shown:
        """Collect all that pages may show; of the parts that stand `apart` it is enough that they are equal."""
        base = verified.base
        files = (getattr(base, part.name) for part in fields(base) if part.name not in ("pages", "others", "handbook"))
        handbook = (getattr(base.handbook, part.name) for part in fields(base.handbook))
        whole = (verified.proven, *files, *base.others, *handbook)
        same = tuple(Itself(part) for part in whole if not any(part is other for other in apart))
        pages = tuple((page.address, str(page.head.title)) for page in base.pages)
        return cls(same, (verified.today, pages, *apart), verified)


def _guides(verified: Verified) -> tuple[Page, ...]:
    """Make the pages of every guide once while an author works on something else."""
    narrow = [replace(guide, base=shown_by_guides(guide.base)) for guide in verified.every_guide()]
    base = narrow[0].base
    apart = (base.levels, base.handbook.treatments)
    return _pages_of_guides(_Shown.of(replace(narrow[0], further=tuple(narrow[1:])), *apart))


@lru_cache(maxsize=1)
def _pages_of_guides(shown: _Shown) -> tuple[Page, ...]:
    atlas = _atlas_of(shown.verified)
    return tuple(chain.from_iterable(guide_pages(guide, atlas) for guide in shown.verified.every_guide()))


@lru_cache(maxsize=1)
def _beside_written(shown: _Shown) -> tuple[tuple[Page, ...], Page, Mapping[str, str]]:
    """Make all pages but those by hand, the page of sources, and what the markers of pages by hand stand for.

    While an author works on a page by hand that is done once.
    """
    pages, sources = _care(shown.verified)
    atlas = _atlas_of(shown.verified)
    return (*_guides(shown.verified), *pages, *entry_pages(atlas)), sources, blocks_of(atlas)


def _care(verified: Verified) -> tuple[tuple[Page, ...], Page]:
    """Make the pages that tell of care, and that of sources, once while an author works on a guide: they show none."""
    base = verified.base
    tree, journeys = bare(base.tree), bare(base.journeys)
    narrow = replace(base, tree=tree, others=(), journeys=journeys)
    return _pages_of_care(_Shown.of(replace(verified, base=narrow, further=(), proven=None), tree, journeys))


@lru_cache(maxsize=1)
def _pages_of_care(shown: _Shown) -> tuple[tuple[Page, ...], Page]:
    atlas = _atlas_of(shown.verified)
    pages = (
        comparison_page(atlas),
        *level_pages(atlas),
        *card_pages(atlas),
        *move_pages(atlas),
        *treatment_pages(atlas),
        *program_pages(atlas),
        *local_pages(atlas),
        *statement_pages(atlas),
        *glossary_pages(atlas),
        *research_pages(atlas),
    )
    return pages, sources_page(atlas)
