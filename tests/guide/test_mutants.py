"""Seed faults in small guides and judge them by hand; the whole run is `make mutants`."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from random import Random

import pytest

from generator.guide.plan import find_cycle
from generator.problems import Problems
from generator.reading import read_project
from tests.guide.brute_force import Brute
from tests.guide.example import example
from tests.guide.small_guides import Tree, answer, base_of, diagram_of, guide, outcome, plan_of, question, random_guide
from tests.mutants.__main__ import in_columns, is_good_enough, report
from tests.mutants.difference import Walkable, differences
from tests.mutants.faults import Family, Fault, every_fault
from tests.mutants.verdict import Shipped, Verdict, judge, prepare

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shipped() -> Shipped:
    base = read_project(ROOT, Problems()).base
    assert base is not None
    return prepare(base)


def test_every_family_makes_faults_in_a_small_guide() -> None:
    assert {fault.family for fault in every_fault(base_of(example()))} == set(Family)


def test_every_fault_is_made_once_and_changes_the_guide() -> None:
    base = base_of(example())
    faults = every_fault(base)

    assert len({fault.what for fault in faults}) == len(faults)
    assert all(fault.tree != base.tree for fault in faults)


def test_the_same_faults_are_made_every_time(shipped: Shipped) -> None:
    first, second = (every_fault(shipped.base) for _ in range(2))

    assert [fault.what for fault in first] == [fault.what for fault in second]


def _fault(shipped: Shipped, what: str) -> Fault:
    return next(fault for fault in every_fault(shipped.base) if fault.what == what)


@pytest.mark.parametrize(
    ("what", "answers", "ends"),
    [
        ("danger.not-sure leads to thoughts, not not-sure-if-danger", ("danger.not-sure",), "not-sure-if-danger"),
        ("danger.overdose is not offered", ("danger.overdose",), "overdose"),
        ("outcome teenager is routine, not soon", ("age.under-18",), "teenager"),
        ("weigh-ready, case 1: any for all of 3", ("ready.people-to-call",), "stay"),
    ],
)
def test_a_dangerous_fault_in_the_shipped_guide_is_caught(
    shipped: Shipped, what: str, answers: tuple[str, ...], ends: str
) -> None:
    verdict = judge(shipped, _fault(shipped, what))

    assert verdict.is_dangerous
    assert verdict.is_caught
    assert verdict.difference is not None
    assert verdict.difference.before.id == ends
    assert set(answers) <= set(verdict.difference.answers)


def test_a_fault_that_sends_all_readers_in_a_circle_gives_no_guide(shipped: Shipped) -> None:
    verdict = judge(shipped, _fault(shipped, "who.me leads to danger, not age"))

    assert (verdict.reported_by, verdict.is_compiled, verdict.is_equivalent) == (("cycle",), False, False)


def test_a_guide_without_a_fault_is_equivalent(shipped: Shipped) -> None:
    verdict = judge(shipped, Fault(Family.TARGET_SWAPPED, "nothing at all", shipped.base.tree))

    assert verdict == Verdict(verdict.fault, (), True, None)
    assert verdict.is_equivalent


def _lead_elsewhere(tree: Tree, random: Random) -> None:
    steps = [entry["id"] for entry in (*tree["questions"], *tree["decisions"], *tree["outcomes"])]
    entry = random.choice([*tree["questions"], *(case for decision in tree["decisions"] for case in decision["cases"])])
    entry["otherwise" if "otherwise" in entry else "next"] = random.choice(steps)


def _pairs(walked: tuple[Tree, Tree]) -> set[tuple[str, str]]:
    found = differences(*(Walkable(diagram_of(tree)) for tree in walked))
    return {(str(one.before.id), str(one.after.id)) for one in found}


def _brute_pairs(walked: tuple[Tree, Tree]) -> set[tuple[str, str]]:
    before, after = (Brute(tree) for tree in walked)
    ends = {(before.run(vector), after.run(vector)) for vector in before.vectors()}
    return {(one, other) for one, other in ends if one != other}


def test_ends_apart_are_those_that_every_answer_to_every_question_shows() -> None:
    apart = 0
    for seed in range(300):
        tree = random_guide(questions=4, decisions=2, outcomes=3, options=3, seed=seed)
        changed = deepcopy(tree)
        _lead_elsewhere(changed, Random(seed))
        if find_cycle(plan_of(changed)):
            continue

        assert _pairs((tree, changed)) == _brute_pairs((tree, changed)), seed
        apart += bool(_pairs((tree, changed)))
    assert apart > 30


def _in_order(first: str, second: str, otherwise: str = "o0") -> Tree:
    asked = [
        question(first, "any", [answer("a"), answer("b"), answer("none")], second),
        question(second, "any", [answer("a"), answer("b"), answer("none")], "d"),
    ]
    cases = [{"when": {"all": ["q0.a", "q1.b"]}, "next": "o1"}, {"otherwise": otherwise}]
    ends = [outcome("o0"), outcome("o1", "today"), outcome("o2", "soon")]
    return guide(asked, [{"id": "d", "cases": cases}], ends)


def test_questions_asked_in_another_order_change_nothing() -> None:
    assert _pairs((_in_order("q0", "q1"), _in_order("q1", "q0"))) == set()


def test_what_a_reader_said_to_one_guide_is_kept_for_the_other() -> None:
    walked = _in_order("q0", "q1"), _in_order("q1", "q0", "o2")

    assert _pairs(walked) == _brute_pairs(walked) == {("o0", "o2")}


def test_a_dangerous_survivor_is_reported_with_its_answers_and_fails_the_run() -> None:
    lowered = example()
    lowered["outcomes"][0]["urgency"] = "routine"
    fault = Fault(Family.URGENCY_RELABELLED, "emergency is routine", base_of(lowered).tree)
    found = next(differences(Walkable(diagram_of(example())), Walkable(diagram_of(lowered))))
    verdicts = [Verdict(fault, (), True, found)]

    lines = list(report(verdicts))

    assert not is_good_enough(verdicts)
    assert lines[-3:] == [
        "DANGEROUS: urgency relabelled: emergency is routine",
        "  answers: danger.overdose",
        "  before: emergency (emergency, help-now); after: emergency (routine, help-now)",
    ]


def test_columns_hold_names_to_the_left_and_figures_to_the_right() -> None:
    assert list(in_columns([("fault", "made"), ("all", "1,774")])) == ["fault   made", "all    1,774"]
