"""Empty a field that must be said: it stays where it is, and what is wrong is said beside it by its own name."""

from __future__ import annotations

import pytest

from generator.editing import ClearValue, EditSession, SetValue
from generator.editing.forms import every_field
from tests.edit_server.running import Asking
from tests.edit_server.window import is_folded, one, page_at, words_of

APART, AS_TEXT = "outcome/stay", "outcome/overdose"


def _wrong(session: EditSession, key: str) -> list[tuple[object, ...]]:
    session.wait_whole()
    return [each.way for each in every_field(session.form(key).fields) if each.problems]


@pytest.mark.parametrize(
    ("key", "way", "beside"),
    [
        (APART, ("title", "you"), ("title", "you")),
        (APART, ("title", "they"), ("title",)),
        (AS_TEXT, ("title", "say"), ("title",)),
        (AS_TEXT, ("now", 0, "say"), ("now", 0, "say")),
    ],
)
def test_what_is_missing_is_said_beside_its_own_field(
    key: str, way: tuple[str | int, ...], beside: tuple[str | int, ...], window: Asking, session: EditSession
) -> None:
    if way == ("title", "they"):
        session.do(session.version, ClearValue(key, ("title", "you")))
    session.do(session.version, ClearValue(key, way))

    assert _wrong(session, key) == [beside]


def test_field_and_its_problem_bear_the_same_name(window: Asking, session: EditSession) -> None:
    session.do(session.version, ClearValue(APART, ("title", "you")))
    session.wait_whole()

    page, every = page_at(window, f"edit/{APART}"), page_at(window, "problems")

    way = "“Title: Said to the reader”"
    assert f"Nothing is written under {way}" in words_of(page, "#f-title-you-problems")
    assert f"Cure: Fill in {way}." in words_of(every)
    link = next(each for each in every.css(".problem-list a") if way in each.text())
    found = window.ask(str(link.attributes["href"]), Sec_Fetch_Site="same-origin").text
    assert 'data-focus="f-title-you"' in found


def test_words_for_each_voice_are_both_needed_and_words_for_both_alone(window: Asking, session: EditSession) -> None:
    def marked(key: str) -> list[bool]:
        page = page_at(window, f"edit/{key}")
        return [
            "can be left empty" in one(page, f"label[for=f-title-{voice}]").text() for voice in ("say", "you", "they")
        ]

    assert (marked(APART), marked(AS_TEXT)) == ([True, False, False], [False, True, True])


def test_field_that_was_emptied_stays_in_view(window: Asking, session: EditSession) -> None:
    help = "#f-help"
    session.do(session.version, SetValue("question/who", ("help",), "It takes two minutes."))
    before = is_folded(page_at(window, "edit/question/who"), help)

    session.do(session.version, ClearValue("question/who", ("help",)))

    assert (before, is_folded(page_at(window, "edit/question/who"), help)) == (False, False)


def test_what_a_label_says_is_not_said_again_below_it(window: Asking, session: EditSession) -> None:
    page = page_at(window, "edit/contact/stronghearts")

    assert one(page, "label[for=f-for]").text().startswith("What it is for")
    assert (page.css_first("#f-for-hint"), one(page, "#f-name-hint").text()) == (None, "Its full name.")
