"""List what there is to edit in a project: its files, and each thing in them that has a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from textwrap import shorten

from generator.model.entry import Entry, Named
from generator.model.keys import Key, keys_in_order, model_of
from generator.model.knowledge import LEVELS
from generator.model.levels import Move
from generator.model.sorts import Sort
from generator.model.words import WordsFile
from generator.problems import Place, Problem, Severity
from generator.source.layout import At, CannotEdit, YamlLayout, YamlNode
from generator.source.plain import layout_of

FILE, PAGE, WORD, MOVE = "file", "page", "word", "move"
_SAYING = ("name", "title", "term", "you", "text", "say", "claim", "question", "words", "value", "sentence", "label")
_LONGEST = 90
_LONGEST_IN_SENTENCE = 40


@dataclass(frozen=True, slots=True)
class EditedThing:
    """One thing to edit: a file, or what has a name in one.

    `key` names it in an address, such as "question/where". `sort` is what it is: the word that `stepwell rename` takes,
    or "file", "page" and "word" (a section of content/words.yaml). `name` is what a reader would call it. `parent` is
    the key of what it stands in, "" for a file. `problems` counts what is said of it and of what is in it; `errors`
    those that stop the site. `end` is where it ends; None for a whole file.
    """

    key: str
    sort: str
    id: str
    name: str
    file: str
    place: Place
    parent: str
    problems: int = 0
    errors: int = 0
    end: At | None = None


@dataclass(frozen=True)
class Located:
    """A thing with the way to it in its file, the model that it must fit and how it is written there.

    One that `is_listing` is only the id of a thing that has a file of its own, in the list that gives it its place.
    """

    thing: EditedThing
    model: type[Entry] | None
    way: tuple[str | int, ...] = ()
    node: YamlNode | None = field(default=None, compare=False)
    is_listing: bool = False

    def holds(self, place: Place) -> bool:
        """Tell whether a place is within this thing."""
        if place.file != self.thing.file:
            return False
        if self.node is None or not self.way:
            return True
        return self.node.start <= (place.line, place.column) <= self.node.end


def named(thing: EditedThing) -> str:
    """Say in a few words what a thing is called, as a part of a sentence."""
    if thing.sort == FILE:
        return thing.file
    return f"“{shorten(thing.name, _LONGEST_IN_SENTENCE, placeholder='…')}”"


def is_page(file: str) -> bool:
    """Tell whether a file is a page by hand."""
    return file.endswith(".md")


def layout_or_none(file: str, text: str) -> YamlLayout | None:
    """Read where each value of a file stands; None where that cannot be read."""
    try:
        return layout_of(text, is_page=is_page(file))
    except CannotEdit:
        return None


def located_in(texts: Mapping[str, str | None]) -> dict[str, Located]:
    """List the things of every file, by their keys; a file without a text is listed alone.

    A level or a kind with a file of its own stands where its id is listed.
    """
    found: dict[str, Located] = {}
    listed: dict[str, str] = {}
    below: dict[str, list[str]] = {}
    for file, text in texts.items():
        for located in _located_in(file, text):
            thing = located.thing
            key = thing.key
            if located.is_listing:
                listed.setdefault(key, thing.parent)
            else:
                while key in found:
                    key += "~"  # a second thing of the same name, which checks refuse
                found[key] = replace(located, thing=replace(thing, key=key))
            below.setdefault(thing.parent, []).append(key)
    for key in listed.keys() & found.keys():
        if found[key].thing.file.startswith(LEVELS):
            below[found[key].thing.parent].remove(key)
            found[key] = replace(found[key], thing=replace(found[key].thing, parent=listed[key]))
    return {key: found[key] for key in _in_order("", below, found)}


def _in_order(parent: str, below: Mapping[str, list[str]], found: Mapping[str, Located]) -> Iterator[str]:
    for key in below.get(parent, ()):
        if key in found and found[key].thing.parent == parent:
            yield key
            yield from _in_order(key, below, found)


def with_problems(located: Iterable[Located], problems: Iterable[Problem]) -> tuple[EditedThing, ...]:
    """Count the problems of each thing."""
    all_places: dict[str, list[Place]] = {}
    of_errors: dict[str, list[Place]] = {}
    for problem in problems:
        all_places.setdefault(problem.place.file, []).append(problem.place)
        if problem.severity is Severity.ERROR:
            of_errors.setdefault(problem.place.file, []).append(problem.place)

    def count(each: Located, places: Mapping[str, Sequence[Place]]) -> int:
        return sum(map(each.holds, places.get(each.thing.file, ())))

    return tuple(
        replace(each.thing, problems=count(each, all_places), errors=count(each, of_errors)) for each in located
    )


def first_words(node: YamlNode | None) -> str:
    """Return the words that tell best what an entry is, on one line."""
    if node is None:
        return ""
    if node.is_scalar:
        return _shortened(node.text)
    for key in _SAYING:
        value = node.value_of(key)
        value = _in_one_voice(value) if value is not None and value.pairs else value
        value = value.children[0] if value is not None and value.children else value
        if value is not None and value.is_scalar and value.text:
            return _shortened(value.text)
    return ""


def _in_one_voice(node: YamlNode) -> YamlNode:
    """Return the words to the reader of a line that is written as its voices, else those about someone else."""
    return next((said for voice in ("you", "say", "they") if (said := node.value_of(voice)) is not None), node)


def thing_key(model: type[Entry] | None, node: YamlNode | None, before: str = "") -> str:
    """Return the key of the entry of a model, "" where it has no name; `before` is the id of its question."""
    if model is None or node is None or not node.pairs:
        return ""
    if model is Move:
        start, to = (_text_of(node, end) for end in ("from", "to"))
        return f"{MOVE}/{start}-to-{to}"
    if not issubclass(model, Named):
        return ""
    id = _text_of(node, "id")
    return f"{model.sort.value}/{before}{id}"


def thing_sort(model: type[Entry] | None) -> str:
    """Return the sort of the things of a model, "" where they have none."""
    sort = getattr(model, "sort", None)
    return str(sort) if isinstance(sort, Sort) else ""


def _text_of(node: YamlNode, key: str) -> str:
    value = node.value_of(key)
    return value.text if value is not None and value.is_scalar else ""


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


@lru_cache(maxsize=256)
def _located_in(file: str, text: str | None) -> tuple[Located, ...]:
    layout = None if text is None else layout_or_none(file, text)
    model = model_of(file)
    sort = PAGE if is_page(file) else FILE
    node = None if layout is None else layout.root
    title = _text_of(node, "title") if node is not None and sort == PAGE else ""
    whole = EditedThing(f"{sort}/{file}", sort, file, title or file, file, Place(file, 1, 1), "")
    located = Located(whole, model, (), node)
    if node is None or model is None:
        return (located,)
    return (located, *_below(file, model, node, (), whole.key, ""))


def _below(
    file: str, model: type[Entry], node: YamlNode, way: tuple[str | int, ...], parent: str, question: str
) -> Iterator[Located]:
    for key in keys_in_order(model):
        value = node.value_of(key.name)
        if value is None or key.entry is None:
            continue
        entries = list(enumerate(value.children)) if key.is_list else [(None, value)]
        for number, entry in entries:
            here = (*way, key.name) if number is None else (*way, key.name, number)
            yield from _entry(file, model, key, entry, here, parent, question)


def _entry(
    file: str, within: type[Entry], key: Key, node: YamlNode, way: tuple[str | int, ...], parent: str, question: str
) -> Iterator[Located]:
    model = key.entry
    assert model is not None
    place = Place(file, *node.start)
    if within is WordsFile and node.pairs:
        name = key.name.replace("_", " ").capitalize()
        thing = EditedThing(f"{WORD}/{key.name}", WORD, key.name, name, file, place, parent, end=node.end)
        yield Located(thing, model, way, node)
        return
    if node.is_scalar and thing_sort(model) in (Sort.LEVEL, Sort.KIND):
        sort = thing_sort(model)
        thing = EditedThing(f"{sort}/{node.text}", sort, node.text, node.text, file, place, parent, end=node.end)
        yield Located(thing, model, way, node, is_listing=True)
        return
    own = thing_key(model, node, question)
    if own:
        sort, _, id = own.partition("/")
        thing = EditedThing(own, sort, id, first_words(node) or id, file, place, parent, end=node.end)
        yield Located(thing, model, way, node)
        parent = own
        question = f"{id}." if sort == "question" else ""
    if node.pairs and not _is_of_itself(model):
        yield from _below(file, model, node, way, parent, question)


def _is_of_itself(model: type[Entry]) -> bool:
    """Tell whether an entry holds entries like itself: a condition, in which nothing has a name."""
    return any(key.entry is model for key in keys_in_order(model))
