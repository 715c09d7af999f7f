"""Turn the authors' Markdown into HTML that cannot carry anything but words, lists, emphasis and links."""

from __future__ import annotations

import functools
import re

import markdown
import nh3
from markupsafe import Markup, escape

_TAGS = {"a", "blockquote", "br", "em", "li", "ol", "p", "strong", "ul"}
_SPECIAL = re.compile(r"[*_`\[<&\\]")
_BLOCK = re.compile(r"^\s*(?:[-+>#]|\d+[.)]\s|\S.*\n\s*(?:=+|-+)\s*$)", re.MULTILINE)
_PARAGRAPHS = re.compile(r"\n\s*\n")
_TAG = re.compile(r"<[^>]*>")


def prose(text: str) -> Markup:
    """Give the HTML of one or more paragraphs."""
    return _prose(str(text).strip())


def inline(text: str) -> Markup:
    """Give the HTML of one line, without a paragraph around it."""
    return _inline(str(text).strip())


def plain(text: str) -> str:
    """Give the words alone, for titles and descriptions."""
    return " ".join(_TAG.sub("", str(inline(text))).replace("&amp;", "&").split())


@functools.lru_cache(maxsize=8192)
def _prose(text: str) -> Markup:
    if _SPECIAL.search(text) or _BLOCK.search(text):
        return _clean(_to_html(text))
    return Markup("\n").join(Markup("<p>{}</p>").format(part) for part in _PARAGRAPHS.split(text))


@functools.lru_cache(maxsize=8192)
def _inline(text: str) -> Markup:
    if not _SPECIAL.search(text):
        return escape(text)
    # A letter in front keeps a line that begins with "1." or "-" from becoming a list.
    html = _clean(_to_html(f"x {text}"))
    return Markup(html.removeprefix("<p>x ").removesuffix("</p>"))


def _to_html(text: str) -> str:
    return markdown.markdown(text, extensions=["sane_lists"], output_format="html")


def _clean(html: str) -> Markup:
    safe = nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"https"}, link_rel=None)
    return Markup(safe)
