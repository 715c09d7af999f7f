"""Show what a change does to patients, and keep what people have signed off."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.shared import (
    PROJECT,
    TODAY,
    Refused,
    open_or_refuse,
    open_version,
    print_faults,
    require_project,
)

if TYPE_CHECKING:
    from generator.difference import Differences
    from generator.problems import Problems
    from generator.project import Project


@click.command()
@click.argument("old", required=False)
@click.argument("new", required=False)
@PROJECT
@TODAY
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "html"]),
    default="text",
    help="How to print the change.",
)
@click.option(
    "--upstream", help="In an organization's folder: OLD is this project on that git revision of its upstream."
)
def compare(
    root: Path, old: str | None, new: str | None, today: datetime.datetime, form: str, upstream: str | None
) -> int:
    """Say what a change does to patients: which ways to answer now end elsewhere, and every word that changed.

    OLD and NEW are folders or git revisions. Without NEW it is the working tree; without both, OLD is the last commit,
    or in an organization's folder the project that it builds on.
    A lowered urgency, newly less support, a sign of danger or a promise that is gone: each is an error until
    content/safety.yaml of NEW records who decided it.

    Example: stepwell compare main --format html > change.html
    """
    from generator import difference  # slow to load, like git's archives below; check does without
    from generator.overlaying import OUTDATED
    from generator.problems import Problems
    from generator.revision import NoSuchVersion
    from generator.settings import read_settings

    builds_on = read_settings(root, Problems()).upstream
    if upstream is not None and (old or builds_on is None):
        raise click.UsageError("--upstream stands alone, in the folder of a project whose mkdocs.yml names an upstream")
    name = f"on upstream {upstream}" if upstream is not None else old
    if old is None:
        old, name = ("HEAD", name or "HEAD") if builds_on is None else (str(builds_on.path), name or builds_on.written)
    problems = Problems()
    try:
        before = (
            open_version(root, old, today.date(), Problems())
            if upstream is None
            else _open_on_upstream(root, upstream, today.date())
        )
        after = open_version(root, new, today.date(), problems, like=before)
    except NoSuchVersion as error:
        raise Refused(str(error)) from error
    found = _compared(before, after, names=(name or old, new or "working tree"))
    if found is None:
        return 1
    click.echo(_as_words(found, form, today.date()))
    for guide, question in found.unwalked:
        click.echo(
            f"stepwell: the versions of guide {guide} differ too much for their ways to answer to be compared exactly, "
            f'first at question "{question}"; compare the change in smaller steps',
            err=True,
        )
    if found.waiting:
        number = "1 change waits" if len(found.waiting) == 1 else f"{len(found.waiting)} changes wait"
        click.echo(f"stepwell: {number} for a decision; to record it, add to content/safety.yaml:", err=True)
        click.echo(difference.skeletons(found.subjects_waiting, today=today.date()), err=True)
    outdated = Problems([problem for problem in problems if problem.id == OUTDATED])
    if outdated.found:
        from generator import report

        click.echo("stepwell: changes of content/overlay.yaml that the upstream has overtaken:", err=True)
        click.echo(report.as_text(outdated, after.files), err=True)
    return 1 if found.waiting or found.unwalked or not found.is_walked or outdated.found else 0


@click.command()
@click.argument("units", nargs=-1)
@click.option("--every", "kinds", multiple=True, metavar="KIND", help="All that wait of a kind, such as outcome.")
@click.option("--by", help="Your name, with your profession: signs the units off.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The day you looked at it.  [default: today]")
@click.option("--key", type=click.Path(path_type=Path, exists=True), help="The file with your SSH key, to sign with.")
@PROJECT
@TODAY
def review(
    units: tuple[str, ...],
    kinds: tuple[str, ...],
    by: str | None,
    day: datetime.datetime | None,
    key: Path | None,
    root: Path,
    today: datetime.datetime,
) -> int:
    """List what waits for a person, show UNITS as a reader meets them, or sign them off.

    With --by a sign-off of its own is written for each unit, into its file, and nothing else changes. It holds a
    fingerprint of what is there now: once a word of it is another, it lapses. Several are listed first, for you to
    agree.

    Example: stepwell review "outcome call-911" "page safety" --by "Name, profession"
    """
    from generator import report  # slow to load, like all below; what was checked before does without
    from generator import review as reviewing
    from generator.problems import Problems
    from generator.project import open_project
    from generator.sign_offs import sign_offs_of

    require_project(root)
    problems = Problems()
    project = _read(root, problems)
    base = project.reading.base
    if base is None or problems.has_errors():  # else what waits in a file that is wrong would not be listed
        click.echo(report.as_text(problems, project.files), err=True)
        click.echo(f"stepwell: nothing to review, for the files cannot be read: {report.ending(problems)}", err=True)
        return 1
    signed = sign_offs_of(base)
    waiting = reviewing.waiting_in(base, signed, today.date())
    try:
        found = reviewing.chosen(signed, waiting, units, kinds)
    except reviewing.NoSuchUnit as error:
        raise Refused(str(error)) from error
    if not found:
        if by or day or key:
            raise click.UsageError("say which units you sign off; stepwell review lists them")
        click.echo("Nothing waits" if kinds else reviewing.as_list(base, waiting, shown=project.shown))
        return 0
    if by is None:
        for unit in found:
            click.echo(reviewing.read_out(project, signed, unit))
        return 0
    signer = reviewing.Signer(by, (day or today).date(), key)
    if len(found) > 1:
        click.echo(reviewing.to_agree(project, signed, found, signer))
        if not click.confirm("Is that so of each of them?"):
            click.echo("stepwell: nothing signed off", err=True)
            return 130
    project = open_project(root, problems, today=today.date(), like=project)
    try:
        reviewing.sign_off(project, problems, found, signer, today=today.date())
    except reviewing.CannotSignOff as error:
        click.echo(f"stepwell: not signed off: {error}", err=True)
        return 1
    for unit in found:
        click.echo(f"Signed off {unit.name} in {reviewing.file_of(project, unit)}: {by}, {signer.day}")
    return 0


@click.command()
@click.argument("units", nargs=-1)
@PROJECT
@TODAY
@click.option("--waiting", is_flag=True, help="Only what nobody has signed off as it is now, with what changed since.")
@click.option("--out", type=click.Path(path_type=Path), help="The folder to write into.  [default: build/pack]")
def pack(units: tuple[str, ...], root: Path, today: datetime.datetime, waiting: bool, out: Path | None) -> int:
    """Write everything that a reviewer must see: a page to print, and a workbook with the rules as decision tables.

    It is for people who never see these files. With UNITS, such as "outcome call-911", it holds those alone.

    Example: stepwell pack --waiting
    """
    from generator import review as reviewing

    require_project(root, "mkdocs.yml")
    project = open_or_refuse(root, today.date(), refusal="nothing written")
    if project.verified is None:
        return 1
    try:
        names = [unit.name for unit in reviewing.chosen(project.verified.sign_offs, (), units)]
    except reviewing.NoSuchUnit as error:
        raise Refused(str(error)) from error
    folder = out or root / "build/pack"
    parts = reviewing.write_pack(project, project.verified, names, folder, waiting=waiting, today=today.date())
    if not parts:
        click.echo("Nothing waits for a review")
        return 0
    what = "part" if parts == 1 else "parts"
    click.echo(f"Written {folder}: {parts} {what}, to print (review.html) and to work in (review.xlsx)")
    return 0


def _read(root: Path, problems: Problems) -> Project:
    """Read a project without checking it: what waits for a person does not depend on the checks."""
    from generator.project import read_files

    project = read_files(root, problems)
    project.say_places(problems)
    return project


def _compared(before: Project, after: Project, *, names: tuple[str, str]) -> Differences | None:
    from generator import difference

    if before.verified is not None and after.verified is not None:
        return difference.differences_between(before.verified, after.verified, names=names)
    if before.reading.base is None or after.reading.base is None:
        click.echo("stepwell: nothing compared, for the files of one version cannot be read", err=True)
        return None
    return difference.differences_of_words(before.reading.base, after.reading.base, names=names)


def _as_words(found: Differences, form: str, today: datetime.date) -> str:
    from generator import difference

    match form:
        case "markdown":
            return difference.as_markdown(found, today=today)
        case "json":
            return difference.as_json(found)
        case "html":
            return difference.as_html(found, today=today)
        case _:
            return difference.as_text(found)


def _open_on_upstream(root: Path, revision: str, today: datetime.date) -> Project:
    """Open an organization's project as it is, on an older version of its upstream."""
    from tempfile import TemporaryDirectory

    from generator.problems import Problems
    from generator.project import open_project
    from generator.revision import fetch_revision
    from generator.settings import read_settings

    problems, builds_on = Problems(), read_settings(root, Problems()).upstream
    assert builds_on is not None
    with TemporaryDirectory(prefix="stepwell-") as folder:
        fetch_revision(builds_on.path, revision, Path(folder))
        project = open_project(root, problems, today=today, upstream=Path(folder))
    print_faults(project, problems, f"this project on {revision}")
    return project
