"""A page by hand does not begin with one heading of the first rank, or a heading skips a rank.

Who cannot see the page goes from heading to heading: the first says where they are, and a lost rank looks like a lost
part.

Fails: two lines that begin with "# "; "###" right below "#". Cure: one "# " at the top, and below it "##", then "###".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.model.prose import ProsePage
from generator.problems import Problem, Severity

ID = "bad-heading"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE

_HEADING = re.compile(r"^ {0,3}(#{1,6})|^ {0,3}\S.*\n {0,3}(=+|-{3,})[ \t]*$", re.MULTILINE)

_OF_A_MERGE = "=" * 7


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for the first heading of each page by hand that is of a wrong rank."""
    for page in base.pages:
        yield from _first_fault(page)


def _first_fault(page: ProsePage) -> Iterator[Problem]:
    before = 0
    for match in _HEADING.finditer(page.body):
        rank = len(match[1]) if match[1] else 1 + (match[2][0] == "-")
        place = page.body.place_of(match.start())
        if before == 0 and rank > 1:
            message, help = "the first heading of this page is not its title", 'write it with one "#"'
        elif before and rank == 1 and match[2] == _OF_A_MERGE:
            message, help = "this line seems to be left from a merge", 'delete it; a part of the page begins with "##"'
            place = page.body.place_of(match.start(2))
        elif before and rank == 1:
            message, help = "this page has a title already", 'write "##" for a part of the page'
        elif rank > before + 1:
            message, help = f"this heading skips a rank: {rank} comes after {before}", f'write "{"#" * (before + 1)}"'
        else:
            before = rank
            continue
        yield Problem(place, ID, message, SEVERITY, help)
        return
    if before == 0:
        yield Problem(page.body.place_of(0), ID, "this page has no title", SEVERITY, 'begin it with "# " and its title')
