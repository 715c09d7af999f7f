"""Compare versions of a guide: small examples by hand, and pairs of guides at random against every pair of ways."""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.guide import joint_walk
from generator.guide.comparison import Effect, GuideChange, Shift, compare
from generator.guide.diagram import TooManyStates
from tests.guide.brute_force import Brute, Way
from tests.guide.example import example
from tests.guide.small_guides import (
    DIRECTIONS,
    URGENCIES,
    Tree,
    answer,
    diagram_of,
    guide,
    guides,
    outcome,
    question,
    random_guide,
    references_in,
)


def compared(before: Tree, after: Tree) -> GuideChange:
    """Compare two versions as written."""
    return compare(diagram_of(before), diagram_of(after))


def entry(tree: Tree, list: str, id: str) -> Tree:
    """Give an entry of a guide, to change it."""
    return next(entry for entry in tree[list] if entry["id"] == id)


def effects(change: GuideChange) -> list[tuple[Effect, str, str, int]]:
    return [(change.effect(shift), shift.before, shift.after, shift.ways) for shift in change.shifts]


def test_the_same_guide_moves_nobody() -> None:
    change = compared(example(), example())

    assert (change.ways, change.moved, change.shifts) == (34, 0, ())
    assert (change.arriving, change.leaving, change.added, change.removed) == ((), (), (), ())


def test_an_answer_that_leads_to_less_urgent_help_is_shown_with_what_is_common() -> None:
    after = example()
    entry(after, "questions", "danger")["answers"][3]["next"] = "stay"

    change = compared(example(), after)

    not_sure = ("danger.not-sure",)
    assert change.shifts == (Shift("today", "stay", 1, 1, not_sure, not_sure, not_sure, ()),)
    assert effects(change) == [(Effect.LOWERED, "today", "stay", 1)]
    assert change.moved == 1


def test_a_condition_that_wants_more_lowers_the_ways_that_met_it() -> None:
    after = example()
    entry(after, "decisions", "decide")["cases"][0]["when"]["at_least"] = 3

    change = compared(example(), after)

    assert (
        effects(change)
        == [
            (Effect.LOWERED, "more", "stay", 9),
            (Effect.SAME, "more", "more", 3),
        ][:1]
    )
    assert change.shifts[0].answers == ("danger.none", "where.program", "signs.worse", "signs.missing")
    assert change.shifts[0].common == ("danger.none",)


def test_a_question_that_only_the_new_version_asks_is_open_for_the_old() -> None:
    before = example()
    after = copy.deepcopy(before)
    after["questions"].append(question("sleep", "one", [answer("well", "stay"), answer("badly", "today")]))
    entry(after, "questions", "danger")["answers"][3]["next"] = "sleep"

    change = compared(before, after)

    assert change.added == ()
    assert effects(change) == [(Effect.LOWERED, "today", "stay", 1)]
    assert change.shifts[0].answers == ("danger.not-sure", "sleep.well")
    assert change.shifts[0].answers_before == ("danger.not-sure",)


def test_a_question_that_only_the_old_version_asks_is_open_for_the_new() -> None:
    after = example()
    after["questions"] = [asked for asked in after["questions"] if asked["id"] != "wish"]
    entry(after, "decisions", "decide")["cases"][1]["next"] = "stay"

    change = compared(example(), after)

    assert change.removed == ()
    assert effects(change) == [(Effect.LOWERED, "more", "stay", 3)]
    assert change.shifts[0].answers == ("danger.none", "where.home", "signs.worse")
    assert change.shifts[0].answers_before == ("danger.none", "where.home", "signs.worse", "wish.yes")


def _two(first: str, second: str) -> Tree:
    """Ask two questions in one order or the other; yes to both is urgent."""
    asked = [question(id, "one", [answer("yes"), answer("no")], next) for id, next in ((first, second), (second, "d"))]
    rows = [{"when": {"all": ["a.yes", "b.yes"]}, "next": "high"}, {"otherwise": "low"}]
    return guide(asked, [{"id": "d", "cases": rows}], [outcome("low"), outcome("high", "today")])


def test_another_order_of_questions_moves_nobody() -> None:
    change = compared(_two("a", "b"), _two("b", "a"))

    assert (change.ways, change.moved, change.shifts) == (4, 0, ())


