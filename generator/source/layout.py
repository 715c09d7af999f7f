"""Know where each value of a file stands as it is written, and make edits of its text."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import yaml

from generator.problems import Place
from generator.source.scalars import reads_as

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
MARK = "\ufeff"
"""What some editors write before the first character of a file."""
_PLAIN = re.compile(r"[^\W_][\w.'+/=-]*(?:,? [\w.'+/=-]+)*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
STEP = 2
"""How many columns a value stands behind its key."""
Way: TypeAlias = Sequence[str | Place]
"""How to come from the beginning of a file to a value: keys, ids of entries of lists, or the place of an entry."""


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


At = tuple[int, int]
"""A line and a column, both from 1."""


@dataclass(slots=True)
class YamlNode:
    """A value as it is written; `end` is behind its last character that is no comment.

    `is_shared` tells that it has a tag, or an anchor, or repeats what has one.
    """

    start: At
    end: At
    is_flow: bool = False
    is_scalar: bool = False
    is_mapping: bool = False
    is_shared: bool = False
    text: str = ""
    children: list[YamlNode] = field(default_factory=list)
    pairs: list[tuple[YamlNode, YamlNode]] = field(default_factory=list)

    def every(self) -> Iterator[YamlNode]:
        """Yield this node and all below it."""
        yield self
        for child in (*self.children, *(part for pair in self.pairs for part in pair)):
            yield from child.every()

    def value_of(self, key: str) -> YamlNode | None:
        """Return what stands under a key."""
        return next((value for name, value in self.pairs if name.is_scalar and name.text == key), None)

    def start_of(self, key: str) -> At | None:
        """Return where a key stands."""
        return next((name.start for name, _ in self.pairs if name.is_scalar and name.text == key), None)


@dataclass(frozen=True, slots=True)
class YamlLayout:
    """A text cut into lines, with the ends of its lines, and the YAML in it."""

    lines: list[str]
    ends: list[str]
    starts: list[int]
    root: YamlNode

    @classmethod
    def of(cls, text: str, *, is_page: bool) -> YamlLayout:
        """Cut a text into lines and read its YAML, or that above a page. Raises CannotEdit."""
        first = len(MARK) if text.startswith(MARK) else 0
        cut = [match for match in _LINE.finditer(text, first) if match.group() or match.start() == first]
        lines, ends = [match[1] for match in cut], [match[2] for match in cut]
        last = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), len(lines))
        yaml_lines = lines[1:last] if is_page else lines
        root = _Parser(yaml_lines, 1 if is_page else 0).parse()
        return cls(lines, ends, [match.start() for match in cut], root)

    def at(self, way: Way) -> YamlNode:
        """Follow keys, ids of entries and places to a mapping."""
        node = self.root
        for part in way:
            if isinstance(part, Place):
                node = self.mapping_at(part)
                continue
            found = node.value_of(part) if node.pairs else child_of(node, part)
            if found is None:
                raise CannotEdit(f'there is no "{part}"')
            node = found
        if not node.pairs:
            raise CannotEdit(f'"{way[-1] if way else ""}" has no keys')
        return node

    def mapping_at(self, place: Place) -> YamlNode:
        """Find the mapping that begins at a place."""
        here = (place.line, place.column)
        mapping = next((node for node in self.root.every() if node.pairs and node.start == here), None)
        if mapping is None:
            raise CannotEdit(f"{place} is not the beginning of an entry")
        return mapping

    def index(self, at: At) -> int:
        """Return how many characters stand before a line and column."""
        return self.starts[at[0] - 1] + at[1] - 1

    def line_of(self, index: int) -> int:
        """Return the line, from 1, on which the character behind so many stands."""
        return bisect_right(self.starts, index)

    def end_of_line(self, number: int) -> int:
        """Return how many characters stand before the end of a line."""
        return self.starts[number - 1] + len(self.lines[number - 1])

    def newline(self, number: int) -> str:
        """Return how lines end near a line."""
        return self.ends[number - 1] or self.ends[0] or "\n"


def child_of(sequence: YamlNode, name: str) -> YamlNode:
    """Find an entry of a list by its id, or by its words; a move by where it leads from and to."""
    for child in sequence.children:
        ends = [child.value_of(key) for key in ("id", "from", "to")]
        id, start, to = (None if end is None else end.text for end in ends)
        if name in (id, f"{start}-to-{to}", child.text if child.is_scalar else None):
            return child
    raise CannotEdit(f'there is no "{name}"')


class _Parser:
    """A reader of the parser's events into nodes that know where they end."""

    def __init__(self, lines: list[str], before: int) -> None:
        self._lines, self._before = lines, before

    def parse(self) -> YamlNode:
        stack: list[tuple[YamlNode, list[YamlNode]]] = []
        root = YamlNode((1, 1), (1, 1))
        try:
            for event in yaml.parse("\n".join(self._lines), Loader=_Loader):
                if isinstance(event, yaml.CollectionStartEvent):
                    node = YamlNode(self._at(event.start_mark), (0, 0), bool(event.flow_style))
                    node.is_shared = _is_shared(event)
                    stack.append((node, []))
                elif isinstance(event, yaml.ScalarEvent):
                    end = self._end_of_block(event) if event.style in ("|", ">") else self._at(event.end_mark)
                    scalar = YamlNode(self._at(event.start_mark), end, is_scalar=True, text=event.value)
                    scalar.is_shared = _is_shared(event)
                    stack[-1][1].append(scalar) if stack else None
                elif isinstance(event, yaml.AliasEvent):
                    start, end = self._at(event.start_mark), self._at(event.end_mark)
                    alias = YamlNode(start, end, is_scalar=True, is_shared=True, text=f"*{event.anchor}")
                    stack[-1][1].append(alias)
                elif isinstance(event, yaml.CollectionEndEvent):
                    root = self._closed(event, *stack.pop())
                    if stack:
                        stack[-1][1].append(root)
        except (yaml.YAMLError, RecursionError) as error:
            raise CannotEdit("the file is no YAML that can be read") from error
        return root

    def _closed(self, event: Any, node: YamlNode, parts: list[YamlNode]) -> YamlNode:
        node.end = self._at(event.end_mark) if node.is_flow else parts[-1].end if parts else node.start
        node.is_mapping = isinstance(event, yaml.MappingEndEvent)
        if node.is_mapping:
            node.pairs = list(zip(parts[::2], parts[1::2], strict=True))
        else:
            node.children = parts
        return node

    def _at(self, mark: Any) -> At:
        return mark.line + 1 + self._before, mark.column + 1

    def _end_of_block(self, event: Any) -> At:
        """Find the end of the last line of a block of text; lines without words belong to it where it keeps them."""
        first = event.start_mark.line
        keeps_empty = "+" in self._lines[first][event.start_mark.column :].split("#")[0]
        below = self._lines[first + 1 : event.end_mark.line + (1 if event.end_mark.column else 0)]
        margin = next((margin_of(line) for line in below if line.strip()), 0)
        while below and not (margin_of(below[-1]) >= margin if below[-1].strip() else keeps_empty):
            below.pop()
        number = first + len(below)
        return number + 1 + self._before, len(self._lines[number]) + 1


def _is_shared(event: Any) -> bool:
    return event.anchor is not None or event.tag is not None


def margin_of(line: str) -> int:
    """Count the spaces that a line begins with."""
    return len(line) - len(line.lstrip(" "))


def after_line(file: YamlLayout, number: int, lines: Sequence[str]) -> Edit:
    """Put lines behind a line."""
    at = file.end_of_line(number)
    return Edit(at, at, "".join(f"{file.newline(number)}{line}" for line in lines))


def removal(file: YamlLayout, mapping: YamlNode, pair: tuple[YamlNode, YamlNode]) -> Edit:
    """Take a key and its value out of a mapping. Raises CannotEdit where it begins the line of another thing."""
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


def scalar(text: str | int, *, is_flow: bool = False) -> str:
    """Write a text as YAML, in quotes where it needs them; a number, true and false stand without."""
    if not isinstance(text, str):
        return str(text).lower()
    is_plain = _DAY.fullmatch(text) or (_PLAIN.fullmatch(text) and not reads_as(text) and not (is_flow and "," in text))
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def quoted(text: str) -> str:
    """Write a text as YAML in quotes."""
    return json.dumps(text, ensure_ascii=False)
