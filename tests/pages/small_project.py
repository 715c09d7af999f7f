"""Read the smallest valid project, as it stood on the day it was written."""

from __future__ import annotations

import datetime
from pathlib import Path

from generator.checks import Verified, verify
from generator.problems import Problems
from generator.reading import read_project

SMALL = Path(__file__).parents[1] / "cases" / "_valid" / "small"
TODAY = datetime.date(2026, 11, 22)


def small_project() -> Verified:
    """Give the smallest valid project."""
    problems = Problems()
    base = read_project(SMALL, problems).base
    verified = None if base is None else verify(base, problems, today=TODAY)
    assert verified is not None
    return verified
