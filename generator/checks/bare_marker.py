"""A marker that gives a look to what stands below it stands over something else.

The reader would see `[[do]]` in the middle of the page, and a list without its ticks.

Fails: `[[do]]` over a heading. Cure: put the list below it; `[[timeline]]` and `[[days]]` need a numbered one,
`[[remember]]` and pictures a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.model.prose import Picture, Shape
from generator.problems import Problem, Severity

ID = "bare-marker"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE

_MARKER = re.compile(r"^\[\[([^\]\n]*)\]\]\s*", re.MULTILINE)
_LIST = (re.compile(r"[-*+] |\d+[.)] "), "a list")
_NUMBERED = (re.compile(r"1[.)] "), "a numbered list")
_SAID = (re.compile(r"(?!#|\[\[|\||\Z)"), "a list, a quotation or a paragraph")
_PARAGRAPH = (re.compile(r"(?!#|\[\[|\||\Z|[-*+] |\d+[.)] |>)"), "a paragraph")
_BELOW = {
    Shape.DO: _LIST,
    Shape.DO_NOT: _LIST,
    Shape.TIMELINE: _NUMBERED,
    Shape.DAYS: _NUMBERED,
    Shape.SAY: _SAID,
    Shape.REMEMBER: _PARAGRAPH,
    **{f"picture:{picture}": _PARAGRAPH for picture in Picture},
}


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each marker that stands over what cannot take its look."""
    for page in base.pages:
        for marker in _MARKER.finditer(page.body):
            if marker[1] not in _BELOW:
                continue
            pattern, what = _BELOW[marker[1]]
            if not pattern.match(page.body, marker.end()):
                message = f'"[[{marker[1]}]]" does not stand over {what}'
                help = f"put {what} below it, or delete it"
                yield Problem(page.body.place_of(marker.start()), ID, message, SEVERITY, help)
