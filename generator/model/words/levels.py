"""Define the words of the pages about levels of care and moves between them, and of their drawings."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model.entry import Line
from generator.model.words.places import Phrase, Phrases, holding


class FactsWords(Phrases):
    """What a reader asks first about a level: hours, nights, staff."""

    hours: Phrase
    nights: Phrase
    staff: Phrase
    no_number: Phrase
    hours_below: Annotated[Line, holding("below")]
    hours_at_least: Annotated[Line, holding("least")]
    hours_between: Annotated[Line, holding("least", "most")]
    ask_hours: Phrase
    sleep_at_home: Phrase
    sleep_at_the_program: Phrase
    sleep_in_hospital: Phrase
    night_nobody: Phrase
    night_varies: Phrase
    night_staff: Phrase
    night_nurses: Phrase
    staff_elsewhere: Phrase
    staff_by_visit: Phrase
    staff_by_day: Phrase
    staff_day_and_night: Phrase
    staff_doctor_every_day: Phrase
    staff_varies: Phrase


class StairsWords(Phrases):
    """The words in and about the drawing of a ladder."""

    beside: Phrase
    beside_list: Phrase
    title: Annotated[Line, holding("name")]
    title_small: Annotated[Line, holding("name")]
    higher: Phrase
    arrow_up: Annotated[Line, holding("start", "end")]
    arrow_down: Annotated[Line, holding("start", "end")]
    small_arrow_up: Phrase
    small_arrow_down: Phrase
    more: Phrase
    less: Phrase
    here: Phrase
    from_here: Phrase
    to_here: Phrase
    stay: Phrase
    stands_beside: Annotated[Line, holding("name")]


class WeekWords(Phrases):
    """The words in and about the picture of a week; `short_days` stand in it, `day_letters` in two side by side."""

    days: tuple[Phrase, ...] = Field(min_length=7, max_length=7)
    short_days: tuple[Phrase, ...] = Field(min_length=7, max_length=7)
    day_letters: tuple[Phrase, ...] = Field(min_length=7, max_length=7)
    title: Phrase
    two: Phrase
    columns: Phrase
    nights_away: Annotated[Line, holding("nights")]
    stay: Phrase
    visit: Phrase
    visits_differ: Phrase
    staff_always: Phrase
    hours_differ: Phrase
    staff_day_and_night: Phrase
    hours_or_days: Phrase
    broken_line: Phrase
    place_to_live: Phrase
    treatment_elsewhere: Phrase
    treatment: Annotated[Line, holding("days")]
    treatment_none: Phrase
    treatment_on: Annotated[Line, holding("hours", "days")]
    total: Annotated[Line, holding("hours")]
    one_hour: Phrase
    hours: Annotated[Line, holding("count")]
    days_from_to: Annotated[Line, holding("first", "last")]
    days_and: Annotated[Line, holding("others", "last")]
    bar_hours: Annotated[Line, holding("hours")]
    bar_visit: Phrase
    bar_staff: Phrase
    bar_short_stay: Phrase
    bar_place_to_live: Phrase


class LevelWords(Phrases):
    """The words of the page of a level, and of a kind within it."""

    levels: Phrase
    glance: Phrase
    where: Phrase
    for_whom: Phrase
    not_for: Phrase
    week: Phrase
    parts: Phrase
    medicine: Phrase
    like: Phrase
    body: Phrase
    mind: Phrase
    daily_life: Phrase
    both_sides: Phrase
    good_sides: Phrase
    hard_sides: Phrase
    staying: Phrase
    kinds: Phrase
    research: Phrase
    studied: Phrase
    ask: Phrase
    names: Phrase
    no_names: Phrase
    also_called: Annotated[Line, holding("names")]
    in_standard: Annotated[Line, holding("standard", "edition", "code", "name")]
    moves: Phrase
    move_from: Annotated[Line, holding("end", "start")]
    kind_of: Annotated[Line, holding("level")]
    other_kinds: Phrase


class ComparisonWords(Phrases):
    """The words of the page that sets all levels side by side."""

    title: Phrase
    description: Phrase
    lead: Phrase
    show_some: Phrase
    show_all: Phrase
    if_nothing: Phrase
    any_of_them: Phrase
    nights: Phrase
    nights_home: Phrase
    nights_away: Phrase
    hours: Phrase
    hours_few: Annotated[Line, holding("below")]
    hours_some: Annotated[Line, holding("least", "most")]
    hours_many: Annotated[Line, holding("least")]
    hours_no_number: Phrase
    staff: Phrase
    staff_visit: Phrase
    staff_day: Phrase
    staff_night: Phrase
    about: Phrase
    caption: Annotated[Line, holding("name")]
    level: Phrase
    kinds: Phrase
    in_words: Phrase
    next: Phrase
    guide: Phrase
    all_moves: Phrase


class MoveWords(Phrases):
    """The words of the page of a move, and of the page of all moves."""

    title: Annotated[Line, holding("start", "end")]
    description: Annotated[Line, holding("direction")]
    up: Phrase
    down: Phrase
    across: Phrase
    crumb: Phrase
    why: Phrase
    where: Phrase
    changes: Phrase
    caption: Annotated[Line, holding("start", "end")]
    now: Phrase
    then: Phrase
    same: Phrase
    hours: Phrase
    sleep: Phrase
    night: Phrase
    medical: Phrase
    medicine: Phrase
    week: Phrase
    prepare: Phrase
    watch_for: Phrase
    next: Phrase
    about_up: Phrase
    about_down: Phrase
    guide: Phrase
    all_title: Phrase
    all_description: Phrase
    all_lead: Phrase
    to: Phrase
    group_up: Annotated[Line, holding("ladder")]
    group_down: Annotated[Line, holding("ladder")]
    group_across: Phrase
