"""Make what readers get: the site, live or to publish, and the handouts."""

from __future__ import annotations

import datetime
import os
import re
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from generator.cli.shared import PROJECT, TODAY, Refused, now, open_or_refuse, print_refusal, require_project

if TYPE_CHECKING:
    from generator.checks import Verified
    from generator.handouts.printing import Print
    from generator.project import Project

_Step = TypeVar("_Step")


@click.command()
@click.option(
    "--project",
    "roots",
    type=click.Path(path_type=Path),
    multiple=True,
    default=(Path("."),),
    show_default="this folder",
    help="The folder of a project. With several, each is published into a folder of its name below --out.",
)
@TODAY
@click.option("--release", is_flag=True, help="Refuse what is past its date, or was never reviewed or checked.")
@click.option("--evidence", is_flag=True, help="Publish a page on which anyone can prove the guides' promises again.")
@click.option("--pictures", is_flag=True, help="Draw a picture with its title for each page; needs the extra handouts.")
@click.option("--handouts", is_flag=True, help="Publish the handouts too; makes those that changed, in handouts/.")
@click.option("--out", type=click.Path(path_type=Path), help="The folder to publish into.  [default: site]")
@click.option(
    "--kit",
    type=click.Path(path_type=Path, dir_okay=False),
    is_flag=False,
    flag_value=Path("kit.zip"),
    metavar="[FILE]",
    help="Write one zip too, with the site that works from a folder.  [without a name: kit.zip]",
)
def build(roots: tuple[Path, ...], out: Path | None, today: datetime.datetime, kit: Path | None, **asked: bool) -> int:
    """Check, build aside, inspect, publish.

    The old site stays as it is until the new one is whole. Example: stepwell build --out site
    """
    from generator.site import unchanged  # what makes pages is slow to load; an untouched site does without

    for root in roots:
        require_project(root, "mkdocs.yml")
    outs = [_out_of(root, out, is_alone=len(roots) == 1) for root in roots]
    if len(set(outs)) < len(outs):
        raise click.UsageError("two of these projects would be published into one folder; give them folders apart")
    if kit is not None and len(roots) > 1:
        raise click.UsageError("--kit is for one project alone")
    codes, like = [0], None
    for root, folder in zip(roots, outs, strict=True):
        said, code = unchanged.recall(root, folder, today.date(), **asked), 0
        if said is None:
            folder.parent.mkdir(parents=True, exist_ok=True)
            said, code, like = _build(root, folder, today.date(), like=like, **asked)
        codes.append(code)
        if code:
            continue
        if said["problems"]:
            click.echo(f"stepwell: {said['problems']}; stepwell check shows them", err=True)
        if said["code"]:
            click.echo(f"stepwell: this project runs code of its own: {said['code']}", err=True)
        click.echo(f"Published {folder}: {said['published']}")
    _say_umask()
    code = max(codes)
    if code or kit is None:
        return code
    return _write_kit(like or open_or_refuse(roots[0], today.date(), refusal="no kit written"), kit)


def _say_umask() -> None:
    """Say that everybody may read what is published, where this is not so of other new files."""
    mask = os.umask(0o022)
    os.umask(mask)
    if mask & 0o055:
        said = (
            f"everybody may read what is published, for web servers must; other new files are yours (umask {mask:03o})"
        )
        click.echo(f"stepwell: {said}", err=True)


def _write_kit(project: Project, out: Path) -> int:
    """Write the kit of a project that was opened before; return the code to exit with."""
    from generator.problems import Problems
    from generator.site.kit import write_kit

    if project.verified is None:
        return 1
    problems = Problems()
    files = write_kit(project, project.verified, out, problems)
    if not files:
        print_refusal(project, problems, "no kit written")
        return 1
    click.echo(f"Wrote {out}: {files} files; unpack it, and open index.html")
    return 0


def _out_of(root: Path, out: Path | None, *, is_alone: bool) -> Path:
    """Find the folder that a project is published into."""
    if out is None:
        return root / "site"
    return out if is_alone else out / root.resolve().name


