"""Hold what the terminal shows of a result against what its screen shows, for a way to each outcome."""

from playwright.sync_api import Page

from generator.checks import Verified
from generator.guide.answering import given_by
from generator.pages.atlas import draw_atlas
from generator.trying.result import AtResult, Holds, result_lines, shown_of
from tests.browser.runs import covering_runs, end_of, questions_of
from tests.browser.test_guide import answer, go_on, in_view

# What the terminal cannot do: print, tick, save. It names what is said, not where it opens.
SEEN = """() => {
  const screen = [...document.querySelectorAll("section[data-outcome]")].find((screen) => screen.checkVisibility());
  for (const fold of screen.querySelectorAll("details")) fold.open = true;
  const left = ".guide-values, .guide-whom, .guide-picture, button, .away, small, .unchecked, .guide-pages, .online";
  for (const part of screen.querySelectorAll(left)) part.remove();
  for (const link of screen.querySelectorAll(".guide-call > a")) {
    const line = document.createElement("p");
    line.textContent = link.textContent;
    link.parentElement.before(line);
    link.remove();
  }
  const said = [...screen.querySelectorAll("h2, h3, h4, p, li, summary")];
  const leaves = said.filter((part) => part.checkVisibility() && !part.querySelector("h2, h3, h4, p, li"));
  return leaves.map((part) => part.innerText.replace(/\\s+/g, " ").trim()).filter(Boolean);
}"""


def test_the_terminal_says_all_that_a_result_shows(page: Page, address: str, verified: Verified) -> None:
    shown = shown_of(verified, draw_atlas(verified.base, verified.today, verified.sign_offs))
    page.goto(f"{address}/guide/")
    seen: set[str] = set()
    lost: set[str] = set()
    for run in covering_runs(verified.diagram):
        end = end_of(verified.diagram, run)
        if end in seen:
            continue
        seen.add(end)
        page.reload()
        references = []
        for question, answers in questions_of(verified.diagram, run):
            answer(page, question, *answers)
            references += [f"{question}.{each}" for each in answers]
        if in_view(page) == "review":
            go_on(page)
        page.wait_for_function("() => document.querySelector('.guide-end').checkVisibility()")
        given = given_by(references)
        they = AtResult(given, they=False).known(verified.base.tree.guide.they_when) is Holds.SO
        said = " ".join(" ".join(result_lines(shown, end, AtResult(given, they))).split())
        said = said.replace(f" {verified.base.words.help.mark} ", " ")

        lost |= {f"{end}: {part}" for part in page.evaluate(SEEN) if part not in said}

    assert lost == set()
    assert seen == set(verified.plan.outcomes)
