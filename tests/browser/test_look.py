"""Hold what was mended after the pages were looked at, one by one, on every width and on paper."""

import itertools

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_guide import answer, calm_start, go_on, walk_to_stay
from tests.browser.test_sheet import pages_of
from tests.conftest import ROOT

CUT = """() => {
  const scene = document.querySelector(".scene").getBoundingClientRect();
  return [...document.querySelectorAll(".scene circle")].filter((node) => node.checkVisibility()).filter((node) => {
    const { left, right, top } = node.getBoundingClientRect();
    return left < scene.left || right > scene.right || top < scene.top;
  }).length;
}"""
BEGINS_WITH_A_STOP = """() => [...document.querySelectorAll(".term + *, .term")].filter((term) => {
  const after = term.nextSibling, said = after?.nodeType === 3 && after.data.match(/^[.,:;?!)]/);
  if (!said) return false;
  const stop = document.createRange();
  stop.setStart(after, 0);
  stop.setEnd(after, 1);
  return stop.getBoundingClientRect().left < term.getBoundingClientRect().left;
}).map((term) => term.textContent)"""
APART = """() => [...document.querySelectorAll(".sheet-calls .contact-name")].filter((name) => {
  const { left } = name.getBoundingClientRect();
  for (let way = name.nextElementSibling; way?.matches(".way"); way = way.nextElementSibling)
    if (way.getBoundingClientRect().left !== left) return true;
}).map((name) => name.textContent)"""


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_picture_of_the_first_page_is_whole(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/")

    assert page.evaluate(CUT) == 0


@pytest.mark.parametrize("width", range(320, 400, 8))
def test_no_line_begins_with_a_comma_or_a_full_stop(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    for kind in ("tonight/", "moves/residential-to-intensive-outpatient/", "quality/"):
        page.goto(f"{address}/{kind}")
        assert page.evaluate(BEGINS_WITH_A_STOP) == [], kind


def test_a_question_of_the_review_has_the_width_of_its_row(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 740})
    page.goto(f"{address}/guide/")
    walk_to_stay(page)

    row = page.locator(".guide-review li").first
    widths = row.evaluate("(row) => [row.children[0].offsetWidth, row.clientWidth]")
    assert widths[0] == widths[1]


def test_the_buttons_of_a_result_stand_apart(page: Page, address: str) -> None:
    page.goto(f"{address}/guide/")
    walk_to_stay(page)
    go_on(page)

    # What stands folded has a place too, one that nobody sees.
    placed = page.locator(".guide-end .guide-steps button").evaluate_all(
        "(all) => all.filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().toJSON())"
    )
    assert len(placed) >= 3
    for one, other in itertools.combinations(placed, 2):
        beside = max(one["x"], other["x"]) - min(one["x"] + one["width"], other["x"] + other["width"])
        below = max(one["y"], other["y"]) - min(one["y"] + one["height"], other["y"] + other["height"])
        assert max(beside, below) >= 8


def test_in_the_readers_own_colors_the_one_action_stands_out(page: Page, address: str) -> None:
    page.emulate_media(forced_colors="active")
    edge = "(node) => parseFloat(getComputedStyle(node).borderTopWidth)"
    page.goto(f"{address}/guide/")
    calm_start(page)

    first, other = page.locator("[data-guide-next]"), page.locator("[data-guide-back]")
    assert first.evaluate(edge) > other.evaluate(edge)


def test_on_paper_a_number_stands_under_its_name(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 720, "height": 900})
    page.emulate_media(media="print")
    page.goto(f"{address}/guide/sheet/")

    assert page.locator(".sheet-calls .way").count() > page.locator(".sheet-calls .contact-name").count()
    assert page.evaluate(APART) == []


