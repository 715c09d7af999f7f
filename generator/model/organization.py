"""Define content/organization.yaml: who runs this copy of the site, its lines and its programs."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import Field
from pydantic_core import PydanticCustomError

from generator.model.colors import COLOR
from generator.model.entry import (
    Dated,
    Day,
    Entry,
    Flag,
    Id,
    Line,
    Named,
    Prose,
    ReadBy,
    Refs,
    Review,
    SomeRefs,
    shortened,
)
from generator.model.references import OwnLineRef, SourceRef
from generator.model.registers import Contact
from generator.model.sorts import RefersTo, Sort
from generator.problems import Text


def _color(value: Any) -> Text:
    if not isinstance(value, Text) or not COLOR.fullmatch(value):
        shown = shortened(value) if isinstance(value, Text) else "this"
        raise PydanticCustomError("bad-color", '"{shown}" is no color', {"shown": shown})
    return value


Color = Annotated[
    Text,
    ReadBy(
        _color,
        {
            "type": "string",
            "pattern": f"^{COLOR.pattern}$",
            "patternErrorMessage": 'write # and six digits or letters a to f, in quotes: "#1d5b63"',
        },
    ),
]
"""A color as # and six digits or letters a to f."""


class Logo(Entry):
    """The picture beside the name at the top of every page."""

    picture: Line = Field(description="The name of the picture below `content/`. One as wide as it is high looks best.")
    alt: Line = Field(description="What it shows, for who does not see it.")


class Accent(Entry):
    """The organization's own color for links and buttons."""

    day: Color = Field(description="The color by day, such as `'#1d5b63'`. It must be readable on every ground.")
    night: Color = Field(description="The color by night, on dark ground.")


class LineKind(StrEnum):
    """Tell what a line of an organization is, which readers are told wherever it stands."""

    ADMISSIONS = "admissions"
    OFFICE = "office"
    AFTER_HOURS = "after-hours"
    TEXT = "text"


class OwnLine(Contact):
    """A line of the organization itself. It is no crisis line, and stands nowhere where crisis help stands."""

    sort: ClassVar[Sort] = Sort.OWN_LINE
    id: Id = Field(description="Its name in `lines` of a program.")
    kind: LineKind = Field(description="What it is. Readers see it: who answers an admissions line can enroll them.")


class LocalLine(Contact):
    """A crisis line or help line of one state or county, which stands below the national ones."""

    sort: ClassVar[Sort] = Sort.LOCAL_LINE
    id: Id = Field(description="Its name in messages.")
    state: Line = Field(description="The state that it is for.")
    county: Line | None = Field(default=None, description="The county, where it is for one alone.")

    @property
    def place_name(self) -> str:
        """Return the place that it is for."""
        return str(self.state) if self.county is None else f"{self.county}, {self.state}"


class MedicinePolicy(Entry):
    """Which medicines people may take there, said plainly."""

    say: Line = Field(description="The rule in a sentence.")
    may_take: tuple[Line, ...] = Field(default=(), description="Medicines that people may go on taking there.")
    started_here: tuple[Line, ...] = Field(default=(), description="Medicines that can be started there.")
    not_here: tuple[Line, ...] = Field(default=(), description="Medicines that nobody may take there.")


class IntakeStep(Entry):
    """One step from the first call to the first day."""

    step: Line = Field(description="Its name.")
    say: Line = Field(description="What happens, and how long it takes.")


class StreetAddress(Entry):
    """Where a program is."""

    street: Line = Field(description="The street and number.")
    city: Line = Field(description="The city.")
    county: Line | None = Field(default=None, description="The county.")
    state: Line = Field(description="The state.")
    postal_code: Line | None = Field(default=None, description="The postal code, in quotes.")
    getting_there: Line | None = Field(default=None, description="Buses, parking, a ramp.")


class Program(Named):
    """A program at one place. What it leaves out is as the organization says for all of its programs."""

    sort: ClassVar[Sort] = Sort.PROGRAM
    id: Id = Field(description="Its name in links: `/programs/#<id>`.")
    name: Line = Field(description="The name that readers see.")
    place_: StreetAddress = Field(alias="place", description="Where it is.")
    levels: Annotated[SomeRefs, RefersTo(Sort.LEVEL, Sort.KIND)] = Field(
        description="The levels and kinds of care that it offers."
    )
    sentence: Line | None = Field(default=None, description="What it is, in one sentence.")
    for_whom: tuple[Line, ...] = Field(min_length=1, description="Who it is for: `Adults`, `Teens 13 to 17`.")
    services: tuple[Line, ...] = Field(default=(), description="What people can get there besides.")
    schedules: tuple[Line, ...] = Field(default=(), description="On which days and at what hours it runs.")
    video: Line | None = Field(default=None, description="What can be done by video.")
    insurance: tuple[Line, ...] = Field(default=(), description="The insurance that it takes.")
    languages: tuple[Line, ...] = Field(default=(), description="The languages that staff speak there.")
    medicines: MedicinePolicy | None = Field(default=None, description="Which medicines people may take there.")
    lines: Annotated[Refs, RefersTo(Sort.OWN_LINE)] = Field(
        default=(), description="The organization's lines that reach it, the first one first."
    )
    last_checked: Review | None = Field(
        default=None, description="Who asked there whether all of it is still so, and when. Leave it out until then."
    )


class OwnText(Entry):
    """A text that the organization must publish, in the words of its source, with the day that they were taken."""

    text: Prose = Field(description="The text, word for word.")
    taken_from: Line = Field(description="Who wrote it, and what it is called.")
    link: Line | None = Field(default=None, description="Its address. It begins with https.")
    day: Day = Field(description="The day the words were taken from there.")


