"""Change one value of a file where it stands, and know that nothing else became another: each edit is read back.

A way is the keys and the numbers of entries, from 0, that lead from the beginning of a file to a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TypeAlias

from generator.source.additions import entry_before, entry_behind, is_comment_within
from generator.source.layout import (
    STEP,
    CannotEdit,
    Edit,
    YamlLayout,
    YamlNode,
    after_line,
    applied,
    margin_of,
    removal,
)
from generator.source.scalar_styles import in_quotes, refuse_forbidden, ways_to_write
from generator.source.scalars import reads_as
from generator.source.writing import Bare, Value, block_lines, flow_value, is_short, item_lines, items_lines

Path: TypeAlias = Sequence[str | int]
Plain: TypeAlias = str | list["Plain"] | dict[str, "Plain"] | None
"""What a file says without how it is written: texts, lists and mappings; None for what is not there."""


@lru_cache(maxsize=64)
def layout_of(text: str, *, is_page: bool = False) -> YamlLayout:
    """Read where each value of a file stands; of a page, of its front matter. Raises CannotEdit."""
    return YamlLayout.of(text, is_page=is_page)


def node_at(file: YamlLayout, way: Path) -> YamlNode | None:
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


def plain_of(node: YamlNode) -> Plain:
    """Return what a value says; the last line ends of a text are left out."""
    if node.is_scalar:
        return node.text.rstrip("\n")
    if node.children or not node.pairs:
        return [plain_of(child) for child in node.children]
    said: dict[str, Plain] = {}
    for name, value in node.pairs:
        key = name.text
        while key in said:
            key += "\0"  # a key that stands there twice
        said[key] = plain_of(value)
    return said


def with_value_at(text: str, way: Path, value: Value, *, before: Sequence[str] = (), is_page: bool = False) -> str:
    """Write a value where a way leads, in the style of what is there; what leads to it is begun where it is missing.

    A new key comes behind the last one of `before` that is there, or to the end.

    Raises CannotEdit where the file is written in a way that is not known here, or where the value would read
    otherwise.
    """
    file = layout_of(text, is_page=is_page)
    said = _said(value)
    there = node_at(file, way)
    if there is not None and plain_of(there) == said:
        return text
    if there is None:
        return _begun(text, file, way, value, before, is_page=is_page)
    by_parts = _by_parts(text, way, there, value, is_page=is_page)
    if by_parts is not None:
        return by_parts
    wanted = _with(plain_of(file.root), way, said)
    return _first_that_reads(text, _instead(file, way, there, value), wanted, is_page=is_page)


def without_value_at(text: str, way: Path, *, is_page: bool = False) -> str:
    """Take a key, or an entry of a list, away, with the comments that are its own; the last entry takes its list along.

    Raises CannotEdit where it is not there, or where the file is written in a way that is not known here.
    """
    file = layout_of(text, is_page=is_page)
    if node_at(file, way) is None or not way:
        raise CannotEdit(f'there is no "{way[-1] if way else ""}"')
    parent = node_at(file, way[:-1])
    assert parent is not None
    if len(parent.children or parent.pairs) == 1 and len(way) > 1:
        return without_value_at(text, way[:-1], is_page=is_page)
    edit = _without_entry(file, parent, way[-1]) if isinstance(way[-1], int) else _without_key(file, parent, way[-1])
    return _first_that_reads(text, iter([edit]), _without(plain_of(file.root), way), is_page=is_page)


def with_entry_at(text: str, way: Path, place: int, entry: Value, *, is_page: bool = False) -> str:
    """Put an entry into the list to which a way leads, so that it is the one of that number; a list may be begun.

    Raises CannotEdit.
    """
    file = layout_of(text, is_page=is_page)
    there = node_at(file, way)
    if there is None or not there.children:
        return with_value_at(text, way, [entry], is_page=is_page)
    place = min(max(place, 0), len(there.children))
    wanted = _with_entry(plain_of(file.root), way, place, _said(entry))
    behind = there.children[place - 1]
    if place == 0:
        edit = entry_before(file, there, entry)
    elif there.is_flow:
        at = file.index(behind.end)
        edit = Edit(at, at, f", {flow_value(entry)}")
    else:
        edit = entry_behind(file, there, behind, entry)
    return _first_that_reads(text, iter([edit]), wanted, is_page=is_page)


def with_moved_entry(text: str, way: Path, start: int, to: int, *, is_page: bool = False) -> str:
    """Move an entry of the list to which a way leads to another place of it; its own comments go with it.

    Raises CannotEdit.
    """
    file = layout_of(text, is_page=is_page)
    there = node_at(file, way)
    if there is None or not (0 <= start < len(there.children) and 0 <= to < len(there.children)):
        raise CannotEdit("there is no such entry")
    order = list(range(len(there.children)))
    order.insert(to, order.pop(start))
    extents = [_extent(file, there, number) for number in range(len(order))]
    edits = [
        Edit(*extents[place], text[slice(*extents[number])]) for place, number in enumerate(order) if place != number
    ]
    said = plain_of(there)
    assert isinstance(said, list)
    wanted = _with(plain_of(file.root), way, [said[number] for number in order])
    return _read_back(text, edits, wanted, is_page=is_page)


def with_lines_at(text: str, way: Path, lines: str, *, before: Sequence[str] = (), is_page: bool = False) -> str:
    """Write the author's own lines of YAML where a way leads; they are put as far behind as they must stand.

    Raises CannotEdit where they are no single value.
    """
    refuse_forbidden(lines.replace("\n", ""))
    own = "\n".join(line.rstrip() for line in lines.strip("\n").split("\n"))
    value = plain_of(layout_of(f"value:\n{_behind(own, STEP)}\n").root)
    said = value.get("value") if isinstance(value, dict) and len(value) == 1 else None
    if said is None or said == "":
        raise CannotEdit("these lines are no single value")
    file = layout_of(text, is_page=is_page)
    if node_at(file, way) is None:
        text = with_value_at(text, way, "-", before=before, is_page=is_page)
        file = layout_of(text, is_page=is_page)
    there, parent = node_at(file, way), node_at(file, way[:-1])
    assert there is not None
    assert parent is not None
    if parent.is_flow:
        raise CannotEdit("this stands in brackets; change all that is in them")
    margin, newline = parent.start[1] - 1, file.newline(there.start[0])
    start, end = _begin_of_value(file, parent, way[-1]), file.index(there.end)
    kept = _comments_before(file, start, there)
    if "\n" not in own or own.startswith(("|", ">")):
        first, _, rest = own.partition("\n")
        new = f" {first}{kept}" + (f"\n{_behind(rest, margin + STEP)}" if rest else "")
    elif isinstance(way[-1], int):
        new = f" {_behind(own, margin + STEP).lstrip(' ')}"
    else:
        new = f"{kept}\n{_behind(own, margin + STEP)}"
    wanted = _with(plain_of(file.root), way, said)
    return _read_back(text, [Edit(start, end, new.replace("\n", newline))], wanted, is_page=is_page)


def _behind(lines: str, margin: int) -> str:
    return "\n".join(f"{' ' * margin}{line}" if line else "" for line in lines.split("\n"))


def written_at(text: str, way: Path, *, is_page: bool = False) -> str:
    """Return the lines of a value as they are written, without the spaces that all of them begin with."""
    file = layout_of(text, is_page=is_page)
    node = node_at(file, way)
    if node is None:
        return ""
    written = text[file.index(node.start) : file.index(node.end)]
    first, *others = written.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    margin = min([node.start[1] - 1, *(margin_of(line) for line in others if line.strip())])
    if not others or node.is_scalar:
        margin = min((margin_of(line) for line in others if line.strip()), default=0)
    return "\n".join([first, *(line[margin:] for line in others)])


def _by_parts(text: str, way: Path, there: YamlNode, value: Value, *, is_page: bool) -> str | None:
    """Change only the keys or the entries of a value that differ; None where nothing of it stays."""
    old = plain_of(there)
    if isinstance(old, dict) and isinstance(value, Mapping) and old.keys() & value.keys():
        order = list(value)
        for key in old.keys() - value.keys():
            text = without_value_at(text, [*way, key], is_page=is_page)
        for number, key in enumerate(order):
            text = with_value_at(text, [*way, key], value[key], before=order[:number], is_page=is_page)
        return text
    if isinstance(old, list) and not isinstance(value, str | int | Mapping) and old and value:
        return _by_entries(text, way, old, value, is_page=is_page)
    return None


def _by_entries(text: str, way: Path, old: list[Plain], value: Sequence[Value], *, is_page: bool) -> str | None:
    before, after = ([repr(each) for each in each_list] for each_list in (old, list(map(_said, value))))
    changes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    if not any(tag == "equal" for tag, *_ in changes) and len(before) != len(after):
        return None
    for tag, start, end, begin, stop in reversed(changes):
        if tag == "equal":
            continue
        shared = min(end - start, stop - begin)
        for number in reversed(range(start + shared, end)):
            text = without_value_at(text, [*way, number], is_page=is_page)
        for number in reversed(range(begin + shared, stop)):
            text = with_entry_at(text, way, start + shared, value[number], is_page=is_page)
        for number in range(shared):
            text = with_value_at(text, [*way, start + number], value[begin + number], is_page=is_page)
    return text


# What a change is in the words of the file.


def _instead(file: YamlLayout, way: Path, there: YamlNode, value: Value) -> Iterator[Edit]:
    """Yield ways to write a value in the place of another."""
    parent = node_at(file, way[:-1])
    if parent is None or there.is_shared or not way:
        raise CannotEdit("this is written in a way that forms do not know; change it as text")
    margin = parent.start[1] - 1
    start, end = file.index(there.start), file.index(there.end)
    newline = file.newline(there.start[0])
    if isinstance(value, str | int) and there.is_scalar:
        room = " " if file.lines[there.start[0] - 1][: there.start[1] - 1].endswith((":", "-")) else ""
        for written in ways_to_write(file, there, value, margin, is_flow=parent.is_flow):
            yield Edit(start, end, room + written.replace("\n", newline))
        return
    if parent.is_flow or isinstance(value, str | int) or not value or is_short(value) or there.is_flow:
        yield from _on_one_line(file, parent, way[-1], there, value)
    if not parent.is_flow:
        yield _below(file, parent, way[-1], there, value)


def _on_one_line(file: YamlLayout, parent: YamlNode, part: str | int, there: YamlNode, value: Value) -> Iterator[Edit]:
    start, end = _begin_of_value(file, parent, part), file.index(there.end)
    room = "" if isinstance(part, int) and parent.is_flow else " "
    kept = _comments_before(file, start, there)
    yield Edit(start, end, f"{room}{flow_value(value)}{kept}")


def _below(file: YamlLayout, parent: YamlNode, part: str | int, there: YamlNode, value: Value) -> Edit:
    """Write a value on lines of its own in the place of what stands under a key, or behind the sign of an entry."""
    start, end = _begin_of_value(file, parent, part), file.index(there.end)
    margin = parent.start[1] - 1
    newline = file.newline(there.start[0])
    kept = _comments_before(file, start, there)
    if isinstance(part, int):
        if kept:
            raise CannotEdit("a comment stands in the middle of this; change it as text")
        first, *others = item_lines(value, margin)
        return Edit(start, end, newline.join([first[margin + 1 :], *others]))
    assert not isinstance(value, str | int)
    lines = block_lines(value, margin + STEP) if isinstance(value, Mapping) else items_lines(value, margin + STEP)
    return Edit(start, end, kept + "".join(f"{newline}{line}" for line in lines))


def _comments_before(file: YamlLayout, start: int, there: YamlNode) -> str:
    """Return the comments between the sign of a value and the value, with the spaces and the lines before each."""
    first, last = file.line_of(start), there.start[0]
    if first == last:
        return ""
    lines = [file.lines[first - 1][start - file.starts[first - 1] :], *file.lines[first : last - 1]]
    kept = [line.rstrip() for line in lines]
    while kept and not kept[-1]:
        kept.pop()
    return file.newline(first).join(kept)


def _begin_of_value(file: YamlLayout, parent: YamlNode, part: str | int) -> int:
    """Find where the value of a key, or of an entry, may begin: behind its sign."""
    if isinstance(part, int):
        child = parent.children[part]
        if parent.is_flow:
            return file.index(child.start)
        return file.starts[_line_of_sign(file, parent, child) - 1] + parent.start[1]
    name = next(name for name, _ in parent.pairs if name.text == part)
    line = file.lines[name.end[0] - 1]
    return file.starts[name.end[0] - 1] + line.index(":", name.end[1] - 1) + 1


def _line_of_sign(file: YamlLayout, sequence: YamlNode, child: YamlNode) -> int:
    """Find the line of the "-" that begins an entry."""
    column = sequence.start[1] - 1
    for number in range(child.start[0], 0, -1):
        if file.lines[number - 1][column : column + 1] == "-":
            return number
    raise CannotEdit("an entry of this list begins in a way that is not known here")


def _begun(text: str, file: YamlLayout, way: Path, value: Value, before: Sequence[str], *, is_page: bool) -> str:
    """Write a value under a key that is not there yet, or as the next entry of a list."""
    if not way:
        raise CannotEdit("the file holds no keys")
    parent = node_at(file, way[:-1])
    if parent is None or not (parent.pairs or parent.children):
        last = way[-1]
        if isinstance(last, int) and last != 0:
            raise CannotEdit("there is no such entry")
        whole: Value = [value] if isinstance(last, int) else {last: value}
        if len(way) == 1:
            raise CannotEdit("the file holds no keys")
        return with_value_at(text, way[:-1], whole, before=before, is_page=is_page)
    if isinstance(way[-1], int):
        if way[-1] != len(parent.children):
            raise CannotEdit("there is no such entry")
        return with_entry_at(text, way[:-1], way[-1], value, is_page=is_page)
    if not parent.pairs:
        raise CannotEdit(f'"{way[-1]}" is no key of a list')
    wanted = _with(plain_of(file.root), way, _said(value))
    return _first_that_reads(text, _new_key(file, parent, way[-1], value, before), wanted, is_page=is_page)


def _new_key(file: YamlLayout, mapping: YamlNode, key: str, value: Value, before: Sequence[str]) -> Iterator[Edit]:
    known = [part for name, part in mapping.pairs if name.text in before]
    last = known[-1] if known else mapping.pairs[-1][1]
    if mapping.is_flow:
        at = file.index(last.end)
        yield Edit(at, at, f", {key}: {flow_value(value)}")
        return
    margin = mapping.start[1] - 1
    if not (isinstance(value, str) and not isinstance(value, Bare) and reads_as(value)):
        yield after_line(file, last.end[0], list(block_lines({key: value}, margin)))
    if isinstance(value, str):
        yield after_line(file, last.end[0], [f"{' ' * margin}{key}: {in_quotes(value)}"])


def _without_key(file: YamlLayout, mapping: YamlNode, key: str) -> Edit:
    place = next((number for number, (name, _) in enumerate(mapping.pairs) if name.text == key), None)
    if place is None:
        raise CannotEdit(f'there is no "{key}"')
    name, value = mapping.pairs[place]
    begins_line = not file.lines[name.start[0] - 1][: name.start[1] - 1].strip()
    if mapping.is_flow or (begins_line and name.start[0] > 1):
        return removal(file, mapping, mapping.pairs[place])
    if place + 1 == len(mapping.pairs):
        raise CannotEdit(f'nothing else stands beside "{key}"')
    start, end = file.index(name.start), file.index(mapping.pairs[place + 1][0].start)
    between = "\n".join(file.lines[value.end[0] : mapping.pairs[place + 1][0].start[0] - 1])
    if "#" in between:
        raise CannotEdit(f'a comment stands below "{key}"; change it as text')
    return Edit(start, end, "")


def _without_entry(file: YamlLayout, sequence: YamlNode, place: int) -> Edit:
    """Take an entry out of a list, with one of the empty rooms before and behind it."""
    children = sequence.children
    if sequence.is_flow:
        if place:
            return Edit(file.index(children[place - 1].end), file.index(children[place].end), "")
        return Edit(file.index(children[0].start), file.index(children[1].start), "")
    start, end = _extent(file, sequence, place)
    first, last = file.line_of(start), file.line_of(end)
    if place == 0:
        following = file.line_of(_extent(file, sequence, 1)[0])
        while last + 1 < following and not file.lines[last].strip():
            last += 1
        return Edit(start, file.starts[last] + sequence.start[1] - 1, "")
    while not file.lines[first - 2].strip():
        first -= 1
    return Edit(file.end_of_line(first - 1), file.end_of_line(last), "")


def _extent(file: YamlLayout, sequence: YamlNode, place: int) -> tuple[int, int]:
    """Find where an entry of a list stands, with the comments right above it (not the first's) and within it."""
    child = sequence.children[place]
    if sequence.is_flow:
        return file.index(child.start), file.index(child.end)
    margin = sequence.start[1] - 1
    first, last = _line_of_sign(file, sequence, child), child.end[0]
    if file.lines[first - 1][:margin].strip():
        if place:
            raise CannotEdit("two entries of this list begin on one line")
        return file.starts[first - 1] + margin, file.end_of_line(_last_line(file, last, margin))
    end = file.end_of_line(_last_line(file, last, margin))
    if place == 0:
        return file.starts[first - 1] + margin, end
    before = sequence.children[place - 1].end[0]
    while first - 1 > _last_line(file, before, margin) and _is_comment_at(file.lines[first - 2], margin):
        first -= 1
    return file.starts[first - 1] + margin, end


def _last_line(file: YamlLayout, last: int, margin: int) -> int:
    while last < len(file.lines) and is_comment_within(file.lines[last], margin):
        last += 1
    return last


def _is_comment_at(line: str, margin: int) -> bool:
    return line.strip().startswith("#") and margin_of(line) == margin


# What must be there afterwards.


def _first_that_reads(text: str, edits: Iterator[Edit], wanted: Plain, *, is_page: bool) -> str:
    refused: CannotEdit | None = None
    for edit in edits:
        try:
            return _read_back(text, [edit], wanted, is_page=is_page)
        except CannotEdit as error:
            refused = error
    raise refused or CannotEdit("this cannot be written here")


def _read_back(text: str, edits: Sequence[Edit], wanted: Plain, *, is_page: bool) -> str:
    new = applied(text, edits)
    if plain_of(layout_of(new, is_page=is_page).root) != wanted:
        raise CannotEdit("this would read otherwise than it is meant; change it as text")
    return new


def _said(value: Value) -> Plain:
    """Return what a value says once it is read."""
    if isinstance(value, str):
        refuse_forbidden(value)
        return value.rstrip("\n")
    if isinstance(value, int):
        return str(value).lower()
    if isinstance(value, Mapping):
        return {key: _said(part) for key, part in value.items() if not key.startswith("#")}
    return [_said(part) for part in value]


def _changed(said: Plain, way: Path, change: Callable[[Plain], Plain]) -> Plain:
    """Copy what a file says with one part of it changed."""
    if not way:
        return change(said)
    part, rest = way[0], way[1:]
    if isinstance(part, int):
        assert isinstance(said, list)
        return [_changed(each, rest, change) if number == part else each for number, each in enumerate(said)]
    assert isinstance(said, dict)
    return {**said, part: _changed(said.get(part), rest, change)}


def _with(said: Plain, way: Path, value: Plain) -> Plain:
    return _changed(said, way, lambda _: value)


def _without(said: Plain, way: Path) -> Plain:
    def shortened(parent: Plain) -> Plain:
        if isinstance(parent, list):
            return [each for number, each in enumerate(parent) if number != way[-1]]
        assert isinstance(parent, dict)
        return {key: each for key, each in parent.items() if key != way[-1]}

    return _changed(said, way[:-1], shortened)


def _with_entry(said: Plain, way: Path, place: int, entry: Plain) -> Plain:
    def longer(entries: Plain) -> Plain:
        assert isinstance(entries, list)
        return [*entries[:place], entry, *entries[place:]]

    return _changed(said, way, longer)
