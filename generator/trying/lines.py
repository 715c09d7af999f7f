"""Write lines of text for a terminal of any width."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from generator.pages.prose import plain
from generator.problems import visible

_MARK = re.compile(r"\s*(?:(?:[-•>]|\d+\.|\[[ x]\] \d+\.) )?")


def wrapped(lines: Iterable[str], width: int) -> str:
    """Break lines at a width; what follows the mark of a list stands below its words."""
    return "\n".join(part for line in lines for part in _wrapped(visible(line), width))


def _wrapped(line: str, width: int) -> list[str]:
    mark = _MARK.match(line)
    indent = " " * min(len(mark.group()) if mark else 0, width // 2)
    return textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=False) or [""]


def titled(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield lines below their heading, or nothing where there are none."""
    found = list(lines)
    if found:
        yield from ("", f"== {plain(title)} ==", *found)
