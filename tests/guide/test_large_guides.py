"""Look at guides at the edge of what can be decided: what is refused says why, what is not is decided in full."""

from __future__ import annotations

import pytest

from generator.checks import too_many_states
from generator.guide import diagram as limits
from generator.guide.compiling import compile_guide
from generator.guide.diagram import Crowd, TooManyStates
from generator.guide.forks import any_other_answer
from generator.guide.pairs import PairWalk, is_lower
from generator.guide.plan import make_plan
from generator.guide.sharing import GuideBase
from generator.guide.walks import count
from tests.bench.guides import branching_guide, measure_guide, stress_guide
from tests.guide.example import example
from tests.guide.small_guides import Tree, answer, diagram_of, guide, outcome, question


def test_thirty_questions_ten_of_them_any_of_ten_are_decided_where_signs_are_counted() -> None:
    diagram = compile_guide(make_plan(stress_guide(is_counted=True)))

    any_of_ten, one_of_five = 2**10 + 1, 5
    not_in_danger = 3 * any_of_ten**10 * one_of_five**18
    assert count(diagram).ways == 2**6 + not_in_danger
    assert diagram.states < 20_000


def test_thirty_questions_are_refused_where_every_pair_of_signs_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_STATES", 100_000)

    refused = measure_guide(stress_guide(is_counted=False)).refused

    assert refused is not None
    assert refused.message == 'at question "q3" the guide has more than 100,000 situations to tell apart'
    assert refused.notes[-1] == "and 167 more cases like these"


def test_a_guide_of_a_hundred_questions_passes_every_check_of_the_diagram() -> None:
    measured = measure_guide(branching_guide(100))

    assert (measured.refused, measured.nodes) == (None, 1386)


def _with_threes() -> Tree:
    """Write a question whose options two rules remember: one counts to three, one looks for a pair."""
    asked = question("asked", "any", [answer(letter) for letter in "abcd"], "last")
    last = question("last", "one", [answer("yes"), answer("no")], "decide")
    rows = [
        {"when": {"all": ["last.yes", {"at_least": 3, "of": [f"asked.{letter}" for letter in "abcd"]}]}, "next": "o0"},
        {"when": {"all": ["last.no", "asked.a", "asked.b"]}, "next": "o1"},
        {"otherwise": "o2"},
    ]
    return guide([asked, last], [{"id": "decide", "cases": rows}], [outcome(f"o{number}") for number in range(3)])


def test_too_many_states_name_the_conditions_with_the_most_remainders_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_STATES", 10)

    with pytest.raises(TooManyStates) as raised:
        diagram_of(_with_threes())

    assert raised.value.question == "asked"
    assert raised.value.crowds == (Crowd("decide", 0, 3), Crowd("decide", 1, 2))


def test_a_guide_with_exactly_the_states_allowed_is_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    states = diagram_of(_with_threes()).states
    monkeypatch.setattr(limits, "MAX_STATES", states)

    assert diagram_of(_with_threes()).states == states
    monkeypatch.setattr(limits, "MAX_STATES", states - 1)
    with pytest.raises(TooManyStates):
        diagram_of(_with_threes())


def test_readers_are_compared_up_to_as_many_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    diagram = diagram_of(example())
    monkeypatch.setattr(limits, "MAX_STATES", 3)
    pairs = PairWalk(diagram, is_lower)
    assert pairs.shortest_fault("signs", lambda number: any_other_answer(diagram, number)) is None

    monkeypatch.setattr(limits, "MAX_STATES", 2)
    pairs = PairWalk(diagram, is_lower)
    with pytest.raises(TooManyStates, match="at question signs"):
        pairs.shortest_fault("signs", lambda number: any_other_answer(diagram, number))


def test_the_problem_of_too_many_pairs_stands_at_the_question() -> None:
    base = branching_guide(30)

    (problem,) = too_many_states.check(GuideBase(base), TooManyStates("topic"))

    assert (problem.place, problem.notes) == (base.tree.questions[3].id.place, ())
