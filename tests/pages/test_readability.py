"""How a page reads aloud: stumps, steps, reasons, and what is no sentence; and the figures of all pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.page_kinds import SOURCES, WRITTEN
from generator.pages.page import Page
from generator.pages.readability import PageReading, figures_of, reading_of
from generator.problems import Place

EASY = "<p>Call your clinic, because it can help you today.</p>"
HARD = "<p>Medication continuation necessitates interdisciplinary deliberation.</p>"


def page_at(address: str, html: str) -> Page:
    return Page(address, address, "", html, Place("made-up", 1, 1), WRITTEN)


def page_of(*sentences: str) -> str:
    return f"<main><p>{' '.join(sentences)}</p></main>"


def read(html: str, *explained: str) -> PageReading:
    reading = reading_of(html, frozenset(explained))
    assert reading is not None
    return reading


def test_stumps_are_seen() -> None:
    reading = read(page_of(*["It can feel awful."] * 7, "Call your clinic, because it can help you today."))

    assert (reading.run, reading.short) == (7, 7 / 8)


def test_numbered_steps_may_be_short() -> None:
    reading = read("<main><p>Do this at once, if you can do it safely.</p><ol><li>Call 911.</li></ol></main>")

    assert reading.short == 0


def test_paragraphs_without_a_reason_are_seen() -> None:
    joined = "<p>Stay with them. Call 911, because the breathing can stop again.</p>"
    page = f"<main>{joined}<p>It is late. It is dark.</p><p>One alone.</p><ul><li>Two. Stops.</li></ul></main>"

    assert (read(page).paragraphs, read(page).joined) == (2, 0.5)


def test_what_is_no_sentence_does_not_count() -> None:
    label = "<ul><li>chest pain</li></ul><h2>Overdose.</h2><footer><p>Written today.</p></footer>"
    sentence = page_of("Stay with them, because the breathing can stop again.")

    assert read(sentence.replace("</main>", f"{label}</main>")) == read(sentence)


def test_a_page_without_a_sentence_has_no_figures() -> None:
    assert reading_of("<main><h1>A list</h1><ul><li>chest pain</li></ul></main>", frozenset()) is None


def test_a_word_that_is_explained_is_no_harder_than_two_syllables() -> None:
    page = page_of("Buprenorphine can be started today.")

    assert read(page, "buprenorphine").grade < read(page).grade


@pytest.mark.parametrize("html", ["<p>It is so.</p>", "<main><p>It is so.</p></main>"])
def test_an_article_is_measured_as_its_page(html: str) -> None:
    assert read(html) == read("<main><p>It is so.</p></main>")


def test_figures_give_the_middle_and_the_page_that_is_worst() -> None:
    pages = [page_at("a/", EASY), page_at("b/", HARD), page_at("c/", EASY)]
    easy, hard = read(EASY), read(HARD)

    figures = figures_of(pages, frozenset())

    assert figures is not None
    assert (figures.count, figures.grade.middle, figures.grade.worst) == (3, easy.grade, hard.grade)
    assert (figures.grade.page, figures.short.page, figures.short.worst) == (pages[1], pages[1], 100.0)


def test_pages_that_nobody_reads_for_help_are_not_measured() -> None:
    sources = replace(page_at("sources/", HARD), kind=SOURCES)

    assert figures_of([sources, page_at("empty/", "<h1>Nothing</h1>")], frozenset()) is None
