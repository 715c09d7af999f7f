"""Read a phone number as a phone would: what it dials in a country, and which digits its letters stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.model.lines import LinesFile

_LETTERS = ("abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz")
_KEYPAD = str.maketrans({letter: str(key) for key, keys in enumerate(_LETTERS, 2) for letter in keys + keys.upper()})
_WRITTEN = re.compile(r"\+?(?:[0-9]+|\([0-9]+\))(?:[ .-]?(?:[0-9]+|\([0-9]+\)))*")
_FORM = {"X": "[0-9]", "N": "[2-9]", **{digit: digit for digit in "0123456789"}}
_SEPARATOR = re.compile(r"[ .-]|(?<=\))")
_AMONG_WORDS = re.compile(r"(?<![\w./-])\+?\(?[0-9](?:(?:\) ?|[ .-]\(?|\()?[0-9]){6,}(?![\w-])")
LONGEST_SHORT = 6
_INTERNATIONAL = range(7, 16)
"""How many digits follow the + of a number: 15 at the most (ITU-T E.164)."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """How numbers are written in a country: its code, its short numbers, and its long ones at home and behind the +."""

    calling_code: str
    trunk: str
    short: tuple[str, ...]
    at_home: re.Pattern[str]
    behind_plus: re.Pattern[str]


def numbering_of(lines: LinesFile) -> Numbering:
    """Return how numbers are written in the country of a register; the short numbers of its lines come first."""
    trunk = str(lines.trunk or "")
    of_lines = (way.number for line in lines.lines for way in line.ways if way.number is not None)
    every = (digits_of(number) for number in (*of_lines, *(short.number for short in lines.short_numbers)))
    return Numbering(
        str(lines.calling_code),
        trunk,
        tuple(dict.fromkeys(number for number in every if len(number) <= LONGEST_SHORT)),
        re.compile(_one_of(lines.forms)),
        re.compile(_one_of(form.removeprefix(trunk) for form in lines.forms)),
    )


def long_numbers_in(text: str, numbering: Numbering) -> Iterator[tuple[int, str]]:
    """Yield each long number among words with its place: one of the country, or of any country with its +."""
    for match in _AMONG_WORDS.finditer(text):
        said = match.group()
        ends = (len(said), *reversed([gap.start() for gap in _SEPARATOR.finditer(said)]))
        parts = (part for end in ends for part in (said[:end], said[:end].lstrip("(")))
        number = next((part for part in parts if dialled(part, numbering).startswith("+")), "")
        if number:
            yield match.start() + said.index(number), number


def dialled(number: str, numbering: Numbering) -> str:
    """Write what a phone dials for a number: a short number as it is, any other with + and country, else ""."""
    if not is_written_as_number(number):
        return ""
    digits = digits_of(number)
    if is_abroad(number, numbering):
        return f"+{digits}" if len(digits) in _INTERNATIONAL and not digits.startswith("0") else ""
    if number.startswith("+"):
        national = digits.removeprefix(numbering.calling_code)
        return f"+{digits}" if numbering.behind_plus.fullmatch(national) else ""
    if digits in numbering.short:
        return digits
    national = digits.removeprefix(numbering.trunk)
    return f"+{numbering.calling_code}{national}" if numbering.at_home.fullmatch(digits) else ""


def is_written_as_number(text: str) -> bool:
    """Tell whether a text holds digits and single separators alone: a + in front, spaces, hyphens, dots, (brackets)."""
    return _WRITTEN.fullmatch(text) is not None


def is_abroad(number: str, numbering: Numbering) -> bool:
    """Tell whether a number begins with the + and code of another country."""
    return number.startswith("+") and not digits_of(number).startswith(numbering.calling_code)


def digits_of(text: str) -> str:
    """Return the digits of a text, in order."""
    return "".join(character for character in text if character in "0123456789")


def keyed(text: str) -> str:
    """Put for each letter the digit of the key that it stands on."""
    return text.translate(_KEYPAD)


def is_form(form: str) -> bool:
    """Tell whether a form holds digits, X and N alone."""
    return all(character in _FORM for character in form)


def _one_of(forms: Iterable[str]) -> str:
    return "|".join("".join(_FORM.get(character, "(?!)") for character in form) for form in forms)
