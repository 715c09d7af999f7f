"""Find texts that stand in another place than before: exchanged ones are the worst edit, for each looks reviewed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from generator.difference.rows import ChangeKind, Row
from generator.difference.sections import Section

_FEWEST_WORDS = 4
"""A shorter text that stands elsewhere now may be a coincidence; two that changed places are none."""


@dataclass(frozen=True, slots=True)
class Origins:
    """Where the new text of rows stood before, by the places of the rows in their list."""

    exchanged: dict[int, int]
    moved: dict[int, int]


def origins_of(rows: Sequence[Row]) -> Origins:
    """Find the rows whose texts changed places, each with the other, and those whose text only moved.

    Capital letters, marks and spaces do not count: a text that was touched up on the way is the same.
    """
    old, new = ([_words(row.old) for row in rows], [_words(row.new) for row in rows])
    by_old: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if old[place] and row.kind in (ChangeKind.CHANGED, ChangeKind.REMOVED) and row.section is not Section.RECORDS:
            by_old[old[place]].append(place)
    found = Origins({}, {})
    for place, row in enumerate(rows):
        if not new[place] or row.kind not in (ChangeKind.CHANGED, ChangeKind.ADDED) or old[place] == new[place]:
            continue
        before = [other for other in by_old.get(new[place], ()) if other != place]
        partner = next((other for other in before if new[other] == old[place] and other not in found.exchanged), None)
        if partner is not None and old[place]:
            if place not in found.exchanged:
                found.exchanged.update({place: partner, partner: place})
        elif before and len(new[place]) >= _FEWEST_WORDS:
            found.moved[place] = before[0]
    return found


def _words(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", "\n".join(lines).casefold()))
