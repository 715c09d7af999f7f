"""A text is nested so deep, or runs on so long without a space, that no page can be made of it.

Nobody writes so on purpose: it is a slip of the keyboard, or something pasted that is no text.

Fails: seven lists within each other on one line, a word of a thousand letters. Cure: write it as plain paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.need import Need
from generator.checks.wording import Texts, find_in
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity, Text

ID = "tangled-text"
SEVERITY = Severity.ERROR
NEEDS = Need.TEXTS

_LIST = r"(?:[-+*]|\d{1,9}[.)])[ \t]+"
_NESTED = re.compile(rf"^(?:[ \t>]*{_LIST}){{7,}}|^[ \t]{{48,}}{_LIST}|^(?:[ \t]*>){{16,}}", re.MULTILINE)
_ENDLESS = re.compile(r"\S{1000,}|([\[\]()*_`<>&!\\~#])\1{199,}")
_SHORTEST = 14
"""The length of seven list marks with a space behind each: no shorter text is tangled."""


def check(_base: KnowledgeBase, texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each text in which lists or quotations stand too deep, or a word or mark has no end."""
    yield from (problem for _, problem in find_in(texts, _tangled))


def _tangled(texts: Texts) -> Iterator[tuple[Text, Problem]]:
    for text in texts:
        if len(text) < _SHORTEST:
            continue
        for pattern, what in ((_NESTED, "is nested too deep"), (_ENDLESS, "has no space or end for too long")):
            found = pattern.search(text)
            if found is not None:
                place = text.place_of(found.start())
                message = f"this text {what} to make a page of"
                yield text, Problem(place, ID, message, SEVERITY, "write plain paragraphs")
