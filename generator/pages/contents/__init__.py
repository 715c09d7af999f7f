"""Show what a long page holds: "On this page" from its headings, and parts that open from their heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.model.words import WordsFile
from generator.page_kinds import GLOSSARY, HOME, PageKind
from generator.pages.environment import render

FOLDS = "folds"
"""The class of a heading whose part is folded: down to the next heading of its level, or of one above."""

_FEWEST, _SHORTEST = 4, 2500
"""How many headings, and how many letters (three screens of a phone), a page has that says what it holds."""
_HEADING = re.compile(r'<h2\b[^>]*?\sid="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*?(/?)>")
_ID = re.compile(r'\sid="([^"]+)"')
_BEFORE = re.compile(r'.*?</h1>\s*(?:<p class="lead\b.*?</p>)?', re.DOTALL)
_LEVELS = {"h2": 2, "h3": 3, "h4": 4, "footer": 3}
_FOLDED = re.compile(rf'<h2\b[^>]*\sclass="{FOLDS}"')
_VOID = frozenset(["br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"])
_TILES = 'class="tiles'
_MAY_STAND_OPEN = 2
"""How many parts may stand open in a page of which all others are folded."""


@dataclass(frozen=True, slots=True)
class ListedHeading:
    """A heading of a page: its anchor and its words."""

    id: str
    words: Markup


@dataclass(frozen=True, slots=True)
class _Heading:
    """What begins or ends a part and stands in no other element: a heading, or a footer, which has no part."""

    begin: int
    end: int
    level: int
    tag: str
    inner: str


def outlined(html: str, kind: PageKind, words: WordsFile) -> str:
    """Return the HTML of an article with its long parts folded and, where it is long, with "On this page" at its top.

    A heading keeps its anchor in view. Where a link leads to it, or into its part, the part shows without script.
    """
    entries = [ListedHeading(id, Markup(_without_tags(said))) for id, said in _HEADING.findall(html)]
    folded = _folded(html, words)
    is_long = len(entries) >= _FEWEST and len(_without_tags(html)) >= _SHORTEST
    if not is_long or kind in (HOME, GLOSSARY) or kind.belongs_to_guide:
        return folded
    before = _BEFORE.match(folded)
    at = before.end() if before else 0
    # On a phone a page whose tiles or folded parts are such a list already needs no other.
    is_a_list = _TILES in html or len(_FOLDED.findall(html)) >= len(entries) - _MAY_STAND_OPEN
    return folded[:at] + str(render("contents/contents", words, entries=entries, is_a_list=is_a_list)) + folded[at:]


def _folded(html: str, words: WordsFile) -> str:
    """Put each part whose heading says so into an element that opens."""
    if f'class="{FOLDS}"' not in html:
        return html
    made, at, closing = list[str](), 0, list[int]()
    for heading in (*_headings(html), _Heading(len(html), len(html), 1, "", "")):
        made.append(html[at : heading.begin])
        at = heading.begin
        while closing and heading.level <= closing[-1]:
            closing.pop()
            made.append("</div>\n</details>\n")
        if f'class="{FOLDS}"' in heading.tag:
            id = _ID.search(heading.tag)
            name, inner = f"h{heading.level}", Markup(heading.inner)
            made.append(str(render("part/opening", words, id=id[1] if id else "", name=name, inner=inner)))
            closing.append(heading.level)
            at = heading.end
    return "".join((*made, html[at:]))


def _headings(html: str) -> Iterator[_Heading]:
    """Yield each heading below the first, and each footer, that stands in no other element."""
    depth, opened = 0, None
    for tag in _TAG.finditer(html):
        closes, name, closes_itself = tag.groups()
        if name in _VOID or closes_itself:
            continue
        depth += -1 if closes else 1
        if not closes and depth == 1 and name in _LEVELS:
            opened = tag
        elif closes and depth == 0 and opened is not None:
            # The page's own footer ends every part; that of a part stands in it, behind what is folded there.
            level = 1 if "colophon" in opened.group() else _LEVELS[name]
            yield _Heading(opened.start(), tag.end(), level, opened.group(), html[opened.end() : tag.start()])
            opened = None


def _without_tags(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", html).split())
