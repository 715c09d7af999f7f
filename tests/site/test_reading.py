"""Hold every page that a patient reads to the way that a kind person speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from statistics import median

from selectolax.lexbor import LexborHTMLParser

from generator.checks.too_hard_to_read import explained_words
from generator.model.guide import Direction
from generator.page_kinds import (
    COMPARISON,
    FACTS,
    GLOSSARY,
    GUIDE,
    MOVES,
    OF_ORGANIZATIONS,
    OUTCOME,
    PAGE_KINDS,
    PLAIN,
    SHEET,
)
from generator.pages.readability import NOT_READ, PageReading, reading_of
from tests.conftest import shipped

BASE = shipped().base
assert BASE is not None

EXPLAINED = explained_words(BASE.handbook.glossary)
NOT_MEASURED = {kind.id for kind in (*NOT_READ, *OF_ORGANIZATIONS)}
APART = {kind.id for kind in (GUIDE, PLAIN, SHEET, OUTCOME, COMPARISON, MOVES, GLOSSARY, FACTS)}
"""Kinds of page of which each paragraph stands by itself: a screen, words to say, an entry of a list."""
FEW = 3
"""Of so many paragraphs or fewer no share is taken."""
HELP_NOW = {
    outcome.id for guide in BASE.every_guide() for outcome in guide.outcomes if outcome.direction is Direction.HELP_NOW
}


def is_read_in_danger(address: str) -> bool:
    return address in ("safety", "tonight") or address.rpartition("/")[2] in HELP_NOW


@cache
def readings_in(site: Path) -> dict[str, tuple[str, PageReading]]:
    """Give the kind and the figures of each page that a patient reads, by its address."""
    return dict(_readings_in(site))


def _readings_in(site: Path) -> Iterator[tuple[str, tuple[str, PageReading]]]:
    for path in sorted(site.rglob("index.html")):
        html = path.read_text(encoding="utf-8")
        main = LexborHTMLParser(html).css_first("main")
        assert main is not None
        kind = main.attributes.get("data-kind") or "search"  # the page of search has a frame of its own
        if kind not in NOT_MEASURED:
            reading = reading_of(html, EXPLAINED)
            assert reading is not None, path
            yield path.parent.relative_to(site).as_posix(), (kind, reading)


def failing(site: Path, is_well: Callable[[str, str, PageReading], bool]) -> dict[str, PageReading]:
    """Give the figures of each page that is not well, which is told by its address, kind and figures."""
    return {at: reading for at, (kind, reading) in readings_in(site).items() if not is_well(at, kind, reading)}


def test_every_kind_of_page_is_measured(built_site: Path) -> None:
    kinds = {kind for kind, _ in readings_in(built_site).values()}

    assert kinds == {kind.id for kind in PAGE_KINDS} - NOT_MEASURED
    assert sum(map(is_read_in_danger, readings_in(built_site))) > 8


def test_what_is_read_in_danger_has_plain_words(built_site: Path) -> None:
    def is_well(at: str, _: str, reading: PageReading) -> bool:
        return not is_read_in_danger(at) or (reading.grade <= 6 and reading.smog <= 9)

    assert failing(built_site, is_well) == {}


def test_every_page_has_plain_words(built_site: Path) -> None:
    assert failing(built_site, lambda _at, _kind, reading: reading.grade <= 8 and reading.smog <= 10) == {}


def test_half_of_all_pages_have_very_plain_words(built_site: Path) -> None:
    assert median(reading.grade for _, reading in readings_in(built_site).values()) <= 6


def test_no_page_is_cut_into_stumps(built_site: Path) -> None:
    assert failing(built_site, lambda _at, _kind, reading: reading.short <= 0.35 and reading.run <= 6) == {}


def test_most_paragraphs_carry_their_reason(built_site: Path) -> None:
    def is_well(_: str, kind: str, reading: PageReading) -> bool:
        return kind in APART or reading.paragraphs <= FEW or reading.joined >= 0.5

    assert failing(built_site, is_well) == {}
