"""Know every name of a base: what defines it, and each place that uses it, in keys, links and pages by hand.

A base that was read can be asked, be it checked or not. A name that a key uses need not exist; one in a link or a
marker is listed only where something has it, for the checks of links and markers say the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain

from generator.guide.plan import levels_for
from generator.identity import Itself, once_for_each
from generator.model.entry import Entry, Named
from generator.model.guide import Question
from generator.model.knowledge import KnowledgeBase
from generator.model.levels import Move, Sleep
from generator.model.prose import ProsePage
from generator.model.references import marks_of
from generator.model.registers import SeverityOrder
from generator.model.sorts import RefersTo, Sort
from generator.page_kinds import (
    CARD,
    CLAIMS,
    ENTRY,
    FACTS,
    GLOSSARY,
    GUIDE,
    GUIDES,
    KIND_OF_LEVEL,
    LEVEL,
    MOVE,
    OFFLINE,
    OUTCOME,
    PLAIN,
    PROGRAMS,
    RESEARCH,
    SHEET,
    SOURCES,
    STAFF,
    TREATMENT,
    short_of,
)
from generator.problems import Place, Text

LINK = re.compile(r"(?<!!)(?:\]\(\s*<?|^\s*\[[^\]]+\]:\s*<?)/(?!/)([^)>\s]*)", re.MULTILINE)
"""A link of a text to an address of the site; its group is the address behind the first slash."""

_MARKER = re.compile(r"\[\[(contact|box):([^\]\n]*)\]\]")
_NIGHTS = frozenset(map(str, Sleep))
_PAGES = {
    Sort.LEVEL: (LEVEL, CARD),
    Sort.KIND: (KIND_OF_LEVEL, CARD),
    Sort.TREATMENT: (TREATMENT,),
    Sort.ENTRY: (ENTRY,),
}
_LISTED_AT = {
    Sort.SOURCE: SOURCES,
    Sort.TERM: GLOSSARY,
    Sort.FACT: FACTS,
    Sort.STUDY: RESEARCH,
    Sort.CLAIM: CLAIMS,
    Sort.HANDING_OVER: STAFF,
    Sort.SITUATION: STAFF,
    Sort.PROGRAM: PROGRAMS,
}


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
class Use:
    """A place that names a thing: a key, a link, a marker, or a list of levels that stand in files of their own.

    `id` is the name as its definition has it, with the place where it is used; `sorts` are what it may be.
    It stands in `text` at `index`, and is `length` characters long. `entry` holds the text under the key `field`.
    """

    sorts: tuple[Sort, ...]
    id: Text
    text: Text
    index: int
    length: int
    entry: Entry | ProsePage
    field: str


@dataclass(frozen=True)
class Names:
    """Every name of a base, in the order of its files: what defines it and what uses it."""

    base: KnowledgeBase
    definitions: tuple[Definition, ...]

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """List every use, looked up when it is first asked for: most who ask for a name want no uses."""
        uses = _Uses(self.base, self.definitions)
        return tuple(chain.from_iterable(uses.of(_found_in(part)) for part in _parts_of(self.base)))

    @cached_property
    def lost(self) -> tuple[Use, ...]:
        """List the uses of names that nothing has."""
        known = self._by_name
        return tuple(use for use in self.uses if not any((sort, use.id) in known for sort in use.sorts))

    def find(self, sorts: Iterable[Sort], id: str) -> Definition | None:
        """Find the first thing of one of these sorts that has an id."""
        found = (self._by_name.get((sort, str(id))) for sort in sorts)
        return next((definition for definition in found if definition is not None), None)

    def called(self, id: str) -> tuple[Definition, ...]:
        """List the things of every sort that have an id."""
        return tuple(definition for definition in self.definitions if definition.id == id)

    def defined_by(self, use: Use) -> Definition | None:
        """Find what a use names; None where nothing has that name."""
        return self.find(use.sorts, use.id)

    def uses_of(self, definition: Definition) -> tuple[Use, ...]:
        """List every use of a thing."""
        return tuple(self._uses_by_name.get((definition.sort, str(definition.id)), ()))

    def ids(self, *sorts: Sort) -> tuple[Text, ...]:
        """List the ids of the things of some sorts."""
        return tuple(definition.id for definition in self.definitions if definition.sort in sorts)

    def at(self, file: str, line: int, column: int) -> Definition | Use | None:
        """Find the name at a place of a file; the first column behind it counts too, where a cursor may stand."""
        here = self._by_line.get((file, line), ())
        found = ((length, name) for place, length, name in here if 0 <= column - place.column <= length)
        return min(found, key=lambda each: each[0], default=(0, None))[1]

    def former(self, sorts: Iterable[Sort], id: str) -> Definition | None:
        """Find the thing of one of these sorts that had an id before."""
        return next((found for sort in sorts if (found := self._by_former.get((sort, str(id)))) is not None), None)

    def now_called(self, sorts: Iterable[Sort], id: str) -> str:
        """Find what a thing is called now that had an id before, "" where there is none.

        An answer is found too where only its question, or the level that gives it, had another id. What has the id
        today is not looked at.
        """
        sorts = tuple(sorts)
        now = self.former(sorts, id)
        if now is not None:
            return str(now.id)
        question, dot, answer = id.partition(".")
        if not dot or Sort.ANSWER not in sorts:
            return ""
        asked = self.former((Sort.QUESTION,), question)
        reference = f"{question if asked is None else asked.id}.{answer}"
        found = self.former((Sort.ANSWER,), reference) or (asked and self.find((Sort.ANSWER,), reference))
        if found:
            return str(found.id)
        level = self.former((Sort.LEVEL,), answer) or (asked and self.find((Sort.LEVEL,), answer))
        return f"{reference.partition('.')[0]}.{level.id}" if level else ""

    @cached_property
    def _by_name(self) -> Mapping[tuple[Sort, str], Definition]:
        return {(each.sort, str(each.id)): each for each in reversed(self.definitions)}

    @cached_property
    def _by_former(self) -> Mapping[tuple[Sort, str], Definition]:
        return {(each.sort, old): each for each in self.definitions for old in former_ids(each)}

    @cached_property
    def _uses_by_name(self) -> Mapping[tuple[Sort, str], list[Use]]:
        found: dict[tuple[Sort, str], list[Use]] = {}
        for use in self.uses:
            definition = self.defined_by(use)
            if definition is not None:
                found.setdefault((definition.sort, str(definition.id)), []).append(use)
        return found

    @cached_property
    def _by_line(self) -> Mapping[tuple[str, int], list[tuple[Place, int, Definition | Use]]]:
        found: dict[tuple[str, int], list[tuple[Place, int, Definition | Use]]] = {}
        named: chain[Definition | Use] = chain(self.definitions, self.uses)
        for name in named:
            length = name.length if isinstance(name, Use) else len(name.id.rpartition(".")[2])
            found.setdefault((name.id.place.file, name.id.place.line), []).append((name.id.place, length, name))
        return found


def names_of(base: KnowledgeBase) -> Names:
    """Collect every name of a base; the very same base, and each file of it, is looked through once."""
    return _names_of(Itself(base))


@lru_cache(maxsize=4)
def _names_of(itself: Itself) -> Names:
    base = itself.part
    assert isinstance(base, KnowledgeBase)
    return Names(base, tuple(chain.from_iterable(_found_in(part).definitions for part in _parts_of(base))))


def former_ids(definition: Definition) -> tuple[str, ...]:
    """List the ids that a thing had before, each as a definition has it."""
    entry = definition.entry
    former = entry.head.formerly if isinstance(entry, ProsePage) else getattr(entry, "formerly", ())
    before = f"{definition.id.partition('.')[0]}." if definition.sort is Sort.ANSWER else ""
    return tuple(f"{before}{id}" for id in former)


def texts_naming(part: object, *sorts: Sort) -> Iterator[tuple[Entry, Text]]:
    """Yield each text below a key that names something of one of these sorts, with its entry, in an entry or a list."""
    for reference in _found_in(part).references:
        if isinstance(reference, _Reference) and not reference.mark.is_bare and set(sorts) & set(reference.mark.sorts):
            yield reference.entry, reference.text


def addresses_named(base: KnowledgeBase) -> Iterator[tuple[str, Place]]:
    """Yield each address that a link or a key of a base leads to, without the first slash, and the place of the link.

    They need not be there.
    """
    for part in _parts_of(base):
        for found in _found_in(part).references:
            if isinstance(found, _Link) and found.sort is Sort.ADDRESS:
                is_key = found.index < 2 and found.text[found.index :] == found.names
                yield found.names, found.text.place if is_key else found.text.place_of(found.index - 1)


def _parts_of(base: KnowledgeBase) -> Iterator[Entry | ProsePage]:
    """Yield each file of a base, and each page by hand."""
    yield from (base.levels, *base.every_guide(), base.safety, base.journeys, base.contacts, base.sources, base.lines)
    yield from base.handbook.files()
    yield from base.pages


@dataclass(frozen=True, slots=True)
class _Reference:
    """A text under a key that names something, as it is written."""

    text: Text
    mark: RefersTo
    entry: Entry
    field: str


@dataclass(frozen=True, slots=True)
class _Link:
    """An address in a text, or a name in a marker, with where it begins."""

    text: Text
    index: int
    names: str
    entry: Entry | ProsePage
    field: str
    sort: Sort = Sort.ADDRESS


@dataclass(slots=True)
class _Found:
    """What a file says by itself, whatever stands in the others."""

    definitions: list[Definition] = field(default_factory=list)
    references: list[_Reference | _Link] = field(default_factory=list)


@once_for_each
def _found_in(part: object) -> _Found:
    """Look through a file, an entry or a page by hand for what it defines and what it names; the very same one once.

    A file is put together from the entries of its lists, which checks ask for one by one too.
    """
    found = _Found()
    if isinstance(part, ProsePage):
        name = part.address.removesuffix("/")
        found.definitions.append(Definition(Sort.PAGE, Text(name, place=Place(part.file, 1, 1)), part))
        found.references += _links_in(part.body, part, "body")
        markers = _MARKER.finditer(part.body)
        found.references += [_Link(part.body, at.start(2), at[2], part, "body", Sort(at[1])) for at in markers]
        part = part.head
    waiting: list[object] = [part]
    apart = set() if isinstance(part, Named) else set(map(Itself, _named_entries(part)))
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple):
            waiting += reversed(part)
        elif Itself(part) in apart:
            inside = _found_in(part)
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
                found.references.append(_Reference(part.listed, RefersTo(Sort.LEVEL, Sort.KIND), part, "id"))
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


def _references_in(text: Text, mark: RefersTo | None, entry: Entry, field: str) -> Iterator[_Reference | _Link]:
    if mark is None:
        yield from _links_in(text, entry, field)
    elif Sort.ADDRESS in mark.sorts:
        slash = 1 if text.startswith("/") else 0
        yield _Link(text, slash, text[slash:], entry, field)
    else:
        yield _Reference(text, mark, entry, field)


def _links_in(text: Text, entry: Entry | ProsePage, field: str) -> Iterator[_Link]:
    if "](" in text or "]:" in text:
        for match in LINK.finditer(text):
            yield _Link(text, match.start(1), match[1], entry, field)


class _Uses:
    """What the references of a base name, by all that the base defines."""

    def __init__(self, base: KnowledgeBase, definitions: Iterable[Definition]) -> None:
        self._spots = _spots_of(base, tuple(definitions))
        self._answers = _answers_of(base)

    def of(self, part: _Found) -> Iterator[Use]:
        """Yield every use that a file holds."""
        for reference, uses in zip(part.references, _uses_of_keys(Itself(part), self._answers), strict=True):
            if isinstance(reference, _Reference):
                yield from uses
            elif reference.sort is Sort.ADDRESS:
                yield from self._of_link(reference)
            else:
                yield _use((reference.sort,), reference.names, reference, reference.index, len(reference.names))

    def _of_link(self, link: _Link) -> Iterator[Use]:
        page, _, anchor = link.names.partition("#")
        spots = (*self._spots.get(page, ()), *(self._spots.get(link.names, ()) if anchor else ()))
        for spot in spots:
            yield _use((spot.definition.sort,), spot.definition.id, link, link.index + spot.index, spot.length)


@lru_cache(maxsize=256)
def _uses_of_keys(itself: Itself, answers: _Answers) -> tuple[tuple[Use, ...], ...]:
    """List what each reference of a file names by a key; none for links. A file that is the same is asked once."""
    part = itself.part
    assert isinstance(part, _Found)
    return tuple(tuple(answers.uses_of(each)) if isinstance(each, _Reference) else () for each in part.references)


def _answers_of(base: KnowledgeBase) -> _Answers:
    questions = [question for guide in base.every_guide() for question in guide.questions]
    levels = tuple((str(each.id), frozenset(str(level.id) for level in levels_for(each, base))) for each in questions)
    written = tuple(
        (str(each.id), frozenset(str(answer.id) for answer in (*each.answers, *each.more_answers)))
        for each in questions
    )
    return _Answers(levels, written, tuple(str(question) for question in base.safety.places))


@dataclass(frozen=True)
class _Answers:
    """The levels that give answers to each question, its answers besides, and the questions about a place."""

    levels: tuple[tuple[str, frozenset[str]], ...]
    written: tuple[tuple[str, frozenset[str]], ...]
    places: tuple[str, ...]

    @cached_property
    def _levels(self) -> Mapping[str, frozenset[str]]:
        return dict(self.levels)

    @cached_property
    def _written(self) -> Mapping[str, frozenset[str]]:
        return dict(self.written)

    def uses_of(self, reference: _Reference) -> Iterator[Use]:
        """Yield what the text of a key names."""
        text, sorts = reference.text, reference.mark.sorts
        if Sort.ANSWER not in sorts:
            yield _use(sorts, text, reference, 0, len(text))
        elif reference.mark.is_bare:
            for question in self._asked_by(reference):
                yield from self._of_answer(sorts, question, text, reference, 0)
        elif "." in text:
            question, _, answer = text.partition(".")
            yield _use((Sort.QUESTION,), question, reference, 0, len(question))
            yield from self._of_answer(sorts, question, answer, reference, len(question) + 1)
        else:
            yield _use(sorts, text, reference, 0, len(text))

    def _asked_by(self, reference: _Reference) -> list[str]:
        """List the questions that may have an answer which is named without its question."""
        entry, answer = reference.entry, str(reference.text)
        if isinstance(entry, SeverityOrder):
            return [str(entry.question)]
        having = [id for id in self.places if answer in self._levels.get(id, ()) or answer in self._written.get(id, ())]
        return having or list(self.places[:1])

    def _of_answer(
        self, sorts: tuple[Sort, ...], question: str, answer: str, reference: _Reference, index: int
    ) -> Iterator[Use]:
        """Yield what an answer is: the level that gives it, else an answer that is written."""
        levels = self._levels.get(question, ())
        if answer in levels:
            yield _use((Sort.LEVEL,), answer, reference, index, len(answer))
        elif not (levels and answer in _NIGHTS):  # a place to sleep is a word of ours
            yield _use(sorts, f"{question}.{answer}", reference, index, len(answer))


def _use(sorts: tuple[Sort, ...], id: str, found: _Reference | _Link, index: int, length: int) -> Use:
    text = found.text
    return Use(sorts, Text(id, place=text.place_of(index)), text, index, length, found.entry, found.field)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where the name of a thing stands in an address."""

    definition: Definition
    index: int
    length: int


