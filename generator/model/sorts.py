"""Define the sorts of things that have a name, and how a key of the model says which of them it names."""

from __future__ import annotations

from enum import StrEnum


class Sort(StrEnum):
    """A sort of things with a name; the word for it is the one that `stepwell rename` takes."""

    LEVEL = "level"
    KIND = "kind"
    LADDER = "ladder"
    MOVE = "move"
    GUIDE = "guide"
    QUESTION = "question"
    ANSWER = "answer"
    SET = "set"
    DECISION = "decision"
    OUTCOME = "outcome"
    NOTE = "note"
    SUBJECT = "subject"
    PROMISE = "promise"
    BOX = "box"
    JOURNEY = "journey"
    CONTACT = "contact"
    OWN_LINE = "line"
    LOCAL_LINE = "local-line"
    NATIONAL_LINE = "national-line"
    NOTICE = "notice"
    PROGRAM = "program"
    SOURCE = "source"
    TREATMENT = "treatment"
    ENTRY = "entry"
    TERM = "term"
    SIGN = "sign"
    QUESTION_TO_ASK = "question-to-ask"
    QUALITY_SIGN = "quality-sign"
    STUDY = "study"
    CLAIM = "claim"
    FACT = "fact"
    VALUE = "value"
    SITUATION = "situation"
    HANDING_OVER = "handing-over"
    PAGE = "page"
    HEADING = "heading"
    """The anchor of a heading of a page by hand."""
    ADDRESS = "address"
    """A page of the site or a part of one, from the root of the site."""

    @property
    def words(self) -> str:
        """Return the words for one thing of this sort in a sentence."""
        return _WORDS.get(self, self.value.replace("-", " "))


_WORDS = {
    Sort.BOX: "safety box",
    Sort.OWN_LINE: "line of the organization",
    Sort.HEADING: "heading of its page",
    Sort.HANDING_OVER: "part of what staff should know",
}

_TOGETHER = (
    (Sort.LEVEL, Sort.KIND),
    (Sort.QUESTION, Sort.DECISION, Sort.OUTCOME),
    (Sort.CONTACT, Sort.OWN_LINE, Sort.LOCAL_LINE),
    (Sort.NOTE, Sort.SUBJECT),
    (Sort.STUDY, Sort.CLAIM),
    (Sort.HANDING_OVER, Sort.SITUATION),
)


def together_with(sort: Sort) -> tuple[Sort, ...]:
    """List the sorts of which no two things may share an id, the given one among them."""
    return next((group for group in _TOGETHER if sort in group), (sort,))


STEPS = (Sort.QUESTION, Sort.DECISION, Sort.OUTCOME)
"""What a way through a guide leads to."""


class RefersTo:
    """A mark on the type of a key: what it holds names a thing of one of these sorts.

    `is_bare` tells that an answer is named by its own id, without its question.
    """

    __slots__ = ("is_bare", "sorts")

    def __init__(self, *sorts: Sort, is_bare: bool = False) -> None:
        self.sorts = sorts
        self.is_bare = is_bare


def in_words(sorts: tuple[Sort, ...]) -> str:
    """Write the words for one thing of some sorts: "question, decision or outcome"."""
    *first, last = (sort.words for sort in sorts)
    return f"{', '.join(first)} or {last}" if first else last
