"""Fill the tables of keys in docs/format.md from the models; the words about each key stand here."""

from __future__ import annotations

import re
import types
import typing
from enum import StrEnum
from pathlib import Path
from typing import Any

from generator.model import entry, guide, handbook, levels, lines, notes, prose, registers
from generator.model.entry import Entry
from generator.model.knowledge import FILES

PAGE = Path(__file__).parents[1] / "docs" / "format.md"

_TABLE = re.compile(r"<!-- keys: (\w+) -->\n.*?<!-- end -->", re.DOTALL)
_EXAMPLE = re.compile(r"^```yaml (\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_KINDS = (
    (entry.Id, "an id"),
    (entry.Ref, "the id of something else"),
    (entry.Refs, "an id, or a list of ids"),
    (entry.Flag, "`true` or `false`"),
    (entry.Line, "one line"),
    (entry.Wording, "a wording"),
    (entry.PlainWords, "words"),
    (entry.Prose, "text"),
    (entry.Whole, "a whole number"),
    (entry.Day, "a day"),
    (guide.Words, "one line, or `you` and `they`"),
    (guide.Condition, "a condition"),
)

_DATES = {
    "written": "The day it was written.",
    "review_due": "The day it should be looked at again. Readers see it.",
    "reviewed": "Who reviewed it, and when. Leave it out until a named person has done so.",
}
_FORMERLY = {"formerly": "Ids that it had before. `stepwell compare` follows them."}
_PLACE = {
    "name": "The name that readers see.",
    "short_name": "A short name for lists and narrow screens.",
    "also_called": "Other names that programs use.",
    "asam": "Its names in the ASAM Criteria, with the edition.",
    "hours": "Hours of treatment a week.",
    "night": "What a night is like, and who is there.",
    "medical_staff": "How near doctors and nurses are.",
    "medical": "The same in words.",
    "for_whom": "People whom it may fit.",
    "not_for": "People whom it may not fit.",
    "ask": "Questions to ask a program.",
    "sources": "Where the facts come from, as ids of sources.",
}

