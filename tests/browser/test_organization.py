"""Use the site of an organization as a family does: choose a program, find the lines of a place, script or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.problems import Problems
from generator.site.building import build_site
from tests.browser.access import LOST_TEXT, SMALL_TARGETS
from tests.browser.answers import answers_of
from tests.browser.serving import serving
from tests.browser.test_access import faults_of
from tests.browser.test_guide import answer
from tests.conftest import TODAY
from tests.organization import copy_with_organization

PAGES = [
    "programs/",
    "safety/",
    "local-lines/",
    "organization/purpose/",
    "organization/accessibility/",
    "organization/languages/",
    "organization/nondiscrimination/",
    "levels/residential/",
    "guide/after-birth-emergency/",
]


@pytest.fixture(scope="module")
def organization(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("organization")
    project, problems = copy_with_organization(folder / "project"), Problems()
    build_site(project, folder / "site", problems, today=TODAY)
    assert not problems.has_errors(), problems.found
    with serving(folder / "site") as root:
        yield root


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_axe_finds_nothing_and_nothing_is_lost(
    organization: str, browser: Browser, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme)
    page = context.new_page()
    for path in PAGES:
        page.goto(f"{organization}/{path}")
        assert faults_of(page) == [], path
        assert page.evaluate(LOST_TEXT) == [], path
        assert page.evaluate(SMALL_TARGETS) == [], path
    context.close()


def test_a_long_name_leaves_the_strip_one_row(organization: str, page: Page) -> None:
    page.goto(f"{organization}/programs/")
    page.locator(".top .name").evaluate("(name) => { name.lastChild.textContent = 'Made-up River Houses' }")

    # Two rows of buttons are 103 px; three lines of a name are 70.
    assert page.locator(".top").evaluate("(top) => top.getBoundingClientRect().height") <= 75


def test_on_a_wide_screen_a_heading_stands_close_to_its_text(organization: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{organization}/organization/accessibility/")
    gap = """(heading) =>
      heading.nextElementSibling.getBoundingClientRect().top - heading.getBoundingClientRect().bottom"""

    assert max(heading.evaluate(gap) for heading in page.locator("article h2").all()) < 30
    page.close()


def seen(page: Page) -> list[str]:
    return [heading.inner_text() for heading in page.locator(".program-list h3").all() if heading.is_visible()]


def test_a_family_finds_the_house_that_fits(organization: str, page: Page) -> None:
    page.goto(f"{organization}/programs/")
    assert seen(page) == ["North House", "South House", "West House"]

    page.get_by_label("Care", exact=True).select_option("Residential treatment")
    assert seen(page) == ["North House", "West House"]
    page.get_by_label("Plans that are taken", exact=True).select_option("Medicaid")
    page.get_by_label("Place", exact=True).select_option("Ohio")
    assert seen(page) == ["West House"]
    expect(page.get_by_role("status")).to_have_text("1 of 3 programs fit.")
    expect(page.get_by_role("heading", name="Massachusetts")).to_be_hidden()

    page.get_by_label("For", exact=True).select_option("Women")
    assert seen(page) == []
    expect(page.get_by_role("status")).to_have_text("No program fits all of this, so change one of your choices.")
    assert page.url == f"{organization}/programs/"
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_without_script_every_program_and_every_line_stands_there(organization: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 740})
    page = context.new_page()

    page.goto(f"{organization}/programs/")
    assert seen(page) == ["North House", "South House", "West House"]
    expect(page.locator("select")).to_have_count(5)
    assert not any(select.is_visible() for select in page.locator("select").all())
    page.goto(f"{organization}/local-lines/")
    assert page.locator(".local-place").all_inner_texts() == [
        "Massachusetts",
        "Sample County, Massachusetts",
        "Test County, Ohio",
    ]
    context.close()


def local_lines(page: Page) -> list[str]:
    names = page.locator(".local .contact-name strong").all()
    return [name.inner_text().split("\n")[0].removesuffix("\xa0*") for name in names if name.is_visible()]


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("Massachusetts", ["Sample State Behavioral Line", "Sample County Line"]),
        ("Sample County, Massachusetts", ["Sample State Behavioral Line", "Sample County Line"]),
        ("Ohio", ["Sample Ohio Line"]),
    ],
)
def test_the_lines_of_a_place_are_chosen_in_a_result_and_forgotten(
    organization: str, page: Page, place: str, names: list[str]
) -> None:
    page.goto(f"{organization}/guide/")
    answer(page, "danger", answers_of("danger")[0])
    shown = page.locator("section[data-outcome]:not([hidden])")
    shown.get_by_text("Whom to call", exact=True).first.click()
    assert shown.locator(".call-list").first.evaluate(
        "(national) => Boolean(national.compareDocumentPosition(document.querySelector('.local')) & 4)"
    )
    shown.get_by_label("Where are you?").select_option(place)

    assert local_lines(page) == names
    assert page.url == f"{organization}/guide/"
    page.goto(f"{organization}/programs/")
    page.go_back()
    assert page.evaluate("document.querySelector('.local select')?.value ?? ''") == ""
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_emergency_and_today_lead_to_no_program(organization: str, page: Page) -> None:
    page.goto(f"{organization}/guide/")
    urgent = page.locator("section[data-outcome]:is([data-urgency=emergency], [data-urgency=today])")

    assert urgent.count() > 0
    assert urgent.locator('a[href*="programs/"]').count() == 0
    assert page.locator("section[data-outcome][data-urgency=soon]").locator('a[href*="programs/"]').count() > 0
