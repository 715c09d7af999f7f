"""Define what an author may write in the small registers: safety, journeys, contacts, sources."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model.entry import Day, Entry, Fingerprint, Id, Line, Named, Prose, Ref, Refs, Review, SomeRefs, one_way
from generator.model.guide import Direction, Statement, Urgency
from generator.model.references import AnswerRef, ContactRef, GuideRef, NoteRef, OutcomeRef, QuestionRef, SourceRef
from generator.model.sorts import RefersTo, Sort


class UrgencyWords(Entry):
    """An urgency in a reader's words; `sooner` are signs to get help sooner that stand under each of its outcomes."""

    id: Urgency = Field(description="The urgency.")
    label: Line = Field(description="Its name for readers.")
    say: Line = Field(description="What to do, in a sentence.")
    sooner: tuple[Line, ...] = Field(
        default=(), description="Signs to get help sooner that stand under each outcome of this urgency."
    )


class SafetyBox(Named):
    """A warning that belongs to moves and outcomes: a title, what is true, what to do."""

    sort: ClassVar[Sort] = Sort.BOX
    id: Id = Field(description="Its name, for `safety_box` and `[[box:<id>]]`.")
    title: Line = Field(description="Its heading.")
    say: Prose = Field(description="What is true.")
    do: tuple[Line, ...] = Field(min_length=1, description="What to do.")
    sources: tuple[SourceRef, ...] = Field(min_length=1, description="Where the facts come from.")


class SeverityOrder(Entry):
    """Order the answers of a question, mildest first; in a `choose: any` question every option is worse than none."""

    question: QuestionRef = Field(description="The question.")
    mildest_first: tuple[Annotated[Ref, RefersTo(Sort.ANSWER, is_bare=True)], ...] = Field(
        default=(), description="Its answers, from mild to worse. Leave it out for `choose: any`."
    )


class Never(Entry):
    """What a promise forbids: a direction, or a note."""

    model_config = ConfigDict(json_schema_extra=one_way(("direction",), ("shows",)))

    direction: Direction | None = Field(default=None, description="The direction that is forbidden.")
    shows: NoteRef | None = Field(default=None, description="The note that is forbidden.")

    @model_validator(mode="after")
    def _forbid_something(self) -> Never:
        if (self.direction is None) == (self.shows is None):
            raise PydanticCustomError("bad-never", '"never" has "direction" or "shows"')
        return self


PROMISED = ("urgency_at_least", "urgency_at_most", "shows", "calls", "calls_first", "never")
"""What a promise may promise; each holds one of these."""


class Promise(Named):
    """What no guide may break `whenever` a condition holds: about urgency, direction, or what is said.

    `shows` are notes that must be shown, `calls` contacts that must be named, `calls_first` the contact that must
    be the outcome's first. `guides` are the guides that it is for; without them it is for every guide.
    """

    model_config = ConfigDict(json_schema_extra=one_way(*((want,) for want in PROMISED)))

    sort: ClassVar[Sort] = Sort.PROMISE
    id: Id = Field(description="Its name in messages.")
    say: Line = Field(description="The promise in words.")
    whenever: Statement = Field(description="The condition under which it counts.")
    guides: Annotated[SomeRefs, RefersTo(Sort.GUIDE)] = Field(
        default=(), description="The guides it is for. Without it, it is for every guide."
    )
    urgency_at_least: Urgency | None = Field(
        default=None, description="The least urgency of every outcome that is then reached."
    )
    urgency_at_most: Urgency | None = Field(
        default=None, description="The most: for calm answers, so that an emergency stays rare enough to be believed."
    )
    shows: Annotated[SomeRefs, RefersTo(Sort.NOTE)] | None = Field(
        default=None, description="The notes that must then be shown."
    )
    calls: Annotated[SomeRefs, RefersTo(Sort.CONTACT)] | None = Field(
        default=None, description="The contacts that must then be named, in the outcome or in a note."
    )
    calls_first: ContactRef | None = Field(
        default=None, description="The contact that must then be the outcome's first."
    )
    never: Never | None = Field(default=None, description="What must then never be reached or shown.")

    @model_validator(mode="after")
    def _promise_something(self) -> Promise:
        wants = [getattr(self, want) for want in PROMISED]
        if sum(want is not None for want in wants) != 1:
            raise PydanticCustomError("bad-promise", f"a promise has one of: {', '.join(PROMISED)}")
        return self

    def is_for(self, guide: str) -> bool:
        """Tell whether a guide must keep this promise."""
        return not self.guides or guide in self.guides


