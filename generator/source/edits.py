"""Change a file in its place: comments, quotes, order, line ends and everything else stay byte for byte."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from generator.problems import Place
from generator.source.scalars import reads_as

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_MARK = "\ufeff"
_PLAIN = re.compile(r"[^\W_][\w.'+/=-]*(?:,? [\w.'+/=-]+)*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_STEP = 2


class CannotEdit(Exception):
    """One line that says why a file cannot be changed where it should be."""


class Edit(NamedTuple):
    """From where to where a text is replaced, in characters from its beginning, and by what."""

    start: int
    end: int
    new: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Make all edits of a text, none of which may overlap another."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


class Written:
    """A file as it was written, in which texts and entries are found by their places."""

    def __init__(self, text: str, name: str) -> None:
        """Read a file; one that ends with ".md" is a page with YAML above it. Raises CannotEdit."""
        self._text = text
        self._is_page = name.endswith(".md")
        self._file = _File.of(text, is_page=self._is_page)
        nodes = list(self._file.root.every())
        self._scalars = {node.start: node for node in nodes if node.is_scalar}
        self._mappings = {node.start: node for node in nodes if node.pairs}
        self._lists = {child.start: node for node in nodes for child in node.children}

    def within(self, place: Place, said: str, index: int, length: int) -> tuple[int, int]:
        """Find a part of a text: where it begins and ends in the file.

        `said` is the whole text, as it was read, that stands at `place`: a scalar, or the words of a page.
        Raises CannotEdit where the part is written in another way than it reads.
        """
        start, end = self._extent(place)
        part = said[index : index + length]
        before = [match.start() for match in re.finditer(f"(?={re.escape(part)})", said)]
        there = [match.start() + start for match in re.finditer(f"(?={re.escape(part)})", self._text[start:end])]
        if len(before) != len(there):
            raise CannotEdit(f'{place}: "{part}" is written there in a way that is not known here')
        begin = there[before.index(index)]
        return begin, begin + length

    def is_plain(self, place: Place) -> bool:
        """Tell whether the text at a place stands without quotes, and is no block."""
        start, _ = self._extent(place)
        return self._text[start : start + 1] not in ('"', "'", "|", ">")

    def with_item(self, place: Place, key: str, item: str, *, after: Sequence[str]) -> Edit:
        """Add a text to the list under a key of the entry that begins at a place; where there is no list, begin one.

        A new list is put behind the first key of `after` that is there, or behind the last key. Raises CannotEdit.
        """
        mapping = self._mappings.get((place.line, place.column))
        if mapping is None:
            raise CannotEdit(f"{place} is not the beginning of an entry")
        old = mapping.value_of(key)
        if old is None:
            return _insertion_of(self._file, mapping, f"{key}: [{item}]", after)
        if old.is_scalar or old.pairs:
            raise CannotEdit(f'{place}: "{key}" is no list')
        if old.is_flow:
            at = self._file.index(old.children[-1].end) if old.children else self._file.index(old.end) - 1
            return Edit(at, at, f", {item}" if old.children else item)
        margin = " " * (old.start[1] - 1)
        return _after_line(self._file, old.children[-1].end[0], [f"{margin}- {item}"])

    def with_beside(self, place: Place, item: str) -> Edit:
        """Put a text behind the one at a place, in its list; a text that stands alone becomes a list of both."""
        start, end = self._extent(place)
        list_of_it = self._lists.get((place.line, place.column))
        if list_of_it is None:
            return Edit(start, end, f"[{self._text[start:end]}, {item}]")
        if list_of_it.is_flow:
            return Edit(end, end, f", {item}")
        return _after_line(self._file, place.line, [" " * (list_of_it.start[1] - 1) + f"- {item}"])

    def _extent(self, place: Place) -> tuple[int, int]:
        here = (place.line, place.column)
        node = self._scalars.get(here)
        if node is not None:
            return self._file.index(node.start), self._file.index(node.end)
        if self._is_page and here[0] <= len(self._file.lines):
            last = here[0] == len(self._file.lines)
            return len(self._text) if last else self._file.index((here[0] + 1, 1)), len(self._text)
        raise CannotEdit(f"{place}: no text begins there")


def with_key(text: str, place: Place, key: str, value: Mapping[str, str], *, after: Sequence[str] = ()) -> str:
    """Set `key` of the mapping that begins at a place to a mapping of texts, in the text of a file as it was read.

    A mapping that stands under the key already keeps its comments: texts that differ are replaced, those that are not
    in `value` go. Else the key is put behind the first key of `after` that is there, or behind the last.

    Raises CannotEdit where no such mapping is found, or where it is written in a way that is not known here.
    """
    file = _File.of(text, is_page=place.file.endswith(".md"))
    here = (place.line, place.column)
    mapping = next((node for node in file.root.every() if node.pairs and node.start == here), None)
    if mapping is None:
        raise CannotEdit(f"{place} is not the beginning of an entry")
    old = mapping.value_of(key)
    return applied(text, [_insertion(file, mapping, key, value, after)] if old is None else _changes(file, old, value))


_At = tuple[int, int]
"""A line and a column, both from 1."""


@dataclass(slots=True)
class _Node:
    """A value as it is written; `end` is behind its last character that is no comment."""

    start: _At
    end: _At
    is_flow: bool = False
    is_scalar: bool = False
    text: str = ""
    children: list[_Node] = field(default_factory=list)
    pairs: list[tuple[_Node, _Node]] = field(default_factory=list)

    def every(self) -> Iterator[_Node]:
        """Yield this node and all below it."""
        yield self
        for child in (*self.children, *(part for pair in self.pairs for part in pair)):
            yield from child.every()

    def value_of(self, key: str) -> _Node | None:
        """Return what stands under a key."""
        return next((value for name, value in self.pairs if name.is_scalar and name.text == key), None)


@dataclass(frozen=True, slots=True)
class _File:
    """A text cut into lines, with the ends of its lines, and the YAML in it."""

    lines: list[str]
    ends: list[str]
    starts: list[int]
    root: _Node

    @classmethod
    def of(cls, text: str, *, is_page: bool) -> _File:
        first = len(_MARK) if text.startswith(_MARK) else 0
        cut = [match for match in _LINE.finditer(text, first) if match.group() or match.start() == first]
        lines, ends = [match[1] for match in cut], [match[2] for match in cut]
        last = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), len(lines))
        yaml_lines = lines[1:last] if is_page else lines
        root = _Parser(yaml_lines, 1 if is_page else 0).parse()
        return cls(lines, ends, [match.start() for match in cut], root)

    def index(self, at: _At) -> int:
        return self.starts[at[0] - 1] + at[1] - 1

    def end_of_line(self, number: int) -> int:
        return self.starts[number - 1] + len(self.lines[number - 1])

    def newline(self, number: int) -> str:
        """Return how lines end near a line."""
        return self.ends[number - 1] or self.ends[0] or "\n"


class _Parser:
    """A reader of the parser's events into nodes that know where they end."""

    def __init__(self, lines: list[str], before: int) -> None:
        self._lines, self._before = lines, before

    def parse(self) -> _Node:
        stack: list[tuple[_Node, list[_Node]]] = []
        root = _Node((1, 1), (1, 1))
        try:
            for event in yaml.parse("\n".join(self._lines), Loader=_Loader):
                if isinstance(event, yaml.CollectionStartEvent):
                    node = _Node(self._at(event.start_mark), (0, 0), is_flow=bool(event.flow_style))
                    stack.append((node, []))
                elif isinstance(event, yaml.ScalarEvent):
                    end = self._end_of_block(event) if event.style in ("|", ">") else self._at(event.end_mark)
                    scalar = _Node(self._at(event.start_mark), end, is_scalar=True, text=event.value)
                    stack[-1][1].append(scalar) if stack else None
                elif isinstance(event, yaml.CollectionEndEvent):
                    root = self._closed(event, *stack.pop())
                    if stack:
                        stack[-1][1].append(root)
        except (yaml.YAMLError, RecursionError) as error:
            raise CannotEdit("the file is no YAML that can be read") from error
        return root

    def _closed(self, event: Any, node: _Node, parts: list[_Node]) -> _Node:
        node.end = self._at(event.end_mark) if node.is_flow else parts[-1].end if parts else node.start
        if isinstance(event, yaml.MappingEndEvent):
            node.pairs = list(zip(parts[::2], parts[1::2], strict=True))
        else:
            node.children = parts
        return node

    def _at(self, mark: Any) -> _At:
        return mark.line + 1 + self._before, mark.column + 1

    def _end_of_block(self, event: Any) -> _At:
        """Find the end of the last line of a block of text; lines without words belong to it where it keeps them."""
        first = event.start_mark.line
        keeps_empty = "+" in self._lines[first][event.start_mark.column :].split("#")[0]
        below = self._lines[first + 1 : event.end_mark.line + (1 if event.end_mark.column else 0)]
        margin = next((_margin(line) for line in below if line.strip()), 0)
        while below and not (_margin(below[-1]) >= margin if below[-1].strip() else keeps_empty):
            below.pop()
        number = first + len(below)
        return number + 1 + self._before, len(self._lines[number]) + 1


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _insertion(file: _File, mapping: _Node, key: str, value: Mapping[str, str], after: Sequence[str]) -> Edit:
    if mapping.is_flow:
        return _insertion_of(file, mapping, f"{key}: {_flow(value)}", after)
    step = " " * _STEP
    return _insertion_of(
        file, mapping, f"{key}:", after, *(f"{step}{name}: {_scalar(it)}" for name, it in value.items())
    )


