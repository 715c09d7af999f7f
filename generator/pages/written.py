"""Turn the pages that authors write by hand into pages like all others."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor

from generator.model.prose import PROSE_PAGES, FoldedAt, Picture, ProsePage, Shape
from generator.page_kinds import SOURCES, kind_by_hand
from generator.pages.atlas import Atlas
from generator.pages.blocks import blocks_of_page, foot_of, sources_of_part
from generator.pages.components import COMPONENT, component
from generator.pages.contents import FOLDS
from generator.pages.links import marked, without_quotes
from generator.pages.page import Page
from generator.problems import Place

_EXTENSIONS = ("toc", "tables", "sane_lists")
_MARKER = re.compile(r"^\[\[([^\]\n]+)\]\][ \t]*$", re.MULTILINE)
_MARKED = re.compile(r"<p>\[\[([^\]<\n]+)\]\]</p>")
_SOURCES = "sources:"
_SOURCE = re.compile(rf"{SOURCES.address}#([a-z0-9-]+)")
_FOLDED_AT = {FoldedAt.PARTS: "h2", FoldedAt.SUBPARTS: "h3"}
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
_LED = {"a": "href", "img": "src"}
_PICTURES = {f"[[picture:{picture}]]" for picture in Picture}
_SHAPES = {f"[[{shape}]]": shape for shape in Shape}
_COMPONENT_OF = {Shape.DO_NOT: Shape.DO}


def written_pages(atlas: Atlas, blocks: Mapping[str, str]) -> Iterator[Page]:
    """Yield each page of content/*.md with its blocks in it, its sources and its dates."""
    for page in atlas.base.pages:
        yield Page(
            address=page.address,
            title=str(page.head.title),
            description=str(page.head.description),
            html=article_of(page, {**blocks, **blocks_of_page(page, atlas)}, lambda ids: sources_of_part(ids, atlas))
            + foot_of(page, atlas),
            origin=Place(page.file, 1, 1),
            kind=kind_by_hand(page.address),
            written=page.head.written,
        )


def article_of(
    page: ProsePage, blocks: Mapping[str, str], sources_of: Callable[[list[str]], str] = lambda _: ""
) -> str:
    """Make the HTML of a page's Markdown, with each block in the place of its marker.

    `sources_of` makes what names the sources of a part, by their ids.
    """
    head = page.head
    html = _html_of(page.body, page.file, frozenset(_FOLDED_AT[each] for each in head.folded), frozenset(head.unfolded))

    def filled(marker: re.Match[str]) -> str:
        name = marker[1]
        return sources_of(name.removeprefix(_SOURCES).split()) if name.startswith(_SOURCES) else blocks[name]

    return _MARKED.sub(filled, html)


@lru_cache(maxsize=1024)
def _html_of(markdown_text: str, file: str, folded: frozenset[str], unfolded: frozenset[str]) -> str:
    reader = markdown.Markdown(extensions=_EXTENSIONS)
    reader.treeprocessors.register(_Values(reader, file), "links", 0)
    reader.treeprocessors.register(_Parts(reader, folded, unfolded), "parts", -1)
    # A block is a paragraph of its own, also where its author left no blank line beside it.
    return without_quotes(reader.convert(_MARKER.sub(r"\n\n[[\1]]\n\n", markdown_text)))


class _Values(Treeprocessor):
    """What leads to the site becomes a value; a picture's name counts from its page's file.

    A table says that it stands in the page, and what stands below the marker of a shape takes that shape.
    """

    def __init__(self, reader: markdown.Markdown, file: str) -> None:
        super().__init__(reader)
        self.folder = posixpath.dirname(file.removeprefix(PROSE_PAGES))

    def run(self, root: Element) -> None:
        """Change the tree in its place."""
        _shape(root)
        for element in root.iter():
            if element.tag == "table":
                element.set(COMPONENT, component("table"))
            attribute = _LED.get(element.tag, "")
            address = element.get(attribute)
            if address is not None and not _ELSEWHERE.match(address):
                element.set(attribute, marked(attribute, posixpath.join("/", self.folder, address)[1:]))


class _Parts(Treeprocessor):
    """Markdown's last step: a heading says that its part is folded; sources without words go to the end of theirs."""

    def __init__(self, reader: markdown.Markdown, folded: frozenset[str], unfolded: frozenset[str]) -> None:
        super().__init__(reader)
        self.folded, self.unfolded = folded, unfolded

    def run(self, root: Element) -> None:
        """Change the tree in its place."""
        found: list[str] = []
        for element in (*root, None):
            if (element is None or element.tag == "h2") and found:
                end = Element("p")
                end.text = f"[[{_SOURCES}{' '.join(dict.fromkeys(found))}]]"
                root.insert(len(root) if element is None else list(root).index(element), end)
                found = []
            if element is None:
                break
            if element.tag in self.folded and element.get("id") not in self.unfolded:
                element.set("class", FOLDS)
            found += _taken(element)


def _taken(within: Element) -> Iterator[str]:
    """Take each link to a source that has no words out of an element, and yield the ids of the sources."""
    for parent in list(within.iter()):
        before: Element | None = None
        for element in list(parent):
            source = _SOURCE.search(element.get("href", "")) if element.tag == "a" else None
            if source is None or element.text or len(element):
                before = element
                continue
            yield source[1]
            tail = element.tail or ""
            said = (parent.text if before is None else before.tail) or ""
            said = said.rstrip() + (tail if tail.strip() else "")
            if before is None:
                parent.text = said
            else:
                before.tail = said
            parent.remove(element)


def _shape(root: Element) -> None:
    """Set the look of each element below the marker of a shape or picture; the marker of a shape is gone afterwards."""
    for marker, shaped in pairwise(list(root)):
        said = (marker.text or "").strip() if marker.tag == "p" else ""
        if said in _PICTURES:
            _frame(root, marker, shaped)
        elif said in _SHAPES:
            root.remove(marker)
            _dress(shaped, _SHAPES[said])


def _dress(element: Element, shape: Shape) -> None:
    element.set("class", shape.value)
    element.set(COMPONENT, component(_COMPONENT_OF.get(shape, shape).value))
    if shape is Shape.TIMELINE:
        for words in element.iter("blockquote"):
            _dress(words, Shape.SAY)


def _frame(root: Element, picture: Element, paragraph: Element) -> None:
    """Put a picture and the paragraph below it into one band."""
    band = Element("div")
    root.insert(list(root).index(picture), band)
    for part in (picture, paragraph):
        root.remove(part)
        band.append(part)
    _dress(band, Shape.REMEMBER)
