"""Hold what was mended after the pages were looked at, one by one, on every width and on paper."""

import pytest
from playwright.sync_api import Page

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


@pytest.mark.parametrize("width", range(320, 400, 8))
def test_no_line_begins_with_a_comma_or_a_full_stop(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    for kind in ("tonight/", "moves/residential-to-intensive-outpatient/", "quality/"):
        page.goto(f"{address}/{kind}")
        assert page.evaluate(BEGINS_WITH_A_STOP) == [], kind


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


def test_the_comparison_says_its_dates(page: Page, address: str) -> None:
    page.goto(f"{address}/levels/")

    assert "Review due" in page.locator(".colophon").inner_text()
