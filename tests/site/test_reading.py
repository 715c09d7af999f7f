"""Hold the pages that people read in danger or soon after it to the way that a kind person speaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.knowledge import KnowledgeBase
from generator.problems import Problems
from generator.reading import read_project
from tests.site.reading import Reading, reading_of
from tests.site.workbench import ROOT

BASE = read_project(ROOT, Problems()).base
assert BASE is not None

IN_DANGER = ("safety", "tonight")
SOON_AFTER = ("while-you-wait", "getting-started", "families")
TREATMENTS = tuple(f"treatments/{treatment.id}" for treatment in BASE.handbook.treatments.treatments)


def explained_in(base: KnowledgeBase) -> frozenset[str]:
    terms = base.handbook.glossary.terms
    return frozenset(word for term in terms for name in (term.term, *term.forms) for word in name.casefold().split())


EXPLAINED = explained_in(BASE)


def page_of(*sentences: str) -> str:
    return f"<main><p>{' '.join(sentences)}</p></main>"


def reading_at(site: Path, address: str) -> Reading:
    return reading_of((site / address / "index.html").read_text(encoding="utf-8"), EXPLAINED)


@pytest.mark.parametrize("address", IN_DANGER)
def test_what_is_read_in_danger_has_plain_words(built_site: Path, address: str) -> None:
    reading = reading_at(built_site, address)

    assert reading.grade <= 6
    assert reading.smog <= 9


@pytest.mark.parametrize("address", [*SOON_AFTER, *TREATMENTS])
def test_what_is_read_soon_after_has_plain_words(built_site: Path, address: str) -> None:
    reading = reading_at(built_site, address)

    assert reading.grade <= 8
    assert reading.smog <= 10


@pytest.mark.parametrize("address", [*IN_DANGER, *SOON_AFTER, *TREATMENTS])
def test_sentences_are_not_cut_into_stumps(built_site: Path, address: str) -> None:
    reading = reading_at(built_site, address)

    assert reading.short <= 0.35
    assert reading.run <= 6


def test_stumps_are_seen() -> None:
    reading = reading_of(
        page_of(*["It can feel awful."] * 7, "Call your clinic, because it can help you today."), EXPLAINED
    )

    assert (reading.run, reading.short) == (7, 7 / 8)


def test_numbered_steps_may_be_short() -> None:
    reading = reading_of(
        "<main><p>Do this at once, if you can do it safely.</p><ol><li>Call 911.</li></ol></main>", EXPLAINED
    )

    assert reading.short == 0


def test_what_is_no_sentence_does_not_count() -> None:
    label = "<ul><li>chest pain</li></ul><h2>Overdose.</h2><footer><p>Written today.</p></footer>"
    sentence = page_of("Stay with them, because the breathing can stop again.")

    assert reading_of(sentence.replace("</main>", f"{label}</main>"), EXPLAINED) == reading_of(sentence, EXPLAINED)


def test_a_word_that_is_explained_is_no_harder_than_two_syllables() -> None:
    page = page_of("Buprenorphine can be started today.")

    assert reading_of(page, frozenset(["buprenorphine"])).grade < reading_of(page, frozenset()).grade
