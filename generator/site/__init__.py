"""Build the site aside, inspect the finished HTML, and only then publish it by one rename."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from pathlib import Path

from generator.checks import stale
from generator.plugin import EngineFailed, build_pages
from generator.problems import Problem, Problems, Severity
from generator.project import Project, open_project
from generator.site.compression import compress
from generator.site.headers import write_headers
from generator.site.inspection import inspect
from generator.site.publishing import BuildFolder, CannotPublish

__all__ = ["Built", "CannotPublish", "EngineFailed", "build_site"]


def _for_release(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.ERROR) if problem.id == stale.ID else problem


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the project it read, and the number of pages it published (0 where it refused)."""

    project: Project
    pages: int


def build_site(root: Path, out: Path, problems: Problems, *, today: datetime.date, release: bool = False) -> Built:
    """Check the project at `root`, build it beside `out`, inspect it, and put it in the place of `out`.

    Where a problem is an error nothing is written; for a release, nothing either where an entry is stale. Whatever
    happens, `out` is the old site or the new one, whole.

    Raises CannotPublish where `out` is not a folder to replace or another build holds it, EngineFailed where MkDocs
    fails, OSError where the machine does.
    """
    project = open_project(root, problems, today=today)
    if release:
        problems.found[:] = [_for_release(problem) for problem in problems]
    if project.verified is None or problems.has_errors():
        return Built(project, 0)
    with BuildFolder(root, out) as folder:
        site = build_pages(project, folder.aside)
        inspect(folder.aside, site, problems)
        if problems.has_errors():
            return Built(project, 0)
        write_headers(folder.aside, site.files())
        compress(folder.aside)
        folder.publish()
    return Built(project, len(site.pages) + len(project.verified.base.pages))
