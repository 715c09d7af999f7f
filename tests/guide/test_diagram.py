"""Look at the diagram itself: its arrows, its rows, its limit, and that it never differs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.guide import diagram as limits
from generator.guide.diagram import Node, TooManyStates
from tests.guide.example import example
from tests.guide.small_guides import answer, diagram_of, guide, outcome, question

ROOT = Path(__file__).parents[2]
PRINT_DIAGRAMS = """
from tests.guide.example import example
from tests.guide.small_guides import diagram_of, random_guide
sizes = {"questions": 5, "decisions": 3, "outcomes": 4, "options": 4}
for tree in (example(), *(random_guide(**sizes, seed=seed) for seed in range(20))):
    print(diagram_of(tree).nodes)
"""


def test_choose_one_has_an_arrow_for_each_answer() -> None:
    asked = question("asked", "one", [answer("yes", "o0"), answer("no", "o1")])

    diagram = diagram_of(guide([asked], [], [outcome("o0"), outcome("o1")]))

    assert diagram.nodes == (Node("asked", None, (1, 2)), Node(outcome="o0"), Node(outcome="o1"))


def test_choose_any_has_arrows_for_what_stands_alone_and_then_one_into_its_options() -> None:
    asked = question("asked", "any", [answer("none", "o1"), answer("a"), answer("b")], "o0")

    diagram = diagram_of(guide([asked], [], [outcome("o0"), outcome("o1")]))

    assert [(node.option, node.arrows) for node in diagram.nodes if node.question] == [
        (None, (1, 2)),
        (0, (3, 4)),
        (1, (None, 5)),
        (1, (5, 5)),
    ]


def test_an_arrow_knows_the_answer_that_it_chooses_and_what_that_settles() -> None:
    diagram = diagram_of(example())
    whole = diagram.nodes[0]
    option = diagram.nodes[whole.arrows[-1] or 0]

    assert [diagram.choice(whole, arrow) for arrow in range(3)] == ["danger.none", "danger.not-sure", ""]
    assert [diagram.choice(option, arrow) for arrow in range(2)] == ["", "danger.hurt"]
    assert diagram.truth(whole, 2) == {"danger.none": False, "danger.not-sure": False}
    assert diagram.truth(option, 0) == {"danger.hurt": False}


def test_an_answer_that_stands_alone_settles_every_answer_of_its_question() -> None:
    diagram = diagram_of(example())

    settled = {"danger.hurt": False, "danger.overdose": False, "danger.none": True, "danger.not-sure": False}
    assert diagram.truth(diagram.nodes[0], 0) == settled


def test_rows_that_cannot_be_taken_are_missing_from_those_taken() -> None:
    asked = question("asked", "one", [answer("yes"), answer("no")], "decide")
    rows = [{"when": {"is": "asked.yes"}, "next": "o0"}] * 2 + [{"otherwise": "o1"}]

    diagram = diagram_of(guide([asked], [{"id": "decide", "cases": rows}], [outcome("o0"), outcome("o1")]))

    assert diagram.taken == {("decide", 0), ("decide", 2)}


def test_an_answer_to_a_question_that_was_not_asked_counts_as_not_given() -> None:
    first = question("first", "one", [answer("skip", "decide"), answer("ask", "second")])
    second = question("second", "one", [answer("yes")], "decide")
    rows = [{"when": {"not": "second.yes"}, "next": "o0"}, {"otherwise": "o1"}]

    diagram = diagram_of(guide([first, second], [{"id": "decide", "cases": rows}], [outcome("o0"), outcome("o1")]))

    skip, ask = diagram.nodes[0].arrows
    assert skip is not None
    assert diagram.nodes[skip].outcome == "o0"
    assert ask is not None
    assert diagram.nodes[ask].question == "second"


def test_more_states_than_the_limit_name_the_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_STATES", 3)

    with pytest.raises(TooManyStates, match="more than 3 states at question danger") as raised:
        diagram_of(example())

    assert raised.value.question == "danger"


def test_a_row_that_must_hold_ends_its_decision_so_that_later_rows_cost_no_states(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sure = question("sure", "one", [answer("yes")], "many")
    many = question("many", "any", [answer("a"), answer("b"), answer("c"), answer("d")], "decide")
    later = {"at_least": 2, "of": ["many.a", "many.b", "many.c", "many.d"]}
    rows = [{"when": {"is": "sure.yes"}, "next": "o0"}, {"when": later, "next": "o1"}, {"otherwise": "o0"}]
    monkeypatch.setattr(limits, "MAX_STATES", 1 + 1 + (1 + 2 + 2 + 2))

    diagram = diagram_of(guide([sure, many], [{"id": "decide", "cases": rows}], [outcome("o0"), outcome("o1")]))

    assert diagram.taken == {("decide", 0)}


def test_a_question_skipped_is_the_same_state_as_one_answered_with_no(monkeypatch: pytest.MonkeyPatch) -> None:
    first = question("first", "one", [answer("skip", "third"), answer("ask", "second")])
    second = question("second", "one", [answer("yes"), answer("no")], "third")
    third = question("third", "one", [answer("yes")], "decide")
    rows = [{"when": {"is": "second.yes"}, "next": "o0"}, {"otherwise": "o1"}]
    monkeypatch.setattr(limits, "MAX_STATES", 1 + 1 + 2)

    diagram = diagram_of(
        guide([first, second, third], [{"id": "decide", "cases": rows}], [outcome("o0"), outcome("o1")])
    )

    assert len(diagram.nodes) == 6


def test_the_diagram_does_not_depend_on_the_hash_seed() -> None:
    def printed(seed: str) -> bytes:
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", PRINT_DIAGRAMS]
        return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=True).stdout

    assert len({printed(seed) for seed in ("0", "1", "2026")}) == 1
