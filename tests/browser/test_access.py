"""Look at pages as readers with other needs do: large, spaced, by keyboard, in their own colors, without motion."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.access import HIDDEN_FOCUS, LOST_TEXT, MOVING, ONE_OF_EACH, SMALL_TARGETS, SPACING, UNSEEN_CONTROLS
from tests.browser.serving import pages_to_stay_on
from tests.browser.test_guide import answer, walk_to_stay
from tests.browser.test_pages import KINDS

PLAIN = "guide/plain/"
SOURCE = "source/content/safety.yaml/"
MORE_KINDS = ("about/scorecard/", "about/proof/", "glossary/", "treatments/", "claims/", SOURCE)
Scheme: TypeAlias = Literal["light", "dark"]
NARROW: ViewportSize = {"width": 320, "height": 640}
WIDE: ViewportSize = {"width": 1280, "height": 800}
AT_400_PERCENT: ViewportSize = {"width": 320, "height": 256}
"""What a screen of 1280 by 1024 shows at 400 %."""


@pytest.fixture(scope="session")
def addresses(request: pytest.FixtureRequest, site: Path) -> list[str]:
    """Give one page of each kind, or every page with --every-page."""
    if not request.config.getoption("--every-page"):
        return [*KINDS, *MORE_KINDS]
    return list(pages_to_stay_on(site))


@pytest.fixture(params=[NARROW, WIDE], ids=["320 px", "1280 px"])
def sized(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=request.param)
    yield context.new_page()
    context.close()


def states_of_the_guide(page: Page, address: str) -> Iterator[str]:
    """Show a question, what is said when nothing is chosen, an emergency, and an ordinary outcome."""
    page.goto(f"{address}/guide/")
    yield "a question"
    page.get_by_role("button", name="Next").click()
    yield "nothing chosen"
    answer(page, "danger", "overdose")
    yield "an emergency"
    page.goto(f"{address}/guide/")
    walk_to_stay(page)
    yield "an outcome"


def test_no_reader_loses_anything(sized: Page, address: str, addresses: list[str], pytestconfig: pytest.Config) -> None:
    # Of each kind a narrow page in the dark and a wide one by day; of every page all four.
    is_narrow = sized.viewport_size == NARROW
    is_every_page = pytestconfig.getoption("--every-page")
    schemes: tuple[Scheme, ...] = ("light", "dark") if is_every_page else ("dark",) if is_narrow else ("light",)
    for scheme in schemes:
        sized.emulate_media(color_scheme=scheme)
        found = {}
        for kind in addresses:
            sized.goto(f"{address}/{kind}")
            is_long = kind in (PLAIN, SOURCE) and not is_every_page
            found[kind] = lost_in(sized)
            found[kind] += faults_of_many(sized, is_whole=not is_narrow) if is_long else faults_of(sized)
        for state in states_of_the_guide(sized, address):
            found[state] = [*lost_in(sized), *faults_of(sized)]
        assert {kind: faults for kind, faults in found.items() if faults} == {}
        assert len(found) == len(addresses) + 4


def lost_in(page: Page) -> list[str]:
    """Name what a finger misses, what the reader's own colors hide, and what wider spacing or 400 % cut."""
    found = [f"small: {small}" for small in page.evaluate(SMALL_TARGETS)]
    page.emulate_media(forced_colors="active")
    found += [f"without an edge: {control}" for control in page.evaluate(UNSEEN_CONTROLS)]
    page.emulate_media(forced_colors="none")
    page.evaluate(SPACING)
    found += [f"spaced: {lost}" for lost in page.evaluate(LOST_TEXT)]
    page.evaluate("document.adoptedStyleSheets = []")
    if page.viewport_size == NARROW:
        page.set_viewport_size(AT_400_PERCENT)
        found += [f"at 400 %: {lost}" for lost in page.evaluate(LOST_TEXT)]
        page.set_viewport_size(NARROW)
    return found


def faults_of(page: Page, **options: object) -> list[str]:
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:90]}"
        for fault in Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    ]


def faults_of_many(page: Page, *, is_whole: bool) -> list[str]:
    """Give the faults of one of each of hundreds of sections or lines; `is_whole`: of all, in all but their contrast.

    What axe finds in them but contrast lies in the words and the order of the page, which no width and color change.
    """
    found = faults_of(page, rules={"color-contrast": {"enabled": False}}) if is_whole else []
    before, after = page.evaluate(ONE_OF_EACH)
    assert 0 < after < before / 5
    return [*found, *(faults_of(page, runOnly=["color-contrast"]) if is_whole else faults_of(page))]


@pytest.mark.parametrize(("size", "times"), [(AT_400_PERCENT, 30), (WIDE, 12)], ids=["400 %", "1280 px"])
def test_the_focus_is_never_hidden(page: Page, address: str, size: ViewportSize, times: int) -> None:
    page.set_viewport_size(size)
    page.emulate_media(reduced_motion="reduce")  # What scrolls slowly is not yet in view.
    for kind in KINDS:
        page.goto(f"{address}/{kind}")
        assert hidden_on_the_way(page, "Tab", times) == [], kind
        # From the end of the page upward is where a fixed top could cover the next one.
        page.evaluate("[...document.querySelectorAll('a[href], button')].at(-1).focus()")
        assert hidden_on_the_way(page, "Shift+Tab", times) == [], kind


def hidden_on_the_way(page: Page, key: str, times: int) -> list[str]:
    found = []
    for _ in range(times):
        page.keyboard.press(key)
        found.append(page.evaluate(HIDDEN_FOCUS))
    return [says for says in found if says]


def test_nothing_moves_for_who_asks_for_stillness(page: Page, address: str, addresses: list[str]) -> None:
    page.emulate_media(reduced_motion="reduce")
    for kind in addresses:
        page.goto(f"{address}/{kind}")
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        assert page.evaluate("document.getAnimations().length") == 0
        assert page.evaluate(MOVING) == []
