"""Write a result's answers as a word in a real browser, and lay an earlier word beside them on another device."""

import random
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.guide.memory_word import LETTERS
from tests.browser.answers import places_of
from tests.browser.test_engine import ANSWERS
from tests.browser.test_explains import walk_to_soon
from tests.browser.test_guide import WALK_TO_STAY, answer, calm_start, go_on, in_view, walk_to_stay
from tests.browser.test_privacy import KEPT, NOTHING
from tests.conftest import ROOT
from tests.guide.test_memory_word import GUIDES, calm_runs, code_of

ASSETS = ROOT / "generator" / "theme" / "assets"
BOTH = f"""async ([runs, words]) => {{
  const {{ path, start }} = await import("/assets/guide_engine.js");
  const {{ answersOf, codeOf, wordOf }} = await import("/assets/memory_word_engine.js");
  const nodes = start(JSON.parse(document.querySelector("[data-guide-table]").textContent));
  const code = codeOf(nodes, document.querySelector("[data-memory]").dataset.memory), answers = {ANSWERS};
  const written = runs.map((run) => wordOf(code, path(nodes, answers(run)), answers(run)));
  return [written, words.map((word) => !!answersOf(code, word)), written.map((word) => answersOf(code, word))];
}}"""
FOLD = "Lay an earlier day beside today"


@pytest.fixture
def guide(page: Page, address: str) -> Page:
    page.goto(f"{address}/guide/")
    return page


def word_of(page: Page) -> str:
    page.get_by_text(FOLD).click()
    page.get_by_role("button", name="Show the word for today").click()
    return page.locator(".guide-word b").inner_text()


def lay_beside(page: Page, word: str) -> None:
    if not page.get_by_label("An earlier word").is_visible():
        page.get_by_text(FOLD).click()
    page.get_by_label("An earlier word").fill(word)
    page.get_by_role("button", name="Lay it beside today").click()


@pytest.mark.parametrize("name", GUIDES)
def test_the_browser_writes_and_reads_the_words_that_python_does(page: Page, address: str, name: str) -> None:
    code, runs, dice = code_of(name), calm_runs(name), random.Random(988)
    tried = ["".join(dice.choices(LETTERS, k=10)) for _ in range(10_000)]
    page.route("**/assets/*_engine.js", lambda route: route.fulfill(path=ASSETS / route.request.url.rpartition("/")[2]))
    page.goto(f"{address}/guide/" if name == next(iter(GUIDES)) else f"{address}/guides/{name}/")

    written, accepted, read = page.evaluate(BOTH, [[places(run) for run in runs], tried])

    assert written == [code.word_of(run) for run in runs]
    assert accepted == [code.answers_of(word) is not None for word in tried]
    assert [chosen(name, answers) for answers in read] == [list(code.answers_of(word) or ()) for word in written]


def places(run: list[str]) -> list[tuple[str, list[int]]]:
    """Give a run as the page names it: each question with the places of the answers given."""
    asked: dict[str, list[str]] = {}
    for given in run:
        question, _, id = given.partition(".")
        asked.setdefault(question, []).append(id)
    return [(question, places_of(question, ids)) for question, ids in asked.items()]


def chosen(name: str, answers: list[list[bool] | None]) -> list[str]:
    """Give the answers that the browser read, by their names."""
    found = list[str]()
    for question, given in zip(GUIDES[name].plan.questions.values(), answers, strict=False):
        every = [*question.exclusives, *question.options]
        found += [option.reference for option, taken in zip(every, given or [], strict=False) if taken]
    return found


def test_a_word_is_shown_on_request_and_leaves_no_trace(guide: Page) -> None:
    guide.wait_for_load_state("networkidle")
    walk_to_stay(guide)
    go_on(guide)
    before, asked = guide.evaluate("[location.href, document.title, history.length]"), list[str]()
    guide.on("request", lambda request: asked.append(request.url))

    assert guide.locator(".guide-word b").inner_text() == ""
    word = word_of(guide)
    lay_beside(guide, word)

    run = [f"{question}.{id}" for question, id in WALK_TO_STAY.items()]
    assert word.replace(" ", "") == code_of("step-up-or-step-down").word_of(run)
    assert guide.evaluate("[location.href, document.title, history.length]") == before
    assert guide.evaluate(KEPT) == NOTHING
    assert asked == []