def _spots_of(base: KnowledgeBase, definitions: tuple[Definition, ...]) -> Mapping[str, list[_Spot]]:
    """Map each address of a page or a part of one that is made of names to where each of them stands in it."""
    spots: dict[str, list[_Spot]] = {}
    for address, spot in chain(_of_lists(definitions), _of_guides(base, definitions), _of_moves(base, definitions)):
        spots.setdefault(address, []).append(spot)
    for address, found in list(spots.items()):
        short = None if "#" in address else short_of(address)
        if short is not None and short != address:
            moved = len(short) - len(address)  # both end alike
            spots.setdefault(short, []).extend(_Spot(s.definition, s.index + moved, s.length) for s in found)
    return spots


def _of_lists(definitions: Iterable[Definition]) -> Iterator[tuple[str, _Spot]]:
    for each in definitions:
        id = str(each.id)
        for kind in _PAGES.get(each.sort, ()):
            yield kind.at(id=id), _Spot(each, kind.address.index("{"), len(id))
        if each.sort in _LISTED_AT:
            page = _LISTED_AT[each.sort].at()
            yield f"{page}#{id}", _Spot(each, len(page) + 1, len(id))
        if each.sort is Sort.PAGE and id:
            yield f"{id}/", _Spot(each, 0, len(id))


