"""Change one value of a file where it stands, and know that nothing else became another: each edit is read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

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
from generator.source.plain import (
    Plain,
    Steps,
    layout_of,
    node_at,
    plain_of,
    said_by,
    said_with,
    said_with_entry,
    said_without,
)
from generator.source.scalar_styles import in_quotes, ways_to_write
from generator.source.scalars import reads_as
from generator.source.writing import Bare, Value, block_lines, flow_value, is_short, item_lines, items_lines


def with_value_at(text: str, way: Steps, value: Value, *, before: Sequence[str] = (), is_page: bool = False) -> str:
    """Write a value where a way leads, in the style of what is there; what leads to it is begun where it is missing.

    A new key comes behind the last one of `before` that is there, or to the end.

    Raises CannotEdit where the file is written in a way that is not known here, or where the value would read
    otherwise.
    """
    file = layout_of(text, is_page=is_page)
    said = said_by(value)
    there = node_at(file, way)
    if there is not None and plain_of(there) == said:
        return text
    if there is None:
        return _begun(text, file, way, value, before, is_page=is_page)
    by_parts = _by_parts(text, way, there, value, is_page=is_page)
    if by_parts is not None:
        return by_parts
    wanted = said_with(plain_of(file.root), way, said)
    return _first_that_reads(text, _instead(file, way, there, value), wanted, is_page=is_page)


def without_value_at(text: str, way: Steps, *, is_page: bool = False) -> str:
    """Take a key, or an entry of a list, away, with the comments that are its own; the last entry takes its list along.

    Raises CannotEdit where it is not there, or where the file is written in a way that is not known here.
    """
    file = layout_of(text, is_page=is_page)
    if node_at(file, way) is None or not way:
        raise CannotEdit(f'there is no "{way[-1] if way else ""}"')
    parent = node_at(file, way[:-1])
    assert parent is not None
    if len(parent.children or parent.pairs) == 1:
        if len(way) == 1:
            raise CannotEdit("nothing else stands in this file")
        return without_value_at(text, way[:-1], is_page=is_page)
    edit = _without_entry(file, parent, way[-1]) if isinstance(way[-1], int) else _without_key(file, parent, way[-1])
    return _first_that_reads(text, iter([edit]), said_without(plain_of(file.root), way), is_page=is_page)


def with_entry_at(text: str, way: Steps, place: int, entry: Value, *, is_page: bool = False) -> str:
    """Put an entry into the list to which a way leads, so that it is the one of that number; a list may be begun.

    Raises CannotEdit.
    """
    file = layout_of(text, is_page=is_page)
    there = node_at(file, way)
    if there is None or not there.children:
        return with_value_at(text, way, [entry], is_page=is_page)
    place = min(max(place, 0), len(there.children))
    wanted = said_with_entry(plain_of(file.root), way, place, said_by(entry))
    behind = there.children[place - 1]
    if place == 0:
        edit = entry_before(file, there, entry)
    elif there.is_flow:
        at = file.index(behind.end)
        edit = Edit(at, at, f", {flow_value(entry)}")
    else:
        edit = entry_behind(file, there, behind, entry)
    return _first_that_reads(text, iter([edit]), wanted, is_page=is_page)


def with_moved_entry(text: str, way: Steps, start: int, to: int, *, is_page: bool = False) -> str:
    """Move an entry of the list to which a way leads to another place of it; its own comments go with it.

    Raises CannotEdit.
    """
    file = layout_of(text, is_page=is_page)
    there = node_at(file, way)
    if there is None or not (0 <= start < len(there.children) and 0 <= to < len(there.children)):
        raise CannotEdit("there is no such entry")
    order = list(range(len(there.children)))
    order.insert(to, order.pop(start))
    extents = [entry_extent(file, there, number) for number in range(len(order))]
    edits = [
        Edit(*extents[place], text[slice(*extents[number])]) for place, number in enumerate(order) if place != number
    ]
    said = plain_of(there)
    assert isinstance(said, list)
    wanted = said_with(plain_of(file.root), way, [said[number] for number in order])
    return read_back(text, edits, wanted, is_page=is_page)


def _by_parts(text: str, way: Steps, there: YamlNode, value: Value, *, is_page: bool) -> str | None:
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


def _by_entries(text: str, way: Steps, old: list[Plain], value: Sequence[Value], *, is_page: bool) -> str | None:
    before, after = ([repr(each) for each in each_list] for each_list in (old, list(map(said_by, value))))
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


def _instead(file: YamlLayout, way: Steps, there: YamlNode, value: Value) -> Iterator[Edit]:
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
    start, end = begin_of_value(file, parent, part), file.index(there.end)
    room = "" if isinstance(part, int) and parent.is_flow else " "
    kept = comments_before(file, start, there)
    yield Edit(start, end, f"{room}{flow_value(value)}{kept}")


def _below(file: YamlLayout, parent: YamlNode, part: str | int, there: YamlNode, value: Value) -> Edit:
    """Write a value on lines of its own in the place of what stands under a key, or behind the sign of an entry."""
    start, end = begin_of_value(file, parent, part), file.index(there.end)
    margin = parent.start[1] - 1
    newline = file.newline(there.start[0])
    kept = comments_before(file, start, there)
    if isinstance(part, int):
        if kept:
            raise CannotEdit("a comment stands in the middle of this; change it as text")
        first, *others = item_lines(value, margin)
        return Edit(start, end, newline.join([first[margin + 1 :], *others]))
    assert not isinstance(value, str | int)
    lines = block_lines(value, margin + STEP) if isinstance(value, Mapping) else items_lines(value, margin + STEP)
    return Edit(start, end, kept + "".join(f"{newline}{line}" for line in lines))


def comments_before(file: YamlLayout, start: int, there: YamlNode) -> str:
    """Return the comments between the sign of a value and the value, with the spaces and the lines before each."""
    first, last = file.line_of(start), there.start[0]
    if first == last:
        return ""
    lines = [file.lines[first - 1][start - file.starts[first - 1] :], *file.lines[first : last - 1]]
    kept = [line.rstrip() for line in lines]
    while kept and not kept[-1]:
        kept.pop()
    return file.newline(first).join(kept)


def begin_of_value(file: YamlLayout, parent: YamlNode, part: str | int) -> int:
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


def _begun(text: str, file: YamlLayout, way: Steps, value: Value, before: Sequence[str], *, is_page: bool) -> str:
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
    wanted = said_with(plain_of(file.root), way, said_by(value))
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
    start, end = entry_extent(file, sequence, place)
    first, last = file.line_of(start), file.line_of(end)
    if place == 0:
        following = file.line_of(entry_extent(file, sequence, 1)[0])
        while last + 1 < following and not file.lines[last].strip():
            last += 1
        return Edit(start, file.starts[last] + sequence.start[1] - 1, "")
    while not file.lines[first - 2].strip():
        first -= 1
    return Edit(file.end_of_line(first - 1), file.end_of_line(last), "")


def entry_extent(file: YamlLayout, sequence: YamlNode, place: int) -> tuple[int, int]:
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
            return read_back(text, [edit], wanted, is_page=is_page)
        except CannotEdit as error:
            refused = error
    raise refused or CannotEdit("this cannot be written here")


def read_back(text: str, edits: Sequence[Edit], wanted: Plain, *, is_page: bool) -> str:
    """Make edits of a text, and read it again. Raises CannotEdit where it does not say what is wanted."""
    new = applied(text, edits)
    if plain_of(layout_of(new, is_page=is_page).root) != wanted:
        raise CannotEdit("this would read otherwise than it is meant; change it as text")
    return new
