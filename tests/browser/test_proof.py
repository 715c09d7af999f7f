"""Hold the checker that strangers run: it finds what our own proofs find, and refuses what was altered."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Page

from generator.checks import Verified, broken_promise, screen_not_first
from generator.checks.compiled import Compiled, compiled_of
from generator.guide.diagram import Diagram
from generator.pages.proof import CHECKER
from generator.pages.proof.tables import GUIDES_FILE, PROMISES_FILE, proof_tables
from generator.problems import Problems
from generator.site.building import build_site
from tests.browser.serving import Quiet, serving
from tests.conftest import ROOT, TODAY
from tests.site.workbench import SMALL

SOURCE = ROOT / "generator/pages/proof" / CHECKER
FOLDER = "about/proof"
PROVE = """([guides, promised]) => {
  const broken = prove(guides, promised).filter(({ broken }) => broken);
  return broken.map(({ guide, promise }) => `${guide} ${promise}`);
}"""
Tables: TypeAlias = tuple[list[dict[str, Any]], dict[str, Any]]


class _Altering(Quiet):
    altered: dict[str, bytes]

    def do_GET(self) -> None:  # noqa: N802 - http.server looks for this name
        content = self.altered.get(self.path)
        if content is None:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture
def altered(site: Path) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Serve that site; what is put into the second value is served in the place of what stands there."""
    instead: dict[str, bytes] = {}
    with serving(site, type("Handler", (_Altering,), {"altered": instead})) as root:
        yield root, instead


@pytest.fixture
def checker(page: Page) -> Page:
    """Give an empty page that holds the functions of the checker."""
    page.goto("about:blank")
    page.add_script_tag(content=SOURCE.read_text(encoding="utf-8"))
    return page


def tables_of(verified: Verified) -> Tables:
    files = proof_tables(verified)
    return json.loads(files[GUIDES_FILE]), json.loads(files[PROMISES_FILE])


def said_on(page: Page, address: str) -> tuple[str, str]:
    """Give what the page says once it is done, and the detail beside it."""
    page.goto(f"{address}/{FOLDER}/")
    page.wait_for_function("() => document.querySelector('[data-proof=waiting]').hidden")
    shown = page.locator("[data-proof]:visible")
    return str(shown.get_attribute("data-proof")), shown.locator("code").inner_text()


def test_it_is_short_and_loads_nothing_of_ours() -> None:
    text = SOURCE.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= 200
    assert "import" not in text.replace("important", "")


def test_a_reader_s_own_browser_proves_every_promise(page: Page, altered: tuple[str, dict[str, bytes]]) -> None:
    address, _ = altered
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)

    state, detail = said_on(page, address)

    with_hash = page.locator("pre").inner_text()
    assert (state, faults) == ("kept", [])
    assert with_hash == f"node {CHECKER} {detail}"


def test_it_counts_the_ways_that_we_count(checker: Page, verified: Verified) -> None:
    lines = checker.evaluate("([guides, promised]) => prove(guides, promised)", list(tables_of(verified)))

    counted = {line["guide"]: int(line["ways"]) for line in lines if not line["promise"]}
    assert counted == {str(guide.base.tree.guide.id): guide.counts.ways for guide in verified.every_guide()}
    assert len(lines) == len(counted) + sum(
        promise.is_for(guide) for guide in counted for promise in verified.base.safety.promises
    )


def mutated(diagram: Diagram, chance: random.Random) -> Diagram:
    """Lead one arrow that ends a question to another question or end that stands after it."""
    nodes = list(diagram.nodes)
    begins = [number for number, node in enumerate(nodes) if node.option is None]
    while True:
        number = chance.randrange(len(nodes))
        node = nodes[number]
        leaving = [
            place
            for place, arrow in enumerate(node.arrows)
            if arrow is not None and nodes[arrow].option is None and arrow < begins[-1]
        ]
        if leaving:
            place = chance.choice(leaving)
            arrows = list(node.arrows)
            arrows[place] = chance.choice([begin for begin in begins if begin > number and begin != arrows[place]])
            nodes[number] = replace(node, arrows=tuple(arrows))
            return replace(diagram, nodes=tuple(nodes))


def broken_of(compiled: Compiled) -> set[str]:
    """Find what our own proofs say of a diagram."""
    screen = [""] if list(screen_not_first.check(compiled)) else []
    promises = [problem.message.split('"')[1] for problem in broken_promise.check(compiled)]
    return {f"{compiled.guide} {promise}" for promise in (*screen, *promises)}


def test_it_finds_what_our_own_proofs_find(checker: Page, verified: Verified, request: pytest.FixtureRequest) -> None:
    chance, broken = random.Random(15), 0
    assert verified.proven is not None
    for turn in range(300 if request.config.getoption("--every-edit") else 8):
        place = turn % len(verified.proven.guides)
        ours = verified.proven.guides[place]
        diagram = mutated(ours.diagram, chance)
        expected = broken_of(compiled_of(ours.base, ours.plan, diagram))
        guides = list(verified.every_guide())
        guides[place] = replace(guides[place], diagram=diagram)
        whole = replace(guides[0], further=tuple(guides[1:]))

        found = checker.evaluate(PROVE, list(tables_of(whole)))

        assert set(found) == expected, f"turn {turn}"
        broken += bool(expected)
    assert broken


