"""See in a real browser that nothing leaves the device, and that leaving is quick."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.serving import some_of_each_folder
from tests.browser.test_guide import answer

ELSEWHERE = "https://www.weather.gov/"
KEPT = """async () => [document.cookie, localStorage.length, sessionStorage.length, (await caches.keys()).length,
  (await indexedDB.databases()).length, (await navigator.serviceWorker.getRegistrations()).length, window.name]"""
NOTHING = ["", 0, 0, 0, 0, 0, ""]


@pytest.fixture
def elsewhere(phone: BrowserContext) -> list[dict[str, str]]:
    seen: list[dict[str, str]] = []

    def stand_in(route: Route) -> None:
        seen.append(route.request.headers)
        route.fulfill(body="<title>Weather</title>", content_type="text/html")

    phone.route(f"{ELSEWHERE}**", stand_in)
    return seen


def test_no_page_asks_anything_of_another_host_or_keeps_anything(
    phone: BrowserContext, address: str, site: Path, pytestconfig: pytest.Config
) -> None:
    page = phone.new_page()
    asked: set[str] = set()
    faults: list[str] = []
    phone.on("request", lambda request: asked.add(request.url))
    phone.on("requestfailed", lambda request: faults.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    if not pytestconfig.getoption("--every-page"):
        names = some_of_each_folder(names)
    assert len(names) > 60

    for name in names:
        page.goto(f"{address}/{name.removesuffix('index.html')}")
        # A page that leads on is left at once, whatever is asked of it: what is looked at is where it leads.
        page.wait_for_function(
            "() => !document.querySelector('meta[http-equiv=refresh], [data-proof=waiting]:not([hidden])')"
        )
        assert page.evaluate(KEPT) == NOTHING, name

    assert {url for url in asked if not url.startswith((f"{address}/", "data:image/"))} == set()
    assert len(asked) > len(names)
    assert faults == []
    assert phone.cookies() == []


def test_leaving_clears_replaces_and_tells_nobody(page: Page, address: str, elsewhere: list[dict[str, str]]) -> None:
    page.goto(f"{address}/levels/")
    page.goto(f"{address}/guide/")
    answer(page, "danger", "none")
    answer(page, "thoughts", "none")

    page.get_by_role("link", name="Leave this page").click()
    page.wait_for_url(ELSEWHERE)

    assert "referer" not in elsewhere[0]
    page.go_back()
    expect(page).to_have_url(f"{address}/levels/")


def test_shift_three_times_leaves(page: Page, address: str, elsewhere: list[dict[str, str]]) -> None:
    page.goto(f"{address}/guide/")
    answer(page, "danger", "none")

    for _ in range(3):
        page.keyboard.press("Shift")

    page.wait_for_url(ELSEWHERE)
    assert "referer" not in elsewhere[0]


def test_typing_capitals_does_not_leave(page: Page, address: str, elsewhere: list[dict[str, str]]) -> None:
    page.goto(f"{address}/guide/")

    for key in ("Shift+A", "Shift+B", "Shift+C"):
        page.keyboard.press(key)

    assert page.url == f"{address}/guide/"
    assert elsewhere == []
