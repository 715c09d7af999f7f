"""Walk the guide in a real browser, with script."""

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.answers import answers_of, input_of, places_of

ANSWER = """([question, answers]) => {
  const field = document.querySelector(`fieldset[data-question="${question}"]`);
  if (!field || field.hidden || !field.checkVisibility()) return `question ${question} is not in view`;
  for (const [place, input] of field.querySelectorAll("input").entries()) {
    if (input.checked !== answers.includes(place)) input.click();
  }
  document.querySelector("[data-guide-next]").click();
  return "";
}"""
IN_VIEW = """() => [...document.querySelectorAll("fieldset[data-question], .guide-review, section[data-outcome]")]
  .filter((screen) => screen.checkVisibility())
  .map((screen) => screen.dataset.question || screen.dataset.outcome || "review")"""

WALK_TO_STAY = {
    "danger": "none",
    "thoughts": "none",
    "body": "none",
    "who": "me",
    "lately": "none",
    "uses": "alcohol",
    "where": "intensive-outpatient",
    "signs-up": "none",
    "home": "safe",
    "change": "none",
}


def answer(page: Page | Frame, question: str, *answers: str) -> None:
    assert page.evaluate(ANSWER, [question, places_of(question, list(answers))]) == ""


def in_view(page: Page | Frame) -> str:
    screens = page.evaluate(IN_VIEW)
    assert len(screens) == 1, screens
    return str(screens[0])


def go_on(page: Page | Frame) -> None:
    """Go on from the review to the outcome, as a reader does who finds every answer right."""
    assert in_view(page) == "review"
    page.get_by_role("button", name="See what this suggests").click()


def calm_start(page: Page | Frame, who: str = "me") -> None:
    for question in ("danger", "thoughts", "body"):
        answer(page, question, "none")
    answer(page, "who", who)


@pytest.fixture
def guide(page: Page, address: str) -> Page:
    page.goto(f"{address}/guide/")
    return page


def test_a_red_answer_shows_help_at_once(guide: Page) -> None:
    answer(guide, "danger", "overdose")

    outcome = guide.locator("section[data-outcome=overdose]")
    expect(outcome).to_be_visible()
    expect(outcome).to_have_attribute("data-urgency", "emergency")
    expect(outcome.get_by_role("link", name=re.compile("Call 911")).first).to_have_attribute("href", "tel:911")


def test_answering_makes_no_request_and_leaves_no_trace(guide: Page) -> None:
    requests: list[str] = []
    guide.on("request", lambda request: requests.append(request.url))
    state = """async () => ({
      address: location.href, title: document.title, cookie: document.cookie, local: localStorage.length,
      session: sessionStorage.length, caches: (await caches.keys()).length, bases: (await indexedDB.databases()).length,
    })"""
    before = guide.evaluate(state)

    calm_start(guide)
    answer(guide, "lately", "none")
    answer(guide, "uses", "alcohol")

    assert guide.evaluate(state) == before
    assert guide.evaluate("history.state") == {"depth": 6}
    assert requests == []


def test_back_goes_to_the_question_before_and_keeps_its_answer(guide: Page) -> None:
    calm_start(guide)

    guide.go_back()

    assert in_view(guide) == "who"
    expect(guide.locator(input_of("who", "me"))).to_be_checked()
    guide.go_forward()
    assert in_view(guide) == "lately"


def test_the_back_button_goes_to_the_question_before(guide: Page) -> None:
    expect(guide.locator("[data-guide-back]")).to_be_hidden()
    answer(guide, "danger", "none")

    guide.get_by_role("button", name="Back").click()

    guide.wait_for_function("() => history.state.depth === 0")
    assert in_view(guide) == "danger"


def test_a_reload_forgets(guide: Page) -> None:
    calm_start(guide)

    guide.reload()

    assert in_view(guide) == "danger"
    assert guide.locator("input:checked").count() == 0


def test_coming_back_after_leaving_forgets(guide: Page, address: str) -> None:
    answer(guide, "danger", "none")
    answer(guide, "thoughts", "suicidal-thoughts")

    guide.goto(f"{address}/levels/")
    guide.go_back()

    assert in_view(guide) == "danger"
    assert guide.locator("input:checked").count() == 0


