"""Find what is being written at a place of a file, by its lines alone: a text that is being typed is seldom whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.editor.texts import Document, Span, Spot

_LINE = re.compile(r"( *)((?:- +)*(?:-$)?)")
_KEY = re.compile(r"""("[^"]*"|'[^']*'|[\w.-]+):(?=\s|$)""")
_BLOCK = re.compile(r"[|>][+-]?\d?\s*(?:#.*)?$")
_WORD = re.compile(r"[\w./#-]*$")
_REST_OF_WORD = re.compile(r"[\w./#-]*")
_MOST_LINES_OF_A_BRACKET = 200


@dataclass(frozen=True, slots=True)
class Cursor:
    """What stands where somebody writes.

    `path` are the keys down to the entry, those of lists without their numbers; `key` is the key whose value is
    written, "" where a key is. `word` is the span of the word there, `typed` what of it stands before the place.
    `present` are the keys that the entry has besides; `is_item` tells that an entry of a list is begun, which may be a
    value too. `is_text` tells that the place is within words, `is_flow` that it is within brackets.
    """

    path: tuple[str, ...]
    key: str
    word: Span
    typed: str
    present: frozenset[str] = frozenset()
    is_item: bool = False
    is_text: bool = False
    is_flow: bool = False
    has_colon: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of YAML: the columns of its list marks, where its content begins, its key and what follows that."""

    marks: tuple[int, ...]
    column: int
    key: str
    value: str
    value_at: int

    @property
    def outermost(self) -> int:
        """The column by which the line hangs below others: that of its first mark, which may stand under its key."""
        return self.marks[0] if self.marks else self.column

    @property
    def is_block(self) -> bool:
        """Tell whether a block of text follows."""
        return _BLOCK.match(self.value) is not None


def cursor_at(document: Document, spot: Spot, *, first: int = 0) -> Cursor:
    """Find what is written at a place of YAML that begins on a line."""
    before = document.line(spot.line)[: spot.column]
    word = _word_at(document, spot)
    typed = document.part(Span(word.start, spot))
    behind = document.line(spot.line)[word.end.column :]
    has_colon = behind.startswith(":")
    open_at = _open_bracket(document, spot, first)
    if open_at is not None:
        return _in_brackets(document, open_at, spot, word=word, typed=typed, first=first, has_colon=has_colon)
    line = parsed(before)
    if before.lstrip().startswith("#"):
        return Cursor((), "", word, typed, is_text=True)
    chain, present, is_text = _above(document, spot.line, line, first)
    if is_text:
        return Cursor(tuple(chain[:-1]), chain[-1] if chain else "", word, typed, is_text=True)
    if line.key:
        is_text = " " in line.value.strip() or line.value[:1] in ("'", '"', "|", ">")
        return Cursor(tuple(chain), line.key, word, typed, present, is_text=is_text, has_colon=has_colon)
    content = before[line.column :]
    if " " in content.strip() or content[:1] in ("'", '"'):
        return Cursor(tuple(chain[:-1]), chain[-1] if chain else "", word, typed, is_text=True)
    present = present | _below(document, spot.line, line.column)
    return Cursor(tuple(chain), "", word, typed, present, is_item=bool(line.marks), has_colon=has_colon)


def key_at(document: Document, spot: Spot, *, first: int = 0) -> tuple[tuple[str, ...], Span] | None:
    """Find the key that stands at a place, with the keys above it."""
    whole = document.line(spot.line)
    line = parsed(whole)
    if line.key and line.column <= spot.column <= line.column + len(line.key):
        chain, _, is_text = _above(document, spot.line, line, first)
        span = Span(Spot(spot.line, line.column), Spot(spot.line, line.column + len(line.key)))
        return None if is_text else ((*chain, line.key), span)
    cursor = cursor_at(document, spot, first=first)
    word = document.part(cursor.word)
    if cursor.is_flow and not cursor.key and cursor.has_colon and word:
        return (*cursor.path, word), cursor.word
    return None


def _word_at(document: Document, spot: Spot) -> Span:
    line = document.line(spot.line)
    start = _WORD.search(line[: spot.column])
    end = _REST_OF_WORD.match(line, spot.column)
    assert start is not None
    assert end is not None
    return Span(Spot(spot.line, start.start()), Spot(spot.line, end.end()))


def parsed(line: str) -> Line:
    """Read a line of YAML by itself."""
    match = _LINE.match(line)
    assert match is not None
    marks = tuple(at + len(match[1]) for at, character in enumerate(match[2]) if character == "-")
    column = match.end()
    key = _KEY.match(line, column)
    if key is None:
        return Line(marks, column, "", line[column:].strip(), column)
    value = line[key.end() :]
    at = key.end() + len(value) - len(value.lstrip())
    return Line(marks, column, key[1].strip("'\""), value.strip(), at)


def _above(document: Document, number: int, line: Line, first: int) -> tuple[list[str], frozenset[str], bool]:
    """Find the keys above a line, the keys beside it, and whether it is a part of a text."""
    chain: list[str] = []
    present: set[str] = set()
    limit, is_beside = line.column, True
    if line.marks:
        limit, is_beside = line.outermost + 1, False
    for above in range(number - 1, first - 1, -1):
        raw = document.line(above)
        if not raw.strip() or raw.lstrip().startswith("#"):
            continue
        other = parsed(raw)
        if is_beside and other.key and other.column == limit:
            present.add(other.key)
            if other.marks:
                limit, is_beside = other.outermost + 1, False
        elif other.outermost < limit or other.column < limit:
            if not other.key:
                if other.outermost < limit and not chain and not other.marks:
                    return _above(document, above, other, first)[0], frozenset(), True
                continue
            if other.column < limit:
                is_plain_text = not chain and not line.key and other.value[:1] not in ("", "#", "[", "{")
                if other.is_block or is_plain_text:
                    return [*_above(document, above, other, first)[0], other.key], frozenset(), True
                chain.insert(0, other.key)
                limit, is_beside = other.outermost + 1 if other.marks else other.column, False
        if limit <= 0:
            break
    return chain, frozenset(present), False


def _below(document: Document, number: int, column: int) -> frozenset[str]:
    """Collect the keys of the same entry that stand below a line."""
    present = set()
    for below in range(number + 1, len(document.lines)):
        raw = document.line(below)
        if not raw.strip() or raw.lstrip().startswith("#"):
            continue
        line = parsed(raw)
        if line.outermost < column:
            break
        if line.column == column and not line.marks and line.key:
            present.add(line.key)
    return frozenset(present)


def _open_bracket(document: Document, spot: Spot, first: int) -> Spot | None:
    """Find the bracket after a key or a list mark that is still open at a place."""
    for number in range(spot.line, max(first, spot.line - _MOST_LINES_OF_A_BRACKET) - 1, -1):
        raw = document.line(number)
        line = parsed(raw)
        at = line.value_at
        if raw[at : at + 1] in ("[", "{") and raw[at:].strip():
            start = Spot(number, at)
            if start >= spot:
                return None
            return start if _stack(document.part(Span(start, spot))) else None
        if number < spot.line and (line.key or line.marks) and line.value and line.value[-1:] not in ",[{":
            return None
        if number < spot.line and not raw.strip():
            return None
    return None


@dataclass(slots=True)
class _Open:
    """A bracket that is open: its keys so far, and the one whose value comes."""

    is_mapping: bool
    keys: list[str]
    key: str = ""


def _stack(text: str) -> list[_Open]:
    """Read brackets as far as they go; what is left are those still open."""
    stack: list[_Open] = []
    word, quote, last = "", "", ""
    for character in text:
        if quote:
            quote = "" if character == quote else quote
            word += character
        elif character in "'\"" and not word.strip():
            quote = character
            word += character
        elif character in "[{":
            stack.append(_Open(character == "{", []))
            word = ""
        elif character in "]}":
            if stack:
                stack.pop()
            word = ""
            if not stack:
                return []
        elif character == ",":
            if stack:
                stack[-1].key = ""
            word = ""
        elif last == ":" and character in " \n\r\t" and stack and stack[-1].is_mapping and not stack[-1].key:
            stack[-1].key = word[:-1].strip().strip("'\"")
            stack[-1].keys.append(stack[-1].key)
            word = ""
        else:
            word += character
        last = character
    return stack


def _in_brackets(
    document: Document, start: Spot, spot: Spot, *, word: Span, typed: str, first: int, has_colon: bool
) -> Cursor:
    line = parsed(document.line(start.line))
    chain, _, _ = _above(document, start.line, line, first)
    if line.key:
        chain = [*chain, line.key]
    stack = _stack(document.part(Span(start, spot)))
    for outer in stack[:-1]:
        chain += [outer.key] if outer.is_mapping and outer.key else []
    inner = stack[-1]
    text = document.part(Span(start, spot))
    since = re.split(r"[,\[{]|:\s", text)[-1]
    is_text = " " in since.strip() or since.lstrip()[:1] in ("'", '"')
    if not inner.is_mapping:
        # a list: what is written is one of its values, or begins an entry
        *path, key = chain or [""]
        return Cursor(tuple(path), key, word, typed, is_text=is_text, is_flow=True, has_colon=has_colon)
    present = frozenset(inner.keys)
    return Cursor(tuple(chain), inner.key, word, typed, present, is_text=is_text, is_flow=True, has_colon=has_colon)
