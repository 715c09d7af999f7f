"""A color of the organization cannot be read on the pages.

Links and buttons bear it, and some readers see little, on a cheap screen, at night. WCAG asks for a contrast of 4.5 to
1 between words and their ground; every ground of the pages is tried, by day and by night.

Fails: a pale yellow by day. Cure: the help names the nearest color that can be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.colors import DAY_GROUNDS, NIGHT_GROUNDS, READABLE, least_contrast, nearest_readable
from generator.model.knowledge import KnowledgeBase
from generator.problems import Change, Cure, Problem, Severity

ID = "weak-color"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each color with too little contrast to a ground on which it stands."""
    accent = base.organization.accent
    if accent is None:
        return
    for color, grounds, when in ((accent.day, DAY_GROUNDS, "day"), (accent.night, NIGHT_GROUNDS, "night")):
        found = least_contrast(color, grounds)
        if found < READABLE:
            message = f'"{color}" has a contrast of {found:.2f} to its ground by {when}, and words need {READABLE}'
            near = nearest_readable(color, grounds)
            help = Cure(f'write "{near}", the nearest color that can be read', Change.WRITE, word=color, text=near)
            yield Problem(color.place, ID, message, SEVERITY, help)