MEANINGS: dict[str, dict[str, str]] = {
    "LevelsFile": {
        "ladders": "The ladders of care.",
        "beside": "Levels that stand beside the ladders, such as a recovery home.",
        "moves": "The moves from one level to another.",
    },
    "Ladder": {
        **_FORMERLY,
        "id": "Its name in links and conditions.",
        "name": "The name that readers see.",
        "about": "What the ladder is, for readers.",
        "levels": "Its levels, from the least support to the most. The order is the ladder.",
    },
    "Level": {
        **_PLACE,
        **_DATES,
        **_FORMERLY,
        "id": "Its address: `/levels/<id>/`.",
        "sentence": "What it is, in one sentence.",
        "sleep": "Where people sleep.",
        "medicine": "What happens with medicines.",
        "week": "What a week looks like.",
        "week_hours": "Hours of treatment in an example week, one number for each day from Monday to Sunday.",
        "week_shape": "What can be drawn of a week where no source gives hours.",
        "length": "How long people stay, with its source.",
        "benefits": "What is good about it.",
        "drawbacks": "What is hard about it.",
        "like": "What it is like to live with.",
        "staying": "What it means to stay as you are.",
        "kinds": "Kinds within the level.",
    },
    "Kind": {
        **_PLACE,
        **_FORMERLY,
        "id": "Its name in links.",
        "sentence": "What sets it apart, in one sentence.",
        "medicine": "What happens with medicines.",
    },
    "Hours": {
        "at_least": "The least hours a week.",
        "below": "Fewer than this many hours a week.",
        "population": "For whom this is so, such as adults.",
        "source": "The source of the numbers.",
    },
    "AsamCode": {
        "code": "The number of the level, in quotes.",
        "name": "Its name in the ASAM Criteria.",
        "edition": "The edition, such as 4th.",
        "source": "Where we found it.",
    },
    "Claim": {"say": "A sentence that needs a source.", "source": "Its source."},
    "Likeness": {"body": "For the body.", "mind": "For the mind.", "daily_life": "For work, family and days."},
    "Move": {
        **_DATES,
        "from": "The level that a person leaves.",
        "to": "The level that a person goes to.",
        "why": "Reasons to think about this move.",
        "prepare": "What to do before it.",
        "watch_for": "What to look out for afterwards.",
        "safety_box": "A warning that belongs to it.",
        "sources": "Where the facts come from.",
    },
    "Review": {"by": "The name of the person, with the profession.", "day": "The day of the review."},
    "GuideFile": {
        "guide": "The head of the guide.",
        "sets": "Names for answers that are written again and again.",
        "questions": "Its questions.",
        "decisions": "Its decisions.",
        "outcomes": "Its outcomes.",
    },
    "Guide": {
        **_DATES,
        **_FORMERLY,
        "id": "Its name.",
        "title": "The title that readers see.",
        "decision": "The decision that it helps with.",
        "about": "What it does, for readers.",
        "for_whom": "Whom it is for.",
        "not_advice": "What it cannot do. It stands before the first question.",
        "start": "The first question.",
        "they_when": 'The answers after which the guide says "they" in place of "you".',
        "shares": "In a further guide: the questions of decision_tree.yaml it asks too. The safety screen at least.",
        "then": "In a further guide: the question to go on with where a shared one leads to a question not shared.",
    },
    "Question": {
        **_FORMERLY,
        "id": "Its name in conditions and journeys.",
        "choose": "`one` answer, or `any` number of them.",
        "you": "The question, said to the reader.",
        "they": "The question about someone else.",
        "help": "A line below the question.",
        "why": "Why we ask. Readers can open it.",
        "answers": "The answers, or `from levels`.",
        "ladder": "With `from levels`: the ladder to take them from. Without it, all ladders.",
        "more_answers": "With `from levels`: the answers that follow.",
        "next": "Where answers without their own `next` lead.",
    },
    "Answer": {
        **_FORMERLY,
        "id": "Its name. `none` and `not-sure` stand alone.",
        "text": "The words of the answer.",
        "they": "The words about someone else, where they differ.",
        "help": "A line below the answer.",
        "next": "Where it leads. Without it, to the question's `next`.",
    },
    "AnswerSet": {
        **_FORMERLY,
        "id": "Its name. It can stand for its answers in decisions, lines and notes.",
        "answers": "The answers it stands for, as `question.answer`.",
    },
    "Decision": {**_FORMERLY, "id": "Its name, for `next`.", "cases": "Its rows. The first that holds is followed."},
    "Case": {
        "when": "The condition of the row.",
        "next": "Where the row leads.",
        "otherwise": "Where the last row leads. It has no condition.",
    },
    "Condition": {
        "is": "An answer that is given, as `question.answer`.",
        "all": "Conditions that all hold.",
        "any": "Conditions of which one or more hold.",
        "not": "A condition that does not hold.",
        "at_least": "How many of the answers in `of` are given, at the least.",
        "of": "The answers to count.",
    },
    "Outcome": {
        **_DATES,
        **_FORMERLY,
        "id": "Its name, for `next` and journeys.",
        "urgency": "How soon help is needed.",
        "direction": "Which way it points.",
        "title": "Its heading.",
        "lead": "Its first sentence.",
        "now": "What to do now, in order.",
        "say": "Words to use on the phone or in the visit.",
        "call": "Whom to call, as ids of contacts, the most urgent first.",
        "staff_near": "`true` where readers are among staff, who stand in for what notes tell: no button calls.",
        "sooner": "Signs to get help sooner, besides those of its urgency.",
        "unknown": "What the guide does not know.",
        "ask": "Questions to take along.",
        "pages": "The pages that help: a page's name, a part of treatment, a level or a kind.",
        "sources": "Where the facts come from.",
    },
    "OutcomeLine": {
        "you": "The line, said to the reader.",
        "they": "The line about someone else.",
        "when": "Only for whoever gave one of these answers.",
        "if": "With `when`: the words that begin the line for whoever was not asked.",
        "unless": "For everyone but whoever gave one of these answers.",
    },
    "NotesFile": {
        **_DATES,
        "notes": "The notes, the most urgent first.",
        "subjects": "Words that are only true of whoever gave certain answers.",
    },
    "Note": {
        **_FORMERLY,
        "id": "Its name in promises and journeys.",
        "when": "For whoever gave one of these answers, or one of these sets.",
        "and": "And who also gave one of these.",
        "urgency": "How soon it matters. It is never shown under a result that is less urgent.",
        "first": "`true`: it stands above the steps of the result. Without it, it stands folded below them.",
        "only_shows": "`true`: it may be shown only where a promise wants it.",
        "said_at": "Outcomes that say all of it themselves, so that it is not shown there.",
        "not_with": "Notes that would contradict it. They are never shown together.",
        "leaves_out": 'The "I don\'t know" answers that it leaves out on purpose.',
        "if": "The words that begin it for whoever was not asked, and on paper. At most 12 words.",
        "title": "Its heading.",
        "do": "What to do.",
        "call": "Whom to call, as ids of contacts.",
        "pages": "The pages that help.",
        "sources": "Where the facts come from.",
    },
    "Subject": {
        **_FORMERLY,
        "id": "Its name in messages.",
        "words": "Words that speak of it.",
        "answers": "The answers of people of whom it is true.",
    },
    "Voiced": {"you": "The line, said to the reader.", "they": "The line about someone else."},
    "SafetyFile": {
        "urgencies": "The four urgencies in words, the most urgent first.",
        "help_bar": "The contacts at the top of every page.",
        "leave_to": "Where the exit control leads.",
        "screen": "The questions about danger that every run asks first, in order.",
        "severities": "Which answers are worse than others.",
        "benign": "The answers of a calm run. They must not end in help now.",
        "harmless": "Answers that no decision and no promise weighs, for they tell nothing about danger.",
        "promises": "What no guide may break.",
        "boxes": "Warnings that moves and outcomes can show.",
        "other_languages": "Sentences in other languages that say how to reach somebody who speaks them.",
        "decisions": "Who decided that a change may lower what readers are told. `stepwell compare` asks for it.",
    },
    "UrgencyWords": {
        "id": "The urgency.",
        "label": "Its name for readers.",
        "say": "What to do, in a sentence.",
        "sooner": "Signs to get help sooner that stand under each outcome of this urgency.",
    },
    "SeverityOrder": {
        "question": "The question.",
        "mildest_first": "Its answers, from mild to worse. Leave it out for `choose: any`.",
    },
    "Promise": {
        **_FORMERLY,
        "id": "Its name in messages.",
        "say": "The promise in words.",
        "whenever": "The condition under which it counts.",
        "urgency_at_least": "The least urgency of every outcome that is then reached.",
        "urgency_at_most": "The most: for calm answers, so that an emergency stays rare enough to be believed.",
        "shows": "The notes that must then be shown.",
        "calls": "The contacts that must then be named, in the outcome or in a note.",
        "calls_first": "The contact that must then be the outcome's first.",
        "never": "What must then never be reached or shown.",
        "guides": "The guides it is for. Without it, it is for every guide.",
    },
    "Never": {"direction": "The direction that is forbidden.", "shows": "The note that is forbidden."},
    "SafetyBox": {
        **_FORMERLY,
        "id": "Its name, for `safety_box` and `[[box:<id>]]`.",
        "title": "Its heading.",
        "say": "What is true.",
        "do": "What to do.",
        "sources": "Where the facts come from.",
    },
    "RecordedDecision": {
        "from": "The outcome that people reached before the change. It stands with `to`.",
        "to": "The outcome that they reach now.",
        "removed": "In place of both: an answer that is gone, as `question.answer`.",
        "weakened": "In place of both: a promise that is gone, or that promises less.",
        "why": "Why this is right for them.",
        "by": "The name of the person who decided, with the profession.",
        "day": "The day of the decision.",
    },
    "OtherLanguage": {
        "language": "The tag of the language, such as `es`.",
        "say": "The sentence, in that language.",
    },
    "JourneysFile": {"journeys": "The journeys."},
    "Journey": {
        **_FORMERLY,
        "id": "Its name in messages.",
        "story": "Who this is, in one line. A made-up person, never a real one.",
        "answers": "The answers that matter, as `question.answer`.",
        "outcome": "The outcome that every such person must reach.",
        "guide": "The guide it is walked in. Without it, in every guide that asks its questions and has its outcome.",
        "shows": "Notes that every such person must be shown.",
        "never_shows": "Notes that no such person may be shown.",
    },
    "ContactsFile": {
        "country": "The country whose national lines and numbers these are, such as `us`.",
        "contacts": "The contacts.",
    },
    "Contact": {
        **_FORMERLY,
        "id": "Its name, for `call`, `help_bar` and `[[contact:<id>]]`.",
        "name": "Its full name.",
        "short_name": "The name on a button.",
        "for": "What it is for.",
        "not_for": "What it is not for, and what to do then.",
        "hours": "When somebody answers.",
        "ways": "How to reach it.",
        "differs": "Who decided that a number is another than the register's.",
        "sources": "Where we found the number.",
        "last_checked": "Who called it to check, and when. Leave it out until someone has.",
    },
    "Way": {
        "kind": "How it is reached.",
        "number": "The number to call or text, in quotes.",
        "spelled": "The same number with letters. They must spell it, key by key.",
        "abroad": "The country of a number that is not of `country`. Readers see it.",
        "word": "The word to text.",
        "url": "The address of a chat or a page.",
        "note": "A line beside it.",
    },
    "NumberDecision": {
        "number": "The number that differs.",
        "why": "Why it is right here.",
        "by": "The name of the person who decided, with the profession.",
        "day": "The day of the decision.",
    },
    "LinesFile": {
        "country": "The name that `country` in content/contacts.yaml gives.",
        "name": "The country in words.",
        "calling_code": "The digits behind the + of its numbers.",
        "trunk": "The digit that begins long numbers at home, and falls away behind the +.",
        "forms": "Its long numbers as they are dialled at home. X is any digit, N is 2 to 9.",
        "help_bar": "The lines that must stand in the help bar.",
        "emergency": "The lines of which an emergency names one, in its title or its first step.",
        "short_numbers": "Short numbers that texts may name and that are no line's.",
        "lines": "The national lines.",
    },
    "NationalLine": {
        **_FORMERLY,
        "id": "Its name in `help_bar` and `emergency`.",
        "name": "Its name.",
        "also_called": "Other names by which it is known. A contact with one of them is this line.",
        "ways": "Its numbers. The first is how people reach it above all.",
        "source": "The address of the page that gives the numbers.",
        "read_as": "What was read, where nobody opened that page itself.",
        "noted": "The day the numbers were noted.",
    },
    "ShortNumber": {"number": "The number, in quotes.", "what": "What it is."},
    "SourcesFile": {"sources": "The sources."},
    "Source": {
        **_FORMERLY,
        "id": "Its name in `sources` and `source`.",
        "title": "Its title.",
        "publisher": "Who published it.",
        "year": "The year in quotes, or `no date`.",
        "kind": "What sort of publication it is.",
        "design": "For a study: how it was done.",
        "link": "Its address. It begins with https.",
        "note": "What a reader should know about it.",
        "read_as": "What was read in its place, such as `a copy of the abstract`. Readers see it.",
        "read": "The day a person opened the link and read it. Leave it out until then.",
    },
    "GlossaryFile": {
        **_DATES,
        "terms": "Words explained.",
        "words": "Words to avoid.",
        "negations": "Words that turn a phrase to avoid into a right one, such as `do not`.",
        "phrases": "Phrases to avoid.",
    },
    "Term": {
        **_FORMERLY,
        "id": "Its name in links.",
        "term": "The word.",
        "forms": "Other ways to write it.",
        "plain": "What it means, in plain words.",
        "sources": "Where the facts come from.",
    },
    "Avoided": {
        "avoid": "The word that hurts or misleads.",
        "use": "The word to use instead.",
        "except_in": "Phrases in which the word may stand.",
    },
    "AvoidedPhrase": {
        "avoid": "The wordings of the phrase.",
        "use": "What to write instead.",
        "unless_after": "Beginnings after which it is all right.",
        "except_in": "Longer wordings in which it is all right.",
    },
    "TreatmentsFile": {"treatments": "The treatments."},
    "Treatment": {
        **_DATES,
        **_FORMERLY,
        "id": "Its address.",
        "name": "The name that readers see.",
        "also_called": "Other names.",
        "sentence": "What it is, in one sentence.",
        "what_happens": "What happens there.",
        "can_help": "What it can help with.",
        "drawbacks": "What is hard about it.",
        "ask": "Questions to ask.",
        "safety_box": "A warning that belongs to it.",
        "sources": "Where the facts come from.",
    },
    "SignsFile": {**_DATES, "signs": "The signs."},
    "Sign": {
        **_FORMERLY,
        "id": "Its name.",
        "points": "Which way it points.",
        "sign": "The sign, in one line.",
        "why": "Why it matters.",
        "answers": "The guide's answers that ask about it.",
        "sources": "Where the facts come from.",
    },
    "QuestionsFile": {**_DATES, "questions": "The questions."},
    "ToAsk": {
        **_FORMERLY,
        "id": "Its name.",
        "to": "Whom to ask.",
        "ask": "The question.",
        "why": "Why it is worth asking.",
        "listen_for": "What a good answer sounds like.",
        "sources": "Where the facts come from.",
    },
    "QualityFile": {**_DATES, "signs": "The signs."},
    "QualitySign": {
        **_FORMERLY,
        "id": "Its name.",
        "kind": "What it speaks for.",
        "sign": "The sign, in one line.",
        "check": "What to do about it.",
        "sources": "Where the facts come from.",
    },
    "EvidenceFile": {
        **_DATES,
        "method": "How the evidence was chosen.",
        "studies": "The studies.",
        "claims": "Claims that people meet.",
    },
    "Study": {
        **_FORMERLY,
        "id": "Its name in links.",
        "name": "Its name for readers.",
        "found": "What it found.",
        "design": "How it was done.",
        "people": "How many took part, and 0 where nobody was counted.",
        "population": "Who took part.",
        "year": "When it was done, in quotes.",
        "paid_by": "Who paid for it.",
        "does_not_show": "What it does not show.",
        "levels": "The levels whose pages show it. At most four studies have this key.",
        "source": "Its source.",
    },
    "CommonClaim": {
        **_FORMERLY,
        "id": "Its name.",
        "claim": "The claim, as people meet it.",
        "verdict": "How well it is supported.",
        "known": "What is known about it.",
        "sources": "Where the facts come from.",
    },
    "FactsFile": {**_DATES, "facts": "The facts."},
    "Fact": {
        **_FORMERLY,
        "id": "Its name, for links to `/facts/#<id>`.",
        "value": "The number or date, as it stands in a text.",
        "say": "The whole fact, in a sentence.",
        "source": "Its source.",
    },
    "ValuesFile": {**_DATES, "values": "The things that may matter, in the order that readers see."},
    "Value": {
        **_FORMERLY,
        "id": "Its name.",
        "you": "The thing, said to the reader.",
        "they": "The same about someone else.",
        "ask": "What to ask about each way to go on because of it.",
        "fact": "The fact about each way that is shown beside the question.",
    },
    "ProseHead": {
        **_DATES,
        "title": "The title of the page.",
        "description": "One or two sentences for search engines and link previews.",
        "formerly": "Names that its file had before, without `.md`. `stepwell compare` follows them.",
        "sources": "Where the facts of the page come from.",
    },
}
"""What each key of each model holds, in words; a test holds it against the models."""


