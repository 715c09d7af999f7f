"""Define the words of the guide: its screens, its results, the guide on one page, and the sheet to take along."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model.entry import Line
from generator.model.words.places import Phrase, Phrases, holding


class StartWords(Phrases):
    """The words of the box that leads to the guide."""

    button: Phrase
    for_whom: Annotated[Line, holding("whom")]
    nothing_saved: Phrase


class GuideWords(Phrases):
    """The words of the guide, one question a screen."""

    kept: Phrase
    gone: Phrase
    filled: Annotated[Line, holding("answer")]
    review: Phrase
    review_lead: Phrase
    no_longer_chosen: Phrase
    answers: Phrase
    choose: Phrase
    next: Phrase
    see_result: Phrase
    back: Phrase
    person: Annotated[Line, holding("links")]
    use_plain: Annotated[Line, holding("address")]
    about_whom: Phrase
    about_me: Phrase
    about_other: Phrase
    points_here: Phrase
    opens_beside: Phrase
    matters_you: Phrase
    matters_they: Phrase
    mark: Phrase
    why: Phrase
    decided: Phrase
    also: Phrase
    change: Phrase
    if_changed: Phrase
    at_least: Phrase
    could: Phrase
    chosen: Annotated[Line, holding("answer")]
    not_chosen: Annotated[Line, holding("answer")]
    change_button: Phrase
    share: Annotated[Line, holding("address")]
    take: Phrase
    not_kept: Phrase
    with_safety: Phrase
    print_sheet: Phrase
    copy_text: Phrase
    restart: Phrase
    as_text: Phrase
    about: Phrase
    takes_one: Annotated[Line, holding("whom")]
    takes: Annotated[Line, holding("whom", "minutes")]
    shared_device: Phrase
    also_as: Annotated[Line, holding("address")]
    part_safety: Phrase
    part_you: Phrase
    part_now: Phrase
    left_one: Phrase
    left: Annotated[Line, holding("minutes")]
    or_else: Phrase
    why_we_ask: Phrase
    straight_on: Phrase
    one_down: Phrase
    now_here: Phrase
    one_up: Phrase


class ResultWords(Phrases):
    """The words of a result of the guide."""

    call_words: Phrase
    talk_sheet: Phrase
    now: Phrase
    sooner: Phrase
    call: Phrase
    say: Phrase
    ask: Phrase
    unknown: Phrase
    read: Annotated[Line, holding("pages")]
    others: Phrase
    if_true: Phrase
    other_things: Phrase
    one_of: Annotated[Line, holding("address")]
    start: Phrase


class OptionsWords(Phrases):
    """The words of the ways to go on."""

    title: Phrase
    title_here: Phrase
    you_means: Phrase
    more: Phrase
    stay: Phrase
    stay_they: Phrase
    less: Phrase
    across: Phrase
    hospital: Phrase
    like: Phrase
    move_to: Annotated[Line, holding("level")]
    good: Phrase
    hard: Phrase
    nights_at_home: Phrase
    nights_at_the_program: Phrase
    nights_in_hospital: Phrase
    staff_varies: Phrase
    more_when: Phrase
    stay_change: Phrase
    less_when: Phrase


class CardWords(Phrases):
    """A way to go on that is no level: what it asks of a week, and as many good as hard sides."""

    title: Phrase
    text: Phrase
    hours: Phrase
    sleep: Phrase
    staff: Phrase
    good: tuple[Phrase, ...] = Field(min_length=3, max_length=3)
    hard: tuple[Phrase, ...] = Field(min_length=3, max_length=3)


class PlainWords(Phrases):
    """The words of the guide on one page."""

    title: Annotated[Line, holding("guide")]
    lead: Phrase
    on_paper: Annotated[Line, holding("sheet", "pages")]
    short_form: Phrase
    start: Phrase
    to_script: Phrase
    step_result: Annotated[Line, holding("step")]
    step: Annotated[Line, holding("step")]
    step_option: Annotated[Line, holding("step", "number", "count")]
    ways_on: Phrase
    again: Phrase
    first_true: Phrase
    read_lines: Phrase
    count_true: Phrase
    why_we_ask: Annotated[Line, holding("why")]
    options_lead: Phrase
    matters: Phrase
    mark: Phrase
    matter: Annotated[Line, holding("matter", "ask")]
    sheet: Phrase
    about: Phrase
    answer_no: Phrase
    answer_yes: Phrase
    one_by_one: Phrase
    one_true: Phrase
    number_true: Annotated[Line, holding("number")]
    or_more_true: Annotated[Line, holding("least")]
    between_true: Annotated[Line, holding("least", "most")]


class OfflineWords(Phrases):
    """The words of the guide as one file."""

    title: Annotated[Line, holding("guide")]


class MemoryWords(Phrases):
    """The words of a result's memory word, and of an earlier one beside it."""

    title: Phrase
    lead: Phrase
    warning: Phrase
    show: Phrase
    word: Phrase
    print: Phrase
    earlier: Phrase
    compare: Phrase
    refused: Phrase
    then: Phrase
    today: Phrase
    changed: Phrase
    not_asked: Phrase


class AgainWords(Phrases):
    """The words of a day to look again, on paper or as a calendar file."""

    paper: Phrase
    title: Phrase
    makes: Annotated[Line, holding("event")]
    trace: Phrase
    week: Phrase
    two_weeks: Phrase
    month: Phrase
    made: Annotated[Line, holding("day")]
    event: Phrase


class EmbedWords(Phrases):
    """The words of what other sites show in a frame, and of the page with the lines to paste."""

    title: Phrase
    description: Phrase
    lead: Phrase
    learns_nothing: Phrase
    help: Phrase
    help_description: Phrase
    guides: Phrase
    ways_in: Phrase
    levels: Phrase
    card: Annotated[Line, holding("level")]
    more: Phrase


class KitWords(Phrases):
    """The words of the file that tells how a copy of the site in a folder is used."""

    lead: Phrase
    start: Annotated[Line, holding("file")]
    guide: Phrase
    same: Phrase
    date: Phrase


class SheetWords(Phrases):
    """The words of the sheet to take along."""

    title: Phrase
    title_of: Annotated[Line, holding("guide")]
    description: Phrase
    lead: Annotated[Line, holding("address")]
    date: Phrase
    of_guide: Annotated[Line, holding("guide")]
    now: Phrase
    now_lead: Phrase
    options: Phrase
    more: Phrase
    stay: Phrase
    less: Phrase
    matters: Phrase
    ask: Phrase
    call: Phrase
    compare: Phrase
    today: Phrase
    next_time: Phrase
    better: Phrase
    hard: Phrase
    helps: Phrase
    word: Phrase
    again: Phrase
    again_when: Phrase
    again_with: Phrase
    again_team: Phrase
    own_words: Phrase
    like_to_ask: Phrase
    suggests: Phrase
    ways_on: Phrase
    sooner: Phrase
    know: Phrase
    made: Annotated[Line, holding("day")]
