"""Change the files of a project in one step, and write what editors read."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

import click

from generator.cli.shared import (
    PROJECT,
    TODAY,
    Refused,
    day_of,
    lacks_editor,
    open_or_refuse,
    print_refusal,
    require_project,
)


@click.command()
@PROJECT
@TODAY
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port.  [default: any that is free]")
@click.option("--no-browser", "is_quiet", is_flag=True, help="Only say the address; it opens the editor once.")
def edit(root: Path, today: datetime.datetime, port: int, is_quiet: bool) -> int:
    """Change the project in your browser: forms, problems and the page as readers see it, side by side.

    Nothing is written until you save. Only this machine reaches it, and only the window that it opens. It needs the
    extra "editor". Example: stepwell edit
    """
    try:
        from generator.edit_server import edit as edit_project
        from generator.editing import EditedElsewhere
    except ModuleNotFoundError as error:
        if error.name not in ("werkzeug", "waitress"):
            raise
        raise lacks_editor(error.name) from error
    require_project(root, "mkdocs.yml")
    try:
        edit_project(
            root,
            port,
            today=day_of(today),
            say=partial(click.echo, err=True),
            opens=not is_quiet,
        )
    except EditedElsewhere as error:
        raise Refused(str(error)) from error
    return 0


@click.command()
@click.argument("said", nargs=-1, metavar="[SORT] OLD NEW")
@PROJECT
@TODAY
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
def rename(said: tuple[str, ...], root: Path, today: datetime.datetime, dry_run: bool) -> int:
    """Rename the id of a thing in every file at once; its old address leads on.

    SORT is what it is: level, outcome, note, source, page. It may be left out where only one thing has that id. An
    answer is called question.answer. Example: stepwell rename level intensive-outpatient iop
    """
    from generator.applying import CannotApply, rename, written_texts
    from generator.problems import Problems
    from generator.project import open_project
    from generator.renaming import CannotRename, rename_edits, sort_and_ids

    require_project(root)
    problems = Problems()
    project = open_project(root, problems, today=today.date())
    if project.reading.base is None:
        print_refusal(project, problems, "nothing renamed")
        return 1
    try:
        found = rename_edits(project.reading.base, written_texts(project), *sort_and_ids(project.reading.base, said))
        lines = rename(project, problems, found, today=today.date(), writes=not dry_run).said()
    except (CannotRename, CannotApply) as error:
        click.echo(f"stepwell: {error}; nothing renamed", err=True)
        return 1
    click.echo("\n".join((*lines, *(["Nothing is written yet."] if dry_run else ()))))
    return 0


@click.command()
@PROJECT
@TODAY
def addresses(root: Path, today: datetime.datetime) -> int:
    """Add to content/addresses.yaml every address of the site that is not listed there yet; move nothing else.

    What is listed may never vanish: check says where it would. Run it before you publish. Example: stepwell addresses
    """
    from generator.address_list import CannotAdd, with_addresses
    from generator.checks.addresses import missing_addresses
    from generator.model.knowledge import ADDRESSES
    from generator.project import replace_file

    require_project(root)
    project = open_or_refuse(root, today.date(), refusal="nothing added")
    if project.verified is None:
        return 1
    base, path = project.verified.base, root / ADDRESSES
    missing = missing_addresses(base)
    before = path.read_bytes().decode() if path.is_file() else ""
    try:
        own = tuple(each for each in base.handbook.addresses.published if not base.is_upstreams(each.place))
        text = with_addresses(before, base.handbook.addresses.model_copy(update={"published": own}), missing)
    except CannotAdd as error:
        raise Refused(f"{ADDRESSES}: {error}") from error
    if missing:
        replace_file(path, text.encode())
    click.echo(f"{ADDRESSES}: {len(missing)} {'address' if len(missing) == 1 else 'addresses'} added")
    return 0


@click.command()
@PROJECT
def upgrade(root: Path) -> int:
    """Bring the files of an older project into the form that this version reads; every comment stays.

    Example: stepwell upgrade
    """
    from generator.project import upgrade_project
    from generator.source.layout import CannotEdit

    require_project(root, "mkdocs.yml")
    try:
        changed = upgrade_project(root)
    except CannotEdit as error:
        raise Refused(f"nothing written: {error}; change it by hand, as CHANGELOG.md says") from error
    click.echo(f"Upgraded {', '.join(changed)}; now: stepwell check" if changed else "Nothing to upgrade")
    return 0


@click.command()
@PROJECT
def schema(root: Path) -> int:
    """Write JSON Schema for editors into the folder schema/ of the project, a file for each kind of YAML file.

    Example: stepwell schema
    """
    from generator.model.schemas import schemas  # only this command makes them

    require_project(root)
    folder = root / "schema"
    folder.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return 0
