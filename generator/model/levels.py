"""Define what an author may write in levels.yaml: ladders of levels, what stands beside them, and moves."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from generator.model.entry import Dated, Entry, Line, Named, Prose, Ref, Whole


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


class Hours(Entry):
    """Say how many hours of treatment a week: `at_least` and `below` are hours a week."""

    at_least: Whole | None = None
    below: Whole | None = None
    population: Line
    source: Ref


class Claim(Entry):
    """Be a sentence that needs a source."""

    say: Line
    source: Ref


class AsamCode(Entry):
    """Name a level in the ASAM Criteria, with the edition that the name belongs to."""

    code: Line
    name: Line
    edition: Line
    source: Ref


class Likeness(Entry):
    """Tell what a level is like to live with."""

    body: Line
    mind: Line
    daily_life: Line


class Kind(Named):
    """Be a kind within a level (a sublevel), with what sets it apart."""

    name: Line
    short_name: Line
    also_called: tuple[Line, ...] = ()
    sentence: Line
    asam: tuple[AsamCode, ...] = ()
    hours: Hours | None = None
    night: Line
    medical_staff: MedicalStaff
    medical: Line
    medicine: Line
    for_whom: tuple[Line, ...] = Field(min_length=1)
    not_for: tuple[Line, ...] = Field(min_length=1)
    ask: tuple[Line, ...] = Field(min_length=1)
    sources: tuple[Ref, ...] = Field(min_length=1)


class Level(Named, Dated):
    """Be a level of care: one rung of a ladder, or a place beside it.

    `week_hours` are the hours of treatment on Monday to Sunday of an example week; they add up to what `hours` allows.
    Where no source gives hours, `week_shape` says what can be drawn without a number.
    """

    name: Line
    short_name: Line
    also_called: tuple[Line, ...] = ()
    sentence: Line
    asam: tuple[AsamCode, ...] = ()
    hours: Hours | None = None
    sleep: Sleep
    night: Line
    medical_staff: MedicalStaff
    medical: Line
    for_whom: tuple[Line, ...] = Field(min_length=1)
    not_for: tuple[Line, ...] = Field(min_length=1)
    medicine: Prose
    week: Prose
    week_hours: tuple[Whole, ...] | None = Field(default=None, min_length=7, max_length=7)
    week_shape: WeekShape | None = None
    length: Claim | None = None
    benefits: tuple[Line, ...] = Field(min_length=1)
    drawbacks: tuple[Line, ...] = Field(min_length=1)
    like: Likeness
    staying: Prose
    ask: tuple[Line, ...] = Field(min_length=3)
    kinds: tuple[Kind, ...] = ()
    sources: tuple[Ref, ...] = Field(min_length=1)


class Ladder(Named):
    """Be the levels of one field of care, in order from least to most support."""

    name: Line
    about: Prose
    levels: tuple[Level, ...] = Field(min_length=2)


class Move(Dated):
    """Be a move from one level (or kind) to another; its direction follows from the ladder."""

    from_: Ref = Field(alias="from")
    to: Ref
    why: tuple[Line, ...] = Field(min_length=2)
    prepare: tuple[Line, ...] = Field(min_length=2)
    watch_for: tuple[Line, ...] = Field(min_length=2)
    safety_box: Ref | None = None
    sources: tuple[Ref, ...] = ()

    @property
    def id(self) -> str:
        """Give the move's id, which is also its address: `<from>-to-<to>`."""
        return f"{self.from_}-to-{self.to}"


class LevelsFile(Entry):
    """Be the whole of levels.yaml."""

    ladders: tuple[Ladder, ...] = Field(min_length=1)
    beside: tuple[Level, ...] = ()
    moves: tuple[Move, ...] = ()
