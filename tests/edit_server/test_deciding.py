"""Who decided that somebody may be told less: asked where it waits, written under their name, for just what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.editing import EditSession, SetValue
from generator.editing.changes import RemoveThing
from tests.conftest import TODAY
from tests.edit_server.running import Answer, Asking, running_editor
from tests.editing.projects import small_project

SAFETY, AGREE = "content/safety.yaml", "agree/from/ask-practice/to/ask-practice"
PERSON = {"name": "Ada Okafor", "profession": "GP", "day": str(TODAY), "why": "The practice sees them anyway."}


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[tuple[Asking, EditSession]]:
    with running_editor(small_project(tmp_path / "project")) as (asking, session):
        session.wait_whole()
        _set(session, "outcome/ask-practice", "urgency", "routine")
        yield asking.opened(), session


def _set(session: EditSession, key: str, field: str, value: str) -> None:
    session.do(session.version, SetValue(key, (field,), value))
    session.wait_whole()


def _page(window: Asking, path: str) -> LexborHTMLParser:
    return LexborHTMLParser(window.ask(window.below(path), Sec_Fetch_Site="same-origin").text)


def _buttons(window: Asking) -> list[str]:
    links = _page(window, "changes").css(".changes a.button")
    return [each.attributes["href"] or "" for each in links if each.text() == "Who decided this?"]


def _send(window: Asking, path: str, session: EditSession, **said: str) -> Answer:
    key = _page(window, "problems").css_first("[name=form_key]")
    assert key is not None
    sent = {"form_key": key.attributes["value"] or "", "version": str(session.version), **said}
    return window.form(window.below(path), urlencode(sent))


def _waiting(session: EditSession) -> int:
    found = session.difference()
    assert found is not None
    return len(found.waiting)


def test_what_waits_leads_to_a_form_that_names_nobody(editor: tuple[Asking, EditSession]) -> None:
    window, _ = editor

    assert _buttons(window) == [window.below(AGREE)]

    page = _page(window, AGREE)
    assert [each.attributes["value"] for each in page.css("input[name=name], input[name=profession]")] == ["", ""]
    assert [each.text() for each in page.css(".changes h2")] == ["People are told to seek help less soon"]


def test_decision_is_written_under_the_name_of_whoever_made_it(editor: tuple[Asking, EditSession]) -> None:
    window, session = editor

    answer = _send(window, AGREE, session, **PERSON)

    assert (answer.status, answer.headers["Location"], _waiting(session)) == (303, window.below("changes"), 0)
    text = session.text_of(SAFETY) or ""
    for line in ("from: ask-practice", "to: ask-practice", f"why: {PERSON['why']}", "by: Ada Okafor, GP"):
        assert line in text
    page = _page(window, "changes")
    assert "Decided by Ada Okafor, GP" in (page.html or "")
    assert _buttons(window) == []


@pytest.mark.parametrize("missing", ["name", "profession", "why", "day"])
def test_decision_of_nobody_or_without_a_reason_is_refused(missing: str, editor: tuple[Asking, EditSession]) -> None:
    window, session = editor
    before = session.text_of(SAFETY)

    answer = _send(window, AGREE, session, **{**PERSON, missing: " "})

    assert (answer.status, session.text_of(SAFETY), _waiting(session)) == (422, before, 1)
    assert 'role="alert"' in answer.text


def test_decision_on_what_is_another_by_now_waits_again_and_is_replaced(editor: tuple[Asking, EditSession]) -> None:
    window, session = editor
    _send(window, AGREE, session, **PERSON)
    _set(session, "outcome/ask-practice", "title", "Ask somebody to look at this")
    assert _waiting(session) == 1
    assert "was on something else than there is now" in (_page(window, "changes").html or "")

    _send(window, AGREE, session, **{**PERSON, "why": "Said anew."})

    text = session.text_of(SAFETY) or ""
    assert (_waiting(session), text.count("by: Ada Okafor, GP"), "why: Said anew." in text) == (0, 1, True)
    assert PERSON["why"] not in text


def test_what_waits_no_more_cannot_be_decided(editor: tuple[Asking, EditSession]) -> None:
    window, session = editor
    _set(session, "outcome/ask-practice", "urgency", "soon")

    answers = [window.ask(window.below(AGREE), Sec_Fetch_Site="same-origin"), _send(window, AGREE, session, **PERSON)]

    assert [answer.status for answer in answers] == [409, 409]
    assert "waits for no decision any more" in answers[0].text


def test_promise_that_is_gone_is_decided_in_the_same_way(editor: tuple[Asking, EditSession]) -> None:
    window, session = editor
    _set(session, "outcome/ask-practice", "urgency", "soon")
    promises = [thing.key for thing in session.outline() if thing.sort == "promise"]
    session.do(session.version, RemoveThing(promises[0]))
    (button,) = _buttons(window)

    answer = _send(window, button.removeprefix(window.below()), session, **PERSON)

    assert (answer.status, _waiting(session)) == (303, 0)
    assert f"weakened: {promises[0].partition('/')[2]}" in (session.text_of(SAFETY) or "")
