"""Know what a file says, whatever it is written like, and what it would say with one part of it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from generator.source.layout import YamlLayout, YamlNode
from generator.source.scalar_styles import refuse_forbidden
from generator.source.writing import Value

Steps: TypeAlias = Sequence[str | int]
"""The keys and the numbers of entries, from 0, that lead from the beginning of a file to a value."""
Plain: TypeAlias = str | list["Plain"] | dict[str, "Plain"] | None
"""What a file says without how it is written: texts, lists and mappings; None for what is not there."""


@lru_cache(maxsize=64)
def layout_of(text: str, *, is_page: bool = False) -> YamlLayout:
    """Read where each value of a file stands; of a page, of its front matter. Raises CannotEdit."""
    return YamlLayout.of(text, is_page=is_page)


def node_at(file: YamlLayout, way: Steps) -> YamlNode | None:
    """Find the value to which a way leads; None where it is not there."""
    node: YamlNode | None = file.root
    for part in way:
        if node is None:
            return None
        if isinstance(part, int):
            node = node.children[part] if 0 <= part < len(node.children) else None
        else:
            node = node.value_of(part)
    return node


def every_way(file: YamlLayout) -> Iterator[tuple[tuple[str | int, ...], YamlNode]]:
    """Yield every value of a file with the way to it, in their order."""
    waiting: list[tuple[tuple[str | int, ...], YamlNode]] = [((), file.root)]
    while waiting:
        way, node = waiting.pop()
        yield way, node
        below: list[tuple[str | int, YamlNode]] = [
            *enumerate(node.children),
            *((name.text, value) for name, value in node.pairs),
        ]
        waiting += [((*way, part), value) for part, value in reversed(below)]


def plain_of(node: YamlNode) -> Plain:
    """Return what a value says; the last line ends of a text are left out."""
    if node.is_scalar:
        return node.text.rstrip("\n")
    if not node.is_mapping:
        return [plain_of(child) for child in node.children]
    said: dict[str, Plain] = {}
    for name, value in node.pairs:
        key = name.text
        while key in said:
            key += "\0"  # a key that stands there twice
        said[key] = plain_of(value)
    return said


def said_by(value: Value) -> Plain:
    """Return what a value will say once it is read. Raises CannotEdit where it holds what no text may hold."""
    if isinstance(value, str):
        refuse_forbidden(value)
        return value.rstrip("\n")
    if isinstance(value, int):
        return str(value).lower()
    if isinstance(value, Mapping):
        return {key: said_by(part) for key, part in value.items() if not key.startswith("#")}
    return [said_by(part) for part in value]


def _changed(said: Plain, way: Steps, change: Callable[[Plain], Plain]) -> Plain:
    """Copy what a file says with one part of it changed."""
    if not way:
        return change(said)
    part, rest = way[0], way[1:]
    if isinstance(part, int):
        assert isinstance(said, list)
        return [_changed(each, rest, change) if number == part else each for number, each in enumerate(said)]
    assert isinstance(said, dict)
    return {**said, part: _changed(said.get(part), rest, change)}


def said_with(said: Plain, way: Steps, value: Plain) -> Plain:
    """Return what a file says with another value where a way leads."""
    return _changed(said, way, lambda _: value)


def said_without(said: Plain, way: Steps) -> Plain:
    """Return what a file says without the value to which a way leads."""

    def shortened(parent: Plain) -> Plain:
        if isinstance(parent, list):
            return [each for number, each in enumerate(parent) if number != way[-1]]
        assert isinstance(parent, dict)
        return {key: each for key, each in parent.items() if key != way[-1]}

    return _changed(said, way[:-1], shortened)


def said_with_entry(said: Plain, way: Steps, place: int, entry: Plain) -> Plain:
    """Return what a file says with one entry more in the list to which a way leads."""

    def longer(entries: Plain) -> Plain:
        assert isinstance(entries, list)
        return [*entries[:place], entry, *entries[place:]]

    return _changed(said, way, longer)
