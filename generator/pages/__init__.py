"""Turn a knowledge base into pages: values that any engine can publish."""

from __future__ import annotations

from generator.model.knowledge import KnowledgeBase
from generator.pages.atlas import draw_atlas
from generator.pages.blocks import blocks_of
from generator.pages.comparison import comparison_page
from generator.pages.help import help_bar
from generator.pages.level import level_pages
from generator.pages.move import move_pages
from generator.pages.page import Page
from generator.pages.search import search_page
from generator.pages.sources import sources_page

__all__ = ["Page", "help_bar", "render_blocks", "render_pages"]


def render_pages(base: KnowledgeBase, *, more: tuple[Page, ...] = ()) -> tuple[Page, ...]:
    """Give every generated page; `more` are pages made elsewhere that the search page lists too."""
    atlas = draw_atlas(base)
    pages = (comparison_page(atlas), *level_pages(atlas), *move_pages(atlas), sources_page(atlas), *more)
    return (*pages, search_page(pages))


def render_blocks(base: KnowledgeBase) -> dict[str, str]:
    """Give the HTML for each marker of a hand-written page."""
    return blocks_of(draw_atlas(base))
