"""Walk the people of the stories through the shipped guide, on a phone, and read what they are told.

Each story in stories.yaml names the answers of a person, the result that is right for them, a few words that must stand
there, and words that must not, for they would not be true of this person. What is folded counts as its first line.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from tests.browser.answers import places_of
from tests.browser.test_guide import ANSWER, in_view

STORIES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("stories.yaml").read_text(encoding="utf-8"))
CALM = {"who": "me", "home": "safe"}
"""What a person answers to a question that the story does not speak of, where "none of these" is no answer."""
SAID = """(outcome) => document.querySelector(`section[data-outcome="${outcome}"]`).innerText"""
MOST_SCREENS = 16


def walk(page: Page, address: str, story: dict[str, Any]) -> str:
    """Answer as the person does, and give the outcome that is then in view."""
    page.goto(f"{address}/{story.get('guide', 'guide/')}")
    given: dict[str, list[str]] = {}
    for reference in story["answers"]:
        question, answer = reference.split(".")
        given.setdefault(question, []).append(answer)
    for _ in range(MOST_SCREENS):
        screen = in_view(page)
        if page.locator(f'section[data-outcome="{screen}"]').count():
            return screen
        if screen == "review":
            page.locator("[data-guide-next]").click()
        else:
            chosen = given.get(screen, [CALM.get(screen, "none")])
            assert page.evaluate(ANSWER, [screen, places_of(screen, chosen)]) == ""
    raise AssertionError(f"no result after {MOST_SCREENS} screens")


def folded(text: str) -> str:
    """Give text as it is compared: in one case, with plain spaces."""
    return " ".join(text.split()).casefold()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Give one page for all: each story loads it anew, and a new context takes longer than a story."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["id"])
def test_person_is_told_what_is_right_for_them(page: Page, address: str, story: dict[str, Any]) -> None:
    outcome = walk(page, address, story)

    said = folded(page.evaluate(SAID, outcome))
    assert outcome == story["outcome"], story["who"]
    assert [words for words in story.get("says", []) if folded(words) not in said] == []
    assert [words for words in story.get("never", []) if folded(words) in said] == []
    everything = folded(page.locator("body").inner_text()) if "page_says" in story else ""
    assert [words for words in story.get("page_says", []) if folded(words) not in everything] == []


def test_every_story_names_words() -> None:
    assert [story["id"] for story in STORIES if not (story.get("says") or story.get("never"))] == []
    assert len({story["id"] for story in STORIES}) == len(STORIES)
