"""List what there is to edit by what it is for people, not by the files in which it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from generator.editing import EditedThing

# Each group of the list: a word for addresses, its heading, and the sorts of things in it.
_GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("questions", "Questions of the guide", ("guide", "question")),
    ("sets", "Groups of answers", ("set",)),
    ("decisions", "Decisions of the guide", ("decision",)),
    ("outcomes", "Outcomes of the guide", ("outcome",)),
    ("notes", "Notes to some answers", ("note", "subject")),
    ("levels", "Levels of care", ("ladder", "level", "kind")),
    ("moves", "Moves between levels", ("move",)),
    ("contacts", "Numbers to call", ("contact", "line", "local-line", "notice")),
    ("promises", "Safety promises and warnings", ("promise", "box")),
    ("journeys", "Journeys", ("journey",)),
    ("pages", "Pages", ("page",)),
    ("words", "Words that pages say by themselves", ("word",)),
    ("entries", "Ways in that staff send", ("entry", "situation", "handing-over", "address")),
    ("glossary", "Glossary", ("term",)),
    ("signs", "Signs, questions to ask, quality", ("sign", "question-to-ask", "quality-sign", "treatment")),
    ("evidence", "Studies, claims and facts", ("study", "claim", "fact", "value")),
    ("sources", "Sources", ("source",)),
    ("organization", "The organization", ("program", "organization")),
    ("files", "Whole files, and everything else", ("file",)),
)
_WITHIN_ANOTHER = ("answer",)
_DEEP = ("kind",)
WORDS_OF_SORTS: Mapping[str, str] = {
    "line": "line of the organization",
    "box": "warning",
    "entry": "way in",
    "handing-over": "part of what staff should know",
    "word": "words of pages",
}
"""What a thing is called above its form, where that is not its sort."""
FILES_IN_WORDS: Mapping[str, str] = {
    "decision_tree.yaml": "The guide as a whole",
    "levels.yaml": "The levels as a whole",
    "content/contacts.yaml": "Numbers to call, as a whole",
    "content/notes.yaml": "Notes, as a whole",
    "content/journeys.yaml": "Journeys, as a whole",
    "content/safety.yaml": "Safety: screen, promises, warnings",
    "content/sources.yaml": "Sources, as a whole",
    "content/organization.yaml": "The organization",
    "content/overlay.yaml": "Our own sentences in place of theirs",
    "content/glossary.yaml": "Glossary, and words to avoid",
    "content/addresses.yaml": "Addresses",
    "content/search.yaml": "What people search for",
    "content/words.yaml": "Words of pages, as a whole",
}


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """One line of the list."""

    address: str
    name: str
    problems: int
    errors: int
    is_current: bool
    is_deep: bool


@dataclass(frozen=True, slots=True)
class OutlineGroup:
    """What is of one kind; `is_open` where what is edited now stands in it."""

    id: str
    name: str
    lines: tuple[OutlineItem, ...]
    is_open: bool

    @property
    def problems(self) -> int:
        """How many problems there are in it."""
        return sum(line.problems for line in self.lines)

    @property
    def errors(self) -> int:
        """How many of them stop the site."""
        return sum(line.errors for line in self.lines)


def in_address(key: str) -> str:
    """Write the key of a thing as a part of an address."""
    return quote(key, safe="/.~")


def address_of_thing(key: str) -> str:
    """Return the address of the form of a thing."""
    return f"edit/{in_address(key)}"


def in_words(thing: EditedThing) -> str:
    """Say what a thing is called: by its own words or, for a file, by what is in it."""
    if thing.sort == "file":
        return FILES_IN_WORDS.get(thing.file, thing.file.rpartition("/")[2].partition(".")[0].replace("_", " "))
    if thing.sort == "move" and thing.name == thing.id:
        return thing.id.replace("-to-", " → ").replace("-", " ")
    return thing.id.replace("-", " ") if thing.name == thing.id else thing.name


def sort_in_words(sort: str) -> str:
    """Say what sort a thing is of, for people."""
    return WORDS_OF_SORTS.get(sort, sort.replace("-", " ")).capitalize()


def grouped(
    things: Sequence[EditedThing], *, current: str, opened: str = "", find: str = ""
) -> tuple[OutlineGroup, ...]:
    """Put things into the groups of the list, in their order; with words to find, only those that have them all.

    `current` is the key of what is edited, `opened` the group that is to be open besides.
    """
    listed = sorted((thing for thing in things if thing.sort not in _WITHIN_ANOTHER), key=_main_files_first)
    shown = _shown_as(current, things)
    known = {sort for _, _, sorts in _GROUPS for sort in sorts}
    made = []
    for id, name, sorts in _GROUPS:
        own = [each for each in listed if each.sort in sorts or (id == "files" and each.sort not in known)]
        items = tuple(_items(own, shown, find.lower().split()))
        if items:
            is_open = bool(find) or id == opened or any(item.is_current for item in items)
            made.append(OutlineGroup(id, name, items, is_open))
    return tuple(made)


def _main_files_first(thing: EditedThing) -> bool:
    return "/" in thing.file


def _shown_as(current: str, things: Iterable[EditedThing]) -> str:
    """Find what stands for a thing in the list: for an answer its question."""
    thing = next((each for each in things if each.key == current), None)
    return thing.parent if thing is not None and thing.sort in _WITHIN_ANOTHER else current


def _items(things: Iterable[EditedThing], current: str, words: Sequence[str]) -> Iterator[OutlineItem]:
    for thing in things:
        name = in_words(thing)
        if all(word in f"{name} {thing.id}".lower() for word in words):
            address = address_of_thing(thing.key)
            yield OutlineItem(address, name, thing.problems, thing.errors, thing.key == current, thing.sort in _DEEP)
