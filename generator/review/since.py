"""Say what changed in a unit since somebody signed it off."""

from __future__ import annotations

from collections.abc import Iterator

from generator.difference import Differences, as_text
from generator.difference.changes import Changes
from generator.difference.entries import Reader, Record
from generator.difference.items import Item
from generator.difference.renames import renames_between
from generator.difference.rows import ChangeKind, Row, Thing, Trail
from generator.difference.sections import Section, sections_of
from generator.model.entry import Entry
from generator.model.knowledge import KnowledgeBase
from generator.model.prose import ProseHead
from generator.naming import names_of
from generator.project import Project
from generator.review.history import words_signed_before
from generator.sign_offs import SignOffs, Standing, Unit

_NOT_FOUND = "It was signed off before; the words of that time are not in git's history."


def since_signed(project: Project, sign_offs: SignOffs, unit: Unit) -> str:
    """Write what changed in a unit since a person signed it off; "" where nobody has, or where nothing did."""
    base = project.reading.base
    assert base is not None
    if sign_offs.state_of(unit.entry) is not Standing.LAPSED:
        return ""
    before = words_signed_before(project, unit)
    return _NOT_FOUND if before is None else changes_since(before, (base, unit))


def changes_since(old: tuple[KnowledgeBase, Unit], new: tuple[KnowledgeBase, Unit]) -> str:
    """Write only what changed in a unit since a version of it, in the form of `stepwell compare`."""
    (old_base, before), (new_base, after) = old, new
    changes = Changes(sections_of(old_base, new_base))
    readers = Reader(renames_between(old_base, new_base), names_of(old_base)), Reader()
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
