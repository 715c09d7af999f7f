"""Look through everything that the authors of two versions wrote, and find all that is not the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace

from generator.difference.changes import Changes
from generator.difference.entries import Reader, Record
from generator.difference.renames import Renames, guides_in_pairs
from generator.difference.rows import Row, Thing, Trail
from generator.difference.sections import Section, sections_of
from generator.model.entry import Entry
from generator.model.guide import GuideFile
from generator.model.knowledge import FILES, HANDBOOK_FILES, WORDS, Handbook, KnowledgeBase, is_absent
from generator.model.prose import ProsePage
from generator.model.registers import SourcesFile
from generator.model.words import WORDS_OF_DANGER
from generator.naming import names_of
from generator.problems import Place

_SECTIONS = {
    "levels": Section.LEVELS,
    "contacts": Section.CONTACTS,
    "sources": Section.REGISTERS,
    "handbook": Section.REGISTERS,
    "notes": Section.DANGER,
    "sharing": Section.PAGES,
    "addresses": Section.PAGES,
    "reviewers": Section.DANGER,
    "organization": Section.ORGANIZATION,
    "sign_offs": Section.RECORDS,
}
"""Where the entries of a file belong. A file that is not here is for people in danger: it is looked at first.

What stands within one that is here belongs where that does, but the notes, the addresses, what staff send, who may sign
off, and the organization.
"""

_FILE_OF = {model.__name__: name for name, model in (FILES | HANDBOOK_FILES).items()}


def survey(old: KnowledgeBase, new: KnowledgeBase, renames: Renames) -> Iterator[Row]:
    """Yield a row for each thing that an author wrote and that is another in the new version, in no order yet."""
    changes = Changes(sections_of(old, new))
    readers = Reader(renames, names_of(old)), Reader()
    yield from _guides(old, new, changes, readers)
    for part in fields(KnowledgeBase):
        if part.name not in ("tree", "others", "words", "upstream", "own_sources"):
            trail = Trail(Thing("", "", ""), _SECTIONS.get(part.name, Section.DANGER))
            yield from _parts(getattr(old, part.name), getattr(new, part.name), changes, readers, trail)
    yield from _parts(_own_head(old), _own_head(new), changes, readers, Trail(Thing("", "", ""), Section.REGISTERS))
    yield from _words(old, new, changes, readers)


def _own_head(base: KnowledgeBase) -> SourcesFile:
    """Return who reviewed an organization's own sources; they themselves are compared with the upstream's."""
    return (base.own_sources or base.sources.model_copy(update={"reviewed": None})).model_copy(update={"sources": ()})


_Readers = tuple[Reader, Reader]


def _parts(old: object, new: object, changes: Changes, readers: _Readers, trail: Trail) -> Iterator[Row]:
    """Compare two versions of a part of a base: a file, a group of files that may be missing, or the pages."""
    if old is new:
        return
    if isinstance(old, tuple) and isinstance(new, tuple):
        before, after = (
            [reader.page(page) for page in side if isinstance(page, ProsePage)]
            for reader, side in zip(readers, (old, new), strict=True)
        )
        yield from changes.entries(before, after, trail)
    elif is_dataclass(old) and is_dataclass(new):
        for part in fields(old):
            if isinstance(old, Handbook) and part.name in ("words", "overlay"):
                continue  # the words of every page are compared, where they come to stand
            here = replace(trail, section=_SECTIONS.get(part.name, trail.section))
            yield from _parts(getattr(old, part.name), getattr(new, part.name), changes, readers, here)
    elif isinstance(old, Entry) and isinstance(new, Entry):
        yield from _files(old, new, changes, readers, trail)


def _files(old: Entry, new: Entry, changes: Changes, readers: _Readers, trail: Trail) -> Iterator[Row]:
    sort = type(new).__name__
    records = [
        Record(sort, {}, Place(_FILE_OF.get(sort, ""), 1, 1)) if is_absent(file) else reader.entry(file)
        for reader, file in zip(readers, (old, new), strict=True)
    ]
    here = Trail(Thing(sort, "", _FILE_OF.get(sort, "")), trail.section)
    yield from changes.records(records[0], records[1], here)


def _words(old: KnowledgeBase, new: KnowledgeBase, changes: Changes, readers: _Readers) -> Iterator[Row]:
    """Compare the words of every page, be they the project's own or those that it gets."""
    if old.words is new.words:
        return
    records = [reader.entry(base.words) for reader, base in zip(readers, (old, new), strict=True)]
    for section, is_danger in ((Section.DANGER, True), (Section.PAGES, False)):
        before, after = (
            replace(
                record,
                fields={name: part for name, part in record.fields.items() if (name in WORDS_OF_DANGER) is is_danger},
            )
            for record in records
        )
        yield from changes.records(before, after, Trail(Thing("WordsFile", "", WORDS), section))


def _guides(old: KnowledgeBase, new: KnowledgeBase, changes: Changes, readers: _Readers) -> Iterator[Row]:
    """Compare the heads of guides pair by pair, and the rest together: a step may go from one guide to another."""
    pairs = guides_in_pairs(old, new)
    if all(before is after for before, after in pairs):
        return
    trail = Trail(Thing("", "", ""), Section.DANGER)
    for pair in pairs:
        before, after = (
            [] if file is None else [reader.entry(file.guide)] for reader, file in zip(readers, pair, strict=True)
        )
        yield from changes.entries(before, after, trail)
    sides = [[file for file in side if file is not None] for side in zip(*pairs, strict=True)]
    for part in ("sets", "questions", "decisions", "outcomes"):
        before, after = (_entries(side, part, reader) for reader, side in zip(readers, sides, strict=True))
        yield from changes.entries(before, after, trail.into(part))


def _entries(guides: Iterable[GuideFile], part: str, reader: Reader) -> list[Record]:
    return [reader.entry(entry) for guide in guides for entry in getattr(guide, part)]
