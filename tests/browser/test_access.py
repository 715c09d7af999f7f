"""Look at pages as readers with other needs do: large, spaced, by keyboard, in their own colors, without motion."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.access import HIDDEN_FOCUS, LOST_TEXT, MOVING, ONE_OF_EACH, SMALL_TARGETS, SPACING, UNSEEN_CONTROLS
from tests.browser.serving import pages_to_stay_on
from tests.browser.test_guide import answer, walk_to_stay
from tests.browser.test_pages import KINDS

PLAIN = "guide/plain/"
SOURCE = "source/content/safety.yaml/"
MORE_KINDS = ("about/scorecard/", "about/proof/", "glossary/", "treatments/", "claims/", SOURCE)
Scheme: TypeAlias = Literal["light", "dark"]
LIGHT_AND_DARK = pytest.mark.parametrize("scheme", ["light", "dark"])


@pytest.fixture(scope="session")
def addresses(request: pytest.FixtureRequest, site: Path) -> list[str]:
    """Give one page of each kind, or every page with --every-page."""
    if not request.config.getoption("--every-page"):
        return [*KINDS, *MORE_KINDS]
    return list(pages_to_stay_on(site))


@pytest.fixture(params=[(320, 640), (1280, 800)], ids=["320 px", "1280 px"])
def sized(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height})
    yield context.new_page()
    context.close()


@pytest.fixture
def at_400_percent(browser: Browser) -> Iterator[Page]:
    """Give what a screen of 1280 by 1024 shows at 400 %."""
    context = browser.new_context(viewport={"width": 320, "height": 256})
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


def test_axe_finds_nothing(sized: Page, address: str, addresses: list[str], pytestconfig: pytest.Config) -> None:
    # Of each kind a narrow page in the dark and a wide one by day; of every page all four.
    other: Scheme = "dark" if sized.viewport_size == {"width": 320, "height": 640} else "light"
    is_every_page = pytestconfig.getoption("--every-page")
    schemes: tuple[Scheme, ...] = ("light", "dark") if is_every_page else (other,)
    for scheme in schemes:
        sized.emulate_media(color_scheme=scheme)
        found = {}
        for kind in addresses:
            sized.goto(f"{address}/{kind}")
            is_long = kind in (PLAIN, SOURCE) and not is_every_page
            found[kind] = faults_of_many(sized, is_whole=other == "light") if is_long else faults_of(sized)
        for state in states_of_the_guide(sized, address):
            found[state] = faults_of(sized)
        assert {kind: faults for kind, faults in found.items() if faults} == {}
        assert len(found) == len(addresses) + 4


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


def test_a_finger_hits_every_target(sized: Page, address: str, addresses: list[str]) -> None:
    for kind in addresses:
        sized.goto(f"{address}/{kind}")
        assert sized.evaluate(SMALL_TARGETS) == [], kind
    for state in states_of_the_guide(sized, address):
        assert sized.evaluate(SMALL_TARGETS) == [], state


def test_wider_spacing_loses_no_text(sized: Page, address: str, addresses: list[str]) -> None:
    for kind in addresses:
        sized.goto(f"{address}/{kind}")
        sized.evaluate(SPACING)
        assert sized.evaluate(LOST_TEXT) == [], kind
    for state in states_of_the_guide(sized, address):
        sized.evaluate(SPACING)
        assert sized.evaluate(LOST_TEXT) == [], state


def test_400_percent_loses_no_text(at_400_percent: Page, address: str, addresses: list[str]) -> None:
    for kind in addresses:
        at_400_percent.goto(f"{address}/{kind}")
        assert at_400_percent.evaluate(LOST_TEXT) == [], kind
    for state in states_of_the_guide(at_400_percent, address):
        assert at_400_percent.evaluate(LOST_TEXT) == [], state


@pytest.mark.parametrize("size", [(320, 256), (1280, 800)], ids=str)
def test_the_focus_is_never_hidden(page: Page, address: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(reduced_motion="reduce")  # What scrolls slowly is not yet in view.
    for kind in KINDS:
        page.goto(f"{address}/{kind}")
        assert hidden_on_the_way(page, "Tab", 30) == [], kind
        # From the end of the page upward is where a fixed top could cover the next one.
        page.evaluate("[...document.querySelectorAll('a[href], button')].at(-1).focus()")
        assert hidden_on_the_way(page, "Shift+Tab", 30) == [], kind


def hidden_on_the_way(page: Page, key: str, times: int) -> list[str]:
    found = []
    for _ in range(times):
        page.keyboard.press(key)
        found.append(page.evaluate(HIDDEN_FOCUS))
    return [says for says in found if says]


@LIGHT_AND_DARK
def test_in_the_readers_own_colors_every_control_has_an_edge(
    page: Page, address: str, addresses: list[str], scheme: Scheme
) -> None:
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    for kind in addresses:
        page.goto(f"{address}/{kind}")
        assert page.evaluate(UNSEEN_CONTROLS) == [], kind
    for state in states_of_the_guide(page, address):
        assert page.evaluate(UNSEEN_CONTROLS) == [], state


def test_nothing_moves_for_who_asks_for_stillness(page: Page, address: str, addresses: list[str]) -> None:
    page.emulate_media(reduced_motion="reduce")
    for kind in addresses:
        page.goto(f"{address}/{kind}")
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        assert page.evaluate("document.getAnimations().length") == 0
        assert page.evaluate(MOVING) == []
