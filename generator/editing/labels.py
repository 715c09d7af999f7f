"""Say in a few words what a field is called: its key has to be short, and means something else in each entry."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.entry import Entry
from generator.model.guide import Answer, Case, Condition, Decision, Outcome, OutcomeLine, Question
from generator.model.handbook import EntryPoint
from generator.model.levels import Kind, Level, Move
from generator.model.notes import Note
from generator.model.organization import Program
from generator.model.registers import Contact, NumberDecision, RecordedDecision, Way

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
_CARE: Mapping[str, str] = {
    "also_called": "Other names for it",
    "standards": "Its names in standards",
    "hours": "Hours of treatment a week",
    "night": "What a night is like",
    "night_staff": "Who is there at night, for the picture",
    "medical_staff": "How near doctors and nurses are",
    "medical": "How near doctors and nurses are, in words",
    "for_whom": "People whom it may fit",
    "not_for": "People whom it may not fit",
    "medicine": "What happens with medicines",
    "benefits": "What is good about it",
    "drawbacks": "What is hard about it",
    "ask": "Questions to ask a program",
}
"""What levels, and kinds within them, say alike."""
_OF: Mapping[type[Entry], Mapping[str, str]] = {
    Question: {
        "choose": "How many answers",
        "help": "A line below it",
        "next": "What comes next",
        "why": "Why this is asked",
        "ladder": "The ladder whose levels are its answers",
        "more_answers": "Further answers",
    },
    Answer: {"text": "The words of the answer", "help": "A line below it", "next": "What comes next"},
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
    OutcomeLine: {
        "say": "The words",
        "when": "Only for people who answered",
        "unless": "Not for people who answered",
        "if": "How it begins for people who were not asked",
    },
    Outcome: {
        "urgency": "How soon help is needed",
        "direction": "Toward more, the same or less support",
        "staff_near": "Its readers are where staff are",
        "lead": "Its first sentence",
        "now": "What to do now",
        "say": "Words to use on the phone or in the visit",
        "call": "Whom to call",
        "sooner": "Signs to get help sooner",
        "unknown": "What the guide does not know",
        "ask": "Questions to take along",
        "pages": "Pages that help",
    },
    Note: {
        "when": "For people who answered",
        "and": "And who also answered",
        "urgency": "How soon it matters",
        "first": "It stands above the steps of the result",
        "only_shows": "It is shown only where a promise wants it",
        "said_at": "Results that say all of it themselves",
        "not_with": "Notes that it never stands beside",
        "leaves_out": "“I don't know” answers that are not told this",
        "if": "How it begins for people who were not asked",
        "do": "What to do",
        "call": "Whom to call",
        "pages": "Pages that help",
    },
    Contact: {
        "for": "What it is for",
        "not_for": "What it is not for",
        "hours": "When somebody answers",
        "ways": "Ways to reach it",
    },
    Way: {
        "kind": "Call, text, chat or web page",
        "spelled": "The same number in letters",
        "abroad": "Its country, where that is another",
        "word": "The word to send",
        "note": "A line beside it",
    },
    Level: {
        **_CARE,
        "sentence": "What it is, in one sentence",
        "sleep": "Where people sleep",
        "week": "What a week looks like",
        "week_hours": "Hours on each day of an example week",
        "week_shape": "What can be drawn of a week without hours",
        "length": "How long people stay",
        "like": "What it is like to live with",
        "staying": "What it means to stay as you are",
        "kinds": "Kinds within it",
    },
    Kind: {**_CARE, "sentence": "What sets it apart, in one sentence"},
    Move: {
        "from": "The level that a person leaves",
        "to": "The level that a person goes to",
        "why": "Reasons to think about this move",
        "prepare": "What to do before it",
        "watch_for": "What to look out for afterwards",
        "safety_box": "A warning that belongs to it",
    },
    EntryPoint: {
        "title": "Where its reader is, said to them",
        "about": "What this time is like",
        "do": "What to do first",
        "place": "The place of care that the guide fills in",
        "guide": "The guide that it leads to",
        "call": "Whom to call",
        "pages": "Pages that help",
        "safety_box": "A warning that belongs to it",
    },
    NumberDecision: {"why": "Why it is right here", "covers": "What exactly was decided"},
    RecordedDecision: {"why": "Why this is right", "covers": "What exactly was decided"},
    Program: {
        "place": "Where it is",
        "levels": "The care that it offers",
        "sentence": "What it is, in one sentence",
        "for_whom": "For whom it is",
        "services": "What people can get there besides",
        "schedules": "On which days and at what hours",
        "video": "What can be done by video",
        "insurance": "The insurance that it takes",
        "lines": "Numbers that reach it",
        "last_checked": "Who asked there, and when",
    },
}


def label_of(name: str, model: type[Entry] | None = None) -> str:
    """Write the name of a key as words; of one that says little, say what it is in this entry."""
    classes = () if model is None else model.__mro__
    own = next((labels[name] for each in classes if name in (labels := _OF.get(each, {}))), "")
    return own or _EVERYWHERE.get(name) or name.strip("_").replace("_", " ").replace("-", " ").capitalize()
