"""Change rules in an export, as somebody might in another tool, and hold every change to be found with its witness."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from generator.exchange.documents import CannotRead
from generator.exchange.losses import Standard
from generator.exchange.parting import first_parting
from generator.exchange.rules import NOWHERE, plan_of
from generator.guide.answering import given_by, path
from generator.guide.comparison import compare
from generator.guide.compiling import compile_guide
from generator.guide.diagram import Diagram
from generator.guide.walks import count
from tests.exchange.projects import PROJECTS, exported, project_at, read_again

Edit = Callable[[str, random.Random], str | None]
RULES = re.compile(r'(<decision id="(?:rule|after)_.*?</decision>)', re.DOTALL)
ROW = re.compile(r"\n *<rule .*?</rule>", re.DOTALL)
CELL = re.compile(r"(<inputEntry [^>]*>\s*<text>)([^<]*)(</text>)")
GIVES = re.compile(r"(<outputEntry [^>]*>\s*<text>)([^<]*)(</text>)")
TEXT = re.compile(r'(?<=")[a-z0-9-]+(?=")')


def in_a_table(text: str, random_: random.Random, change: Callable[[str], str | None]) -> str | None:
    """Change one of the tables of a model."""
    table = random_.choice(list(RULES.finditer(text)))
    changed = change(table[1])
    return None if changed is None else text[: table.start()] + changed + text[table.end() :]


def drop_a_row(text: str, random_: random.Random) -> str | None:
    def change(table: str) -> str:
        row = random_.choice(list(ROW.finditer(table)))
        return table[: row.start()] + table[row.end() :]

    return in_a_table(text, random_, change)


def swap_two_rows(text: str, random_: random.Random) -> str | None:
    def change(table: str) -> str | None:
        rows = [row[0] for row in ROW.finditer(table)]
        if len(rows) < 2:
            return None
        place = random_.randrange(len(rows) - 1)
        return table.replace(rows[place] + rows[place + 1], rows[place + 1] + rows[place])

    return in_a_table(text, random_, change)


def swap_two_results(text: str, random_: random.Random) -> str | None:
    def change(table: str) -> str | None:
        found = list(GIVES.finditer(table))
        if len({each[2] for each in found}) < 2:
            return None
        one, other = random_.sample(found, 2)
        first, second = sorted((one, other), key=lambda each: each.start())
        return (
            table[: first.start(2)]
            + second[2]
            + table[first.end(2) : second.start(2)]
            + first[2]
            + table[second.end(2) :]
        )

    return in_a_table(text, random_, change)


def empty_a_cell(text: str, random_: random.Random) -> str | None:
    def change(table: str) -> str | None:
        cells = [cell for cell in CELL.finditer(table) if cell[2] != "-"]
        if not cells:
            return None
        cell = random_.choice(cells)
        return table[: cell.start(2)] + "-" + table[cell.end(2) :]

    return in_a_table(text, random_, change)


def negate_a_cell(text: str, random_: random.Random) -> str | None:
    def change(table: str) -> str | None:
        cells = [cell for cell in CELL.finditer(table) if cell[2] not in ("-", "true") and "not(" not in cell[2]]
        if not cells:
            return None
        cell = random_.choice(cells)
        return f"{table[: cell.start(2)]}not({cell[2]}){table[cell.end(2) :]}"

    return in_a_table(text, random_, change)


def change_an_answer(text: str, random_: random.Random) -> str | None:
    def change(table: str) -> str | None:
        cells = [cell for cell in CELL.finditer(table) if TEXT.search(cell[2])]
        if not cells:
            return None
        cell = random_.choice(cells)
        word = random_.choice(list(TEXT.finditer(cell[2])))
        others: list[str] = TEXT.findall(" ".join(other[2] for other in CELL.finditer(table)))
        changed = cell[2][: word.start()] + random_.choice(others) + cell[2][word.end() :]
        return table[: cell.start(2)] + changed + table[cell.end(2) :]

    return in_a_table(text, random_, change)


EDITS = (drop_a_row, swap_two_rows, swap_two_results, empty_a_cell, negate_a_cell, change_an_answer)


def parts_there(ours: Diagram, theirs: Diagram, answers: tuple[str, ...]) -> bool:
    """Follow some answers in both, as the page does, and tell whether they come to something else."""
    ends = []
    for diagram in (ours, theirs):
        node = diagram.nodes[path(diagram, given_by(answers))[-1]]
        ends.append((node.question, node.outcome))
    return ends[0] != ends[1]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_a_changed_rule_is_found_with_answers_that_show_it(edit: Edit, request: pytest.FixtureRequest) -> None:
    tries = 60 if request.config.getoption("--every-edit") else 3
    guide = project_at(PROJECTS[0])
    text = exported(guide, Standard.DMN)[0].decode()
    random_ = random.Random(f"{edit.__name__} 19")
    found = 0
    for _ in range(tries):
        changed = edit(text, random_)
        if changed is None or changed == text:
            continue
        try:
            theirs = compile_guide(plan_of(read_again((changed.encode(),), Standard.DMN)))
        except CannotRead:
            continue
        parting = first_parting(guide.diagram, theirs)
        if parting is None:
            assert theirs.nodes == guide.diagram.nodes
            assert compare(guide.diagram, theirs).moved == 0
            continue
        found += 1
        assert parts_there(guide.diagram, theirs, parting.answers)
        if not count(theirs).ways_by_outcome[NOWHERE]:
            change = compare(guide.diagram, theirs)
            for shift in change.shifts:
                assert path_end(guide.diagram, shift.answers_before) == shift.before
                assert path_end(theirs, shift.answers) == shift.after
    assert found >= tries // 3


def path_end(diagram: Diagram, answers: tuple[str, ...]) -> str:
    return diagram.nodes[path(diagram, given_by(answers))[-1]].outcome


@pytest.mark.parametrize("seed", range(6))
def test_a_changed_questionnaire_is_found(seed: int) -> None:
    guide = project_at(PROJECTS[0])
    asked, plan = (file.decode() for file in exported(guide, Standard.FHIR))
    random_ = random.Random(seed)
    spots = list(re.finditer(r"contains '([a-z-]+)\.([a-z0-9-]+)'", asked))
    spot = random_.choice(spots)
    others = sorted({each[2] for each in spots if each[1] == spot[1] and each[2] != spot[2]})
    changed = asked[: spot.start(2)] + random_.choice(others) + asked[spot.end(2) :]

    theirs = compile_guide(plan_of(read_again((changed.encode(), plan.encode()), Standard.FHIR)))

    parting = first_parting(guide.diagram, theirs)
    if parting is None:
        assert theirs.nodes == guide.diagram.nodes
    else:
        assert parts_there(guide.diagram, theirs, parting.answers)
