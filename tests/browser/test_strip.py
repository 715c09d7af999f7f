"""Hold the strip above every page: slim, in the order that is seen, and with help in reach wherever a reader is."""

import pytest
from playwright.sync_api import Browser, Page, expect

PAGES = ("", "levels/residential/", "guide/", "cost/", "404.html")
IN_VIEW = """() => [...document.querySelectorAll(".top > :is(a, button)")]
  .filter((control) => control.checkVisibility())
  .map((control) => [control, control.getBoundingClientRect()])
  .filter(([, { top, bottom }]) => top >= 0 && bottom <= innerHeight && bottom > top)
  .map(([control]) => control.innerText.replace(/\\s+/g, " "))"""
ALL = ["Stepwell", "Menu", "Help now", "Leave this page"]
FOLLOWED = "() => document.activeElement.innerText.replace(/\\s+/g, ' ')"


def scroll(page: Page) -> None:
    page.evaluate("scrollTo({ top: 700, behavior: 'instant' })")
    page.wait_for_function("() => scrollY > 300")


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize(("width", "height"), [(320, 480), (360, 480), (768, 480), (1280, 480), (740, 360), (568, 320)])
def test_after_scrolling_one_row_stays(page: Page, address: str, kind: str, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{address}/{kind}")
    page.evaluate("document.body.style.minHeight = '3000px'")
    scroll(page)

    assert [words.removesuffix(" (opens beside this)") for words in page.evaluate(IN_VIEW)] == ALL
    assert page.locator(".top").bounding_box()["height"] <= 60  # type: ignore[index]


@pytest.mark.parametrize(
    ("width", "height", "letters"), [(320, 640, "200%"), (360, 740, "200%"), (320, 256, "100%"), (320, 200, "100%")]
)
def test_where_it_would_be_tall_help_and_the_way_out_stay_in_a_corner(
    page: Page, address: str, width: int, height: int, letters: str
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{address}/cost/")
    page.evaluate("size => { document.documentElement.style.fontSize = size }", letters)
    scroll(page)

    assert page.evaluate(IN_VIEW) == ["Help now", "Leave this page"]
    shown = [page.get_by_role("button", name="Help now"), page.get_by_role("link", name="Leave this page")]
    boxes = [box for control in shown if (box := control.bounding_box())]
    assert sum(box["width"] * box["height"] for box in boxes) < width * height / 6
    shown[0].click()
    expect(page.locator("#help-list a").first).to_be_in_viewport()


def test_nothing_of_the_strip_covers_another_part_of_it(page: Page, address: str) -> None:
    covered = """() => [...document.querySelectorAll(".top > :is(a, button)")].filter((one) => one.checkVisibility())
      .filter((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        const spots = [[left + 4, top + 12], [right - 4, bottom - 12]];
        return spots.some(([x, y]) => !one.contains(document.elementFromPoint(x, y)));
      }).map((one) => one.innerText)"""
    for width, letters in ((320, "100%"), (320, "200%"), (360, "150%"), (412, "100%"), (768, "200%"), (1280, "100%")):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{address}/cost/")
        page.evaluate("size => { document.documentElement.style.fontSize = size }", letters)
        assert page.evaluate(covered) == [], (width, letters)


@pytest.mark.parametrize("has_script", [True, False])
def test_help_opens_as_a_list_of_all_the_rows(browser: Browser, address: str, has_script: bool) -> None:
    context = browser.new_context(java_script_enabled=has_script, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{address}/levels/residential/#questions")
    page.get_by_role("button", name="Help now").click()

    rows = page.locator("#help-bar a")
    listed = page.locator("#help-list a:visible")
    expect(listed).to_have_count(rows.count())
    assert [link.get_attribute("href") for link in listed.all()] == [link.get_attribute("href") for link in rows.all()]
    for link in listed.all():
        expect(link).to_be_in_viewport()
    assert page.url.endswith("#questions")
    context.close()


def test_help_is_a_link_to_the_rows_where_no_list_can_open(page: Page, address: str) -> None:
    page.goto(f"{address}/cost/")

    assert page.locator("a.now").get_attribute("href") == "#help-bar"
    expect(page.locator("#help-bar")).to_be_visible()


def test_focus_goes_in_the_order_that_is_seen(page: Page, address: str) -> None:
    page.goto(f"{address}/cost/")
    said = []
    for _ in range(5):
        page.keyboard.press("Tab")
        said.append(page.evaluate(FOLLOWED))

    assert said == ["Skip to the text", *ALL]
    shown = page.locator(".top > :is(a, button):visible").all()
    lefts = [box["x"] for control in shown if (box := control.bounding_box())]
    assert lefts == sorted(lefts)
    assert len(lefts) == len(ALL)


@pytest.mark.parametrize("kind", ["", "guide/", "404.html"])
def test_the_menu_holds_what_people_come_for_in_rows_for_a_finger(page: Page, address: str, kind: str) -> None:
    page.goto(f"{address}/{kind}")
    page.get_by_role("button", name="Menu").click()

    rows = page.locator("#menu li > :is(a, input):visible")
    assert rows.count() == 13
    assert min(box["height"] for row in rows.all() if (box := row.bounding_box())) >= 44
    expect(rows.last).to_be_in_viewport(ratio=1)
    led = {(link.get_attribute("href") or "").lstrip("./") for link in page.locator("#menu a").all()}
    assert {
        "tonight/",
        "families/",
        "getting-started/",
        "questions/",
        "cost/",
        "while-you-wait/",
        "step-up/",
        "safety/",
    } <= led


def test_from_the_guide_the_menu_opens_beside_it_and_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}/guide/")
    page.get_by_role("button", name="Menu").click()
    row = page.locator("#menu a").nth(1)

    expect(row).to_have_attribute("target", "_blank")
    expect(row).to_have_accessible_name("In danger: what to do now (opens beside this)")


def test_no_line_of_a_breadcrumb_begins_or_ends_with_a_slash(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 740})
    page.goto(f"{address}/levels/medical-residential/")
    parts = page.locator(".crumbs > *").all()

    boxes = [box for part in parts if (box := part.bounding_box())]
    assert len({box["y"] for box in boxes}) > 1
    cut = page.locator(".crumbs").evaluate("""(nav) => {
      const cut = parseFloat(getComputedStyle(nav).clipPath.match(/[\\d.]+px\\)$/)[0]);
      const { left } = nav.getBoundingClientRect();
      return [...nav.children].map((part) => part.getBoundingClientRect().left - left - cut);
    }""")
    assert min(cut) > 3
