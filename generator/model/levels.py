"""Define what an author may write in levels.yaml: ladders of levels, what stands beside them, and moves."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from generator.model.entry import Dated, Entry, Id, Line, Named, Prose, Review, Whole
from generator.model.references import BoxRef, LevelRef, SourceRef
from generator.model.sorts import Sort


class Sleep(StrEnum):
    """Tell where a person sleeps at a level; a condition may name it in place of the levels."""

    AT_HOME = "at-home"
    AT_THE_PROGRAM = "at-the-program"
    IN_HOSPITAL = "in-hospital"


class WeekShape(StrEnum):
    """Tell what a week is like where no source gives hours of treatment."""

    ONE_VISIT = "one-visit"
    DAY_AND_NIGHT = "day-and-night"
    SHORT_STAY = "short-stay"
    A_PLACE_TO_LIVE = "a-place-to-live"


class MedicalStaff(StrEnum):
    """Tell how near doctors and nurses are, from farthest to nearest."""

    ELSEWHERE = "elsewhere"
    BY_VISIT = "by-visit"
    ON_SITE_BY_DAY = "on-site-by-day"
    NURSES_DAY_AND_NIGHT = "nurses-day-and-night"
    DOCTOR_EVERY_DAY = "doctor-every-day"
    VARIES = "varies"


class NightStaff(StrEnum):
    """Tell who of the program is there at night."""

    NOBODY = "nobody"
    VARIES = "varies"
    STAFF = "staff"
    NURSES = "nurses"


class Hours(Entry):
    """Say how many hours of treatment a week: `at_least` and `below` are hours a week."""

    at_least: Whole | None = Field(default=None, description="The least hours a week.")
    below: Whole | None = Field(default=None, description="Fewer than this many hours a week.")
    population: Line = Field(description="For whom this is so, such as adults.")
    source: SourceRef = Field(description="The source of the numbers.")


class Claim(Entry):
    """A sentence that needs a source."""

    say: Line = Field(description="A sentence that needs a source.")
    source: SourceRef = Field(description="Its source.")


class StandardName(Entry):
    """The name of a level in a standard of its field, with the edition that the name belongs to."""

    standard: Line = Field(description="The name of the standard.")
    code: Line = Field(description="The number of the level in it, in quotes.")
    name: Line = Field(description="The name of the level in it.")
    edition: Line = Field(description="The edition, such as `4th`.")
    source: SourceRef = Field(description="Where we found it.")


class Likeness(Entry):
    """Tell what a level is like to live with."""

    body: Line = Field(description="What it is like for the body.")
    mind: Line = Field(description="What it is like for the mind.")
    daily_life: Line = Field(description="What it is like for work, family and days.")


class Kind(Named):
    """A kind within a level (a sublevel), with what sets it apart."""

    sort: ClassVar[Sort] = Sort.KIND
    id: Id = Field(description="Its name in links.")
    name: Line = Field(description="The name that readers see.")
    short_name: Line = Field(description="A short name for lists and narrow screens.")
    also_called: tuple[Line, ...] = Field(default=(), description="Other names that programs use.")
    sentence: Line = Field(description="What sets it apart, in one sentence.")
    standards: tuple[StandardName, ...] = Field(default=(), description="Its names in standards of its field.")
    hours: Hours | None = Field(default=None, description="Hours of treatment a week.")
    night: Line = Field(description="What a night is like, and who is there.")
    night_staff: NightStaff | None = Field(default=None, description="Who is there at night, for the picture.")
    medical_staff: MedicalStaff = Field(description="How near doctors and nurses are.")
    medical: Line = Field(description="How near doctors and nurses are, in words.")
    medicine: Line = Field(description="What happens with medicines.")
    for_whom: tuple[Line, ...] = Field(min_length=1, description="People whom it may fit.")
    not_for: tuple[Line, ...] = Field(min_length=1, description="People whom it may not fit.")
    benefits: tuple[Line, ...] = Field(
        default=(), description="What is good about it, where that is not as its level says."
    )
    drawbacks: tuple[Line, ...] = Field(
        default=(), description="What is hard about it, where that is not as its level says."
    )
    ask: tuple[Line, ...] = Field(min_length=1, description="Questions to ask a program.")
    sources: tuple[SourceRef, ...] = Field(min_length=1, description="Where the facts come from, as ids of sources.")


class Level(Named, Dated):
    """A level of care: one rung of a ladder, or a place beside it.

    `week_hours` are the hours of treatment on Monday to Sunday of an example week; they add up to what `hours` allows.
    Where no source gives hours, `week_shape` says what can be drawn without a number.
    """

    sort: ClassVar[Sort] = Sort.LEVEL
    id: Id = Field(description="Its address: `/levels/<id>/`.")
    name: Line = Field(description="The name that readers see.")
    short_name: Line = Field(description="A short name for lists and narrow screens.")
    also_called: tuple[Line, ...] = Field(default=(), description="Other names that programs use.")
    sentence: Line = Field(description="What it is, in one sentence.")
    standards: tuple[StandardName, ...] = Field(default=(), description="Its names in standards of its field.")
    hours: Hours | None = Field(default=None, description="Hours of treatment a week.")
    sleep: Sleep = Field(description="Where people sleep.")
    night: Line = Field(description="What a night is like, and who is there.")
    night_staff: NightStaff | None = Field(default=None, description="Who is there at night, for the picture.")
    medical_staff: MedicalStaff = Field(description="How near doctors and nurses are.")
    medical: Line = Field(description="How near doctors and nurses are, in words.")
    for_whom: tuple[Line, ...] = Field(min_length=1, description="People whom it may fit.")
    not_for: tuple[Line, ...] = Field(min_length=1, description="People whom it may not fit.")
    medicine: Prose = Field(description="What happens with medicines.")
    week: Prose = Field(description="What a week looks like.")
    week_hours: tuple[Whole, ...] | None = Field(
        default=None,
        min_length=7,
        max_length=7,
        description="Hours of treatment in an example week, one number for each day from Monday to Sunday.",
    )
    week_shape: WeekShape | None = Field(
        default=None, description="What can be drawn of a week where no source gives hours."
    )
    length: Claim | None = Field(default=None, description="How long people stay, with its source.")
    benefits: tuple[Line, ...] = Field(min_length=1, description="What is good about it.")
    drawbacks: tuple[Line, ...] = Field(min_length=1, description="What is hard about it.")
    like: Likeness = Field(description="What it is like to live with.")
    staying: Prose = Field(description="What it means to stay as you are.")
    ask: tuple[Line, ...] = Field(min_length=3, description="Questions to ask a program.")
    kinds: tuple[Kind, ...] = Field(default=(), description="Kinds within the level.")
    sources: tuple[SourceRef, ...] = Field(min_length=1, description="Where the facts come from, as ids of sources.")


class Ladder(Named):
    """The levels of one field of care, in order from least to most support."""

    sort: ClassVar[Sort] = Sort.LADDER
    id: Id = Field(description="Its name in links and conditions.")
    name: Line = Field(description="The name that readers see.")
    about: Prose = Field(description="What the ladder is, for readers.")
    levels: tuple[Level, ...] = Field(
        min_length=2, description="Its levels, from the least support to the most. The order is the ladder."
    )


class Move(Dated):
    """A move from one level (or kind) to another; its direction follows from the ladder."""

    from_: LevelRef = Field(alias="from", description="The level that a person leaves.")
    to: LevelRef = Field(description="The level that a person goes to.")
    why: tuple[Line, ...] = Field(min_length=2, description="Reasons to think about this move.")
    prepare: tuple[Line, ...] = Field(min_length=2, description="What to do before it.")
    watch_for: tuple[Line, ...] = Field(min_length=2, description="What to look out for afterwards.")
    safety_box: BoxRef | None = Field(default=None, description="A warning that belongs to it.")
    sources: tuple[SourceRef, ...] = Field(default=(), description="Where the facts come from.")

    @property
    def id(self) -> str:
        """Return the move's id, which is also its address: `<from>-to-<to>`."""
        return f"{self.from_}-to-{self.to}"


