"""List what a file holds, as a tree of names, by its lines alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.editor.completion import head_end
from generator.editor.cursor import Line, parsed
from generator.editor.texts import Document, Span, Spot

_NAMING = ("id", "term", "name", "title", "page", "from", "avoid", "phrase", "say", "in")
_TELLING = ("title", "name", "you", "text", "term", "words", "claim", "value", "to")
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$")


@dataclass(slots=True)
class Symbol:
    """A part of a file: its name, a word on it, where it stands, where its name does, and what is within it."""

    name: str
    detail: str
    span: Span
    named: Span
    is_list: bool
    parts: list[Symbol] = field(default_factory=list)


def outline_of(document: Document, *, file: str) -> list[Symbol]:
    """List the parts of a file: of a page its headings, of YAML its keys and the entries below them."""
    if file.endswith(".md"):
        return _headings(document, head_end(document) + 1)
    rows = list(_rows(document))
    return list(_parts(document, rows, 0, len(rows), column=0))


def _headings(document: Document, first: int) -> list[Symbol]:
    found: list[tuple[int, Symbol]] = []
    top: list[Symbol] = []
    for number in range(first, len(document.lines)):
        match = _HEADING.match(document.line(number))
        if match is None:
            continue
        depth = len(match[1])
        while found and found[-1][0] >= depth:
            _end_before(number, found.pop()[1], document)
        named = Span(Spot(number, match.start(2)), Spot(number, match.end(2)))
        part = Symbol(match[2] or "#", "", Span(Spot(number, 0), named.end), named, is_list=True)
        (found[-1][1].parts if found else top).append(part)
        found.append((depth, part))
    for _, part in found:
        _end_before(len(document.lines), part, document)
    return top


def _end_before(number: int, part: Symbol, document: Document) -> None:
    """Let a part reach to the line before another."""
    part.span = Span(part.span.start, Spot(number - 1, len(document.line(number - 1))))


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with a key or a list mark, and the line where what it begins ends."""

    number: int
    line: Line


def _rows(document: Document) -> Iterator[_Row]:
    text_below: int | None = None
    for number, raw in enumerate(document.lines):
        if not raw.strip() or raw.lstrip().startswith("#"):
            continue
        line = parsed(raw)
        if text_below is not None:
            if line.outermost > text_below:
                continue
            text_below = None
        if line.key and line.is_block:
            text_below = line.column
        if line.key or line.marks:
            yield _Row(number, line)


def _parts(document: Document, rows: list[_Row], first: int, last: int, *, column: int) -> Iterator[Symbol]:
    """Make a part of each key at a column that holds more, and of each entry of a list that has a name."""
    at = first
    while at < last:
        row = rows[at]
        end = at + 1
        while end < last and rows[end].line.outermost > row.line.outermost:
            end += 1
        if not row.line.marks and row.line.key and not row.line.value:
            while end < last and rows[end].line.marks and rows[end].line.outermost == row.line.column:
                end += 1  # a list may stand as far left as its key
        if row.line.marks:
            yield from _entry(document, rows, at, end)
        elif row.line.key and end > at + 1:
            named = _key_span(row)
            part = Symbol(row.line.key, "", _until(document, rows, at, end), named, is_list=True)
            part.parts = list(_parts(document, rows, at + 1, end, column=column + 1))
            yield part
        at = max(end, at + 1)


def _entry(document: Document, rows: list[_Row], first: int, last: int) -> Iterator[Symbol]:
    column = rows[first].line.column
    own = [row for row in rows[first:last] if row.line.column == column and row.line.key]
    values = {row.line.key: row for row in own}
    naming = next((values[key] for key in _NAMING if key in values and values[key].line.value), None)
    inner = list(_parts(document, rows, first + 1, last, column=column))
    if naming is None:
        yield from inner
        return
    telling = next((values[key].line.value for key in _TELLING if key in values and values[key] is not naming), "")
    start = naming.line.value_at
    named = Span(Spot(naming.number, start), Spot(naming.number, start + len(naming.line.value)))
    yield Symbol(naming.line.value.strip("'\""), telling, _until(document, rows, first, last), named, False, inner)


def _key_span(row: _Row) -> Span:
    return Span(Spot(row.number, row.line.column), Spot(row.number, row.line.column + len(row.line.key)))


def _until(document: Document, rows: list[_Row], first: int, last: int) -> Span:
    """Return the lines from one row to the one before another, without empty ones at the end."""
    end = rows[last].number - 1 if last < len(rows) else len(document.lines) - 1
    while end > rows[first].number and not document.line(end).strip():
        end -= 1
    return Span(Spot(rows[first].number, rows[first].line.outermost), Spot(end, len(document.line(end))))
