"""Define what an author may write in decision_tree.yaml: questions, decisions and outcomes of a guide."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model.entry import Dated, Entry, Flag, Line, Named, Prose, Ref, Refs, Whole
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
        """Give 3 for the most urgent down to 0 for the least."""
        return len(Urgency) - 1 - list(Urgency).index(self)


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
    """Be a statement about answers: `is`, `all`, `any`, `not`, or `at_least` with `of`; a bare text means `is`."""

    is_: Ref | None = Field(default=None, alias="is")
    all: tuple[Statement, ...] | None = Field(default=None, min_length=1)
    any: tuple[Statement, ...] | None = Field(default=None, min_length=1)
    not_: Statement | None = Field(default=None, alias="not")
    at_least: Whole | None = None
    of: tuple[Ref, ...] | None = Field(default=None, min_length=1)

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
    """Be one answer; `they` is its wording for someone else, `next` where it leads (else the question's)."""

    text: Line
    they: Line | None = None
    help: Line | None = None
    next: Ref | None = None


def _answers(data: Any) -> Any:
    if isinstance(data, Text):
        if data != "from levels":
            raise PydanticCustomError("wrong-type", '"{text}" is not a list of answers', {"text": str(data)})
        return ()
    if data == []:
        raise PydanticCustomError("wrong-type", "the list of answers is empty")
    return data


class Question(Named):
    """Be one question.

    `answers: from levels` takes one answer from each level of `ladder` (and those beside the ladders);
    `more_answers` then follow. `none` and `not-sure` exclude every other answer.
    """

    choose: Choose
    you: Line
    they: Line
    help: Line | None = None
    why: Line
    answers: Annotated[tuple[Answer, ...], BeforeValidator(_answers)]
    ladder: Ref | None = None
    more_answers: tuple[Answer, ...] = ()
    next: Ref | None = None

    @property
    def is_from_levels(self) -> bool:
        """Tell whether the levels give the answers."""
        return not self.answers


class Case(Entry):
    """Be one row of a decision: `when` a condition holds go to `next`; the last row is `otherwise`."""

    when: Statement | None = None
    next: Ref | None = None
    otherwise: Ref | None = None

    @model_validator(mode="after")
    def _is_rule_or_last(self) -> Case:
        is_rule = self.when is not None and self.next is not None and self.otherwise is None
        is_last = self.when is None and self.next is None and self.otherwise is not None
        if not (is_rule or is_last):
            raise PydanticCustomError("bad-case", 'a case has "when" and "next", or "otherwise" alone')
        return self

    @property
    def target(self) -> Text:
        """Give the id that this row leads to."""
        target = self.next if self.next is not None else self.otherwise
        assert target is not None
        return target


class Decision(Named):
    """Be a short ordered table: the first case that holds is followed; the last is `otherwise`."""

    cases: tuple[Case, ...] = Field(min_length=1)


class Voiced(Entry):
    """Be a text in both voices: said to the reader, and about someone else."""

    you: Line
    they: Line


def _voiced(data: Any) -> Any:
    return {"you": data, "they": data} if isinstance(data, Text) else data


Words = Annotated[Voiced, BeforeValidator(_voiced)]
"""A line for both voices, or `you` and `they` apart."""


BOTH_VOICES = "say"
"""The key that stands for `you` and `they` in a line of an outcome."""


class OutcomeLine(Voiced):
    """A line of an outcome; `when` and `unless` say by which answers it is shown.

    It is written as a text, as `you` and `they`, or with `say` for both. With `when` it is shown to whoever gave one
    of these answers, and with `if` before it where they were not asked. With `unless` it is left out for whoever gave
    one of these answers.
    """

    when: Refs = Field(default=(), min_length=1)
    unless: Refs = Field(default=(), min_length=1)
    if_: Words | None = Field(default=None, alias="if")

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

    urgency: Urgency
    direction: Direction
    staff_near: Flag = False
    title: Words
    lead: Words
    now: tuple[OutcomeLine, ...] = Field(min_length=1)
    say: tuple[OutcomeLine, ...] = Field(min_length=1)
    call: tuple[Ref, ...] = Field(min_length=1)
    sooner: tuple[OutcomeLine, ...] = ()
    unknown: Words
    ask: tuple[Line, ...] = ()
    pages: tuple[Ref, ...] = ()
    sources: tuple[Ref, ...] = ()

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

    title: Line
    decision: Line
    about: Prose
    for_whom: Line
    not_advice: Prose
    start: Ref
    they_when: Refs = Field(min_length=1)
    shares: tuple[Ref, ...] = ()
    then: Ref | None = None


class AnswerSet(Named):
    """A name for answers that decisions, lines and notes would write again and again; a promise spells them out."""

    answers: tuple[Ref, ...] = Field(min_length=1)


class GuideFile(Entry):
    """The whole of decision_tree.yaml, or of a further guide in content/guides/."""

    guide: Guide
    sets: tuple[AnswerSet, ...] = ()
    questions: tuple[Question, ...] = Field(min_length=1)
    decisions: tuple[Decision, ...] = ()
    outcomes: tuple[Outcome, ...] = Field(min_length=1)
