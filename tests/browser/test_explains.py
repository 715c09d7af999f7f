"""See on an outcome why it is the result, what would change it, the ways to go on, and what matters."""

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.pages.guide.options import POINTS
from tests.browser.test_access import Scheme, faults_of
from tests.browser.test_guide import answer, calm_start, go_on, in_view, walk_to_stay

TOPS = "(ways, part) => ways.map((way) => Math.round(way.querySelector(part).getBoundingClientRect().y))"


@pytest.fixture
def guide(page: Page, address: str) -> Page:
    page.goto(f"{address}/guide/")
    return page


def walk_to_soon(page: Page, who: str = "someone-else") -> None:
    calm_start(page, who)
    answer(page, "lately", "none")
    answer(page, "uses", "alcohol", "mental-health")
    answer(page, "where", "outpatient")
    answer(page, "signs-up", "worse", "cravings")
    answer(page, "home", "safe")
    answer(page, "change", "none")
    go_on(page)


def test_the_answers_that_decided_stand_apart(guide: Page) -> None:
    walk_to_stay(guide)
    go_on(guide)

    also = guide.locator("[data-fill=also] > li")
    expect(guide.locator("[data-fill=decided]")).to_be_hidden()
    guide.get_by_text("Why this result").click()
    decided = guide.locator("[data-fill=decided] > li").all_inner_texts()
    assert "How is it where you live, or where you would go home to?" in [row.split("\n")[0] for row in decided]
    assert len(decided) + also.count() == 10
    asked = [row.split("\n")[0] for row in also.all_inner_texts()]
    assert "Which of these do you use, take, or struggle with, now or before?" in asked


def test_what_would_change_the_result_goes_from_most_urgent_to_unsure(guide: Page) -> None:
    walk_to_stay(guide)
    go_on(guide)

    guide.get_by_role("heading", name="What would change this").click()
    groups = guide.locator(".guide-changes > details")
    titles = groups.locator("summary").all_inner_texts()
    assert titles[:2] == ["Get help now", "Get help today"]
    assert titles[2].startswith("Reach out in the next few days: ")
    assert titles[-1].startswith("After more questions, one of these: ")
    soon = groups.filter(has_text="Ask about more support in the next few days").first
    expect(soon).to_contain_text("“Symptoms keep getting worse”")
    expect(groups.first.locator("li").first).to_be_hidden()


def test_an_option_that_decided_is_said_to_be_taken_away(guide: Page) -> None:
    walk_to_soon(guide)

    guide.get_by_role("heading", name="What would change this").click()
    calmer = guide.locator(".guide-changes > details").filter(has_text="if more support would help")
    expect(calmer).to_contain_text("not “Symptoms keep getting worse”")
    expect(calmer).not_to_contain_text("not “Strong urges")


def test_danger_shows_only_what_decided_it(guide: Page) -> None:
    answer(guide, "danger", "suicide-now")

    expect(guide.locator("[data-fill=decided]")).to_contain_text("A suicide attempt")
    expect(guide.get_by_role("heading", name="What would change this")).to_be_hidden()
    expect(guide.locator(".guide-options")).to_be_hidden()
    expect(guide.locator(".guide-values").first).to_be_hidden()


def test_the_ways_to_go_on_stand_side_by_side_in_equal_detail(guide: Page) -> None:
    guide.set_viewport_size({"width": 1280, "height": 800})
    walk_to_stay(guide)
    go_on(guide)

    ways = guide.locator(".guide-way:visible")
    assert ways.locator(".guide-option-way").all_inner_texts() == ["Stay as you are", "More support", "Less support"]
    assert ways.locator("h3").all_inner_texts() == ["Intensive outpatient program", "Day treatment", "Outpatient care"]
    expect(ways.first).to_contain_text("this result points here")
    for part in ("h3", ".guide-week", "div + div > .guide-side"):
        tops = ways.evaluate_all(TOPS, part)
        assert len(set(tops)) == 1, part
    points = ways.locator("article ul").evaluate_all("(lists) => lists.map((list) => list.children.length)")
    assert points == [POINTS] * 6


def test_a_way_that_is_no_level_stands_line_by_line_with_the_others(guide: Page) -> None:
    guide.set_viewport_size({"width": 1280, "height": 800})
    calm_start(guide, "me")
    for question, given in {
        "lately": "none",
        "uses": "alcohol",
        "where": "residential",
        "signs-up": "worse",
        "home": "safe",
        "change": "none",
    }.items():
        answer(guide, question, given)
    go_on(guide)

    ways = guide.locator(".guide-way:visible")
    assert ways.locator("h3").all_inner_texts() == [
        "More from your team",
        "Residential treatment",
        "Hospital inpatient care",
    ]
    for part in (".guide-week", "div > .guide-side", "div + div > .guide-side"):
        assert len(set(ways.evaluate_all(TOPS, part))) == 1, part


