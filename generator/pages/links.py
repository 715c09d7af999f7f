"""Links within the site are values until a page is written: only who writes it knows where they lead from there."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

_MARK = "\ue000"
"""What stands on both sides of a value. No text of an author holds it: the reader takes it out of every file."""
_IN_QUOTES = re.compile(f'[a-z]+="({_MARK}[^{_MARK}"]*{_MARK})"')


def link_to(address: str, attribute: str = "href") -> Markup:
    """Stand for an attribute that leads to `address`, a page or file of the site: "levels/residential/#hours"."""
    return Markup(marked(attribute, address))


def marked(name: str, value: str) -> str:
    """Stand for what is written once it is known where it stands."""
    return f"{_MARK}{name}={value}{_MARK}"


def without_quotes(html: str) -> str:
    """Let a value that had to be written as the text of an attribute stand for the whole attribute."""
    return _IN_QUOTES.sub(r"\1", html)


def filled_in(html: str, written: Callable[[str, str], str]) -> str:
    """Write HTML; `written` gives what stands for each name and value that is marked in it."""
    parts = html.split(_MARK)
    parts[1::2] = [written(*value.split("=", 1)) for value in parts[1::2]]
    return "".join(parts)


def fixed_parts(html: str) -> list[str]:
    """List what stands between the values that are filled in."""
    return html.split(_MARK)[0::2]
