"""Hold `stepwell explain` against every problem that the code can report."""

from __future__ import annotations

import re

import pytest

from generator.explaining import explanations
from tests.problem_ids import ids_everywhere
from tests.problems_page import MAKING, READING
from tests.test_cli import run

EXPLAINED = """\
unknown-target is an error: nothing is published until it is cured.

An answer, a decision or the guide's start leads to something that is not there.

A reader would be stranded in the middle of the guide.

Fails: `next: emergncy`.

Cure: write the id of a question, decision or outcome.

For example:

  decision_tree.yaml:76:20: error: decision "weigh-signs" leads to "somewhere", which is not a question, decision or \
outcome [unknown-target]
     76 |       - otherwise: somewhere
        |                    ^
    help: write the id of a question, decision or outcome
"""


def test_every_problem_of_the_code_is_explained() -> None:
    assert set(explanations()) == ids_everywhere()


@pytest.mark.parametrize("id", sorted(explanations()))
def test_every_explanation_says_why_and_how_to_cure(id: str) -> None:
    explained = explanations()[id]

    assert len(explained.says) >= 3
    assert any(part.startswith("Cure: ") for part in explained.says)
    assert f"[{id}]" in explained.example
    assert re.search("^  help: ", explained.example, re.MULTILINE)


def test_explain_shows_one_problem_with_its_example() -> None:
    done = run("explain", "unknown-target", COLUMNS="100")

    assert (done.returncode, done.stdout, done.stderr) == (0, EXPLAINED, "")


def test_explain_takes_the_brackets_of_the_message() -> None:
    assert run("explain", "[unknown-target]").stdout == run("explain", "unknown-target").stdout


def test_explain_offers_the_nearest_of_an_unknown_problem() -> None:
    done = run("explain", "unknow-target")

    assert done.returncode == 2
    assert done.stderr.endswith('Error: "unknow-target" is no problem; did you mean "unknown-target"?\n')


def test_explain_lists_every_problem_in_its_group() -> None:
    done = run("explain", COLUMNS="40")

    assert done.stdout.startswith("== While the files are read ==\nanchor\n  A file names a part with `&` or\n")
    listed = re.findall("^[a-z0-9-]+$", done.stdout, re.MULTILINE)
    assert listed == list(explanations())
    assert set(READING) | set(MAKING) <= set(listed)
    assert max(map(len, done.stdout.split("\n"))) <= 40
