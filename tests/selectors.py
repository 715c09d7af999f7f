"""Read the selectors of a style sheet, and tell which of them fit something in a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

# What comes and goes while a page is read, and what the browser adds to it, fits at any time.
STATE = re.compile(
    r":not\(:(?:checked|empty)\)"
    r"|::?(?:hover|focus-visible|focus|checked|target|popover-open|before|after|marker|details-content)\b"
    r"|::-webkit-details-marker"
)


def selectors_in(style: str) -> Iterator[str]:
    """Yield each selector of a style without comments, those in at-rules too."""
    at = 0
    while (opening := style.find("{", at)) >= 0:
        closing = end_of_block(style, opening)
        head = style[at:opening].strip()
        if not head.startswith("@"):
            yield from parts_of(head)
        elif not head.startswith(("@page", "@font-face")):
            yield from selectors_in(style[opening + 1 : closing])
        at = closing + 1


def end_of_block(style: str, opening: int) -> int:
    depth = 0
    for place in range(opening, len(style)):
        depth += (style[place] == "{") - (style[place] == "}")
        if depth == 0:
            return place
    raise AssertionError(f"the style does not close: {style[opening : opening + 60]}")


def parts_of(head: str) -> Iterator[str]:
    """Cut a list of selectors at the commas that no bracket holds."""
    depth, part = 0, ""
    for letter in head:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            yield part.strip()
            part = ""
        else:
            part += letter
    yield part.strip()


def fits(tree: LexborHTMLParser, selector: str) -> bool:
    """Tell whether a selector fits something in a page, now or in some state."""
    return tree.css_first(STATE.sub(":is(*)", selector)) is not None
