"""Say how wide words are when they are drawn, and break them into lines that surely fit.

Words in a picture do not wrap by themselves, and the fonts are the reader's own: so every width is an upper bound.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_NARROW = frozenset("fijlrtI.,:;'!|()[]-/ ")
_WIDE = frozenset("mwMW@%&")


def width_of(text: str, size: int) -> float:
    """Return a width that a line of text stays below, in the units of `size`, in a bold serif or a sans-serif font."""
    return size * sum(_ems(character) for character in text)


def lines_of(text: str, *, size: int, width: int) -> tuple[str, ...]:
    """Return the text in lines no wider than `width`; a word that is too long by itself is cut."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size) <= width:
            lines[-1] = longer
            continue
        lines.extend(_pieces(word, size, width))
    return tuple(line for line in lines if line)


def _pieces(word: str, size: int, width: int) -> Iterator[str]:
    piece = ""
    for character in word:
        if piece and width_of(piece + character, size) > width:
            yield piece
            piece = ""
        piece += character
    yield piece


def _ems(character: str) -> float:
    """Return how many times the size of the type a character is wide, at most."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    if not character.isascii():
        return 1.1
    if character in _NARROW:
        return 0.46
    if character in _WIDE:
        return 1.1
    return 0.85 if character.isupper() else 0.65
