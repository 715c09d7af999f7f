"""Carry out a change of a field, a list or a text: what it makes of the text of its file, byte for byte."""

from __future__ import annotations

import datetime
from itertools import count

from generator.editing.changes import (
    AddItem,
    CannotChange,
    ChangedField,
    ClearValue,
    Made,
    MoveItem,
    RemoveItem,
    SetLines,
    SetText,
    SetValue,
    Way,
)
from generator.editing.forms import body_start
from generator.editing.labels import label_of
from generator.editing.things import Located, is_page, named
from generator.editing.values import (
    as_written,
    blank,
    is_empty,
    is_line_as_text,
    key_at,
    keys_before,
    whole_line,
    with_unix_ends,
)
from generator.model.entry import Entry, Named, Review
from generator.model.sorts import Sort
from generator.source.layout import CannotEdit, YamlNode
from generator.source.own_lines import with_lines_at
from generator.source.plain import layout_of, node_at
from generator.source.rewriting import (
    with_entry_at,
    with_moved_entry,
    with_value_at,
    without_value_at,
)
from generator.source.scalar_styles import refuse_forbidden
from generator.source.writing import Value

FieldChange = SetValue | ClearValue | SetLines | AddItem | RemoveItem | MoveItem
_KEYS_IN_WORDS = {
    "you": "words to the reader",
    "they": "words about someone else",
    "say": "words",
    "next": "what comes next",
    "when": "condition",
    "is": "condition",
    "all": "condition",
    "any": "condition",
    "not": "condition",
    "of": "condition",
    "at_least": "condition",
    "otherwise": "what comes for everyone else",
    "choose": "number of answers",
    "why": "reason",
    "help": "line below it",
}
"""What the value of a key is called in a sentence, where the key is no name for it."""


def carried_out(change: FieldChange, located: Located, text: str, *, today: datetime.date) -> Made:
    """Make a change of a field of a thing that stands in a text. Raises CannotChange."""
    if located.model is None or located.node is None:
        raise CannotChange("this file cannot be read as fields; change it as text")
    try:
        new = _made(change, located, located.model, text, today)
    except CannotEdit as error:
        raise CannotChange(str(error)) from error
    thing = located.thing
    return Made(
        {thing.file: new}, thing.key, f"{_said(change)} of {named(thing)}", field=_field(change, located, located.model)
    )


def _field(change: FieldChange, located: Located, model: type[Entry]) -> ChangedField | None:
    """Say what stood in a field and what stands there now; None where that is more than a value, or a list of them."""
    if not isinstance(change, SetValue | ClearValue) or not change.way or not isinstance(change.way[-1], str):
        return None
    key, above = key_at(model, change.way), tuple(part for part in change.way[:-1] if isinstance(part, str))
    within = key_at(model, above).entry if above else model
    node = node_at_way(located, change.way)
    was, now = _values(node), _values_given(change.value if isinstance(change, SetValue) else "")
    sorts = () if key.mark is None else tuple(map(str, key.mark.sorts))
    if was is None or now is None:
        return None
    return ChangedField(label_of(change.way[-1], within), was, now, sorts, change.way)


def _values(node: YamlNode | None) -> tuple[str, ...] | None:
    if node is None:
        return ()
    if node.is_scalar:
        return (node.text,) if node.text else ()
    return tuple(each.text for each in node.children) if all(each.is_scalar for each in node.children) else None


def _values_given(value: Value) -> tuple[str, ...] | None:
    if isinstance(value, dict):
        return None
    values = value if isinstance(value, list | tuple) else [value]
    return None if any(isinstance(each, dict | list | tuple) for each in values) else tuple(map(str, values))


def _made(change: FieldChange, located: Located, model: type[Entry], text: str, today: datetime.date) -> str:
    way, page = (*located.way, *change.way), is_page(located.thing.file)
    _refuse_fixed(change, located, model)
    if isinstance(change, SetValue):
        if is_empty(change.value) and not isinstance(change.way[-1], int):
            return _cleared(located, model, text, change.way)
        value = as_written(key_at(model, change.way), change.value)
        return _written(located, model, text, change.way, value)
    if isinstance(change, ClearValue):
        return _cleared(located, model, text, change.way)
    if isinstance(change, SetLines):
        key_at(model, change.way)
        return with_lines_at(
            text, way, with_unix_ends(change.lines), before=keys_before(model, change.way), is_page=page
        )
    if isinstance(change, AddItem):
        return _with_item(change, located, model, text, today)
    if isinstance(change, RemoveItem):
        if node_at_way(located, change.way) is None:
            raise CannotChange("there is no such entry any more")
        return without_value_at(text, way, is_page=page)
    return with_moved_entry(text, way, change.start, change.to, is_page=page)


