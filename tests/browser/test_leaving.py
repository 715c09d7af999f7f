"""Leave from every kind of page: the control is in view, works without script, and says what it cannot do."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.test_guide import answer
from tests.browser.test_pages import KINDS
from tests.browser.test_privacy import ELSEWHERE, elsewhere

__all__ = ["elsewhere"]

# At each place of the page, its middle and corners must show the control itself.
COVERED = """async () => {
  const control = document.querySelector("[data-leave]"), end = document.documentElement.scrollHeight, found = [];
  for (const part of [0, 0.1, 0.35, 0.7, 1]) {
    scrollTo({ top: part * end, behavior: "instant" });
    await new Promise(requestAnimationFrame);
    const { left, right, top, bottom } = control.getBoundingClientRect();
    const corners = [left + 9, right - 9].flatMap((x) => [top + 3, bottom - 3].map((y) => [x, y]));
    for (const [x, y] of [[(left + right) / 2, (top + bottom) / 2], ...corners]) {
      const shown = document.elementFromPoint(x, y)?.closest("a");
      if (shown !== control) found.push(`${part}: ${Math.round(x)} ${Math.round(y)}`);
    }
    if (bottom - top < 44) found.push(`${part}: ${bottom - top} px high`);
  }
  return found;
}"""


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_control_is_never_covered_or_scrolled_away(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    for kind in KINDS:
        page.goto(f"{address}/{kind}")
        assert page.evaluate(COVERED) == [], kind


@pytest.mark.parametrize("letters", ["100%", "150%"])
def test_the_control_stays_above_the_open_menu(page: Page, address: str, letters: str) -> None:
    page.goto(f"{address}/levels/")
    page.evaluate("size => { document.documentElement.style.fontSize = size }", letters)
    page.get_by_role("button", name="Menu").click()

    assert page.evaluate(COVERED) == []


def test_the_control_stays_in_view_all_through_the_guide(page: Page, address: str) -> None:
    page.goto(f"{address}/guide/")
    assert page.evaluate(COVERED) == []
    answer(page, "danger", "none")
    assert page.evaluate(COVERED) == []
    answer(page, "thoughts", "suicidal-thoughts")
    assert page.evaluate(COVERED) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_control_says_what_it_cannot_do(page: Page, address: str, kind: str) -> None:
    page.goto(f"{address}/{kind}")

    control = page.get_by_role("link", name="Leave this page")
    expect(control).to_have_attribute("rel", re.compile("noreferrer"))
    expect(control).not_to_have_attribute("target", re.compile("."))
    expect(control).to_have_accessible_description(re.compile("does not clear your browser's history"))
    expect(page.locator("#leaving")).to_be_visible()


def test_the_control_leaves_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    seen: list[dict[str, str]] = []

    def answered(route: Route) -> None:
        seen.append(route.request.headers)
        route.fulfill(body="Weather")

    context.route(f"{ELSEWHERE}**", answered)
    page = context.new_page()
    for kind in ("guide/", "guide/plain/#s5", "levels/residential/"):
        page.goto(f"{address}/{kind}")
        page.get_by_role("link", name="Leave this page").click()
        page.wait_for_url(ELSEWHERE)
    context.close()

    assert ["referer" in headers for headers in seen] == [False, False, False]


def test_leaving_forgets_answers_before_the_next_page_is_there(phone: BrowserContext, page: Page, address: str) -> None:
    # The new page gives nothing: what a person behind sees is this page still.
    phone.route(f"{ELSEWHERE}**", lambda route: route.fulfill(status=204))
    page.goto(f"{address}/guide/")
    answer(page, "danger", "none")
    answer(page, "thoughts", "suicidal-thoughts")

    with page.expect_request(f"{ELSEWHERE}**"):
        page.get_by_role("link", name="Leave this page").dispatch_event("click")

    assert page.locator("input:checked").count() == 0
    expect(page.locator("main")).to_be_hidden()
    expect(page.locator("[data-guide]")).to_be_hidden()


def test_coming_back_shows_nothing_of_the_answers(page: Page, address: str, elsewhere: list[dict[str, str]]) -> None:
    page.goto(f"{address}/levels/")
    page.goto(f"{address}/guide/")
    for question in ("danger", "thoughts", "body"):
        answer(page, question, "none")
    page.get_by_role("link", name="Leave this page").click()
    page.wait_for_url(ELSEWHERE)

    page.go_back()
    expect(page).to_have_url(f"{address}/levels/")
    expect(page.locator("main")).to_be_visible()
    page.go_forward()
    expect(page).to_have_url(ELSEWHERE)


def forward(page: Page) -> str:
    """Go Forward and give the address, which is the same where nothing lies ahead."""
    page.go_forward()
    return page.url


@pytest.mark.parametrize("steps", [0, 1, 3])
def test_forward_leads_to_nothing_of_ours_after_leaving_the_guide(
    page: Page, address: str, elsewhere: list[dict[str, str]], steps: int
) -> None:
    page.goto(f"{address}/levels/")
    page.goto(f"{address}/guide/")
    for question in ("danger", "thoughts", "body")[:steps]:
        answer(page, question, "none")
    if steps:
        page.go_back()
    page.get_by_role("link", name="Leave this page").click()
    page.wait_for_url(ELSEWHERE)

    assert forward(page) == f"{address}/assets/blank.txt"
    assert page.title() == ""
    assert page.inner_text("body").strip() == "This page is blank."
    assert forward(page) == f"{address}/assets/blank.txt"


def test_forward_leads_to_nothing_of_ours_where_the_guide_lay_ahead(
    page: Page, address: str, elsewhere: list[dict[str, str]]
) -> None:
    page.goto(f"{address}/levels/")
    page.goto(f"{address}/guide/")
    page.go_back()
    page.get_by_role("link", name="Leave this page").click()
    page.wait_for_url(ELSEWHERE)

    assert forward(page) == f"{address}/assets/blank.txt"


def test_the_title_says_where_a_reader_goes_while_the_way_is_long(
    phone: BrowserContext, page: Page, address: str
) -> None:
    phone.route(f"{ELSEWHERE}**", lambda route: route.fulfill(status=204))
    page.goto(f"{address}/guide/")

    with page.expect_request(f"{ELSEWHERE}**"):
        page.get_by_role("link", name="Leave this page").dispatch_event("click")

    assert page.evaluate("document.title") == "www.weather.gov"


@pytest.mark.parametrize("kind", ["", "levels/residential/", "guide/plain/", "search/", "404.html"])
def test_shift_three_times_leaves_from_any_page(
    page: Page, address: str, elsewhere: list[dict[str, str]], kind: str
) -> None:
    page.goto(f"{address}/{kind}")

    for _ in range(3):
        page.keyboard.press("Shift")

    page.wait_for_url(ELSEWHERE)
    assert "referer" not in elsewhere[0]
    # The page was replaced: there is nothing of ours behind.
    page.go_back()
    assert not page.url.startswith(address)


def click_with_shift(page: Page) -> None:
    page.keyboard.down("Shift")
    page.mouse.click(180, 400)
    page.keyboard.up("Shift")


# The wheel is heard after it is turned, and the page moves for some pictures more.
_HEAR = """() => {
  window.turned = { isHeard: false, at: 0, pictures: 0 };
  addEventListener("wheel", () => (window.turned.isHeard = true), { once: true, passive: true });
}"""
_IS_STILL = """() => {
  const { isHeard, at, pictures } = window.turned;
  window.turned = { isHeard, at: scrollY, pictures: isHeard && at === scrollY ? pictures + 1 : 0 };
  return pictures > 5;
}"""


def turn_the_wheel(page: Page) -> None:
    page.evaluate(_HEAR)
    page.mouse.wheel(0, 60)
    page.wait_for_function(_IS_STILL)


def turn_the_wheel_with_shift(page: Page) -> None:
    page.keyboard.down("Shift")
    turn_the_wheel(page)
    page.keyboard.up("Shift")


def go_back_by_tab(page: Page) -> None:
    page.keyboard.press("Shift+Tab")


def choose_text(page: Page) -> None:
    page.keyboard.press("Shift+ArrowRight")


def open_a_menu(page: Page) -> None:
    page.keyboard.press("Control+Shift")


def scroll_in_between(page: Page) -> None:
    page.keyboard.press("Shift")
    turn_the_wheel(page)


def click_in_between(page: Page) -> None:
    page.keyboard.press("Shift")
    page.mouse.click(180, 400)


def write_in_between(page: Page) -> None:
    page.locator("#query").focus()
    page.keyboard.press("Shift")
    page.keyboard.insert_text("a")


def write_a_capital(page: Page) -> None:
    page.locator("#query").focus()
    page.keyboard.press("Shift+A")


@pytest.mark.parametrize(
    "doing",
    [
        click_with_shift,
        turn_the_wheel_with_shift,
        go_back_by_tab,
        choose_text,
        open_a_menu,
        scroll_in_between,
        click_in_between,
        write_in_between,
        write_a_capital,
    ],
    ids=lambda doing: doing.__name__,
)
def test_shift_for_something_else_does_not_leave(
    page: Page, address: str, elsewhere: list[dict[str, str]], doing: Callable[[Page], None]
) -> None:
    page.goto(f"{address}/search/")

    for _ in range(4):
        doing(page)
    page.wait_for_timeout(200)

    assert elsewhere == []
    # Meant at last, it is heard.
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(ELSEWHERE)


def test_shift_held_down_or_slow_does_not_leave(page: Page, address: str, elsewhere: list[dict[str, str]]) -> None:
    page.goto(f"{address}/levels/")

    for _ in range(5):
        page.keyboard.down("Shift")
    page.keyboard.up("Shift")
    page.keyboard.press("Shift")

    assert page.url == f"{address}/levels/"
    assert elsewhere == []


def test_a_way_that_breaks_off_while_the_history_is_tidied_is_taken_again(
    phone: BrowserContext, page: Page, address: str
) -> None:
    tried: list[str] = []

    def first_in_vain(route: Route) -> None:
        tried.append(route.request.url)
        if len(tried) == 1:
            route.fulfill(status=204)  # the browser stays where it is
        else:
            route.fulfill(body="Weather")

    phone.route(f"{ELSEWHERE}**", first_in_vain)
    page.goto(f"{address}/guide/")
    answer(page, "danger", "none")
    # As on a slow phone: the way back takes longer than the page waits for it.
    page.evaluate("""() => {
      const go = history.go.bind(history);
      history.go = (entries) => setTimeout(() => go(entries), 1500);
    }""")

    page.get_by_role("link", name="Leave this page").click(no_wait_after=True)

    expect(page).to_have_url(re.compile(re.escape(ELSEWHERE)), timeout=20_000)
    assert len(tried) == 2
