"""Measure how a page reads aloud: how hard its words are, and how its sentences follow each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from math import sqrt
from statistics import median

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.checks.grade import syllables_for
from generator.page_kinds import CARD, EMBED, FAILED, NOT_FOUND, OFFLINE, SCORECARD, SEARCH, SOURCE, SOURCES, STAFF
from generator.pages.links import filled_in
from generator.pages.page import Page

SHORT = 6
"""A sentence of so many words or fewer is short."""
NOT_PROSE = "nav, h1, h2, h3, h4, table, footer, .call-list, .quiet, .words, a[href*='sources/#']"
"""What stands in a page and is no sentence of it: headings, cards, sources, dates, what a word means."""
JOINING = frozenset(["because", "so", "but", "if", "when", "until", "while", "though", "even", "unless", "since"])
"""Words by which a sentence carries its reason, its condition or its time."""
NOT_READ = (SOURCES, SOURCE, SEARCH, SCORECARD, STAFF, CARD, EMBED, OFFLINE, NOT_FOUND, FAILED)
"""Kinds of page that are lists, tools or about the site itself, or repeat another page."""
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_SENTENCE = re.compile(r"(?<=[.?!])[\"”)]*\s+")
_END = re.compile(r"[.?!][\"”)]*$")


@dataclass(frozen=True, slots=True)
class PageReading:
    """The figures of a page.

    `short` is the share of short sentences and `run` how many follow each other; both leave out numbered steps, where
    short sentences are wanted. `paragraphs` counts those of two sentences or more, lists left out, and `joined` is the
    share of them with a joining word.
    """

    grade: float
    smog: float
    short: float
    run: int
    paragraphs: int
    joined: float


@dataclass(frozen=True, slots=True)
class _Text:
    """The sentences of a paragraph or of an item of a list, each as its words."""

    sentences: tuple[tuple[str, ...], ...]
    is_item: bool
    is_step: bool

    def is_joined(self) -> bool:
        return any(word.casefold() in JOINING for sentence in self.sentences for word in sentence)


_MEASURES: tuple[Callable[[PageReading], float], ...] = (
    lambda reading: reading.grade,
    lambda reading: reading.smog,
    lambda reading: 100 * reading.short,
    lambda reading: reading.run,
)
"""The measures of `Figures`, in its order."""


@lru_cache(maxsize=1024)  # while a site is served, most of its pages stay what they were
def reading_of(html: str, explained: frozenset[str]) -> PageReading | None:
    """Measure a page by Flesch-Kincaid, SMOG and rhythm, or return None where it has no sentence.

    A word that the page explains counts as one of two syllables.
    """
    texts = tuple(_texts(html))
    sentences = [sentence for text in texts for sentence in text.sentences]
    if not sentences:
        return None
    syllables = [syllables_for(word, explained) for sentence in sentences for word in sentence]
    is_short = [len(sentence) <= SHORT for text in texts if not text.is_step for sentence in text.sentences]
    paragraphs = [text.is_joined() for text in texts if not text.is_item and len(text.sentences) > 1]
    count = len(sentences)
    return PageReading(
        grade=0.39 * len(syllables) / count + 11.8 * sum(syllables) / len(syllables) - 15.59,
        smog=1.043 * sqrt(30 * sum(number > 2 for number in syllables) / count) + 3.1291,
        short=sum(is_short) / max(1, len(is_short)),
        run=max((len(list(group)) for short, group in groupby(is_short) if short), default=0),
        paragraphs=len(paragraphs),
        joined=sum(paragraphs) / max(1, len(paragraphs)),
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of all pages: the value that half of them do not pass, and the worst, with its page."""

    middle: float
    worst: float
    page: Page


@dataclass(frozen=True, slots=True)
class Figures:
    """How the pages that people read do on each measure; `short` counts of 100 sentences, `count` is of pages."""

    count: int
    grade: Figure
    smog: Figure
    short: Figure
    run: Figure


def figures_of(pages: Iterable[Page], explained: frozenset[str]) -> Figures | None:
    """Measure the pages that people read, or return None where none of them has a sentence."""
    found = [(page, reading_of(page.html, explained)) for page in pages if page.kind not in NOT_READ]
    read = [(page, reading) for page, reading in found if reading is not None]
    if not read:
        return None
    return Figures(len(read), *(_figure(read, measure) for measure in _MEASURES))


def _figure(read: Sequence[tuple[Page, PageReading]], measure: Callable[[PageReading], float]) -> Figure:
    page, worst = max(read, key=lambda each: measure(each[1]))
    return Figure(median(measure(reading) for _, reading in read), measure(worst), page)


def _texts(html: str) -> Iterator[_Text]:
    """Yield each paragraph and each item of a list in which something is said."""
    page = LexborHTMLParser(filled_in(html, lambda name, value: f'{name}="{value}"'))
    main = page.css_first("main") or page.body
    assert main is not None
    for node in main.css(NOT_PROSE):
        node.decompose()
    holders = _selected(main, ":is(p, li):has(> p, > ul, > ol)")
    items, steps = _selected(main, "li, li p"), _selected(main, "ol p, ol li")
    for node in main.css("p, li"):
        if node.mem_id not in holders:
            sentences = tuple(_sentences(" ".join(node.text().split())))
            yield _Text(sentences, node.mem_id in items, node.mem_id in steps)


def _selected(main: LexborNode, selector: str) -> frozenset[int]:
    return frozenset(node.mem_id for node in main.css(selector))


def _sentences(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of each sentence of a text; what ends without a full stop is a label."""
    parts = _SENTENCE.split(text)
    for part in parts if _END.search(parts[-1]) else parts[:-1]:
        if words := tuple(_WORD.findall(part)):
            yield words
