"""Seed faults in small guides and judge them by hand; the whole run is `make mutants`."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from pathlib import Path
from random import Random

import pytest

from generator.guide.plan import find_cycle
from generator.guide.sharing import GuideBase
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problems
from generator.reading import read_project
from tests.guide.brute_force import Brute, Way
from tests.guide.example import example
from tests.guide.small_guides import (
    Tree,
    answer,
    base_of,
    diagram_of,
    guide,
    outcome,
    plan_of,
    question,
    random_guide,
    references_in,
)
from tests.guide.told import CONTACTS, Project, note, promise, random_project
from tests.mutants.__main__ import every_fault, in_columns, is_good_enough, report
from tests.mutants.difference import Walkable, differences
from tests.mutants.faults import Family, Fault, guide_faults
from tests.mutants.retold import retold
from tests.mutants.told_faults import told_faults
from tests.mutants.verdict import Shipped, Verdict, as_compiled, judge, prepare

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shipped() -> Shipped:
    base = read_project(ROOT, Problems()).base
    assert base is not None
    return prepare(base)


@pytest.fixture(scope="module")
def faults(shipped: Shipped) -> dict[str, Fault]:
    """Give every fault of the shipped project by what it is."""
    return {fault.what: fault for fault in every_fault(shipped.base)}


def project() -> Project:
    """Write a guide in which every family finds something to break."""
    tree = example()
    line = {"say": "Words", "when": ["signs.worse", "signs.missing"], "if": "If so"}
    tree["outcomes"][2] |= {"now": ["Words", line], "call": ["emergency", "help-line"]}
    tree["sets"] = [{"id": "some-signs", "answers": ["signs.worse", "signs.using"]}]
    notes = [
        note("n0", ["signs.worse", "signs.using"], ["where.home"], call=["crisis-line"]),
        note("n1", ["some-signs"], urgency="soon"),
    ]
    danger = promise("danger", {"any": ["danger.hurt", "danger.overdose"]}, urgency_at_least="today")
    return Project(tree, notes, [danger, promise("worse", "signs.worse", urgency_at_least="today")])


def test_every_family_makes_faults_in_a_small_guide() -> None:
    assert {fault.family for fault in every_fault(project().base())} == set(Family)


def test_every_fault_is_made_once_and_changes_the_project() -> None:
    base = project().base()
    faults = every_fault(base)

    assert len({fault.what for fault in faults}) == len(faults)
    assert all(fault.base != base for fault in faults)


def test_the_same_faults_are_made_every_time(shipped: Shipped, faults: dict[str, Fault]) -> None:
    assert [fault.what for fault in every_fault(shipped.base)] == list(faults)


def test_a_sample_holds_some_of_each_family_and_leads_everywhere(shipped: Shipped, faults: dict[str, Fault]) -> None:
    some = every_fault(shipped.base, most=4)

    assert {fault.what for fault in some} < faults.keys()
    assert {fault.family for fault in some} == {fault.family for fault in faults.values()}


def test_faults_are_made_in_what_a_further_guide_adds_and_not_in_what_it_shares(shipped: Shipped) -> None:
    faults = [fault for fault in guide_faults(shipped.base) if fault.base.others != shipped.base.others]

    whats = {fault.what for fault in faults}
    assert "iop-more.not-safe-alone is not offered" in whats
    assert "outcome iop-next-step is emergency, not routine" in whats
    assert all(fault.base.tree is shipped.base.tree for fault in faults)


@pytest.mark.parametrize(
    ("what", "answers", "ends"),
    [
        ("danger.not-sure leads to thoughts, not not-sure-if-danger", ("danger.not-sure",), "not-sure-if-danger"),
        ("danger.overdose is not offered", ("danger.overdose",), "overdose"),
        ("outcome teenager is routine, not soon", ("danger.none",), "teenager"),
        ("weigh-ready, case 1: any for all of 3", ("ready.first-visit-booked",), "stay"),
        ("weigh-hours lacks its case 1", ("iop-more.not-safe-alone",), "thoughts-today"),
    ],
)
def test_a_dangerous_fault_in_the_shipped_guide_is_caught(
    shipped: Shipped, faults: dict[str, Fault], what: str, answers: tuple[str, ...], ends: str
) -> None:
    verdict = judge(shipped, faults[what])

    assert verdict.is_dangerous
    assert verdict.is_caught
    assert verdict.difference is not None
    assert verdict.difference.before.id == ends
    assert set(answers) <= set(verdict.difference.answers)


LOST = {
    "note after-overdose is gone": ("unknown-reference", 'note "after-overdose" is not shown'),
    "note threatened: thoughts.no-bed is gone": ("broken-promise", 'note "threatened" is not shown'),
    "note also-suicide is not shown at overdose": ("half-said-note", 'note "also-suicide" is not shown'),
    "outcome overdose calls poison-help before emergency": ("broken-promise", 'contact "emergency" is not the first'),
    "outcome took-too-much does not call poison-help": ("half-said-note", 'contact "poison-help" is not named'),
}


@pytest.mark.parametrize("what", LOST)
def test_a_fault_that_tells_people_in_danger_less_is_caught(
    shipped: Shipped, faults: dict[str, Fault], what: str
) -> None:
    verdict = judge(shipped, faults[what])

    reported_by, lost = LOST[what]
    assert verdict.retold is not None
    assert (verdict.is_dangerous, verdict.retold.what) == (True, lost)
    assert verdict.reported_by[:1] == (reported_by,)


def test_a_fault_that_tells_more_is_no_danger(shipped: Shipped, faults: dict[str, Fault]) -> None:
    verdict = judge(shipped, faults["note less-used-to-opioids: uses.alcohol is added"])

    assert verdict.retold is not None
    assert (verdict.is_dangerous, verdict.retold.what) == (False, 'note "less-used-to-opioids" is newly shown')
    assert verdict.is_caught


def told_on(base: KnowledgeBase, way: Way) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Give the notes that a way has shown, each with whom it calls, and whom the outcome calls."""
    sets = {str(group.id): group.answers for group in base.tree.sets}
    shown = {}
    for entry in base.every_note():
        lists = [{str(one) for name in names for one in sets.get(name, (name,))} for names in (entry.when, entry.and_)]
        is_meant = bool(lists[0] & way.given) and (not lists[1] or bool(lists[1] & way.given))
        if is_meant and way.outcome not in entry.said_at:
            shown[str(entry.id)] = tuple(map(str, (*entry.call, f"as {entry.urgency}")))
    return shown, next(tuple(map(str, end.call)) for end in base.tree.outcomes if end.id == way.outcome)


