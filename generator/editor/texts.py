"""Find places in a text as an editor counts them: lines from 0, and columns in the units that it agreed on."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\n|\r")
_MARK = "\ufeff"
_TOKEN = re.compile(r"[\w.'\u2019/@#+-]+")
_SAID = re.compile(r'"([^"\n]+)"')


class Encoding(StrEnum):
    """The units in which an editor counts the columns of a line."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    UTF_32 = "utf-32"

    def units(self, text: str) -> int:
        """Count the units of a text."""
        if self is Encoding.UTF_32 or text.isascii():
            return len(text)
        if self is Encoding.UTF_8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text.encode("utf-16-le", "surrogatepass")) // 2

    def characters(self, line: str, units: int) -> int:
        """Count the characters of a line that some units hold; past its end, all of them."""
        if self is Encoding.UTF_32 or line.isascii():
            return min(units, len(line))
        for number, character in enumerate(line):
            if units <= 0:
                return number
            units -= self.units(character)
        return len(line)


class Spot(NamedTuple):
    """A place between two characters: line and column from 0, the column in characters."""

    line: int
    column: int


class Span(NamedTuple):
    """From where to where a part of a text stands."""

    start: Spot
    end: Spot


class SpanEdit(NamedTuple):
    """A part of a text, and what is written in its place."""

    span: Span
    text: str


@dataclass(frozen=True)
class Document:
    """The text of a file as an editor holds it, line ends and all."""

    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends; a text that ends with a line end has an empty last one."""
        return _LINE_END.split(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @property
    def newline(self) -> str:
        """How the first line ends; a line feed where there is but one line."""
        match = _LINE_END.search(self.text)
        return match.group() if match else "\n"

    def line(self, number: int) -> str:
        """Return a line, "" behind the last."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def spot(self, line: int, units: int, encoding: Encoding) -> Spot:
        """Find the place that an editor names; past the end of a line, its end."""
        if line >= len(self.lines):
            return Spot(len(self.lines) - 1, len(self.lines[-1]))
        return Spot(line, encoding.characters(self.lines[line], units))

    def units(self, spot: Spot, encoding: Encoding) -> int:
        """Count the units of the line before a place."""
        return encoding.units(self.line(spot.line)[: spot.column])

    def index(self, spot: Spot) -> int:
        """Count the characters before a place."""
        return self._starts[spot.line] + spot.column

    def spot_of(self, index: int) -> Spot:
        """Find the place behind some characters."""
        line = bisect_right(self._starts, index) - 1
        return Spot(line, min(index - self._starts[line], len(self.lines[line])))

    def part(self, span: Span) -> str:
        """Return a part of the text."""
        return self.text[self.index(span.start) : self.index(span.end)]

    def changed(self, *edits: SpanEdit) -> Document:
        """Return the text with some parts of it written anew."""
        text = self.text
        for (start, end), new in sorted(edits, reverse=True):
            text = text[: self.index(start)] + new + text[self.index(end) :]
        return Document(text)

    def at(self, line: int, column: int) -> Spot:
        """Find the place of a problem or a name, which count from 1 and not a mark that begins the file."""
        before = 1 if line == 1 and self.text.startswith(_MARK) else 0
        number = min(line - 1, len(self.lines) - 1)
        return Spot(number, min(column - 1 + before, len(self.lines[number])))

    def counted(self, spot: Spot) -> tuple[int, int]:
        """Return the line and column, from 1, by which problems and names know a place."""
        before = 1 if spot.line == 0 and self.text.startswith(_MARK) else 0
        return spot.line + 1, spot.column + 1 - before

    def word_at(self, line: int, column: int, *, said: str = "", known: str = "") -> Span:
        """Find the word that a problem is about: the one it names, else what stands at its place.

        `said` is its message, whose words in quotes may be those that stand there; `known` is such a word for certain.
        """
        start = self.at(line, column)
        rest = self.line(start.line)[start.column :]
        named = [word for word in (known, *_SAID.findall(said)) if word and rest.startswith(word)]
        length = len(max(named, key=len, default="")) or _length_of_first(rest)
        if length:
            return Span(start, Spot(start.line, start.column + length))
        return Span(Spot(start.line, max(0, start.column - 1)), start)  # the end of a line: what stands before it


def _length_of_first(rest: str) -> int:
    """Measure the quoted text, the word or the sign that begins a line's rest."""
    if rest[:1] in ("'", '"') and (end := rest.find(rest[0], 1)) > 0:
        return end + 1
    match = _TOKEN.match(rest)
    return len(match.group().rstrip(".")) or 1 if match else min(1, len(rest.strip()))
