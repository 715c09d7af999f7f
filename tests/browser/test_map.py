"""Look at the map of a guide as one file: wide and narrow, by day and by night, with keys, touch, and no script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.guide_map import map_of
from tests.browser.access import LOST_TEXT, MOVING
from tests.browser.test_access import Scheme, faults_of
from tests.conftest import proven

ANSWER = "#answer-home.unsafe"
LIT = """() => [...document.querySelectorAll(".map .thing")]
  .filter((thing) => getComputedStyle(thing.querySelector(".box, .line") || thing).opacity === "1")
  .filter((thing) => thing.querySelector(".box, .line"))
  .map((thing) => thing.dataset.id || thing.dataset.way).filter(Boolean)"""
SCALE = "() => document.querySelector('.view svg').getBoundingClientRect().width"


@pytest.fixture(scope="module")
def file(made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    def draw(out: Path) -> None:
        out.write_bytes(map_of(proven()))

    return made_once("map.html", draw)


@pytest.fixture
def opened(browser: Browser, file: Path) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(file.as_uri())
    yield page
    page.close()


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_nothing_is_lost_and_nothing_is_asked_for(browser: Browser, file: Path, scheme: Scheme, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page, asked, said = context.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    for anchor in ("", ANSWER):
        page.goto(file.as_uri() + anchor)
        assert page.evaluate(LOST_TEXT) == []
        assert page.evaluate(MOVING) == []
    assert faults_of(page) == []
    assert ({url.split("#")[0] for url in asked}, said) == ({file.as_uri()}, [])
    context.close()


def test_an_answer_is_found_by_its_words_and_lights_where_it_leads(opened: Page) -> None:
    opened.keyboard.press("Tab")
    opened.get_by_label("Search").fill("unsafe home")
    opened.keyboard.press("Tab")
    opened.get_by_role("link", name="It is not safe there, or there is no place to live").first.press("Enter")

    story = opened.locator(".story:target")
    assert story.locator("h3").first.inner_text() == "Where those who give it can end: 4 outcomes"
    assert set(opened.evaluate(LIT)) >= {"home", "more-support-soon", "just-left-soon", "assessment-soon"}
    assert "less-support" not in opened.evaluate(LIT)
    box = opened.locator('.map .end[data-id="more-support-soon"]').first.bounding_box()
    assert box is not None
    assert 0 < box["y"] < 900


def test_without_script_links_do_the_same(browser: Browser, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(file.as_uri())
    page.get_by_role("link", name="It is not safe there, or there is no place to live", exact=False).first.click()

    assert page.locator(".story").filter(visible=True).count() == 1
    assert set(page.evaluate(LIT)) >= {"home", "more-support-soon", "just-left-soon", "assessment-soon"}
    assert page.locator("[data-search], [data-zoom]").filter(visible=True).count() == 0
    context.close()


def test_the_picture_grows_and_shrinks_by_keys_and_buttons(opened: Page) -> None:
    view = opened.locator(".view")
    before = opened.evaluate(SCALE)

    view.focus()
    opened.keyboard.press("+")
    larger = opened.evaluate(SCALE)
    opened.keyboard.press("0")
    opened.get_by_role("button", name="All of it").click()
    high = opened.evaluate("() => document.querySelector('.view svg').getBoundingClientRect().height")

    assert larger > before
    assert high <= view.evaluate("(view) => view.clientHeight")


def test_the_picture_moves_under_the_mouse(opened: Page) -> None:
    box = opened.locator(".view").bounding_box()
    assert box is not None
    opened.mouse.move(box["x"] + 300, box["y"] + 400)
    opened.mouse.down()
    opened.mouse.move(box["x"] + 300, box["y"] + 100)
    opened.mouse.up()

    assert opened.locator(".view").evaluate("(view) => view.scrollTop") == 300


def test_in_a_readers_own_colors_and_on_paper_edges_tell_the_urgency(browser: Browser, file: Path) -> None:
    widths = """() => ["emergency", "today", "soon", "routine"].map((urgency) =>
      parseFloat(getComputedStyle(document.querySelector(`.map .${urgency} .box`)).strokeWidth))"""
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(file.as_uri())
    own = page.evaluate(widths)
    page.emulate_media(forced_colors="none", media="print")

    assert own == page.evaluate(widths) == sorted(own, reverse=True)
    assert own[0] > own[1] > own[2]
    context.close()