class Accessibility(Entry):
    """What the organization says of access to its site; what the build checked is said by itself."""

    say: Prose | None = Field(default=None, description="What it does so that everyone can use the site.")
    line: OwnLineRef | None = Field(default=None, description="The line to reach when something cannot be used.")
    tried_by: tuple[Line, ...] = Field(
        default=(), description="People who tried it with their own aids, and when. Leave it out until some have."
    )
    due: Day | None = Field(default=None, description="The day from which a rule asks for it.")
    source: SourceRef | None = Field(default=None, description="The source of that day.")


class Tagline(Entry):
    """The offer of free language help in one language, in official words."""

    language: Id = Field(description="The tag of the language, such as `es` or `zh-hans`.")
    name: Line = Field(description="The name of the language in that language.")
    say: Line | None = Field(
        default=None, description="The sentence, in official words. Leave it out until somebody read them there."
    )
    taken_from: Line | None = Field(default=None, description="Where the words were read.")
    day: Day | None = Field(default=None, description="The day they were read.")


_RIGHT_TO_LEFT = frozenset(
    (
        *("aii", "ar", "arc", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "nqo", "pnb"),
        *("prs", "ps", "rhg", "sd", "skr", "syr", "ug", "ur", "yi"),
    )
)
_SCRIPTS_RIGHT_TO_LEFT = frozenset(["adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"])
_LENGTH_OF_SCRIPT = 4


def direction_of(language: str) -> str:
    """Return the way a language is written, as HTML says it: "rtl" for Arabic and the like, else "ltr"."""
    first, *parts = language.lower().split("-")
    script = next((part for part in parts if len(part) == _LENGTH_OF_SCRIPT and part.isalpha()), "")
    is_right_to_left = script in _SCRIPTS_RIGHT_TO_LEFT if script else first in _RIGHT_TO_LEFT
    return "rtl" if is_right_to_left else "ltr"


class OrganizationFile(Dated):
    """The whole of content/organization.yaml; a site without it has no programs and no pages of an organization."""

    name: Line = Field(description="The name of the organization, which stands at the top of every page.")
    made_up: Flag = Field(default=False, description="`true` where there is no such organization. Every page says so.")
    logo: Logo | None = Field(default=None, description="Its picture, beside the name.")
    accent: Accent | None = Field(default=None, description="Its color.")
    about: Line | None = Field(default=None, description="What it does, in a sentence.")
    footer: tuple[Line, ...] = Field(default=(), description="Lines at the end of every page.")
    lines: tuple[OwnLine, ...] = Field(default=(), description="Its own lines: office, admissions, after hours, text.")
    hours: Line | None = Field(default=None, description="When its office is open.")
    insurance: tuple[Line, ...] = Field(default=(), description="The insurance that it takes.")
    payment: Line | None = Field(default=None, description="How else people can pay, and what help there is.")
    languages: tuple[Line, ...] = Field(default=(), description="The languages that its staff speak.")
    video: Line | None = Field(default=None, description="What can be done by video.")
    medicines: MedicinePolicy | None = Field(default=None, description="Which medicines people may take there.")
    services: tuple[Line, ...] = Field(default=(), description="What people can get in every program.")
    schedules: tuple[Line, ...] = Field(default=(), description="On which days and at what hours programs run.")
    intake: tuple[IntakeStep, ...] = Field(default=(), description="What happens first, step by step.")
    programs: tuple[Program, ...] = Field(default=(), description="Its programs.")
    local_lines: tuple[LocalLine, ...] = Field(
        default=(), description="Crisis lines and help lines of a state or county, below the national ones."
    )
    accessibility: Accessibility | None = Field(default=None, description="What it says of access to its site.")
    language_help: tuple[Tagline, ...] = Field(default=(), description="Free language help, in 15 languages or more.")
    nondiscrimination: OwnText | None = Field(default=None, description="Its notice of nondiscrimination.")
    privacy: OwnText | None = Field(default=None, description="Its notice of privacy.")
    purpose: Prose | None = Field(default=None, description="What it adds to what this site is and is not.")

    @property
    def is_there(self) -> bool:
        """Tell whether the project has the file."""
        return bool(self.name)

    def statements(self) -> tuple[str, ...]:
        """List the pages of what it must publish that are there, by the last part of their address."""
        if not self.is_there:
            return ()
        filled = {
            "languages": any(tagline.say is not None for tagline in self.language_help),
            "nondiscrimination": self.nondiscrimination is not None,
            "privacy": self.privacy is not None,
        }
        return ("purpose", "accessibility", *(page for page, is_filled in filled.items() if is_filled))

    def every_line(self) -> tuple[Contact, ...]:
        """Return the local lines, then the organization's own."""
        return (*self.local_lines, *self.lines)

    def official_texts(self) -> Iterator[Text]:
        """Yield each text whose words are not the author's to choose."""
        yield from (part.text for part in (self.nondiscrimination, self.privacy) if part is not None)
        yield from (tagline.say for tagline in self.language_help if tagline.say is not None)

    def insurance_of(self, program: Program) -> tuple[Line, ...]:
        """Return the insurance that a program takes."""
        return program.insurance or self.insurance

    def languages_of(self, program: Program) -> tuple[Line, ...]:
        """Return the languages that staff of a program speak."""
        return program.languages or self.languages

    def video_of(self, program: Program) -> Line | None:
        """Return what a program does by video."""
        return program.video or self.video

    def lines_of(self, program: Program) -> tuple[OwnLine, ...]:
        """Return the lines that reach a program: its own, else all of the organization."""
        by_id = {line.id: line for line in self.lines}
        return tuple(by_id[id] for id in program.lines if id in by_id) or self.lines
