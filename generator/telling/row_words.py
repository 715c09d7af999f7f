"""Say in the words of the forms what was changed: the field by its label, things by their names, never an id alone."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from generator.difference.entries import Leaf, Manner, Node, Record, Series
from generator.difference.labels import sort_in_words
from generator.difference.rows import ChangeKind, Row
from generator.editing import EditedThing
from generator.editing.labels import label_of
from generator.model.entry import Entry
from generator.model.guide import asked
from generator.model.keys import every_model, keys_in_order
from generator.telling.conditions import text_in_one_line
from generator.telling.outline import FILES_IN_WORDS, WORDS_OF_SORTS, in_words
from generator.telling.wording import begun, reference_in_words

_BOTH = "you and they"
_SAME = "The same words in both"
_HIDDEN = "covers"
"""The field with a fingerprint: it is written by itself, and says nothing to people."""
_CASES = "cases"
_OF_A_LINE: Mapping[str, str] = {
    "when": "Whom a line is for",
    "next": "What comes next for some",
    "otherwise": "What comes next for everyone else",
}
"""What the fields of a line of a decision are called where it is told what changed."""
_LISTED: Mapping[str, tuple[str, str]] = {
    "harmless": ("You said that {} tells nothing about danger", "It is no longer said that {} tells nothing of danger"),
    "benign": (
        "You said that {} belongs to a calm day, which must not lead to help now",
        "It is no longer said that {} belongs to a calm day",
    ),
    "screen": ("“{}” is asked of everyone first, for danger", "“{}” is no longer asked of everyone first, for danger"),
    "help bar": ("“{}” stands at the top of every page", "“{}” no longer stands at the top of every page"),
    "places": (
        "A link that staff send can fill in the answer to “{}”",
        "A link that staff send can no longer fill in the answer to “{}”",
    ),
}
"""What it means that something stands in a list about safety, and that it stands there no longer."""


@dataclass(frozen=True)
class RowWords:
    """Words for rows, where some things are."""

    things: Sequence[EditedThing]
    by_key: Mapping[str, EditedThing]
    steps: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """What the steps and answers of the guides are called, those of the old version too."""

    def sentence(self, row: Row) -> str:
        """Say what it means that one name was put into a list about safety, or taken out; "" for another row."""
        node = next((each for each in row.nodes if each is not None), None)
        said = _LISTED.get(row.field) if row.thing.sort == "SafetyFile" and row.fields == (row.field,) else None
        if said is None or not isinstance(node, Leaf) or row.kind not in (ChangeKind.ADDED, ChangeKind.REMOVED):
            return ""
        return said[row.kind is ChangeKind.REMOVED].format(self._named(node))

    def heading(self, row: Row) -> str:
        """Say which field of which thing a row is about; for the whole of a thing only the thing."""
        thing = self._thing(row)
        if row.fields[:1] == (_CASES,):
            what = next((_OF_A_LINE[each] for each in row.fields[1:] if each in _OF_A_LINE), "A line")
            return f"{what}, {thing}"
        labels = ", ".join(f"“{label}”" for label in _labels(row.thing.sort, row.fields))
        beneath = f" under “{row.beneath}”" if row.beneath else ""
        return f"{labels}{beneath} of {thing}" if labels else begun(thing)

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
        if sort == "decision" and named.id in self.steps:
            return self.steps[named.id]
        if sort == "move" and (ends := self._ends_of_move(named.id)):
            return f"{words} “{ends}”"
        if sort == "answer":
            name = named.name or (thing.name if thing is not None else "")
            return f"the answer “{name or _spaced(named.id)}” to “{asked(named.within)}”"
        name = in_words(thing) if thing is not None and thing.name != thing.id else named.name
        within = f" of “{asked(named.within)}”" if named.within and sort != "move" else ""
        return f"{words} “{name or (in_words(thing) if thing is not None else _spaced(named.id))}”{within}"

    def _ends_of_move(self, id: str) -> str:
        """Name a move by the levels or kinds that it leads from and to; "" where they are not known."""
        ends = [
            next((self.by_key[key].name for key in (f"level/{end}", f"kind/{end}") if key in self.by_key), "")
            for end in id.split("-to-")
        ]
        return " → ".join(ends) if len(ends) == 2 and all(ends) else ""

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
        if record.sort == "Case":
            yield self._of_case(record)
            return
        label = "" if record.sort == "Decision" else label
        for field, part in record.fields.items():
            if field == _HIDDEN or (record.is_one_voice and field == "they"):
                continue
            is_both = record.is_one_voice and field == "you"
            own = () if is_both and set(record.fields) == {"you", "they"} else _labels(record.sort, (field,))
            inner = (_SAME,) if is_both and own else own
            yield from self._said(part, ", ".join(word for word in (label, *inner) if word))

    def _of_case(self, case: Record) -> str:
        """Say a line of a decision: whom it is for, and what comes next for them."""
        parts = {name: "; ".join(self._said(part, "")) for name, part in case.fields.items()}
        who = f"Whoever answered {parts['when']}" if "when" in parts else "Everyone else"
        return f"{who} → {parts.get('next') or parts.get('otherwise', '')}"

    def _named(self, leaf: Leaf) -> str:
        """Say a value: what it names by its name, the answers of a condition by their words."""
        if leaf.manner is not Manner.REFERENCE:
            return leaf.text.replace("-", " ") if leaf.is_choice else leaf.text
        if not leaf.sorts:
            return text_in_one_line(leaf.text, self._answer)
        return self._name(leaf.text, leaf.sorts)

    def _name(self, id: str, sorts: Sequence[str]) -> str:
        if "answer" in sorts and "." in id:
            return self._answer(id)
        thing = next((self.by_key[key] for sort in sorts if (key := f"{sort}/{id}") in self.by_key), None)
        if id in self.steps and (thing is None or thing.sort == "decision"):
            return self.steps[id]
        return _spaced(id) if thing is None else in_words(thing)

    def _answer(self, reference: str) -> str:
        return self.steps.get(reference) or reference_in_words(reference, self.things) or f"“{_spaced(reference)}”"


def row_words(things: Sequence[EditedThing], steps: Mapping[str, str]) -> RowWords:
    """Return the words for rows among these things; `steps` names the steps and answers of the guides."""
    return RowWords(things, {thing.key: thing for thing in things}, steps)


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
