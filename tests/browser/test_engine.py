"""Hold the script's engine against the diagram, by random walks in a real browser."""

import random

from playwright.sync_api import Page

from generator.checks import Verified
from tests.browser.runs import Run, end_of, questions_of

WALKS = 2000
WALK = """async (runs) => {
  const { answer, at, start } = await import("../assets/guide_engine.js");
  const table = start(JSON.parse(document.querySelector("[data-guide-table]").textContent));
  const inputs = Object.fromEntries([...document.querySelectorAll("fieldset[data-question]")].map((field) => [
    field.dataset.question, [...field.querySelectorAll("input")].map((input) => [input.value,
      field.dataset.choose === "one" || "alone" in input.dataset])]));
  return runs.map((asked) => {
    let node = 0;
    for (const [question, answers] of asked) {
      if (at(table, node).question !== question) return `asks ${at(table, node).question}, not ${question}`;
      const alone = inputs[question].filter(([, isAlone]) => isAlone).findIndex(([id]) => answers.includes(id));
      const options = inputs[question].filter(([, isAlone]) => !isAlone).map(([id]) => answers.includes(id));
      node = answer(table, node, alone, options);
      if (node < 0) return "nothing chosen";
    }
    return at(table, node).outcome;
  });
}"""


def random_run(verified: Verified, dice: random.Random) -> Run:
    """Walk from the start with arrows taken at random until an end is reached."""
    nodes = verified.diagram.nodes
    while True:
        run: list[tuple[int, int]] = []
        number: int | None = 0
        while number is not None and not nodes[number].outcome:
            arrow = dice.randrange(len(nodes[number].arrows))
            run.append((number, arrow))
            number = nodes[number].arrows[arrow]
        if number is not None:
            return tuple(run)


def test_random_walks_end_where_the_diagram_says(page: Page, address: str, verified: Verified) -> None:
    dice = random.Random(988)
    runs = [random_run(verified, dice) for _ in range(WALKS)]
    page.goto(f"{address}/guide/")

    ends = page.evaluate(WALK, [questions_of(verified.diagram, run) for run in runs])

    assert ends == [end_of(verified.diagram, run) for run in runs]
    assert len(set(ends)) > len(verified.plan.outcomes) // 2


def test_choosing_nothing_goes_nowhere(page: Page, address: str) -> None:
    page.goto(f"{address}/guide/")

    assert page.evaluate(WALK, [[["danger", []]]]) == ["nothing chosen"]


def test_a_table_of_another_format_is_refused(page: Page, address: str) -> None:
    page.goto(f"{address}/guide/")

    message = page.evaluate(
        """() => import("../assets/guide_engine.js").then(({ start }) => start({ format: 2 })).catch(String)"""
    )

    assert message == "Error: guide table has format 2, wanted 1"
