"""List what each standard has no place for: every key of a guide is carried and read back, or it stands here.

`carrying` lays out every key of every entry that a guide holds, less those that `LOST` names; a test collects the keys
from the model.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Standard(StrEnum):
    """A standard that a guide is exported as."""

    DMN = "dmn"
    FHIR = "fhir"


_FORMER = "Ids that things had before: they matter to Stepwell alone."
_SIGNED = "What a sign-off covers, and its signature. A sign-off in force is named, without them."
_FILES = (
    "In which file things stand, which questions a further guide shares, and where it goes on: each guide is whole."
)
_SETS = "Names for sets of answers: each rule writes its answers out."
_LEVELS = "That answers come from the levels of care: they are written out as any others."
_SUBJECTS = (
    "The words that a check watches in other texts, and what a note leaves out on purpose: they are for the checks."
)
_ROWS = "That one row of the author holds in several ways: it is written once for each, and says which row it is."

_FOR_ALL: Mapping[str, str] = {
    "Guide.formerly": _FORMER,
    "Question.formerly": _FORMER,
    "Answer.formerly": _FORMER,
    "AnswerSet.formerly": _FORMER,
    "Decision.formerly": _FORMER,
    "Outcome.formerly": _FORMER,
    "Note.formerly": _FORMER,
    "Subject.formerly": _FORMER,
    "Guide.shares": _FILES,
    "Guide.then": _FILES,
    "GuideFile.sets": _SETS,
    "AnswerSet.id": _SETS,
    "AnswerSet.answers": _SETS,
    "Question.ladder": _LEVELS,
    "Question.more_answers": _LEVELS,
    "NotesFile.written": "The day on which the list of notes was written, and when it is due.",
    "NotesFile.review_due": "The day on which the list of notes was written, and when it is due.",
    "NotesFile.reviewed": _SIGNED,
    "NotesFile.subjects": _SUBJECTS,
    "Subject.id": _SUBJECTS,
    "Subject.words": _SUBJECTS,
    "Subject.answers": _SUBJECTS,
    "Note.leaves_out": _SUBJECTS,
    "Note.only_shows": _SUBJECTS,
    "Review.covers": _SIGNED,
    "Review.signature": _SIGNED,
}

_WORDS = (
    "The words of questions about someone else, of answers, and their help: only what a question asks, as its label."
)
_SAID = "What an outcome and a note say, whom to call, pages and sources: only their headings."
_DATES = "Dates and sign-offs."
_ASIDE = "What a guide is for, beside its description."
_IF = 'That a note is said with its "if" to whoever was not asked: the table has whom it is certainly for.'

LOST: Mapping[Standard, Mapping[str, str]] = {
    Standard.DMN: {
        **_FOR_ALL,
        "Guide.decision": _ASIDE,
        "Guide.about": _ASIDE,
        "Guide.for_whom": _ASIDE,
        "Guide.not_advice": _ASIDE,
        "Guide.they_when": _WORDS,
        "Guide.written": _DATES,
        "Guide.review_due": _DATES,
        "Guide.reviewed": _DATES,
        "Question.they": _WORDS,
        "Question.help": _WORDS,
        "Question.why": _WORDS,
        "Answer.text": _WORDS,
        "Answer.they": _WORDS,
        "Answer.help": _WORDS,
        **{
            f"Outcome.{key}": _SAID
            for key in ("staff_near", "lead", "now", "say", "call", "sooner", "unknown", "ask", "pages", "sources")
        },
        **{f"Outcome.{key}": _DATES for key in ("written", "review_due", "reviewed")},
        **{f"OutcomeLine.{key}": _SAID for key in ("you", "they", "when", "unless", "if_")},
        "Voiced.they": _SAID,
        **{f"Note.{key}": _SAID for key in ("urgency", "first", "do", "call", "pages", "sources", "not_with")},
        "Note.if_": _IF,
        "Note.reviewed": _DATES,
        "Review.by": _DATES,
        "Review.day": _DATES,
    },
    Standard.FHIR: {**_FOR_ALL},
}
"""What each standard does not carry, by class and key, with the words that say so."""

_NOT_OF_KEYS: Mapping[Standard, tuple[str, ...]] = {
    Standard.DMN: (
        "In which order questions are asked, and that one is not asked after some answers: leave its answers empty.",
        '"None of these" and "I don\'t know" stand alone: nothing here forbids them beside another answer.',
        "That one urgency is more urgent than another: emergency, today, soon, routine.",
        "Promises and their proofs, and journeys: Stepwell proves them before it exports.",
        "What the guide shares with levels, moves, contacts and all other pages.",
        _ROWS,
    ),
    Standard.FHIR: (
        'That "none of these" and "I don\'t know" stand alone is said by an extension (optionExclusive).',
        "Most questions are asked by rules in an extension (enableWhenExpression, with variables): a form that does "
        "not know it asks too much and finds no outcome.",
        "Counts such as two of these four are sums in FHIRPath.",
        "Urgency and direction are codes of our own; FHIR's priority stands beside: stat, asap, urgent, routine. "
        "Codes have no order there: emergency comes before today, today before soon, soon before routine.",
        "The words about someone else, help below an answer, and what begins a line for whoever was not asked stand in "
        "extensions of our own, which other programs do not show.",
        'A note is for whoever gave its answers; that it is said with its "if" to whoever was not asked is not.',
        "Emphasis and links in texts are Markdown, which a form shows as it is typed.",
        "Promises and their proofs, and journeys: Stepwell proves them before it exports.",
        "Words explained in a glossary, levels, moves, and all other pages; contacts beside their names and numbers.",
    ),
}


def not_said(standard: Standard) -> tuple[str, ...]:
    """List in words what a standard does not say, each once."""
    return tuple(dict.fromkeys((*_NOT_OF_KEYS[standard], *LOST[standard].values())))
