"""Show what a unit covers in lines, as a reader meets it: its words in order, and its rules in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain

from generator.difference import Differences, as_text
from generator.difference.changes import Changes
from generator.difference.entries import Leaf, Manner, Node, Reader, Record, Series
from generator.difference.items import Item
from generator.difference.labels import asked, sort_in_words
from generator.difference.lines import is_date, lines_of
from generator.difference.renames import renames_between
from generator.difference.rows import ChangeKind, Row, Thing, Trail
from generator.difference.sections import Section, sections_of
from generator.guide.plan import answers_of
from generator.model.entry import Entry
from generator.model.guide import Choose, Decision, Guide, Outcome, Question
from generator.model.handbook import EntryPoint, Treatment
from generator.model.knowledge import KnowledgeBase
from generator.model.levels import Level, Move
from generator.model.prose import ProseHead
from generator.page_kinds import ENTRY, GUIDES, LEVEL, MOVE, OUTCOME, TREATMENT
from generator.problems import visible
from generator.sign_offs import Unit

_ID = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)?")
_SOURCES = ("source", "sources")
"""The fields of ids that no rule uses, and that may be those of contacts too."""
_NOT_SHOWN = ("decisions", "differs")


def shown(base: KnowledgeBase, unit: Unit, *, site: str = "") -> str:
    """Write a unit in lines: where it stands in the files and on the site, then every word and rule that it covers."""
    address = address_of(unit.entry, base)
    where = f"{unit.place.file}:{unit.place.line}"
    lines = [unit.name, where if address is None else f"{where}, on the site at {site.rstrip('/')}/{address}", ""]
    names = names_in(base)
    lines += chain.from_iterable(_part(part, unit, base, names) for part in unit.covered)
    return "\n".join(visible(line) for text in lines for line in text.split("\n"))


def address_of(entry: Entry, base: KnowledgeBase) -> str | None:
    """Return the address of the page that shows a thing, where one page does."""
    match entry:
        case Level():
            return LEVEL.at(id=entry.id)
        case Move():
            return MOVE.at(id=entry.id)
        case Treatment():
            return TREATMENT.at(id=entry.id)
        case EntryPoint():
            return ENTRY.at(id=entry.id)
        case Guide():
            return _guide(entry)
        case Outcome():
            home = next(file for file in base.every_guide() if any(one.id == entry.id for one in file.outcomes))
            return OUTCOME.at(guide=_guide(home.guide), id=entry.id)
        case ProseHead():
            return next(page.address for page in base.pages if page.head is entry)
        case _:
            return None


def _guide(guide: Guide) -> str:
    first, further = GUIDES
    return further.format(id=guide.id) if guide.shares else first


def _part(part: object, unit: Unit, base: KnowledgeBase, names: Mapping[str, str]) -> Iterator[str]:
    """Write a part of what a unit covers."""
    if isinstance(part, Question):
        yield from _question(part, base, names)
    elif isinstance(part, Decision):
        yield from _decision(part, names)
    elif isinstance(part, Entry):
        yield from _entry(part, unit, names)
    elif isinstance(part, tuple):
        for each in part:
            yield from _part(each, unit, base, names)
    elif isinstance(part, str) and isinstance(unit.entry, ProseHead):
        yield from ("", part.strip("\n"))
    elif isinstance(part, list):
        yield f"outcomes: {', '.join(named(each, names) for each in part)}"


def _entry(entry: Entry, unit: Unit, names: Mapping[str, str]) -> Iterator[str]:
    record = Reader().entry(entry)
    if entry is not unit.entry:
        yield from ("", f"{sort_in_words(record.sort)} {record.id}")
    yield from lines_of(told(record, unit, names))


def told(record: Record, unit: Unit, names: Mapping[str, str]) -> Record:
    """Put the words that readers know beside each id, and leave out dates and what other units cover."""
    fields = {
        field: _with_names(node, unit, {} if field in _SOURCES else names)
        for field, node in record.fields.items()
        if not is_date(node) and field not in _NOT_SHOWN
    }
    return replace(record, fields=fields)


def _with_names(node: Node, unit: Unit, names: Mapping[str, str]) -> Node:
    match node:
        case Leaf():
            return replace(node, text=named(node.text, names)) if node.manner is Manner.REFERENCE else node
        case Series():
            return replace(node, items=tuple(_with_names(item, unit, names) for item in node.items))
        case Record() if node.sort in {named.__name__ for named in unit.named}:
            return Leaf(f"{node.id} {names.get(node.id, '')}".strip(), node.place)
        case Record():
            return told(node, unit, names)


def named(text: str, names: Mapping[str, str]) -> str:
    """Write the words of each id behind it."""
    return _ID.sub(lambda match: f"{match[0]} {names[match[0]]}" if match[0] in names else match[0], text)


def names_in(base: KnowledgeBase) -> dict[str, str]:
    """Map each id that rules use to its words in quotes: answers with their question, outcomes by their title."""
    found: dict[str, str] = {}
    for contact in base.every_contact():
        found[str(contact.id)] = f"“{contact.name}”"
    for level in base.every_level():
        found[str(level.id)] = f"“{level.name}”"
    for note in base.every_note():
        found[str(note.id)] = f"“{note.title.you}”"
    for guide in base.every_guide():
        found |= {str(outcome.id): f"“{outcome.title.you}”" for outcome in guide.outcomes}
        for question in guide.questions:
            found[str(question.id)] = f"“{asked(question.you)}”"
            for answer in answers_of(question, base):
                found[answer.reference] = f"“{asked(question.you)} {answer.text}”"
    return found


def _question(question: Question, base: KnowledgeBase, names: Mapping[str, str]) -> Iterator[str]:
    many = " (any number)" if question.choose is Choose.ANY else ""
    yield from ("", f"question {question.id}{many}: {question.you}")
    if question.they != question.you:
        yield f"  about someone else: {question.they}"
    if question.help is not None:
        yield f"  help: {question.help}"
    yield f"  why: {question.why}"
    if question.next is not None and question.choose is Choose.ANY:
        yield f"  any of these -> {named(str(question.next), names)}"
    for answer in answers_of(question, base):
        onward = f" -> {named(answer.target, names)}" if answer.target else ""
        they = f" / {answer.they}" if answer.they != answer.text else ""
        yield f"  - {answer.text}{they}{onward}"
        if answer.help:
            yield f"    {answer.help}"


def _decision(decision: Decision, names: Mapping[str, str]) -> Iterator[str]:
    yield from ("", f"decision {decision.id}: the first that holds is followed")
    for number, case in enumerate(decision.cases, 1):
        condition = f"if {named(Reader().condition(case.when), names)}" if case.when is not None else "else"
        yield f"  {number}. {condition} -> {named(str(case.target), names)}"


def changes_since(old: tuple[KnowledgeBase, Unit], new: tuple[KnowledgeBase, Unit]) -> str:
    """Write only what changed in a unit since a version of it, in the form of `stepwell compare`."""
    (old_base, before), (new_base, after) = old, new
    changes = Changes(sections_of(old_base, new_base))
    readers = Reader(renames_between(old_base, new_base)), Reader()
    trail = Trail(Thing("", "", ""), Section.DANGER)
    rows: list[Row] = []
    for first, second in _pairs(before, after):
        entries = [readers[0].entry(entry) for entry in first], [readers[1].entry(entry) for entry in second]
        rows += changes.entries(*entries, trail)
    if isinstance(after.entry, ProseHead):
        rows = list(changes.entries(_pages(old_base, before, readers[0]), _pages(new_base, after, readers[1]), trail))
    kept = [row for row in rows if row.section is not Section.RECORDS and not _is_of_another(row, after)]
    items = tuple(Item(number, row.section, row) for number, row in enumerate(kept, 1))
    review = before.review or after.review
    name = f"as {review.by} saw it on {review.day}" if review is not None else "before"
    return as_text(Differences(name, "now", items, ()))


def _pages(base: KnowledgeBase, unit: Unit, reader: Reader) -> list[Record]:
    return [reader.page(page) for page in base.pages if page.head is unit.entry]


def _pairs(old: Unit, new: Unit) -> Iterator[tuple[list[Entry], list[Entry]]]:
    """Yield the entries of two versions of a unit, those of one sort together."""
    before, after = ([entry for part in unit.covered for entry in _entries(part)] for unit in (old, new))
    for sort in dict.fromkeys(type(entry) for entry in (*before, *after)):
        yield [entry for entry in before if type(entry) is sort], [entry for entry in after if type(entry) is sort]


def _entries(part: object) -> Iterator[Entry]:
    if isinstance(part, Entry):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _entries(each)


def _is_of_another(row: Row, unit: Unit) -> bool:
    """Tell whether a row is about the words of an entry that is a unit by itself."""
    is_whole = row.kind in (ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.REORDERED, ChangeKind.RENAMED)
    names = {named.__name__ for named in unit.named}
    return row.thing.sort in names and bool(row.part or not is_whole)
