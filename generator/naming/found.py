"""Look through one file of a base for what it defines and what it names, whatever stands in the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.identity import Itself, once_for_each
from generator.model.entry import Entry, Named
from generator.model.guide import Question
from generator.model.levels import Move
from generator.model.prose import ProsePage
from generator.model.references import marks_of
from generator.model.sorts import RefersTo, Sort
from generator.problems import Place, Text

LINK = re.compile(r"(?<!!)(?:\]\(\s*<?|^\s*\[[^\]]+\]:\s*<?)/(?!/)([^)>\s]*)", re.MULTILINE)
"""A link of a text to an address of the site; its group is the address behind the first slash."""
_MARKER = re.compile(r"\[\[(contact|box):([^\]\n]*)\]\]")


@dataclass(frozen=True, slots=True)
class Definition:
    """A thing that has a name: its sort, its id with the place where that is written, and its entry.

    The id of an answer is `question.answer`, that of a move `from-to-to`, that of a page by hand its address without
    the slash at the end ("" for home). A page by hand and a move stand at their beginning.
    """

    sort: Sort
    id: Text
    entry: Entry | ProsePage


@dataclass(frozen=True, slots=True)
class KeyReference:
    """A text under a key that names something, as it is written."""

    text: Text
    mark: RefersTo
    entry: Entry
    field: str


@dataclass(frozen=True, slots=True)
class NamedLink:
    """An address in a text, or a name in a marker, with where it begins."""

    text: Text
    index: int
    names: str
    entry: Entry | ProsePage
    field: str
    sort: Sort = Sort.ADDRESS


@dataclass(slots=True)
class FoundNames:
    """What a file says by itself, whatever stands in the others."""

    definitions: list[Definition] = field(default_factory=list)
    references: list[KeyReference | NamedLink] = field(default_factory=list)


@once_for_each
def found_in(part: object) -> FoundNames:
    """Look through a file, an entry or a page by hand for what it defines and what it names; the very same one once.

    A file is put together from the entries of its lists, which checks ask for one by one too.
    """
    found = FoundNames()
    if isinstance(part, ProsePage):
        name = part.address.removesuffix("/")
        found.definitions.append(Definition(Sort.PAGE, Text(name, place=Place(part.file, 1, 1)), part))
        found.references += _links_in(part.body, part, "body")
        markers = _MARKER.finditer(part.body)
        found.references += [NamedLink(part.body, at.start(2), at[2], part, "body", Sort(at[1])) for at in markers]
        part = part.head
    waiting: list[object] = [part]
    apart = set() if isinstance(part, Named) else set(map(Itself, _named_entries(part)))
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple):
            waiting += reversed(part)
        elif Itself(part) in apart:
            inside = found_in(part)
            found.definitions += inside.definitions
            found.references += inside.references
        elif isinstance(part, Entry):
            found.definitions += _defined_by(part)
            marks = marks_of(type(part))
            inner: list[object] = []
            for name, value in vars(part).items():
                texts = (value,) if isinstance(value, Text) else value if isinstance(value, tuple) else ()
                for text in texts:
                    if isinstance(text, Text):
                        found.references += _references_in(text, marks.get(name), part, name)
                if not isinstance(value, Text):
                    inner.append(value)
            if part.listed is not None:
                found.references.append(KeyReference(part.listed, RefersTo(Sort.LEVEL, Sort.KIND), part, "id"))
            waiting += reversed(inner)
    return found


def _named_entries(file: object) -> Iterator[Named]:
    """Yield the entries of the lists of a file."""
    lists = vars(file).values() if isinstance(file, Entry) else ()
    yield from (entry for each in lists if isinstance(each, tuple) for entry in each if isinstance(entry, Named))


def _defined_by(entry: Entry) -> Iterator[Definition]:
    if isinstance(entry, Question):
        for answer in (*entry.answers, *entry.more_answers):
            yield Definition(Sort.ANSWER, Text(f"{entry.id}.{answer.id}", place=answer.id.place), answer)
    if isinstance(entry, Move):
        yield Definition(Sort.MOVE, Text(entry.id, place=entry.place), entry)
    elif isinstance(entry, Named) and entry.sort is not Sort.ANSWER:
        yield Definition(entry.sort, entry.id, entry)


def _references_in(text: Text, mark: RefersTo | None, entry: Entry, field: str) -> Iterator[KeyReference | NamedLink]:
    if mark is None:
        yield from _links_in(text, entry, field)
    elif Sort.ADDRESS in mark.sorts:
        slash = 1 if text.startswith("/") else 0
        yield NamedLink(text, slash, text[slash:], entry, field)
    else:
        yield KeyReference(text, mark, entry, field)


def _links_in(text: Text, entry: Entry | ProsePage, field: str) -> Iterator[NamedLink]:
    if "](" in text or "]:" in text:
        for match in LINK.finditer(text):
            yield NamedLink(text, match.start(1), match[1], entry, field)
