"""See a result whose lower part is still to be made: printed, gone back from, left, and broken."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_guide import go_on, in_view, walk_to_stay

HELD = "window.requestAnimationFrame = (work) => { window.later = work; }"
LATER = "() => new Promise((done) => { later(); setTimeout(done, 50); })"
MADE = ".guide-why li, .sheet li, .guide-changes > *"


@pytest.fixture
def held(page: Page, address: str) -> Page:
    """Give a result that is in view, with what comes after its paint held back."""
    page.goto(f"{address}/guide/")
    walk_to_stay(page)
    page.evaluate(HELD)
    go_on(page)
    return page


def test_the_result_is_there_before_its_lower_part(held: Page) -> None:
    assert in_view(held) == "stay"
    for part in (".guide-stair", ".guide-band", ".guide-call", ".guide-now"):
        expect(held.locator(f"section[data-outcome=stay] {part}:visible")).to_have_count(1)
    expect(held.locator(".guide-options, .guide-end")).to_have_count(2)
    assert held.locator(":is(.guide-options, .guide-end):visible").count() == 0

    held.evaluate(LATER)

    assert held.locator(":is(.guide-options, .guide-end):visible").count() == 2


def test_printing_makes_the_sheet_whole_first(held: Page) -> None:
    assert held.locator(".sheet li").count() == 0

    held.pdf(format="Letter")

    assert held.locator(".sheet ul[data-copy*=reasons] > li").count() == 7
    expect(held.locator("[data-guide-made]")).to_contain_text("/guide/")


def test_going_back_first_leaves_nothing_of_the_result(held: Page) -> None:
    held.go_back()
    held.evaluate(LATER)

    assert in_view(held) == "review"
    assert held.locator(":is(.guide-options, .guide-end, .sheet):visible").count() == 0
    assert held.locator(MADE).count() == 0


def test_leaving_first_brings_no_answer_back(held: Page) -> None:
    held.evaluate("dispatchEvent(new CustomEvent('stepwell-leave', { detail: {} }))")
    held.evaluate(LATER)

    assert held.locator(MADE).count() == 0
    assert held.locator("input:checked").count() == 0
    expect(held.locator("[data-guide]")).to_be_hidden()


def test_a_failure_after_the_paint_shows_the_whole_guide(held: Page) -> None:
    errors: list[str] = []
    held.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    held.evaluate("document.querySelector('[data-guide-made]').remove()")

    held.evaluate(LATER)

    assert len(errors) == 1
    expect(held.locator("section[data-outcome=overdose]")).to_be_visible()
    expect(held.get_by_role("link", name="Use the guide as one page")).to_be_visible()


def test_a_sheet_is_printed_only_where_its_result_is_in_view(held: Page) -> None:
    held.evaluate(LATER)
    held.go_back()
    held.emulate_media(media="print")

    expect(held.get_by_role("heading", name="Check the answers before you go on")).to_be_visible()
