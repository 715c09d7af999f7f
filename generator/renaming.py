"""Rename the id of a thing everywhere at once: what must change in which file, and which files get another name.

Nothing is written here. The old id is kept under `formerly`, so that old addresses lead on and a comparison follows.
What the project remembers of days past keeps the old id: published addresses, addresses that moved, and decisions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from generator.guide.plan import levels_for
from generator.model.entry import ID_PATTERN, fault_of_id
from generator.model.guide import NONE, NOT_SURE
from generator.model.knowledge import GUIDES, LEVELS, KnowledgeBase
from generator.model.levels import Sleep
from generator.model.prose import PROSE_PAGES, ProsePage, address_of
from generator.model.sorts import Sort, in_words, together_with
from generator.naming import Definition, Names, Use, names_of
from generator.problems import Text, did_you_mean
from generator.source.edits import CannotEdit, Edit, Written
from generator.source.scalars import reads_as

_BEFORE = ("id", "description")
"""The keys behind which `formerly` is put."""


class CannotRename(Exception):
    """One line that says why a thing cannot have another id."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """What gives a thing another id: the edits of each file, and the new names of files that are named by it."""

    sort: Sort
    old: str
    new: str
    edits: Mapping[str, tuple[Edit, ...]]
    moved: Mapping[str, str] = field(default_factory=dict)

    def said(self) -> tuple[str, ...]:
        """Say in lines what changes, a line for each file."""
        lines = [
            f"{name}: {len(edits)} {'place' if len(edits) == 1 else 'places'}" for name, edits in self.edits.items()
        ]
        lines += [f"{old} is now {new}" for old, new in self.moved.items()]
        return (f'{self.sort.words.capitalize()} "{self.old}" is now "{self.new}":', *(f"  {line}" for line in lines))


def sort_and_ids(base: KnowledgeBase, said: Sequence[str]) -> tuple[Sort, str, str]:
    """Read what is to be renamed, of what sort it is and to what: the sort may be left out where it is plain.

    Raises CannotRename.
    """
    if len(said) not in (2, 3):
        raise CannotRename(
            "write what it is called now and what it shall be called: stepwell rename level old-id new-id"
        )
    *first, old, new = said
    sorts = [sort for sort in Sort if sort not in (Sort.HEADING, Sort.ADDRESS)]
    if first:
        sort = next((sort for sort in sorts if sort == first[0]), None)
        if sort is None:
            raise CannotRename(f'"{first[0]}" is no sort of things; there are: {", ".join(sorts)}')
        return sort, old, new
    having = [each.sort for each in names_of(base).called(old)]
    if len(having) > 1:
        raise CannotRename(f'"{old}" is {" and ".join(having)}; write which: stepwell rename {having[0]} {old} {new}')
    if not having:
        names = names_of(base)
        raise CannotRename(_unknown(names, sorts, "thing", old))
    return having[0], old, new


def rename_edits(base: KnowledgeBase, files: Mapping[str, str], sort: Sort, old: str, new: str) -> Renaming:
    """Find all that changes where a thing gets another id, in the text of each file as it is written.

    `files` holds the text of each file of the project by its name; what is not in it is not the project's to change.
    An answer is called `question.answer`, and its new id may be written without the question. The base must have been
    read from these texts. Offsets count characters.

    Raises CannotRename.
    """
    names = names_of(base)
    definition = names.find((sort,), old)
    if definition is None:
        raise CannotRename(_unknown(names, [sort], sort.words, old))
    if sort is Sort.ANSWER and "." in new:
        question, _, new = new.partition(".")
        if question != old.partition(".")[0]:
            raise CannotRename(f'an answer stays with its question; write "{new}" alone')
    _refuse(definition, new, names, base, files)
    found: dict[str, set[Edit]] = {}
    for name, edit in _edits(definition, new, names, files):
        found.setdefault(name, set()).add(edit)
    moved = dict(_moved(definition, new))
    for target in moved.values():
        if target in files:
            raise CannotRename(f"there is a file {target} already")
    return Renaming(sort, old, new, {name: tuple(sorted(edits)) for name, edits in sorted(found.items())}, moved)


def _unknown(names: Names, sorts: Sequence[Sort], what: str, old: str) -> str:
    now = names.former(sorts, old)
    if now is not None:
        return f'{now.sort.words} "{old}" is now "{now.id}"'
    others = [each.sort for each in names.called(old)]
    if others:
        return f'"{old}" is no {what}, but {in_words(tuple(others))}'
    near = did_you_mean(old, names.ids(*sorts), is_name=True)
    return f'there is no {what} "{old}"{f"; {near}" if near else ""}'


def _refuse(definition: Definition, new: str, names: Names, base: KnowledgeBase, files: Mapping[str, str]) -> None:
    """Raise CannotRename where a thing cannot have an id, or has it already."""
    sort, old = definition.sort, str(definition.id)
    if sort is Sort.MOVE:
        raise CannotRename("a move is called by its two levels; rename one of them")
    if definition.id.place.file not in files:
        raise CannotRename(f'{sort.words} "{old}" is written in another project; rename it there')
    if sort is Sort.PAGE:
        _refuse_page(definition, new)
    elif fault := fault_of_id(new):
        raise CannotRename(f"{fault}; use lower-case words with hyphens, such as day-treatment")
    before = f"{old.partition('.')[0]}." if sort is Sort.ANSWER else ""
    if f"{before}{new}" == old:
        raise CannotRename(f'it is called "{new}" already')
    if sort is Sort.ANSWER and ({new, old.partition(".")[2]} & {NONE, NOT_SURE}):
        raise CannotRename(f'"{NONE}" and "{NOT_SURE}" are more than names: such an answer stands alone')
    other = names.find(together_with(sort), f"{before}{new}")
    if other is not None:
        raise CannotRename(f'{other.sort.words} "{other.id}" has that id already ({other.id.place})')
    former = names.former(together_with(sort), f"{before}{new}")
    if former is not None and former.id.place != definition.id.place:
        raise CannotRename(f'{former.sort.words} "{former.id}" was called that before, and old addresses lead to it')
    taken = _taken_by_answers(definition, new, names, base)
    if taken:
        raise CannotRename(taken)


def _refuse_page(definition: Definition, new: str) -> None:
    page = definition.entry
    assert isinstance(page, ProsePage)
    if page.name != page.address.removesuffix("/") or "/" in page.name:
        raise CannotRename(f"{page.file} has its address from its folder; move the file by hand")
    if not ID_PATTERN.fullmatch(new) or address_of(new) != f"{new}/":
        raise CannotRename(f'"{new}" cannot be the name of a page; use lower-case words with hyphens, such as the-week')


def _taken_by_answers(definition: Definition, new: str, names: Names, base: KnowledgeBase) -> str:
    """Say which answer stands beside this one, or beside the one that this level gives, and has the id."""
    for guide in base.every_guide():
        for question in guide.questions:
            levels = {str(level.id) for level in levels_for(question, base)}
            is_own = definition.sort is Sort.ANSWER and definition.id.startswith(f"{question.id}.")
            is_given = definition.sort is Sort.LEVEL and str(definition.id) in levels
            if is_own and (new in levels or (levels and new in set(map(str, Sleep)))):
                return f'a level, or a place to sleep, gives question "{question.id}" the answer "{new}"'
            if is_given and (new in set(map(str, Sleep)) or names.find((Sort.ANSWER,), f"{question.id}.{new}")):
                return f'question "{question.id}" has an answer "{new}" already'
    return ""


def _edits(definition: Definition, new: str, names: Names, files: Mapping[str, str]) -> Iterator[tuple[str, Edit]]:
    written: dict[str, Written] = {}

    def file(name: str) -> Written:
        if name not in written:
            written[name] = Written(files[name], name)
        return written[name]

    try:
        others = _other_meanings(definition, names)
        yield from _of_definition(definition, new, file(definition.id.place.file))
        for use in names.uses_of(definition):
            name = use.text.place.file
            if name == use.id.place.file and name in files:
                if _spot(use) in others:  # one word for the answers of two questions
                    yield name, file(name).with_beside(use.text.place, _quoted(new))
                else:
                    yield name, _replaced(file(name), use.text, use.index, use.length, new)
    except CannotEdit as error:
        raise CannotRename(str(error)) from error


def _of_definition(definition: Definition, new: str, file: Written) -> Iterator[tuple[str, Edit]]:
    entry, place = definition.entry, definition.id.place
    if isinstance(entry, ProsePage):
        beginning, id, former = entry.head.place, entry.name, entry.head.formerly
    else:
        own: Text = getattr(entry, "id")  # noqa: B009 every entry with a sort has one
        beginning, id, former = entry.place, str(own), getattr(entry, "formerly", ())
        yield place.file, _replaced(file, own, 0, len(own), new)
    back = next((each for each in former if each == new), None)
    if back is not None:  # it is called as it was once
        yield place.file, _replaced(file, back, 0, len(back), id)
    elif id not in former:
        yield place.file, file.with_item(beginning, "formerly", _quoted(id), after=_BEFORE)


def _other_meanings(definition: Definition, names: Names) -> set[tuple[int, int, int]]:
    """Collect where a word stands that names another thing: an answer without its question may be one of two."""
    found = set()
    for use in names.uses:
        named = names.defined_by(use)
        if named is not None and named.id.place != definition.id.place and named.sort is not Sort.MOVE:
            found.add(_spot(use))
    return found


def _spot(use: Use) -> tuple[int, int, int]:
    return id(use.text), use.index, use.length


def _replaced(file: Written, text: Text, index: int, length: int, new: str) -> Edit:
    start, end = file.within(text.place, text, index, length)
    if len(text) == length and reads_as(new) and file.is_plain(text.place):
        new = _quoted(new)
    return Edit(start, end, new)


def _quoted(id: str) -> str:
    return f'"{id}"' if reads_as(id) else id


def _moved(definition: Definition, new: str) -> Iterator[tuple[str, str]]:
    """Yield the file that is named by a thing, with its new name."""
    path = PurePosixPath(definition.id.place.file)
    if definition.sort is Sort.PAGE:
        yield str(path), f"{PROSE_PAGES}{new}.md"
    elif f"{path.parent}/" in (LEVELS, GUIDES) and path.stem == definition.id:
        yield str(path), str(path.with_name(f"{new}{path.suffix}"))