@pytest.mark.parametrize(
    "kind", ["levels/residential/", "moves/residential-to-intensive-outpatient/", "guide/less-support/"]
)
def test_on_paper_a_source_has_its_address(page: Page, address: str, kind: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{address}/{kind}")

    sources = page.locator(".colophon li").all_inner_texts()
    assert sources
    assert [said for said in sources if "https://" not in said] == []


def test_on_paper_what_is_folded_is_open(page: Page, address: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{address}/guide/")

    assert page.get_by_text("Pressing Shift three times").evaluate("(node) => node.checkVisibility()")


def test_the_comparison_says_its_dates(page: Page, address: str) -> None:
    page.goto(f"{address}/levels/")

    assert "Review due" in page.locator(".colophon").inner_text()


def test_a_file_of_the_authors_keeps_its_indents(page: Page, address: str) -> None:
    page.goto(f"{address}/source/levels.yaml/")
    lines = (ROOT / "levels.yaml").read_text(encoding="utf-8").split("\n")
    deep = next(number for number, line in enumerate(lines, 1) if line.startswith("    "))

    assert page.locator(f"#L{deep} code").inner_text() == lines[deep - 1]


def test_on_a_tablet_what_is_good_and_what_is_hard_stand_side_by_side(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 768, "height": 900})
    page.goto(f"{address}/guide/")
    walk_to_stay(page)
    go_on(page)

    sides = page.locator(".guide-option:visible > div")
    tops = sides.evaluate_all("(sides) => sides.map((side) => side.getBoundingClientRect().top)")
    assert tops
    assert tops[::2] == tops[1::2]


@pytest.mark.parametrize(
    "kind", ["questions/", "quality/", "treatments/", "levels/residential/", "tonight/", "claims/"]
)
def test_a_word_that_opens_breaks_at_the_end_of_a_line_like_others(page: Page, address: str, kind: str) -> None:
    page.goto(f"{address}/{kind}")

    shown = "(terms) => terms.map((term) => [getComputedStyle(term).display, getComputedStyle(term).whiteSpace].join())"
    assert set(page.locator(".term").evaluate_all(shown)) == {"inline,normal"}


@pytest.mark.parametrize("size", ["Letter", "A4"])
def test_what_to_do_in_danger_and_whom_to_call_is_three_pages_at_most(page: Page, address: str, size: str) -> None:
    page.goto(f"{address}/guide/")
    answer(page, "danger", "overdose")

    assert pages_of(page, size) <= 3


def test_on_a_wide_screen_headings_stand_beside_their_text_but_in_the_guide(browser: Browser, address: str) -> None:
    # Where the screen is wider, what the page holds stands there.
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    beside = """() => [...document.querySelectorAll("article > h2:not(:has(+ .wide))")].map((heading) =>
      heading.getBoundingClientRect().right < heading.nextElementSibling.getBoundingClientRect().left)"""
    wide = {}
    for kind in ("", "safety/", "levels/residential/"):
        page.goto(f"{address}/{kind}")
        wide[kind] = set(page.evaluate(beside))
    page.goto(f"{address}/guide/less-support/")
    narrow = page.evaluate("document.querySelector('article').clientWidth")
    page.close()

    assert wide == {"": {True}, "safety/": {True}, "levels/residential/": {True}}
    assert narrow == 42 * 16


@pytest.mark.parametrize("size", ["Letter", "A4"])
@pytest.mark.parametrize(
    ("at", "most"), [("go/leaving-residential/", 2), ("go/on-a-list/", 2), ("guide/less-support/", 4)]
)
def test_a_way_in_is_one_sheet_of_paper_and_a_result_two(
    page: Page, address: str, at: str, most: int, size: str
) -> None:
    page.goto(f"{address}/{at}")

    assert pages_of(page, size) <= most


@pytest.mark.parametrize("size", ["Letter", "A4"])
@pytest.mark.parametrize("level", ["residential", "outpatient", "intensive-outpatient", "medical-residential"])
def test_a_level_is_one_sheet_to_hand_out(page: Page, address: str, level: str, size: str) -> None:
    page.goto(f"{address}/levels/{level}/")

    assert pages_of(page, size) <= 2
