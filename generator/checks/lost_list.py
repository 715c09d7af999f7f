"""A list stands right below a line, two points of it share a line, or its marks are none that make a list.

The site shows one paragraph with hyphens or dots in it, and nobody sees the points apart.

Fails: "Bring:" with "- your card" on the line below it; "- Your card. - Your pills."; "-your card"; "• your card"; a
line that begins with "1)".
Cure: leave an empty line before the first point, and begin each on a line of its own with "- ".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.need import Need
from generator.checks.wording import Texts, find_in
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity, Text

ID = "lost-list"
SEVERITY = Severity.ERROR
NEEDS = Need.TEXTS

_MARK = re.compile(r"(?:[-+*]|\d{1,2}\.) +\S")
_JOINED = re.compile(r"^[ \t>]*(?:[-+*]|\d{1,2}[.)]) +\S.*?[.?!] - (?=[A-Z])", re.MULTILINE)
_GLUED = re.compile(r"^ {0,3}-(?=[^\W\d_])", re.MULTILINE)
_DOT = re.compile(r"^[ \t]*[\u2022\u2023\u25cf\u25e6\u25aa\u00b7]", re.MULTILINE)
_DASH = re.compile(r"^[ \t]*([\u2013\u2014\u2192]) (?=.*\n\n?[ \t]*\1 )", re.MULTILINE)
"""A dash or an arrow before the words of two lines; before those of one it may belong to their sentence."""
_BRACKET = re.compile(r"^[ \t>]*(\d{1,2})\) +(?=\S)", re.MULTILINE)
_BLOCK = re.compile(r"[ \t]*(?:[-+*>#|]|\d{1,2}[.)] |```)|[ \t]{2,}|\[\[")
"""How a line begins that is no plain paragraph: a list or what belongs to one, a heading, a table, a marker."""


def check(_base: KnowledgeBase, texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each list that a page would show as a part of the paragraph above it."""
    yield from (problem for _, problem in find_in(texts, _lost))


def _slips(text: Text) -> Iterator[tuple[int, str, str]]:
    """Yield where a point of a list does not begin as one, what is wrong and the cure."""
    for match in _JOINED.finditer(text):
        cure = "begin it on a line of its own, under the mark of this line"
        yield match.end() - 2, "a second point of the list begins on this line", cure
    for match in _GLUED.finditer(text):
        yield match.end() - 1, 'a space is missing after this "-"', 'write "- " before the text'
    for match in _BRACKET.finditer(text):
        yield match.start(1), f'"{match[1]})" makes no list', f'write "{match[1]}. " in its place'
    for match in _DASH.finditer(text):
        yield match.start(1), f'"{match[1]}" makes no list', 'write "- " in its place'
    for match in _DOT.finditer(text):
        yield match.end() - 1, f'"{match.group().strip()}" makes no list', 'write "- " in its place'


def _lost(texts: Texts) -> Iterator[tuple[Text, Problem]]:
    for text in texts:
        if "\n" not in text:
            continue
        yield from (
            (text, Problem(text.place_of(at), ID, message, SEVERITY, cure)) for at, message, cure in _slips(text)
        )
        is_paragraph, at = False, 0
        for line in text.split("\n"):
            if is_paragraph and _MARK.match(line):
                message = "this list is read as part of the line above it"
                yield text, Problem(text.place_of(at), ID, message, SEVERITY, "leave an empty line before the list")
            # What follows a lost point belongs to the same paragraph, and is said once.
            is_paragraph = bool(line.strip()) and not _BLOCK.match(line)
            at += len(line) + 1