class RecordedDecision(Entry):
    """A named person's decision to let a change lower what readers are told or promised.

    It covers ways to answer that move `from` one outcome `to` another, or an answer ("question.answer") that is
    `removed`, or a promise that is `weakened`; and only what `covers` is the fingerprint of.
    """

    model_config = ConfigDict(json_schema_extra=one_way(("from", "to"), ("removed",), ("weakened",)))

    from_: Ref | None = Field(
        default=None,
        alias="from",
        description="The outcome that people reached before the change. It stands with `to`.",
    )
    to: Ref | None = Field(default=None, description="The outcome that they reach now.")
    removed: Ref | None = Field(
        default=None, description="In place of both: an answer that is gone, as `question.answer`."
    )
    weakened: Ref | None = Field(
        default=None, description="In place of both: a promise that is gone, or that promises less."
    )
    why: Line = Field(description="Why this is right for them.")
    by: Line = Field(description="The name of the person who decided, with the profession.")
    day: Day = Field(description="The day of the decision.")
    covers: Fingerprint = Field(
        description="The fingerprint of exactly what was decided. `stepwell compare` prints it."
    )

    @model_validator(mode="after")
    def _decide_one_thing(self) -> RecordedDecision:
        said = (self.from_, self.removed, self.weakened)
        if sum(part is not None for part in said) != 1 or (self.from_ is None) != (self.to is None):
            raise PydanticCustomError("bad-decision", 'a decision has "from" and "to", or "removed", or "weakened"')
        return self


class OtherLanguage(Entry):
    """One sentence in another language: how to reach somebody who speaks it. `language` is its tag, such as es."""

    language: Id = Field(description="The tag of the language, such as `es`.")
    say: Line = Field(description="The sentence, in that language.")


class SafetyFile(Entry):
    """The whole of content/safety.yaml.

    `help_bar` are the contacts above every page; `screen` the questions that every run asks first, in order;
    `places` the questions that a link may fill in;
    `benign` answers that together must not end in help now; `harmless` answers that no rule needs to weigh;
    `leave_to` where the exit control leads.
    """

    urgencies: tuple[UrgencyWords, ...] = Field(description="The four urgencies in words, the most urgent first.")
    help_bar: tuple[ContactRef, ...] = Field(min_length=1, description="The contacts at the top of every page.")
    leave_to: Line = Field(description="Where the exit control leads.")
    screen: tuple[QuestionRef, ...] = Field(
        min_length=1, max_length=4, description="The questions about danger that every run asks first, in order."
    )
    places: tuple[QuestionRef, ...] = Field(
        default=(),
        description="The questions about the place of care that a link of `content/entries.yaml` may fill in; never "
        "one that tells of danger.",
    )
    severities: tuple[SeverityOrder, ...] = Field(default=(), description="Which answers are worse than others.")
    benign: tuple[AnswerRef, ...] = Field(
        min_length=1, description="The answers of a calm run. They must not end in help now."
    )
    harmless: tuple[AnswerRef, ...] = Field(
        default=(), description="Answers that no decision and no promise weighs, for they tell nothing about danger."
    )
    promises: tuple[Promise, ...] = Field(min_length=1, description="What no guide may break.")
    boxes: tuple[SafetyBox, ...] = Field(default=(), description="Warnings that moves and outcomes can show.")
    decisions: tuple[RecordedDecision, ...] = Field(
        default=(),
        description="Who decided that a change may lower what readers are told. `stepwell compare` asks for it.",
    )
    other_languages: tuple[OtherLanguage, ...] = Field(
        default=(), description="Sentences in other languages that say how to reach somebody who speaks them."
    )
    reviewed: Review | None = Field(
        default=None, description="Who reviewed the file, and when. Leave it out until a named person has done so."
    )


class Journey(Named):
    """A person's answers, often partial, and the outcome that every completion must reach.

    For a `choose: any` question the listed options are the whole choice; a question that is not listed is open. It is
    walked in its `guide`; without one, in every guide that asks its questions and has its outcome. `shows` are notes
    that this person must be shown, and `never_shows` notes that they must not.
    """

    sort: ClassVar[Sort] = Sort.JOURNEY
    id: Id = Field(description="Its name in messages.")
    story: Line = Field(description="Who this is, in one line. A made-up person, never a real one.")
    guide: GuideRef | None = Field(
        default=None,
        description="The guide it is walked in. Without it, in each guide that asks its questions and has its outcome.",
    )
    answers: tuple[AnswerRef, ...] = Field(min_length=1, description="The answers that matter, as `question.answer`.")
    outcome: OutcomeRef = Field(description="The outcome that every such person must reach.")
    shows: Annotated[Refs, RefersTo(Sort.NOTE)] = Field(
        default=(), description="Notes that every such person must be shown."
    )
    never_shows: Annotated[Refs, RefersTo(Sort.NOTE)] = Field(
        default=(), description="Notes that no such person may be shown."
    )


class JourneysFile(Entry):
    """The whole of content/journeys.yaml."""

    journeys: tuple[Journey, ...] = Field(default=(), description="The journeys.")


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

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"properties": {"kind": {"enum": ["call", "text"]}, "url": False}, "required": ["number"]},
                {"properties": {"kind": {"enum": ["chat", "web"]}, "number": False}, "required": ["url"]},
            ]
        }
    )

    kind: WayKind = Field(description="How it is reached.")
    number: Line | None = Field(default=None, description="The number to call or text, in quotes.")
    spelled: Line | None = Field(
        default=None, description="The same number with letters. They must spell it, key by key."
    )
    abroad: Line | None = Field(
        default=None, description="The country of a number that is not of `country`. Readers see it."
    )
    word: Line | None = Field(default=None, description="The word to text.")
    url: Line | None = Field(default=None, description="The address of a chat or a page.")
    note: Line | None = Field(default=None, description="A line beside it.")

    @model_validator(mode="after")
    def _has_where(self) -> Way:
        dials = self.kind in (WayKind.CALL, WayKind.TEXT)
        if dials != (self.number is not None) or dials == (self.url is not None):
            raise PydanticCustomError("bad-way", "call and text need a number; chat and web need a url")
        return self