def _of_guides(base: KnowledgeBase, definitions: Iterable[Definition]) -> Iterator[tuple[str, _Spot]]:
    by_id = {each.id.place: each for each in definitions}
    entries = [each for each in definitions if each.sort is Sort.ENTRY]
    for guide in base.every_guide():
        own = by_id.get(guide.guide.id.place)
        is_further = bool(guide.guide.shares)
        at = GUIDES[1].format(id=guide.guide.id) if is_further else GUIDES[0]
        pages = [kind.at(guide=at) for kind in (GUIDE, OFFLINE, PLAIN, SHEET)]
        outcomes = [(OUTCOME.at(guide=at, id=each.id), by_id.get(each.id.place)) for each in guide.outcomes]
        for address, definition in outcomes:
            if definition is not None:
                yield address, _Spot(definition, len(at), len(definition.id))
        for address in (*pages, *(address for address, _ in outcomes)):
            if is_further and own is not None:
                yield address, _Spot(own, GUIDES[1].index("{"), len(own.id))
        for entry in entries:
            yield f"{at}#from-{entry.id}", _Spot(entry, len(f"{at}#from-"), len(entry.id))


def _of_moves(base: KnowledgeBase, definitions: Iterable[Definition]) -> Iterator[tuple[str, _Spot]]:
    stops = {str(each.id): each for each in definitions if each.sort in (Sort.LEVEL, Sort.KIND)}
    moves = {each.id.place: each for each in definitions if each.sort is Sort.MOVE}
    for move in base.levels.moves:
        address, index = MOVE.at(id=move.id), MOVE.address.index("{")
        if move.place in moves:
            yield address, _Spot(moves[move.place], index, len(move.id))
        for id, start in ((move.from_, index), (move.to, index + len(move.from_) + len("-to-"))):
            if id in stops:
                yield address, _Spot(stops[id], start, len(id))
