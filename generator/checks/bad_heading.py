"""A page by hand does not begin with one heading of the first rank, or a heading skips a rank.

Who cannot see the page goes from heading to heading: the first says where they are, and a lost rank looks like a lost
part.

Fails: two lines that begin with "# "; "###" right below "#"; a space before "#". Cure: one "# " at the top, below it
"##", then "###".
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

_MARK = r"(?:[ \t]|>|(?:[*+-]|\d+[.)])[ \t])"
_HEADING = re.compile(
    rf"^(?P<aside>{_MARK}+)(?:#|=+[ \t]*$)|^(?P<ranks>#{{1,6}})|^[ \t]*\S.*\n(?P<under>=+|-+)[ ]*$", re.MULTILINE
)

_BEGINS_NEW = re.compile(r"(?:\A|(?:\A|\n)(?:[ \t]*|#.*)\n)\Z")
"""What may stand before a heading whose line is the one below it."""
_OF_A_MERGE = "=" * 7


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for the first heading of each page by hand that is of a wrong rank."""
    for page in base.pages:
        yield from _first_fault(page)


def _first_fault(page: ProsePage) -> Iterator[Problem]:
    before, end = 0, -1
    for match in _HEADING.finditer(page.body):
        under = match["under"] or ""
        rank = len(match["ranks"] or "") or 1 + under.startswith("-")
        place = page.body.place_of(match.start())
        goes_on = under and match.start() != end + 1 and not _BEGINS_NEW.search(page.body[: match.start()])
        end = match.end()
        if match["aside"]:
            message, help = "this would be no heading of the page", "let its mark begin the line"
        elif goes_on:
            message, help = "this would be no heading of the page", "leave an empty line before it"
        elif before == 0 and rank > 1:
            message, help = "the first heading of this page is not its title", 'write it with one "#"'
        elif before and rank == 1 and under == _OF_A_MERGE:
            message, help = "this line seems to be left from a merge", 'delete it; a part of the page begins with "##"'
            place = page.body.place_of(match.start("under"))
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
