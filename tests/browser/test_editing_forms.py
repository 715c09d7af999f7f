"""What somebody who never saw a file needs of the forms: nothing goes out of view, and lists can be searched."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from generator.editing import EditSession, SetValue
from tests.browser.editing_window import Editing, editing_in
from tests.edit_server.running import Asking, copy_of_shipped, running_editor

UNDO, WRONG, CHANGES, LOST = "#undo", ".tools .wrong", ".tools > a:last-child", "#lost"


@pytest.fixture(scope="module")
def shipped_editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Asking, EditSession]]:
    with running_editor(copy_of_shipped(tmp_path_factory.mktemp("forms") / "project")) as running:
        running[1].wait_whole()
        yield running


@pytest.fixture
def editing(browser: Browser, shipped_editor: tuple[Asking, EditSession]) -> Iterator[Editing]:
    with editing_in(browser, shipped_editor) as window:
        yield window


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


def test_list_is_found_by_the_words_of_its_questions_whose_heading_stays(editing: Editing) -> None:
    page = editing.page
    note = next(each.key for each in editing.session.outline() if each.sort == "note")
    editing.go(f"edit/{note}")
    rest = page.locator("#f-when details")
    rest.locator("summary").click()
    rest.locator("[data-sift]").fill("treatment now residential")

    shown = rest.locator("label.tick:visible")
    headings = rest.locator(".over:visible")
    expect(shown).to_have_text(["Residential treatment", "Residential mental health treatment"])
    expect(headings).to_have_text(
        [
            f"Where do you get treatment now? ({each})"
            for each in ("Care for alcohol and drug use", "Mental health care")
        ]
    )
    rest.locator("[data-sift]").fill("Who is this for?")
    expect(headings).to_have_text(["Who is this for?"])
    assert shown.count() > 4


_HOW_IT_STANDS = """(parts) => Object.fromEntries(parts.map((each) => {
  const box = document.querySelector(each).getBoundingClientRect();
  return [each, box.height > 0 && box.top >= 0 && box.bottom <= innerHeight];
}))"""


@pytest.mark.parametrize(
    ("width", "height", "size", "stays"),
    [
        (1280, 900, "100%", [UNDO, WRONG, CHANGES, LOST]),
        (360, 740, "100%", [UNDO, WRONG, CHANGES, LOST]),
        (320, 640, "200%", [WRONG, LOST]),
    ],
)
def test_what_is_needed_stays_in_view_far_down_a_form(
    editing: Editing, width: int, height: int, size: str, stays: list[str]
) -> None:
    page = editing.page
    page.set_viewport_size({"width": width, "height": height})
    editing.go("edit/outcome/stay")
    page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
    page.evaluate("document.querySelector('#lost').hidden = false")
    page.evaluate(
        "scrollTo({ top: document.querySelector('#f-call').getBoundingClientRect().top, behavior: 'instant' })"
    )

    found = page.evaluate(_HOW_IT_STANDS, [UNDO, WRONG, CHANGES, LOST])
    bar = page.evaluate("document.querySelector('.stays').getBoundingClientRect().height")

    assert [each for each, is_in_view in found.items() if is_in_view] == stays
    assert bar <= height / 5


def test_what_is_still_wrong_is_open_once_it_is_known(editing: Editing) -> None:
    page, session = editing.page, editing.session
    editing.go("edit/contact/poison-help")
    editing.settled()
    entry = page.locator("details[data-keep='f-ways-0']")
    if entry.get_attribute("open") is not None:
        entry.locator("summary").first.click()
    with session._lock:
        session.do(session.version, SetValue("contact/poison-help", ("ways", 0, "number"), "1-800-222-1224"))
    editing.type(page.locator("#f-name"), "Poison Help")

    expect(page.locator("#f-ways-0-number-problems")).to_contain_text("is not its number")
    expect(entry).to_have_attribute("open", "")


def test_page_beside_the_form_of_a_contact_stands_at_its_number(editing: Editing) -> None:
    page = editing.page
    editing.go("edit/contact/stronghearts")
    editing.settled()

    number = page.frame_locator("iframe").locator("main .way", has_text="1-844-762-8483").last
    expect(number).to_be_in_viewport()
