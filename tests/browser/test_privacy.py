"""See in a real browser that nothing leaves the device, and that leaving is quick."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from generator.checks import Verified
from generator.pages import render_site
from tests.browser.test_guide import answer

ELSEWHERE = "https://www.weather.gov/"


@pytest.fixture
def elsewhere(phone: BrowserContext) -> list[dict[str, str]]:
    seen: list[dict[str, str]] = []

    def stand_in(route: Route) -> None:
        seen.append(route.request.headers)
        route.fulfill(body="<title>Weather</title>", content_type="text/html")

    phone.route(f"{ELSEWHERE}**", stand_in)
    return seen


def test_no_page_asks_anything_of_another_host(phone: BrowserContext, address: str, verified: Verified) -> None:
    page = phone.new_page()
    hosts: set[str] = set()
    faults: list[str] = []
    phone.on("request", lambda request: hosts.add(re.sub(r"^(\w+://[^/]+).*", r"\1", request.url)))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)

    for made in render_site(verified).pages:
        page.goto(f"{address}/{made.address}")
        assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]

    assert hosts == {address}
    assert faults == []


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


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_exit_stays_in_view(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(f"{address}/guide/plain/")

    page.evaluate("scrollTo(0, document.body.scrollHeight)")

    control = page.get_by_role("link", name="Leave this page")
    expect(control).to_be_in_viewport()
    box = control.bounding_box()
    assert box is not None
    top = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).closest('a')?.textContent", [box["x"] + 9, box["y"] + 9]
    )
    assert top == "Leave this page"


def test_the_exit_is_a_link_without_script(browser: object, page: Page, address: str) -> None:
    page.goto(f"{address}/guide/")

    control = page.get_by_role("link", name="Leave this page")
    expect(control).to_have_attribute("href", ELSEWHERE)
    expect(control).to_have_attribute("rel", re.compile("noreferrer"))
