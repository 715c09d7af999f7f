"""Draw example weeks, and hold each week against the hours of its level."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.checks import week_out_of_hours
from generator.model.levels import Hours, Level, Sleep
from generator.pages.atlas import Stop
from generator.pages.week import week_in_words, week_picture
from tests.pages.small_project import small_project

STAY = "A stay can be shorter or longer than a week."


def level_with(**changes: Any) -> Level:
    return small_project().base.every_level()[0].model_copy(update=changes)


def picture_of(level: Level, *, is_beside: bool = False) -> str:
    ladder = None if is_beside else small_project().base.levels.ladders[0]
    return str(week_picture(Stop(level, None, ladder, (0, 0))))


def problems_of(**changes: Any) -> list[tuple[str, str]]:
    verified = small_project()
    levels = verified.base.levels.model_copy(update={"ladders": (), "beside": (level_with(**changes),)})
    found = week_out_of_hours.check(replace(verified.base, levels=levels))
    return [(problem.message, problem.help) for problem in found]


def hours(**given: int) -> Hours:
    return Hours.model_construct(**({"at_least": None, "below": None, "population": "adults", "source": "x"} | given))


@pytest.mark.parametrize(
    ("week", "said"),
    [
        ((3, 0, 3, 0, 3, 0, 0), "Treatment: 3 hours on Monday, Wednesday and Friday."),
        ((4, 4, 4, 4, 4, 0, 0), "Treatment: 4 hours on Monday to Friday."),
        ((0, 1, 0, 0, 0, 0, 0), "Treatment: 1 hour on Tuesday."),
        ((0, 0, 0, 0, 0, 2, 2), "Treatment: 2 hours on Saturday and Sunday."),
        ((3, 2, 3, 0, 0, 0, 0), "Treatment: 3 hours on Monday and Wednesday; 2 hours on Tuesday."),
        ((0, 0, 0, 0, 0, 0, 0), "Treatment: none."),
    ],
)
def test_words_say_the_hours_of_each_day(week: tuple[int, ...], said: str) -> None:
    total = "1 hour" if sum(week) == 1 else f"{sum(week)} hours"

    assert week_in_words(level_with(week_hours=week)) == (said, f"That makes {total} in all.", "You sleep at home.")


def test_words_say_the_nights_away() -> None:
    away = level_with(sleep=Sleep.IN_HOSPITAL)

    assert week_in_words(away) == (
        "You stay in a hospital every night of this week.",
        STAY,
        "The hours of treatment differ from place to place.",
    )


def test_picture_has_a_bar_for_each_day_with_treatment_and_the_words_beside_it() -> None:
    drawn = LexborHTMLParser(picture_of(level_with(week_hours=(3, 0, 6, 0, 0, 0, 0))))
    bars = drawn.css("rect.week-bar")

    assert [bar.attributes["height"] for bar in bars] == ["48", "96"]
    assert [text.text() for text in drawn.css("text")] == [
        "3 h",
        "6 h",
        "Mon",
        "Tue",
        "Wed",
        "Thu",
        "Fri",
        "Sat",
        "Sun",
    ]
    assert drawn.css_first("svg").attributes["aria-hidden"] == "true"
    assert drawn.css_first("figcaption").text().startswith("An example week. Yours can differ. Treatment: 3 hours")
    assert drawn.css("[style], script, .week-moon") == []


def test_bars_stay_within_the_drawing_on_a_day_of_24_hours() -> None:
    drawn = LexborHTMLParser(picture_of(level_with(week_hours=(24, 0, 0, 0, 0, 0, 0))))

    assert int(drawn.css_first("rect.week-bar").attributes["y"] or "") > 0
    assert int(drawn.css_first("rect.week-bar").attributes["height"] or "") <= 128


def test_nights_away_are_seven_moons_without_bars() -> None:
    drawn = LexborHTMLParser(picture_of(level_with(sleep=Sleep.AT_THE_PROGRAM)))

    assert len(drawn.css(".week-moon")) == 7
    assert drawn.css(".week-bar, .week-ground") == []


def test_nothing_is_drawn_where_nothing_is_known() -> None:
    assert picture_of(level_with()) == ""
    assert picture_of(level_with(sleep=Sleep.AT_THE_PROGRAM), is_beside=True) == ""


def test_week_that_fits_its_hours_is_no_problem() -> None:
    assert problems_of(week_hours=(3, 0, 3, 0, 3, 0, 0), hours=hours(at_least=9, below=20)) == []
    assert problems_of(hours=hours(at_least=9)) == []


def test_week_out_of_its_hours_is_a_problem() -> None:
    start = 'the example week of "little-support"'

    assert problems_of(week_hours=(4, 4, 0, 0, 0, 0, 0), hours=hours(at_least=9)) == [
        (f"{start} adds up to 8 hours, but at_least is 9", 'add hours to "week_hours", or leave it out')
    ]
    assert problems_of(week_hours=(4, 5, 0, 0, 0, 0, 0), hours=hours(below=9)) == [
        (f"{start} adds up to 9 hours, but below is 9", 'take hours from "week_hours", or leave it out')
    ]


def test_week_without_sourced_hours_or_with_an_impossible_day_is_a_problem() -> None:
    start = 'the example week of "little-support"'

    assert problems_of(week_hours=(1, 0, 0, 0, 0, 0, 0)) == [
        (f'{start} stands without "hours", which name its source', 'leave out "week_hours"')
    ]
    assert problems_of(week_hours=(25, 0, 0, 0, 0, 0, 0), hours=hours(at_least=9)) == [
        (f"{start} has a day of 25 hours", "a day has 24 hours")
    ]
