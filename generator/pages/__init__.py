"""Turn a verified project into a site of pages: values that any engine can publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from generator.checks import Verified
from generator.checks.too_hard_to_read import median_grade
from generator.model.registers import OtherLanguage
from generator.model.words import WordsFile
from generator.page_kinds import GUIDE, NOT_FOUND, OFFLINE, PageKind, file_at, kind_by_hand
from generator.pages.atlas import draw_atlas
from generator.pages.blocks import blocks_of, feet_of
from generator.pages.comparison import comparison_page
from generator.pages.guide import guide_pages
from generator.pages.handbook import handbook_pages
from generator.pages.help import dials_of, help_bar
from generator.pages.level import level_pages
from generator.pages.move import move_pages
from generator.pages.page import Page
from generator.pages.scorecard import scorecard_page
from generator.pages.search import search_page
from generator.pages.search_index import findings_of
from generator.pages.source import source_pages
from generator.pages.sources import sources_page
from generator.pages.terms import explainer
from generator.source import SourceFile

__all__ = ["Page", "Site", "findings_of", "render_site"]


@dataclass(frozen=True, slots=True)
class Site:
    """Hold what an engine publishes.

    `pages` are the generated pages; `blocks` the HTML for each marker of a hand-written page and `feet` what ends it,
    by its address; `help_bar` the HTML above every page; `other_languages` a sentence for each other language, for the
    end of every page; `leave_to` where the exit control leads; `explain` marks the words of the
    glossary in a page; `words` are those of the frame, `dials` the addresses that call or text a contact.
    """

    pages: tuple[Page, ...]
    blocks: Mapping[str, str]
    feet: Mapping[str, str]
    help_bar: str
    other_languages: tuple[OtherLanguage, ...]
    leave_to: str
    explain: Callable[[str], str]
    words: WordsFile
    dials: frozenset[str] = frozenset()

    def addresses(self) -> frozenset[str]:
        """Give the address of every page, those written by hand included."""
        return frozenset([*(page.address for page in self.pages), *self.feet])

    def files(self) -> dict[str, PageKind]:
        """Map each HTML file that the published site must hold, and no other, to its kind of page."""
        kinds = {page.address: page.kind for page in self.pages}
        kinds |= {address: kind_by_hand(address) for address in self.feet}
        kinds |= {OFFLINE.at(guide=page.address): OFFLINE for page in self.pages if page.kind is GUIDE}
        kinds |= {NOT_FOUND.at(): NOT_FOUND}
        return {file_at(address): kind for address, kind in kinds.items()}


def render_site(verified: Verified, files: Iterable[SourceFile] = ()) -> Site:
    """Give the site of a verified project; `files` are shown on it as the sources of its pages."""
    base = verified.base
    atlas = draw_atlas(base, verified.today)
    pages = (
        *chain.from_iterable(guide_pages(guide, atlas) for guide in verified.every_guide()),
        comparison_page(atlas),
        *level_pages(atlas),
        *move_pages(atlas),
        *handbook_pages(atlas),
        sources_page(atlas),
        scorecard_page(verified, atlas, median_grade=median_grade(base)),
    )
    whole = (*pages, search_page(pages, base.words, by_hand=base.pages), *source_pages(files, base.words))
    explain = explainer(base.handbook.glossary, base.words)
    explained = tuple(replace(page, html=explain(page.html)) if page.kind.explains_words else page for page in whole)
    safety = base.safety
    return Site(
        explained,
        blocks_of(atlas),
        feet_of(atlas),
        help_bar(base),
        safety.other_languages,
        str(safety.leave_to),
        explain,
        base.words,
        dials_of(base),
    )
