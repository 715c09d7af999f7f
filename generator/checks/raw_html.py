"""HTML stands in a text.

HTML from a text could run a script or hide the help line; nothing of the kind is published.

Fails: `<b>Call</b> 911`. Cure: use Markdown, such as `**Call** 911`; write "less than" in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.need import Need
from generator.checks.wording import Texts, find_in
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity, Text

ID = "raw-html"
SEVERITY = Severity.ERROR
NEEDS = Need.TEXTS

_TAG = re.compile(r"<(?=[A-Za-z/!?])[^>\n]{0,30}>?")


def check(_base: KnowledgeBase, texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each place where a tag begins."""
    yield from (problem for _, problem in find_in(texts, _tags))


def _tags(texts: Texts) -> Iterator[tuple[Text, Problem]]:
    help = "delete it; Markdown has **bold** and [words](/page/)"
    for text in texts.containing(["<"]):
        for match in _TAG.finditer(text):
            yield text, Problem(text.place_of(match.start()), ID, f'"{match.group()}" is HTML', SEVERITY, help)