def node_at_way(located: Located, way: Way) -> YamlNode | None:
    """Find what a way leads to from a thing; None where nothing stands there."""
    node = located.node
    for part in way:
        if node is None:
            return None
        if isinstance(part, int):
            node = node.children[part] if part < len(node.children) else None
        else:
            node = node.value_of(part)
    return node


def _written(located: Located, model: type[Entry], text: str, way: Way, value: Value) -> str:
    page = is_page(located.thing.file)
    whole = whole_line(model, located.node, way, value)
    if whole is not None:
        way, value = whole
    return with_value_at(text, (*located.way, *way), value, before=keys_before(model, way), is_page=page)


def _cleared(located: Located, model: type[Entry], text: str, way: Way) -> str:
    if node_at_way(located, way) is None:
        key_at(model, way)
        if not is_line_as_text(model, located.node, way):
            return text
        way = way[:-1]
        if isinstance(way[-1], int):  # an entry that says nothing yet stays where it is, and a check asks for it
            return with_value_at(text, (*located.way, *way), "", is_page=is_page(located.thing.file))
    return without_value_at(text, (*located.way, *way), is_page=is_page(located.thing.file))


def _with_item(change: AddItem, located: Located, model: type[Entry], text: str, today: datetime.date) -> str:
    key = key_at(model, change.way)
    if not key.is_list:
        raise CannotChange(f'"{key.name}" is no list')
    way, page = (*located.way, *change.way), is_page(located.thing.file)
    node = node_at(layout_of(text, is_page=page), way)
    entry = as_written(key, change.value) if change.value is not None else blank(key, today=today)
    if change.value is None and isinstance(entry, dict) and key.entry is not None and issubclass(key.entry, Named):
        entry["id"] = _free_id(key.entry.sort, node)
    if node is not None and node.is_scalar and node.text:
        if key.mark is None:
            raise CannotChange(f'"{node.text}" stands in the place of this list; change it as text')
        return with_value_at(text, way, [node.text, entry], is_page=page)  # a text that stands for a list of one
    if node is None or not node.children:
        return with_value_at(text, way, [entry], before=keys_before(model, change.way), is_page=page)
    at = len(node.children) if change.at is None else change.at
    return with_entry_at(text, way, at, entry, is_page=page)


def _free_id(sort: Sort, beside: YamlNode | None) -> str:
    """Make an id that nothing in a list has: an author gives a better one by renaming, and needs none to go on."""
    ids = [each.value_of("id") for each in (beside.children if beside is not None else ())]
    taken = {id.text for id in ids if id is not None}
    return next(id for number in count(1) if (id := f"{sort}-{number}") not in taken)


def _refuse_fixed(change: FieldChange, located: Located, model: type[Entry]) -> None:
    way = change.way
    if isinstance(change, SetValue | SetLines | ClearValue) and way == ("id",) and located.thing.sort != "page":
        raise CannotChange("an id is changed by renaming, so that what names it follows")
    if isinstance(change, SetValue | SetLines | AddItem):
        entries = [key_at(model, way[: end + 1]).entry for end in range(len(way)) if isinstance(way[end], str)]
        if any(entry is not None and issubclass(entry, Review) for entry in entries):
            raise CannotChange("a sign-off is written under “Who looked at it?”, by the person who looked")


def text_written(change: SetText, before: str | None) -> Made:
    """Make the new text of a file, with its line ends as they were. Raises CannotChange."""
    try:
        refuse_forbidden(change.text.lstrip("\ufeff"))
    except CannotEdit as error:
        raise CannotChange(str(error)) from error
    if before is None:
        raise CannotChange(f"{change.file} is not there")
    said = with_unix_ends(change.text)
    newline = "\r\n" if "\r\n" in before else "\n"
    start = body_start(before) if is_page(change.file) and not change.whole else 0
    mark = "\ufeff" if before.startswith("\ufeff") and not said.startswith("\ufeff") and not start else ""
    new = before[:start] + mark + said.replace("\n", newline)
    key = f"{'page' if is_page(change.file) else 'file'}/{change.file}"
    return Made({change.file: new}, key, f"text of {change.file}")


def _said(change: FieldChange) -> str:
    names = [part for part in change.way if isinstance(part, str)]
    what = (_KEYS_IN_WORDS.get(names[-1]) or label_of(names[-1]).lower()) if names else "all"
    match change:
        case AddItem():
            return f"new entry in {what}"
        case RemoveItem():
            return f"entry taken out of {what}"
        case MoveItem():
            return f"order of {what}"
    return what
