"""Find slips that YAML would read as something else, or complain of far from where they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

JOINED_ENTRIES = re.compile(r"[.?!] - (?=[A-Z])")
"""Where a second entry of a list begins on the line of the first."""
_BEGINS, _ENDS = re.compile(r"<{7}(?: |$)"), re.compile(r"(?:>{7}|\|{7})(?: |$)")
"""What begins a part of which two versions stand there, and what is left where its beginning is deleted."""
_ODD_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_MARK = r"(?:[-+*>]|#{1,6})"
_WANTED_IN_PAGES = re.compile(
    rf"(?P<before>{_ODD_SPACE.pattern})\s*{_MARK}|[ \t>]*{_MARK}(?P<behind>{_ODD_SPACE.pattern})"
)
_WANTS_SPACE = re.compile(rf"\s*(?:- *)?(?:[\w-]+:)?{_ODD_SPACE.pattern}")


def conflicts_in(lines: Sequence[str]) -> Iterator[int]:
    """Yield the number of each line at which a merge left two versions of a part; an end alone counts too."""
    is_open = False
    for number, line in enumerate(lines):
        if _BEGINS.match(line):
            is_open = True
            yield number
        elif _ENDS.match(line):
            if not is_open:
                yield number
            is_open = is_open and line.startswith("|")


def odd_space_in(line: str) -> tuple[int, str] | None:
    """Find the first character that only looks like a space, before the words of a line or right before its value.

    Returns its column, and what it is.
    """
    found = _WANTS_SPACE.match(line)
    if found is None:
        return None
    odd = _ODD_SPACE.search(line)
    assert odd is not None
    return odd.start(), _named(odd.group())


def odd_space_in_page(line: str) -> tuple[int, str] | None:
    """Find the same in a line of a page: before the mark of a list, a heading or a quotation, or right behind it."""
    found = _WANTED_IN_PAGES.match(line)
    if found is None:
        return None
    column = found.start(found.lastgroup or 0)
    return column, _named(line[column])


def _named(character: str) -> str:
    return f"the character {unicodedata.name(character).lower()} (U+{ord(character):04X})"
