"""A wrong next step in the browser: told once, where it was chosen and among the problems, and taken back there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from generator.editing import EditSession, SetValue
from tests.browser.editing_window import Editing, editing_in
from tests.edit_server.running import Asking, running_editor
from tests.editing.projects import small_project

SAID = "You changed “What comes next” of “How are your days with the pain?” from “weigh days” to “"
AGREE = "agree/from/ask-practice/to/ask-practice"


@pytest.fixture(scope="module")
def small_editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Asking, EditSession]]:
    with running_editor(Path(small_project(tmp_path_factory.mktemp("causes") / "project"))) as running:
        running[1].wait_whole()
        yield running


@pytest.fixture
def editing(browser: Browser, small_editor: tuple[Asking, EditSession]) -> Iterator[Editing]:
    with editing_in(browser, small_editor) as window:
        yield window


def test_wrong_next_step_is_told_where_it_was_chosen_and_taken_back_with_one_press(editing: Editing) -> None:
    page, before = editing.page, editing.text("decision_tree.yaml")
    editing.go("edit/question/days")
    page.locator("#f-next").select_option("back-emergency")

    cause = page.locator(".cause")
    expect(cause).to_contain_text(SAID)
    cause.get_by_role("link", name="Look at them").click()
    expect(cause).to_have_count(1)
    expect(cause.locator("details")).not_to_have_attribute("open", "")
    editing.press(cause.get_by_role("button", name="Take this change back"))

    expect(page.locator(".said")).to_contain_text("This change is taken back")
    expect(cause).to_have_count(0)
    assert editing.text("decision_tree.yaml") == before


@pytest.mark.parametrize("width", [320, 1280])
def test_whoever_cannot_see_or_point_can_use_them(editing: Editing, width: int) -> None:
    session, page = editing.session, editing.page
    page.set_viewport_size({"width": width, "height": 800})
    for key, field, value, path in (
        ("outcome/ask-practice", "urgency", "routine", AGREE),
        ("outcome/ask-practice", "urgency", "routine", "changes"),
        ("question/days", "next", "back-emergency", "problems"),
    ):
        session.do(session.version, SetValue(key, (field,), value))
        session.wait_whole()
        editing.go(path)
        editing.settled()

        assert Axe().run(page).response["violations"] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
