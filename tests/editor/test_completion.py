"""What can stand at a place, in the shipped project."""

from __future__ import annotations

from functools import cache

import pytest

from generator.editor.completion import Offer, offers_at
from generator.editor.known import KnownNames
from tests.conftest import shipped
from tests.editor.marked import marked

GUIDE = "decision_tree.yaml"


@cache
def known() -> KnownNames:
    base = shipped().base
    assert base is not None
    return KnownNames(base)


def offered(file: str, text: str) -> list[Offer]:
    document, spot = marked(text)
    return list(offers_at(document, spot, file=file, known=known()))


def labels(file: str, text: str) -> list[str]:
    return [offer.label for offer in offered(file, text)]


def completed(file: str, text: str, label: str) -> str:
    """Give the text after one offer is taken."""
    document, spot = marked(text)
    offer = next(each for each in offers_at(document, spot, file=file, known=known()) if each.label == label)
    start, end = (document.index(each) for each in offer.span)
    return document.text[:start] + offer.text + document.text[end:]


def test_keys_come_with_those_that_are_needed_first() -> None:
    found = offered(GUIDE, "questions:\n  - id: a\n    ‸\n    why: b\n")

    names = [offer.label for offer in found]
    assert names[:4] == ["choose", "you", "they", "answers"]
    assert "id" not in names
    assert "why" not in names
    assert found[0].detail == "needed"
    assert found[0].about == "How many answers somebody may give: one, or any number of them."


@pytest.mark.parametrize(
    ("file", "text", "some"),
    [
        (GUIDE, "outcomes:\n  - id: a\n    urgency: ‸", ["emergency", "today", "soon", "routine"]),
        (GUIDE, "outcomes:\n  - direction: ‸", ["help-now", "stay"]),
        (GUIDE, "questions:\n  - id: a\n    next: ‸", ["thoughts", "worst-today", "overdose"]),
        (GUIDE, "outcomes:\n  - sources: [‸", ["asam-fair-use"]),
        (GUIDE, "outcomes:\n  - sources:\n      - asa‸", ["asam-fair-use"]),
        (GUIDE, "outcomes:\n  - call: [‸]", ["lifeline-988"]),
        (GUIDE, "decisions:\n  - cases:\n      - when:\n          any:\n            - ‸", ["at_least", "where.none"]),
        (GUIDE, "decisions:\n  - cases:\n      - when: ‸", ["where.none", "at-work", "not-in-treatment"]),
        ("content/notes.yaml", "notes:\n  - when: [danger.overdose, ‸]", ["where.none", "at-work"]),
        ("content/notes.yaml", "notes:\n  - said_at: ‸", ["overdose"]),
        ("content/guides/intensive-outpatient.yaml", "guide:\n  shares: [‸", ["danger", "where"]),
        ("levels.yaml", "moves:\n  - from: ‸", ["day-treatment"]),
        ("levels.yaml", "ladders:\n  - levels:\n      - medical_staff: ‸", ["elsewhere", "doctor-every-day"]),
        ("content/about.md", "---\ntitle: x\ntiles:\n  - drawing: ‸\n---\n", ["moon", "phone"]),
        ("content/about.md", "---\ntitle: x\ntiles:\n  - page: ‸\n---\n", ["/safety/"]),
        ("content/about.md", "---\ntitle: x\nsources: [‸]\n---\n", ["asam-fair-use"]),
        ("content/about.md", "---\ntitle: x\n---\nSee [it](/‸", ["/safety/", "/tonight/"]),
        ("content/about.md", "---\ntitle: x\n---\nSee [it](/safety/#‸)", ["overdose"]),
        ("content/about.md", "---\ntitle: x\n---\n[[‸", ["tiles", "contacts", "box:after-opioids", "picture:families"]),
        (GUIDE, "guide:\n  about: |\n    See [it](/‸", ["/safety/"]),
        ("content/words.yaml", "site:\n  ‸", ["skip"]),
        ("mkdocs.yml", "site_name: x\n‸", ["site_url", "upstream"]),
    ],
)
def test_what_can_stand_at_a_place(file: str, text: str, some: list[str]) -> None:
    assert set(some) <= set(labels(file, text))


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (GUIDE, "guide:\n  about: |\n    Words ‸"),
        (GUIDE, "guide:\n  title: Words ‸"),
        (GUIDE, "nowhere:\n  - ‸"),
        ("content/about.md", "---\ntitle: x\n---\nWords ‸"),
        ("content/strange.yaml", "‸"),
    ],
)
def test_words_get_no_offers(file: str, text: str) -> None:
    assert labels(file, text) == []


def test_behind_a_dot_stand_the_answers_of_the_question() -> None:
    found = labels("content/notes.yaml", "notes:\n  - when: [where.‸]")

    assert "where.none" in found
    assert all(label.startswith("where.") for label in found)


@pytest.mark.parametrize(
    ("text", "label", "wanted"),
    [
        ("questions:\n  - id: a\n    ne‸", "next", "questions:\n  - id: a\n    next: "),
        ("questions:\n  - id: a\n    an‸", "answers", "questions:\n  - id: a\n    answers:"),
        ("questions:\n  - id: a\n    ne‸xt: b", "next", "questions:\n  - id: a\n    next: b"),
        ("questions:\n  - next: tho‸ghts # c", "thoughts", "questions:\n  - next: thoughts # c"),
        ("decisions:\n  - cases:\n      - {ne‸}", "next", "decisions:\n  - cases:\n      - {next: }"),
    ],
)
def test_offer_takes_the_place_of_the_word(text: str, label: str, wanted: str) -> None:
    assert completed(GUIDE, text, label) == wanted


def test_marker_is_closed_once() -> None:
    page = "---\ntitle: x\n---\n[[con‸]]"

    assert completed("content/about.md", page, "contacts") == "---\ntitle: x\n---\n[[contacts]]"
