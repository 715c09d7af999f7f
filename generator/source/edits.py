"""Change a file in its place: every byte that is not the change stays, comments and line ends too."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import yaml

from generator.problems import Place
from generator.source.scalars import reads_as

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_MARK = "\ufeff"
_PLAIN = re.compile(r"[^\W_][\w.'+/=-]*(?:,? [\w.'+/=-]+)*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_STEP = 2
_ID = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*")
_CONDITIONS = frozenset(["is", "all", "any", "not"])
"""The keys of a condition, which stands in brackets where it is short."""


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
    mapping = file.mapping_at(place)
    old = mapping.value_of(key)
    return applied(text, [_insertion(file, mapping, key, value, after)] if old is None else _changes(file, old, value))


Way: TypeAlias = Sequence[str | Place]
"""How to come from the beginning of a file to a value: keys, ids of entries of lists, or the place of an entry."""
Value: TypeAlias = str | int | Sequence["Value"] | Mapping[str, "Value"]
"""What can be written: a text, a number, true or false, a list, or a mapping; a key that begins with # is a comment."""


def with_entry(text: str, way: Way, entry: Value, *, after: str | int | None = None) -> str:
    """Add an entry to a list of a file, in the text of the file as it was read.

    The `way` ends with the key of the list. The entry comes behind the one that is named `after`, or behind so many,
    else to the end. A list that is not there yet is begun, also in a file without a value.

    Raises CannotEdit where the way leads nowhere, or where it is written in a way that is not known here.
    """
    file = _file_on(text, way)
    if not file.root.pairs and not file.root.children:
        return _begun(file, text, way, entry)
    mapping, key = file.at(way[:-1]), str(way[-1])
    there = mapping.value_of(key)
    if there is None or (there.is_scalar and not there.text):
        return applied(text, [_beginning(file, mapping, key, [entry], there)])
    if there.is_scalar or there.pairs:
        raise CannotEdit(f'"{key}" is no list')
    if not there.children:
        return applied(text, [_instead(file, mapping, there, [entry])])
    if after == 0:
        return applied(text, [_entry_before(file, there, entry)])
    behind = there.children[-1 if after is None else after - 1] if not isinstance(after, str) else _child(there, after)
    if there.is_flow:
        at = file.index(behind.end)
        return applied(text, [Edit(at, at, f", {_flow_value(entry)}")])
    return applied(text, [_entry_behind(file, there, behind, entry)])


def with_value(text: str, way: Way, value: Value, *, after: Sequence[str] = (), is_page: bool = False) -> str:
    """Set a key, to which `way` leads as in `with_entry`; a new one comes behind the first of `after`, or at the end.

    Raises CannotEdit where the way leads nowhere, or where anything but a text would be replaced, or by anything else.
    """
    file = _file_on(text, way, is_page=is_page)
    mapping, key = file.at(way[:-1]), str(way[-1])
    there = mapping.value_of(key)
    if there is not None:
        if not there.is_scalar or not isinstance(value, str | int):
            raise CannotEdit(f'"{key}" is no text')
        if not there.text:
            raise CannotEdit(f'"{key}" has no value')
        return applied(
            text, [Edit(file.index(there.start), file.index(there.end), _scalar(value, is_flow=mapping.is_flow))]
        )
    behind = next((found for name in after if (found := mapping.value_of(name)) is not None), mapping.pairs[-1][1])
    if mapping.is_flow:
        at = file.index(behind.end)
        return applied(text, [Edit(at, at, f", {key}: {_flow_value(value)}")])
    return applied(text, [_after_line(file, behind.end[0], list(_block({key: value}, mapping.start[1] - 1)))])


