"""Say a guide in the standards of others, and hold what comes back against the project."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from generator.cli.shared import PROJECT, TODAY, Refused, guide_by_id, one_of, open_or_refuse, require_project


@click.command()
@PROJECT
@TODAY
@click.option("--guide", "name", help="Only this guide.  [default: every guide]")
@click.option(
    "--as",
    "form",
    type=click.Choice(["dmn", "fhir", "all"]),
    default="all",
    help="In which standard.",
    show_default=True,
)
@click.option("--out", type=click.Path(path_type=Path), help="The folder to write into.  [default: build/export]")
def export(root: Path, today: datetime.datetime, name: str | None, form: str, out: Path | None) -> int:
    """Write the guides for other programs: their rules as DMN decision tables, all of them as FHIR resources.

    What a standard has no place for is listed in the files. docs/exchange.md says what is where.

    Example: stepwell export --as dmn --out rules
    """
    from generator.exchange import Standard, export_of
    from generator.site.publishing import CannotPublish

    require_project(root)
    project = open_or_refuse(root, today.date(), refusal="nothing written")
    if project.verified is None:
        return 1
    guides = guide_by_id(project.verified)
    chosen = list(guides.values()) if name is None else [one_of("guide", name, guides)]
    standards = list(Standard) if form == "all" else [Standard(form)]
    made = export_of(chosen, project.settings, standards)
    folder = out or root / "build/export"
    try:
        made.write(root, folder)
    except CannotPublish as error:
        click.echo(f"stepwell: {error}", err=True)
        return 3
    size = sum(map(len, made.files.values()))
    click.echo(f"Written {folder}: {len(made.files)} files, {size:,} bytes; not-said.md lists what they do not say")
    return 0


@click.command("import")
@click.argument("folder", type=click.Path(path_type=Path))
@PROJECT
@TODAY
@click.option(
    "--check",
    is_flag=True,
    required=True,
    expose_value=False,
    help="Hold it against the project. Nothing is ever written.",
)
def import_(folder: Path, root: Path, today: datetime.datetime) -> int:
    """Read an export in FOLDER, ours or one that somebody changed, and say what differs from the project.

    Every way to answer is walked in both. With --check, which must be given, it exits with 1 where anything differs.

    Example: stepwell import --check build/export
    """
    from generator.exchange import CannotRead, check_codes, check_export

    require_project(root)
    project = open_or_refuse(root, today.date(), refusal="nothing compared")
    if project.verified is None:
        return 1
    try:
        found = check_export(folder, project.verified)
        codes = check_codes(folder, project.verified, project.settings)
    except CannotRead as error:
        raise Refused(str(error)) from error
    for finding in found:
        click.echo(f"guide {finding.guide}, {finding.standard}: {finding.said}")
        for line in finding.lines:
            click.echo(f"  {line}")
    if codes:
        click.echo("codes.json: not as in the project")
    for line in codes:
        click.echo(f"  {line}")
    return 0 if all(finding.is_same for finding in found) and not codes else 1
