"""Say in a few words what a field is called: its key has to be short, and means something else in each entry."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.entry import Entry
from generator.model.guide import Answer, Case, Condition, Decision, Outcome, OutcomeLine, Question
from generator.model.levels import Move
from generator.model.notes import Note
from generator.model.organization import Program
from generator.model.registers import NumberDecision, RecordedDecision

_EVERYWHERE: Mapping[str, str] = {
    "id": "Id",
    "you": "Said to the reader",
    "they": "Said about someone else",
    "review_due": "To be looked at again by",
    "written": "Written on",
    "reviewed": "Who looked at it",
    "last_checked": "Who called, and when",
    "formerly": "Earlier ids",
    "url": "Its address on the web",
    "differs": "Where it differs from the official number, and who decided that",
}
_OF: Mapping[type[Entry], Mapping[str, str]] = {
    Question: {
        "choose": "How many answers",
        "help": "A line below it",
        "next": "What comes next",
        "why": "Why this is asked",
    },
    Answer: {"help": "A line below it", "next": "What comes next"},
    Decision: {"cases": "Lines, of which the first that is true counts"},
    Case: {"when": "If", "next": "What comes next", "otherwise": "For everyone else"},
    Condition: {
        "is": "The answer",
        "all": "All of these",
        "any": "At least one of these",
        "not": "Not this",
        "at_least": "At least how many",
        "of": "Of these answers",
    },
    OutcomeLine: {"say": "The words", "when": "Only for people who answered"},
    Outcome: {"say": "Words to use on the phone or in the visit"},
    Note: {"when": "For people who answered"},
    Move: {"why": "Reasons to think about this move"},
    NumberDecision: {"why": "Why it is right here", "covers": "What exactly was decided"},
    RecordedDecision: {"why": "Why this is right", "covers": "What exactly was decided"},
    Program: {"last_checked": "Who asked there, and when"},
}


def label_of(name: str, model: type[Entry] | None = None) -> str:
    """Write the name of a key as words; of one that says little, say what it is in this entry."""
    own = {} if model is None else _OF.get(model, {})
    return own.get(name) or _EVERYWHERE.get(name) or name.strip("_").replace("_", " ").replace("-", " ").capitalize()