@pytest.mark.parametrize("part", ["call", "urgency", "note"])
def test_it_sees_what_an_outcome_or_a_note_no_longer_says(checker: Page, verified: Verified, part: str) -> None:
    guides, promised = tables_of(verified)
    if part == "note":
        note = next(note for note in guides[0]["notes"] if note["id"].startswith("naloxone") or note["when"][0])
        note["when"] = [[]]
    else:
        outcome = next(outcome for outcome in guides[0]["outcomes"] if outcome["direction"] == "help-now")
        outcome[part] = ["lifeline-988"] if part == "call" else 0

    assert checker.evaluate(PROVE, [guides, promised])


def alter_table(table: str, chance: random.Random) -> str:
    """Change one character of a table."""
    at = chance.randrange(2, len(table))
    return table[:at] + chance.choice([c for c in "0123456789abc, " if c != table[at]]) + table[at + 1 :]


def test_no_altered_table_passes(page: Page, altered: tuple[str, dict[str, bytes]], site: Path) -> None:
    address, instead = altered
    original = (site / FOLDER / GUIDES_FILE).read_bytes()
    chance, states = random.Random(7), []
    for turn in range(6):
        guides = json.loads(original)
        guide = guides[turn % len(guides)]
        guide["table"] = alter_table(guide["table"], chance)
        instead[f"/{FOLDER}/{GUIDES_FILE}"] = json.dumps(guides).encode()

        states.append(said_on(page, address)[0])

    assert states == ["refused"] * 6


def test_a_guide_that_holds_another_table_is_refused(
    page: Page, altered: tuple[str, dict[str, bytes]], site: Path
) -> None:
    address, instead = altered
    text = (site / "guide/index.html").read_text(encoding="utf-8")
    table = json.loads((site / FOLDER / GUIDES_FILE).read_bytes())[0]["table"]
    instead["/guide/index.html"] = text.replace(table, table.replace("a", "b", 1)).encode()

    state, detail = said_on(page, address)

    assert (state, detail) == ("refused", "step-up-or-step-down: its page holds another table")


def test_a_promise_less_is_refused(page: Page, altered: tuple[str, dict[str, bytes]], site: Path) -> None:
    address, instead = altered
    promised = json.loads((site / FOLDER / PROMISES_FILE).read_bytes())
    del promised["promises"][0]
    weaker = json.dumps(promised).encode()
    instead[f"/{FOLDER}/{PROMISES_FILE}"] = weaker

    state, detail = said_on(page, address)

    assert state == "refused"
    assert detail.endswith(hashlib.sha256(weaker).hexdigest())


@pytest.mark.parametrize("left", ["no promise", "no guide", "one guide", "one guide twice"])
def test_a_proof_of_less_is_refused(page: Page, altered: tuple[str, dict[str, bytes]], site: Path, left: str) -> None:
    address, instead = altered
    guides = json.loads((site / FOLDER / GUIDES_FILE).read_bytes())
    promised = json.loads((site / FOLDER / PROMISES_FILE).read_bytes())
    if left == "no promise":
        promised["promises"] = []
    guides = {"no guide": [], "one guide": guides[:1], "one guide twice": [guides[0], guides[0]]}.get(left, guides)
    tables = json.dumps(guides).encode()
    promised["guides_sha256"] = hashlib.sha256(tables).hexdigest()
    instead[f"/{FOLDER}/{GUIDES_FILE}"] = tables
    content = json.dumps(promised).encode()
    instead[f"/{FOLDER}/{PROMISES_FILE}"] = content
    # Whoever can change these files can change the number on their page as well.
    text = (site / FOLDER / "index.html").read_text(encoding="utf-8")
    number = hashlib.sha256((site / FOLDER / PROMISES_FILE).read_bytes()).hexdigest()
    instead[f"/{FOLDER}/"] = text.replace(number, hashlib.sha256(content).hexdigest()).encode()

    state, detail = said_on(page, address)

    assert state == "refused"
    assert "not the one" not in detail


def test_without_script_it_says_how_to_run_it_by_hand(site: Path) -> None:
    text = (site / FOLDER / "index.html").read_text(encoding="utf-8")

    assert 'data-proof="waiting">' in text
    assert text.count('data-proof="') - text.count("hidden") <= 1
    assert "node check.js" in text


def test_a_site_that_was_not_asked_for_it_holds_none_of_it(tmp_path: Path) -> None:
    problems = Problems()
    build_site(SMALL, tmp_path / "site", problems, today=TODAY)

    assert not problems.has_errors()
    assert not (tmp_path / "site" / FOLDER).exists()
    assert FOLDER not in (tmp_path / "site/about/scorecard/index.html").read_text(encoding="utf-8")