def without_key(text: str, way: Way) -> str:
    """Take a key away, and what stands under it.

    Raises CannotEdit where it is not there, or where it is written in a way that is not known here.
    """
    file = _file_on(text, way)
    mapping = file.at(way[:-1])
    pair = next((pair for pair in mapping.pairs if pair[0].text == way[-1]), None)
    if pair is None:
        raise CannotEdit(f'there is no "{way[-1]}"')
    if len(mapping.pairs) == 1:
        raise CannotEdit(f'nothing else stands beside "{way[-1]}"')
    return applied(text, [_removal(file, mapping, pair)])


def with_renamed(text: str, old: str, new: str, *, beginning: Mapping[str, str] | None = None) -> str:
    """Call a key of any mapping by another name; each entry of a list under it can get keys at its beginning."""
    file = _File.of(text, is_page=False)
    changes = []
    for mapping in file.root.every():
        for name, value in mapping.pairs:
            if name.text == old:
                changes.append(Edit(file.index(name.start), file.index(name.end), new))
                changes += [_first_keys(file, child, beginning or {}) for child in value.children if child.pairs]
    return applied(text, changes)


def keys_at(text: str, way: Way, *, is_page: bool = False) -> tuple[str, ...]:
    """List the keys of a mapping, in their order."""
    return tuple(name.text for name, _ in _file_on(text, way, is_page=is_page).at(way).pairs)


def text_at(text: str, way: Way) -> str | None:
    """Return the text to which a way leads, or None where none stands there."""
    try:
        found = _file_on(text, way).at(way[:-1]).value_of(str(way[-1]))
    except CannotEdit:
        return None
    return found.text if found is not None and found.is_scalar else None


def with_texts(text: str, begin: Callable[[tuple[str, ...]], str]) -> str:
    """Put a beginning before each text of a file, which may depend on the keys that lead to it; "" changes nothing."""
    file = _File.of(text, is_page=False)
    changes = []
    for keys, node in _texts_below((), file.root):
        beginning = begin(keys)
        if beginning and not node.text.startswith(beginning):
            changes.append(_begun_text(file, text, node, beginning))
    return applied(text, changes)


def written(value: Mapping[str, Value]) -> str:
    """Write a whole file of YAML."""
    return "".join(f"{line}\n" for line in _block(value, 0))


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

    def at(self, way: Way) -> _Node:
        """Follow keys, ids of entries and places to a mapping."""
        node = self.root
        for part in way:
            if isinstance(part, Place):
                node = self.mapping_at(part)
                continue
            found = node.value_of(part) if node.pairs else _child(node, part)
            if found is None:
                raise CannotEdit(f'there is no "{part}"')
            node = found
        if not node.pairs:
            raise CannotEdit(f'"{way[-1] if way else ""}" has no keys')
        return node

    def mapping_at(self, place: Place) -> _Node:
        """Find the mapping that begins at a place."""
        here = (place.line, place.column)
        mapping = next((node for node in self.root.every() if node.pairs and node.start == here), None)
        if mapping is None:
            raise CannotEdit(f"{place} is not the beginning of an entry")
        return mapping

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


def _texts_below(keys: tuple[str, ...], node: _Node) -> Iterator[tuple[tuple[str, ...], _Node]]:
    """Yield every text of a file with the keys that lead to it."""
    if node.is_scalar:
        yield keys, node
    for child in node.children:
        yield from _texts_below(keys, child)
    for name, value in node.pairs:
        yield from _texts_below((*keys, name.text), value)


def _begun_text(file: _File, text: str, node: _Node, beginning: str) -> Edit:
    """Put a beginning before a text; a block of text keeps its form."""
    start, end = file.index(node.start), file.index(node.end)
    if text[start] not in "|>":
        return Edit(start, end, _scalar(beginning + node.text))
    first = next(number for number in range(node.start[0], len(file.lines)) if file.lines[number].strip())
    at = file.starts[first] + _margin(file.lines[first])
    return Edit(at, at, beginning)


