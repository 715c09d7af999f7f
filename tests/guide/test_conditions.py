"""Hold remainders against conditions as written: one form for one meaning, and the same truth at every step."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.guide.conditions import FALSE, TRUE, Remainders, resolve
from generator.model.guide import Condition
from tests.guide.brute_force import Choice, holds
from tests.guide.small_guides import conditions, located

REFERENCES = ["q.a", "q.b", "q.c", "r.a"]


class Table:
    """Settle conditions as an author writes them."""

    def __init__(self) -> None:
        self.remainders = Remainders()

    def number_of(self, condition: Any) -> int:
        written = Condition.model_validate(located(condition))
        return self.remainders.number_of(resolve(written, lambda reference: (reference,)))

    def settle(self, number: int, truth: dict[str, bool]) -> int:
        return self.remainders.settle(number, self.remainders.answers(truth))


@given(conditions(REFERENCES), st.permutations(REFERENCES), st.frozensets(st.sampled_from(REFERENCES)))
def test_settling_answers_in_any_order_gives_the_truth(condition: Any, order: list[str], chosen: Choice) -> None:
    table = Table()
    left = table.number_of(condition)

    for reference in order:
        left = table.settle(left, {reference: reference in chosen})

    assert left == (TRUE if holds(condition, chosen) else FALSE)


@given(conditions(REFERENCES), st.frozensets(st.sampled_from(REFERENCES)))
def test_what_was_not_given_counts_as_not_so(condition: Any, chosen: Choice) -> None:
    table = Table()
    left = table.settle(table.number_of(condition), dict.fromkeys(chosen, True))

    assert table.remainders.is_so(left) is holds(condition, chosen)


@given(conditions(REFERENCES), st.frozensets(st.sampled_from(REFERENCES)))
def test_a_settled_answer_is_no_longer_in_what_is_left(condition: Any, known: Choice) -> None:
    table = Table()
    left = table.settle(table.number_of(condition), dict.fromkeys(known, True))

    assert table.remainders.masks[left] & table.remainders.mask_of(known) == 0


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
def test_one_meaning_has_one_number(one: Any, other: Any) -> None:
    table = Table()

    assert table.number_of(one) == table.number_of(other)


def test_what_is_left_of_two_of_three_after_one_is_one_of_two() -> None:
    table = Table()
    two_of_three = table.number_of({"at_least": 2, "of": ["q.a", "q.b", "q.c"]})

    assert table.settle(two_of_three, {"q.a": True}) == table.number_of({"any": ["q.b", "q.c"]})


def test_a_reference_may_stand_for_several_answers() -> None:
    at_home = resolve(
        Condition.model_validate(located({"is": "where.at-home"})),
        {"where.at-home": ("where.a", "where.b")}.__getitem__,
    )
    remainders = Remainders()

    number = remainders.number_of(at_home)

    assert remainders.masks[number] == remainders.mask_of(["where.a", "where.b"])
    assert remainders.settle(number, remainders.answers({"where.b": True})) == TRUE
