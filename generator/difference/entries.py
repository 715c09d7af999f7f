"""Read what an author wrote as plain records, lists and lines, so that any two versions of it can be compared.

Nothing here names a field but those that hold ids of other things: a field that is added to the model is read by
itself. Ids in an old version are read as the ids that the things have now.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from generator.difference.renames import Renames
from generator.model.entry import Entry, Named, Review
from generator.model.guide import Condition
from generator.model.levels import Move
from generator.model.prose import ProsePage
from generator.model.registers import Notice, RecordedDecision, SeverityOrder, UrgencyWords
from generator.model.words.places import Phrases
from generator.problems import Place, Text

_REFERS_TO = {
    **dict.fromkeys(("next", "otherwise", "start", "then", "outcome", "said_at"), "Step"),
    **dict.fromkeys(("shares", "screen", "places", "question"), "Step"),
    **dict.fromkeys(("they_when", "benign", "harmless", "answers", "when", "and_", "unless", "leaves_out"), "Answer"),
    **dict.fromkeys(("call", "help_bar", "calls", "calls_first"), "Contact"),
    **dict.fromkeys(("shows", "never_shows", "not_with"), "Note"),
    **dict.fromkeys(("guide", "guides"), "Guide"),
    **dict.fromkeys(("source", "sources"), "Source"),
    "levels": "Level",
    **dict.fromkeys(("line", "lines"), "OwnLine"),
    "ladder": "Ladder",
    "safety_box": "SafetyBox",
}
"""The fields that hold ids, and of what. An id in a field that is not here is shown as changed when it is another."""


class Manner(StrEnum):
    """How a line is meant: as words, as an id of something else, or as a day or a name beside it."""

    WORDS = "words"
    REFERENCE = "reference"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text, a word, a number, a day or a condition, as it is shown; `beneath` is the heading that it stands under."""

    text: str
    place: Place
    manner: Manner = Manner.WORDS
    beneath: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A list; `raw` is the text that it was cut from, where it was one text."""

    items: tuple[Node, ...]
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """An entry: the name of its class, its fields by their keys, and its id where it has one.

    `is_one_voice` tells that "you" and "they" are the same words.
    """

    sort: str
    fields: Mapping[str, Node]
    place: Place
    id: str = ""
    formerly: tuple[str, ...] = ()
    is_one_voice: bool = False


Node = Leaf | Series | Record


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader of the entries of one version; of the old one with the `renames` that lead to the new."""

    renames: Renames | None = None

    def entry(self, entry: Entry) -> Record:
        """Read an entry with all its fields that hold anything."""
        fields: dict[str, Node] = {}
        for name, info in type(entry).model_fields.items():
            node = self._value(entry, name, getattr(entry, name))
            if node is not None and not (name == "id" and isinstance(entry, Named)):
                fields[(info.alias or name).replace("_", " ")] = node
        dates = [field for field, node in fields.items() if isinstance(node, Leaf) and node.manner is Manner.DATE]
        fields |= {field: fields.pop(field) for field in dates}  # what is least looked for stands last
        voices = [fields.get(voice) for voice in ("you", "they")]
        is_one_voice = all(isinstance(voice, Leaf) for voice in voices) and len({_text(voice) for voice in voices}) == 1
        former = tuple(str(id) for id in entry.formerly) if isinstance(entry, Named) else ()
        place = entry.place if entry.place.file else _first_place(fields)
        return Record(type(entry).__name__, fields, place, self._id(entry), former, is_one_voice)

    def page(self, page: ProsePage) -> Record:
        """Read a hand-written page, cut into paragraphs."""
        head = self.entry(page.head)
        text = Series(tuple(_paragraphs(page.body)), str(page.body))
        place = Place(page.file, 1, 1)
        return Record(
            "ProsePage", {**head.fields, "paragraph": text}, place, page.name, tuple(map(str, page.head.formerly))
        )

    def _id(self, entry: Entry) -> str:
        """Return what tells an entry from others of its list, or "" where nothing does."""
        if isinstance(entry, Named | UrgencyWords):
            return str(entry.id)
        if isinstance(entry, SeverityOrder):
            return self._followed("Step", entry.question)
        if isinstance(entry, Move):
            return f"{self._followed('Level', entry.from_)}-to-{self._followed('Level', entry.to)}"
        return ""

    def _value(self, entry: Entry, name: str, value: object) -> Node | None:
        if value is None or value is False or value == ():
            return None
        if value is True:
            return Leaf("true", entry.place)
        if isinstance(value, tuple):
            parts = (self._value(entry, name, part) for part in value)
            return Series(tuple(part for part in parts if part is not None))
        if isinstance(value, Condition):
            return Leaf(self.condition(value), value.place, Manner.REFERENCE)
        if isinstance(value, Entry):
            return self.entry(value)
        place = value.place if isinstance(value, Text) else entry.place
        if isinstance(value, datetime.date) or isinstance(entry, Review | RecordedDecision) or name == "formerly":
            return Leaf(str(value), place, Manner.DATE)
        sort = _sort_referred_to(entry, name)
        if sort:
            return Leaf(self._reference(entry, sort, str(value)), place, Manner.REFERENCE)
        return Leaf(str(value).rstrip("\n"), place)

    def _reference(self, entry: Entry, sort: str, id: str) -> str:
        if isinstance(entry, SeverityOrder) and sort == "Answer":
            return self._followed("Answer", f"{entry.question}.{id}").split(".")[1]
        return self._followed(sort, id)

    def _followed(self, sort: str, id: str) -> str:
        return str(id) if self.renames is None else self.renames.follow(sort, id)

    def condition(self, condition: Condition) -> str:
        """Say a condition on one line, with brackets where one stands in another."""
        if condition.is_ is not None:
            return self._followed("Answer", condition.is_)
        if condition.not_ is not None:
            return f"not {self.condition(condition.not_)}"
        if condition.of is not None:
            answers = ", ".join(self._followed("Answer", answer) for answer in condition.of)
            return f"at least {condition.at_least} of [{answers}]"
        word, parts = ("all", condition.all) if condition.all is not None else ("any", condition.any)
        return f"{word} of [{', '.join(self.condition(part) for part in parts or ())}]"


def _first_place(fields: Mapping[str, Node]) -> Place:
    """Find the place of the first text of an entry that is itself written as a text."""
    return next((node.place for node in fields.values() if isinstance(node, Leaf)), Place("", 1, 1))


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Leaf) else ""


def _sort_referred_to(entry: Entry, name: str) -> str:
    if isinstance(entry, Phrases):
        return ""
    if isinstance(entry, Move) and name in ("from_", "to"):
        return "Level"
    if isinstance(entry, Notice) and name == "about":
        return "Contact"
    if isinstance(entry, SeverityOrder) and name == "mildest_first":
        return "Answer"
    return _REFERS_TO.get(name, "")


_BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s", re.MULTILINE)
_HEADING = re.compile(r"#+\s+(.*?)\s*#*")


def _paragraphs(body: Text) -> Iterator[Leaf]:
    """Yield each paragraph, heading and list item of a page."""
    beneath = ""
    for match in _BLOCK.finditer(body):
        cuts = sorted({0, *(item.start() for item in _ITEM.finditer(match.group())), len(match.group())})
        for start, end in pairwise(cuts):
            text = match.group()[start:end].strip("\n")
            heading = _HEADING.fullmatch(text.strip())
            yield Leaf(text, body.place_of(match.start() + start), beneath="" if heading else beneath)
            beneath = heading[1] if heading else beneath
