"""The table in the guide's page is the diagram, arrow by arrow, however large a guide is."""

import json
from dataclasses import replace

from generator.guide.diagram import Diagram, Node
from generator.pages.guide import guide_table
from tests.conftest import proven
from tests.pages.small_project import small_project

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
Row = list[int]


def read(table: str) -> list[Row]:
    """Read a table as the script does: a number and then arrows, each how many nodes further it leads."""
    form, *words = json.loads(table).split(" ")
    assert form == "3"
    return [_row(number, word) for number, word in enumerate(words)]


def _row(number: int, word: str) -> Row:
    head, *targets = word.split(",")
    arrows = [int(target, 36) for target in targets or [head]]
    further = [arrow if arrow < 36 else arrow - number for arrow in arrows]
    if not targets:
        return [-1, 1, *further]
    letters = head.lstrip("-0123456789")
    return [int(head.removesuffix(letters)), *(further[ord(letter) - ord("a")] for letter in letters)]


def rows(diagram: Diagram) -> list[Row]:
    questions, outcomes = list(diagram.plan.questions), list(diagram.plan.outcomes)
    found = []
    for number, node in enumerate(diagram.nodes):
        if node.outcome:
            found.append([-2, outcomes.index(node.outcome)])
        else:
            head = questions.index(node.question) if node.option is None else -1
            found.append([head, *(0 if arrow is None else arrow - number for arrow in node.arrows)])
    return found


def test_the_table_holds_every_arrow_of_every_guide() -> None:
    for guide in (*proven().every_guide(), small_project()):
        assert read(guide_table(guide.diagram)) == rows(guide.diagram)


def test_the_table_has_room_for_more_ends_than_letters_and_digits() -> None:
    small = small_project().diagram
    question, outcome = next(iter(small.plan.questions)), next(iter(small.plan.outcomes.values()))
    ends = {f"end-{number}": outcome for number in range(1500)}
    nodes = (Node(question, None, tuple(range(1, 1501))), *(Node(outcome=end) for end in ends))
    wide = replace(small, plan=replace(small.plan, outcomes=ends), nodes=nodes)

    assert read(guide_table(wide)) == rows(wide)
