"""Do in Firefox what an author does: give an id, move, tick a condition, remove, undo, sign and save."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.editing import EditSession
from tests.browser.firefox import Firefox
from tests.edit_server.running import Asking, running_editor
from tests.editing.projects import BACK_PAIN

SAID = "return document.querySelector('.said').innerText"
ENTER = "\ue007"
"""The key, as Firefox is told of it."""


class Author:
    """One window of the editor in Firefox, and the session behind it."""

    def __init__(self, fox: Firefox, asking: Asking, session: EditSession) -> None:
        self.fox, self.session = fox, session
        self.root = f"http://{asking.guard.host}"
        self._asking = asking
        fox.go(asking.guard.new_address())
        self.sees(".bar")

    def go(self, path: str) -> None:
        """Open a page of the editor."""
        self.fox.go(f"{self.root}{self._asking.below(path)}")

    def sees(self, selector: str, words: str = "") -> None:
        """Wait until a part of the page is there and says some words."""
        script = (
            f"return [...document.querySelectorAll({selector!r})].some((part) => part.innerText.includes({words!r}))"
        )
        self.fox.wait_for(script)

    def kept(self, file: str, words: str) -> None:
        """Wait until words stand in a file as it would be saved."""
        for _ in range(200):
            if words in (self.session.text_of(file) or ""):
                return
            self.fox.run("return new Promise((done) => setTimeout(done, 50))")
        raise AssertionError(f"{words!r} was not kept: {self.fox.run(SAID)}")


@pytest.fixture
def author(fox: Firefox, tmp_path: Path) -> Iterator[Author]:
    root = shutil.copytree(BACK_PAIN, tmp_path / "project")
    with running_editor(Path(root)) as (asking, session):
        session.wait_whole()
        author = Author(fox, asking, session)
        yield author
        fox.go("about:blank")
        assert fox.errors(author.root) == []


def test_author_gives_another_id_and_takes_it_back(author: Author) -> None:
    author.go("rename/value/work")
    author.fox.run("document.querySelector('#new-id').select()")
    author.fox.type("#new-id", "Work!")
    author.fox.click("main .strong")
    author.sees("#new-id-problem", "is not an id")
    author.fox.run("document.querySelector('#new-id').select()")
    author.fox.type("#new-id", "back-to-work")
    author.fox.click("main .strong")
    author.sees(".where", "back-to-work")
    assert "id: back-to-work" in (author.session.text_of("content/values.yaml") or "")

    author.fox.click("#undo")

    author.sees(".said", "Undone")
    assert not author.session.has_changes


def test_author_moves_an_answer_ticks_a_condition_and_removes_a_thing(author: Author) -> None:
    author.go("edit/question/danger")
    author.fox.click("#f-answers-0-down")
    author.sees("#f-answers-1-item summary", "Numb or tingling")
    author.go("edit/note/low-mood")
    author.fox.click("#f-when-rest, [data-keep='f-when-rest'] > summary")
    author.fox.click("input[value='days.stuck']")
    author.kept("content/notes.yaml", "days.stuck")
    author.go("remove/term/flare-up")
    author.fox.click("main .strong")
    author.sees(".said", "Removed: flare up")

    text = author.session.text_of("decision_tree.yaml") or ""
    assert text.index("id: bladder") < text.index("id: numb")
    assert "flare-up" not in (author.session.text_of("content/glossary.yaml") or "")
    for _ in range(3):
        author.fox.click("#undo")
        author.sees(".said", "Undone")
        author.go("")
    assert not author.session.has_changes


def test_author_signs_and_saves(author: Author) -> None:
    author.go("sign")
    author.fox.click("main a[href*='contact%20emergency']")
    author.sees("h1", "Who called?")
    author.fox.type("#person-name", "Dana Example")
    author.fox.type("#person-profession", f"nurse{ENTER}")
    author.sees(".said", "Signed: contact emergency")
    author.go("decide/contact/nhs-111")
    author.sees("h1", "Who decided this?")
    author.go("changes")
    author.sees("main", "content/contacts.yaml")
    author.fox.click("#save")
    author.sees("h1", "Saved")

    assert "Dana Example" in (author.session.root / "content/contacts.yaml").read_text()
    assert not author.session.has_changes
