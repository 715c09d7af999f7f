"""Change a file in its place: comments, quotes, order, line ends and everything else stay byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.problems import Place
from generator.source.layout import STEP, CannotEdit, Edit, YamlLayout, YamlNode, after_line, applied, removal, scalar

__all__ = ["CannotEdit", "Edit", "Written", "applied", "with_key"]


class Written:
    """A file as it was written, in which texts and entries are found by their places."""

    def __init__(self, text: str, name: str) -> None:
        """Read a file; one that ends with ".md" is a page with YAML above it. Raises CannotEdit."""
        self._text = text
        self._is_page = name.endswith(".md")
        self._file = YamlLayout.of(text, is_page=self._is_page)
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
        return after_line(self._file, old.children[-1].end[0], [f"{margin}- {item}"])

    def with_beside(self, place: Place, item: str) -> Edit:
        """Put a text behind the one at a place, in its list; a text that stands alone becomes a list of both."""
        start, end = self._extent(place)
        list_of_it = self._lists.get((place.line, place.column))
        if list_of_it is None:
            return Edit(start, end, f"[{self._text[start:end]}, {item}]")
        if list_of_it.is_flow:
            return Edit(end, end, f", {item}")
        return after_line(self._file, place.line, [" " * (list_of_it.start[1] - 1) + f"- {item}"])

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
    file = YamlLayout.of(text, is_page=place.file.endswith(".md"))
    mapping = file.mapping_at(place)
    old = mapping.value_of(key)
    return applied(text, [_insertion(file, mapping, key, value, after)] if old is None else _changes(file, old, value))


def _insertion(file: YamlLayout, mapping: YamlNode, key: str, value: Mapping[str, str], after: Sequence[str]) -> Edit:
    if mapping.is_flow:
        return _insertion_of(file, mapping, f"{key}: {_flow(value)}", after)
    step = " " * STEP
    return _insertion_of(
        file, mapping, f"{key}:", after, *(f"{step}{name}: {scalar(it)}" for name, it in value.items())
    )


def _insertion_of(file: YamlLayout, mapping: YamlNode, first: str, after: Sequence[str], *more: str) -> Edit:
    """Put a key behind the first one of `after` that is there, or behind the last."""
    last = next((found for name in after if (found := mapping.value_of(name)) is not None), mapping.pairs[-1][1])
    if mapping.is_flow:
        at = file.index(last.end)
        return Edit(at, at, f", {first}")
    margin = " " * (mapping.start[1] - 1)
    return after_line(file, last.end[0], [f"{margin}{line}" for line in (first, *more)])


def _changes(file: YamlLayout, old: YamlNode, value: Mapping[str, str]) -> Iterator[Edit]:
    """Yield what makes a mapping that stands there into another one."""
    if not old.pairs or not all(name.is_scalar and part.is_scalar for name, part in old.pairs):
        raise CannotEdit("what stands there is no mapping of texts")
    for name, part in old.pairs:
        if name.text in value and part.text != value[name.text]:
            yield Edit(file.index(part.start), file.index(part.end), scalar(value[name.text], is_flow=old.is_flow))
    kept = [pair for pair in old.pairs if pair[0].text in value]
    if not kept:
        raise CannotEdit("what stands there has no key that is known here")
    for pair in old.pairs:
        if pair not in kept:
            yield removal(file, old, pair)
    added = {name: text for name, text in value.items() if old.value_of(name) is None}
    if added and old.is_flow:
        at = file.index(kept[-1][1].end)
        yield Edit(at, at, "".join(f", {name}: {scalar(text, is_flow=True)}" for name, text in added.items()))
    elif added:
        margin = " " * (old.start[1] - 1)
        lines = [f"{margin}{name}: {scalar(text)}" for name, text in added.items()]
        yield after_line(file, kept[-1][1].end[0], lines)


def _flow(value: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {scalar(text, is_flow=True)}" for name, text in value.items()) + "}"