class LevelsFile(Entry):
    """The whole of levels.yaml."""

    ladders: tuple[Ladder, ...] = Field(min_length=1, description="The ladders of care.")
    beside: tuple[Level, ...] = Field(
        default=(), description="Levels that stand beside the ladders, such as a recovery home."
    )
    moves: tuple[Move, ...] = Field(default=(), description="The moves from one level to another.")
    hours_apart: tuple[Whole, ...] | None = Field(
        default=None,
        min_length=2,
        max_length=2,
        description="The hours a week at which the choices on the page of all levels part, such as `[9, 20]`. "
        "Without them there is no choice by hours.",
    )
    note: Line | None = Field(default=None, description="A line below the table of all levels.")
    reviewed: Review | None = Field(
        default=None,
        description="Who reviewed the ladders, and when: their words, and the order of the levels. Each level and move "
        "has a review of its own.",
    )


class LevelsPart(Entry):
    """A file of content/levels/: levels and kinds that levels.yaml names by their ids, and further moves."""

    levels: tuple[Level, ...] = Field(default=(), description="Levels. levels.yaml names each by its id.")
    kinds: tuple[Kind, ...] = Field(default=(), description="Kinds. Their level names each by its id.")
    moves: tuple[Move, ...] = Field(default=(), description="Moves, which stand behind those of levels.yaml.")