def is_less(before: KnowledgeBase, after: KnowledgeBase, way: Way) -> bool:
    """Tell whether a way has a note less shown, a contact less named, or another named first."""
    (shown, calls), (shown_after, calls_after) = told_on(before, way), told_on(after, way)
    named, named_after = {*calls}.union(*shown.values()), {*calls_after}.union(*shown_after.values())
    is_named_less = not named & {*CONTACTS} <= named_after
    return not shown.keys() <= shown_after.keys() or is_named_less or calls[0] != calls_after[0]


def test_what_is_retold_is_what_some_way_shows() -> None:
    counts = Counter[tuple[bool, bool]]()
    for seed in range(40):
        tree = random_guide(questions=3, decisions=1, outcomes=3, options=3, seed=seed)
        small, danger = random_project(tree, Random(seed)), Random(seed).sample(references_in(tree), 2)
        small.promises = [promise("danger", {"any": danger}, urgency_at_least="today")]
        base, before, ways = small.base(), small.compiled(), Brute(tree).ways
        for fault in told_faults(base):
            found = retold(before, as_compiled(before, GuideBase(fault.base)))

            apart = [way for way in ways if told_on(base, way) != told_on(fault.base, way)]
            less = [way for way in apart if is_less(base, fault.base, way) and not way.given.isdisjoint(danger)]
            assert (found is not None) == bool(apart), (seed, fault.what)
            assert (found is not None and found.is_dangerous) == bool(less), (seed, fault.what)
            counts[bool(apart), bool(less)] += 1
    assert min(counts[True, True], counts[True, False], counts[False, False]) > 50


def test_a_fault_that_sends_all_readers_in_a_circle_gives_no_guide(shipped: Shipped, faults: dict[str, Fault]) -> None:
    verdict = judge(shipped, faults["who.me leads to danger, not lately"])

    assert (verdict.reported_by, verdict.is_compiled, verdict.is_equivalent) == (("cycle",), False, False)


def test_a_guide_without_a_fault_is_equivalent(shipped: Shipped) -> None:
    verdict = judge(shipped, Fault(Family.TARGET_SWAPPED, "nothing at all", shipped.base))

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
    fault = Fault(Family.URGENCY_RELABELLED, "emergency is routine", base_of(lowered))
    found = next(differences(Walkable(diagram_of(example())), Walkable(diagram_of(lowered))))
    verdicts = [Verdict(fault, (), True, found)]

    lines = list(report(verdicts))

    assert not is_good_enough(verdicts)
    start = next(number for number, line in enumerate(lines) if line.startswith("DANGEROUS"))
    assert lines[start : start + 3] == [
        "DANGEROUS: urgency relabelled: emergency is routine",
        "  answers: danger.hurt",
        "  before: emergency (emergency, help-now); after: emergency (routine, help-now)",
    ]


def test_columns_hold_names_to_the_left_and_figures_to_the_right() -> None:
    assert list(in_columns([("fault", "made"), ("all", "1,774")])) == ["fault   made", "all    1,774"]