def test_ways_with_an_answer_that_only_one_version_has_are_told_apart() -> None:
    before, after = _two("a", "b"), _two("a", "b")
    entry(before, "questions", "a")["answers"].append(answer("gone", "high"))
    entry(after, "questions", "b")["answers"].append(answer("new", "low"))

    change = compared(before, after)

    assert (change.shifts, change.ways) == ((), 6)
    assert change.arriving == (Shift("", "low", 2, 2, ("a.yes", "b.new"), (), ("b.new",), ("b.new",)),)
    assert change.leaving == (Shift("high", "", 1, 1, (), ("a.gone",), ("a.gone",), ("a.gone",)),)
    assert (change.added, change.removed) == (("b.new",), ("a.gone",))


def test_an_answer_with_another_id_is_compared_with_the_one_it_replaces() -> None:
    after = _two("a", "b")
    entry(after, "questions", "a")["answers"][0] = answer("often", "low")
    after["decisions"][0]["cases"].pop(0)

    change = compared(_two("a", "b"), after)

    assert change.arriving == change.leaving == ()
    assert change.shifts == (Shift("high", "low", 1, 1, ("a.often",), ("a.yes", "b.yes"), ("a.often",), ()),)


def test_an_outcome_with_another_urgency_moves_the_ways_that_end_there() -> None:
    after = example()
    entry(after, "outcomes", "today")["urgency"] = "soon"

    change = compared(example(), after)

    assert effects(change) == [(Effect.LOWERED, "today", "today", 1)]
    assert change.moved == 1


def test_less_support_where_it_was_not_comes_after_lowered_urgency_and_before_the_rest() -> None:
    after = example()
    after["outcomes"].append(outcome("less", "routine", "less-support"))
    entry(after, "questions", "danger")["answers"][3]["next"] = "stay"
    entry(after, "decisions", "decide")["cases"][2]["otherwise"] = "less"
    entry(after, "questions", "wish")["answers"][1]["next"] = "more"

    change = compared(example(), after)

    assert effects(change) == [
        (Effect.LOWERED, "today", "stay", 1),
        (Effect.LESS_SUPPORT, "stay", "less", 12),
        (Effect.RAISED, "stay", "more", 3),
    ]


def test_versions_that_share_too_little_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joint_walk, "MAX_STATES", 3)

    with pytest.raises(TooManyStates):
        compared(example(), example())


def _changed(tree: Tree, random: Random) -> Tree:
    """Change a guide in a few places, as an author would."""
    tree = copy.deepcopy(tree)
    for _ in range(random.randint(1, 3)):
        asked, end = random.choice(tree["questions"]), random.choice(tree["outcomes"])
        match random.choice(["urgency", "direction", "answer", "add", "drop", "row"]):
            case "urgency":
                end["urgency"] = random.choice(URGENCIES)
            case "direction":
                end["direction"] = random.choice(DIRECTIONS)
            case "answer":
                asked["next"] = end["id"]
            case "add" if not any(given["id"] == "z" for given in asked["answers"]):
                asked["answers"].append(answer("z", end["id"] if asked["choose"] == "one" else ""))
            case "drop" if len(asked["answers"]) > 1:
                asked["answers"].pop(random.randrange(len(asked["answers"])))
            case "row" if tree["decisions"]:
                random.choice(tree["decisions"])["cases"][-1]["otherwise"] = end["id"]
            case _:
                pass
    return _without_lost_names(tree)


def _without_lost_names(tree: Tree) -> Tree:
    """Drop the rows of decisions that name an answer that is gone."""
    known = set(references_in(tree))
    for decision in tree["decisions"]:
        decision["cases"] = [case for case in decision["cases"] if _names(case.get("when", {})) <= known]
    return tree


def _names(condition: object) -> set[str]:
    if isinstance(condition, str):
        return {condition} if "." in condition else set()
    parts = condition.values() if isinstance(condition, dict) else condition if isinstance(condition, list) else ()
    return set().union(*(_names(part) for part in parts))