def test_another_device_shows_then_and_today_side_by_side(guide: Page, browser: Browser, address: str) -> None:
    walk_to_stay(guide)
    go_on(guide)
    word = word_of(guide)
    other = browser.new_page(viewport={"width": 360, "height": 740})
    other.goto(f"{address}/guide/")
    walk_to_soon(other, "me")

    lay_beside(other, word.lower())

    rows = other.locator(".guide-memory tbody tr").all_inner_texts()
    signs = rows.index(next(row for row in rows if row.startswith("What has been going on")))
    assert rows[signs].endswith("changed")
    assert (
        rows[signs + 1]
        == "None of these\tSymptoms keep getting worse; Strong urges to drink or use that are hard to get through"
    )
    assert "Is any of this happening right now?" not in " ".join(rows)
    same = rows.index(next(row for row in rows if row.startswith("How is it where you live")))
    assert not rows[same].endswith("changed")
    assert other.evaluate("document.documentElement.scrollWidth") <= 360
    other.close()


def test_a_wrong_word_is_refused_and_said(guide: Page) -> None:
    walk_to_stay(guide)
    go_on(guide)
    word = word_of(guide).replace(" ", "")

    lay_beside(guide, word[:-1] + ("B" if word[-1] != "B" else "C"))

    expect(guide.locator(".guide-memory [role=alert]")).to_have_text(
        "This is not a word of this guide as it is now. Check each letter. "
        "If all are right, it is from another guide, or the guide has changed."
    )
    expect(guide.locator(".guide-memory table")).to_be_hidden()


@pytest.mark.parametrize(
    ("given", "result"), [({"danger": "overdose"}, "overdose"), ({"danger": "none", "thoughts": "no-bed"}, "")]
)
def test_there_is_no_word_where_danger_was_told(guide: Page, given: dict[str, str], result: str) -> None:
    for question, id in given.items():
        answer(guide, question, id)
    while in_view(guide) in ("body", "who"):
        answer(guide, in_view(guide), {"body": "none", "who": "me"}[in_view(guide)])

    assert result in in_view(guide)
    expect(guide.locator(".guide-memory")).to_be_hidden()


def test_who_is_in_care_now_gets_a_word_too(guide: Page) -> None:
    answer(guide, "danger", "none")
    answer(guide, "thoughts", "none")
    answer(guide, "body", "in-care-now")
    answer(guide, "who", "me-under-18")
    go_on(guide)

    run = ["danger.none", "thoughts.none", "body.in-care-now", "who.me-under-18"]
    assert word_of(guide).replace(" ", "") == code_of("step-up-or-step-down").word_of(run)


@pytest.mark.parametrize("how", ["restart", "back", "leave"])
def test_word_and_table_go_with_the_result(guide: Page, how: str) -> None:
    walk_to_stay(guide)
    go_on(guide)
    lay_beside(guide, word_of(guide))
    expect(guide.locator(".guide-memory tbody tr").first).to_be_attached()

    if how == "leave":
        guide.evaluate("dispatchEvent(new CustomEvent('stepwell-leave', { detail: {} }))")
    elif how == "restart":
        guide.get_by_role("button", name="Start again").click()
    else:
        guide.go_back()

    expect(guide.locator(".guide-memory tbody tr")).to_have_count(0)
    assert guide.locator(".guide-word b").evaluate("(word) => word.textContent") == ""
    expect(guide.get_by_label("An earlier word")).to_have_value("")


@pytest.mark.parametrize("is_wanted", [False, True])
def test_the_word_stands_on_the_sheet_only_where_it_is_asked_for(guide: Page, is_wanted: bool) -> None:
    walk_to_stay(guide)
    go_on(guide)
    word = word_of(guide)
    guide.get_by_label("Print it on the sheet").set_checked(is_wanted)

    guide.emulate_media(media="print")

    assert (f"Memory word: {word}" in guide.evaluate("document.body.innerText")) == is_wanted


def test_the_carried_guide_has_the_word_within_it(page: Page, site: Path) -> None:
    page.goto((site / "guide/offline.html").as_uri())
    calm_start(page, "me-under-18")
    go_on(page)

    assert len(word_of(page)) == 11


def test_the_script_comes_to_everyone_before_an_answer(page: Page, address: str) -> None:
    with page.expect_request("**/assets/result.js"):
        page.goto(f"{address}/guide/")
