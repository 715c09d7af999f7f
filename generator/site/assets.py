"""Make what pages hold and load small, for a bad line."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache

_DOCUMENTATION = re.compile(r"/\*.*?\*/", re.DOTALL)
_TEXT_OR_SPACE = re.compile(r"""("[^"\n]*"|'[^'\n]*'|`[^`]*`)|\s*([{}()\[\],;:?=<>&|*!])\s*""")
_SPACE_IN_STYLE = re.compile(r"""("[^"\n]*")|\s*([{};])\s*|([:,])\s+""")
_BLOCK = r"</?(?:li|ul|ol|p|div|section|article|fieldset|legend|details|h[1-4])(?:[^\w>][^>]*)?>"
# Each way begins with the character itself, and then looks back: so most of a page is passed over at once.
_NEEDLESS = re.compile(rf"\n(?<=>\n)(?={_BLOCK})|\n(?<=\n\n)|</li>\n?(?=</?(?:li|ul|ol)[ >])")


@lru_cache(maxsize=64)
def joined(*modules: str) -> str:
    """Join modules into one, each after those it imports, without comments and needless space.

    It knows only what our own modules hold: comments on lines of their own, imports and exports on one line,
    statements that end with a semicolon or a brace, and texts without escaped or nested quotes.
    """
    lines = [line.strip() for text in modules for line in _DOCUMENTATION.sub("", text).splitlines()]
    kept = [line.removeprefix("export ") for line in lines if line and not line.startswith(("//", "import "))]
    return _TEXT_OR_SPACE.sub(lambda found: found[1] or found[2], "\n".join([*kept, ""]))


@lru_cache(maxsize=512)
def trimmed(style: str) -> str:
    """Write a style sheet without comments and needless space; before a colon it belongs to a selector and stays."""
    text = _DOCUMENTATION.sub("", style)
    return _SPACE_IN_STYLE.sub(lambda found: found[1] or found[2] or found[3], text).strip()


def smaller(source: str, minified: str) -> str:
    """Choose `minified`, whose first line names the text it was made of; `source` where that is another text."""
    made_of, _, script = minified.partition("\n")
    return script if made_of == made_of_line(source) else source


def made_of_line(source: str) -> str:
    """Write the line that names a text by its hash."""
    return f"// Made by `make script` of {hash_of(source)}"


def compact(html: str) -> str:
    """Write HTML of our own templates without the line ends and end tags ("</li>") that HTML lets go."""
    return _NEEDLESS.sub("", html)


def hash_of(text: str) -> str:
    """Write the word by which a content security policy allows an inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
