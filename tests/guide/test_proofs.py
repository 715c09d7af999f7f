"""Show each kind of fault once, with the answers that must be reported for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.guide.pairs import PairFault, lowered_by_a_worse_answer
from generator.guide.proofs import Watch, Witness, ends_of, screen_is_skipped
from tests.guide.example import SIGNS, example
from tests.guide.small_guides import Tree, answer, diagram_of, guide, outcome, question, resolved


def test_a_kept_promise_has_no_witness() -> None:
    danger = resolved({"any": ["danger.hurt", "danger.overdose"]}, example())

    assert Watch(diagram_of(example())).breaks(danger, frozenset(["today", "more", "stay"])) is None


def test_a_broken_promise_is_shown_with_the_fewest_answers() -> None:
    two_signs = resolved({"not": {"at_least": 1, "of": SIGNS}}, example())

    witness = Watch(diagram_of(example())).breaks(two_signs, frozenset(["stay", "more"]))

    assert witness == Witness(("danger.none", "where.home", "signs.none"), "stay")


def test_a_promise_about_an_answer_that_is_not_asked_for_holds_as_not_given() -> None:
    never_asked = resolved({"not": "wish.yes"}, example())

    witness = Watch(diagram_of(example())).breaks(never_asked, frozenset(["today"]))

    assert witness == Witness(("danger.not-sure",), "today")


def test_a_journey_that_leaves_a_question_open_has_every_end_of_its_completions() -> None:
    ends = ends_of(diagram_of(example()), ["danger.none", "where.home", "signs.worse"])

    answers = ("danger.none", "where.home", "signs.worse")
    assert ends == {
        "more": Witness((*answers, "wish.yes"), "more"),
        "stay": Witness((*answers, "wish.no"), "stay"),
    }


def test_a_journey_names_the_whole_choice_of_a_question() -> None:
    ends = ends_of(diagram_of(example()), ["danger.none", "signs.worse", "signs.using"])

    assert list(ends) == ["more"]


SCREEN = ("q0", "q1", "q2")


def _screened(shortcut: str, direction: str = "stay") -> Tree:
    """Write a screen of three questions; "not sure" at the first takes the shortcut."""
    return guide(
        [
            question("q0", "one", [answer("no"), answer("not-sure", shortcut)], "q1"),
            question("q1", "one", [answer("no")], "q2"),
            question("q2", "one", [answer("no")], "o0"),
        ],
        [],
        [outcome("o0"), outcome("o1", "emergency", direction)],
    )


def test_a_screen_that_every_run_asks_is_not_skipped() -> None:
    assert screen_is_skipped(diagram_of(_screened("q1")), SCREEN) is None


def test_a_screen_may_end_early_in_help_now() -> None:
    assert screen_is_skipped(diagram_of(_screened("o1", "help-now")), SCREEN) is None


def test_a_screen_that_ends_early_without_help_now_is_skipped() -> None:
    assert screen_is_skipped(diagram_of(_screened("o1")), SCREEN) == Witness(("q0.not-sure",), "o1")


def test_a_shortcut_within_the_screen_is_found_though_another_run_asks_every_question() -> None:
    assert screen_is_skipped(diagram_of(_screened("q2")), SCREEN) == Witness(("q0.not-sure",), "q2")


def test_a_run_that_does_not_begin_with_the_screen_skips_it() -> None:
    assert screen_is_skipped(diagram_of(_screened("q1")), ("q1",)) == Witness((), "q0")


def _ordered(cases: Sequence[Any], choose: str, ids: list[str]) -> Tree:
    asked = question("q", choose, [answer(id) for id in ids], "decide")
    ends = [outcome("low", "routine"), outcome("high", "today")]
    return guide([asked], [{"id": "decide", "cases": [*cases]}], ends)


def test_a_worse_answer_that_lowers_the_urgency_is_shown_next_to_the_milder() -> None:
    tree = _ordered([{"when": {"is": "q.bad"}, "next": "high"}, {"otherwise": "low"}], "one", ["fine", "bad", "worst"])

    faults = list(lowered_by_a_worse_answer(diagram_of(tree), [("q", ("fine", "bad", "worst"))]))

    assert faults == [PairFault("q", "q.bad", "q.worst", (), "high", "low")]


def test_an_unsure_answer_is_compared_with_the_mildest() -> None:
    rows = [{"when": {"any": ["q.fine", "q.bad"]}, "next": "high"}, {"otherwise": "low"}]
    tree = _ordered(rows, "one", ["fine", "bad", "not-sure"])

    faults = list(lowered_by_a_worse_answer(diagram_of(tree), [("q", ("fine", "bad"))]))

    assert faults == [PairFault("q", "q.fine", "q.not-sure", (), "high", "low")]


def test_one_more_option_that_lowers_the_urgency_is_shown_with_the_options_chosen_before() -> None:
    both = {"when": {"all": ["q.a", "q.b"]}, "next": "low"}
    tree = _ordered([both, {"when": {"is": "q.a"}, "next": "high"}, {"otherwise": "low"}], "any", ["a", "b", "none"])

    faults = list(lowered_by_a_worse_answer(diagram_of(tree), [("q", ())]))

    assert faults == [PairFault("q", "not q.b", "q.b", ("q.a",), "high", "low")]


def test_none_of_these_must_not_be_more_urgent_than_an_option() -> None:
    tree = _ordered([{"when": {"is": "q.none"}, "next": "high"}, {"otherwise": "low"}], "any", ["a", "none"])

    faults = list(lowered_by_a_worse_answer(diagram_of(tree), [("q", ())]))

    assert faults == [PairFault("q", "q.none", "q (one or more)", ("q.a",), "high", "low")]


def test_answers_in_order_have_no_fault() -> None:
    tree = _ordered([{"when": {"is": "q.bad"}, "next": "high"}, {"otherwise": "low"}], "one", ["fine", "bad"])

    assert list(lowered_by_a_worse_answer(diagram_of(tree), [("q", ("fine", "bad"))])) == []


def test_a_later_question_gets_the_same_answer_on_both_sides() -> None:
    first = question("first", "one", [answer("fine"), answer("bad")], "later")
    later = question("later", "one", [answer("yes", "high"), answer("no", "low")])
    tree = guide([first, later], [], [outcome("low", "routine"), outcome("high", "today")])

    assert list(lowered_by_a_worse_answer(diagram_of(tree), [("first", ("fine", "bad"))])) == []
