"""Draw example weeks, and hold each week against the hours of its level."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.checks import week_out_of_hours
from generator.model.levels import Hours, Level, Sleep, WeekShape
from generator.pages.atlas import Stop
from generator.pages.week import two_weeks, week_in_words, week_picture
from generator.reading import shipped_words
from tests.conftest import shipped
from tests.pages.small_project import small_project
from tests.partial import partial

WORDS = shipped_words()
STAY = "A stay can be shorter or longer than a week."


def level_with(**changes: Any) -> Level:
    return small_project().base.every_level()[0].model_copy(update=changes)


def picture_of(level: Level) -> str:
    return str(week_picture(Stop(level, None, None, (0, 0)), WORDS))


def problems_of(**changes: Any) -> list[tuple[str, str]]:
    verified = small_project()
    levels = verified.base.levels.model_copy(update={"ladders": (), "beside": (level_with(**changes),)})
    found = week_out_of_hours.check(replace(verified.base, levels=levels))
    return [(problem.message, problem.help) for problem in found]


def hours(**given: int) -> Hours:
    return partial(Hours, **({"at_least": None, "below": None, "population": "adults", "source": "x"} | given))


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

    assert week_in_words(level_with(week_hours=week), WORDS) == (
        said,
        f"That makes {total} in all.",
        "You sleep at home.",
    )


@pytest.mark.parametrize(
    ("shape", "sleep", "said"),
    [
        (
            WeekShape.ONE_VISIT,
            Sleep.AT_HOME,
            "One visit, here on Tuesday. Some visits are shorter or longer, and some weeks have none. "
            "You sleep at home.",
        ),
        (
            WeekShape.DAY_AND_NIGHT,
            Sleep.IN_HOSPITAL,
            "Staff are there day and night, on all seven days. You stay in a hospital every night of this week. "
            f"{STAY} The hours of treatment differ from place to place.",
        ),
        (
            WeekShape.SHORT_STAY,
            Sleep.AT_THE_PROGRAM,
            "Staff are there day and night. You may stay for hours or for days. "
            "The days with a broken line may not be needed.",
        ),
        (
            WeekShape.A_PLACE_TO_LIVE,
            Sleep.AT_THE_PROGRAM,
            f"You stay overnight every night of this week. {STAY} This is a place to live. "
            "Treatment is somewhere else, or has its own hours.",
        ),
    ],
)
def test_words_say_a_week_without_numbers(shape: WeekShape, sleep: Sleep, said: str) -> None:
    assert " ".join(week_in_words(level_with(week_shape=shape, sleep=sleep), WORDS)) == said


def test_words_say_the_nights_away_with_the_hours() -> None:
    away = level_with(week_hours=(3, 3, 3, 0, 0, 0, 0), sleep=Sleep.AT_THE_PROGRAM)

    assert week_in_words(away, WORDS)[2:] == ("You stay overnight every night of this week.", STAY)


def test_picture_has_a_bar_for_each_day_with_treatment_and_the_words_beside_it() -> None:
    drawn = LexborHTMLParser(picture_of(level_with(week_hours=(3, 0, 6, 0, 0, 0, 0))))
    bars = drawn.css("rect.week-bar")

    assert [bar.attributes["height"] for bar in bars] == ["21", "42"]
    said = [text.text() for text in drawn.css("text")]
    assert said == ["3 h", "Mon", "Tue", "6 h", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert [svg.attributes["aria-hidden"] for svg in drawn.css("svg")] == ["true"]
    [caption] = drawn.css("figcaption")
    assert caption.text().startswith("An example week. Yours can differ. Treatment: 3 hours")
    assert drawn.css("[style], script, .week-moon, .week-care, .week-said") == []


def test_an_hour_is_as_tall_on_every_page_and_a_day_of_24_hours_fills_its_column() -> None:
    drawn = LexborHTMLParser(picture_of(level_with(week_hours=(24, 1, 0, 0, 0, 0, 0))))

    assert [bar.attributes["height"] for bar in drawn.css("rect.week-bar")] == ["168", "7"]
    assert [bar.attributes["y"] for bar in drawn.css("rect.week-bar")] == ["0", "161"]


@pytest.mark.parametrize(
    ("shape", "sleep", "full", "open_days", "nights", "said"),
    [
        (WeekShape.ONE_VISIT, Sleep.AT_HOME, 0, 0, 0, "a visit"),
        (WeekShape.DAY_AND_NIGHT, Sleep.IN_HOSPITAL, 7, 0, 7, "Staff day and night"),
        (WeekShape.SHORT_STAY, Sleep.AT_THE_PROGRAM, 1, 6, 7, "Hours to days"),
        (WeekShape.A_PLACE_TO_LIVE, Sleep.AT_THE_PROGRAM, 0, 0, 7, "A place to live"),
    ],
)
def test_shapes_are_drawn_without_a_number(
    shape: WeekShape, sleep: Sleep, full: int, open_days: int, nights: int, said: str
) -> None:
    drawn = LexborHTMLParser(picture_of(level_with(week_shape=shape, sleep=sleep)))
    texts = {text.text() for text in drawn.css("text")}

    counts = [len(drawn.css(found)) for found in (".week-day", ".week-care", ".week-open", ".week-moon")]
    assert counts == [7, full, open_days, nights]
    assert texts - {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"} == {said}
    assert len(drawn.css(".week-bar")) == (1 if shape is WeekShape.ONE_VISIT else 0)


def test_nothing_is_drawn_where_nothing_is_known() -> None:
    assert picture_of(level_with()) == ""
    assert picture_of(level_with(sleep=Sleep.AT_THE_PROGRAM)) == ""


def test_every_level_of_the_site_has_a_week() -> None:
    base = shipped().base
    assert base is not None

    assert [str(level.id) for level in base.every_level() if not picture_of(level)] == []


def weeks_of(before: Level, after: Level) -> LexborHTMLParser:
    start, end = Stop(before, None, None, (0, 0)), Stop(after, None, None, (0, 0))
    return LexborHTMLParser(str(two_weeks(start, end, WORDS)))


def test_two_weeks_say_which_is_now_and_which_is_then() -> None:
    now = level_with(week_hours=(4, 0, 0, 0, 0, 0, 0), short_name="Here")
    then = level_with(week_shape=WeekShape.DAY_AND_NIGHT, sleep=Sleep.AT_THE_PROGRAM, short_name="There")
    drawn = weeks_of(now, then)

    assert [heading.text() for heading in drawn.css("h3")] == ["Now: Here", "Then: There"]
    assert [len(drawing.css(".week-moon")) for drawing in drawn.css("svg")] == [0, 7]
    assert [text.text() for text in drawn.css("svg")[0].css("text")] == ["4", *"MTWTFSS"]
    said = [" ".join(paragraph.text().split()) for paragraph in drawn.css("p")]
    assert said[0] == "Treatment: 4 hours on Monday. That makes 4 hours in all. You sleep at home."


def test_two_weeks_are_left_out_where_one_is_not_known_or_both_are_alike() -> None:
    known = level_with(week_hours=(4, 0, 0, 0, 0, 0, 0))

    assert weeks_of(known, level_with()).css("figure") == []
    assert weeks_of(level_with(), known).css("figure") == []
    assert weeks_of(known, known).css("figure") == []


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


def test_shape_that_contradicts_its_level_is_a_problem() -> None:
    start = 'the example week of "little-support"'
    nights, visit = WeekShape.DAY_AND_NIGHT, WeekShape.ONE_VISIT

    assert problems_of(week_shape=visit) == []
    assert problems_of(week_shape=nights, sleep=Sleep.IN_HOSPITAL) == []
    assert problems_of(week_shape=nights) == [
        (f'{start} has the shape "day-and-night", but "sleep" is "at-home"', 'mend "week_shape" or "sleep"')
    ]
    assert problems_of(week_shape=visit, sleep=Sleep.IN_HOSPITAL) == [
        (f'{start} has the shape "one-visit", but "sleep" is "in-hospital"', 'mend "week_shape" or "sleep"')
    ]
    assert problems_of(week_shape=visit, week_hours=(1, 0, 0, 0, 0, 0, 0)) == [
        (f'{start} has both "week_hours" and "week_shape"', "keep one of them")
    ]
