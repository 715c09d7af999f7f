"""Hold the example of each component: it renders, says what stands in it, nests well, and its style fits it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.pages.components import COMPONENTS, FOLDER
from generator.site.theme import Theme
from tests.gallery import example, examples, page_of
from tests.selectors import fits, selectors_in

# Each of these is all that is special on one kind of page: the page itself is its example.
PAGES = {"source", "move", "comparison", "plain", "guide", "sheet", "search", "scorecard", "proof", "staff"}
VOID = {"br", "img", "input", "meta", "link", "hr"}


def test_every_component_that_pages_share_has_an_example() -> None:
    ours = {name for name in COMPONENTS if (FOLDER / name).is_dir()}

    assert set(examples()) == ours - PAGES


@pytest.mark.parametrize("name", examples())
def test_an_example_says_that_its_component_stands_in_it(name: str) -> None:
    html, used = example(name)

    assert name in used
    assert "\ue000" not in html


@pytest.mark.parametrize("name", examples())
def test_what_an_example_says_to_hold_it_holds(name: str) -> None:
    html, used = example(name)
    tree = LexborHTMLParser(html)
    styles = Theme().styles

    for held in used:
        assert any(fits(tree, selector) for selector in selectors_in(styles[held])), held


@pytest.mark.parametrize("name", examples())
def test_an_example_holds_what_it_says_and_nothing_else(name: str) -> None:
    html, used = example(name)
    tree = LexborHTMLParser(html)
    # Elements are those of the base; what has a class of its own must say so.
    others = (
        (other, selector)
        for other, style in Theme().styles.items()
        if other not in {*used, "base", "paper", "fields", "table", "answer", "question"}
        for selector in selectors_in(style)
        if "." in selector and "main" not in selector
    )

    assert [found for found in others if fits(tree, found[1])] == []


class Nesting(HTMLParser):
    """Follow tags in and out; the end tags that HTML lets go are written by our templates."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.count = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.count += 1
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.count += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", examples())
def test_an_example_nests_as_a_browser_reads_it(name: str) -> None:
    html, _ = example(name)
    nesting = Nesting()
    nesting.feed(html)

    assert nesting.open == []
    assert len(LexborHTMLParser(f"<body>{html}</body>").css("body *")) == nesting.count


def test_an_example_is_shown_in_the_colors_of_day_and_night() -> None:
    assert "@media not all{:root{" in page_of("glance", by_night=False)
    assert "@media all{:root{" in page_of("glance", by_night=True)
