"""Find where on the site a reader meets what a reviewer reads."""

from __future__ import annotations

from generator.checks.addresses import address_of_guide, listed_in
from generator.difference.entries import Record
from generator.model.entry import Entry
from generator.model.guide import Guide, Outcome
from generator.model.handbook import EntryPoint, Treatment
from generator.model.knowledge import KnowledgeBase
from generator.model.levels import Level, LevelsFile, Move
from generator.model.notes import Note, NotesFile
from generator.model.organization import LocalLine, Program
from generator.model.prose import ProseHead
from generator.model.registers import Contact
from generator.page_kinds import COMPARISON, ENTRY, LEVEL, LOCAL_LINES, MOVE, OUTCOME, PLAIN, PROGRAMS, TREATMENT

_BLOCKS = {"ToAsk": "[[ask:", "Sign": "[[signs:", "QualitySign": "[[quality:", "SafetyBox": "[[box:"}
"""The blocks that show entries of these sorts on pages by hand."""


def address_of(entry: Entry, base: KnowledgeBase) -> str | None:
    """Return the address at which a reader finds a thing, where one page shows it; None where none or many do."""
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
            return address_of_guide(entry)
        case Outcome():
            home = next(file for file in base.every_guide() if any(one.id == entry.id for one in file.outcomes))
            return OUTCOME.at(guide=address_of_guide(home.guide), id=entry.id)
        case ProseHead():
            return next(page.address for page in base.pages if page.head is entry)
        case Note() | NotesFile():
            return f"{PLAIN.at(guide=address_of_guide(base.tree.guide))}#notes"
        case LevelsFile():
            return COMPARISON.at()
        case LocalLine():
            return LOCAL_LINES.at()
        case Program():
            return f"{PROGRAMS.at()}#{entry.id}"
        case Contact():
            return _page_with("[[contacts]]", base)
        case _:
            return _page_of_list(entry, base)


def _page_of_list(file: Entry, base: KnowledgeBase) -> str | None:
    """Find the page that lists the entries of a file, where one alone does."""
    lists = [part for name in type(file).model_fields if isinstance(part := getattr(file, name), tuple)]
    pages = {address for address, entries in listed_in(base).items() for part in lists if entries and part == entries}
    return pages.pop() if len(pages) == 1 else None


def addresses_in_lists(base: KnowledgeBase) -> dict[tuple[str, str], str]:
    """Map each entry that stands in a list of a page, by its sort and id, to its address."""
    return {
        (type(entry).__name__, str(entry.id)): f"{address}#{entry.id}"
        for address, entries in listed_in(base).items()
        for entry in entries
    }


def address_in_block(record: Record, base: KnowledgeBase) -> str | None:
    """Return the address of the first page that shows an entry in one of its blocks; None where none does."""
    block = _BLOCKS.get(record.sort)
    if block is None:
        return None
    return _page_with(f"{block}{record.id}]]" if record.sort == "SafetyBox" else block, base)


def _page_with(block: str, base: KnowledgeBase) -> str | None:
    return next((page.address for page in base.pages if block in page.body), None)
