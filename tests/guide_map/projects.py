"""Give verified guides to draw: those of whole projects, and small ones drawn at random."""

from __future__ import annotations

import datetime
from functools import cache

from generator.checks import Verified
from generator.problems import Problems
from generator.project import open_project
from generator.sign_offs import sign_offs_of
from tests.conftest import ROOT, TODAY
from tests.guide.told import Project

PROJECTS = (".", "examples/one-clinic", "examples/many-houses", "tests/cases/_valid/back-pain")
"""The shipped project, organizations that build on it, and one of another field of care."""
_DAYS = {
    "examples/one-clinic": datetime.date(2026, 11, 28),
    "examples/many-houses": datetime.date(2026, 11, 28),
    "tests/cases/_valid/back-pain": datetime.date(2026, 11, 22),
}


@cache
def guides_of(project: str) -> tuple[Verified, ...]:
    """Give every guide of a project, once for all tests of a process."""
    opened = open_project(ROOT / project, Problems(), today=_DAYS.get(project, TODAY))
    assert opened.verified is not None
    return opened.verified.every_guide()


def of_random(project: Project) -> Verified:
    """Give a guide drawn at random as if it had passed its checks."""
    compiled = project.compiled()
    return Verified(
        compiled.base,
        sign_offs_of(compiled.base),
        TODAY,
        compiled.plan,
        compiled.diagram,
        compiled.counts,
        compiled.audiences,
        compiled.said,
    )
