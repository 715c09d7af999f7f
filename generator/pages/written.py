"""Turn the pages that authors write by hand into pages like all others."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor

from generator.model.prose import PROSE_PAGES, ProsePage
from generator.page_kinds import kind_by_hand
from generator.pages.atlas import Atlas
from generator.pages.blocks import blocks_of, foot_of
from generator.pages.components import COMPONENT, component
from generator.pages.links import marked, without_quotes
from generator.pages.page import Page
from generator.problems import Place

_EXTENSIONS = ("toc", "tables", "sane_lists")
_MARKER = re.compile(r"^\[\[([^\]\n]+)\]\][ \t]*$", re.MULTILINE)
_MARKED = re.compile(r"<p>\[\[([^\]]+)\]\]</p>")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
_LED = {"a": "href", "img": "src"}


def written_pages(atlas: Atlas) -> Iterator[Page]:
    """Yield each page of content/*.md with its blocks in it, its sources and its dates."""
    blocks = blocks_of(atlas)
    for page in atlas.base.pages:
        yield Page(
            address=page.address,
            title=str(page.head.title),
            description=str(page.head.description),
            html=article_of(page, blocks) + foot_of(page, atlas),
            origin=Place(page.file, 1, 1),
            kind=kind_by_hand(page.address),
        )


def article_of(page: ProsePage, blocks: Mapping[str, str]) -> str:
    """Make the HTML of a page's Markdown, with each block in the place of its marker."""
    return _MARKED.sub(lambda marker: blocks[marker[1]], _html_of(page.body, page.file))


@lru_cache(maxsize=1024)
def _html_of(markdown_text: str, file: str) -> str:
    reader = markdown.Markdown(extensions=_EXTENSIONS)
    reader.treeprocessors.register(_Values(reader, file), "links", 0)
    # A block is a paragraph of its own, also where its author left no blank line beside it.
    return without_quotes(reader.convert(_MARKER.sub(r"\n\n[[\1]]\n\n", markdown_text)))


class _Values(Treeprocessor):
    """Markdown's last step: what leads to the site becomes a value; a picture's name counts from its page's file.

    A table says that it stands in the page.
    """

    def __init__(self, reader: markdown.Markdown, file: str) -> None:
        super().__init__(reader)
        self.folder = posixpath.dirname(file.removeprefix(PROSE_PAGES))

    def run(self, root: Element) -> None:
        """Change the tree in its place."""
        for element in root.iter():
            if element.tag == "table":
                element.set(COMPONENT, component("table"))
            attribute = _LED.get(element.tag, "")
            address = element.get(attribute)
            if address is not None and not _ELSEWHERE.match(address):
                element.set(attribute, marked(attribute, posixpath.join("/", self.folder, address)[1:]))
