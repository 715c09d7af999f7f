"""Say what is wrong in an author's files, and where: the values that every floor above hands on.

An author's mistake is a value, never an exception; `Problems` collects them all in one run.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """The place of one word in a file: line and column count from 1, columns in characters."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Text(str):
    """A text from a file that knows where it stands and how it was written.

    `reads_as` says what another YAML tool would read instead of text ("" where it reads text).
    `indent` is 0, or for a block the columns before its lines.
    """

    __slots__ = ("indent", "place", "reads_as")
    place: Place
    reads_as: str
    indent: int

    def __new__(cls, value: str, *, place: Place, reads_as: str = "", indent: int = 0) -> Self:
        """Make a text that stands at a place."""
        text = super().__new__(cls, value)
        text.place = place
        text.reads_as = reads_as
        text.indent = indent
        return text

    def place_of(self, index: int) -> Place:
        """Find the place of the character at `index` (for a folded or escaped text, of its line)."""
        before = self[:index]
        if self.indent:
            return Place(
                self.place.file,
                self.place.line + 1 + before.count("\n"),
                self.indent + 1 + len(before) - (before.rfind("\n") + 1),
            )
        return Place(self.place.file, self.place.line, self.place.column + index)


class Severity(StrEnum):
    """How bad a problem is: the site would be wrong (error) or right but should be better (warning)."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where it is, what it is, and what cures it.

    `notes` are further lines (the other place, a chain, the answers that show it), each a sentence fragment.
    """

    place: Place
    id: str
    message: str
    severity: Severity = Severity.ERROR
    help: str = ""
    notes: tuple[str, ...] = ()

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order problems by file, line and column, then by id and message."""
        return (self.place.file, self.place.line, self.place.column, self.id, self.message)


@dataclass(slots=True)
class Problems:
    """The problems found so far; the one value that changes while the stages run, always passed as `problems`."""

    found: list[Problem] = field(default_factory=list)

    def error(self, place: Place, id: str, message: str, *, help: str = "", notes: Iterable[str] = ()) -> None:
        """Add an error: the site would be wrong."""
        self.found.append(Problem(place, id, message, Severity.ERROR, help, tuple(notes)))

    def warning(self, place: Place, id: str, message: str, *, help: str = "", notes: Iterable[str] = ()) -> None:
        """Add a warning: the site would be right, and yet somebody should look."""
        self.found.append(Problem(place, id, message, Severity.WARNING, help, tuple(notes)))

    def extend(self, more: Iterable[Problem]) -> None:
        """Add problems that a check yielded."""
        self.found.extend(more)

    def has_errors(self) -> bool:
        """Tell whether anything found so far is an error."""
        return any(problem.severity is Severity.ERROR for problem in self.found)

    def in_order(self) -> tuple[Problem, ...]:
        """Sort the problems, each different one once, in the order of files, lines and columns."""
        return tuple(sorted(dict.fromkeys(self.found), key=Problem.sort_key))

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.in_order())


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Write `did you mean "…"?` for the nearest known word, or "" where none is near."""
    near = difflib.get_close_matches(word, sorted(set(known)), n=1, cutoff=0.6)
    return f'did you mean "{near[0]}"?' if near else ""


# Control characters (a terminal obeys them), marks of direction and hidden characters, and halves of characters.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def visible(text: str) -> str:
    """Write the text on one line, with a mark for each character that would move, hide or colour what is shown."""
    return _UNSHOWN.sub("\ufffd", text)