def test_on_a_phone_the_suggested_way_is_open_and_the_others_are_a_line_each(guide: Page) -> None:
    walk_to_stay(guide)
    go_on(guide)

    ways = guide.locator(".guide-way:visible")
    assert ways.evaluate_all("(ways) => ways.map(({ open }) => open)") == [True, False, False]
    assert max(box["height"] for way in ways.all()[1:] if (box := way.bounding_box())) < 90
    ways.last.locator("summary").click()
    assert [one.locator("li").count() for one in ways.last.locator("ul:visible").all()] == [POINTS] * 2


WAYS = """() => [...document.querySelectorAll(".guide-way")].filter((way) => way.checkVisibility())
  .map((way) => [way.querySelector(".guide-option-way").innerText, way.open])"""


def ways(page: Page) -> object:
    """Give the ways that a result shows and which are open, once it shows them."""
    expect(page.locator(".guide-way:visible").first).to_be_visible()
    return page.evaluate(WAYS)


def test_each_result_opens_the_way_that_it_points_to(guide: Page) -> None:
    walk_to_soon(guide, "me")
    assert ways(guide) == [["More support", True], ["Stay as you are", False]]

    guide.reload()
    walk_to_stay(guide)
    go_on(guide)
    guide.go_back()
    change = guide.locator(".guide-review").get_by_role("button", name="Change How is it where you live")
    change.click()
    answer(guide, "home", "strained")
    go_on(guide)

    assert in_view(guide) == "more-support-talk"
    assert ways(guide) == [["More support", True], ["Stay as you are", False]]


def test_what_matters_says_what_to_ask_and_changes_no_result(guide: Page) -> None:
    walk_to_soon(guide, "me")
    guide.get_by_role("heading", name="What matters to you?").click()
    before = guide.locator("section[data-outcome]:visible").inner_text()

    guide.get_by_label("Time for work, school, or family").check()

    expect(guide.locator(".guide-first:visible")).to_contain_text("Which days and hours would it be")
    expect(guide.locator(".guide-first:visible")).to_contain_text("Intensive outpatient program 9 to 19 hours a week.")
    assert in_view(guide) == "more-support-soon"
    guide.get_by_label("Time for work, school, or family").uncheck()
    assert guide.locator("section[data-outcome]:visible").inner_text() == before


def test_what_matters_is_forgotten_with_the_answers(guide: Page) -> None:
    walk_to_soon(guide)
    guide.get_by_role("heading", name="What matters to them?").click()
    guide.get_by_label("What it costs").check()

    guide.get_by_role("button", name="Start again").click()
    guide.wait_for_function("() => history.state.depth === 0")

    assert guide.locator("input:checked").count() == 0
    assert guide.locator(".guide-why li, .sheet li, .guide-review li").count() == 0


def test_nothing_says_you_of_someone_else(guide: Page) -> None:
    walk_to_soon(guide)

    assert guide.locator("[data-voice=you]:visible").count() == 0
    expect(guide.get_by_role("heading", name="What matters to them?")).to_be_visible()
    expect(guide.get_by_text("Stay as they are").first).to_be_visible()


def test_a_family_gets_help_of_its_own_after_a_no(guide: Page) -> None:
    calm_start(guide, "someone-else")
    answer(guide, "lately", "none")
    answer(guide, "uses", "alcohol")
    answer(guide, "where", "refuses")
    go_on(guide)

    assert in_view(guide) == "help-for-family"
    expect(guide.get_by_role("heading", name="Get help for yourself while they do not want care")).to_be_visible()
    expect(guide.locator(".guide-options")).to_be_hidden()


@pytest.mark.parametrize("question", ["danger", "thoughts", "body", "who", "lately"])
def test_a_person_can_be_called_from_every_question(guide: Page, question: str) -> None:
    for before in ("danger", "thoughts", "body", "who"):
        if before == question:
            break
        answer(guide, before, "me" if before == "who" else "none")

    assert in_view(guide) == question
    for number in ("tel:988", "tel:+18006624357"):
        expect(guide.locator(f".guide-person a[href='{number}']")).to_be_visible()


# The colors are the same in both voices.
@pytest.mark.parametrize(("scheme", "who"), [("light", "me"), ("dark", "someone-else")])
def test_axe_finds_nothing_and_nothing_is_too_wide(browser: Browser, address: str, scheme: Scheme, who: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 320, "height": 700})
    page = context.new_page()
    found = {}

    def look(state: str) -> None:
        found[state] = (faults_of(page), page.evaluate("document.documentElement.scrollWidth") <= 320)

    page.goto(f"{address}/guide/")
    look("question")
    walk_to_stay(page, who)
    look("review")
    page.get_by_role("button", name="Change Who is this for").click()
    page.wait_for_function("() => history.state.depth === 3")
    answer(page, "who", "me-under-18")
    look("review after a change")
    go_on(page)
    look("soon")
    page.reload()
    walk_to_soon(page, who)
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    page.locator(".guide-values input").first.check()
    page.get_by_role("button", name="Copy as text").click()
    look("outcome with everything open")
    context.close()

    assert found == {state: ([], True) for state in found}
