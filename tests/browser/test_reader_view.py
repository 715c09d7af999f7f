"""Read pages in Firefox's own reader view, the real one: no sentence of an article may be lost in it."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.browser.firefox import Firefox
from tests.browser.serving import pages_to_stay_on, serving

SOME = (
    *("", "tonight/", "safety/", "step-down/", "step-up/", "families/", "cost/", "questions/", "about/"),
    *("guide/just-left-soon/", "guide/overdose/", "guide/stay/", "go/leaving-residential/", "facts/", "research/"),
    *("levels/residential/", "moves/residential-to-intensive-outpatient/", "treatments/", "claims/"),
)
# A guide is answered, the search is used, and lists of links are no articles.
NO_ARTICLE = re.compile(
    r"(guide|guides/[^/]+)/(plain/|sheet/|offline\.html)?|(source|cards)/.*|"
    r"(|search/|moves/|levels/|glossary/|sources/|staff/|embed/|(404|error)\.html)"
)
PARTS = """const parts = "p, li, dd, dt, td, th, h2, h3", holds = ":scope > :is(p, ul, ol, dl, table, div, section)";
  const not = "[hidden], [hidden] *, [popover], svg, footer, form, details:not([open]) *, .call-list button, "
    + "noscript, p:has(> label)";
  return [...document.querySelectorAll(`article :is(${parts})`)]
    .filter((part) => !part.querySelector(holds) && !part.closest(not)).map((part) => part.textContent);"""
READ = "return document.querySelector('.moz-reader-content')?.textContent"


def spaced(text: str) -> str:
    return " ".join(text.split())


def lost_in(window: Firefox, address: str) -> list[str]:
    """Give the parts of a page's article that the reader view does not show."""
    window.go(address)
    parts = [said for part in window.run(PARTS) if (said := spaced(part))]
    assert parts, address
    window.go(f"about:reader?url={quote(address, safe='')}")
    shown = spaced(window.wait_for(READ))
    return [part for part in parts if part not in shown]


@pytest.fixture
def pages(request: pytest.FixtureRequest, site: Path) -> list[str]:
    """Give one page of each kind that is an article, or every one with --every-page."""
    if request.config.getoption("--every-page"):
        return [page for page in pages_to_stay_on(site) if not NO_ARTICLE.fullmatch(page)]
    return [page for page in SOME if not NO_ARTICLE.fullmatch(page)]


def test_reader_view_loses_no_sentence(fox: Firefox, address: str, pages: list[str]) -> None:
    assert {page: lost for page in pages if (lost := lost_in(fox, f"{address}/{page}"))} == {}
    fox.go("about:blank")


def test_a_sentence_that_reader_view_drops_is_found(fox: Firefox, tmp_path: Path) -> None:
    page = "<!doctype html><title>A page</title><article>" + "<p>A long sentence of some words, to be read.</p>" * 60
    (tmp_path / "index.html").write_text(f"{page}<p>Call 911 and give <button>naloxone</button>.</p></article>")

    with serving(tmp_path) as address:
        assert lost_in(fox, f"{address}/index.html") == ["Call 911 and give naloxone."]
    fox.go("about:blank")


def test_a_copy_of_an_article_keeps_every_word(fox: Firefox, address: str, pages: list[str]) -> None:
    copied = """for (const fold of document.querySelectorAll("details")) fold.open = true;
      getSelection().selectAllChildren(document.querySelector("article"));
      return getSelection().toString()"""
    for page in pages[:6]:
        fox.go(f"{address}/{page}")
        text = spaced(fox.run(copied))
        said = fox.run(
            "return [...document.querySelectorAll('article :is(p, li, .term)')].filter((part) => "
            "part.checkVisibility() && !part.querySelector('p, ul, ol, dl, div')).map((part) => part.innerText)"
        )
        assert [part for part in map(spaced, said) if part not in text] == [], page
