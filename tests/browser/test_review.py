"""See the answers once more before the result, and what a change of answer keeps and forgets."""

import random

import pytest
from playwright.sync_api import Page, expect

from generator.checks import Verified
from tests.browser.answers import input_of
from tests.browser.runs import questions_of
from tests.browser.test_engine import ends_with, random_run
from tests.browser.test_guide import answer, go_on, in_view, walk_to_stay

CHANGES = 40


@pytest.fixture
def guide(page: Page, address: str) -> Page:
    page.goto(f"{address}/guide/")
    return page


def change(page: Page, heading: str) -> None:
    page.get_by_role("button", name=f"Change {heading}").click()
    page.wait_for_function("() => !document.querySelector('.guide-review').checkVisibility()")


@pytest.mark.parametrize(
    ("who", "lately"),
    [("me", "Is any of this true for you? None of these"), ("someone-else", "true for the person? None of these")],
)
def test_the_review_lists_the_answers_in_the_words_of_the_reader(guide: Page, who: str, lately: str) -> None:
    walk_to_stay(guide, who)

    rows = guide.locator(".guide-review li")
    assert in_view(guide) == "review"
    assert rows.count() == 10
    expect(rows.nth(4)).to_contain_text(lately)
    assert guide.locator("[data-guide-next]:visible").count() == 1
    assert guide.evaluate("document.activeElement.textContent") == "Check the answers before you go on"
    for button in rows.get_by_role("button").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44


def test_the_review_has_an_entry_of_the_history_like_a_question(guide: Page) -> None:
    walk_to_stay(guide)
    assert guide.evaluate("history.state") == {"depth": 10}

    go_on(guide)

    assert guide.evaluate("history.state") == {"depth": 11}
    guide.go_back()
    assert in_view(guide) == "review"
    guide.go_back()
    assert in_view(guide) == "change"


def test_a_change_that_keeps_the_rest_leads_back_to_the_review(guide: Page) -> None:
    walk_to_stay(guide)
    change(guide, "What makes you think about a change")
    answer(guide, "change", "doing-well")
    answer(guide, "signs-down", "none")

    change(guide, "How is it where you live")
    answer(guide, "home", "strained")

    assert in_view(guide) == "review"
    kept, gone = guide.locator(".guide-kept").inner_text().split("These are no longer asked")
    assert "What makes you think about a change, or is in the way?" in kept
    assert "What is going well for you?" in gone
    assert guide.locator("input[name=signs-down]:checked").count() == 0
    go_on(guide)
    assert in_view(guide) == "more-support-talk"


def test_a_change_says_which_later_answers_were_kept(guide: Page) -> None:
    walk_to_stay(guide)

    change(guide, "Which of these do you use")
    answer(guide, "uses", "mental-health")

    assert in_view(guide) == "where-mental"
    said = guide.locator(".guide-kept").inner_text()
    kept, gone = said.split("These are no longer asked")
    assert "What has been going on with you lately?" in kept
    assert "Where do you get treatment now?" in gone
    answer(guide, "where-mental", "mental-health-iop")
    assert in_view(guide) == "review"
    assert guide.locator(".guide-kept").inner_text() == ""


def test_a_red_answer_after_the_review_shows_help_at_once(guide: Page) -> None:
    walk_to_stay(guide)

    change(guide, "Is any of this true today?")
    answer(guide, "body", "opioid-withdrawal")

    assert in_view(guide) == "same-day-medical"


def test_an_answer_changed_without_next_does_not_lead_past_the_end(guide: Page) -> None:
    walk_to_stay(guide)
    guide.evaluate("history.go(-10)")
    guide.wait_for_function("() => history.state.depth === 0")

    guide.locator(input_of("danger", "overdose")).check()
    guide.evaluate("history.go(7)")
    guide.wait_for_function("() => history.state.depth === 1")

    assert in_view(guide) == "overdose"


def test_an_answer_no_longer_asked_for_counts_for_nothing_in_what_would_change(guide: Page) -> None:
    walk_to_stay(guide)
    change(guide, "What makes you think about a change")
    answer(guide, "change", "doing-well")
    answer(guide, "signs-down", "none")
    go_on(guide)
    guide.evaluate("history.go(8 - history.state.depth)")
    guide.wait_for_function("() => history.state.depth === 8")
    assert in_view(guide) == "home"

    guide.locator(input_of("home", "strained")).check()
    for depth in (9, 10, 11):
        guide.go_forward()
        guide.wait_for_function("(depth) => history.state.depth === depth", arg=depth)

    assert in_view(guide) == "more-support-talk"
    safe = guide.locator(".guide-changes details").filter(has_text="“It is safe")
    expect(safe.locator("summary")).to_contain_text("After more questions, one of these")


def test_every_changed_run_ends_where_the_same_answers_end_when_given_anew(guide: Page, verified: Verified) -> None:
    dice = random.Random(7)
    changed = 0
    while changed < CHANGES:
        first, second = (dict(questions_of(verified.diagram, random_run(verified, dice))) for _ in range(2))
        place = dice.randrange(len(first))
        question = list(first)[place]
        if question not in second or len(first) < 5 or first[question] == second[question]:
            continue
        guide.reload()
        for id, answers in first.items():
            answer(guide, id, *answers)
        if in_view(guide) != "review":
            continue
        guide.locator(".guide-review").get_by_role("button").nth(place).click()
        guide.wait_for_function("() => !document.querySelector('.guide-review').checkVisibility()")
        answer(guide, question, *second[question])
        given = {**first, question: second[question]}
        while (at := in_view(guide)) in verified.plan.questions:
            given[at] = second.get(at) or [verified.plan.questions[at].exclusives[-1].id]
            answer(guide, at, *given[at])
        if at == "review":
            go_on(guide)
        expected = ends_with(verified.diagram, {id: frozenset(answers) for id, answers in given.items()})
        assert [in_view(guide)] == expected, (first, given)
        changed += 1