class NumberDecision(Entry):
    """A named person's decision that a contact has another number than the country's register gives for it.

    It covers this number alone, the way that it is used, and the names of the contact.
    """

    number: Line = Field(description="The number that differs.")
    why: Line = Field(description="Why it is right here.")
    by: Line = Field(description="The name of the person who decided, with the profession.")
    day: Day = Field(description="The day of the decision.")
    covers: Fingerprint = Field(description="The fingerprint of exactly what was decided. `stepwell check` prints it.")


class Contact(Named):
    """A crisis line or help line: what it is for, what it is not, and when a person last checked it."""

    sort: ClassVar[Sort] = Sort.CONTACT
    id: Id = Field(description="Its name, for `call`, `help_bar` and `[[contact:<id>]]`.")
    name: Line = Field(description="Its full name.")
    short_name: Line = Field(description="The name on a button.")
    for_: Line = Field(alias="for", description="What it is for.")
    not_for: Line | None = Field(default=None, description="What it is not for, and what to do then.")
    hours: Line | None = Field(default=None, description="When somebody answers.")
    ways: tuple[Way, ...] = Field(min_length=1, description="How to reach it.")
    differs: tuple[NumberDecision, ...] = Field(
        default=(), description="Who decided that a number is another than the register's."
    )
    sources: tuple[SourceRef, ...] = Field(default=(), description="Where we found the number.")
    last_checked: Review | None = Field(
        default=None, description="Who called it to check, and when. Leave it out until someone has."
    )


class Notice(Named):
    """What every page says from one day to another about contacts that cannot be reached as they should.

    It takes no contact away: each that it is `about` stays where it stands, and says so.
    """

    sort: ClassVar[Sort] = Sort.NOTICE
    id: Id = Field(description="Its name in messages.")
    say: Line = Field(description="What is so, and what to do: `988 cannot be reached today.`")
    about: Annotated[SomeRefs, RefersTo(Sort.CONTACT)] = Field(
        description="The contacts that cannot be reached. They stay, with a mark."
    )
    call: Annotated[Refs, RefersTo(Sort.CONTACT)] = Field(
        default=(), description="The contacts to reach instead, which stand in the notice as links."
    )
    from_: Day = Field(alias="from", description="The first day on which pages say it.")
    until: Day = Field(description="The last day on which pages say it.")

    def runs_on(self, day: datetime.date) -> bool:
        """Tell whether pages say it on a day."""
        return self.from_ <= day <= self.until


class ContactsFile(Entry):
    """The whole of content/contacts.yaml; `country` names the register of national lines that it is held against."""

    # A version from before there were registers can be read, to be compared; it passes no check.
    model_config = ConfigDict(json_schema_extra={"required": ["country", "contacts"]})

    country: Id | None = Field(
        default=None, description="The country whose national lines and numbers these are, such as `us`."
    )
    contacts: tuple[Contact, ...] = Field(min_length=1, description="The contacts.")
    notices: tuple[Notice, ...] = Field(
        default=(),
        description="What every page says about contacts for some days, and no longer.",
    )

    def notices_on(self, day: datetime.date) -> tuple[Notice, ...]:
        """Return the notices that pages say on a day."""
        return tuple(notice for notice in self.notices if notice.runs_on(day))


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


NO_DATE = "no date"
"""What an author writes for the year of a source that bears none."""


class Source(Named):
    """A publication, once: other entries name it by id.

    `read_as` says what was read in its place, such as a copy of the abstract.
    `read` stays empty until a person has opened the link.
    """

    sort: ClassVar[Sort] = Sort.SOURCE
    id: Id = Field(description="Its name in `sources` and `source`.")
    title: Line = Field(description="Its title.")
    publisher: Line = Field(description="Who published it.")
    year: Line = Field(description="The year in quotes, or `no date`.")
    kind: SourceKind = Field(description="What sort of publication it is.")
    design: Line | None = Field(default=None, description="For a study: how it was done.")
    link: Line = Field(description="Its address. It begins with https.")
    note: Line | None = Field(default=None, description="What a reader should know about it.")
    read_as: Line | None = Field(
        default=None, description="What was read in its place, such as `a copy of the abstract`. Readers see it."
    )
    read: Day | None = Field(
        default=None, description="The day a person opened the link and read it. Leave it out until then."
    )


class SourcesFile(Entry):
    """The whole of content/sources.yaml."""

    sources: tuple[Source, ...] = Field(min_length=1, description="The sources.")
    reviewed: Review | None = Field(
        default=None, description="Who reviewed the file, and when. Leave it out until a named person has done so."
    )
