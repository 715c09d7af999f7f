"""Say what is wrong in an author's files, and where: the values that every floor above hands on.

An author's mistake is a value, never an exception; `Problems` collects them all in one run.
"""

from __future__ import annotations

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


class Change(StrEnum):
    """What a fix does at the place of its problem."""

    WRITE = "write"
    """Writes `text` in the place of `word`; of "" it writes nothing, so that the word is gone."""
    QUOTE = "quote"
    """Puts quotes round `word` or, where it is "", round the whole value on the line."""
    INDENT = "indent"
    """Writes spaces for the tabs that begin the line."""
    ADD_KEY = "add-key"
    """Adds the key `text` to the entry that begins there."""
    DELETE = "delete"
    """Deletes the key with its value, or the entry of a list, that begins there."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A cure that a machine can carry out: what is changed at the place of the problem."""

    change: Change
    word: str = ""
    text: str = ""


class Cure(str):
    """The help of a problem that also says to a machine what to do."""

    __slots__ = ("fix",)
    fix: Fix

    def __new__(cls, says: str, change: Change, *, word: str = "", text: str = "") -> Self:
        """Make a help of its words and what they ask for."""
        cure = super().__new__(cls, says)
        cure.fix = Fix(change, str(word), str(text))
        return cure

    def saying(self, says: str) -> Cure:
        """Return the same cure in other words."""
        return Cure(says, self.fix.change, word=self.fix.word, text=self.fix.text)


MOST_SAID = 1000
"""The letters that a message, a help or a note has at most, whatever the author wrote that it quotes."""
_LONG_QUOTE = re.compile(r'"([^"]{60})[^"]{20,}"')


def _bounded(said: str) -> str:
    """Shorten what is quoted in a line that nobody would read to its end."""
    if len(said) <= MOST_SAID:
        return said
    shorter = _LONG_QUOTE.sub(r'"\1…"', said)
    shorter = shorter if len(shorter) <= MOST_SAID else f"{shorter[: MOST_SAID - 1]}…"
    return said.saying(shorter) if isinstance(said, Cure) else shorter


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where it is, what it is, and what cures it.

    `notes` are further lines (the other place, a chain, the answers that show it), each a sentence fragment. None of
    the lines is longer than `MOST_SAID`: what they quote is shortened.
    """

    place: Place
    id: str
    message: str
    severity: Severity = Severity.ERROR
    help: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Bound each line."""
        object.__setattr__(self, "message", _bounded(self.message))
        object.__setattr__(self, "help", _bounded(self.help))
        object.__setattr__(self, "notes", tuple(map(_bounded, self.notes)))

    @property
    def fix(self) -> Fix | None:
        """Return what the help asks for, where a machine can do it."""
        return self.help.fix if isinstance(self.help, Cure) else None

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


def did_you_mean(word: str, known: Iterable[str], *, is_name: bool = False) -> str:
    """Write `did you mean "…"?` for the one known word of which a word is a slip, or "" where none or two are as near.

    A slip is in one part of the word alone, of the parts between hyphens, dots and slashes, and in none of its digits:
    one or two letters that are wrong, missing, doubled or swapped; or it is in capitals, hyphens or the plural. Of the
    name of a thing (`is_name`) a single letter may be missing, doubled or swapped, and none be another: whoever follows
    a wrong proposal would send a reader to another level of care.
    """
    slips = ((known_word, _slips(word, known_word, is_name=is_name)) for known_word in sorted(set(known)))
    counted = [(count, known_word) for known_word, count in slips if count is not None]
    least = min((count for count, _ in counted), default=0)
    near = [known_word for count, known_word in counted if count == least]
    if len(near) != 1:
        return ""
    return Cure(f'did you mean "{near[0]}"?', Change.WRITE, word=word, text=near[0])


_PART = re.compile(r"[^\W_]+")
_SHORT, _LONG = 3, 7
"""The letters of the shortest word in which a slip can be told, and of one that may have two."""


def _slips(word: str, known: str, *, is_name: bool) -> int | None:
    """Count the letters by which a word differs from a known one; None where it is more than a slip."""
    if re.findall(r"\d+", word) != re.findall(r"\d+", known):
        return None
    parts, known_parts = (_PART.findall(text.casefold()) for text in (word, known))
    if "".join(parts) == "".join(known_parts):
        return 0
    if len(parts) != len(known_parts):
        return None
    differing = [pair for pair in zip(parts, known_parts, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return None
    (one, other), *_ = differing
    if f"{one}s" == other or one == f"{other}s":
        return 1
    if is_name:
        return 1 if _is_one_slip(one, other) else None
    most = 2 if len(other) >= _LONG else 1
    count = _distance(one, other)
    return count if len(other) >= _SHORT and count <= most else None


def _is_one_slip(word: str, known: str) -> bool:
    """Tell whether one letter of a known word is missing behind the first, is doubled, or has changed places."""
    if len(known) < _SHORT:
        return False
    missing = len(known) > _SHORT and any(known[:at] + known[at + 1 :] == word for at in range(1, len(known)))
    doubled = any(known[:at] + known[at - 1] + known[at:] == word for at in range(1, len(known) + 1))
    swapped = any(known[:at] + known[at + 1] + known[at] + known[at + 2 :] == word for at in range(len(known) - 1))
    return missing or doubled or swapped


def _distance(word: str, known: str) -> int:
    """Count the letters that are wrong, missing, too many or swapped."""
    rows = [list(range(len(known) + 1))]
    for at, letter in enumerate(word):
        row = [at + 1]
        for beside, other in enumerate(known):
            steps = [rows[at][beside] + (letter != other), rows[at][beside + 1] + 1, row[beside] + 1]
            if at and beside and letter == known[beside - 1] and word[at - 1] == other:
                steps.append(rows[at - 1][beside - 1] + 1)
            row.append(min(steps))
        rows.append(row)
    return rows[-1][-1]


# Control characters (a terminal obeys them), marks of direction and hidden characters, and halves of characters.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def visible(text: str) -> str:
    """Write the text on one line, with a mark for each character that would move, hide or colour what is shown."""
    return _UNSHOWN.sub("\ufffd", text)
