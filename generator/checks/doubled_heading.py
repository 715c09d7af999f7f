"""Two headings of a page say the same.

A link can lead to the first alone, and who hears a list of headings cannot tell them apart.

Fails: `## Cost` twice on one page. Cure: say in each what its part is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity

ID = "doubled-heading"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE

_MARKS = re.compile(r"[#*_`]|\s+")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*)$", re.MULTILINE)


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each heading of a hand-written page that an earlier one of it has said."""
    for page in base.pages:
        seen: set[str] = set()
        for match in _HEADING.finditer(page.body):
            said = " ".join(_MARKS.sub(" ", match[1]).casefold().split())
            if said in seen:
                message = f'this page has a heading "{match[1].strip()}" already'
                yield Problem(page.body.place_of(match.start()), ID, message, SEVERITY, "say what this part is about")
            seen.add(said)