def test_a_page_that_a_browser_kept_as_it_was_forgets(guide: Page) -> None:
    calm_start(guide)

    # A browser may bring a page back as it was left, which no browser here does.
    guide.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    guide.wait_for_function("() => !document.querySelector('[data-guide] input:checked')")
    assert in_view(guide) == "danger"


def test_nothing_chosen_is_said_and_goes_nowhere(guide: Page) -> None:
    guide.get_by_role("button", name="Next").click()

    expect(guide.get_by_role("alert")).to_contain_text("Please choose an answer")
    assert in_view(guide) == "danger"


# What a screen reader hears of a place: each time words come into it.
HEAR = """(place) => {
  window.heard = [];
  new MutationObserver((all) => all.forEach(({ addedNodes }) => addedNodes.forEach((node) =>
    heard.push(node.textContent.trim())))).observe(place, { childList: true });
}"""


def test_nothing_chosen_is_said_each_time_and_belongs_to_the_question(guide: Page) -> None:
    alert, question = guide.get_by_role("alert"), guide.locator("fieldset[data-question=danger]")
    alert.evaluate(HEAR)
    expect(question).to_have_accessible_description(re.compile("^It can be about you.*Choose all that fit"))

    for times in (1, 2, 3):
        guide.get_by_role("button", name="Next").click()
        guide.wait_for_function("(times) => heard.length === times", arg=times)

    assert len(set(guide.evaluate("heard"))) == 1
    expect(question).to_have_attribute("aria-invalid", "true")
    expect(question).to_have_accessible_description(re.compile("Please choose an answer"))
    guide.locator("input[name=danger]").first.check()
    expect(alert).to_be_empty()
    expect(question).not_to_have_attribute("aria-invalid", "true")
    expect(question).not_to_have_accessible_description(re.compile("Please choose"))


def test_a_cleared_answer_is_said_politely(guide: Page) -> None:
    status = guide.locator(".guide-cleared")
    expect(status).to_have_attribute("aria-live", "polite")
    for answer_id in ("violence", "child"):
        guide.locator(input_of("danger", answer_id)).check()
    expect(status).to_be_empty()

    guide.locator(input_of("danger", "none")).check()
    expect(status).to_have_text("No longer chosen: 2 answers")
    guide.locator(input_of("danger", "violence")).check()
    expect(status).to_have_text("No longer chosen: None of these")
    guide.get_by_role("button", name="Next").click()
    assert in_view(guide) == "violence-emergency"


def test_the_words_none_of_these_go_straight_on(guide: Page) -> None:
    guide.get_by_text("None of these").first.click()
    assert in_view(guide) == "thoughts"
    assert guide.evaluate("document.activeElement.tagName") == "H2"
    # Whoever presses Next too is not told that an answer is missing, and is not moved on.
    guide.get_by_role("button", name="Next").click()
    guide.wait_for_timeout(120)
    expect(guide.get_by_role("alert")).to_be_empty()
    assert in_view(guide) == "thoughts"
    guide.get_by_role("button", name="Next").click()
    expect(guide.get_by_role("alert")).to_contain_text("Please choose an answer")


def test_the_words_none_of_these_clear_a_danger_first_and_go_nowhere(guide: Page) -> None:
    guide.locator(input_of("danger", "violence")).check()

    guide.get_by_text("None of these").first.click()

    assert in_view(guide) == "danger"
    expect(guide.locator(".guide-cleared")).to_contain_text("Someone is being hurt")


def test_the_box_of_none_of_these_only_chooses_it(guide: Page) -> None:
    for question in ("danger", "thoughts", "body"):
        guide.locator(input_of(question, "none")).check()
        assert in_view(guide) == question
        guide.locator("[data-guide-next]").click()

    assert in_view(guide) == "who"


