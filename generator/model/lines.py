"""Define the register of a country's national lines: their numbers, and how a number is written there."""

from __future__ import annotations

from pydantic import Field

from generator.model.entry import NOWHERE, Day, Entry, Id, Line, Named, Ref
from generator.model.registers import Way
from generator.problems import Text


class NationalLine(Named):
    """A help line of a whole country, with the names it is known by and where its numbers were read.

    `read_as` says what was read, where nobody opened the source itself; `noted` is the day the numbers were noted.
    """

    name: Line
    also_called: tuple[Line, ...] = ()
    ways: tuple[Way, ...] = Field(min_length=1)
    source: Line
    read_as: Line | None = None
    noted: Day


class ShortNumber(Entry):
    """A short number that is no line of its own, such as that of a relay service."""

    number: Line
    what: Line


class LinesFile(Entry):
    """The whole of content/lines.yaml, or of a register that comes with Stepwell.

    `forms` are the numbers as they are dialled within the country: X is any digit, N one of 2 to 9, and a digit is
    itself. `trunk` is the digit that begins them at home and falls away behind the +. `help_bar` are the lines that
    stand above every page, `emergency` those of which an outcome for an emergency names one.
    """

    country: Id
    name: Line
    calling_code: Line
    trunk: Line | None = None
    forms: tuple[Line, ...] = Field(min_length=1)
    help_bar: tuple[Ref, ...] = ()
    emergency: tuple[Ref, ...] = ()
    short_numbers: tuple[ShortNumber, ...] = ()
    lines: tuple[NationalLine, ...] = ()


_NOTHING = Text("", place=NOWHERE)
NO_LINES = LinesFile.model_construct(country=_NOTHING, name=_NOTHING, calling_code=_NOTHING, forms=())
"""The register of no country, for a project that names none: it passes no check, but its words can be compared."""
