"""Print the sheet to take along, filled and blank, and copy it as text."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, PdfMargins, expect

from tests.browser.test_explains import walk_to_soon
from tests.browser.test_guide import answer, calm_start, go_on, walk_to_stay

MARGIN: PdfMargins = {"top": "1.2cm", "bottom": "1.2cm", "left": "1.2cm", "right": "1.2cm"}
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
    answer(guide, "lately", "leaving-soon", "pregnant", "planned-taper")
    answer(guide, "uses", "alcohol", "opioids", "street", "pills", "opioid-medicine")
    answer(guide, "where", "day-treatment")
    answer(guide, "signs-up", *SIGNS)
    answer(guide, "home", "unsafe")
    answer(guide, "change", "money", "practical", "access", "afraid")
    go_on(guide)
    guide.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    for box in guide.locator(".guide-values input, #with-safety").all():
        box.check()

    assert pages_of(guide, size) == 2


@pytest.mark.parametrize("who", ["me", "someone-else"])
def test_the_sheet_of_every_calm_result_is_two_pages(guide: Page, who: str) -> None:
    starts = {"where.none": ["signs-up.none", "home.safe", "change.none"], "where.refuses": []}
    for start, rest in starts.items():
        guide.reload()
        calm_start(guide, who)
        for given in ["lately.none", "uses.alcohol", start, *rest]:
            answer(guide, *given.split("."))
        go_on(guide)
        assert pages_of(guide, "Letter") == 2, start
    guide.reload()
    calm_start(guide, {"me": "me-under-18", "someone-else": "child"}[who])
    go_on(guide)
    assert pages_of(guide, "Letter") == 2
    guide.reload()
    walk_to_stay(guide, who)
    go_on(guide)
    assert pages_of(guide, "Letter") == 2


def test_the_sheet_says_the_situation_whom_to_call_and_when_and_where_it_was_made(guide: Page, address: str) -> None:
    walk_to_soon(guide)
    guide.get_by_role("heading", name="What matters to them?").click()
    guide.get_by_label("What it costs").check()

    said = printed(guide)

    for words in (
        "What have you noticed about the person lately? Symptoms keep getting worse",
        "Ask about more support",
        "What is left to pay, is there help to pay it, and how many days are approved?",
        "Call 1-800-662-4357",
        "Call 911 now if someone may be in danger. For a crisis, call or text 988.",
        f"{address}/guide/",
        "Date and time:",
    ):
        assert words in said, words
    assert "Change" not in said
    assert "About this guide" not in said
    assert re.search(r"Made on \d+/\d+/\d{4}", said)


def test_the_sheet_begins_with_what_the_reader_wants_to_ask_and_ends_with_the_answers(guide: Page) -> None:
    walk_to_soon(guide)
    guide.get_by_role("heading", name="What matters to them?").click()
    guide.get_by_label("What it costs").check()

    said = printed(guide).strip()

    assert said.startswith("What I would like to ask\n")
    assert said.index("What is left to pay") < said.index("Ways to go on") < said.index("Get help sooner if")
    assert said.index("Whom to call") < said.index("What matters most") < said.index("How things are now")


@pytest.mark.parametrize("is_wanted", [False, True])
def test_answers_about_safety_stand_on_the_sheet_only_where_the_reader_wants_it(guide: Page, is_wanted: bool) -> None:
    walk_to_soon(guide)
    guide.get_by_label("With the answers about safety").set_checked(is_wanted)
    guide.get_by_role("button", name="Copy as text").click()

    copied = guide.get_by_label("The sheet as text").input_value()
    for said in (copied, printed(guide)):
        assert ("Is any of this happening right now?" in said) == is_wanted
        assert "What have you noticed about the person lately?" in said
        if is_wanted:
            assert said.index("happening right now") > said.index("What have you noticed")


def test_copied_text_has_paragraphs_and_the_name_of_the_way(guide: Page) -> None:
    walk_to_soon(guide)
    guide.get_by_role("button", name="Copy as text").click()

    lines = guide.get_by_label("The sheet as text").input_value().split("\n")

    assert lines[1] == "What I would like to ask"
    way = lines.index("- More support: Intensive outpatient program: this result points here")
    assert lines[way + 1].startswith("9 to 19 hours a week.")
    headings = [place for place, line in enumerate(lines) if line == ""]
    assert [lines[place + 1] for place in headings][:3] == [
        "What I would like to ask",
        "What the guide suggests to talk about",
        "Ask about more support for them in the next few days",
    ]
    assert max(map(len, lines)) < 200


def test_in_danger_the_page_itself_is_printed(guide: Page) -> None:
    answer(guide, "danger", "overdose")

    assert "Call 911 and put the phone on speaker." in printed(guide)


def test_the_text_is_made_only_on_request_and_forgotten(guide: Page) -> None:
    walk_to_soon(guide)
    text = guide.get_by_label("The sheet as text")
    expect(text).to_be_hidden()
    assert text.input_value() == ""

    guide.get_by_role("button", name="Copy as text").click()

    expect(text).to_be_focused()
    assert "- How is it where the person lives" in text.input_value()
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
