"""Begin a thing: by `stepwell new` where more than one entry belongs to it, else as an entry to be filled in."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator import beginning
from generator.beginning import CannotBegin, Draft
from generator.beginning.draft import require_new_id
from generator.beginning.levels import BESIDE
from generator.editing.changes import AddThing, BringsErrors, CannotChange, Made, Way
from generator.editing.forms import FieldChoice, FieldKind, FormField, OfferedWords
from generator.editing.labels import label_of
from generator.editing.things import Located, thing_sort
from generator.editing.values import blank
from generator.editor.workspace import Analysis
from generator.model.entry import Entry, Named
from generator.model.guide import NONE, NOT_SURE, Choose, Direction, Urgency
from generator.model.keys import Key, keys_in_order
from generator.model.knowledge import HANDBOOK_FILES, KnowledgeBase
from generator.model.registers import SourceKind
from generator.model.sorts import RefersTo, Sort
from generator.problems import Problems
from generator.source.additions import written
from generator.source.layout import CannotEdit, YamlNode
from generator.source.plain import layout_of, node_at
from generator.source.rewriting import with_entry_at, with_value_at

Texts = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class _Option:
    """One thing to say of what is begun: what it is, and what it may name."""

    name: str
    description: str
    is_required: bool = False
    is_many: bool = False
    refers: RefersTo | None = None
    words: tuple[str, ...] = ()


_SOURCES = _Option("sources", "Where the facts come from.", is_many=True, refers=RefersTo(Sort.SOURCE))
_ANSWERS = RefersTo(Sort.ANSWER, Sort.SET)
_ID = _Option(
    "id", "Its name in addresses: lower-case words with hyphens. It never changes once it is published.", True
)
_GUIDE = _Option("guide", "The further guide that it belongs to. Without it: the guide.", refers=RefersTo(Sort.GUIDE))
_WHEN = "The answers of that row: in each line one of them is enough."
_OPTIONS: Mapping[str, tuple[_Option, ...]] = {
    "level": (
        _ID,
        _Option("name", "The name that readers see.", True),
        _Option("short_name", "A short name for narrow screens. Without it: the name."),
        _Option("after", "The level that it comes after, with the next less support.", refers=RefersTo(Sort.LEVEL)),
        _Option(
            "ladder",
            "In place of a level: the ladder at whose end it comes, or beside them.",
            refers=RefersTo(Sort.LADDER),
            words=(BESIDE,),
        ),
        _SOURCES,
    ),
    "move": (
        _Option("start", "The level that a person leaves.", True, refers=RefersTo(Sort.LEVEL, Sort.KIND)),
        _Option("to", "The level that a person goes to.", True, refers=RefersTo(Sort.LEVEL, Sort.KIND)),
        _SOURCES,
    ),
    "question": (
        _ID,
        _Option("after", "The question, or the answer of one, that it comes after.", refers=RefersTo(Sort.QUESTION)),
        _Option(
            "before",
            "In place of that: the question, decision or outcome that it is to lead to.",
            refers=RefersTo(Sort.QUESTION, Sort.DECISION, Sort.OUTCOME),
        ),
        _Option("choose", "One answer, or any number of them.", words=tuple(Choose)),
        _Option("answers", "The ids of its answers.", is_many=True),
        _Option("only_for", "Ask only people who gave one of these answers.", is_many=True, refers=_ANSWERS),
        _GUIDE,
    ),
    "outcome": (
        _ID,
        _Option("urgency", "How soon help is needed.", True, words=tuple(Urgency)),
        _Option("direction", "Which way it points.", True, words=tuple(Direction)),
        _Option("decision", "The decision that leads to it by a new row.", refers=RefersTo(Sort.DECISION)),
        _Option("when", _WHEN, is_many=True, refers=_ANSWERS),
        _Option("row", "The number of that row. Without it: before the last."),
        _Option("after", "In place of a decision: the answer that leads to it.", refers=RefersTo(Sort.ANSWER)),
        _GUIDE,
    ),
    "note": (
        _ID,
        _Option("when", "For whoever gave one of these answers.", True, is_many=True, refers=_ANSWERS),
        _Option("urgency", "How soon it matters.", words=tuple(Urgency)),
    ),
    "journey": (
        _ID,
        _Option("answers", "The answers of this person.", True, is_many=True, refers=RefersTo(Sort.ANSWER)),
        _Option("story", "Who this is, in one line; a made-up person."),
        _GUIDE,
    ),
    "source": (
        _Option("url", "The address of its page on the web.", True),
        _Option("id", "Its name. Without it, it is made of the address."),
        _Option("title", "Its title."),
        _Option("publisher", "Who published it."),
        _Option("year", "Its year."),
        _Option("kind", "What sort of publication it is.", words=tuple(SourceKind)),
        _Option("users", 'What uses it, as stepwell review says: "level outpatient".', is_many=True),
    ),
    "entry": (
        _ID,
        _Option("title", "Where its reader is, said to them; the title of the page.", True),
        _Option("places", "The levels that the guide fills in.", is_many=True, refers=RefersTo(Sort.LEVEL)),
        _SOURCES,
    ),
}
"""What can be said of a thing that `stepwell new` begins, by its sort; the names are those of its functions."""
_FUNCTIONS: Mapping[str, tuple[Callable[..., Draft], tuple[str, ...]]] = {
    "level": (beginning.begin_level, ("id",)),
    "move": (beginning.begin_move, ("start", "to")),
    "question": (beginning.begin_question, ("id",)),
    "outcome": (beginning.begin_outcome, ("id",)),
    "note": (beginning.begin_note, ("id",)),
    "journey": (beginning.begin_journey, ("id",)),
    "source": (beginning.begin_source, ("url",)),
    "entry": (beginning.begin_entry, ("id",)),
}
_DEFAULTS: Mapping[str, str] = {"choose": Choose.ONE, "urgency": Urgency.ROUTINE}
_WORDS: Mapping[str, Callable[[str], Any]] = {"choose": Choose, "urgency": Urgency, "direction": Direction, "row": int}


@dataclass(frozen=True, slots=True)
class _Home:
    """A list that can hold a thing: in which file, by which way, below which thing, and its key."""

    file: str
    way: Way
    parent: str
    key: Key


def sorts_to_add(things: Mapping[str, Located], base: KnowledgeBase | None) -> tuple[str, ...]:
    """List the sorts of things that can be begun, those of `stepwell new` first."""
    others = dict.fromkeys(thing_sort(home.key.entry) for home in _homes(things, base) if home.key.entry is not None)
    return (*_OPTIONS, *(sort for sort in others if sort and sort not in _OPTIONS))


def options_to_add(sort: str, things: Mapping[str, Located], offered: OfferedWords) -> tuple[FormField, ...]:
    """List what can be said of a thing of a sort that is begun, as fields. Raises CannotChange."""
    if sort in _OPTIONS:
        return tuple(_field(option, offered) for option in _OPTIONS[sort])
    homes = _homes_of(sort, things, None)
    fields = [_field(_ID, offered)]
    if len(homes) > 1:
        choices = tuple(FieldChoice(each.parent, _name_of(each, things)) for each in homes)
        within = FormField(("within",), "within", "Within", "Where it stands.", FieldKind.CHOICE, None, choices, True)
        fields.append(within)
    return tuple(fields)


def added(
    change: AddThing, things: Mapping[str, Located], texts: Texts, analysis: Analysis, *, today: datetime.date
) -> Made:
    """Begin a thing. Raises CannotChange where a check would find an error in it that was not there before."""
    if analysis.project.reading.base is None:
        raise CannotChange("mend the errors first: a file that cannot be read keeps its names")
    if change.sort in _OPTIONS:
        return _begun(change, analysis, today)
    return _entry(change, things, texts, analysis.project.reading.base, today)


def _field(option: _Option, offered: OfferedWords) -> FormField:
    ids = () if option.refers is None else offered.ids(option.refers)
    choices = (
        *(FieldChoice(id, what) for id, what in ids),
        *(FieldChoice(word, label_of(word)) for word in option.words),
    )
    kind = FieldKind.CHOICE if choices else FieldKind.NUMBER if option.name == "row" else FieldKind.LINE
    if option.is_many:
        kind = FieldKind.MANY if choices else FieldKind.LIST
    name = option.name
    return FormField((name,), name, label_of(name), option.description, kind, None, choices, option.is_required)


def _begun(change: AddThing, analysis: Analysis, today: datetime.date) -> Made:
    """Begin a thing as `stepwell new` does."""
    begin, first = _FUNCTIONS[change.sort]
    said: dict[str, Any] = {}
    for option in _OPTIONS[change.sort]:
        value = change.options.get(option.name)
        if option.is_required and not value:
            raise CannotChange(f"say {option.name.replace('_', ' ')}: {option.description}")
        if not value:
            value = () if option.is_many else _DEFAULTS.get(option.name)
        said[option.name] = value if not isinstance(value, str) else _word(option, value)
    unknown = [name for name in change.options if name not in said]
    if unknown:
        raise CannotChange(f'nothing can be said by "{unknown[0]}" of a {change.sort}')
    problems, before = Problems(), Problems(list(analysis.problems))
    try:
        draft = begin(analysis.project, *(said.pop(name) for name in first), **said, today=today)
        draft.checked(problems)
    except (CannotBegin, CannotEdit) as error:
        raise CannotChange(str(error)) from error
    errors = draft.new_errors(before, problems)
    if errors:
        raise BringsErrors(tuple(errors))
    texts = {name: draft.texts[name] for name in draft.changed}
    return Made(texts, _key_of_new(change), f"new {change.sort} {_name_in(change)}", tuple(draft.left_to_do(problems)))


def _word(option: _Option, value: str) -> Any:
    try:
        return _WORDS.get(option.name, str)(value)
    except ValueError as error:
        raise CannotChange(f'"{value}" cannot be its {option.name}') from error


def _key_of_new(change: AddThing) -> str:
    if change.sort == "move":
        return f"move/{_name_in(change)}"
    return f"{change.sort}/{_name_in(change)}"


def _name_in(change: AddThing) -> str:
    said = change.options
    return f"{said.get('start')}-to-{said.get('to')}" if change.sort == "move" else str(said.get("id", ""))


def _entry(
    change: AddThing, things: Mapping[str, Located], texts: Texts, base: KnowledgeBase, today: datetime.date
) -> Made:
    """Begin an entry of one list, to be filled in."""
    homes = _homes_of(change.sort, things, base)
    within = str(change.options.get("within", "") or homes[0].parent)
    home = next((each for each in homes if each.parent == within and _is_open(each, texts.get(each.file))), None)
    if home is None:
        raise CannotChange(f'no {change.sort} can stand in "{within}"')
    id = str(change.options.get("id", ""))
    model = home.key.entry
    assert model is not None
    try:
        if issubclass(model, Named):
            require_new_id(base, id, model)
    except CannotBegin as error:
        raise CannotChange(str(error)) from error
    question = f"{within.partition('/')[2]}." if change.sort == Sort.ANSWER else ""
    if question and f"answer/{question}{id}" in things:
        raise CannotChange(f'the question has an answer "{id}" already; choose another id')
    entry = blank(home.key, today=today)
    assert isinstance(entry, dict)
    entry |= {"id": id} | {name: value for name, value in change.options.items() if name not in ("id", "within")}
    key = f"{change.sort}/{question}{id}"
    return Made({home.file: _with_entry(home, texts.get(home.file), entry, today)}, key, f"new {change.sort} {id}")


def _with_entry(home: _Home, text: str | None, entry: Any, today: datetime.date) -> str:
    if text is None:
        model = HANDBOOK_FILES[home.file]
        file = {
            key.name: blank(key, today=today) for key in keys_in_order(model) if key.is_required and not key.is_list
        }
        lists = {key.name: [blank(key, today=today)] for key in keys_in_order(model) if key.is_required and key.is_list}
        return written({**file, **lists, home.key.name: [entry]})
    try:
        there = node_at(layout_of(text), home.way)
        if there is None or not there.children:
            return with_value_at(text, home.way, [entry])
        return with_entry_at(text, home.way, _place_in(there), entry)
    except CannotEdit as error:
        raise CannotChange(f"{home.file}: {error}") from error


def _is_open(home: _Home, text: str | None) -> bool:
    """Tell whether a list can have entries: none stands there, or one that is written as a list."""
    there = None if text is None else node_at(layout_of(text), home.way)
    return there is None or not there.is_scalar or not there.text


def _place_in(there: YamlNode) -> int:
    """Find the place behind all entries of a list but the answers that stand alone, which come last."""
    ids = ["" if (id := child.value_of("id")) is None else id.text for child in there.children]
    place = len(ids)
    while place > 1 and ids[place - 1] in (NONE, NOT_SURE):
        place -= 1
    return place


def _homes_of(sort: str, things: Mapping[str, Located], base: KnowledgeBase | None) -> list[_Home]:
    homes = [home for home in _homes(things, base) if thing_sort(home.key.entry) == sort]
    if not homes:
        raise CannotChange(f"a {sort} cannot be begun here; write it as text, as docs/format.md says")
    return homes


def _homes(things: Mapping[str, Located], base: KnowledgeBase | None) -> Iterator[_Home]:
    """Yield every list that can hold things, of the files that are there and of the registers that may be."""
    there = set()
    for located in things.values():
        if located.model is not None and located.thing.sort not in ("page", "word"):
            there.add(located.thing.file)
            yield from _lists_of(located.model, located.thing.file, located.way, located.thing.key)
    if base is None or base.upstream is None:
        for file, model in HANDBOOK_FILES.items():
            if file not in there:
                yield from _lists_of(model, file, (), f"file/{file}")


def _lists_of(model: type[Entry], file: str, way: Way, parent: str) -> Iterator[_Home]:
    for key in keys_in_order(model):
        if key.is_list and thing_sort(key.entry):
            yield _Home(file, (*way, key.name), parent, key)


def _name_of(home: _Home, things: Mapping[str, Located]) -> str:
    located = things.get(home.parent)
    return home.file if located is None else located.thing.name
