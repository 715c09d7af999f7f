"""Draw the maps of a project's guides."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.shared import (
    PROJECT,
    TODAY,
    Refused,
    guide_by_id,
    one_of,
    open_or_refuse,
    open_version,
    require_project,
)

if TYPE_CHECKING:
    from generator.checks import Verified

_ENDINGS = {"html": ".html", "svg": ".svg", "text": ".txt"}


@click.command("map")
@PROJECT
@TODAY
@click.option("--guide", "name", help="Only this guide.  [default: every guide]")
@click.option("--journey", default="", help="Only the way of this person of content/journeys.yaml.")
@click.option("--promise", default="", help="Only one person for whom this promise of content/safety.yaml counts.")
@click.option("--since", default="", help="Only what changed since this git revision or folder.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_ENDINGS)),
    default="html",
    show_default=True,
    help="A page, the picture alone, or the outline in words.",
)
@click.option("--out", type=click.Path(path_type=Path), help="A file, or a folder to write into.  [default: build/map]")
def draw_map(
    root: Path,
    today: datetime.datetime,
    name: str | None,
    journey: str,
    promise: str,
    since: str,
    form: str,
    out: Path | None,
) -> int:
    """Draw each guide as a map, with an outline in words that says the same: one page that stands alone.

    Choose an answer in it to see where those who give it can end, and which rules, notes and promises belong to it.

    Example: stepwell map --guide step-up-or-step-down
    """
    from generator.guide_map import MapForm, NothingToShow, map_of  # slow to load, like all that checks

    if sum(map(bool, (journey, promise, since))) > 1:
        raise click.UsageError("--journey, --promise and --since each show one thing alone; give one of them")
    require_project(root)
    project = open_or_refuse(root, today.date(), refusal="no map drawn")
    if project.verified is None:
        return 1
    guides = guide_by_id(project.verified)
    is_one = name is not None or journey or promise
    chosen = [one_of("guide", name, guides)] if is_one else list(guides.values())
    versions: tuple[Verified, Verified] | None = None
    if since:
        before = _before(root, since, today.date())
        if before is None:
            return 1
        versions = before, project.verified
    folder = out or root / "build/map"
    is_file = folder.suffix in _ENDINGS.values()
    if is_file and len(chosen) > 1:
        raise click.UsageError(f"{folder} is one file, and there are {len(chosen)} guides; name one with --guide")
    for guide in chosen:
        try:
            drawn = map_of(guide, form=MapForm(form), journey=journey, promise=promise, versions=versions, since=since)
        except NothingToShow as error:
            raise Refused(str(error)) from error
        path = folder if is_file else folder / f"{guide.base.tree.guide.id}{_ENDINGS[form]}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(drawn)
        click.echo(f"Written {path}")
    return 0


def _before(root: Path, since: str, today: datetime.date) -> Verified | None:
    """Open the version that a word names; None where it does not pass its checks, which is then said."""
    from generator.problems import Problems
    from generator.revision import NoSuchVersion

    try:
        before = open_version(root, since, today, Problems())
    except NoSuchVersion as error:
        raise Refused(str(error)) from error
    return before.verified
