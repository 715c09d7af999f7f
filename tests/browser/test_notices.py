"""Look at pages while a notice runs as readers with other needs do: day and night, large, on paper, without script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.problems import Problems
from generator.site.building import build_site
from tests.browser.access import LOST_TEXT, SMALL_TARGETS, SPACING
from tests.browser.serving import serving
from tests.browser.test_access import PLAIN, faults_of, faults_of_many
from tests.browser.test_guide import answer
from tests.conftest import TODAY
from tests.site.workbench import copy_project

PAGES = ["", "safety/", "guide/", "guide/plain/", "guide/sheet/", "guide/offline.html", "404.html", "search/"]
SAYS = "988 cannot be reached today by call or text. The chat works."
NOTICE = f"""
notices:
  - id: line-down
    say: "{SAYS}"
    about: lifeline-988
    call: emergency
    from: {TODAY}
    until: {TODAY}
"""


@pytest.fixture(scope="module")
def noticed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("noticed")
    project, problems = copy_project(folder / "project"), Problems()
    with (project / "content/contacts.yaml").open("a", encoding="utf-8") as contacts:
        contacts.write(NOTICE)
    build_site(project, folder / "site", problems, today=TODAY)
    assert not problems.has_errors(), problems.found
    with serving(folder / "site") as root:
        yield root


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_axe_finds_nothing_and_nothing_is_lost(
    noticed: str, browser: Browser, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme)
    page = context.new_page()
    for path in PAGES:
        page.goto(f"{noticed}/{path}")
        expect(page.locator("#help-bar .notice")).to_contain_text(SAYS)
        assert page.evaluate(SMALL_TARGETS) == [], path
        page.evaluate(SPACING)
        assert page.evaluate(LOST_TEXT) == [], path
        faults = faults_of_many(page, is_whole=False) if path == PLAIN else faults_of(page)
        assert faults == [], path
    context.close()


def test_the_list_of_help_lines_says_it_too(noticed: str, page: Page) -> None:
    page.goto(f"{noticed}/tonight/")

    page.locator("button.now").click()

    expect(page.locator("#help-list .notice")).to_be_visible()
    assert page.evaluate("() => document.querySelector('#help-list strong').getBoundingClientRect().width < 200")


def test_a_result_of_the_guide_stands_below_it_and_marks_whom_to_call(noticed: str, page: Page) -> None:
    page.goto(f"{noticed}/guide/")

    answer(page, "danger", "suicide-now")

    result = page.locator("[data-outcome]:not([hidden])")
    expect(page.locator("#help-bar .notice")).to_be_visible()
    expect(result.locator(".guide-call")).to_contain_text("Call 988 (see the notice)")
    expect(result.locator(".call-list")).to_contain_text(f"Please note: {SAYS}")


@pytest.mark.parametrize("path", ["guide/plain/", "guide/offline.html", "safety/"])
def test_without_script_it_is_there(noticed: str, browser: Browser, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{noticed}/{path}")

    expect(page.locator("#help-bar .notice")).to_be_visible()
    context.close()


@pytest.mark.parametrize("path", ["safety/", "guide/sheet/"])
def test_paper_says_it_once_with_its_days(noticed: str, page: Page, path: str) -> None:
    page.emulate_media(media="print")

    page.goto(f"{noticed}/{path}")

    [shown] = [notice for notice in page.locator(".notice").all() if notice.is_visible()]
    assert "until November" in shown.inner_text()
    assert page.evaluate("(node) => node.offsetHeight < 200", shown.element_handle())
