"""A run asks more than twelve questions.

People who are afraid give up: of those who start a decision tool few finish.

Fails: a way to answer with thirteen questions. Cure: ask less, or ask it only of those it concerns.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled, in_words
from generator.checks.need import Need
from generator.guide.walks import longest_run
from generator.problems import Problem, Severity

ID = "run-too-long"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM
LONGEST = 12


def check(compiled: Compiled) -> Iterator[Problem]:
    """Yield a problem where some way to answer is longer than twelve questions."""
    longest = compiled.counts.longest
    if longest > LONGEST:
        message = f"the longest run asks {longest} questions, more than {LONGEST}"
        note = f"answers: {in_words(longest_run(compiled.diagram))}"
        place = compiled.base.tree.guide.start.place
        yield Problem(place, ID, message, SEVERITY, "ask less, or ask it of fewer people", (note,))
