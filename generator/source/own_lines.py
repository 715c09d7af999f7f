"""Write a value as the author's own lines of YAML, and move an entry with its lines into another list."""

from __future__ import annotations

from collections.abc import Sequence

from generator.source.layout import STEP, CannotEdit, Edit, margin_of
from generator.source.plain import Steps, layout_of, node_at, plain_of, said_with, said_with_entry, said_without
from generator.source.rewriting import begin_of_value, comments_before, entry_extent, read_back, with_value_at
from generator.source.scalar_styles import refuse_forbidden


def with_lines_at(text: str, way: Steps, lines: str, *, before: Sequence[str] = (), is_page: bool = False) -> str:
    """Write the author's own lines of YAML where a way leads; they are put as far behind as they must stand.

    Raises CannotEdit where they are no single value.
    """
    refuse_forbidden(lines.replace("\n", ""))
    own = "\n".join(line.rstrip() for line in lines.strip("\n").split("\n"))
    read = layout_of(f"value:\n{_behind(own, STEP)}\n").root
    if any(node.is_shared for node in read.every()):
        raise CannotEdit("write each part out; anchors and tags are not used here")
    value = plain_of(read)
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
    start, end = begin_of_value(file, parent, way[-1]), file.index(there.end)
    kept = comments_before(file, start, there)
    if "\n" not in own or own.startswith(("|", ">")):
        first, _, rest = own.partition("\n")
        new = f" {first}{kept}" + (f"\n{_behind(rest, margin + STEP)}" if rest else "")
    elif isinstance(way[-1], int):
        new = f" {_behind(own, margin + STEP).lstrip(' ')}"
    else:
        new = f"{kept}\n{_behind(own, margin + STEP)}"
    wanted = said_with(plain_of(file.root), way, said)
    return read_back(text, [Edit(start, end, new.replace("\n", newline))], wanted, is_page=is_page)


def _behind(lines: str, margin: int) -> str:
    return "\n".join(f"{' ' * margin}{line}" if line else "" for line in lines.split("\n"))


def written_at(text: str, way: Steps, *, is_page: bool = False) -> str:
    """Return the lines of a value as they are written, without the spaces that all of them begin with."""
    file = layout_of(text, is_page=is_page)
    node = node_at(file, way)
    if node is None:
        return ""
    written = text[file.index(node.start) : file.index(node.end)]
    first, *others = written.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    margin = min([node.start[1] - 1, *(margin_of(line) for line in others if line.strip())])
    if not others or node.is_scalar:
        behind = STEP if first.startswith(("|", ">")) else 0
        margin = max(min((margin_of(line) for line in others if line.strip()), default=0) - behind, 0)
    return "\n".join([first, *(line[margin:] for line in others)])


def with_entry_elsewhere(text: str, way: Steps, start: int, other: Steps, place: int) -> str:
    """Move an entry of a list with its lines and comments into another list, before so many of its entries.

    Raises CannotEdit where one of the lists is not there, or is not written with a "-" for each entry.
    """
    file = layout_of(text)
    here, there = node_at(file, way), node_at(file, other)
    if here is None or there is None or not there.children or len(here.children) <= start:
        raise CannotEdit("there is no such entry, or the other list has none yet")
    if here.is_flow or there.is_flow or len(here.children) == 1:
        raise CannotEdit("this list is written in a way that is not known here; move the entry as text")
    begin, end = entry_extent(file, here, start)
    first, last = file.line_of(begin), file.line_of(end)
    gone = Edit(file.end_of_line(first - 1), file.end_of_line(last), "")
    shift = there.start[1] - here.start[1]
    lines = [_shifted(line, shift) for line in file.lines[first - 1 : last]]
    behind = place and file.line_of(entry_extent(file, there, place - 1)[1])
    newline = file.newline(first)
    if behind:
        at = file.end_of_line(behind)
        new = Edit(at, at, "".join(f"{newline}{line}" for line in lines))
    else:
        at = file.starts[file.line_of(entry_extent(file, there, 0)[0]) - 1]
        new = Edit(at, at, "".join(f"{line}{newline}" for line in lines))
    said = plain_of(file.root)
    wanted = said_without(said_with_entry(said, other, place, plain_of(here.children[start])), [*way, start])
    return read_back(text, [gone, new], wanted, is_page=False)


def _shifted(line: str, columns: int) -> str:
    if not line.strip():
        return line
    return f"{' ' * columns}{line}" if columns >= 0 else line[min(-columns, margin_of(line)) :]
