"""Carry out the cure of a problem in the text of its file, where the cure says to a machine what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.editor.texts import Document, Span, SpanEdit, Spot
from generator.problems import Change, Fix, Problem
from generator.source import quoted

_MARKS = re.compile(r"\s*(?:- +)*")
_VALUE = re.compile(r"\s*(?:- +)*[\w-]+: +")
_INLINE = re.compile(r"(?:[\w-]+: +)?\{")
"""An entry on one line, where it begins or where the key begins that holds it."""
_KEY = re.compile(r"^(\s*)((?:- +)*)([\w-]+):(?:\s|$)")


def edits_of(problem: Problem, document: Document) -> tuple[SpanEdit, ...]:
    """Return what is written anew in the file of a problem to mend it; nothing where its text is another by now."""
    fix = problem.fix
    if fix is None:
        return ()
    spot = document.at(problem.place.line, problem.place.column)
    return tuple(_edits(fix, spot, document))


def title_of(problem: Problem) -> str:
    """Say in a few words what the quick fix of a problem does."""
    fix = problem.fix
    assert fix is not None
    if fix.change is Change.WRITE and fix.text:
        return f'Write "{fix.text}"'
    return {
        Change.WRITE: "Delete this",
        Change.QUOTE: "Put it in quotes",
        Change.INDENT: "Write spaces for tabs",
        Change.ADD_KEY: f'Add "{fix.text}:"',
        Change.DELETE: "Delete this",
    }[fix.change]


def _edits(fix: Fix, spot: Spot, document: Document) -> Iterator[SpanEdit]:
    line = document.line(spot.line)
    if fix.change is Change.WRITE:
        start = line.find(fix.word, spot.column, spot.column + len(fix.word) + 1) if fix.word else -1
        if start >= 0:
            yield _edit(spot.line, start, start + len(fix.word), _fitting(fix.text, line, start, start + len(fix.word)))
    elif fix.change is Change.QUOTE and fix.word:
        if line.startswith(fix.word, spot.column):
            yield _edit(spot.line, spot.column, spot.column + len(fix.word), quoted(fix.word))
    elif fix.change is Change.QUOTE:
        yield from _in_quotes(line, spot)
    elif fix.change is Change.INDENT:
        margin = line[: len(line) - len(line.lstrip())]
        yield _edit(spot.line, 0, len(margin), margin.replace("\t", "  "))
    elif fix.change is Change.ADD_KEY:
        yield from _with_key(fix.text, spot, document)
    elif fix.change is Change.DELETE:
        yield from _deleted(spot, document)


def _fitting(text: str, line: str, start: int, end: int) -> str:
    """Escape a text where it is written into quotes."""
    before, behind = line[start - 1 : start], line[end : end + 1]
    if before == behind == "'":
        return text.replace("'", "''")
    return quoted(text)[1:-1] if before == behind == '"' else text


def _in_quotes(line: str, spot: Spot) -> Iterator[SpanEdit]:
    """Put quotes round the value of a key, or round all from the place on where an entry of a list begins there."""
    match = _MARKS.match(line)
    assert match is not None
    if match.end() != spot.column and (key := _VALUE.match(line)) is not None:
        match = key
    value = line[match.end() :].rstrip()
    if value:
        plain = value[1:].removesuffix(value[0]) if value[0] in "'\"" else value
        yield _edit(spot.line, match.end(), match.end() + len(value), quoted(plain))


def _with_key(key: str, spot: Spot, document: Document) -> Iterator[SpanEdit]:
    """Add a key behind the first line of an entry, or before the bracket that ends it."""
    line = document.line(spot.line)
    value = _INLINE.match(line, spot.column)
    if value is not None:
        end = line.find("}", value.end())
        if end > 0:
            yield _edit(spot.line, end, end, f", {key}: ")
        return
    match = _KEY.match(line)
    if match is None:
        return
    column = match.start(3)
    last = spot.line
    # What is nested below the first key belongs to it: the new one stands behind.
    while last + 1 < len(document.lines) and _is_below(document.line(last + 1), column):
        last += 1
    while not document.line(last).strip():
        last -= 1
    end = len(document.line(last))
    yield _edit(last, end, end, f"{document.newline}{' ' * column}{key}: ")


def _deleted(spot: Spot, document: Document) -> Iterator[SpanEdit]:
    """Delete the whole lines of a key or an entry; not where it shares its first line with another thing."""
    line = document.line(spot.line)
    before = line[: spot.column]
    if before.strip(" -") or before.count("-") > 1:
        return
    column = spot.column if "-" not in before else before.index("-")
    last = spot.line
    is_entry = "-" in before
    while last + 1 < len(document.lines) and _is_below(document.line(last + 1), column, lists=not is_entry):
        last += 1
    while last > spot.line and not document.line(last).strip():
        last -= 1
    key = _KEY.match(line)
    if is_entry and key is not None and _has_more(document, spot.line, last, key.start(3)):
        return  # the first key of an entry that has more of them
    end = Spot(last + 1, 0) if last + 1 < len(document.lines) else Spot(last, len(document.line(last)))
    yield SpanEdit(Span(Spot(spot.line, 0), end), "")


def _has_more(document: Document, first: int, last: int, column: int) -> bool:
    below = (document.line(number) for number in range(first + 1, last + 1))
    return any(line[:column].strip() == "" and line[column : column + 1].strip() for line in below)


def _is_below(line: str, column: int, *, lists: bool = True) -> bool:
    """Tell whether a line belongs to the key or entry that begins at a column; an empty one might."""
    if not line.strip():
        return True
    margin = len(line) - len(line.lstrip(" "))
    return margin > column or (lists and margin == column and line[margin : margin + 2] == "- ")


def _edit(line: int, start: int, end: int, text: str) -> SpanEdit:
    return SpanEdit(Span(Spot(line, start), Spot(line, end)), text)
