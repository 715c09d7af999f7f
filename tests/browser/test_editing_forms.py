"""What somebody who never saw a file needs of the forms: nothing goes out of view, and lists can be searched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, expect

from generator.editing import EditSession, Stale
from tests.browser.test_editing import Editing
from tests.edit_server.running import Asking, copy_of_shipped, running_editor


@pytest.fixture(scope="module")
def shipped_editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Asking, EditSession]]:
    with running_editor(copy_of_shipped(tmp_path_factory.mktemp("forms") / "project")) as running:
        running[1].wait_whole()
        yield running


@pytest.fixture
def editing(browser: Browser, shipped_editor: tuple[Asking, EditSession]) -> Iterator[Editing]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield Editing(context.new_page(), *shipped_editor)
    context.close()
    session = shipped_editor[1]
    for _ in range(3):  # what was sent last may still come
        with suppress(Stale):
            session.discard(session.version)


def test_title_that_is_emptied_stays_under_the_hands_of_whoever_empties_it(editing: Editing) -> None:
    page = editing.page
    editing.go("edit/outcome/stay")
    title = page.locator("#f-title-you")
    title.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Backspace")
    expect(page.locator("#f-title-you-problems")).to_contain_text("“Title: Said to the reader”")

    expect(title).to_be_focused()
    expect(title).to_be_visible()
    page.keyboard.type("Stay, and ask when to look again")
    expect(page.locator("#f-title-you-problems")).to_be_empty()
    expect(page.locator("h1[data-live]")).to_have_text("Stay, and ask when to look again")
