"""HTML stands in a text.

HTML from a text could run a script or hide the help line; nothing of the kind is published.

Fails: `<b>Call</b> 911`. Cure: use Markdown, such as `**Call** 911`; write "less than" in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.need import Need
from generator.checks.wording import Texts
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity

ID = "raw-html"
SEVERITY = Severity.ERROR
NEEDS = Need.TEXTS

_TAG = re.compile(r"<(?=[A-Za-z/!?])[^>\n]{0,30}>?")


def check(_base: KnowledgeBase, texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each place where a tag begins."""
    for text in texts:
        if "<" not in text:
            continue
        for match in _TAG.finditer(text):
            message = f'"{match.group()}" is HTML'
            yield Problem(
                text.place_of(match.start()),
                ID,
                message,
                SEVERITY,
                "delete it; Markdown has **bold** and [words](/page/)",
            )