def _first_keys(file: _File, mapping: _Node, keys: Mapping[str, str]) -> Edit:
    """Put keys before all others of a mapping."""
    at = file.index(mapping.start)
    if mapping.is_flow:
        return Edit(at + 1, at + 1, "".join(f"{key}: {_scalar(text, is_flow=True)}, " for key, text in keys.items()))
    between = f"{file.newline(mapping.start[0])}{' ' * (mapping.start[1] - 1)}"
    return Edit(at, at, "".join(f"{key}: {_scalar(text)}{between}" for key, text in keys.items()))


def _file_on(text: str, way: Way, *, is_page: bool = False) -> _File:
    """Read a file, or the head of a page where the way leads into one."""
    return _File.of(text, is_page=is_page or any(isinstance(part, Place) and part.file.endswith(".md") for part in way))


def _child(sequence: _Node, name: str) -> _Node:
    """Find an entry of a list by its id, or by its words; a move by where it leads from and to."""
    for child in sequence.children:
        ends = [child.value_of(key) for key in ("id", "from", "to")]
        id, start, to = (None if end is None else end.text for end in ends)
        if name in (id, f"{start}-to-{to}", child.text if child.is_scalar else None):
            return child
    raise CannotEdit(f'there is no "{name}"')


def _begun(file: _File, text: str, way: Way, entry: Value) -> str:
    """Begin a file that holds nothing but comments."""
    if len(way) != 1 or file.root.text:
        raise CannotEdit("the file has no keys")
    newline = next((end for end in file.ends if end), "\n")
    before = text if not text or text.endswith(("\n", "\r")) or text == _MARK else text + newline
    return before + "".join(f"{line}{newline}" for line in _block({str(way[0]): [entry]}, 0))


def _beginning(file: _File, mapping: _Node, key: str, entries: Sequence[Value], there: _Node | None) -> Edit:
    """Begin a list under a key that has no value, or that is not there yet."""
    if mapping.is_flow:
        if there is not None:
            raise CannotEdit(f'"{key}" has no value')
        at = file.index(mapping.pairs[-1][1].end)
        return Edit(at, at, f", {key}: {_flow_value(entries)}")
    margin = mapping.start[1] - 1
    if there is not None:
        name = next(name for name, _ in mapping.pairs if name.text == key)
        return _after_line(file, name.end[0], list(_items(entries, margin + _STEP)))
    return _after_line(file, mapping.pairs[-1][1].end[0], list(_block({key: entries}, margin)))


def _instead(file: _File, mapping: _Node, there: _Node, entries: Sequence[Value]) -> Edit:
    """Put a list into the place of an empty one in brackets."""
    start, end = file.index(there.start), file.index(there.end)
    line = file.lines[there.end[0] - 1]
    if mapping.is_flow or line[there.end[1] - 1 :].strip():
        return Edit(start, end, _flow_value(entries))
    below = list(_items(entries, mapping.start[1] - 1 + _STEP))
    before = file.starts[there.start[0] - 1]
    start = before + len(file.lines[there.start[0] - 1][: there.start[1] - 1].rstrip())
    return Edit(start, end, "".join(f"{file.newline(there.start[0])}{line}" for line in below))


def _entry_behind(file: _File, sequence: _Node, behind: _Node, entry: Value) -> Edit:
    """Put an entry behind another of a list, with an empty line where those of the list have one between them."""
    margin = sequence.start[1] - 1
    last = behind.end[0]
    while last < len(file.lines) and _is_comment_within(file.lines[last], margin):
        last += 1
    lines = list(_item(entry, margin))
    if _is_apart(file, sequence):
        lines.insert(0, "")
    return _after_line(file, last, lines)


def _entry_before(file: _File, sequence: _Node, entry: Value) -> Edit:
    """Put an entry before all others of a list, and before the comments above them."""
    if sequence.is_flow:
        at = file.index(sequence.children[0].start)
        return Edit(at, at, f"{_flow_value(entry)}, ")
    margin, first = sequence.start[1] - 1, sequence.start[0]
    while first > 1 and file.lines[first - 2].lstrip().startswith("#") and _margin(file.lines[first - 2]) >= margin:
        first -= 1
    lines = [*_item(entry, margin), *([""] if _is_apart(file, sequence) else [])]
    at = file.starts[first - 1]
    return Edit(at, at, "".join(f"{line}{file.newline(first)}" for line in lines))