def test_none_of_these_and_i_do_not_know_are_set_apart(guide: Page) -> None:
    after = """(word) => [...word.closest("fieldset").querySelectorAll("input")].filter((input) =>
      word.compareDocumentPosition(input) & Node.DOCUMENT_POSITION_FOLLOWING).length"""

    assert answers_of("danger")[-2:] == ("none", "not-sure")
    assert guide.locator("[data-question=danger] .guide-or").evaluate(after) == 2
    assert answers_of("where")[-1] == "not-sure"
    assert guide.locator("[data-question=where] .guide-or").evaluate(after) == 1


def test_an_answer_has_a_short_name_and_its_help_as_description(guide: Page) -> None:
    first = guide.locator(input_of("danger", "took-too-much"))

    expect(first).to_have_accessible_name(re.compile("^Took too much of a drug or medicine, or a poison.*now$"))
    expect(first).to_have_accessible_description(re.compile("^On purpose or by mistake"))
    expect(guide.locator(input_of("danger", "none"))).to_have_accessible_name("None of these")


@pytest.mark.parametrize("height", [640, 800])
def test_the_first_answer_is_near_the_top_and_the_way_on_is_in_view(guide: Page, height: int) -> None:
    guide.set_viewport_size({"width": 360, "height": height})
    for question in ("danger", "thoughts", "body"):
        first = guide.locator(f"fieldset[data-question={question}] label").first.bounding_box()
        button = guide.locator("[data-guide-next]").bounding_box()
        assert first is not None
        assert button is not None
        assert first["y"] < 400
        assert button["y"] + button["height"] <= height
        answer(guide, question, "none")


@pytest.mark.parametrize(
    ("width", "height", "letters", "stays"),
    [(320, 256, "100%", False), (360, 740, "200%", False), (320, 640, "200%", False), (360, 640, "100%", True)],
)
def test_the_way_on_covers_no_answers_where_there_is_little_room(
    guide: Page, width: int, height: int, letters: str, stays: bool
) -> None:
    guide.set_viewport_size({"width": width, "height": height})
    guide.evaluate("size => { document.documentElement.style.fontSize = size }", letters)
    guide.evaluate("document.querySelector('fieldset label').scrollIntoView({ block: 'start' })")

    assert guide.evaluate("document.querySelector('.guide-go').getBoundingClientRect().top < innerHeight") == stays


def test_no_word_of_an_answer_is_cut_where_letters_are_large(guide: Page) -> None:
    guide.evaluate("document.documentElement.style.fontSize = '200%'")
    cut = """() => [...document.querySelectorAll("fieldset:not([hidden]) label > span")].flatMap((span) => {
      const walker = document.createTreeWalker(span, NodeFilter.SHOW_TEXT), found = [];
      while (walker.nextNode()) for (const { 0: word, index } of walker.currentNode.data
        .matchAll(/\\b[a-z]{4,8}\\b/gi)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, index);
        range.setEnd(walker.currentNode, index + word.length);
        if (range.getClientRects().length > 1) found.push(word);
      }
      return found;
    })"""
    calm_start(guide)

    assert guide.evaluate(cut) == []


def test_three_parts_and_minutes_that_never_grow(guide: Page) -> None:
    seen = []
    for question, given in WALK_TO_STAY.items():
        progress = guide.locator(f"fieldset[data-question={question}] .guide-progress")
        seen.append((progress.locator("[aria-current=step]").inner_text(), progress.locator("em").inner_text()))
        answer(guide, question, given)

    parts = [part for part, _ in seen]
    assert parts == sorted(parts, key=["Safety", "You", "What now"].index)
    assert set(parts) == {"Safety", "You", "What now"}
    minutes = [int(re.sub(r"\D", "", said)) for _, said in seen]
    assert minutes == sorted(minutes, reverse=True)


def test_none_of_these_excludes_the_others_both_ways(guide: Page) -> None:
    guide.locator("label").get_by_text("Someone is being hurt, or").click()

    guide.locator(input_of("danger", "none")).check()
    assert guide.locator("input:checked").count() == 1
    guide.locator("label").get_by_text("Someone is being hurt, or").click()
    expect(guide.locator(input_of("danger", "violence"))).to_be_checked()
    assert guide.locator("input:checked").count() == 1


