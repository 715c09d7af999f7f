"""Hold remainders against conditions as written: one form for one meaning, and the same truth at every step."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.guide.conditions import answers_in, close, remainder_of, settle
from generator.model.guide import Condition
from tests.guide.brute_force import Choice, holds
from tests.guide.small_guides import conditions, located

REFERENCES = ["q.a", "q.b", "q.c", "r.a"]


def _remainder(condition: Any) -> Any:
    return remainder_of(Condition.model_validate(located(condition)), lambda reference: (reference,))


@given(conditions(REFERENCES), st.permutations(REFERENCES), st.frozensets(st.sampled_from(REFERENCES)))
def test_settling_answers_in_any_order_gives_the_truth(condition: Any, order: list[str], chosen: Choice) -> None:
    left = _remainder(condition)

    for reference in order:
        left = settle(left, {reference: reference in chosen})

    assert left is holds(condition, chosen)


@given(conditions(REFERENCES), st.frozensets(st.sampled_from(REFERENCES)))
def test_closing_counts_what_was_not_given_as_not_so(condition: Any, chosen: Choice) -> None:
    left = settle(_remainder(condition), dict.fromkeys(chosen, True))

    assert close(left) is holds(condition, chosen)


@given(conditions(REFERENCES), st.frozensets(st.sampled_from(REFERENCES)))
def test_a_settled_answer_is_no_longer_in_what_is_left(condition: Any, known: Choice) -> None:
    left = settle(_remainder(condition), dict.fromkeys(known, True))

    assert answers_in(left).isdisjoint(known)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"all": ["q.a", "q.b"]}, {"all": ["q.b", "q.a", "q.b"]}),
        ({"any": [{"any": ["q.a", "q.b"]}, "q.c"]}, {"any": ["q.a", "q.b", "q.c"]}),
        ({"not": {"not": "q.a"}}, {"is": "q.a"}),
        ({"at_least": 1, "of": ["q.a", "q.b"]}, {"any": ["q.a", "q.b"]}),
        ({"at_least": 2, "of": ["q.a", "q.b"]}, {"all": ["q.a", "q.b"]}),
    ],
)
def test_one_meaning_has_one_form(one: Any, other: Any) -> None:
    assert _remainder(one) == _remainder(other)


def test_what_is_left_of_two_of_three_after_one_is_one_of_two() -> None:
    two_of_three = _remainder({"at_least": 2, "of": ["q.a", "q.b", "q.c"]})

    assert settle(two_of_three, {"q.a": True}) == _remainder({"any": ["q.b", "q.c"]})


def test_a_reference_may_stand_for_several_answers() -> None:
    at_home = remainder_of(
        Condition.model_validate(located({"is": "where.at-home"})),
        {"where.at-home": ("where.a", "where.b")}.__getitem__,
    )

    assert answers_in(at_home) == {"where.a", "where.b"}
    assert settle(at_home, {"where.b": True}) is True