def _is_comment_within(line: str, margin: int) -> bool:
    return line.strip().startswith("#") and _margin(line) > margin


def _is_apart(file: _File, sequence: _Node) -> bool:
    """Tell whether an empty line stands before every entry of a list but the first."""
    ends = [child.end[0] for child in sequence.children]
    starts = [child.start[0] for child in sequence.children]
    gaps = [file.lines[end : start - 1] for end, start in zip(ends, starts[1:], strict=False)]
    return bool(gaps) and all(any(not line.strip() for line in gap) for gap in gaps)


def _block(value: Mapping[str, Value], margin: int) -> Iterator[str]:
    """Write a mapping, a line at a time; a key that begins with "#" is a comment."""
    space = " " * margin
    for key, part in value.items():
        if key.startswith("#"):
            yield f"{space}{key} {part}".rstrip()
        elif isinstance(part, str) and "\n" in part:
            yield f"{space}{key}: |"
            for line in part.rstrip("\n").split("\n"):
                yield f"{space}{' ' * _STEP}{line}".rstrip()
        elif isinstance(part, str | int) or not part or _is_short(part):
            yield f"{space}{key}: {_scalar(part) if isinstance(part, str | int) else _flow_value(part)}"
        elif isinstance(part, Mapping):
            yield f"{space}{key}:"
            yield from _block(part, margin + _STEP)
        else:
            yield f"{space}{key}:"
            yield from _items(part, margin + _STEP)


def _items(entries: Sequence[Value], margin: int) -> Iterator[str]:
    for entry in entries:
        yield from _item(entry, margin)


def _item(entry: Value, margin: int) -> Iterator[str]:
    """Write an entry of a list."""
    space = " " * margin
    if isinstance(entry, Mapping) and not _is_short(entry):
        first, *others = _block(entry, margin + len("- "))
        yield f"{space}- {first.lstrip(' ')}"
        yield from others
    else:
        yield f"{space}- {_scalar(entry) if isinstance(entry, str | int) else _flow_value(entry)}"


def _is_short(value: Value) -> bool:
    """Tell whether a list or a mapping holds only ids, so that it stands on one line."""
    if isinstance(value, str | int):
        return not isinstance(value, str) or _ID.fullmatch(value) is not None
    if isinstance(value, Mapping):
        return len(value) == 1 and all(_is_short(part) for part in value.values()) and set(value) <= _CONDITIONS
    return all(isinstance(part, str | int) and _is_short(part) for part in value)


def _flow_value(value: Value) -> str:
    """Write a value on one line."""
    if isinstance(value, str | int):
        return _scalar(value, is_flow=True)
    if isinstance(value, Mapping):
        parts = (f"{key}: {_flow_value(part)}" for key, part in value.items() if not key.startswith("#"))
        return "{" + ", ".join(parts) + "}"
    return "[" + ", ".join(_flow_value(part) for part in value) + "]"


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


def _scalar(text: str | int, *, is_flow: bool = False) -> str:
    """Write a text as YAML, in quotes where it needs them; a number, true and false stand without."""
    if not isinstance(text, str):
        return str(text).lower()
    is_plain = _DAY.fullmatch(text) or (_PLAIN.fullmatch(text) and not reads_as(text) and not (is_flow and "," in text))
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def as_scalar(text: str, *, is_flow: bool = False) -> str:
    """Write a text as YAML, in quotes where it needs them; `is_flow` tells that it stands within brackets."""
    return _scalar(text, is_flow=is_flow)


def quoted(text: str) -> str:
    """Write a text as YAML in quotes."""
    return json.dumps(text, ensure_ascii=False)
