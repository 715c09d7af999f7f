"""Measure how a page reads aloud: how hard its words are, and how its sentences follow each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import sqrt

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.checks.grade import syllables_in

SHORT = 6
"""A sentence of so many words or fewer is short."""
NOT_PROSE = "nav, h1, h2, h3, h4, table, footer, .contacts, .quiet, .words, a[href*='sources/#']"
"""What stands in a page and is no sentence of it: headings, cards, sources, dates, what a word means."""
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_SENTENCE = re.compile(r"(?<=[.?!])[\"”)]*\s+")
_END = re.compile(r"[.?!][\"”)]*$")


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures of a page; `short` and `run` leave out numbered steps, where short sentences are wanted."""

    grade: float
    smog: float
    short: float
    run: int


def reading_of(html: str, explained: frozenset[str]) -> Reading:
    """Measure a page by Flesch-Kincaid, SMOG, the share of short sentences and the longest run of them.

    A word that the page explains counts as one of two syllables.
    """
    sentences = [(words, is_step) for text, is_step in _texts(html) for words in _sentences(text)]
    syllables = [_syllables(word, explained) for words, _ in sentences for word in words]
    is_short = [len(words) <= SHORT for words, is_step in sentences if not is_step]
    count = len(sentences)
    return Reading(
        grade=0.39 * len(syllables) / count + 11.8 * sum(syllables) / len(syllables) - 15.59,
        smog=1.043 * sqrt(30 * sum(number > 2 for number in syllables) / count) + 3.1291,
        short=sum(is_short) / max(1, len(is_short)),
        run=max((len(list(group)) for short, group in groupby(is_short) if short), default=0),
    )


def _texts(html: str) -> Iterator[tuple[str, bool]]:
    """Yield what is said in each paragraph and list item, and whether it is a numbered step."""
    main = LexborHTMLParser(html).css_first("main")
    assert main is not None
    for node in main.css(NOT_PROSE):
        node.decompose()
    for node in main.css("p, li"):
        if not any(child.tag in ("p", "ul", "ol") for child in node.iter()):
            yield " ".join(node.text().split()), _is_step(node)


def _is_step(node: LexborNode) -> bool:
    above = node.parent
    while above is not None and above.tag not in ("main", "ol"):
        above = above.parent
    return above is not None and above.tag == "ol"


def _sentences(text: str) -> Iterator[list[str]]:
    """Yield the words of each sentence of a text; what ends without a full stop is a label."""
    parts = _SENTENCE.split(text)
    for part in parts if _END.search(parts[-1]) else parts[:-1]:
        if words := _WORD.findall(part):
            yield words


def _syllables(word: str, explained: frozenset[str]) -> int:
    return min(2, syllables_in(word)) if word.casefold() in explained else syllables_in(word)
