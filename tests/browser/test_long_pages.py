"""Hold how long pages are on a phone, what opens on them and where, and how few taps a danger is away."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.problems import Problems
from generator.site.building import build_site
from tests.browser.serving import pages_to_stay_on, serving
from tests.browser.test_sheet import pages_of
from tests.conftest import ROOT
from tests.test_organization_examples import TODAY

LONGEST, LONGEST_IN_DANGER = 9000, 6000
"""How high a page may be at 360 px, with what is folded closed."""

LONG_FOR_A_REASON = {
    r"guides?/(?:[a-z-]+/)?plain/": "every question and result of a guide without script: it is walked by its links",
    r"source/.*": "a file of the authors, line by line",
}
ANCHORS_OF_SAFETY = (
    "overdose",
    "after-an-overdose-that-was-survived",
    "too-much-of-a-stimulant",
    "danger-right-now",
    "poison",
    "withdrawal-from-alcohol-or-benzodiazepines",
    "other-drugs-that-are-dangerous-to-stop",
    "thoughts-of-suicide",
    "psychosis-or-mania",
    "eating-too-little-or-being-sick-on-purpose",
    "violence",
    "pregnancy-and-after-birth",
    "a-child-in-danger",
    "after-time-away-from-opioids",
    "all-help-lines",
)
"""What others may have kept a link to, from before its parts were folded."""

# What is folded stands in the page at its place and is not seen, so its box alone does not tell.
FIRST_SEEN_OF = """(id) => {
  const part = document.getElementById(id).closest(".part"), heading = document.getElementById(id);
  const first = part ? part.querySelector(":scope > div > *") : heading.nextElementSibling;
  const { top, bottom } = first.getBoundingClientRect();
  return first.checkVisibility({ contentVisibilityAuto: true }) && top > 0 && top < innerHeight && bottom > top
    ? first.innerText : "";
}"""
FOLLOW = """(at) => {
  const link = document.createElement("a");
  link.href = at;
  document.body.append(link);
  link.click();
}"""


def reason_of(at: str) -> str:
    """Return why a page may be long, else nothing."""
    return next((reason for pattern, reason in LONG_FOR_A_REASON.items() if re.fullmatch(pattern, at)), "")


@pytest.fixture
def still(browser: Browser, address: str) -> Page:
    """Give a page of a phone on which no script runs."""
    return browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False).new_page()


def heights_of(page: Page, addresses: Iterable[str], root: str) -> dict[str, int]:
    """Measure some pages of a site."""
    heights = {}
    for at in addresses:
        page.goto(f"{root}/{at}")
        heights[at] = page.evaluate("document.documentElement.scrollHeight")
    return heights


@pytest.fixture
def fullest(pytestconfig: pytest.Config) -> Callable[[Path], list[str]]:
    """Choose those pages of a site that hold most, or every one with --every-page."""

    def size_of(file: Path) -> int:
        return (file if file.suffix == ".html" else file / "index.html").stat().st_size

    def fullest_of(site: Path) -> list[str]:
        by_size = sorted(pages_to_stay_on(site), key=lambda at: size_of(site / at))
        return by_size if pytestconfig.getoption("--every-page") else by_size[-60:]

    return fullest_of


def test_no_page_is_longer_than_somebody_scrolls(
    page: Page, site: Path, address: str, fullest: Callable[[Path], list[str]]
) -> None:
    heights = heights_of(page, fullest(site), address)

    long = {at: height for at, height in heights.items() if height > LONGEST}
    assert {at: height for at, height in long.items() if not reason_of(at)} == {}
    assert [
        reason for pattern, reason in LONG_FOR_A_REASON.items() if not any(re.fullmatch(pattern, at) for at in long)
    ] == []
    assert heights["safety/"] <= LONGEST_IN_DANGER


def test_no_page_of_twelve_houses_is_longer(
    page: Page, site: Path, tmp_path: Path, fullest: Callable[[Path], list[str]]
) -> None:
    problems, houses = Problems(), tmp_path / "site"
    build_site(ROOT / "examples/many-houses", houses, problems, today=TODAY)
    assert not problems.has_errors(), problems.found
    own = {*pages_to_stay_on(houses)} - {*pages_to_stay_on(site)}
    with serving(houses) as root:
        heights = heights_of(page, sorted({*fullest(houses), *own}), root)

    assert heights["programs/"]
    assert {at: height for at, height in heights.items() if height > LONGEST and not reason_of(at)} == {}


def test_each_danger_is_one_tap_from_its_first_step(still: Page, address: str) -> None:
    still.goto(f"{address}/safety/")
    tiles = [str(tile.get_attribute("href")) for tile in still.locator(".tiles a").all()]
    begins = {}
    for tile in tiles:
        still.goto(f"{address}/safety/")
        still.locator(f'.tiles a[href="{tile}"]').click()
        begins[tile.partition("#")[2]] = still.evaluate(FIRST_SEEN_OF, tile.partition("#")[2])

    assert len(begins) == len(tiles) >= 10
    assert [id for id, said in begins.items() if not said] == []
    acts = re.compile(r"call|stay|stop|carry|tolerance|988|911", re.IGNORECASE)
    assert [id for id, said in begins.items() if not acts.search(said.strip()[:200])] == []


@pytest.mark.parametrize("id", ANCHORS_OF_SAFETY)
def test_an_anchor_from_before_leads_to_what_it_names(still: Page, address: str, id: str) -> None:
    still.goto(f"{address}/safety/#{id}")

    expect(still.locator(f"#{id}")).to_be_in_viewport()
    assert still.evaluate(FIRST_SEEN_OF, id)


@pytest.mark.parametrize(
    "at", ["sources/#lifeline-988", "facts/#overdose-breaths", "glossary/#craving", "cost/#the-medicaid-work-rule"]
)
def test_a_link_into_a_folded_part_opens_it(still: Page, address: str, at: str) -> None:
    still.goto(f"{address}/{at}")

    expect(still.locator(f"#{at.partition('#')[2]}")).to_be_in_viewport()


@pytest.mark.parametrize("at", ["safety/#poison", "cost/#the-medicaid-work-rule"])
def test_what_a_link_opened_can_be_closed_and_opened_by_the_link_again(page: Page, address: str, at: str) -> None:
    page.goto(f"{address}/{at}")
    id = at.partition("#")[2]
    part = page.locator(f".part:has(#{id})").last

    expect(part.locator("> div > *").first).to_be_visible()
    part.locator("> summary").click()
    expect(part.locator("> div > *").first).not_to_be_visible()
    page.evaluate(FOLLOW, f"#{id}")
    expect(part.locator("> div > *").first).to_be_visible()
    expect(page.locator(f"#{id}")).to_be_in_viewport()


def test_the_guide_on_one_page_says_how_long_it_is_on_paper(page: Page, address: str) -> None:
    page.goto(f"{address}/guide/plain/")
    said = re.search(r"fills about (\d+)", page.locator("main > article").inner_text())
    before = page.locator("main > article a").first

    assert said
    assert abs(pages_of(page, "Letter") / int(said[1]) - 1) < 0.15
    assert str(before.get_attribute("href")).endswith("guide/sheet/")


def test_a_part_opens_and_closes_from_its_heading(page: Page, address: str) -> None:
    page.goto(f"{address}/claims/")
    heading, first = page.locator(".part > summary").first, page.locator(".part > div > *").first

    expect(first).not_to_be_visible()
    heading.click()
    expect(first).to_be_visible()
    heading.click()
    expect(first).not_to_be_visible()


@pytest.mark.parametrize("at", ["safety/", "claims/", "cost/", "levels/residential/"])
def test_paper_holds_every_part_and_no_list_of_them(page: Page, address: str, at: str) -> None:
    page.goto(f"{address}/{at}")
    page.emulate_media(media="print")
    unseen = "(found) => found.filter((one) => !one.checkVisibility({ contentVisibilityAuto: true })).length"

    assert page.locator(".part > div > *").count() > 3
    assert page.locator(".part > div > :not(.call-now)").evaluate_all(unseen) == 0
    expect(page.locator(".contents")).not_to_be_visible()


def test_a_long_page_says_what_it_holds_where_there_is_room(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{address}/levels/residential/")
    listed, text = page.locator(".contents"), page.locator("#medicine")
    text.scroll_into_view_if_needed()

    expect(listed.get_by_role("link", name="Medicine")).to_be_in_viewport()
    edges = listed.bounding_box(), text.bounding_box()
    assert edges[0] is not None
    assert edges[1] is not None
    assert edges[0]["x"] + edges[0]["width"] < edges[1]["x"]
    listed.get_by_role("link", name="Other names").click()
    expect(page.locator("#names")).to_be_in_viewport()
    page.close()


def test_on_a_phone_a_long_page_says_what_it_holds_folded(page: Page, address: str) -> None:
    page.goto(f"{address}/levels/residential/")
    link = page.locator(".contents a[href='#medicine']")

    expect(link).not_to_be_visible()
    page.locator(".contents summary").click()
    link.click()
    expect(page.locator("#medicine")).to_be_in_viewport()


@pytest.mark.parametrize("at", ["", "guide/", "guide/plain/", "guide/less-support/"])
def test_the_first_page_and_a_guide_list_no_parts(page: Page, address: str, at: str) -> None:
    page.goto(f"{address}/{at}")

    assert page.locator(".contents").count() == 0
