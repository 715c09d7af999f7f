"""Read the authors' Markdown as words for paper: paragraphs, lists and emphasis, with addresses that can be typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from markupsafe import Markup

from generator.handouts.document import Block, Heading, Lines, Look, Paragraph, Runs, TextRun
from generator.pages.links import filled_in
from generator.pages.prose import inline, plain, prose

_LOOKS = {"strong": Look.STRONG, "em": Look.EMPHASIS}
_SOURCE = re.compile(r"\s*\[[^\]]*\]\(/sources/#([a-z0-9-]+)\)")
_MARKER = re.compile(r"^\[\[.*\]\]\s*$", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$")


class _Reader(HTMLParser):
    """What turns our own clean HTML into blocks."""

    def __init__(self, site: str) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._site = site
        self._runs: list[TextRun] = []
        self._items: list[Runs] = []
        self._looks: list[Look] = []
        self._url = self._typed = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in the beginning of an element."""
        if tag in _LOOKS:
            self._looks.append(_LOOKS[tag])
        elif tag == "a":
            href = dict(attrs).get("href") or ""
            self._url = href if href.startswith("https:") else f"{self._site}{href}"
            self._typed = typed(self._url)
        elif tag == "br":
            self._add(" ")
        elif tag in ("ul", "ol"):
            self._end_paragraph()

    def handle_endtag(self, tag: str) -> None:
        """Take in the end of an element."""
        if tag in _LOOKS:
            self._looks.pop()
        elif tag == "a":
            typed_address, self._url = f" ({self._typed})", ""
            self._add(typed_address)
        elif tag == "p":
            self._end_paragraph(in_list=bool(self._items))
        elif tag == "li":
            self._items.append(self._taken())
        elif tag in ("ul", "ol"):
            self.blocks.append(Lines(tuple(item for item in self._items if item), ordered=tag == "ol"))
            self._items = []

    def handle_data(self, data: str) -> None:
        """Take in words."""
        self._add(re.sub(r"\s+", " ", data))

    def _add(self, words: str) -> None:
        if words.strip() or self._runs:
            self._runs.append(TextRun(words, self._looks[-1] if self._looks else Look.PLAIN, self._url))

    def _end_paragraph(self, *, in_list: bool = False) -> None:
        if in_list:
            return
        runs = self._taken()
        if runs:
            self.blocks.append(Paragraph(runs))

    def _taken(self) -> Runs:
        runs = self._runs
        while runs and not runs[-1].text.strip():
            runs.pop()
        self._runs = []
        return tuple(runs)


def typed(url: str) -> str:
    """Write an address as somebody types it, without what a browser adds by itself."""
    return url.removeprefix("https://").removeprefix("http://")


def line(text: object, site: str) -> Runs:
    """Return the words of one line of Markdown; a link within `site` says where it leads."""
    return line_of(inline(str(text)), site)


def words_of(text: object) -> str:
    """Return the words of one line of Markdown alone."""
    return plain(str(text))


def line_of(html: Markup, site: str) -> Runs:
    """Return the words of HTML as one line, its paragraphs one after another."""
    blocks = _blocks_of(html if html.lstrip().startswith("<p>") else f"<p>{html}</p>", site)
    runs: list[TextRun] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            runs += [TextRun(" "), *block.runs] if runs else block.runs
    return tuple(runs)


def blocks(text: object, site: str) -> tuple[Block, ...]:
    """Return the paragraphs and lists of a text of Markdown."""
    return _blocks_of(str(prose(str(text))), site)


def _blocks_of(html: str, site: str) -> tuple[Block, ...]:
    reader = _Reader(site)
    reader.feed(filled_in(html, lambda name, value: f'{name}="{value}"'))
    reader.close()
    return tuple(reader.blocks)


def part_of_page(body: str, begins: int, site: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return what stands below the heading at the place `begins` of a page by hand, and the sources named there.

    It ends before the next heading of its rank or a higher one.
    """
    rows = body[begins:].lstrip().split("\n")
    first = _HEADING.match(rows[0])
    rank = len(first[1]) if first else 1
    inside: list[str] = []
    for row in rows[1:]:
        found = _HEADING.match(row)
        if found and len(found[1]) <= rank:
            break
        inside.append(row)
    text = "\n".join(inside)
    sources = tuple(dict.fromkeys(_SOURCE.findall(text)))
    return tuple(_with_headings(_MARKER.sub("", _SOURCE.sub("", text)), site)), sources


def _with_headings(text: str, site: str) -> Iterator[Block]:
    for part in re.split(r"(?m)^(?= {0,3}#{1,6}[ \t])", text):
        head, _, rest = part.partition("\n")
        found = _HEADING.match(head)
        if found:
            yield Heading("".join(run.text for run in line(found[2], site)), 3)
        yield from blocks(rest if found else part, site)
