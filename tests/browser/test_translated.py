"""Walk the guide while the browser translates it: it swaps texts for others, in elements of its own, as they come."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.test_guide import answer, in_view, walk_to_stay

# What Google Translate does to a page (seen in Chrome 2026): each text becomes <font><font>other words</font></font>,
# the page's language another, and what a script adds is translated as it comes. Here each word stands in brackets.
TRANSLATE = """() => {
  const left = "script, style, textarea, template, noscript, font, [translate=no], [translate=no] *";
  const translate = (text) => {
    if (!text.data.trim() || text.parentElement?.closest(left)) return;
    const outer = document.createElement("font"), inner = document.createElement("font");
    inner.textContent = text.data.replace(/[[]?\\p{L}[\\p{L}']*/gu, (word) => (word[0] === "[" ? word : `[${word}]`));
    outer.append(inner);
    text.replaceWith(outer);
  };
  const below = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    texts.forEach(translate);
  };
  below(document.body);
  document.documentElement.lang = "es";
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes) node.nodeType === Node.TEXT_NODE ? translate(node) : below(node);
  }).observe(document.body, { childList: true, subtree: true });
}"""
# Words that are shown in the old language, or were taken apart.
MIXED = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), mixed = [];
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (!parentElement.checkVisibility() || parentElement.closest("script, style, textarea, [translate=no]")) continue;
    if (/[\\p{L}[\\]]/u.test(data.replace(/[[][^[\\]]*[\\]]/g, ""))) mixed.push(data.trim());
  }
  return mixed;
}"""


@pytest.fixture
def translated(page: Page, address: str) -> Page:
    page.goto(f"{address}/guide/")
    page.evaluate(TRANSLATE)
    assert page.evaluate(MIXED) == []
    return page


def test_the_guide_goes_on_and_mixes_no_words(translated: Page) -> None:
    errors: list[str] = []
    translated.on("pageerror", lambda error: errors.append(str(error)))
    walk_to_stay(translated)
    assert translated.evaluate(MIXED) == []
    translated.locator("[data-guide-next]").click()
    translated.wait_for_function("!document.querySelector('.guide-end').hidden")
    translated.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")

    translated.wait_for_function(f"!({MIXED})().length")

    assert in_view(translated) == "stay"
    assert errors == []


def test_a_memory_word_is_left_as_it_is_and_can_be_laid_beside(translated: Page) -> None:
    walk_to_stay(translated)
    translated.locator("[data-guide-next]").click()
    translated.locator(".guide-memory summary").click()
    translated.locator("[data-memory-show]").click()
    word = translated.locator(".guide-word b").inner_text()

    translated.locator("#earlier").fill(word)
    translated.locator("[data-memory-compare]").click()

    assert re.fullmatch(r"[A-Z]{5} [A-Z]{5}", word)
    assert translated.locator(".guide-memory tbody tr").count() > 3
    assert translated.evaluate(MIXED) == []


def test_an_emergency_is_whole_in_the_other_language(translated: Page) -> None:
    answer(translated, "danger", "overdose")

    assert in_view(translated) == "overdose"
    assert translated.evaluate(MIXED) == []
    assert translated.locator("a[href='tel:911']:visible").count() > 0
