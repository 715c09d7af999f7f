"""Follow the links that staff send: an entry's page, the guide that it fills in, and the short addresses of others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.answers import input_of
from tests.browser.test_guide import answer, calm_start, in_view

RESIDENTIAL = input_of("where", "residential")
FILLED = ".guide-filled"


@pytest.fixture
def sent(page: Page, address: str) -> Page:
    """Give the guide as an entry leads to it."""
    page.goto(f"{address}/go/leaving-residential/")
    page.locator("article .button").click()
    page.wait_for_selector("fieldset[data-question=danger][aria-labelledby]")
    return page


def to_the_place(page: Page) -> None:
    calm_start(page)
    answer(page, "lately", "none")
    answer(page, "uses", "alcohol")
    assert in_view(page) == "where"


def test_the_guide_asks_about_danger_first_and_its_address_tells_nothing(sent: Page, address: str) -> None:
    assert sent.url == f"{address}/guide/"
    assert in_view(sent) == "danger"
    assert sent.locator("input:checked").count() == 0
    answer(sent, "danger", "overdose")
    assert in_view(sent) == "overdose"


def test_the_place_is_filled_in_where_it_is_asked_and_can_be_changed(sent: Page) -> None:
    to_the_place(sent)

    expect(sent.locator(RESIDENTIAL)).to_be_checked()
    expect(sent.locator(FILLED)).to_be_visible()
    expect(sent.locator(FILLED)).to_have_text(
        "The link that you followed filled this in: Residential treatment. Change it if it is not so."
    )

    sent.locator(input_of("where", "outpatient")).check()
    expect(sent.locator(FILLED)).to_be_hidden()
    sent.locator("[data-guide-next]").click()
    assert in_view(sent) == "signs-up"
    sent.locator("[data-guide-back]").click()
    expect(sent.locator(input_of("where", "outpatient"))).to_be_checked()
    expect(sent.locator(FILLED)).to_be_hidden()


def test_what_was_filled_in_counts_like_any_answer(sent: Page) -> None:
    to_the_place(sent)
    sent.locator("[data-guide-next]").click()

    assert in_view(sent) == "signs-up"
    expect(sent.locator(FILLED)).to_be_hidden()


def test_a_question_without_that_answer_stays_open(page: Page, address: str) -> None:
    page.goto(f"{address}/guide/#from-leaving-hospital")
    to_the_place(page)

    assert page.locator("[name=where]:checked").count() == 0
    expect(page.locator(FILLED)).to_be_hidden()


def test_starting_again_forgets_it(sent: Page) -> None:
    answer(sent, "danger", "overdose")
    sent.locator("[data-guide-restart]").click()
    sent.wait_for_selector("fieldset[data-question=danger]")
    to_the_place(sent)

    assert sent.locator("[name=where]:checked").count() == 0


def test_a_reload_forgets_it(sent: Page) -> None:
    sent.reload()
    to_the_place(sent)

    assert sent.locator("[name=where]:checked").count() == 0


@pytest.mark.parametrize("hash", ["from-nobody-knows-this", "from-leaving-residential"])
def test_the_address_is_bare_again_whatever_was_sent(page: Page, address: str, hash: str) -> None:
    page.goto(f"{address}/guide/#{hash}")
    page.wait_for_function("document.querySelector('fieldset').getAttribute('aria-labelledby')")

    assert page.evaluate("location.href") == f"{address}/guide/"
    page.evaluate("hash => { location.hash = hash }", hash)
    page.wait_for_function("location.hash === ''")
    assert in_view(page) == "danger"


def test_a_guide_from_a_stick_takes_it_too(page: Page, site: Path) -> None:
    file = (site / "guide/offline.html").as_uri()
    page.goto(f"{file}#from-leaving-residential")
    to_the_place(page)

    assert page.evaluate("location.href") == file
    expect(page.locator(RESIDENTIAL)).to_be_checked()


def test_in_a_frame_it_adds_nothing_to_the_history(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    around = '<iframe src="https://guide.example/#from-leaving-residential" width="360" height="900"></iframe>'
    page.route("https://other.example/", lambda route: route.fulfill(content_type="text/html", body=around))
    file = site / "guide/offline.html"
    page.route("https://guide.example/", lambda route: route.fulfill(content_type="text/html", path=file))
    page.goto("https://other.example/")
    before = page.evaluate("history.length")
    frame = page.frames[1]
    frame.wait_for_selector("fieldset[data-question=danger]")
    calm_start(frame)
    answer(frame, "lately", "none")
    answer(frame, "uses", "alcohol")

    assert (frame.evaluate("location.href"), page.evaluate("history.length")) == ("https://guide.example/", before)
    expect(frame.locator(RESIDENTIAL)).to_be_checked()
    context.close()


@pytest.fixture
def without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_script_an_entry_can_be_read_and_the_guide_begins_as_always(without_script: Page, address: str) -> None:
    page = without_script
    page.goto(f"{address}/go/leaving-residential/")
    expect(page.locator("aside.help a").first).to_be_visible()
    expect(page.get_by_role("link", name="Leave this page")).to_be_visible()
    page.locator("article .button").click()

    expect(page.locator("fieldset[data-question=danger]")).to_be_visible()
    assert page.locator("input:checked").count() == 0
    expect(page.locator(FILLED)).to_be_hidden()


@pytest.mark.parametrize(
    ("short", "long"),
    [("residential", "levels/residential/"), ("guide", "guide/"), ("cost", "cost/"), ("stay", "guide/stay/")],
)
def test_a_short_address_leads_on_without_script(without_script: Page, address: str, short: str, long: str) -> None:
    without_script.goto(f"{address}/go/{short}/")

    without_script.wait_for_url(f"{address}/{long}")


def test_the_short_address_of_a_result_does_not_say_which(site: Path) -> None:
    page = (site / "go/stay/index.html").read_text(encoding="utf-8")

    assert "<title>A page to read · " in page
    assert 'content="noindex"' in page
