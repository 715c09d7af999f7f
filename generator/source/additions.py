"""Add to a file in its place: entries of lists, keys, beginnings of texts; every byte that is not the change stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.problems import Place
from generator.source.layout import (
    MARK,
    STEP,
    CannotEdit,
    Edit,
    Way,
    YamlLayout,
    YamlNode,
    after_line,
    applied,
    child_of,
    margin_of,
    removal,
    scalar,
)
from generator.source.writing import Value, block_lines, flow_value, item_lines, items_lines

__all__ = [
    "Value",
    "keys_at",
    "text_at",
    "with_entry",
    "with_renamed",
    "with_texts",
    "with_value",
    "without_key",
    "written",
]


def with_entry(text: str, way: Way, entry: Value, *, after: str | int | None = None) -> str:
    """Add an entry to a list of a file, in the text of the file as it was read.

    The `way` ends with the key of the list. The entry comes behind the one that is named `after`, or behind so many,
    else to the end. A list that is not there yet is begun, also in a file without a value.

    Raises CannotEdit where the way leads nowhere, or where it is written in a way that is not known here.
    """
    file = _layout_of(text, way)
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
        return applied(text, [entry_before(file, there, entry)])
    behind = (
        there.children[-1 if after is None else after - 1] if not isinstance(after, str) else child_of(there, after)
    )
    if there.is_flow:
        at = file.index(behind.end)
        return applied(text, [Edit(at, at, f", {flow_value(entry)}")])
    return applied(text, [entry_behind(file, there, behind, entry)])


def with_value(text: str, way: Way, value: Value, *, after: Sequence[str] = (), is_page: bool = False) -> str:
    """Set a key, to which `way` leads as in `with_entry`; a new one comes behind the first of `after`, or at the end.

    Raises CannotEdit where the way leads nowhere, or where anything but a text would be replaced, or by anything else.
    """
    file = _layout_of(text, way, is_page=is_page)
    mapping, key = file.at(way[:-1]), str(way[-1])
    there = mapping.value_of(key)
    if there is not None:
        if not there.is_scalar or not isinstance(value, str | int):
            raise CannotEdit(f'"{key}" is no text')
        if not there.text:
            raise CannotEdit(f'"{key}" has no value')
        start, end = file.index(there.start), file.index(there.end)
        return applied(text, [Edit(start, end, scalar(value, is_flow=mapping.is_flow))])
    behind = next((found for name in after if (found := mapping.value_of(name)) is not None), mapping.pairs[-1][1])
    if mapping.is_flow:
        at = file.index(behind.end)
        return applied(text, [Edit(at, at, f", {key}: {flow_value(value)}")])
    return applied(text, [after_line(file, behind.end[0], list(block_lines({key: value}, mapping.start[1] - 1)))])


def without_key(text: str, way: Way) -> str:
    """Take a key away, and what stands under it.

    Raises CannotEdit where it is not there, or where it is written in a way that is not known here.
    """
    file = _layout_of(text, way)
    mapping = file.at(way[:-1])
    pair = next((pair for pair in mapping.pairs if pair[0].text == way[-1]), None)
    if pair is None:
        raise CannotEdit(f'there is no "{way[-1]}"')
    if len(mapping.pairs) == 1:
        raise CannotEdit(f'nothing else stands beside "{way[-1]}"')
    return applied(text, [removal(file, mapping, pair)])


def with_renamed(text: str, old: str, new: str, *, beginning: Mapping[str, str] | None = None) -> str:
    """Call a key of any mapping by another name; each entry of a list under it can get keys at its beginning."""
    file = YamlLayout.of(text, is_page=False)
    changes = []
    for mapping in file.root.every():
        for name, value in mapping.pairs:
            if name.text == old:
                changes.append(Edit(file.index(name.start), file.index(name.end), new))
                changes += [_first_keys(file, child, beginning or {}) for child in value.children if child.pairs]
    return applied(text, changes)


def keys_at(text: str, way: Way, *, is_page: bool = False) -> tuple[str, ...]:
    """List the keys of a mapping, in their order."""
    return tuple(name.text for name, _ in _layout_of(text, way, is_page=is_page).at(way).pairs)


def text_at(text: str, way: Way) -> str | None:
    """Return the text to which a way leads, or None where none stands there."""
    try:
        found = _layout_of(text, way).at(way[:-1]).value_of(str(way[-1]))
    except CannotEdit:
        return None
    return found.text if found is not None and found.is_scalar else None


def with_texts(text: str, begin: Callable[[tuple[str, ...]], str]) -> str:
    """Put a beginning before each text of a file, which may depend on the keys that lead to it; "" changes nothing."""
    file = YamlLayout.of(text, is_page=False)
    changes = []
    for keys, node in _texts_below((), file.root):
        beginning = begin(keys)
        if beginning and not node.text.startswith(beginning):
            changes.append(_begun_text(file, text, node, beginning))
    return applied(text, changes)


def written(value: Mapping[str, Value]) -> str:
    """Write a whole file of YAML."""
    return "".join(f"{line}\n" for line in block_lines(value, 0))


def _texts_below(keys: tuple[str, ...], node: YamlNode) -> Iterator[tuple[tuple[str, ...], YamlNode]]:
    """Yield every text of a file with the keys that lead to it."""
    if node.is_scalar:
        yield keys, node
    for child in node.children:
        yield from _texts_below(keys, child)
    for name, value in node.pairs:
        yield from _texts_below((*keys, name.text), value)


def _begun_text(file: YamlLayout, text: str, node: YamlNode, beginning: str) -> Edit:
    """Put a beginning before a text; a block of text keeps its form."""
    start, end = file.index(node.start), file.index(node.end)
    if text[start] not in "|>":
        return Edit(start, end, scalar(beginning + node.text))
    first = next(number for number in range(node.start[0], len(file.lines)) if file.lines[number].strip())
    at = file.starts[first] + margin_of(file.lines[first])
    return Edit(at, at, beginning)


def _first_keys(file: YamlLayout, mapping: YamlNode, keys: Mapping[str, str]) -> Edit:
    """Put keys before all others of a mapping."""
    at = file.index(mapping.start)
    if mapping.is_flow:
        return Edit(at + 1, at + 1, "".join(f"{key}: {scalar(text, is_flow=True)}, " for key, text in keys.items()))
    between = f"{file.newline(mapping.start[0])}{' ' * (mapping.start[1] - 1)}"
    return Edit(at, at, "".join(f"{key}: {scalar(text)}{between}" for key, text in keys.items()))


def _layout_of(text: str, way: Way, *, is_page: bool = False) -> YamlLayout:
    """Read a file, or the head of a page where the way leads into one."""
    return YamlLayout.of(
        text, is_page=is_page or any(isinstance(part, Place) and part.file.endswith(".md") for part in way)
    )


def _begun(file: YamlLayout, text: str, way: Way, entry: Value) -> str:
    """Begin a file that holds nothing but comments."""
    if len(way) != 1 or file.root.text:
        raise CannotEdit("the file has no keys")
    newline = next((end for end in file.ends if end), "\n")
    before = text if not text or text.endswith(("\n", "\r")) or text == MARK else text + newline
    return before + "".join(f"{line}{newline}" for line in block_lines({str(way[0]): [entry]}, 0))


def _beginning(file: YamlLayout, mapping: YamlNode, key: str, entries: Sequence[Value], there: YamlNode | None) -> Edit:
    """Begin a list under a key that has no value, or that is not there yet."""
    if mapping.is_flow:
        if there is not None:
            raise CannotEdit(f'"{key}" has no value')
        at = file.index(mapping.pairs[-1][1].end)
        return Edit(at, at, f", {key}: {flow_value(entries)}")
    margin = mapping.start[1] - 1
    if there is not None:
        name = next(name for name, _ in mapping.pairs if name.text == key)
        return after_line(file, name.end[0], list(items_lines(entries, margin + STEP)))
    return after_line(file, mapping.pairs[-1][1].end[0], list(block_lines({key: entries}, margin)))


def _instead(file: YamlLayout, mapping: YamlNode, there: YamlNode, entries: Sequence[Value]) -> Edit:
    """Put a list into the place of an empty one in brackets."""
    start, end = file.index(there.start), file.index(there.end)
    line = file.lines[there.end[0] - 1]
    if mapping.is_flow or line[there.end[1] - 1 :].strip():
        return Edit(start, end, flow_value(entries))
    below = list(items_lines(entries, mapping.start[1] - 1 + STEP))
    before = file.starts[there.start[0] - 1]
    start = before + len(file.lines[there.start[0] - 1][: there.start[1] - 1].rstrip())
    return Edit(start, end, "".join(f"{file.newline(there.start[0])}{line}" for line in below))


def entry_behind(file: YamlLayout, sequence: YamlNode, behind: YamlNode, entry: Value) -> Edit:
    """Put an entry behind another of a list, with an empty line where those of the list have one between them."""
    margin = sequence.start[1] - 1
    last = behind.end[0]
    while last < len(file.lines) and is_comment_within(file.lines[last], margin):
        last += 1
    lines = list(item_lines(entry, margin))
    if is_apart(file, sequence):
        lines.insert(0, "")
    return after_line(file, last, lines)


def entry_before(file: YamlLayout, sequence: YamlNode, entry: Value) -> Edit:
    """Put an entry before all others of a list, and before the comments above them."""
    if sequence.is_flow:
        at = file.index(sequence.children[0].start)
        return Edit(at, at, f"{flow_value(entry)}, ")
    margin, first = sequence.start[1] - 1, sequence.start[0]
    while first > 1 and file.lines[first - 2].lstrip().startswith("#") and margin_of(file.lines[first - 2]) >= margin:
        first -= 1
    lines = [*item_lines(entry, margin), *([""] if is_apart(file, sequence) else [])]
    at = file.starts[first - 1]
    return Edit(at, at, "".join(f"{line}{file.newline(first)}" for line in lines))


def is_comment_within(line: str, margin: int) -> bool:
    return line.strip().startswith("#") and margin_of(line) > margin


def is_apart(file: YamlLayout, sequence: YamlNode) -> bool:
    """Tell whether an empty line stands before every entry of a list but the first."""
    ends = [child.end[0] for child in sequence.children]
    starts = [child.start[0] for child in sequence.children]
    gaps = [file.lines[end : start - 1] for end, start in zip(ends, starts[1:], strict=False)]
    return bool(gaps) and all(any(not line.strip() for line in gap) for gap in gaps)
