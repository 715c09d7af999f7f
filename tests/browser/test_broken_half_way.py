"""Read the guide where a proxy, a filter or a bad line lets a part of it through: there is help, and a way on."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import APIResponse, BrowserContext, Page, Route, expect

from tests.browser.test_guide import IN_VIEW, go_on, in_view, walk_to_stay

Break = Callable[[Route, APIResponse], None]


def cut(route: Route, got: APIResponse) -> None:
    route.fulfill(response=got, body=got.body()[: len(got.body()) // 2])


def write_wrong(route: Route, got: APIResponse) -> None:
    route.fulfill(response=got, body=f"({got.text()}")


def fail_at_once(route: Route, got: APIResponse) -> None:
    route.fulfill(response=got, body=f"null.nothing;{got.text()}")


def send_a_page_instead(route: Route, got: APIResponse) -> None:
    route.fulfill(status=200, content_type="text/html", body="<h1>Blocked by your school</h1>")


def forbid_scripts(route: Route, got: APIResponse) -> None:
    route.fulfill(response=got, headers={**got.headers, "content-security-policy": "script-src 'none'"})


def forbid_styles_too(route: Route, got: APIResponse) -> None:
    route.fulfill(response=got, headers={**got.headers, "content-security-policy": "default-src 'none'"})


def breaking(page: Page, files: str, how: Break) -> None:
    page.route(re.compile(files), lambda route: how(route, route.fetch()))


@pytest.mark.parametrize(
    ("files", "how"),
    [
        ("/guide[.]js$", cut),
        ("/guide[.]js$", write_wrong),
        ("/guide[.]js$", fail_at_once),
        ("/guide[.]js$", send_a_page_instead),
        ("[.]js$", cut),
        ("/guide/$", forbid_scripts),
        ("/guide/$", forbid_styles_too),
    ],
    ids=lambda part: part if isinstance(part, str) else part.__name__,
)
def test_where_the_guide_does_not_start_there_is_help_and_a_way_on(
    page: Page, address: str, files: str, how: Break
) -> None:
    breaking(page, files, how)
    page.goto(f"{address}/guide/")

    assert page.evaluate(IN_VIEW) == ["danger"]
    expect(page.locator("#help-bar a[href='tel:988']")).to_be_visible()
    page.get_by_role("link", name="Use the guide as one page").click()
    expect(page).to_have_url(f"{address}/guide/plain/")


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_page_that_breaks_off_shows_all_that_came(page: Page, address: str, share: float) -> None:
    def break_off(route: Route, got: APIResponse) -> None:
        route.fulfill(response=got, body=got.body()[: int(share * len(got.body()))])

    breaking(page, "/guide/$", break_off)
    page.goto(f"{address}/guide/")

    expect(page.locator("#help-bar a[href='tel:988']")).to_be_visible()
    expect(page.locator("fieldset").first).to_be_visible()


@pytest.mark.parametrize("missing", ["result", "leave"])
@pytest.mark.parametrize("how", [cut, send_a_page_instead], ids=lambda how: how.__name__)
def test_without_what_comes_beside_it_the_guide_goes_on(page: Page, address: str, missing: str, how: Break) -> None:
    breaking(page, f"/{missing}[.]js$", how)
    page.goto(f"{address}/guide/")

    walk_to_stay(page)
    go_on(page)

    assert in_view(page) == "stay"
    assert page.locator("[data-memory]").is_visible() == (missing == "leave")


def test_a_script_that_breaks_while_somebody_answers_shows_everything(page: Page, address: str) -> None:
    page.goto(f"{address}/guide/")
    page.evaluate("() => { history.pushState = () => { throw new DOMException('The operation is insecure.') } }")
    page.get_by_role("checkbox", name="None of these").check()

    page.get_by_role("button", name="Next").click()

    for outcome in ("overdose", "stay", "just-left-soon"):
        expect(page.locator(f"section[data-outcome={outcome}]")).to_be_visible()
    expect(page.get_by_role("link", name="Use the guide as one page")).to_be_visible()


@pytest.mark.parametrize("kind", ["", "search/", "staff/"])
@pytest.mark.parametrize("how", [cut, send_a_page_instead], ids=lambda how: how.__name__)
def test_any_other_page_is_read_where_its_script_is_broken(
    phone: BrowserContext, address: str, kind: str, how: Break
) -> None:
    page = phone.new_page()
    page.goto(f"{address}/{kind}")
    whole = page.locator("main").inner_text()
    broken = phone.new_page()
    breaking(broken, "[.]js$", how)
    broken.goto(f"{address}/{kind}")

    said = broken.locator("main").inner_text()
    assert len(said) > 0.7 * len(whole)
    assert broken.get_by_role("link", name="Leave this page").get_attribute("href")
