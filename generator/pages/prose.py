"""Turn the authors' Markdown into HTML that cannot carry anything but words, lists, emphasis and links."""

from __future__ import annotations

import functools
import html
import re

import markdown
import nh3
from markupsafe import Markup, escape

from generator.model.words.places import filled
from generator.pages.links import marked, without_quotes

_TAGS = {"a", "blockquote", "br", "em", "li", "ol", "p", "strong", "ul"}
_SPECIAL = re.compile(r"[*_`\[<&\\]")
_BLOCK = re.compile(r"^\s*(?:[-+>#]|\d+[.)]\s|\S.*\n\s*(?:=+|-+)\s*$)", re.MULTILINE)
_PARAGRAPHS = re.compile(r"\n\s*\n")
_SIGNS = re.compile(r"([*_`\[\]\\])")
_TAG = re.compile(r"<[^>]*>")


def prose(text: str) -> Markup:
    """Return the HTML of one or more paragraphs."""
    return _prose(str(text).strip())


def inline(text: str) -> Markup:
    """Return the HTML of one line, without a paragraph around it."""
    return _inline(str(text).strip())


def phrase(text: str, /, **values: object) -> Markup:
    """Make the HTML of one line of a page's own words, with each value in its place; a value is never read as Markdown.

    Quotation marks stay as they are: it may not stand in an attribute.
    """
    return Markup(filled(_phrase(text), **{name: escape(value) for name, value in values.items()}))


def plain(text: str) -> str:
    """Return the words alone, as a reader sees them, for titles and descriptions: text to be escaped like any other."""
    return " ".join(html.unescape(_TAG.sub("", str(inline(text)))).split())


def literal(words: str) -> str:
    """Write words so that a text with them in it says them as they are, whatever Markdown or HTML they look like."""
    return _SIGNS.sub(r"\\\1", html.escape(words, quote=False))


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
    line = _clean(_to_html(f"x {text}"))
    return Markup(line.removeprefix("<p>x ").removesuffix("</p>"))


@functools.lru_cache(maxsize=8192)
def _phrase(text: str) -> str:
    return str(_inline(text)) if _SPECIAL.search(text) else html.escape(text, quote=False)


def _to_html(text: str) -> str:
    return markdown.markdown(text, extensions=["sane_lists"], output_format="html")


def _clean(made: str) -> Markup:
    safe = nh3.clean(
        made,
        tags=_TAGS,
        attributes={"a": {"href"}},
        attribute_filter=_as_value,
        url_schemes={"https"},
        link_rel=None,
    )
    return Markup(without_quotes(safe))


def _as_value(_tag: str, attribute: str, value: str) -> str:
    """Make a link from the root of the site a value; elsewhere "//" leads to another site."""
    return marked(attribute, value[1:]) if value.startswith("/") and not value.startswith("//") else value
