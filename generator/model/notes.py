"""Define what an author may write in content/notes.yaml: what must be said to whoever gave certain answers."""

from __future__ import annotations

from pydantic import Field

from generator.model.entry import Dated, Flag, Line, Named, Ref, Refs
from generator.model.guide import Urgency, Words


class Subject(Named):
    """Words that are only true of whoever gave one of the answers; an outcome says them with an "if", or in a note."""

    words: tuple[Line, ...] = Field(min_length=1)
    answers: tuple[Ref, ...] = Field(min_length=1)


class Note(Named):
    """What must be said to whoever gave one of the answers `when` (and one of `and`), wherever they end.

    It is never shown under a result less urgent than its `urgency`. One that is `first` stands above the steps of the
    outcome, the others stand folded below them. `if` begins it where the answers were not asked about. The outcomes
    `said_at` say all of it themselves. `only_shows` forbids it wherever no promise wants it shown. `not_with` are
    notes that would contradict it, `leaves_out` the "I don't know" answers that it leaves out on purpose.
    """

    when: Refs = Field(min_length=1)
    and_: Refs = Field(default=(), min_length=1, alias="and")
    urgency: Urgency
    first: Flag = False
    only_shows: Flag = False
    said_at: Refs = ()
    not_with: Refs = ()
    leaves_out: Refs = ()
    if_: Words = Field(alias="if")
    title: Words
    do: tuple[Words, ...] = Field(min_length=1)
    call: tuple[Ref, ...] = ()
    pages: tuple[Ref, ...] = ()
    sources: tuple[Ref, ...] = ()


class NotesFile(Dated):
    """The whole of content/notes.yaml; notes stand in it with the most urgent first."""

    subjects: tuple[Subject, ...] = ()
    notes: tuple[Note, ...] = Field(min_length=1)
