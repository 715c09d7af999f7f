"""Wherever a person is now, an outcome shows at least two options, and staying is one."""

import datetime
from pathlib import Path

import pytest

from generator.checks import Verified
from generator.model.guide import Direction
from generator.pages.atlas import draw_atlas
from generator.pages.guide import whereabouts_of
from generator.problems import Problems
from generator.project import open_project

ROOT = Path(__file__).parents[2]
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture(scope="module")
def verified() -> Verified:
    verified = open_project(ROOT, Problems(), today=TODAY).verified
    assert verified is not None
    return verified


@pytest.mark.parametrize("direction", [direction for direction in Direction if direction is not Direction.HELP_NOW])
def test_every_place_has_two_options_and_staying(verified: Verified, direction: Direction) -> None:
    for place in whereabouts_of(verified, draw_atlas(verified.base, TODAY)):
        shown = [option.label for option in place.options if direction in option.shows.split()]

        assert len(shown) >= 2, place.reference
        assert "Stay as you are" in shown, place.reference


def test_less_support_is_not_an_option_where_more_is_suggested(verified: Verified) -> None:
    for place in whereabouts_of(verified, draw_atlas(verified.base, TODAY)):
        shown = [option.label for option in place.options if Direction.MORE_SUPPORT in option.shows.split()]

        assert "Less support" not in shown, place.reference
