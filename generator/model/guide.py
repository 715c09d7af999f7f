"""Define what an author may write in decision_tree.yaml: questions, decisions and outcomes of a guide."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model.entry import (
    ONE_LINE,
    REFERENCE,
    Dated,
    Entry,
    Flag,
    Id,
    Line,
    Named,
    Prose,
    SomeRefs,
    Whole,
    one_way,
    or_text,
)
from generator.model.references import (
    AnswerOrSetRef,
    AnswerRef,
    ContactRef,
    LadderRef,
    PageRef,
    QuestionRef,
    SourceRef,
    StepRef,
)
from generator.model.sorts import RefersTo, Sort
from generator.problems import Text

NONE = "none"
NOT_SURE = "not-sure"


class Urgency(StrEnum):
    """Tell how soon help is needed, from most to least; no code may have a default for it."""

    EMERGENCY = "emergency"
    TODAY = "today"
    SOON = "soon"
    ROUTINE = "routine"

    @property
    def rank(self) -> int:
        """Return 3 for the most urgent down to 0 for the least."""
        return _RANKS[self]


_RANKS = {urgency: rank for rank, urgency in enumerate(reversed(Urgency))}


class Direction(StrEnum):
    """Tell which way an outcome points."""

    HELP_NOW = "help-now"
    MORE_SUPPORT = "more-support"
    STAY = "stay"
    ELSEWHERE = "same-support-elsewhere"
    LESS_SUPPORT = "less-support"
    ASSESSMENT = "ask-for-an-assessment"
    FAMILY = "help-for-family"

    @property
    def has_options(self) -> bool:
        """Tell whether ways to go on are offered: danger leaves no choice, and a family cannot choose for someone."""
        return self not in (Direction.HELP_NOW, Direction.FAMILY)


class Choose(StrEnum):
    """Tell whether a reader picks one answer, or any number of options."""

    ONE = "one"
    ANY = "any"


def _condition_from_text(data: Any) -> Any:
    return {"is": data} if isinstance(data, Text) else data


class Condition(Entry):
    """A statement about answers: `is`, `all`, `any`, `not`, or `at_least` with `of`; a bare text means `is`."""

    model_config = ConfigDict(
        json_schema_extra=or_text(REFERENCE) | one_way(("is",), ("all",), ("any",), ("not",), ("at_least", "of"))
    )

    is_: AnswerOrSetRef | None = Field(
        default=None, alias="is", description="An answer that is given, as `question.answer`."
    )
    all: tuple[Statement, ...] | None = Field(default=None, min_length=1, description="Conditions that all hold.")
    any: tuple[Statement, ...] | None = Field(
        default=None, min_length=1, description="Conditions of which one or more hold."
    )
    not_: Statement | None = Field(default=None, alias="not", description="A condition that does not hold.")
    at_least: Whole | None = Field(
        default=None,
        json_schema_extra={"minimum": 1, "pattern": "^[1-9][0-9]{0,5}$"},
        description="How many of the answers in `of` are given, at the least.",
    )
    of: tuple[AnswerOrSetRef, ...] | None = Field(default=None, min_length=1, description="The answers to count.")

    @model_validator(mode="after")
    def _say_one_thing(self) -> Condition:
        said = [self.is_, self.all, self.any, self.not_, self.at_least]
        if sum(part is not None for part in said) != 1 or (self.at_least is None) != (self.of is None):
            raise PydanticCustomError("bad-condition", "a condition says one thing")
        if self.at_least is not None and self.of is not None and not 1 <= self.at_least <= len(self.of):
            raise PydanticCustomError(
                "bad-condition",
                "at_least {number} of {count} is always or never true",
                {"number": self.at_least, "count": len(self.of)},
            )
        return self


Statement = Annotated[Condition, BeforeValidator(_condition_from_text)]


class Answer(Named):
    """One answer; `they` is its wording for someone else, `next` where it leads (else the question's)."""

    sort: ClassVar[Sort] = Sort.ANSWER
    id: Id = Field(description="Its name. `none` and `not-sure` stand alone.")
    text: Line = Field(description="The words of the answer.")
    they: Line | None = Field(default=None, description="The words about someone else, where they differ.")
    help: Line | None = Field(default=None, description="A line below the answer.")
    next: StepRef | None = Field(default=None, description="Where it leads. Without it, to the question's `next`.")


def _answers(data: Any) -> Any:
    if isinstance(data, Text):
        if data != "from levels":
            raise PydanticCustomError("wrong-type", '"{text}" is not a list of answers', {"text": str(data)})
        return ()
    if data == []:
        raise PydanticCustomError("wrong-type", "the list of answers is empty")
    return data


_AnswersAsWritten = Literal["from levels"] | Annotated[tuple[Answer, ...], Field(min_length=1)]


class Question(Named):
    """One question.

    `answers: from levels` takes one answer from each level of `ladder` (and those beside the ladders);
    `more_answers` then follow. `none` and `not-sure` exclude every other answer.
    """

    sort: ClassVar[Sort] = Sort.QUESTION
    id: Id = Field(description="Its name in conditions and journeys.")
    choose: Choose = Field(description="How many answers somebody may give: one, or any number of them.")
    you: Line = Field(description="The question, said to the reader.")
    they: Line = Field(description="The question about someone else.")
    help: Line | None = Field(default=None, description="A line below the question.")
    why: Line = Field(description="Why we ask. Readers can open it.")
    answers: Annotated[tuple[Answer, ...], BeforeValidator(_answers, json_schema_input_type=_AnswersAsWritten)] = Field(
        description="The answers, or `from levels`."
    )
    ladder: LadderRef | None = Field(
        default=None, description="With `from levels`: the ladder to take them from. Without it, all ladders."
    )
    more_answers: tuple[Answer, ...] = Field(default=(), description="With `from levels`: the answers that follow.")
    next: StepRef | None = Field(default=None, description="Where answers without their own `next` lead.")

    @property
    def is_from_levels(self) -> bool:
        """Tell whether the levels give the answers."""
        return not self.answers


def asked(question: str) -> str:
    """Return the words of a question up to its question mark: what follows explains it to readers."""
    words, mark, _ = question.partition("?")
    return f"{words}{mark}"


class Case(Entry):
    """One row of a decision: `when` a condition holds go to `next`; the last row is `otherwise`."""

    model_config = ConfigDict(json_schema_extra=one_way(("when", "next"), ("otherwise",)))

    when: Statement | None = Field(default=None, description="The condition of the row.")
    next: StepRef | None = Field(default=None, description="Where the row leads.")
    otherwise: StepRef | None = Field(default=None, description="Where the last row leads. It has no condition.")

    @model_validator(mode="after")
    def _is_rule_or_last(self) -> Case:
        is_rule = self.when is not None and self.next is not None and self.otherwise is None
        is_last = self.when is None and self.next is None and self.otherwise is not None
        if not (is_rule or is_last):
            raise PydanticCustomError("bad-case", 'a case has "when" and "next", or "otherwise" alone')
        return self

    @property
    def target(self) -> Text:
        """Return the id that this row leads to."""
        target = self.next if self.next is not None else self.otherwise
        assert target is not None
        return target


class Decision(Named):
    """A short ordered table: the first case that holds is followed; the last is `otherwise`."""

    sort: ClassVar[Sort] = Sort.DECISION
    id: Id = Field(description="Its name, for `next`.")
    cases: tuple[Case, ...] = Field(min_length=1, description="Its rows. The first that holds is followed.")


class Voiced(Entry):
    """A text in both voices: said to the reader, and about someone else."""

    model_config = ConfigDict(json_schema_extra=or_text(ONE_LINE))

    you: Line = Field(description="The line, said to the reader.")
    they: Line = Field(description="The line about someone else.")


def _voiced(data: Any) -> Any:
    return {"you": data, "they": data} if isinstance(data, Text) else data


Words = Annotated[Voiced, BeforeValidator(_voiced)]
"""A line for both voices, or `you` and `they` apart."""


BOTH_VOICES = "say"
"""The key that stands for `you` and `they` in a line of an outcome."""


def _as_written(schema: dict[str, Any]) -> None:
    """Turn the schema of a line of an outcome into that of a line as it is written, where "say" may stand for both."""
    schema["properties"][BOTH_VOICES] = ONE_LINE | {"description": "The line, where both have the same words."}
    del schema["required"]
    voices = one_way((BOTH_VOICES,), ("you", "they"))
    schema |= or_text(ONE_LINE) | {"allOf": [voices, one_way(("when", "if"), ("unless",), ())]}


class OutcomeLine(Voiced):
    """A line of an outcome; `when` and `unless` say by which answers it is shown.

    It is written as a text, as `you` and `they`, or with `say` for both. With `when` it is shown to whoever gave one
    of these answers, and with `if` before it where they were not asked. With `unless` it is left out for whoever gave
    one of these answers.
    """

    model_config = ConfigDict(json_schema_extra=_as_written)

    when: Annotated[SomeRefs, RefersTo(Sort.ANSWER, Sort.SET)] = Field(
        default=(), description="Only for whoever gave one of these answers."
    )
    unless: Annotated[SomeRefs, RefersTo(Sort.ANSWER, Sort.SET)] = Field(
        default=(), description="For everyone but whoever gave one of these answers."
    )
    if_: Words | None = Field(
        default=None, alias="if", description="With `when`: the words that begin the line for whoever was not asked."
    )

    @model_validator(mode="before")
    @classmethod
    def _read_voices(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return _voiced(data)
        voices = data.keys() & Voiced.model_fields.keys()
        if (BOTH_VOICES in data and voices) or data.keys() <= {"when", "unless", "if"}:
            raise PydanticCustomError("bad-voice", 'a line has "say", or "you" and "they"')
        if BOTH_VOICES not in data:
            return data
        line = dict(data)
        line["you"] = line["they"] = line.pop(BOTH_VOICES)
        return line

    @model_validator(mode="after")
    def _says_if(self) -> OutcomeLine:
        if bool(self.when) != (self.if_ is not None) or (self.when and self.unless):
            raise PydanticCustomError("bad-line", 'a line has "when" and "if" together, or "unless" alone')
        return self


class Outcome(Named, Dated):
    """A direction to talk about: how soon, which way, and what a reader can do now.

    `now` are the next steps in order, `say` words to use, `call` contacts by id, `sooner` the signs to get help
    sooner, `unknown` what the guide does not know, `ask` questions to take along, `pages` the pages that help.
    `staff_near` tells that its reader is where staff are, so that no phone call comes first. What belongs to answers
    wherever they lead stands in a note, not here.
    """

    sort: ClassVar[Sort] = Sort.OUTCOME
    id: Id = Field(description="Its name, for `next` and journeys.")
    urgency: Urgency = Field(description="How soon help is needed.")
    direction: Direction = Field(description="Which way it points.")
    staff_near: Flag = Field(
        default=False,
        description="`true` where readers are among staff, who stand in for what notes tell: no button calls.",
    )
    title: Words = Field(description="Its heading.")
    lead: Words = Field(description="Its first sentence.")
    now: tuple[OutcomeLine, ...] = Field(min_length=1, description="What to do now, in order.")
    say: tuple[OutcomeLine, ...] = Field(min_length=1, description="Words to use on the phone or in the visit.")
    call: tuple[ContactRef, ...] = Field(
        min_length=1, description="Whom to call, as ids of contacts, the most urgent first."
    )
    sooner: tuple[OutcomeLine, ...] = Field(
        default=(), description="Signs to get help sooner, besides those of its urgency."
    )
    unknown: Words = Field(description="What the guide does not know.")
    ask: tuple[Line, ...] = Field(default=(), description="Questions to take along.")
    pages: tuple[PageRef, ...] = Field(
        default=(), description="The pages that help: a page's name, a part of treatment, a level or a kind."
    )
    sources: tuple[SourceRef, ...] = Field(default=(), description="Where the facts come from.")

    @property
    def lines(self) -> tuple[OutcomeLine, ...]:
        """The lines that may be for some readers only."""
        return (*self.now, *self.say, *self.sooner)


class Guide(Named, Dated):
    """The head of a guide: the decision it helps with, whom it is for, and where it starts.

    `they_when` are the answers after which the guide speaks about someone else. A further guide `shares` questions of
    decision_tree.yaml, the safety screen at least; where they lead to a question that is not shared, it goes on with
    `then`.
    """

    sort: ClassVar[Sort] = Sort.GUIDE
    id: Id = Field(description="Its name.")
    title: Line = Field(description="The title that readers see.")
    decision: Line = Field(description="The decision that it helps with.")
    about: Prose = Field(description="What it does, for readers.")
    for_whom: Line = Field(description="Whom it is for.")
    not_advice: Prose = Field(description="What it cannot do. It stands before the first question.")
    start: QuestionRef = Field(description="The first question.")
    they_when: Annotated[SomeRefs, RefersTo(Sort.ANSWER)] = Field(
        description='The answers after which the guide says "they" in place of "you".'
    )
    shares: tuple[QuestionRef, ...] = Field(
        default=(),
        description="In a further guide: the questions of decision_tree.yaml it asks too. The safety screen at least.",
    )
    then: QuestionRef | None = Field(
        default=None,
        description="In a further guide: the question to go on with where a shared one leads to a question not shared.",
    )


class AnswerSet(Named):
    """A name for answers that decisions, lines and notes would write again and again; a promise spells them out."""

    sort: ClassVar[Sort] = Sort.SET
    id: Id = Field(description="Its name. It can stand for its answers in decisions, lines and notes.")
    answers: tuple[AnswerRef, ...] = Field(min_length=1, description="The answers it stands for, as `question.answer`.")


class GuideFile(Entry):
    """The whole of decision_tree.yaml, or of a further guide in content/guides/."""

    guide: Guide = Field(description="The head of the guide.")
    sets: tuple[AnswerSet, ...] = Field(default=(), description="Names for answers that are written again and again.")
    questions: tuple[Question, ...] = Field(min_length=1, description="Its questions.")
    decisions: tuple[Decision, ...] = Field(default=(), description="Its decisions.")
    outcomes: tuple[Outcome, ...] = Field(min_length=1, description="Its outcomes.")
