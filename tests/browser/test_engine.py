"""Hold the script's engine against the diagram in a real browser: over every arrow, and by random walks."""

import random
from pathlib import Path

import pytest
from playwright.sync_api import Page

from generator.checks import Verified
from generator.guide.diagram import Diagram
from tests.browser.answers import places_of
from tests.browser.runs import Run, covering_runs, end_of, questions_of

GUIDES = ("guide/", "guides/intensive-outpatient/")
WALKS = 2000
CHANGED = 400
ENGINE = Path(__file__).parents[2] / "generator" / "theme" / "assets" / "guide_engine.js"
ANSWERS = """(asked) => [...document.querySelectorAll("fieldset[data-question]")].map((field) => {
  const isSingle = (input) => input.type === "radio" || "alone" in input.dataset;
  const inputs = [...field.querySelectorAll("input")], places = new Map(inputs.map((input, place) => [input, place]));
  const given = (asked.find(([question]) => question === field.dataset.question) || ["", []])[1];
  return inputs.sort((a, b) => isSingle(b) - isSingle(a)).map((input) => given.includes(places.get(input)));
})"""
WALK = f"""async (runs) => {{
  const {{ path, start }} = await import("/assets/guide_engine.js");
  const nodes = start(JSON.parse(document.querySelector("[data-guide-table]").textContent));
  const questions = [...document.querySelectorAll("fieldset[data-question]")].map((field) => field.dataset.question);
  const outcomes = [...document.querySelectorAll("section[data-outcome]")].map((section) => section.dataset.outcome);
  const name = ([kind, first]) => (kind === -2 ? outcomes[first] : questions[kind]);
  const answers = {ANSWERS};
  return runs.map((asked) => path(nodes, answers(asked)).map((node) => name(nodes[node])));
}}"""
CHANGES = f"""async (runs) => {{
  const {{ changes, start }} = await import("/assets/guide_engine.js");
  const nodes = start(JSON.parse(document.querySelector("[data-guide-table]").textContent));
  const fields = [...document.querySelectorAll("fieldset[data-question]")];
  const outcomes = [...document.querySelectorAll("section[data-outcome]")].map((section) => section.dataset.outcome);
  const isSingle = (input) => input.type === "radio" || "alone" in input.dataset;
  const place = (field, choice) => {{
    const inputs = [...field.querySelectorAll("input")];
    return inputs.indexOf([...inputs].sort((a, b) => isSingle(b) - isSingle(a))[choice]);
  }};
  const answers = {ANSWERS};
  return runs.map((asked) => changes(nodes, answers(asked)).map(([question, choice, ends]) => [
    fields[question].dataset.question, place(fields[question], choice), ends.map((end) => outcomes[end]).sort(),
  ]));
}}"""


@pytest.fixture
def engine(page: Page, address: str) -> Page:
    """Open the guide beside its engine as it is written: the site serves both modules as one file."""
    page.route("**/assets/guide_engine.js", lambda route: route.fulfill(path=ENGINE))
    page.goto(f"{address}/guide/")
    return page


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


def long_run(verified: Verified, dice: random.Random) -> Run:
    """Walk at random until an end is reached that is not help now."""
    while True:
        run = random_run(verified, dice)
        if len(questions_of(verified.diagram, run)) > 3 or dice.random() < 0.02:
            return run


def ends_with(diagram: Diagram, answers: dict[str, frozenset[str]]) -> list[str]:
    """Give every outcome that a way to answer can reach which gives these answers wherever they are asked for."""
    found: set[str] = set()
    waiting, seen = [0], {0}
    while waiting:
        node = diagram.nodes[waiting.pop()]
        if node.outcome:
            found.add(node.outcome)
        given = answers.get(node.question)
        for arrow, target in enumerate(node.arrows):
            truth = diagram.truth(node, arrow)
            fits = given is None or all((name.split(".")[1] in given) == is_given for name, is_given in truth.items())
            if target is not None and fits and target not in seen:
                seen.add(target)
                waiting.append(target)
    return sorted(found)


def places_in(verified: Verified, run: Run) -> list[tuple[str, list[int]]]:
    """Give the questions of a run in order, each with the places of the answers chosen."""
    return [(id, places_of(id, answers)) for id, answers in questions_of(verified.diagram, run)]


def single_changes(verified: Verified, run: Run) -> list[list[object]]:
    """Give what `changes` must give, from the diagram alone."""
    asked = {id: frozenset(answers) for id, answers in questions_of(verified.diagram, run)}
    found: list[list[object]] = []
    for id, given in asked.items():
        question = verified.plan.questions[id]
        singles, options = ({answer.id for answer in some} for some in (question.exclusives, question.options))
        for answer in (*question.exclusives, *question.options):
            other = frozenset([answer.id]) if answer.id in singles else (given & options) ^ {answer.id}
            if other and other != given:
                found.append([id, *places_of(id, [answer.id]), ends_with(verified.diagram, {**asked, id: other})])
    return found


def test_random_walks_ask_and_end_as_the_diagram_says(engine: Page, verified: Verified) -> None:
    dice = random.Random(988)
    runs = [random_run(verified, dice) for _ in range(WALKS)]

    walked = engine.evaluate(WALK, [places_in(verified, run) for run in runs])

    assert walked == [
        [*(id for id, _ in questions_of(verified.diagram, run)), end_of(verified.diagram, run)] for run in runs
    ]
    assert len({trail[-1] for trail in walked}) > len(verified.plan.outcomes) // 2


def test_every_arrow_leads_where_the_diagram_says(engine: Page, address: str, verified: Verified) -> None:
    for name, guide in zip(GUIDES, verified.every_guide(), strict=True):
        engine.goto(f"{address}/{name}")
        runs = covering_runs(guide.diagram)

        walked = engine.evaluate(WALK, [places_in(guide, run) for run in runs])

        assert walked == [
            [*(id for id, _ in questions_of(guide.diagram, run)), end_of(guide.diagram, run)] for run in runs
        ]


def test_choosing_nothing_goes_nowhere(engine: Page) -> None:
    assert engine.evaluate(WALK, [[["danger", []]]]) == [["danger"]]


def test_what_one_other_answer_leads_to_is_what_the_diagram_says(engine: Page, verified: Verified) -> None:
    dice = random.Random(911)
    runs = [long_run(verified, dice) for _ in range(CHANGED)]

    changed = engine.evaluate(CHANGES, [places_in(verified, run) for run in runs])

    assert changed == [single_changes(verified, run) for run in runs]
    assert any(len(ends) > 1 for changes in changed for _, _, ends in changes)


def test_a_table_of_another_format_is_refused(engine: Page) -> None:
    message = engine.evaluate(
        """() => import("../assets/guide_engine.js").then(({ start }) => start("2")).catch(String)"""
    )

    assert message == "Error: the table has format 2"
