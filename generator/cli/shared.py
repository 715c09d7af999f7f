"""Hold what the commands share: the options of each project, and how it is opened."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from generator.problems import Problems
    from generator.project import Project


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


def require_project(root: Path, *more: str) -> None:
    """Say in one line where a folder is no project, or lacks a file that a command needs."""
    from generator.source import TOP_FILES, names_upstream

    needed = ("mkdocs.yml",) if names_upstream(root) else (*TOP_FILES, *more)
    missing = [name for name in needed if not (root / name).exists()]
    if missing:
        raise click.UsageError(
            f"{root} has no {' and no '.join(missing)}; go to the project's folder or name it with --project"
        )
