"""Say an entry or a value in lines, as a reviewer reads it, and find what it is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.difference.entries import Leaf, Manner, Node, Record, Series
from generator.problems import Place

VOICES = ("you", "they")
"""The fields of a text that is said to the reader and about someone else."""

_NAMES = ("title", "name", "term", "label", "text", "sign", "claim", "ask", "story", "say", "value", "you", "avoid")
"""The fields that hold what a thing is called or says, the shortest first."""


def name_of(record: Record) -> str:
    """Return the words by which a reader knows an entry, "" where it has none."""
    for field in _NAMES:
        node = record.fields.get(field)
        if isinstance(node, Record) and "you" in node.fields:
            node = node.fields["you"]
        if isinstance(node, Leaf):
            return node.text
    return ""


def names_of(records: Sequence[Record]) -> list[str]:
    """List the words by which a reader knows each entry, with its id where two have the same words."""
    names = [name_of(record) for record in records]
    return [
        name if name and names.count(name) == 1 else f"{record.id}: {name}" if name else record.id
        for name, record in zip(names, records, strict=True)
    ]


def lines_of(node: Node, label: str = "") -> Iterator[str]:
    """Say a value in lines, each with the field it belongs to."""
    for field, text in fields_of(node, label):
        yield f"{field}: {text}" if field else text


def fields_of(node: Node, label: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text of a value behind the field it belongs to, "" for none."""
    match node:
        case Leaf():
            yield label, node.text
        case Series():
            for item in node.items:
                yield from fields_of(item, label)
        case Record():
            fields = node.fields
            is_line = node.is_one_voice and set(fields) == set(VOICES)
            label = f"{label} {node.id}" if label and node.id else label
            for field, part in fields.items():
                if node.is_one_voice and field == "they":
                    continue
                inner = field
                if node.is_one_voice and field == "you":
                    inner = "" if is_line else " and ".join(VOICES)
                yield from fields_of(part, ", ".join(word for word in (label, inner) if word))


def place_of(node: Node | None) -> Place:
    """Find the place of a value, or of the first one in a list."""
    match node:
        case Leaf() | Record():
            return node.place
        case Series() if node.items:
            return place_of(node.items[0])
        case _:
            return Place("", 1, 1)


def is_date(node: Node | None) -> bool:
    """Tell whether a value is a date, or who reviewed or decided something: a matter of its own, wherever it stands."""
    match node:
        case Leaf():
            return node.manner is Manner.DATE
        case Series() if node.items:
            return is_date(node.items[0])
        case Record() if node.fields:
            return is_date(next(iter(node.fields.values())))
        case _:
            return False
