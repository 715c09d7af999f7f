"""Hold what our checks make of odd links against what Chromium makes of them."""

from __future__ import annotations

import datetime
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.checks.unsafe_link import UnsafeLinks
from generator.checks.wording import Texts
from generator.model.hosts import host_of, is_within_site
from generator.model.prose import ProseHead, ProsePage
from generator.pages.links import filled_in
from generator.pages.prose import inline, prose
from generator.pages.written import article_of
from generator.problems import Place, Text
from tests.browser.odd_links import BASE, KNOWN, odd_link, text_with

_TEXT = Text("a", place=Place("a", 1, 1))
_DAY = datetime.date(2026, 11, 28)
_HEAD = ProseHead.model_construct(title=_TEXT, description=_TEXT, written=_DAY, review_due=_DAY)
SOME, EVERY = 250, 2000
_READ = """(links) => links.map((link) => {
  let url = null;
  try { url = new URL(link, document.baseURI); } catch { /* a browser goes nowhere */ }
  const a = document.createElement("a");
  a.setAttribute("href", link);
  const where = ({ protocol, host }) => [protocol, host];
  return [url && where(url), url ? where(a) : null];
})"""
_FOLLOW = """(texts) => texts.map((html) => {
  const within = new DOMParser().parseFromString(html, "text/html");
  const base = within.head.appendChild(within.createElement("base"));
  base.href = document.baseURI;
  return [...within.querySelectorAll("[href]:not(base), [src]")].map((node) => {
    try {
      const { protocol, host } = new URL(node.getAttribute("href") ?? node.getAttribute("src"), document.baseURI);
      return [protocol, host];
    } catch { return null; }
  });
})"""


@pytest.fixture(scope="module")
def count(request: pytest.FixtureRequest) -> int:
    return EVERY if request.config.getoption("--every-link") else SOME


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Page:
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto(BASE)
    return page


def test_a_plain_address_names_the_host_that_chromium_goes_to(blank: Page, count: int) -> None:
    random = Random(988)
    links = [odd_link(random) for _ in range(count)]

    read = dict(zip(links, blank.evaluate(_READ, links), strict=True))

    plain = {link: [["https:", host_of(link)]] * 2 for link in links if host_of(link)}
    within = {link: [["https:", "site.example"]] * 2 for link in links if is_within_site(link)}
    assert {link: read[link] for link in plain | within} == plain | within
    assert sum(link in plain for link in links) > count / 40
    assert sum(link in within for link in links) > count / 40


def test_ordinary_addresses_are_plain(blank: Page) -> None:
    links = {
        "https://www.nhs.uk/conditions/back-pain/": "www.nhs.uk",
        "https://store.samhsa.gov/sites/default/files/x_y-z.pdf?a=b&c=%20d#page=3": "store.samhsa.gov",
        "https://de.wikipedia.org/wiki/Rückenschmerzen_(Begriff)": "de.wikipedia.org",
        "https://xn--bcher-kva.example/": "xn--bcher-kva.example",
        "https://example.org:8443/a,b;c/~d+e": "example.org:8443",
        "https://EXAMPLE.org:443": "example.org",
    }

    assert {link: host_of(link) for link in links} == links
    assert blank.evaluate(_READ, list(links)) == [[["https:", host]] * 2 for host in links.values()]


def _rendered(text: str) -> list[str]:
    """Give a text in the three ways in which pages hold one: a page by hand, some paragraphs, a line."""
    page = ProsePage("content/a.md", "a/", _HEAD, Text(text, place=Place("a", 1, 1)))
    made = [article_of(page, {}), str(prose(text)), str(inline(text))]
    # What leads to the site is a value until its page is written, here as in a page below the root.
    return [filled_in(html, lambda name, to: f'{name}="../{to}"' if name in ("href", "src") else "") for html in made]


def test_what_no_check_refuses_leads_nowhere_else_in_chromium(blank: Page, count: int) -> None:
    random = Random(911)
    texts = [text_with(odd_link(random), random) for _ in range(count)]
    places = Texts([Text(text, place=Place("a", 1, 1)) for text in texts])
    refused = [
        {str(text) for text, _ in UnsafeLinks(frozenset({KNOWN}), is_page=is_page)(places)} for is_page in (True, False)
    ]

    led: dict[str, Any] = {}
    for as_page, (is_page, texts_refused) in (
        (0, (True, refused[0])),
        (1, (False, refused[1])),
        (2, (False, refused[1])),
    ):
        kept = [text for text in texts if text not in texts_refused]
        assert len(kept) > count / 20, is_page
        made = [_rendered(text)[as_page] for text in kept]
        for text, found in zip(kept, blank.evaluate(_FOLLOW, made), strict=True):
            for where in found:
                goes_well = where in (["https:", KNOWN], ["https:", "site.example"])
                if not goes_well and not (is_page and where is not None and where[0] in ("tel:", "sms:", "mailto:")):
                    led[text] = where

    assert led == {}
