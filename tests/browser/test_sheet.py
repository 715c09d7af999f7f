"""Print the sheet to take along, filled and blank, and copy it as text."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_explains import walk_to_soon
from tests.browser.test_guide import answer, calm_start, go_on, walk_to_stay

MARGIN = {"top": "1.2cm", "bottom": "1.2cm", "left": "1.2cm", "right": "1.2cm"}
SIGNS = (
    "worse",
    "missing-days",
    "no-progress",
    "using-again",
    "cravings",
    "big-stress",
    "others-worried",
    "needs-care",
)


def pages_of(page: Page, size: str) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=size, margin=MARGIN)))


def printed(page: Page) -> str:
    page.emulate_media(media="print")
    return str(page.evaluate("document.body.innerText"))


@pytest.fixture
def guide(page: Page, address: str) -> Page:
    page.goto(f"{address}/guide/")
    return page


@pytest.mark.parametrize("who", ["me", "someone-else"])
@pytest.mark.parametrize("size", ["Letter", "A4"])
def test_the_sheet_is_two_pages_even_with_everything_marked(guide: Page, who: str, size: str) -> None:
    calm_start(guide, who)
    answer(guide, "age", "adult")
    answer(guide, "concern", "both")
    answer(guide, "where", "day-treatment")
    answer(guide, "signs-up", *SIGNS)
    answer(guide, "home", "unsafe")
    go_on(guide)
    for box in guide.locator(".guide-values input").all():
        box.check()

    assert pages_of(guide, size) == 2


@pytest.mark.parametrize("who", ["me", "someone-else"])
def test_the_sheet_of_every_calm_result_is_two_pages(guide: Page, who: str) -> None:
    starts = {"age.under-18": [], "where.none": ["signs-up.none", "home.safe"], "where.refuses": []}
    for start, rest in starts.items():
        guide.reload()
        calm_start(guide, who)
        for given in [*(["age.adult", "concern.both"] if start[0] == "w" else []), start, *rest]:
            answer(guide, *given.split("."))
        go_on(guide)
        assert pages_of(guide, "Letter") == 2, start
    guide.reload()
    walk_to_stay(guide, who)
    go_on(guide)
    assert pages_of(guide, "Letter") == 2


def test_the_sheet_says_the_situation_whom_to_call_and_when_and_where_it_was_made(guide: Page, address: str) -> None:
    walk_to_soon(guide)
    guide.get_by_label("What it costs").check()

    said = printed(guide)

    for words in (
        "What have you noticed about the person lately? Symptoms keep getting worse",
        "asking about more support for them in the next few days",
        "What is left to pay, and is there help to pay it?",
        "Call 1-800-662-4357",
        "Call 911 now if someone may be in danger. For a crisis, call or text 988.",
        f"{address}/guide/",
        "Date and time:",
    ):
        assert words in said, words
    assert "Change" not in said
    assert "About this guide" not in said
    assert re.search(r"Made on \d+/\d+/\d{4}", said)


def test_in_danger_the_page_itself_is_printed(guide: Page) -> None:
    answer(guide, "danger", "overdose")

    assert "Call 911. Put the phone on speaker." in printed(guide)


def test_the_text_is_made_only_on_request_and_forgotten(guide: Page) -> None:
    walk_to_soon(guide)
    text = guide.get_by_label("The sheet as text")
    expect(text).to_be_hidden()
    assert text.input_value() == ""

    guide.get_by_role("button", name="Copy as text").click()

    expect(text).to_be_focused()
    assert "- How old is the person? 18 or older" in text.input_value()
    assert "Change" not in text.input_value()
    assert guide.evaluate("getSelection().toString() || document.activeElement.selectionEnd") != 0
    guide.get_by_role("button", name="Start again").click()
    guide.wait_for_function("() => history.state.depth === 0")
    assert text.input_value() == ""


@pytest.fixture
def blank(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/guide/sheet/")
    yield page
    context.close()


@pytest.mark.parametrize("size", ["Letter", "A4"])
def test_the_blank_sheet_is_two_pages_without_script(blank: Page, size: str) -> None:
    assert pages_of(blank, size) == 2
    expect(blank.get_by_text("Call 911", exact=True).last).to_be_visible()
    expect(blank.get_by_text("Having a say in the plan")).to_be_visible()


def test_the_blank_sheet_is_one_tap_from_the_guide_and_from_the_plain_page(page: Page, address: str) -> None:
    for start in ("guide/", "guide/plain/"):
        page.goto(f"{address}/{start}")
        page.get_by_role("link", name="blank sheet to take along").click()
        expect(page).to_have_url(f"{address}/guide/sheet/")
