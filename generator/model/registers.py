"""Define what an author may write in the small registers: safety, journeys, contacts, sources."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model.entry import Day, Entry, Id, Line, Named, Prose, Ref, Refs, Review
from generator.model.guide import Direction, Statement, Urgency


class UrgencyWords(Entry):
    """An urgency in a reader's words; `sooner` are signs to get help sooner that stand under each of its outcomes."""

    id: Urgency
    label: Line
    say: Line
    sooner: tuple[Line, ...] = ()


class SafetyBox(Named):
    """Be a warning that belongs to moves and outcomes: a title, what is true, what to do."""

    title: Line
    say: Prose
    do: tuple[Line, ...] = Field(min_length=1)
    sources: tuple[Ref, ...] = Field(min_length=1)


class SeverityOrder(Entry):
    """Order the answers of a question, mildest first; in a `choose: any` question every option is worse than none."""

    question: Ref
    mildest_first: tuple[Ref, ...] = ()


class Never(Entry):
    """What a promise forbids: a direction, or a note."""

    direction: Direction | None = None
    shows: Ref | None = None

    @model_validator(mode="after")
    def _forbid_something(self) -> Never:
        if (self.direction is None) == (self.shows is None):
            raise PydanticCustomError("bad-never", '"never" has "direction" or "shows"')
        return self


class Promise(Named):
    """What no guide may break `whenever` a condition holds: about urgency, direction, or what is said.

    `shows` are notes that must be shown, `calls` contacts that must be named, `calls_first` the contact that must
    be the outcome's first. `guides` are the guides that it is for; without them it is for every guide.
    """

    say: Line
    whenever: Statement
    guides: Refs = Field(default=(), min_length=1)
    urgency_at_least: Urgency | None = None
    urgency_at_most: Urgency | None = None
    shows: Refs | None = Field(default=None, min_length=1)
    calls: Refs | None = Field(default=None, min_length=1)
    calls_first: Ref | None = None
    never: Never | None = None

    @model_validator(mode="after")
    def _promise_something(self) -> Promise:
        wants = [getattr(self, want) for want in PROMISED]
        if sum(want is not None for want in wants) != 1:
            raise PydanticCustomError("bad-promise", f"a promise has one of: {', '.join(PROMISED)}")
        return self

    def is_for(self, guide: str) -> bool:
        """Tell whether a guide must keep this promise."""
        return not self.guides or guide in self.guides


PROMISED = ("urgency_at_least", "urgency_at_most", "shows", "calls", "calls_first", "never")
"""What a promise may promise; each holds one of these."""


class RecordedDecision(Entry):
    """A named person's decision to let a change lower what readers are told or promised.

    It covers ways to answer that move `from` one outcome `to` another, or an answer ("question.answer") that is
    `removed`, or a promise that is `weakened`; and only the change that it is written with.
    """

    from_: Ref | None = Field(default=None, alias="from")
    to: Ref | None = None
    removed: Ref | None = None
    weakened: Ref | None = None
    why: Line
    by: Line
    day: Day

    @model_validator(mode="after")
    def _decide_one_thing(self) -> RecordedDecision:
        said = (self.from_, self.removed, self.weakened)
        if sum(part is not None for part in said) != 1 or (self.from_ is None) != (self.to is None):
            raise PydanticCustomError("bad-decision", 'a decision has "from" and "to", or "removed", or "weakened"')
        return self


class OtherLanguage(Entry):
    """One sentence in another language: how to reach somebody who speaks it. `language` is its tag, such as es."""

    language: Id
    say: Line