def models() -> dict[str, type[Entry]]:
    """Give every model that an author can write, by its name."""
    modules = (entry, levels, guide, notes, registers, lines, handbook, prose)
    found = {name: value for module in modules for name, value in vars(module).items() if _is_model(value)}
    return {name: model for name, model in found.items() if name not in ("Entry", "Named", "Dated")}


def _is_model(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, Entry)


def keys_of(model: type[Entry]) -> tuple[str, ...]:
    """Give the keys of a model as they are written."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def filled(page: str) -> str:
    """Give a page with each table of keys made anew."""
    known = models()
    return _TABLE.sub(lambda match: f"<!-- keys: {match[1]} -->\n{_table(known[match[1]])}<!-- end -->", page)


def tables_in(page: str) -> list[str]:
    """Give the names of the models that a page has a table for."""
    return _TABLE.findall(page)


def examples_in(page: str) -> list[tuple[str, str]]:
    """Give each example that names its model, with its YAML."""
    return _EXAMPLE.findall(page)


def _table(model: type[Entry]) -> str:
    hints = typing.get_type_hints(model, include_extras=True)
    rows = []
    for name, field in sorted(
        model.model_fields.items(), key=lambda item: (not item[1].is_required(), item[0] in _DATES | _FORMERLY)
    ):
        key = field.alias or name
        # A version from before there were registers can be read, to be compared; it passes no check.
        must = "yes" if field.is_required() or (model.__name__, key) == ("ContactsFile", "country") else ""
        kind = (
            "a list of answers, or `from levels`"
            if (model.__name__, key) == ("Question", "answers")
            else _kind(hints[name])
        )
        rows.append(f"| `{key}` | {must} | {kind}{_limits(field)} | {MEANINGS[model.__name__][key]} |\n")
    return "| key | needed | is | holds |\n|---|---|---|---|\n" + "".join(rows)


def _limits(field: Any) -> str:
    said = []
    for limit in field.metadata:
        if getattr(limit, "min_length", 0) > 1:
            said.append(f"at least {limit.min_length}")
        if getattr(limit, "max_length", None):
            said.append(f"at most {limit.max_length}")
    return f", {', '.join(said)}" if said else ""


def _kind(hint: Any) -> str:
    known = next((words for kind, words in _KINDS if hint == kind), "")
    if known:
        return known
    origin, parts = typing.get_origin(hint), [part for part in typing.get_args(hint) if part is not type(None)]
    if origin is tuple:
        return _list_of(parts[0])
    if origin in (typing.Union, types.UnionType, typing.Annotated):
        return _kind(parts[0])
    if issubclass(hint, StrEnum):
        return "one of " + ", ".join(f"`{word}`" for word in hint)
    return f"[keys](#{_anchor(hint)})"


def _list_of(hint: Any) -> str:
    if hint == guide.Statement:
        return "a list of conditions"
    if hint == guide.OutcomeLine:
        return f"a list of lines, [each may have these keys](#{_anchor(guide.OutcomeLine)})"
    words = _kind(hint)
    plural = {
        "one line": "a list of lines",
        "a wording": "a list of wordings",
        "words": "a list of words in a row",
        "a whole number": "a list of whole numbers",
        "an id": "a list of ids",
        "the id of something else": "a list of ids",
        "one line, or `you` and `they`": "a list of lines, each may have `you` and `they`",
    }
    return plural.get(words) or f"a list, [each with these keys](#{_anchor(hint)})"


def _anchor(model: Any) -> str:
    headings = re.findall(
        r"^#+ (.+)\n(?:(?!^#).*\n)*?<!-- keys: (\w+) -->", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
    heading = next((heading for heading, name in headings if name == model.__name__), "")
    return re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")


ROOTS = {model.__name__ for model in FILES.values()}
