"""Walk each guide, and the one file, within its page: every answer and every step, press by press, and some by hand.

That each arrow is in the page as in the diagram, and that the script follows each, is held whole in test_guide_table.py
and test_engine.py. Here a page shows a screen for each step; with --every-arrow each arrow is walked here too.
"""

import random
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.checks import Verified
from generator.model.guide import Direction
from tests.browser.answers import input_of, places_of
from tests.browser.runs import Run, covering_runs, end_of, questions_of, runs_of_every_step
from tests.browser.test_guide import IN_VIEW, in_view

RUNS_AT_ONCE = 50
RUNS_BY_HAND = 3
# Answers each question that is asked as long as it alone is in view, goes on from the review, waits until the result is
# whole, and begins again by the guide's own button. Gives for each run what was in view, screen by screen; the last is
# the first that went wrong.
WALK = f"""async (runs) => {{
  const inView = () => ({IN_VIEW})().join(" and ");
  // All are looked at before the first is pressed: the browser need not lay out the page for each.
  const press = (...controls) => {{
    const dead = controls.find((control) => !control.checkVisibility() || control.disabled);
    if (dead) throw new Error(`cannot press ${{dead.outerHTML}}`);
    for (const control of controls) control.click();
  }};
  const within = (promised, what) => Promise.race([promised, new Promise((_, fail) =>
    setTimeout(() => fail(new Error(`waited in vain for ${{what}}`)), 30_000))]);
  const next = document.querySelector("[data-guide-next]"), again = document.querySelector("[data-guide-restart]");
  const walk = async (asked, seen) => {{
    seen.push(inView());
    if (document.querySelector("fieldset input:checked")) throw new Error("an answer of the run before is left");
    for (const [question, answers] of asked) {{
      if (seen.at(-1) !== question) throw new Error(`${{question}} should be in view`);
      const inputs = [...document.querySelectorAll(`fieldset[data-question="${{question}}"] input`)];
      press(...inputs.filter((input, place) => input.checked !== answers.includes(place)), next);
      seen.push(inView());
    }}
    if (seen.at(-1) === "review") {{
      press(next);
      seen.push(inView());
    }}
    await within(new Promise((done) => requestAnimationFrame(() => setTimeout(done))), "a frame");
    if (inView() !== seen.at(-1)) throw new Error(`${{inView()}} came into view`);
    const back = new Promise((done) => addEventListener("popstate", done, {{ once: true }}));
    press(again);
    await within(back, "the first question");
    await new Promise((done) => setTimeout(done));
  }};
  const walked = [];
  try {{
    for (const asked of runs) await walk(asked, walked[walked.push([]) - 1]);
  }} catch (error) {{
    walked.at(-1).push(error.message);
  }}
  return walked;
}}"""


def screens_of(guide: Verified, run: Run) -> list[str]:
    """Give what a run must show by the diagram: its questions, the review where help can wait for it, and its end."""
    end = end_of(guide.diagram, run)
    can_wait = guide.plan.outcomes[end].direction is not Direction.HELP_NOW
    return [*(question for question, _ in questions_of(guide.diagram, run)), *(["review"] if can_wait else []), end]


def walk_by_hand(page: Page, asked: list[tuple[str, list[str]]], *, by_key: bool) -> list[str]:
    """Answer with the mouse or with keys, as far as nothing covers or skips a control; give what came into view."""
    seen = [in_view(page)]
    for question, answers in asked:
        for answer in answers:
            choice = page.locator(input_of(question, answer))
            if by_key:
                choice.focus()
                page.keyboard.press("Space")
            else:
                choice.click()
            expect(choice).to_be_checked()
        if by_key:
            page.keyboard.press("Enter")
        else:
            page.locator("[data-guide-next]").click()
        seen.append(in_view(page))
    if seen[-1] == "review":
        page.get_by_role("button", name="See what this suggests").click()
        seen.append(in_view(page))
    return seen


@pytest.fixture(params=["guide/", "guides/intensive-outpatient/", "guide/offline.html"])
def walked(request: pytest.FixtureRequest, page: Page, address: str, site: Path, verified: Verified) -> Verified:
    """Open a guide, one of them as a file from a folder, and give what it was made from."""
    name = request.param
    page.goto((site / name).as_uri() if name.endswith(".html") else f"{address}/{name}")
    return next(
        (guide for guide in verified.further if name.startswith(f"guides/{guide.base.tree.guide.id}/")), verified
    )


def test_every_step_leads_where_the_diagram_says(page: Page, walked: Verified, pytestconfig: pytest.Config) -> None:
    whole = covering_runs(walked.diagram)
    runs = whole if pytestconfig.getoption("--every-arrow") else runs_of_every_step(walked.diagram, whole)
    assert {end_of(walked.diagram, run) for run in runs} == set(walked.plan.outcomes)

    for start in range(0, len(runs), RUNS_AT_ONCE):
        some = runs[start : start + RUNS_AT_ONCE]
        seen = page.evaluate(
            WALK, [[(q, places_of(q, a)) for q, a in questions_of(walked.diagram, run)] for run in some]
        )
        assert seen == [screens_of(walked, run) for run in some]


@pytest.mark.parametrize("by_key", [False, True], ids=["by mouse", "by key"])
def test_runs_by_hand_lead_where_the_diagram_says(page: Page, walked: Verified, by_key: bool) -> None:
    for run in random.Random(988 + by_key).sample(covering_runs(walked.diagram), RUNS_BY_HAND):
        page.reload()
        assert walk_by_hand(page, questions_of(walked.diagram, run), by_key=by_key) == screens_of(walked, run)
