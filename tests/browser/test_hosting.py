"""Walk the site in a real browser through a real nginx, with the headers that we ship."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_guide import answer, walk_to_stay
from tests.browser.test_pages import KINDS
from tests.browser.test_privacy import ELSEWHERE, elsewhere
from tests.site.web_servers import find, serving

__all__ = ["elsewhere"]


@pytest.fixture(scope="module")
def hosted(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if find("nginx") is None:
        pytest.skip("nginx is not installed")
    with serving("nginx", site, tmp_path_factory.mktemp("nginx")) as address:
        yield address


@pytest.fixture
def said(page: Page) -> list[str]:
    """Give the errors of a page: of a script, or of what a policy stops."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    return heard


def test_no_kind_of_page_has_an_error(page: Page, hosted: str, said: list[str]) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    for kind in KINDS:
        answer = page.goto(f"{hosted}/{kind}", wait_until="networkidle")
        assert answer is not None
        assert answer.all_headers()["content-encoding"] == "gzip"

    assert said == []
    assert {url for url in asked if not url.startswith((f"{hosted}/", "data:image/"))} == set()


def test_search_works_under_its_policy(page: Page, hosted: str, said: list[str]) -> None:
    page.goto(f"{hosted}/search/")
    page.locator("#query").fill("partial hospitalization")

    expect(page.locator(".found").get_by_role("link", name="Partial hospitalization").first).to_be_visible(
        timeout=15000
    )
    assert said == []


def test_the_guide_works_and_nothing_may_connect(page: Page, hosted: str, said: list[str]) -> None:
    page.goto(f"{hosted}/guide/")
    walk_to_stay(page)
    assert said == []

    tried = page.evaluate("fetch('/levels/').then(() => 'connected', () => 'refused')")

    assert tried == "refused"
    assert any("connect-src 'none'" in text for text in said)


def test_leaving_tells_nobody_and_forgets(
    page: Page, hosted: str, elsewhere: list[dict[str, str]], said: list[str]
) -> None:
    page.goto(f"{hosted}/levels/")
    page.goto(f"{hosted}/guide/")
    answer(page, "danger", "none")
    answer(page, "thoughts", "none")

    page.get_by_role("link", name="Leave this page").click()
    page.wait_for_url(ELSEWHERE)

    assert "referer" not in elsewhere[0]
    page.go_back()
    expect(page).to_have_url(f"{hosted}/levels/")
    assert said == []


def test_another_site_cannot_frame_a_page(page: Page, hosted: str) -> None:
    outside = "http://outside.test/"
    page.route(
        outside, lambda route: route.fulfill(body=f'<iframe src="{hosted}/guide/"></iframe>', content_type="text/html")
    )
    page.goto(outside)

    [_, frame] = page.frames
    assert frame.evaluate("document.querySelectorAll('[data-guide]').length") == 0
