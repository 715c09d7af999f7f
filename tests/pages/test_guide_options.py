"""Wherever a person is now, an outcome shows at least two options, and staying is one."""

import pytest

from generator.checks import Verified
from generator.model.guide import Direction
from generator.model.levels import Sleep
from generator.pages.atlas import draw_atlas
from generator.pages.guide.options import POINTS, WayOn, whereabouts_of
from tests.conftest import TODAY


@pytest.mark.parametrize("direction", [direction for direction in Direction if direction.has_options])
def test_every_place_has_two_options_and_staying(verified: Verified, direction: Direction) -> None:
    for place in whereabouts_of(verified, draw_atlas(verified.base, TODAY)):
        shown = [option.label for option in place.options if direction in option.shows]

        assert len(shown) >= 2, place.references
        assert "Stay as you are" in shown, place.references


def test_less_support_is_not_an_option_where_more_is_suggested(verified: Verified) -> None:
    for place in whereabouts_of(verified, draw_atlas(verified.base, TODAY)):
        shown = [option.label for option in place.options if Direction.MORE_SUPPORT in option.shows]

        assert "Less support" not in shown, place.references


def test_no_ordinary_result_points_to_a_hospital(verified: Verified) -> None:
    levels = {str(level.id): level for level in verified.base.every_level()}
    for place in whereabouts_of(verified, draw_atlas(verified.base, TODAY)):
        for option in place.options:
            level = levels.get(option.card.id)
            if level is not None and level.sleep is Sleep.IN_HOSPITAL and option.way is not WayOn.STAY:
                assert option.suggested_by == (), place.references


def test_ways_side_by_side_say_different_things(verified: Verified) -> None:
    for place in whereabouts_of(verified, draw_atlas(verified.base, TODAY)):
        good = [option.card.good for option in place.options]

        assert len(good) == len(set(good)), place.references


def test_what_is_good_and_what_is_hard_stand_in_equal_number(verified: Verified) -> None:
    for place in whereabouts_of(verified, draw_atlas(verified.base, TODAY)):
        for option in place.options:
            assert len(option.card.good) == len(option.card.hard) == POINTS, option.card.id


def test_every_answer_about_where_a_person_is_has_one_place(verified: Verified) -> None:
    asked = [verified.plan.questions[id].answers for id in ("where", "where-mental")]

    places = list(whereabouts_of(verified, draw_atlas(verified.base, TODAY)))

    assert sorted(id for place in places for id in place.references) == sorted(
        answer.reference for answers in asked for answer in answers
    )
