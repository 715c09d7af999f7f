"""Move, remove and rename things: what all files must say then, so that nothing names what is no longer there."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from generator.applying import CannotApply, renamed_texts, written_texts
from generator.editing.changes import CannotChange, Made, MoveThing, RenameThing, Way
from generator.editing.things import Located, is_page, named
from generator.editor.workspace import Analysis
from generator.model.knowledge import GUIDES, LEVELS, KnowledgeBase
from generator.model.prose import PROSE_PAGES, address_of
from generator.model.sorts import Sort
from generator.naming import Definition, Use, names_of
from generator.problems import Problems
from generator.renaming import CannotRename, rename_edits
from generator.source.layout import CannotEdit
from generator.source.own_lines import with_entry_elsewhere
from generator.source.plain import every_way, layout_of, node_at
from generator.source.rewriting import with_moved_entry, without_value_at

Texts = Mapping[str, str | None]
_MOST_SHOWN = 6


def renamed(change: RenameThing, located: Located, analysis: Analysis, *, today: datetime.date) -> Made:
    """Change the id of a thing in every file; its old address leads on. Raises CannotChange."""
    project, base = analysis.project, _base_of(analysis)
    sort, id = _sort_and_id(located)
    try:
        found = rename_edits(base, written_texts(project), sort, id, change.new_id)
        texts, done = renamed_texts(project, Problems(list(analysis.problems)), found, today=today)
    except (CannotRename, CannotApply) as error:
        raise CannotChange(str(error)) from error
    key = _renamed_key(located, found.moved, change.new_id)
    lapsed = f"an id belongs to what is signed off; no longer in force: {', '.join(done.lapsed)}" if done.lapsed else ""
    return Made(texts, key, f"{sort.words} {id} called {change.new_id}", (lapsed,) if lapsed else ())


def removed(located: Located, texts: Texts, analysis: Analysis) -> Made:
    """Take a thing away that nothing names. Raises CannotChange with the places that name it."""
    thing, base = located.thing, _base_of(analysis)
    if thing.sort in ("file", "word"):
        raise CannotChange(f"{thing.id} belongs to every project; leave out what stands in it")
    uses, listings = uses_within(located, base)
    if uses:
        raise CannotChange(_named_at(thing.name or thing.id, uses), tuple(use.id.place for use in uses))
    said = f"{named(thing)} removed"
    if is_page(thing.file) or (thing.sort == Sort.GUIDE and thing.file.startswith(GUIDES)):
        return Made({thing.file: None}, "", said)
    made = dict(_without(located, texts))
    for use in listings:
        made |= _without_listing(use, texts)
    return Made(made, thing.parent, said)


def moved(change: MoveThing, located: Located, others: Mapping[str, Located], texts: Texts) -> Made:
    """Put a thing before another, or to the end of its list. Raises CannotChange."""
    here = _listed(located, others, texts)
    if change.before:
        other = others.get(change.before)
        if other is None or other.thing.sort != located.thing.sort:
            raise CannotChange(f'"{change.before}" is no {located.thing.sort} that this could stand before')
        there = _listed(other, others, texts)
    else:
        there = None
    file, way = here
    text = texts.get(file)
    assert text is not None
    if there is not None and there[0] != file:
        raise CannotChange(f"they stand in two files, {file} and {there[0]}; move it as text")
    start = _number(way)
    try:
        if there is None or there[1][:-1] == way[:-1]:
            entries = node_at(layout_of(text), way[:-1])
            count = 0 if entries is None else len(entries.children)
            to = count - 1 if there is None else _number(there[1]) - (_number(there[1]) > start)
            new = with_moved_entry(text, way[:-1], start, to)
        else:
            new = with_entry_elsewhere(text, way[:-1], start, there[1][:-1], _number(there[1]))
    except CannotEdit as error:
        raise CannotChange(str(error)) from error
    thing = located.thing
    advice = (
        ("the order of a ladder says what is more support: moves and options that go by it point the other way now",)
        if thing.sort == Sort.LEVEL
        else ()
    )
    return Made({file: new}, thing.key, f"{named(thing)} moved", advice)


def _base_of(analysis: Analysis) -> KnowledgeBase:
    base = analysis.project.reading.base
    if base is None:
        raise CannotChange("mend the errors first: in a file that cannot be read nobody knows what is named")
    return base


def _sort_and_id(located: Located) -> tuple[Sort, str]:
    thing = located.thing
    if thing.sort == "page":
        return Sort.PAGE, address_of(thing.id.removeprefix(PROSE_PAGES).removesuffix(".md")).removesuffix("/")
    try:
        return Sort(thing.sort), thing.id
    except ValueError as error:
        raise CannotChange(f"a {thing.sort} has no id") from error


def _renamed_key(located: Located, moved: Mapping[str, str], new: str) -> str:
    thing = located.thing
    if thing.sort == "page":
        return f"page/{moved.get(thing.file, thing.file)}"
    before = f"{thing.id.partition('.')[0]}." if thing.sort == Sort.ANSWER else ""
    return f"{thing.sort}/{before}{new.rpartition('.')[2]}"


def _definitions_within(located: Located, base: KnowledgeBase) -> list[Definition]:
    """List what the thing and all that stands in it define."""
    return [each for each in names_of(base).definitions if located.holds(each.id.place)]


def uses_within(located: Located, base: KnowledgeBase) -> tuple[list[Use], list[Use]]:
    """List the uses of a thing, and of what stands in it, from outside; and the lists that only put it in its place."""
    names = names_of(base)
    uses: list[Use] = []
    listings: list[Use] = []
    for definition in _definitions_within(located, base):
        for use in names.uses_of(definition):
            if located.holds(use.id.place):
                continue
            is_listing = use.entry is definition.entry and use.field == "id"
            (listings if is_listing else uses).append(use)
    return uses, listings


def _named_at(name: str, uses: list[Use]) -> str:
    places = sorted({f"{use.id.place.file}:{use.id.place.line}" for use in uses})
    more = f" and {len(places) - _MOST_SHOWN} more" if len(places) > _MOST_SHOWN else ""
    shown = ", ".join(places[:_MOST_SHOWN])
    return f'"{name}" is named in {len(places)} places: {shown}{more}; change those first'


def _without(located: Located, texts: Texts) -> dict[str, str | None]:
    file = located.thing.file
    text = texts.get(file)
    assert text is not None
    try:
        return {file: without_value_at(text, located.way)}
    except CannotEdit as error:
        if file.startswith((LEVELS, GUIDES)) and len(located.way) == 2:
            return {file: None}  # nothing else stands in it
        raise CannotChange(str(error)) from error


def _without_listing(use: Use, texts: Texts) -> dict[str, str | None]:
    """Take the id of a level, or of a kind, that has a file of its own out of the list that names it."""
    place = use.text.place
    text = texts.get(place.file)
    assert text is not None
    way = _way_to(text, (place.line, place.column))
    return {place.file: without_value_at(text, way)}


def _way_to(text: str, at: tuple[int, int]) -> Way:
    found = next((way for way, node in every_way(layout_of(text)) if node.start == at and node.is_scalar), None)
    if found is None:
        raise CannotChange("it is listed in a way that is not known here")
    return found


def _listed(located: Located, others: Mapping[str, Located], texts: Texts) -> tuple[str, Way]:
    """Find the entry of a list that gives a thing its place: its own or, of a level with a file of its own, its id."""
    thing = located.thing
    if not located.way or not isinstance(located.way[-1], int):
        raise CannotChange(f"{thing.id} stands alone; there is nothing to move it before")
    if not thing.file.startswith(LEVELS) or thing.sort == Sort.MOVE:
        return thing.file, located.way
    files = ["levels.yaml", *(each.thing.file for each in others.values() if each.thing.file.startswith(LEVELS))]
    for file in dict.fromkeys(files):
        text = texts.get(file)
        for way, node in every_way(layout_of(text)) if text is not None else ():
            if node.is_scalar and node.text == thing.id and len(way) > 1 and way[-2] in ("levels", "beside", "kinds"):
                return file, way
    raise CannotChange(f"{thing.id} is listed nowhere")


def _number(way: Way) -> int:
    last = way[-1]
    assert isinstance(last, int)
    return last
