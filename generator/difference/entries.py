"""Read what an author wrote as plain records, lists and lines, so that any two versions of it can be compared.

Nothing here names a field: one that is added to the model is read by itself. Names in an old version, in keys and
links alike, are read as the names that the things have now.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from generator.difference.renames import Renames
from generator.model.entry import Entry, Named, Review
from generator.model.guide import Condition
from generator.model.levels import Move
from generator.model.prose import ProsePage
from generator.model.references import marks_of
from generator.model.registers import RecordedDecision, SeverityOrder, UrgencyWords
from generator.model.sorts import Sort
from generator.naming import Names
from generator.problems import Place, Text


class Manner(StrEnum):
    """How a line is meant: as words, as an id of something else, or as a day or a name beside it."""

    WORDS = "words"
    REFERENCE = "reference"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text, a word, a number, a day or a condition, as it is shown; `beneath` is the heading that it stands under.

    Of an id of something else, `sorts` are those that it can be of; a condition names answers, and has none.
    `is_choice` tells that it is one of a few words that the model knows.
    """

    text: str
    place: Place
    manner: Manner = Manner.WORDS
    beneath: str = ""
    sorts: tuple[str, ...] = ()
    is_choice: bool = False


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


@dataclass(frozen=True)
class Reader:
    """A reader of the entries of one version; of the old one with its `names` and the `renames` that lead on."""

    renames: Renames | None = None
    names: Names | None = None

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
        said = self.said(page.body)
        text = Series(tuple(_paragraphs(page.body, said)), said)
        place = Place(page.file, 1, 1)
        return Record(
            "ProsePage", {**head.fields, "paragraph": text}, place, page.name, tuple(map(str, page.head.formerly))
        )

    def said(self, text: Text) -> str:
        """Say a text, each name in it as the thing is called in the new version."""
        said = str(text)
        for start, end, name in sorted(self._new_names.get(id(text), ()), reverse=True):
            said = said[:start] + name + said[end:]
        return said

    @cached_property
    def _new_names(self) -> Mapping[int, list[tuple[int, int, str]]]:
        """Map the texts that hold another name now to where it stands in each, and the new one."""
        found: dict[int, list[tuple[int, int, str]]] = {}
        names, renames = self.names, self.renames
        if names is None or renames is None:
            return found
        for use in names.uses:
            defined = names.defined_by(use)
            now = renames.follow(use.sorts[0] if defined is None else defined.sort, str(use.id))
            if now != use.id and (defined is None or defined.sort is not Sort.MOVE):
                named = (use.index, use.index + use.length, now.rpartition(".")[2])
                found.setdefault(id(use.text), []).append(named)
        return found

    def _id(self, entry: Entry) -> str:
        """Return what tells an entry from others of its list, or "" where nothing does."""
        if isinstance(entry, Named | UrgencyWords):
            return str(entry.id)
        if isinstance(entry, SeverityOrder):
            return self.said(entry.question)
        if isinstance(entry, Move):
            return f"{self.said(entry.from_)}-to-{self.said(entry.to)}"
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
        said = self.said(value) if isinstance(value, Text) else str(value)
        sorts = _sorts_named(entry, name)
        manner = Manner.REFERENCE if sorts else Manner.WORDS
        return Leaf(said.rstrip("\n"), place, manner, sorts=sorts, is_choice=isinstance(value, StrEnum))

    def condition(self, condition: Condition) -> str:
        """Say a condition on one line, with brackets where one stands in another."""
        if condition.is_ is not None:
            return self.said(condition.is_)
        if condition.not_ is not None:
            return f"not {self.condition(condition.not_)}"
        if condition.of is not None:
            answers = ", ".join(map(self.said, condition.of))
            return f"at least {condition.at_least} of [{answers}]"
        word, parts = ("all", condition.all) if condition.all is not None else ("any", condition.any)
        return f"{word} of [{', '.join(self.condition(part) for part in parts or ())}]"


def _first_place(fields: Mapping[str, Node]) -> Place:
    """Find the place of the first text of an entry that is itself written as a text."""
    return next((node.place for node in fields.values() if isinstance(node, Leaf)), Place("", 1, 1))


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Leaf) else ""


def _sorts_named(entry: Entry, field: str) -> tuple[str, ...]:
    """List the sorts of which a key holds an id, none where it holds words; an address is shown as words."""
    mark = marks_of(type(entry)).get(field)
    return () if mark is None or {Sort.ADDRESS, Sort.HEADING} & set(mark.sorts) else tuple(map(str, mark.sorts))


_BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s", re.MULTILINE)
_HEADING = re.compile(r"#+\s+(.*?)\s*#*")


def _paragraphs(body: Text, said: str) -> Iterator[Leaf]:
    """Yield each paragraph, heading and list item of a page as it is said; a name in a line may be another there."""
    starts = [0, *(match.end() for match in re.finditer("\n", body))]
    beneath = ""
    for match in _BLOCK.finditer(said):
        cuts = sorted({0, *(item.start() for item in _ITEM.finditer(match.group())), len(match.group())})
        for start, end in pairwise(cuts):
            text = match.group()[start:end].strip("\n")
            heading = _HEADING.fullmatch(text.strip())
            line = said.count("\n", 0, match.start() + start)
            yield Leaf(text, body.place_of(starts[line]), beneath="" if heading else beneath)
            beneath = heading[1] if heading else beneath
