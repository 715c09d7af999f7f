"""Define what a handout is: a value that says all that stands on paper, and nothing of how it looks."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any, ClassVar


class Look(StrEnum):
    """How the words of a run look."""

    PLAIN = ""
    STRONG = "strong"
    EMPHASIS = "emphasis"


class Size(StrEnum):
    """How large a paragraph is; in large print none is small."""

    LARGE = "large"
    NORMAL = "normal"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class TextRun:
    """Some words that look the same; `url` is where they lead on a screen, "" for nowhere."""

    text: str
    look: Look = Look.PLAIN
    url: str = ""


Runs = tuple[TextRun, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the title of a handout is its one heading of level 1."""

    kind: ClassVar[str] = "heading"
    words: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some runs of words, set as one paragraph."""

    kind: ClassVar[str] = "paragraph"
    runs: Runs
    size: Size = Size.NORMAL


@dataclass(frozen=True, slots=True)
class Lines:
    """A list: with numbers where it is ordered, with boxes to tick where it has them, else with dots."""

    kind: ClassVar[str] = "lines"
    items: tuple[Runs, ...]
    ordered: bool = False
    boxes: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """Some lines to write on, of which the first begins with a label where there is one."""

    kind: ClassVar[str] = "room"
    label: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class GlanceFact:
    """A fact at a glance: its label, a short answer and more words."""

    label: str
    short: Runs
    more: Runs


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts side by side."""

    kind: ClassVar[str] = "facts"
    rows: tuple[GlanceFact, ...]


@dataclass(frozen=True, slots=True)
class LabeledRow:
    """A row of a table of two columns, with its label."""

    label: str
    before: Runs
    after: Runs


@dataclass(frozen=True, slots=True)
class Table:
    """Two things side by side; `head` are the headings of its three columns, of which the first holds the labels."""

    kind: ClassVar[str] = "table"
    head: tuple[str, str, str]
    rows: tuple[LabeledRow, ...]


@dataclass(frozen=True, slots=True)
class Framed:
    """A part in a frame, such as a warning."""

    kind: ClassVar[str] = "framed"
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parts side by side; in large print one below the other."""

    kind: ClassVar[str] = "pair"
    left: tuple[Block, ...]
    right: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """Parts of which each is only for some readers: it says at its beginning for whom."""

    kind: ClassVar[str] = "cases"
    cases: tuple[tuple[Block, ...], ...]


Block = Heading | Paragraph | Lines | Room | Facts | Table | Framed | Pair | Cases


@dataclass(frozen=True, slots=True)
class Help:
    """How to reach somebody now, which stands first on every piece of paper, with the notices of the day."""

    lead: str
    notices: tuple[Runs, ...]
    ways: tuple[TextRun, ...]


@dataclass(frozen=True, slots=True)
class Handout:
    """All that stands on a handout.

    `id` begins the names of its files. `kicker` stands above its title, `lead` below. `address` is the short address
    that its code opens, counted from the root of the site; `day` is when its words were written. `dates` tells that,
    and who reviewed them. `is_card` holds for one of the size of a bank card.
    """

    id: str
    title: str
    description: str
    address: str
    help: Help
    day: datetime.date
    dates: str
    kicker: str = ""
    lead: tuple[Block, ...] = ()
    blocks: tuple[Block, ...] = ()
    sources: tuple[str, ...] = ()
    is_card: bool = False


def as_values(part: Any) -> Any:
    """Turn a handout, or a part of one, into what JSON can hold; each block says its kind."""
    if is_dataclass(part) and not isinstance(part, type):
        kind = {"kind": part.kind} if hasattr(part, "kind") else {}
        return kind | {field.name: as_values(getattr(part, field.name)) for field in fields(part)}
    if isinstance(part, tuple):
        return [as_values(each) for each in part]
    if isinstance(part, datetime.date):
        return [part.year, part.month, part.day]
    return part
