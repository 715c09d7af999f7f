"""Hold what the commands share: the options of each project, and how it is opened."""

from __future__ import annotations

import datetime
import shlex
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from generator.checks import Verified
    from generator.problems import Problems
    from generator.project import Project

_Named = TypeVar("_Named")


class Refused(click.ClickException):
    """One line that says why nothing was done, without how the command is used: what the files hold is in the way."""

    exit_code = 2


PROJECT = click.option(
    "--project",
    "root",
    type=click.Path(path_type=Path),
    default=Path("."),
    show_default="this folder",
    help="The folder with levels.yaml and decision_tree.yaml.",
)


def now() -> datetime.datetime:
    """Return the time of the day."""
    return datetime.datetime.now(datetime.UTC)


TODAY = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    default=now,
    show_default="the day",
    help="The day on which dates are judged.",
)


def day_of(today: datetime.datetime) -> Callable[[], datetime.date]:
    """Return what says the day again and again: the one that was typed, else the day it is whenever it is asked."""
    is_typed = click.get_current_context().get_parameter_source("today") is ParameterSource.COMMANDLINE
    return lambda: today.date() if is_typed else now().date()


def lacks_editor(package: str) -> Refused:
    """Make the line that says how to add a package of the extra "editor" that is not installed."""
    pip = f"{shlex.quote(sys.executable)} -m pip"  # whichever "pip" comes first may belong to another Python
    return Refused(f'this needs {package}, which is not installed; add it with: {pip} install "stepwell[editor]"')


def open_or_refuse(root: Path, today: datetime.date, *, refusal: str) -> Project:
    """Open a project; where it does not pass its checks, print its problems and what is not done because of them."""
    from generator.problems import Problems
    from generator.project import open_project

    problems = Problems()
    project = open_project(root, problems, today=today)
    if project.verified is None:
        print_refusal(project, problems, refusal)
    return project


def print_refusal(project: Project, problems: Problems, refusal: str) -> None:
    """Print the problems of a project, and what is not done because of them."""
    from generator import report

    click.echo(report.as_text(problems, project.files), err=True)
    click.echo(f"stepwell: {refusal}: {report.ending(problems)}", err=True)


def guide_by_id(verified: Verified) -> dict[str, Verified]:
    """Map the id of each guide of a project to it, the project's own first."""
    return {str(guide.base.tree.guide.id): guide for guide in verified.every_guide()}


def one_of(what: str, name: str | None, known: Mapping[str, _Named]) -> _Named:
    """Choose by a name, or the first where none is given; say in one line where there is none of that name."""
    from generator.problems import did_you_mean

    if name is None:
        return next(iter(known.values()))
    if name not in known:
        raise Refused(f'"{name}" is no {what}; {did_you_mean(name, known) or "there are: " + ", ".join(known)}')
    return known[name]


def require_project(root: Path, *more: str) -> None:
    """Say in one line where a folder is no project, or lacks a file that a command needs."""
    from generator.source import TOP_FILES, names_upstream

    needed = ("mkdocs.yml",) if names_upstream(root) else (*TOP_FILES, *more)
    missing = [name for name in needed if not (root / name).exists()]
    if missing:
        raise click.UsageError(
            f"{root} has no {' and no '.join(missing)}; go to the project's folder or name it with --project"
        )


def open_version(
    root: Path, word: str | None, today: datetime.date, problems: Problems, *, like: Project | None = None
) -> Project:
    """Open a version of a project, a folder or a git revision; print its problems where it does not pass its checks.

    Without a word it is the working tree. Raises NoSuchVersion where the word names none.
    """
    from tempfile import TemporaryDirectory

    from generator.problems import Problems
    from generator.project import open_project
    from generator.revision import fetch_revision, is_project
    from generator.settings import read_settings

    if word is None or is_project(Path(word)):
        folder = root if word is None else Path(word)
        require_project(folder)
        project = open_project(folder, problems, today=today, like=like)
    else:
        require_project(root)
        with TemporaryDirectory(prefix="stepwell-") as folder_of_revision:
            fetch_revision(root, word, Path(folder_of_revision))
            upstream = read_settings(root, Problems()).upstream
            project = open_project(
                Path(folder_of_revision),
                problems,
                today=today,
                like=like,
                upstream=None if upstream is None else upstream.path,
            )
    print_faults(project, problems, word or "the working tree")
    return project


def print_faults(project: Project, problems: Problems, name: str) -> None:
    """Print the errors of a version that does not pass its checks."""
    from generator import report
    from generator.problems import Problems, Severity

    if project.verified is None:
        errors = Problems([problem for problem in problems if problem.severity is Severity.ERROR])
        click.echo(report.as_text(errors, project.files), err=True)
        click.echo(f"stepwell: {name} does not pass its checks: {report.ending(errors)}", err=True)