def _insertion_of(file: _File, mapping: _Node, first: str, after: Sequence[str], *more: str) -> Edit:
    """Put a key behind the first one of `after` that is there, or behind the last."""
    last = next((found for name in after if (found := mapping.value_of(name)) is not None), mapping.pairs[-1][1])
    if mapping.is_flow:
        at = file.index(last.end)
        return Edit(at, at, f", {first}")
    margin = " " * (mapping.start[1] - 1)
    return _after_line(file, last.end[0], [f"{margin}{line}" for line in (first, *more)])


def _after_line(file: _File, number: int, lines: Sequence[str]) -> Edit:
    at = file.end_of_line(number)
    return Edit(at, at, "".join(f"{file.newline(number)}{line}" for line in lines))


def _changes(file: _File, old: _Node, value: Mapping[str, str]) -> Iterator[Edit]:
    """Yield what makes a mapping that stands there into another one."""
    if not old.pairs or not all(name.is_scalar and part.is_scalar for name, part in old.pairs):
        raise CannotEdit("what stands there is no mapping of texts")
    for name, part in old.pairs:
        if name.text in value and part.text != value[name.text]:
            yield Edit(file.index(part.start), file.index(part.end), _scalar(value[name.text], is_flow=old.is_flow))
    kept = [pair for pair in old.pairs if pair[0].text in value]
    if not kept:
        raise CannotEdit("what stands there has no key that is known here")
    for pair in old.pairs:
        if pair not in kept:
            yield _removal(file, old, pair)
    added = {name: text for name, text in value.items() if old.value_of(name) is None}
    if added and old.is_flow:
        at = file.index(kept[-1][1].end)
        yield Edit(at, at, "".join(f", {name}: {_scalar(text, is_flow=True)}" for name, text in added.items()))
    elif added:
        margin = " " * (old.start[1] - 1)
        lines = [f"{margin}{name}: {_scalar(text)}" for name, text in added.items()]
        yield _after_line(file, kept[-1][1].end[0], lines)


def _removal(file: _File, mapping: _Node, pair: tuple[_Node, _Node]) -> Edit:
    place = mapping.pairs.index(pair)
    name, part = pair
    if mapping.is_flow:
        if place:
            return Edit(file.index(mapping.pairs[place - 1][1].end), file.index(part.end), "")
        return Edit(file.index(name.start), file.index(mapping.pairs[1][0].start), "")
    first = name.start[0]
    if file.lines[first - 1][: name.start[1] - 1].strip() or first == 1:
        raise CannotEdit(f'"{name.text}" begins the line of another thing')
    # The end of the line before goes, so that a file without a last line end stays one.
    return Edit(file.end_of_line(first - 1), file.end_of_line(part.end[0]), "")


def _flow(value: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {_scalar(text, is_flow=True)}" for name, text in value.items()) + "}"


def _scalar(text: str, *, is_flow: bool = False) -> str:
    """Write a text as YAML, in quotes where it needs them."""
    is_plain = _DAY.fullmatch(text) or (_PLAIN.fullmatch(text) and not reads_as(text) and not (is_flow and "," in text))
    return text if is_plain else json.dumps(text, ensure_ascii=False)
