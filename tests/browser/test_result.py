"""See a result as its reader does on a phone: what stands on the first screen, what is folded, what its links do."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.checks import Verified
from generator.model.guide import Urgency
from tests.browser.runs import covering_runs, end_of, questions_of
from tests.browser.test_explains import walk_to_soon
from tests.browser.test_guide import answer, calm_start, go_on, in_view, walk_to_stay
from tests.browser.test_privacy import ELSEWHERE, elsewhere

__all__ = ["elsewhere"]

MOST_PIXELS = 3300
"""Without the notes that must be read first: what they say is owed to this reader, however much it is."""
# From the top of the result to its last button, with what is folded closed.
MEASURE = """() => {
  const screen = [...document.querySelectorAll("section[data-outcome]")].find((screen) => screen.checkVisibility());
  const place = (selector) => screen.querySelector(selector)?.getBoundingClientRect();
  const end = document.querySelector(".guide-end").getBoundingClientRect().bottom;
  const first = screen.querySelector("[data-notes=first]")?.getBoundingClientRect().height ?? 0;
  return { height: end - screen.getBoundingClientRect().top - first, band: place(".guide-band"), lead: place(".lead"),
    action: place(".guide-call > .button"),
    calls: [...screen.querySelectorAll(":scope > .guide-call a")].map((link) => link.protocol) };
}"""
# A line in both voices, for results of today speak to everyone in the same words.
VOICED = """() => document.querySelector("[data-outcome=thoughts-today] .guide-now").insertAdjacentHTML("beforeend",
  '<li><span data-voice="you">Ask for help.</span><span data-voice="they" hidden>Ask for help for them.</span></li>')"""


@pytest.fixture
def guide(page: Page, address: str) -> Page:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{address}/guide/")
    return page


def test_every_result_says_what_and_how_soon_on_one_screen_with_one_action(guide: Page, verified: Verified) -> None:
    seen = set()
    for run in covering_runs(verified.diagram):
        end = end_of(verified.diagram, run)
        if end in seen:
            continue
        guide.reload()
        for question, answers in questions_of(verified.diagram, run):
            answer(guide, question, *answers)
        if in_view(guide) == "review":
            go_on(guide)
        guide.wait_for_function("() => document.querySelector('.guide-end').checkVisibility()")
        found = guide.evaluate(MEASURE)
        for part in ("band", "lead", "action"):
            assert found[part]["bottom"] <= 640, (end, part)
        assert found["height"] <= MOST_PIXELS, end
        outcome = verified.plan.outcomes[end]
        if outcome.urgency in (Urgency.EMERGENCY, Urgency.TODAY) and not outcome.staff_near:
            assert set(found["calls"]) & {"tel:", "sms:"}, end
        seen.add(end)

    assert seen == set(verified.plan.outcomes)


def test_the_band_says_how_soon_and_what_and_nothing_twice(guide: Page) -> None:
    walk_to_soon(guide, "me")

    band = guide.locator("section[data-outcome]:visible .guide-band")
    assert band.inner_text().split("\n")[0] == "Reach out in the next few days"
    assert guide.evaluate("document.activeElement.closest('.guide-band') !== null")


def test_the_picture_is_the_readers_own_stairs(guide: Page) -> None:
    walk_to_stay(guide)
    go_on(guide)

    stairs = guide.locator(".guide-stair:visible")
    expect(stairs).to_have_count(1)
    steps = [re.sub(r"\s+", " ", step) for step in stairs.locator("li").all_text_contents()]
    assert steps == ["One step down: Outpatient", "Now: IOP", "One step up: Day treatment"]


def test_there_is_no_picture_where_life_is_in_danger_or_the_place_was_not_asked(guide: Page) -> None:
    answer(guide, "danger", "overdose")
    expect(guide.locator(".guide-stair:visible")).to_have_count(0)

    guide.reload()
    calm_start(guide, "me-under-18")
    go_on(guide)
    expect(guide.locator(".guide-stair:visible")).to_have_count(0)


def test_what_can_wait_is_folded_and_nothing_urgent_is(guide: Page) -> None:
    answer(guide, "danger", "none")
    answer(guide, "thoughts", "suicidal-thoughts")
    answer(guide, "body", "none")

    screen = guide.locator("section[data-outcome=thoughts-today]")
    for shown in (".guide-call", ".guide-now", ".guide-sooner"):
        expect(screen.locator(f"{shown}:visible").first).to_be_visible()
    folded = screen.locator("details.guide-fold:visible")
    assert folded.evaluate_all("(all) => all.filter(({ open }) => open).length") == 0
    titles = folded.locator("summary").all_inner_texts()
    assert {"Whom to call", "Words you can use", "Why this result", "What this guide does not know"} <= set(titles)


def test_on_paper_and_without_script_what_is_folded_is_open(guide: Page, browser: Browser, address: str) -> None:
    answer(guide, "danger", "overdose")
    guide.emulate_media(media="print")
    is_seen = "(node) => node.checkVisibility({ contentVisibilityAuto: true })"
    assert guide.locator("section[data-outcome=overdose] .guide-say li").first.evaluate(is_seen)

    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for kind in ("guide/overdose/", "guide/plain/"):
        page.goto(f"{address}/{kind}")
        expect(page.locator(".guide-say li").first).to_be_visible()
        assert page.locator("section[data-outcome] details:not([open], .guide-note)").count() == 0
    context.close()


def test_the_main_button_opens_the_words_for_the_call(guide: Page) -> None:
    walk_to_soon(guide, "me")

    guide.get_by_role("button", name="Words for your call").click()

    expect(guide.locator("section[data-outcome]:visible .guide-say")).to_be_visible()
    assert guide.evaluate("document.activeElement.textContent") == "Words you can use"
    top = guide.locator(".guide-words[open] summary").bounding_box()
    assert top is not None
    assert 60 < top["y"] < 200


def test_the_main_button_of_a_talk_leads_to_the_sheet(guide: Page) -> None:
    walk_to_stay(guide)
    go_on(guide)

    guide.get_by_role("button", name="A sheet for your talk").click()

    expect(guide.get_by_role("button", name="Print")).to_be_in_viewport()
    assert guide.evaluate("document.activeElement.textContent") == "To take along"


def test_links_of_a_result_open_beside_it_and_say_so(phone: BrowserContext, guide: Page, address: str) -> None:
    walk_to_stay(guide)
    go_on(guide)
    link = guide.get_by_role("link", name="What it is like (opens beside this)").first

    with phone.expect_page() as beside:
        link.click()

    beside.value.wait_for_load_state()
    assert beside.value.url.startswith(f"{address}/levels/")
    assert beside.value.evaluate("[document.referrer, opener, history.length]") == ["", None, 1]
    assert in_view(guide) == "stay"
    inside = guide.locator("[data-guide] a:not([href^='tel:'], [href^='sms:'])")
    assert set(inside.evaluate_all("(links) => links.map(({ target, rel }) => `${target} ${rel}`)")) == {
        "_blank noreferrer noopener"
    }


def test_leaving_one_page_leaves_the_result_beside_it(
    phone: BrowserContext, guide: Page, elsewhere: list[dict[str, str]]
) -> None:
    walk_to_stay(guide)
    go_on(guide)
    with phone.expect_page() as beside:
        guide.get_by_role("link", name="What it is like").first.click()

    beside.value.get_by_role("link", name="Leave this page").click()

    beside.value.wait_for_url(ELSEWHERE)
    guide.wait_for_url(ELSEWHERE)


def test_before_anyone_said_whom_it_is_about_the_words_can_be_turned(guide: Page) -> None:
    guide.evaluate(VOICED)
    answer(guide, "danger", "none")
    answer(guide, "thoughts", "suicidal-thoughts")
    answer(guide, "body", "none")
    turned = guide.locator("section[data-outcome]:visible [data-voice=they]:visible")
    here = in_view(guide)
    switch = guide.get_by_role("radiogroup", name="This is about")
    expect(turned).to_have_count(0)

    switch.get_by_label("someone else").check()

    assert turned.count() > 0
    assert guide.locator("[data-voice=you]:visible").count() == 0
    assert in_view(guide) == here
    switch.get_by_label("me", exact=True).check()
    expect(turned).to_have_count(0)


def test_once_it_was_said_there_is_no_switch(guide: Page) -> None:
    calm_start(guide, "me-under-18")
    go_on(guide)

    expect(guide.get_by_role("radiogroup", name="This is about")).to_have_count(0)
