"""Open a project: read and check all its files in one run."""

from __future__ import annotations

import datetime
import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from generator.checks import Verified, verify
from generator.model.prose import PROSE_PAGES
from generator.problems import Problem, Problems
from generator.reading import REFUSED_FILE, Reading, read_project
from generator.settings import Settings, read_settings
from generator.signing import check_signatures
from generator.source import FROM_UPSTREAM, TOP_FILES, SourceFile


@dataclass(frozen=True, slots=True)
class Project:
    """A project as it was opened; `verified` is None where anything is wrong."""

    root: Path
    reading: Reading
    settings: Settings
    verified: Verified | None

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """List the author's files as text, for what is said of them; an upstream's under the way to each."""
        files = tuple(
            replace(SourceFile(file.name, file.text), name=self.shown(file.name)) for file in self.reading.files
        )
        return files if self.settings.file is None else (*files, self.settings.file)

    def is_own(self, name: str) -> bool:
        """Tell whether a file is the project's own, not one of the project that it builds on."""
        base = self.reading.base
        if self.settings.upstream is None or not name.startswith((*TOP_FILES, PROSE_PAGES, FROM_UPSTREAM)):
            return True  # settings, theme and what is made of them are never the upstream's
        if base is None or base.upstream is None:
            return (self.root / name).exists()
        return name in base.upstream.own_files

    def shown(self, name: str) -> str:
        """Name a file as its reader finds it from the project's folder."""
        upstream = self.settings.upstream
        if upstream is None or self.is_own(name):
            return name
        return f"{upstream.written}/{name.removeprefix(FROM_UPSTREAM)}"

    def say_places(self, problems: Problems) -> None:
        """Let each problem in a file of the upstream say where that file is."""
        if self.settings.upstream is not None:
            problems.found[:] = list(map(self._placed, problems.found))

    def _placed(self, problem: Problem) -> Problem:
        is_ours = problem.id == REFUSED_FILE  # it stands in this folder, and is read from the upstream's
        place = problem.place
        return problem if is_ours else replace(problem, place=replace(place, file=self.shown(place.file)))


def open_project(
    root: Path,
    problems: Problems,
    *,
    today: datetime.date,
    like: Project | None = None,
    upstream: Path | None = None,
) -> Project:
    """Read and check the project at `root` as of a day; every mistake is added to `problems`.

    `like` is another version that was opened before: a file that is the same in both is read once, and guides that see
    no difference are proven once. `upstream` stands for the folder that an organization's project names.
    """
    opened = read_files(root, problems, like=like, upstream=upstream)
    base, verified = opened.reading.base, None
    if base is not None and not problems.has_errors():
        verified = verify(
            base,
            problems,
            today=today,
            settings=opened.settings,
            like=None if like is None else like.verified,
        )
        if verified is not None:
            check_signatures(verified.base, verified.sign_offs, problems)
    opened.say_places(problems)
    return opened if problems.has_errors() else replace(opened, verified=verified)


def read_files(root: Path, problems: Problems, *, like: Project | None = None, upstream: Path | None = None) -> Project:
    """Read the project at `root` without checking it; every mistake is added to `problems`.

    `upstream` stands for the folder that the project names, such as an older version of it.
    """
    settings = read_settings(root, problems, upstream=upstream)
    if settings.names_upstream and settings.upstream is None:
        return Project(root, Reading(None, ()), settings, None)
    known = None if like is None else like.reading
    reading = read_project(root, problems, like=known, upstream=settings.upstream)
    if reading.base is not None and reading.base.organization.is_there:
        settings = replace(settings, name=str(reading.base.organization.name))
    return Project(root, reading, settings, None)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file of a project aside and put it in the place of the old one, so that it is always whole."""
    aside = path.with_name(f".{path.name}.stepwell")
    aside.write_bytes(content)
    if path.exists():
        shutil.copymode(path, aside)
    os.replace(aside, path)
