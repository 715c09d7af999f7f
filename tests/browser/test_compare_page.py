"""Look at the page that compare writes for a reviewer, as one file: wide, narrow, in the dark and on paper."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from generator.checks import Verified
from generator.difference import as_html, differences_of_words
from generator.model.knowledge import KnowledgeBase
from generator.problems import Text
from tests.browser.access import LOST_TEXT
from tests.browser.test_access import Scheme

TODAY = datetime.date(2026, 11, 22)


def rewritten(base: KnowledgeBase) -> KnowledgeBase:
    """Give a project with two titles exchanged, a line less, a changed page and a long word."""
    outcomes = list(base.tree.outcomes)
    titles = [outcome.title for outcome in outcomes[:2]]
    for place in (0, 1):
        outcomes[place] = outcomes[place].model_copy(
            update={"title": titles[1 - place], "now": outcomes[place].now[1:]}
        )
    page = base.pages[-1]
    changed = replace(page, body=Text(f"{page.body.replace('the', 'a')}\n\n{'long' * 60}", place=page.body.place))
    tree = base.tree.model_copy(update={"outcomes": tuple(outcomes)})
    return replace(base, tree=tree, pages=(*base.pages[:-1], changed))


@pytest.fixture(scope="module")
def file(verified: Verified, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = differences_of_words(verified.base, rewritten(verified.base), names=("old", "new"))
    path = tmp_path_factory.mktemp("compare") / "change.html"
    path.write_text(as_html(found, today=TODAY), encoding="utf-8")
    return path


COLUMNS = """() => new Set([...document.querySelector(".sides").children].map((side) =>
  Math.round(side.getBoundingClientRect().left))).size"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "columns"), [(360, 1), (1280, 2)])
def test_old_stands_beside_new_where_there_is_room(
    browser: Browser, file: Path, scheme: Scheme, width: int, columns: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    page.goto(file.as_uri())

    assert (page.evaluate(COLUMNS), page.evaluate(LOST_TEXT)) == (columns, [])
    assert (asked, said) == ([file.as_uri()], [])
    assert Axe().run(page).response["violations"] == []
    context.close()


def test_marks_are_more_than_a_color(browser: Browser, file: Path) -> None:
    page = browser.new_page()
    page.goto(file.as_uri())

    lines = page.evaluate(
        """() => ["del:not(.whole)", "ins:not(.whole)"].map((name) =>
          getComputedStyle(document.querySelector(name)).textDecorationLine)"""
    )
    edges = page.evaluate(
        """() => ["del.whole", "ins.whole"].map((name) =>
          getComputedStyle(document.querySelector(name)).borderLeftWidth)"""
    )

    assert (lines, edges) == (["line-through", "underline"], ["4px", "4px"])
    page.close()


def test_on_paper_no_change_is_cut_in_two_columns(browser: Browser, file: Path) -> None:
    page = browser.new_page(viewport={"width": 794, "height": 1123})
    page.goto(file.as_uri())
    page.emulate_media(media="print")

    style = page.evaluate("() => getComputedStyle(document.querySelector('article')).breakInside")

    assert (style, page.evaluate(COLUMNS), page.locator("nav").is_visible()) == ("avoid", 2, False)
    page.close()