class SafetyFile(Entry):
    """Be the whole of content/safety.yaml.

    `help_bar` are the contacts above every page; `screen` the questions that every run asks first, in order;
    `benign` answers that together must not end in help now; `harmless` answers that no rule needs to weigh;
    `leave_to` where the exit control leads.
    """

    urgencies: tuple[UrgencyWords, ...]
    help_bar: tuple[Ref, ...] = Field(min_length=1)
    leave_to: Line
    screen: tuple[Ref, ...] = Field(min_length=1, max_length=4)
    severities: tuple[SeverityOrder, ...] = ()
    benign: tuple[Ref, ...] = Field(min_length=1)
    harmless: tuple[Ref, ...] = ()
    promises: tuple[Promise, ...] = Field(min_length=1)
    boxes: tuple[SafetyBox, ...] = ()
    decisions: tuple[RecordedDecision, ...] = ()
    other_languages: tuple[OtherLanguage, ...] = ()


class Journey(Named):
    """A person's answers, often partial, and the outcome that every completion must reach.

    For a `choose: any` question the listed options are the whole choice; a question that is not listed is open. It is
    walked in its `guide`; without one, in every guide that asks its questions and has its outcome. `shows` are notes
    that this person must be shown, and `never_shows` notes that they must not.
    """

    story: Line
    guide: Ref | None = None
    answers: tuple[Ref, ...] = Field(min_length=1)
    outcome: Ref
    shows: Refs = ()
    never_shows: Refs = ()


class JourneysFile(Entry):
    """Be the whole of content/journeys.yaml."""

    journeys: tuple[Journey, ...] = ()


class WayKind(StrEnum):
    """Tell how a contact is reached."""

    CALL = "call"
    TEXT = "text"
    CHAT = "chat"
    WEB = "web"


class Way(Entry):
    """One way to reach a contact: a number to call or text (with the word to send), or an https address.

    `spelled` is the same number with letters; `abroad` names the country of a number that is not of the project's.
    """

    kind: WayKind
    number: Line | None = None
    spelled: Line | None = None
    abroad: Line | None = None
    word: Line | None = None
    url: Line | None = None
    note: Line | None = None

    @model_validator(mode="after")
    def _has_where(self) -> Way:
        dials = self.kind in (WayKind.CALL, WayKind.TEXT)
        if dials != (self.number is not None) or dials == (self.url is not None):
            raise PydanticCustomError("bad-way", "call and text need a number; chat and web need a url")
        return self


class NumberDecision(Entry):
    """A named person's decision that a contact has another number than the country's register gives for it.

    It covers this number alone.
    """

    number: Line
    why: Line
    by: Line
    day: Day


class Contact(Named):
    """Be a crisis line or help line: what it is for, what it is not, and when a person last checked it."""

    name: Line
    short_name: Line
    for_: Line = Field(alias="for")
    not_for: Line | None = None
    hours: Line | None = None
    ways: tuple[Way, ...] = Field(min_length=1)
    differs: tuple[NumberDecision, ...] = ()
    sources: tuple[Ref, ...] = ()
    last_checked: Review | None = None


class ContactsFile(Entry):
    """Be the whole of content/contacts.yaml; `country` names the register of national lines that it is held against."""

    country: Id | None = None
    contacts: tuple[Contact, ...] = Field(min_length=1)


class SourceKind(StrEnum):
    """Tell what sort of publication a source is."""

    LAW = "law"
    GOVERNMENT = "government"
    GUIDELINE = "guideline"
    STUDY = "study"
    STANDARD = "standard"
    HEALTH_PLAN = "health-plan"
    NONPROFIT = "nonprofit"
    TRADE = "trade"
    TRANSCRIPTION = "transcription"


class Source(Named):
    """Be a publication, once: other entries name it by id.

    `read_as` says what was read in its place, such as a copy of the abstract.
    `read` stays empty until a person has opened the link.
    """

    title: Line
    publisher: Line
    year: Line
    kind: SourceKind
    design: Line | None = None
    link: Line
    note: Line | None = None
    read_as: Line | None = None
    read: Day | None = None


class SourcesFile(Entry):
    """Be the whole of content/sources.yaml."""

    sources: tuple[Source, ...] = Field(min_length=1)
