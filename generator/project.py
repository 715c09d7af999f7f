"""Open a project: read and check all its files in one run."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from generator.checks import Verified, verify
from generator.problems import Problems
from generator.reading import read_project
from generator.source import SourceFile


@dataclass(frozen=True, slots=True)
class Project:
    """Hold a project as it was opened; `verified` is None where anything is wrong."""

    root: Path
    files: tuple[SourceFile, ...]
    verified: Verified | None


def open_project(root: Path, problems: Problems, *, today: datetime.date) -> Project:
    """Read and check the project at `root` as of a day; every mistake is added to `problems`."""
    reading = read_project(root, problems)
    if reading.base is None or problems.has_errors():
        return Project(root, reading.files, None)
    return Project(root, reading.files, verify(reading.base, problems, today=today))
