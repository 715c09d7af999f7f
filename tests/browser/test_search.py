"""Look for things as families do: in a field of the search page, of the menu and of the page for a wrong address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.access import HIDDEN_FOCUS, LOST_TEXT, SMALL_TARGETS, SPACING, UNSEEN_CONTROLS
from tests.browser.test_access import faults_of
from tests.browser.test_privacy import KEPT, NOTHING, elsewhere

__all__ = ["elsewhere"]

QUERIES = yaml.safe_load((Path(__file__).parent / "queries.yaml").read_text(encoding="utf-8"))
LOADED = ("search.js", "search.json", "search.css")
FOUND = """() => [...document.querySelectorAll(".found a")].map((link) => link.href)"""


@pytest.fixture
def wide(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def field_of(page: Page, within: str = "main") -> Locator:
    """Give the field of a part of the page once it searches."""
    field = page.locator(f"{within} input[type=search]")
    field.focus()
    page.locator(f"{within} .found").wait_for(state="attached")
    return field


def found(page: Page, address: str) -> list[str]:
    links: list[str] = page.evaluate(FOUND)
    return [link.removeprefix(f"{address}/") for link in links]


def open_menu(page: Page, address: str, kind: str = "levels/") -> Locator:
    page.goto(f"{address}/{kind}")
    page.get_by_role("button", name="Menu").click()
    return field_of(page, "#menu")


def test_the_page_that_a_family_means_comes_first(page: Page, address: str) -> None:
    page.goto(f"{address}/search/")
    field = field_of(page)
    wrong = {}

    for query in QUERIES:
        field.fill(query["write"])
        links = found(page, address)
        calls = [link for link in links if link.startswith(("tel:", "sms:"))]
        pages = links[len(calls) :]
        # The help lines come first, and only where there may be danger.
        if (
            pages[:1] != [query["page"]]
            or links[: len(calls)] != calls
            or calls[:1] != [*([query["call"]] if "call" in query else [])]
        ):
            wrong[query["write"]] = links[:4]

    assert len(QUERIES) >= 40
    assert wrong == {}


@pytest.mark.parametrize("way", ["written", "put in at once", "pasted"])
def test_what_is_found_follows_the_field_however_words_come(page: Page, address: str, way: str) -> None:
    page.goto(f"{address}/search/")
    field = field_of(page)

    if way == "written":
        field.press_sequentially("cost")
    elif way == "put in at once":  # as by dictation: no key is pressed
        page.keyboard.insert_text("cost")
    else:
        page.evaluate("document.execCommand('insertText', false, 'cost')")

    expect(page.locator(".found a").first).to_have_attribute("href", f"{address}/cost/")
    field.fill("")
    expect(page.locator(".found a")).to_have_count(0)
    expect(page.locator(".found [role=status]")).to_be_empty()


def test_words_that_come_before_the_search_does_are_found_too(page: Page, address: str) -> None:
    page.goto(f"{address}/search/")

    page.locator("#query").fill("cost")

    expect(page.locator(".found a").first).to_have_attribute("href", f"{address}/cost/")


def test_after_back_the_field_and_what_is_found_agree(page: Page, address: str) -> None:
    page.goto(f"{address}/search/")
    field_of(page).fill("cost")
    page.locator(".found a").first.click()
    page.wait_for_url(f"{address}/cost/")

    page.go_back()

    written = page.locator("#query").input_value()
    assert (page.locator(".found a").count() > 0) == (written != "")
    page.locator("#query").fill("narcan")
    expect(page.locator(".found a").first).to_have_attribute("href", f"{address}/treatments/naloxone/")


def test_nothing_is_found_for_no_words(page: Page, address: str) -> None:
    page.goto(f"{address}/search/")
    field = field_of(page)

    field.fill("qqqqzzzz")

    expect(page.locator(".found [role=status]")).to_contain_text("Nothing found. Try fewer words")
    field.fill("  ?! ")
    expect(page.locator(".found a")).to_have_count(0)


def test_the_number_of_pages_is_said(page: Page, address: str) -> None:
    page.goto(f"{address}/search/")

    field_of(page).fill("insurance stopped paying")

    count = page.locator(".found a").count()
    expect(page.get_by_role("status")).to_have_text(f"{count} pages found" if count > 1 else "1 page found")


def test_nothing_is_loaded_before_a_reader_touches_a_field(page: Page, address: str, site: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{address}/levels/", wait_until="networkidle")
    page.get_by_role("button", name="Menu").click()
    assert [name for name in asked if "search" in name] == []

    field_of(page, "#menu")

    assert sorted(name for name in asked if "search" in name) == sorted(LOADED)
    assert sum((site / f"assets/{name}.gz").stat().st_size for name in LOADED) <= 150_000


def test_what_is_written_goes_nowhere(phone: BrowserContext, address: str) -> None:
    page = phone.new_page()
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(unquote(request.url) + str(request.headers)))
    page.goto(f"{address}/search/")

    field_of(page).fill("suboxone")
    page.keyboard.press("Enter")
    assert page.url == f"{address}/search/"
    page.locator(".found a").first.click()
    page.wait_for_url(f"{address}/treatments/**")

    assert [request for request in asked if "suboxone" in request] == []
    assert page.evaluate(KEPT) == NOTHING
    assert page.evaluate("[history.state, document.referrer]") == [None, ""]


def test_leaving_empties_the_field(page: Page, address: str, elsewhere: list[dict[str, str]]) -> None:
    page.goto(f"{address}/search/")
    field_of(page).fill("suicide")
    page.evaluate("""() => addEventListener("stepwell-leave", () => setTimeout(() => {
      document.documentElement.dataset.left = document.querySelector("#query").value
        + document.querySelectorAll(".found a").length;
    }))""")

    page.evaluate("dispatchEvent(new CustomEvent('stepwell-leave', { detail: { entries: 0 } }))")

    expect(page.locator("html")).to_have_attribute("data-left", "0")


def test_the_menu_is_searched_with_keys_alone(page: Page, address: str) -> None:
    field = open_menu(page, address)
    field.press_sequentially("insurance")
    options = page.get_by_role("option")
    expect(field).to_have_attribute("aria-expanded", "true")

    for key, chosen in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)):
        page.keyboard.press(key)
        expect(options.nth(chosen)).to_have_attribute("aria-selected", "true")
        expect(field).to_have_attribute("aria-activedescendant", options.nth(chosen).get_attribute("id") or "")
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("insurance")
    expect(options).to_have_count(0)
    field.fill("insurance ")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/cost/")


def test_enter_opens_the_first_page_and_dials_nothing(page: Page, address: str) -> None:
    field = open_menu(page, address)
    field.fill("overdose")
    expect(page.get_by_role("option").first).to_have_text("Call 911")
    expect(page.locator("#menu .found [role=status]")).to_contain_text("If this is happening now: Call 911.")

    page.keyboard.press("Enter")

    page.wait_for_url(f"{address}/safety/#overdose")


def test_enter_on_the_search_page_leads_to_the_first_link(page: Page, address: str) -> None:
    page.goto(f"{address}/search/")
    field_of(page).fill("kill myself")

    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name="Call 988").last).to_be_focused()


def test_a_tap_on_what_is_found_leads_there(page: Page, address: str) -> None:
    open_menu(page, address).fill("my son refuses")

    page.get_by_role("option", name="When they do not want help").tap()

    page.wait_for_url(f"{address}/families/#when-they-do-not-want-help")


def test_the_list_closes_when_the_field_is_left(wide: Page, address: str) -> None:
    wide.goto(f"{address}/levels/")
    wide.get_by_role("button", name="Menu").click()
    field_of(wide, "#menu").fill("cost")
    expect(wide.get_by_role("listbox")).to_be_visible()

    wide.keyboard.press("Tab")

    expect(wide.get_by_role("listbox")).to_have_count(0)


def test_the_page_for_a_wrong_address_has_a_field(page: Page, address: str) -> None:
    page.goto(f"{address}/404.html")

    field_of(page).fill("narcan")

    expect(page.locator("main .found a").first).to_have_attribute("href", f"{address}/treatments/naloxone/")


@pytest.mark.parametrize("kind", ["guide/", "guide/plain/", "guides/intensive-outpatient/"])
def test_where_a_reader_answers_a_link_leads_to_search(page: Page, address: str, kind: str) -> None:
    page.goto(f"{address}/{kind}")
    page.get_by_role("button", name="Menu").click()

    expect(page.locator("input[type=search]")).to_have_count(0)
    link = page.locator("#menu").get_by_role("link", name="Search")
    if kind == "guide/plain/":
        link.click()
        page.wait_for_url(f"{address}/search/")
    else:
        with page.expect_popup() as opened:
            link.click()
        opened.value.wait_for_url(f"{address}/search/")


@pytest.mark.parametrize("kind", ["levels/", "404.html"])
def test_without_script_a_link_leads_to_a_list_of_all_that_is_found(browser: Browser, address: str, kind: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/{kind}")
    if kind == "levels/":
        page.get_by_role("button", name="Menu").click()

    page.get_by_role("link", name=re.compile("^Search")).last.click()

    page.wait_for_url(f"{address}/search/")
    expect(page.locator("main label")).to_be_hidden()
    assert [heading.inner_text() for heading in page.locator("main h3").all()] == [
        "Help and answers",
        "Levels of care",
        "Parts of treatment",
        "Moves from one level to another",
    ]
    page.get_by_role("link", name="Cost and insurance").click()
    page.wait_for_url(f"{address}/cost/")
    context.close()


@pytest.mark.parametrize("missing", LOADED)
def test_where_the_search_does_not_come_the_link_is_there_again(page: Page, address: str, missing: str) -> None:
    page.route(f"**/assets/{missing}", lambda route: route.abort())
    page.goto(f"{address}/levels/")
    page.get_by_role("button", name="Menu").click()

    page.locator("#menu input[type=search]").focus()

    expect(page.locator("#menu").get_by_role("link", name="Search")).to_be_visible()
    expect(page.locator("input[type=search]")).to_have_count(0)


@pytest.mark.parametrize(("size", "scheme"), [((320, 640), "dark"), ((1280, 800), "light")], ids=str)
def test_what_is_found_is_for_everyone(page: Page, address: str, size: tuple[int, int], scheme: str) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for kind, within, words in (
        ("search/", "main", "overdose"),
        ("404.html", "main", "insurance"),
        ("levels/", "#menu", "want to die"),
        ("levels/", "#menu", "qqqqzzzz"),
    ):
        page.goto(f"{address}/{kind}")
        if within == "#menu":
            page.get_by_role("button", name="Menu").click()
        field_of(page, within).fill(words)
        page.keyboard.press("ArrowDown")
        assert faults_of(page) == [], words
        assert page.evaluate(SMALL_TARGETS) == [], words
        assert page.evaluate(HIDDEN_FOCUS) == "", words
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], words
        page.evaluate("document.documentElement.style.fontSize = ''")
        page.evaluate(SPACING)
        assert page.evaluate(LOST_TEXT) == [], words
        page.emulate_media(forced_colors="active")
        assert page.evaluate(UNSEEN_CONTROLS) == [], words
        page.emulate_media(forced_colors="none")
