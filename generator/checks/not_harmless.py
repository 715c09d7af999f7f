"""An answer is declared harmless that a promise guards as a sign of danger, or it is declared twice.

`harmless` is for answers that tell nothing about danger. One that is both is a slip, in the list or in the promise.

Fails: `danger.overdose` in `harmless`. Cure: take it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled
from generator.checks.names import answers_of_danger
from generator.checks.need import Need
from generator.problems import Problem, Severity, Text

ID = "not-harmless"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM


def check(compiled: Compiled) -> Iterator[Problem]:
    """Yield a problem for each answer of `harmless` that is in danger's way, or stands there before."""
    dangers = answers_of_danger(compiled.base)
    first: dict[str, Text] = {}
    for answer in compiled.base.safety.harmless:
        if answer in dangers:
            message = f'"{answer}" is declared harmless, but promise "{dangers[answer].id}" guards it'
            yield Problem(answer.place, ID, message, SEVERITY, 'take it out of "harmless"')
        elif first.setdefault(answer, answer) is not answer:
            note = f"first on line {first[answer].place.line}"
            yield Problem(answer.place, ID, f'"{answer}" stands here twice', SEVERITY, "name it once", (note,))
