"""A program cannot be reached: neither it nor its organization has a line.

A family finds the house that offers what they need, and then no way to ask for it.

Fails: programs in content/organization.yaml without `lines`. Cure: add the line that reaches it.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity

ID = "program-without-line"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for the first program where no line reaches any."""
    organization = base.organization
    if organization.programs and not organization.lines:
        program = organization.programs[0]
        message = f'program "{program.id}" has no line, for {organization.name} has none'
        yield Problem(program.id.place, ID, message, SEVERITY, 'add "lines:" to content/organization.yaml')
