"""Walk the same guide without script, and with a script that is blocked or broken."""

import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.checks import Verified
from tests.browser.runs import Run, covering_runs, end_of, questions_of
from tests.browser.test_engine import random_run
from tests.browser.test_guide import in_view

SECTIONS = """() => Object.fromEntries([...document.querySelectorAll("section.guide-section")].map(
(section) => [section.id, {
  question: section.dataset.question, outcome: section.dataset.outcome,
  one: section.querySelector(".guide-one")?.textContent.trim(),
  lines: [...section.querySelectorAll(".guide-lines li")].map((line) => line.textContent.trim()),
  links: [...section.querySelectorAll(".guide-links a")].map((link) => {
    const words = link.cloneNode(true);
    words.querySelector("small")?.remove();
    return [words.textContent.trim(), link.getAttribute("href").slice(1)];
  }),
}]))"""

# Gives where each link says that it leads, and after a press on it the address and the section that is its target.
FOLLOW = """() => {
  const links = [...document.querySelectorAll("section.guide-section .guide-links a")];
  const led = links.map((link) => {
    link.click();
    return [location.hash, [...document.querySelectorAll(":target")].map(({ id }) => `#${id}`).join(" and ")];
  });
  return [links.map((link) => link.getAttribute("href")), led];
}"""


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/guide/plain/")
    yield page
    context.close()


def test_every_link_leads_to_its_section(plain: Page) -> None:
    wanted, led = plain.evaluate(FOLLOW)

    assert len(wanted) > plain.locator("section.guide-section").count()
    assert led == [[target, target] for target in wanted]


def read_as_a_reader(
    sections: dict[str, dict[str, Any]], words: dict[str, dict[str, str]], asked: list[tuple[str, list[str]]]
) -> str:
    """Follow the links as a reader who knows their answers would, by the words alone; give the outcome."""
    at, answers = "s1", dict(asked)
    for _ in range(200):
        section = sections[at]
        if section["outcome"]:
            return str(section["outcome"])
        question = section["question"]
        chosen = [words[question][id] for id in answers[question]]
        at = _link(section, chosen)
    raise AssertionError("no end")


def _link(section: dict[str, Any], chosen: list[str]) -> str:
    links = dict(section["links"])
    if section["one"]:
        said = "Yes" if any(section["one"] in both for both in chosen) else "No"
        return str(links[said])
    first = next((target for text, target in section["links"] if any(text in both for both in chosen)), None)
    if first is not None:
        return str(first)
    for text, target in section["links"]:
        numbers = re.match(r"(\d+)(?: to (\d+)| or more)? of these", text)
        if numbers and int(numbers[1]) <= len(chosen) <= int(numbers[2] or (99 if "more" in text else numbers[1])):
            return str(target)
    return next(str(target) for text, target in section["links"] if text.startswith("One or more"))


def words_of(verified: Verified) -> dict[str, dict[str, str]]:
    return {
        id: {answer.id: f"{answer.text}\n{answer.they}" for answer in question.answers}
        for id, question in verified.plan.questions.items()
    }


def test_both_pages_reach_the_same_outcomes(plain: Page, verified: Verified) -> None:
    sections = plain.evaluate(SECTIONS)
    words = words_of(verified)
    dice = random.Random(911)
    walks = [random_run(verified, dice) for _ in range(1000)]
    runs: list[Run] = [*covering_runs(verified.diagram), *walks]

    for run in runs:
        asked = questions_of(verified.diagram, run)
        assert read_as_a_reader(sections, words, asked) == end_of(verified.diagram, run), asked


def test_the_guide_page_without_script_leads_to_the_plain_one(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/guide/")

    way_on = page.get_by_role("link", name="Use the guide as one page")
    expect(way_on).to_be_in_viewport()
    expect(page.get_by_role("button", name="Next")).to_be_hidden()
    way_on.click()

    expect(page).to_have_url(f"{address}/guide/plain/")
    context.close()


def test_a_blocked_script_leaves_a_way_on(page: Page, address: str) -> None:
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{address}/guide/")

    expect(page.get_by_role("link", name="Use the guide as one page")).to_be_visible()
    expect(page.get_by_role("link", name="Call 911").first).to_be_visible()


def test_a_table_of_another_format_shows_the_whole_guide(page: Page, address: str) -> None:
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.route(
        "**/guide/",
        lambda route: route.fulfill(
            response=(got := route.fetch()), body=got.text().replace('data-guide-table>"3 ', 'data-guide-table>"2 ')
        ),
    )
    page.goto(f"{address}/guide/")

    page.wait_for_function("!document.querySelector('[data-outcome=stay]').hidden")
    assert len(errors) == 1
    expect(page.get_by_role("link", name="Use the guide as one page")).to_be_visible()


def test_the_first_question_stands_in_the_html(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/guide/")

    assert in_view(page) == "danger"
    context.close()
