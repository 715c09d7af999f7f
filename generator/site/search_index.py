"""Cut pages into the sections that search finds.

Material's own indexer reads each page tag by tag in Python, which takes as long as all the rest of a build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import escape

from generator.pages.page import Page

_SILENT = re.compile(r"<(script|style|svg|h1|footer)\b.*?</\1>", re.DOTALL)
"""What says nothing of its own. A footer lists sources, which stand on the page of all sources."""
_REPEATED = re.compile(r'<table class="changes\b.*?</table>', re.DOTALL)
"""What a page repeats: the table of a move tells what stands on the pages of its two levels."""
_HEADING = re.compile(r'<h([2-6])\b[^>]*?\sid="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_INLINE_TAG = re.compile(r"</?(?:a|code|em|small|span|strong)\b[^>]*>")
_OTHER_TAG = re.compile(r"</?(?!(?:li|ol|p|ul)\b)[^>]*>")
_ATTRIBUTES = re.compile(r"<([a-z]+) [^>]*>")


@dataclass(frozen=True, slots=True)
class Finding:
    """One section that a search may find: `text` is HTML of paragraphs and lists alone."""

    location: str
    title: str
    text: str


def findings_of(page: Page) -> Iterator[Finding]:
    """Yield the page down to its first heading with an id, then the section of each such heading."""
    first, *rest = _HEADING.split(_REPEATED.sub("", _SILENT.sub("", page.html)))
    yield Finding(page.address, _said(escape(page.title)), _said(first))
    for id, title, text in zip(rest[1::4], rest[2::4], rest[3::4], strict=True):
        yield Finding(f"{page.address}#{id}", _said(title), _said(text))


def _said(html: str) -> str:
    text = _ATTRIBUTES.sub(r"<\1>", _OTHER_TAG.sub(" ", _INLINE_TAG.sub("", html)))
    return " ".join(text.replace("&#39;", "'").replace("&#34;", '"').split())
