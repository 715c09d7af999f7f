"""Look at the pictures that stand in the place of words: strips, two weeks, marked lists."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

TOPS = "(held) => held.map((one) => Math.round(one.getBoundingClientRect().top))"
ROOM = "(held) => held.every((one) => one.getBoundingClientRect().right <= document.documentElement.clientWidth)"


@pytest.fixture
def wide(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    yield page
    page.close()


@pytest.mark.parametrize("width", [320, 360, 768])
def test_each_level_is_a_strip_and_its_words_are_a_tap_away(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{address}/levels/")
    rows = page.locator(".levels tbody tr")
    first, second = rows.nth(0), rows.nth(1)

    assert len(set(first.locator(".strip").evaluate_all(TOPS))) == 1
    assert first.locator(".strip").count() == 3
    expect(first.locator("strong").first).to_be_visible()
    assert [words.is_visible() for words in first.locator(".cell-more").all()] == [False] * 3
    first.locator("summary").click()
    assert [words.is_visible() for words in first.locator(".cell-more").all()] == [True] * 3
    assert [words.is_visible() for words in second.locator(".cell-more").all()] == [False] * 3


def test_the_comparison_on_a_phone_is_shorter_than_twelve_screens(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/levels/")

    assert page.evaluate("document.documentElement.scrollHeight") <= 9000


def test_a_wide_screen_and_paper_show_every_word_of_the_comparison(wide: Page, address: str) -> None:
    wide.goto(f"{address}/levels/")
    words = wide.locator(".cell-more").all()

    assert all(word.is_visible() for word in words)
    assert not wide.locator(".row-words").first.is_visible()
    wide.set_viewport_size({"width": 360, "height": 740})
    assert not any(word.is_visible() for word in words)
    wide.emulate_media(media="print")
    assert all(word.is_visible() for word in words)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_two_weeks_of_a_move_stand_side_by_side(wide: Page, address: str, width: int) -> None:
    wide.set_viewport_size({"width": width, "height": 740})
    wide.goto(f"{address}/moves/residential-to-intensive-outpatient/")
    weeks = wide.locator(".weeks svg")

    assert weeks.count() == 2
    assert len(set(weeks.evaluate_all(TOPS))) == 1
    assert weeks.evaluate_all(ROOM)


def test_a_move_says_once_what_stays_the_same(page: Page, address: str) -> None:
    page.goto(f"{address}/moves/outpatient-to-intensive-outpatient/")
    same = page.locator(".changes tbody tr", has=page.locator("small"))

    assert same.count() > 0
    assert [row.locator("td").count() for row in same.all()] == [1] * same.count()


def test_ticks_and_crosses_are_drawn_in_the_readers_own_colors_and_on_paper(page: Page, address: str) -> None:
    drawn = "(list) => getComputedStyle(list.querySelector('li'), '::before').borderTopWidth"
    tick = "(list) => getComputedStyle(list.querySelector('li'), '::before').borderBottomWidth"
    page.goto(f"{address}/families/")
    page.emulate_media(forced_colors="active", media="print")

    assert page.locator("ul.do-not").first.evaluate(drawn) == "3px"
    assert page.locator("ul.do").first.evaluate(tick) == "3px"