def _build(
    root: Path, out: Path, today: datetime.date, *, like: Project | None, **asked: bool
) -> tuple[dict[str, str], int, Project | None]:
    """Build a site; return what to say of it and 0 or, where nothing was published, the code to exit with.

    Last comes a project that the next may be like: this one, else the one before.
    """
    from generator.problems import Problems
    from generator.site.building import build_site
    from generator.site.publishing import CannotPublish
    from generator.typesetting import CannotSet, NoTypesetter

    problems, handouts = Problems(), None
    try:
        if asked.pop("handouts", False):
            like = open_or_refuse(root, today, refusal="nothing published")
            if like.verified is None:
                return {}, 1, like
            folder, prints, _ = _make_handouts(like, like.verified, root / "handouts")
            handouts = {each.name: (folder / each.name).read_bytes() for each in prints}
        built = build_site(root, out, problems, today=today, like=like, handouts=handouts, **asked)
    except (CannotPublish, CannotSet, NoTypesetter) as error:
        click.echo(f"stepwell: {error}", err=True)
        return {}, 3, like
    if built.project.verified is None or problems.has_errors():
        print_refusal(built.project, problems, "nothing published")
        return {}, 1, like
    return built.said(problems), 0, built.project


@click.command()
@PROJECT
@click.option("--address", default="localhost:8000", show_default=True, help="Where to serve.")
def serve(root: Path, address: str) -> int:
    """Serve the site live while you edit; problems show in the browser too, and the map of the guide at /-/map/.

    Example: stepwell serve --address localhost:8001
    """
    from generator.site.serving import serve_site  # what makes pages is slow to load; check does without

    require_project(root, "mkdocs.yml")
    if not re.fullmatch(r"[^\s:]*:\d{1,5}", address):
        raise click.UsageError(f'"{address}" is not an address; write localhost:8000')
    click.echo(f"Serving at http://{address}/ (stop with Ctrl+C), the map at http://{address}/-/map/", err=True)
    serve_site(root, address, today=lambda: now().date(), say=partial(click.echo, err=True))
    return 0


@click.command()
@PROJECT
@TODAY
@click.option("--only", "ids", multiple=True, help="Only the handout of this id, such as residential; may be repeated.")
@click.option("--out", type=click.Path(path_type=Path), help="The folder to write into.  [default: handouts]")
def handouts(root: Path, today: datetime.datetime, ids: tuple[str, ...], out: Path | None) -> int:
    """Write everything to hand out as PDF: Letter and A4, in normal and in large print, with codes to scan.

    Only what changed is made again. It needs the extra "handouts".

    Example: stepwell handouts --only residential
    """
    from generator.handouts import handouts_of
    from generator.problems import did_you_mean
    from generator.site.publishing import CannotPublish
    from generator.typesetting import CannotSet, NoTypesetter

    require_project(root, "mkdocs.yml")
    project = open_or_refuse(root, today.date(), refusal="nothing written")
    if project.verified is None:
        return 1
    known = [handout.id for handout in handouts_of(project.verified, project.settings)]
    for id in ids:
        if id not in known:
            near = did_you_mean(id, known) or f"there are: {', '.join(known)}"
            raise Refused(f'"{id}" is no handout of this project; {near}')
    try:
        folder, prints, said = _make_handouts(project, project.verified, out or root / "handouts", ids)
    except (CannotPublish, NoTypesetter, CannotSet) as error:
        click.echo(f"stepwell: {error}", err=True)
        return 3
    click.echo(f"Written {folder}: {len(prints)} files, {said}")
    return 0


def _make_handouts(
    project: Project, verified: Verified, out: Path, ids: tuple[str, ...] = ()
) -> tuple[Path, tuple[Print, ...], str]:
    """Make the handouts of a project, or those with some ids, that do not stand in the folder `out` as they should.

    Returns the folder, all its files of these, and what was done. Raises CannotPublish, NoTypesetter, CannotSet.
    """
    from generator.handouts import HandoutFolder, handouts_of, prints_of

    chosen = [handout for handout in handouts_of(verified, project.settings) if not ids or handout.id in ids]
    prints = tuple(prints_of(chosen, project.settings, verified.base))
    with HandoutFolder(out) as folder:
        waiting = folder.waiting(prints)
        with _progress(folder.make(waiting) if waiting else (), len(waiting)) as steps:
            made = sum(1 for _ in steps)
        removed = 0 if ids else folder.remove_others(prints)
    gone = f", {removed} removed" if removed else ""
    return folder.out, prints, f"{made} of them made now{gone}"


def _progress(steps: Iterable[_Step], length: int) -> AbstractContextManager[Iterable[_Step]]:
    """Show on a terminal how far some steps are; elsewhere show nothing."""
    if not length or not sys.stderr.isatty():
        return nullcontext(steps)
    return click.progressbar(steps, length=length, label="Handouts", file=sys.stderr)
