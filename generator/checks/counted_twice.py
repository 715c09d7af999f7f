"""A count (`at_least`) counts one answer twice.

One sign alone would then weigh as two: a hidden score, and a threshold that is not what it says.

Fails: `at_least: 2` of `[signs-up.worse, signs-up.worse]`, or of a group of levels and one of them.
Cure: name each answer once.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.names import counts_in
from generator.checks.need import Need
from generator.guide.plan import known_references
from generator.guide.sharing import GuideBase
from generator.problems import Problem, Severity

ID = "counted-twice"
SEVERITY = Severity.ERROR
NEEDS = Need.GUIDE


def check(base: GuideBase) -> Iterator[Problem]:
    """Yield a problem for each answer that a count names again."""
    known = known_references(base)
    cases = (case.when for decision in base.tree.decisions for case in decision.cases)
    promised = (promise.whenever for promise in base.safety.promises)
    for condition in (*cases, *promised):
        for counted in counts_in(condition) if condition is not None else ():
            before: set[str] = set()
            for reference in counted:
                answers = set(known.get(reference, ()))
                if not before.isdisjoint(answers):
                    yield Problem(reference.place, ID, f'"{reference}" is counted twice', SEVERITY, "name it once")
                before |= answers
