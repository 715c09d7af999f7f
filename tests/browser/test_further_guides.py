"""Walk every further guide, and each guide as the one file that is carried or embedded."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from selectolax.lexbor import LexborHTMLParser

from generator.checks import Verified
from tests.browser.runs import covering_runs, end_of, questions_of
from tests.browser.test_guide import answer, calm_start, in_view
from tests.browser.test_without_script import SECTIONS, read_as_a_reader, words_of

MOST_BYTES = 240_000


@pytest.fixture(scope="session")
def second(verified: Verified) -> Verified:
    (guide,) = verified.further
    return guide


@pytest.fixture
def offline(phone: BrowserContext, site: Path) -> Iterator[Page]:
    """Give the guide as one file, opened from a folder; a request, or a word on the console, fails the test."""
    page = phone.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url))
    page.goto((site / "guide/offline.html").as_uri())
    assert said == [(site / "guide/offline.html").as_uri()]
    said.clear()
    yield page
    assert said == []


@pytest.fixture
def embedding(browser: Browser, site: Path) -> Iterator[Page]:
    """Give a page that shows the guide in a frame and keeps every message."""
    context = browser.new_context()
    page = context.new_page()
    around = """<script>const heard = []; addEventListener("message", ({ data }) => heard.push(data))</script>
    <div style="height: 500px"></div><iframe src="https://guide.example/" width="360" height="900"></iframe>"""
    page.route("https://other.example/", lambda route: route.fulfill(content_type="text/html", body=around))
    file = site / "guide/offline.html"
    page.route("https://guide.example/", lambda route: route.fulfill(content_type="text/html", path=file))
    page.goto("https://other.example/")
    yield page
    context.close()


def test_second_guide_without_script_ends_where_its_diagram_says(
    browser: Browser, second: Verified, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/guides/intensive-outpatient/plain/")
    sections, words = page.evaluate(SECTIONS), words_of(second)
    context.close()

    for run in covering_runs(second.diagram):
        assert read_as_a_reader(sections, words, questions_of(second.diagram, run)) == end_of(second.diagram, run)


def test_file_from_a_stick_walks_to_an_outcome_and_asks_for_nothing(offline: Page) -> None:
    answer(offline, "danger", "overdose")

    assert in_view(offline) == "overdose"
    expect(offline.locator("aside.help").get_by_role("link", name="Call 911").first).to_be_visible()


def test_file_is_small_and_whole(site: Path) -> None:
    text = (site / "guide/offline.html").read_text(encoding="utf-8")

    assert len(text.encode()) <= MOST_BYTES
    assert 'src="' not in text
    assert 'href="/' not in text
    assert 'href="../' not in text


def test_file_follows_the_arrows_of_the_guide_by_its_script(site: Path) -> None:
    names = ("guide/index.html", "guide/offline.html")
    page, file = (LexborHTMLParser((site / name).read_text(encoding="utf-8")) for name in names)

    [table], [same] = (tree.css("[data-guide-table]") for tree in (page, file))
    assert table.text() == same.text()
    [script] = file.css("script[type=module]")
    assert (site / "assets/guide.js").read_text(encoding="utf-8").strip() in script.text()


def test_embedded_guide_tells_the_page_around_nothing(embedding: Page) -> None:
    told = "[heard.length, history.length, scrollX, scrollY, location.href, document.title, frames.length]"
    frame = embedding.frames[1]
    frame.wait_for_selector("fieldset[data-question=danger]")
    frame.locator("[name=danger]").first.focus()
    embedding.evaluate("scrollTo(0, 0)")
    before = embedding.evaluate(told)

    calm_start(frame)
    press = "(button) => button.click()"
    frame.locator("[data-guide-back]").evaluate(press)
    assert in_view(frame) == "who"
    answer(frame, "who", "me-under-18")
    frame.get_by_role("button", name="Change Who is this for?").evaluate(press)
    assert in_view(frame) == "who"
    answer(frame, "who", "me-under-18")
    frame.locator("[data-guide-next]").evaluate(press)
    assert in_view(frame) == "teenager"
    assert embedding.evaluate(told) == before
    frame.locator("[data-guide-restart]").evaluate(press)

    frame.wait_for_selector("fieldset[data-question=danger]")
    assert embedding.evaluate(told) == before


def test_leaving_from_a_frame_takes_the_whole_window(embedding: Page) -> None:
    left = "https://leave.example/"
    embedding.context.route(left, lambda route: route.fulfill(body="elsewhere"))
    frame = embedding.frames[1]
    frame.wait_for_selector("fieldset[data-question=danger]")
    frame.locator("[data-leave]").evaluate("(link, left) => (link.href = left)", left)
    calm_start(frame)

    frame.locator("[data-leave]").click()

    embedding.wait_for_url(left)
