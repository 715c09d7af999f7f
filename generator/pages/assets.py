"""Make what pages load small, for a bad line: one script for the guide, one style sheet, without comments."""

from __future__ import annotations

import re

_DOCUMENTATION = re.compile(r"/\*.*?\*/", re.DOTALL)
_TEXT_OR_SPACE = re.compile(r"""("[^"\n]*"|'[^'\n]*'|`[^`]*`)|\s*([{}()\[\],;:?=<>&|*!])\s*""")
_SPACE_IN_STYLE = re.compile(r"""("[^"\n]*")|\s*([{};])\s*|([:,])\s+""")


def joined(*modules: str) -> str:
    """Give modules as one, each after those it imports, without comments and needless space.

    It knows only what our own modules hold: comments on lines of their own, imports and exports on one line,
    statements that end with a semicolon or a brace, and texts without escaped or nested quotes.
    """
    lines = [line.strip() for text in modules for line in _DOCUMENTATION.sub("", text).splitlines()]
    kept = [line.removeprefix("export ") for line in lines if line and not line.startswith(("//", "import "))]
    return _TEXT_OR_SPACE.sub(lambda found: found[1] or found[2], "\n".join([*kept, ""]))


def trimmed(style: str) -> str:
    """Give a style sheet without comments and needless space; before a colon it belongs to a selector and stays."""
    text = _DOCUMENTATION.sub("", style)
    return _SPACE_IN_STYLE.sub(lambda found: found[1] or found[2] or found[3], text).strip()
