"""Define what an author may write in content/notes.yaml: what must be said to whoever gave certain answers."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from generator.model.entry import Dated, Flag, Id, Line, Named, Refs, Review, SomeRefs
from generator.model.guide import Urgency, Words
from generator.model.references import AnswerOrSetRef, ContactRef, PageRef, SourceRef
from generator.model.sorts import RefersTo, Sort


class Subject(Named):
    """Words that are only true of whoever gave one of the answers; an outcome says them with an "if", or in a note."""

    sort: ClassVar[Sort] = Sort.SUBJECT
    id: Id = Field(description="Its name in messages.")
    words: tuple[Line, ...] = Field(min_length=1, description="Words that speak of it.")
    answers: tuple[AnswerOrSetRef, ...] = Field(min_length=1, description="The answers of people of whom it is true.")


class Note(Named):
    """What must be said to whoever gave one of the answers `when` (and one of `and`), wherever they end.

    It is never shown under a result less urgent than its `urgency`. One that is `first` stands above the steps of the
    outcome, the others stand folded below them. `if` begins it where the answers were not asked about. The outcomes
    `said_at` say all of it themselves. `only_shows` forbids it wherever no promise wants it shown. `not_with` are
    notes that would contradict it, `leaves_out` the "I don't know" answers that it leaves out on purpose.
    """

    sort: ClassVar[Sort] = Sort.NOTE
    id: Id = Field(description="Its name in promises and journeys.")
    when: Annotated[SomeRefs, RefersTo(Sort.ANSWER, Sort.SET)] = Field(
        description="For whoever gave one of these answers, or one of these sets."
    )
    and_: Annotated[SomeRefs, RefersTo(Sort.ANSWER, Sort.SET)] = Field(
        default=(), alias="and", description="And who also gave one of these."
    )
    urgency: Urgency = Field(description="How soon it matters. It is never shown under a result that is less urgent.")
    first: Flag = Field(
        default=False,
        description="`true`: it stands above the steps of the result. Without it, it stands folded below them.",
    )
    only_shows: Flag = Field(default=False, description="`true`: it may be shown only where a promise wants it.")
    said_at: Annotated[Refs, RefersTo(Sort.OUTCOME)] = Field(
        default=(), description="Outcomes that say all of it themselves, so that it is not shown there."
    )
    not_with: Annotated[Refs, RefersTo(Sort.NOTE)] = Field(
        default=(), description="Notes that would contradict it. They are never shown together."
    )
    leaves_out: Annotated[Refs, RefersTo(Sort.ANSWER, Sort.SET)] = Field(
        default=(), description='The "I don\'t know" answers that it leaves out on purpose.'
    )
    if_: Words = Field(
        alias="if", description="The words that begin it for whoever was not asked, and on paper. At most 12 words."
    )
    title: Words = Field(description="Its heading.")
    do: tuple[Words, ...] = Field(min_length=1, description="What to do.")
    call: tuple[ContactRef, ...] = Field(default=(), description="Whom to call, as ids of contacts.")
    pages: tuple[PageRef, ...] = Field(default=(), description="The pages that help.")
    sources: tuple[SourceRef, ...] = Field(default=(), description="Where the facts come from.")
    reviewed: Review | None = Field(
        default=None, description="Who reviewed the note, and when. Leave it out until a named person has done so."
    )


class NotesFile(Dated):
    """The whole of content/notes.yaml; notes stand in it with the most urgent first.

    Each note is reviewed by itself. A review of the file covers its subjects, and which notes there are, in their
    order.
    """

    subjects: tuple[Subject, ...] = Field(
        default=(), description="Words that are only true of whoever gave certain answers."
    )
    notes: tuple[Note, ...] = Field(min_length=1, description="The notes, the most urgent first.")
