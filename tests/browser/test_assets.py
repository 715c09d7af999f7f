"""Hold the style in each page against the sum of all components, rule by rule, as the browser reads them."""

from __future__ import annotations

from playwright.sync_api import Page

from generator.site.theme import Theme
from tests.browser.test_access import MORE_KINDS, states_of_the_guide
from tests.browser.test_pages import KINDS

# Tells how many selectors are written and left out of the page, whether the rest keep their order, and which of those
# left out fit something all the same; a state such as ":hover" may come at any time.
LEFT_OUT = r"""(written) => {
  const open = (text) => text.split("(").length - text.split(")").length;
  const split = (text) => text.split(",").reduce((parts, part) => parts.length && open(parts.at(-1))
    ? [...parts.slice(0, -1), `${parts.at(-1)},${part}`] : [...parts, part], []);
  const flat = (rules, within = "") => [...rules].flatMap((rule) => rule.cssRules?.length
    ? flat(rule.cssRules, `${within}${rule.conditionText} `)
    : split(rule.selectorText || "").map((one) => [within, one.trim(), rule.style.cssText.replaceAll(", ", ",")]));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(written);
  const all = flat(sheet.cssRules), given = flat(document.styleSheets[0].cssRules).map(String);
  const order = all.map(String).filter((rule) => given.includes(rule));
  const left = all.filter((rule) => !given.includes(String(rule))).map(([, selector]) => selector);
  const state = /::?(hover|focus-visible|focus|checked|target|popover-open|before|after|marker|details-content)/g;
  const plain = (selector) => selector.replace(/:not\(:checked\)/g, "").replace(state, ":is(*)");
  const fits = (selector) => selector && document.querySelector(plain(selector));
  return { all: all.length, left: left.length, sameOrder: String(order) === String(given), wanted: left.filter(fits) };
}"""


def test_no_page_lacks_a_rule_that_fits_something_in_it(page: Page, address: str) -> None:
    written = "".join(Theme().styles.values())
    for kind in (*KINDS, *MORE_KINDS, "guide/sheet/", "guide/plain/", "guide/offline.html", "404.html"):
        page.goto(f"{address}/{kind}")
        hold(page, kind, written)
    for state in states_of_the_guide(page, address):
        hold(page, state, written)


def hold(page: Page, what: str, written: str) -> None:
    found = page.evaluate(LEFT_OUT, written)
    assert found["all"] > found["left"] > 50, what
    assert found["sameOrder"], what
    assert found["wanted"] == [], what
