"""A list of an outcome has no line that everyone sees.

Some way to answer could end at a result with nothing to do.

Fails: `now` whose every line has `when` or `unless`. Cure: add a line for everyone.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.guide.sharing import GuideBase
from generator.problems import Problem, Severity

ID = "nothing-for-some"
SEVERITY = Severity.ERROR
NEEDS = Need.GUIDE


def check(base: GuideBase) -> Iterator[Problem]:
    """Find a problem for each list of an outcome in which every line has a condition."""
    for outcome in base.tree.outcomes:
        for name in ("now", "say"):
            lines = getattr(outcome, name)
            if all(line.when or line.unless for line in lines):
                message = f'every line of "{name}" in outcome "{outcome.id}" is for some readers only'
                yield Problem(lines[0].place, ID, message, SEVERITY, "add a line for everyone")