@st.composite
def versions(draw: st.DrawFn) -> tuple[Tree, Tree]:
    """Draw a guide with a changed version of it, or two guides that share only some names."""
    before = draw(guides())
    seed = draw(st.integers(0, 2**32))
    if draw(st.booleans()):
        return before, _changed(before, Random(seed))
    sizes = {key: draw(st.sampled_from([2, 3])) for key in ("questions", "decisions", "outcomes", "options")}
    return before, random_guide(**sizes, seed=seed)


def _agree(way: Way, other: Way, shared: set[str]) -> bool:
    asked = {id for id, _ in way.asked} & {id for id, _ in other.asked}
    differing = (way.given ^ other.given) & shared
    return not any(reference.split(".")[0] in asked for reference in differing)


def _counterparts(ways: list[Way], others: list[Way], shared: set[str]) -> list[tuple[Way, set[str]]]:
    """Give each way with the outcomes of the ways of the other version that agree."""
    return [(way, {other.outcome for other in others if _agree(way, other, shared)}) for way in ways]


def _ends(before: Tree, after: Tree) -> tuple[list[tuple[Way, set[str]]], list[tuple[Way, set[str]]], set[str]]:
    old, new = Brute(before), Brute(after)
    shared = set(references_in(before)) & set(references_in(after))
    return _counterparts(new.ways, old.ways, shared), _counterparts(old.ways, new.ways, shared), shared


def _is_other(before: Tree, after: Tree, old: str, new: str) -> bool:
    first, second = Brute(before).outcomes[old], Brute(after).outcomes[new]
    return any(first[key] != second[key] for key in ("id", "urgency", "direction"))


@settings(max_examples=200)
@given(versions())
def test_counts_are_those_of_every_pair_of_ways(trees: tuple[Tree, Tree]) -> None:
    before, after = trees
    forwards, backwards, _ = _ends(before, after)
    changed = [
        (old, way.outcome) for way, ends in forwards for old in ends if _is_other(before, after, old, way.outcome)
    ]

    change = compared(before, after)

    assert {(shift.before, shift.after): shift.ways for shift in change.shifts} == Counter(changed)
    assert change.ways == len(forwards)
    assert change.moved == sum(
        any(_is_other(before, after, old, way.outcome) for old in ends) for way, ends in forwards
    )
    arriving, leaving = ([way.outcome for way, ends in side if not ends] for side in (forwards, backwards))
    assert {shift.after: shift.ways for shift in change.arriving} == Counter(arriving)
    assert {shift.before: shift.ways for shift in change.leaving} == Counter(leaving)


@settings(max_examples=100)
@given(versions())
def test_a_witness_is_a_shortest_way_that_moves_and_what_is_common_is_given_by_all(trees: tuple[Tree, Tree]) -> None:
    before, after = trees
    forwards, _, shared = _ends(before, after)

    for shift in compared(before, after).shifts:
        moving = [way for way, ends in forwards if way.outcome == shift.after and shift.before in ends]
        shown = next(way for way in moving if way.given == frozenset(shift.answers))
        agreeing = [way for way in Brute(before).ways if way.outcome == shift.before and _agree(shown, way, shared)]
        assert len(shift.answers) == min(len(way.given) for way in moving)
        assert frozenset(shift.answers_before) in {way.given for way in agreeing}
        assert len(shift.answers_before) == min(len(way.given) for way in agreeing)
        of = [way for way, ends in forwards if shift.before in ends]
        assert set(shift.common) == frozenset.intersection(*(way.given for way in moving))
        assert set(shift.deciding) == set(shift.common) - frozenset.intersection(*(way.given for way in of))
        assert (shift.ways, shift.of) == (len(moving), len(of))


@given(versions())
def test_what_must_be_seen_first_comes_first(trees: tuple[Tree, Tree]) -> None:
    change = compared(*trees)
    shown = [list(Effect).index(change.effect(shift)) for shift in change.shifts]

    assert shown == sorted(shown)
    for shift in change.shifts:
        ranks = (Brute(trees[0]).rank(shift.before), Brute(trees[1]).rank(shift.after))
        assert (change.effect(shift) is Effect.LOWERED) == (ranks[1] < ranks[0])


@given(guides())
def test_a_guide_compared_with_itself_has_no_change(tree: Tree) -> None:
    change = compared(tree, tree)

    assert change == replace(change, moved=0, shifts=(), arriving=(), leaving=(), added=(), removed=())
