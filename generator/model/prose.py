"""Define the front matter of a page that is written by hand, what its markers may draw, and the page itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.model.entry import Dated, Entry, Flag, Line
from generator.model.references import AddressLine, SourceRef
from generator.model.sorts import RefersTo, Sort
from generator.problems import Text

PROSE_PAGES = "content/"
_NAMES_OF_A_FOLDER = ("index", "README")


class TileDrawing(StrEnum):
    """Tell which small drawing a tile has."""

    MOON = "moon"
    PEOPLE = "people"
    DOOR = "door"
    CARD = "card"
    HOURGLASS = "hourglass"
    BOOK = "book"
    PHONE = "phone"
    STEPS = "steps"
    UP = "up"
    SLEEPER = "sleeper"
    GLASS = "glass"
    LAMP = "lamp"
    HAND = "hand"
    CHILD = "child"
    CRADLE = "cradle"
    PILL = "pill"
    PLATE = "plate"
    CROSS = "cross"


class Tile(Entry):
    """A way on from a page, as a tile with a drawing: what somebody came for, in their own words."""

    page: AddressLine = Field(
        description="Where it leads, from the root of the site, such as `/tonight/` or `/cost/#no-insurance`."
    )
    say: Line = Field(description="What somebody came for, in their own words.")
    about: Line | None = Field(default=None, description="What they will find there, in a few words.")
    drawing: TileDrawing = Field(description="The small drawing on it.")


class FoldedAt(StrEnum):
    """The headings whose parts are folded: all below the title, or only those that stand within a part."""

    PARTS = "parts"
    SUBPARTS = "subparts"


class Picture(StrEnum):
    """A small drawing that stands beside the one line to remember: `[[picture:families]]` over a paragraph."""

    FAMILIES = "families"
    TONIGHT = "tonight"
    STEP_UP = "step-up"
    STEP_DOWN = "step-down"
    GETTING_STARTED = "getting-started"
    WAITING = "waiting"
    QUALITY = "quality"


class Shape(StrEnum):
    """The look that a marker gives to what stands below it."""

    DO = "do"
    DO_NOT = "do-not"
    TIMELINE = "timeline"
    DAYS = "days"
    SAY = "say"
    REMEMBER = "remember"


class ProseHead(Dated):
    """The front matter of content/*.md; `formerly` holds the names that its file had before, without ".md"."""

    title: Line = Field(description="The title of the page.")
    description: Line = Field(description="One or two sentences for search engines and link previews.")
    for_danger: Flag = Field(
        default=False,
        description="`true`: somebody in danger reads it. It must be easier to read, and `stepwell compare` shows its "
        "changes among the first.",
    )
    formerly: tuple[Line, ...] = Field(
        default=(), description="Names that its file had before, without `.md`. `stepwell compare` follows them."
    )
    tiles: tuple[Tile, ...] = Field(
        default=(),
        description="Ways on from the page as tiles, in their order; they stand where the page says `[[tiles]]`.",
    )
    folded: tuple[FoldedAt, ...] = Field(
        default=(),
        description="What a reader opens by tapping its heading: `parts` (`##`), `subparts` (`###`). "
        "Leave it out of a page that is read from top to bottom.",
    )
    unfolded: tuple[Annotated[Line, RefersTo(Sort.HEADING)], ...] = Field(
        default=(),
        description="The anchors of headings whose part stands open all the same, such as what to do in danger.",
    )
    sources: tuple[SourceRef, ...] = Field(default=(), description="Where the facts of the page come from.")


def address_of(name: str) -> str:
    """Find the address of a hand-written page by the name of its file below content/, without ".md".

    MkDocs takes "README" for "index", which names the folder itself.
    """
    folder, _, last = name.rpartition("/")
    parts = [part for part in (folder, "" if last in _NAMES_OF_A_FOLDER else last) if part]
    return "".join(f"{part}/" for part in parts)


@dataclass(frozen=True, slots=True)
class ProsePage:
    """A hand-written page: its file, its address on the site ("" is home), its head and its Markdown."""

    file: str
    address: str
    head: ProseHead
    body: Text

    @property
    def name(self) -> str:
        """Return the name of its file below content/, without ".md": what `formerly` holds for an older one."""
        return self.file.removeprefix(PROSE_PAGES).removesuffix(".md")
