"""Hold the style sheet that is served against the one that is written, rule by rule, as the browser reads them."""

from pathlib import Path

from playwright.sync_api import Page

WRITTEN = Path(__file__).parents[2] / "generator" / "theme" / "assets" / "stepwell.css"
RULES = """(texts) => texts.map((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map((rule) => rule.cssText.replaceAll(", ", ","));
})"""


def test_the_served_style_has_every_rule_of_the_written_one(page: Page, site: Path) -> None:
    written, served = page.evaluate(RULES, [path.read_text() for path in (WRITTEN, site / "assets" / "stepwell.css")])

    assert len(written) > 100
    assert served == written
