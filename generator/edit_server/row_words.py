"""Say in the words of the forms what was changed: the field by its label, things by their names, never an id alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from generator.difference.entries import Leaf, Manner, Node, Record, Series
from generator.difference.labels import sort_in_words
from generator.difference.rows import ChangeKind, Row
from generator.edit_server.outline import FILES_IN_WORDS, WORDS_OF_SORTS, in_words
from generator.edit_server.wording import reference_in_words
from generator.editing import EditedThing
from generator.editing.labels import label_of
from generator.model.entry import Entry
from generator.model.guide import asked
from generator.model.keys import every_model, keys_in_order

_ANSWER = re.compile(r"(?<![\w.-])[a-z][\w-]*\.[a-z][\w-]*(?![\w.-])")
_BOTH = "you and they"
_SAME = "The same words in both"
_HIDDEN = "covers"
"""The field with a fingerprint: it is written by itself, and says nothing to people."""


@dataclass(frozen=True)
class RowWords:
    """Words for rows, where some things are."""

    things: Sequence[EditedThing]
    by_key: Mapping[str, EditedThing]

    def heading(self, row: Row) -> str:
        """Say which field of which thing a row is about; for the whole of a thing only the thing."""
        thing = self._thing(row)
        labels = ", ".join(f"“{label}”" for label in _labels(row.thing.sort, row.fields))
        beneath = f" under “{row.beneath}”" if row.beneath else ""
        return f"{labels}{beneath} of {thing}" if labels else f"{thing[:1].upper()}{thing[1:]}"

    def texts(self, row: Row) -> tuple[str, str]:
        """Say what stood there and what stands there now, line for line."""
        if row.fields[-1:] == (_HIDDEN,):
            return "What was looked at or decided, as it was", "What is looked at or decided, as it is now"
        before, after = row.nodes
        if isinstance(before, Series) and isinstance(after, Series) and row.kind is ChangeKind.REORDERED:
            orders = [["; ".join(self._said(item, "")) for item in series.items] for series in (before, after)]
            moved = [place for place, (one, other) in enumerate(zip(*orders, strict=True)) if one != other]
            stretch = range(moved[0], moved[-1] + 1) if moved else ()
            old, new = ("\n".join(f"{place + 1}. {order[place]}" for place in stretch) for order in orders)
            return old, new
        if row.nodes == (None, None):
            return "\n".join(row.old), "\n".join(row.new)
        return "\n".join(self._said(before, "")), "\n".join(self._said(after, ""))

    def _thing(self, row: Row) -> str:
        named = row.thing
        sort = sort_in_words(named.sort)
        key = f"{sort.replace(' ', '-')}/{named.id}"
        thing = self.by_key.get(key) or self.by_key.get(f"page/content/{named.id}.md")
        words = WORDS_OF_SORTS.get(sort, sort)
        if not named.id:
            return f"“{FILES_IN_WORDS.get(row.place.file) or _stem(named.name or row.place.file)}”"
        if sort == "answer":
            name = named.name or (thing.name if thing is not None else "")
            return f"the answer “{name or _spaced(named.id)}” to “{asked(named.within)}”"
        name = in_words(thing) if thing is not None and thing.name != thing.id else named.name
        within = f" of “{asked(named.within)}”" if named.within and sort != "move" else ""
        return f"{words} “{name or (in_words(thing) if thing is not None else _spaced(named.id))}”{within}"

    def _said(self, node: Node | None, label: str) -> Iterator[str]:
        match node:
            case Leaf():
                text = self._named(node)
                yield f"{label}: {text}" if label else text
            case Series():
                for item in node.items:
                    yield from self._said(item, label)
            case Record():
                yield from self._of_record(node, label)

    def _of_record(self, record: Record, label: str) -> Iterator[str]:
        for field, part in record.fields.items():
            if field == _HIDDEN or (record.is_one_voice and field == "they"):
                continue
            is_both = record.is_one_voice and field == "you"
            own = () if is_both and set(record.fields) == {"you", "they"} else _labels(record.sort, (field,))
            inner = (_SAME,) if is_both and own else own
            yield from self._said(part, ", ".join(word for word in (label, *inner) if word))

    def _named(self, leaf: Leaf) -> str:
        """Say a value: what it names by its name, the answers of a condition by their words."""
        if leaf.manner is not Manner.REFERENCE:
            return leaf.text
        if not leaf.sorts:
            return _ANSWER.sub(lambda match: self._answer(match[0]), leaf.text).replace("[", "(").replace("]", ")")
        return self._name(leaf.text, leaf.sorts)

    def _name(self, id: str, sorts: Sequence[str]) -> str:
        if "answer" in sorts and "." in id:
            return self._answer(id)
        thing = next((self.by_key[key] for sort in sorts if (key := f"{sort}/{id}") in self.by_key), None)
        return _spaced(id) if thing is None else in_words(thing)

    def _answer(self, reference: str) -> str:
        return reference_in_words(reference, self.things) or f"“{_spaced(reference)}”"


def row_words(things: Sequence[EditedThing]) -> RowWords:
    """Return the words for rows among these things."""
    return RowWords(things, {thing.key: thing for thing in things})


def _labels(sort: str, fields: Sequence[str]) -> tuple[str, ...]:
    """Label the fields on the way from an entry of a sort to a value."""
    model, labels = _model_by_name().get(sort), []
    for field in fields:
        name = field.replace(" ", "_")
        if field == _BOTH:
            labels.append(_SAME)
            continue
        labels.append(label_of(name, model))
        key = next((each for each in keys_in_order(model) if each.name == name), None) if model is not None else None
        model = None if key is None else key.entry
    return tuple(labels)


@cache
def _model_by_name() -> Mapping[str, type[Entry]]:
    return {model.__name__: model for model in every_model()}


def _stem(file: str) -> str:
    return _spaced(file.rpartition("/")[2].partition(".")[0])


def _spaced(id: str) -> str:
    return re.sub("[-_.]", " ", id)
