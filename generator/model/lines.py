"""Define the register of a country's national lines: their numbers, and how a number is written there."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from generator.model.entry import NOWHERE, Day, Entry, Id, Line, Named
from generator.model.references import NationalLineRef
from generator.model.registers import Way
from generator.model.sorts import Sort
from generator.problems import Text


class NationalLine(Named):
    """A help line of a whole country, with the names it is known by and where its numbers were read.

    `read_as` says what was read, where nobody opened the source itself; `noted` is the day the numbers were noted.
    """

    sort: ClassVar[Sort] = Sort.NATIONAL_LINE
    id: Id = Field(description="Its name in `help_bar` and `emergency`.")
    name: Line = Field(description="Its name.")
    also_called: tuple[Line, ...] = Field(
        default=(), description="Other names by which it is known. A contact with one of them is this line."
    )
    ways: tuple[Way, ...] = Field(min_length=1, description="Its numbers. The first is how people reach it above all.")
    source: Line = Field(description="The address of the page that gives the numbers.")
    read_as: Line | None = Field(default=None, description="What was read, where nobody opened that page itself.")
    noted: Day = Field(description="The day the numbers were noted.")


class ShortNumber(Entry):
    """A short number that is no line of its own, such as that of a relay service."""

    number: Line = Field(description="The number, in quotes.")
    what: Line = Field(description="What it is.")


class LinesFile(Entry):
    """The whole of content/lines.yaml, or of a register that comes with Stepwell.

    `forms` are the numbers as they are dialled within the country: X is any digit, N one of 2 to 9, and a digit is
    itself. `trunk` is the digit that begins them at home and falls away behind the +. `help_bar` are the lines that
    stand above every page, `emergency` those of which an outcome for an emergency names one.
    """

    country: Id = Field(description="The name that `country` in content/contacts.yaml gives.")
    name: Line = Field(description="The country in words.")
    calling_code: Line = Field(description="The digits behind the + of its numbers.")
    trunk: Line | None = Field(
        default=None, description="The digit that begins long numbers at home, and falls away behind the +."
    )
    forms: tuple[Line, ...] = Field(
        min_length=1, description="Its long numbers as they are dialled at home. X is any digit, N is 2 to 9."
    )
    help_bar: tuple[NationalLineRef, ...] = Field(default=(), description="The lines that must stand in the help bar.")
    emergency: tuple[NationalLineRef, ...] = Field(
        default=(), description="The lines of which an emergency names one, in its title or its first step."
    )
    short_numbers: tuple[ShortNumber, ...] = Field(
        default=(), description="Short numbers that texts may name and that are no line's."
    )
    lines: tuple[NationalLine, ...] = Field(default=(), description="The national lines.")


_NOTHING = Text("", place=NOWHERE)
NO_LINES = LinesFile.model_construct(country=_NOTHING, name=_NOTHING, calling_code=_NOTHING, forms=())
"""The register of no country, for a project that names none: it passes no check, but its words can be compared."""
