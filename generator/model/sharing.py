"""Define content/sharing.yaml: what staff send and say when they hand on a page of the site, by situation."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from generator.model.entry import Dated, Entry, Id, Line, Named, Prose, Wording
from generator.model.references import AddressLine
from generator.model.sorts import Sort
from generator.model.words.places import Holding

ADDRESS, SPOKEN = "address", "spoken"
_OF_A_PAGE = ("title", "sentence")

Message = Annotated[Line, Holding((ADDRESS,))]
Mail = Annotated[Prose, Holding((ADDRESS,), _OF_A_PAGE)]
Call = Annotated[Prose, Holding((SPOKEN,), _OF_A_PAGE)]


class SharingTexts(Entry):
    """What is sent or said with one page, or with every page of some kind."""

    message: Message = Field(
        description="A text message with `{address}` in it. It shows on a locked phone, so it names no illness and no "
        "drug; and it is short enough to be one message."
    )
    mail: Mail = Field(
        description="A paragraph for a mail with `{address}` in it; `{title}` and `{sentence}` are those of the page."
    )
    phone: Call = Field(
        description="What to say on the phone, with `{spoken}`, the address as it is said aloud; `{title}` and "
        "`{sentence}` are those of the page."
    )


class SharedPage(Entry):
    """A page to send in a situation; what it does not say is said as for every page of its kind."""

    page: AddressLine = Field(description="The address of the page, such as `/levels/residential/`.")
    message: Message | None = Field(default=None, description="The text message, as below `patterns`.")
    mail: Mail | None = Field(default=None, description="The paragraph for a mail, as below `patterns`.")
    phone: Call | None = Field(default=None, description="What to say on the phone, as below `patterns`.")


class Situation(Named):
    """A situation in which staff send something: what to do first, and the pages that help then."""

    sort: ClassVar[Sort] = Sort.SITUATION
    id: Id = Field(description="Its name in links.")
    title: Line = Field(description="The situation, as staff would say it.")
    first: Prose = Field(description="What to ask or do before anything is sent.")
    send: tuple[SharedPage, ...] = Field(min_length=1, description="The pages, the most useful first.")


class HandingOver(Named):
    """A part of what staff should know before they send anything."""

    sort: ClassVar[Sort] = Sort.HANDING_OVER
    id: Id = Field(description="Its name in links.")
    title: Line = Field(description="Its heading.")
    say: Prose = Field(description="What to know.")


class SharingPatterns(Entry):
    """What is sent or said with every page of a kind, where a situation says nothing else."""

    level: SharingTexts = Field(description="A level of care, or a kind within one.")
    move: SharingTexts = Field(description="A move between two levels.")
    result: SharingTexts = Field(description="A result of a guide.")
    guide: SharingTexts = Field(description="A guide.")
    entry: SharingTexts = Field(description="A way in, for somebody who is in some place of care.")
    other: SharingTexts = Field(description="Any other page.")


class SharingFile(Dated):
    """The whole of content/sharing.yaml: the page for staff."""

    title: Line = Field(description="The title of the page for staff.")
    description: Line = Field(description="What the page is, in one sentence.")
    lead: Prose = Field(description="The first words of the page.")
    handing_over: tuple[HandingOver, ...] = Field(default=(), description="What to know before anything is sent.")
    private: tuple[Wording, ...] = Field(
        min_length=1,
        description="Wordings that no text message may hold, because others may read it: illnesses, drugs, dangers.",
    )
    patterns: SharingPatterns = Field(
        description="What is sent or said with each page where no situation says anything else."
    )
    situations: tuple[Situation, ...] = Field(
        min_length=1, description="The situations, in the order in which staff meet them."
    )