def test_the_focus_moves_to_the_new_heading(guide: Page) -> None:
    answer(guide, "danger", "none")

    assert guide.evaluate("document.activeElement.closest('fieldset').dataset.question") == "thoughts"
    assert guide.evaluate("document.activeElement.tagName") == "H2"


def test_the_keyboard_alone_walks_the_guide(guide: Page) -> None:
    guide.locator(input_of("danger", "none")).focus()
    guide.keyboard.press("Space")
    guide.keyboard.press("Enter")
    assert in_view(guide) == "thoughts"

    guide.keyboard.press("Tab")
    assert guide.evaluate("document.activeElement.name") == "thoughts"


def test_someone_else_is_spoken_of_as_they(guide: Page) -> None:
    calm_start(guide, "someone-else")

    expect(guide.get_by_role("heading", name="Is any of this true for the person?")).to_be_visible()
    expect(guide.get_by_role("heading", name="Is any of this true for you?")).to_be_hidden()


def walk_to_stay(page: Page | Frame, who: str = "me") -> None:
    for question, given in (WALK_TO_STAY | {"who": who}).items():
        answer(page, question, given)


def test_an_emergency_offers_no_option_to_stay(guide: Page) -> None:
    answer(guide, "danger", "suicide-now")

    expect(guide.locator("[data-guide-options]")).to_be_hidden()


def test_start_again_forgets(guide: Page) -> None:
    walk_to_stay(guide)
    go_on(guide)

    guide.get_by_role("button", name="Start again").click()

    guide.wait_for_function("() => history.state.depth === 0")
    assert in_view(guide) == "danger"
    assert guide.locator("input:checked").count() == 0


def skip(page: Page) -> None:
    page.locator("a.skip").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("steps", [0, 1, 3])
def test_back_after_the_skip_link_is_as_without_it(guide: Page, steps: int) -> None:
    asked = ["danger", "thoughts", "body"]
    for question in asked[:steps]:
        answer(guide, question, "none")

    skip(guide)
    answer(guide, [*asked, "who"][steps], "me" if steps == 3 else "none")
    guide.get_by_role("button", name="Back").click()

    guide.wait_for_function("(depth) => history.state.depth === depth", arg=steps)
    assert in_view(guide) == [*asked, "who"][steps]


@pytest.mark.parametrize("steps", [0, 2])
def test_a_change_after_the_skip_link_opens_its_question(guide: Page, steps: int) -> None:
    for question in ("danger", "thoughts")[:steps]:
        answer(guide, question, "none")
    skip(guide)
    for question in ("danger", "thoughts", "body")[steps:]:
        answer(guide, question, "none")
    answer(guide, "who", "me-under-18")

    guide.get_by_role("button", name="Change").first.click()

    guide.wait_for_function("() => history.state.depth === 0")
    assert in_view(guide) == "danger"


def test_a_link_within_the_page_leaves_the_guide_where_it_is(guide: Page) -> None:
    calm_start(guide)

    guide.evaluate("location.hash = 'main'")
    guide.go_back()

    assert in_view(guide) == "lately"
    assert guide.evaluate("history.state") == {"depth": 4}


def test_a_failure_on_the_way_shows_the_whole_guide_and_says_so_once(guide: Page) -> None:
    errors: list[str] = []
    guide.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    answer(guide, "danger", "none")
    guide.evaluate("document.querySelector('fieldset[data-question=body] h2').remove()")

    answer(guide, "thoughts", "none")
    guide.evaluate("document.querySelector('[data-guide-next]').click()")

    assert len(errors) == 1
    expect(guide.locator("section[data-outcome=stay]")).to_be_visible()
    expect(guide.get_by_role("link", name="Use the guide as one page")).to_be_visible()


def test_the_table_and_script_stay_small(site: Path, address: str, page: Page) -> None:
    page.goto(f"{address}/guide/")
    table = page.locator("[data-guide-table]").text_content()
    assert table is not None

    parts = [(site / "assets" / "guide.js").read_bytes(), table.encode()]

    assert len(gzip.compress(b"".join(parts), 9)) <= 5 * 1024 + 290
