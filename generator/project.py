"""Open a project: read and check all its files in one run."""

from __future__ import annotations

import datetime
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from generator.checks import Verified, verify
from generator.problems import Problems
from generator.reading import Reading, read_project
from generator.settings import Settings, read_settings
from generator.signing import check_signatures
from generator.source import SourceFile


@dataclass(frozen=True, slots=True)
class Project:
    """A project as it was opened; `verified` is None where anything is wrong."""

    root: Path
    reading: Reading
    settings: Settings
    verified: Verified | None

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """List the author's files as text, for what is said of them."""
        file = self.settings.file
        return self.reading.files if file is None else (*self.reading.files, file)


def open_project(root: Path, problems: Problems, *, today: datetime.date, like: Project | None = None) -> Project:
    """Read and check the project at `root` as of a day; every mistake is added to `problems`.

    `like` is another version that was opened before: a file that is the same in both is read once, and guides that see
    no difference are proven once.
    """
    reading = read_project(root, problems, like=None if like is None else like.reading)
    settings = read_settings(root, problems)
    if reading.base is None or problems.has_errors():
        return Project(root, reading, settings, None)
    known = None if like is None else like.verified
    verified = verify(reading.base, problems, today=today, settings=settings, like=known)
    if verified is not None:
        check_signatures(verified.base, verified.sign_offs, problems)
    return Project(root, reading, settings, None if problems.has_errors() else verified)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file of a project aside and put it in the place of the old one, so that it is always whole."""
    aside = path.with_name(f".{path.name}.stepwell")
    aside.write_bytes(content)
    if path.exists():
        shutil.copymode(path, aside)
    os.replace(aside, path)
