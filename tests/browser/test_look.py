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


@pytest.mark.parametrize("width", range(320, 400, 8))
def test_no_line_begins_with_a_comma_or_a_full_stop(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    for kind in ("tonight/", "moves/residential-to-intensive-outpatient/", "quality/"):
        page.goto(f"{address}/{kind}")
        assert page.evaluate(BEGINS_WITH_A_STOP) == [], kind
