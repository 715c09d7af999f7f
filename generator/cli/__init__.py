"""Take the words of the command line, call the stages, print, and exit with the right code.

Exit codes: 0 clean; 1 problems in the content; 2 wrong usage or a missing file; 3 the machine (read-only, disk full,
another build); 70 a mistake of ours.
"""

from __future__ import annotations

import datetime
import gc
import io
import json
import os
import re
import shutil
import sys
import traceback
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from click.core import ParameterSource

from generator.cli.beginnings import new
from generator.cli.shared import PROJECT, TODAY, now, open_or_refuse, print_refusal, require_project

if TYPE_CHECKING:
    from generator.checks import Verified
    from generator.difference import Differences
    from generator.guide.walks import Counts
    from generator.handouts.printing import Print
    from generator.problems import Problems
    from generator.project import Project

_VALUES_BEFORE_A_LOOK = 50_000
_Step = TypeVar("_Step")
_Named = TypeVar("_Named")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="stepwell")
def stepwell() -> None:
    """Turn levels of care and a decision guide into a patient-education site.

    Example: stepwell build
    """


stepwell.add_command(new)


@stepwell.command()
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
        click.echo(f"Published {folder}: {said['published']}")
    code = max(codes)
    if code or kit is None:
        return code
    return _write_kit(like or open_or_refuse(roots[0], today.date(), refusal="no kit written"), kit)


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


@stepwell.command()
@PROJECT
@click.option("--address", default="localhost:8000", show_default=True, help="Where to serve.")
def serve(root: Path, address: str) -> int:
    """Serve the site live while you edit; problems show in the browser too.

    Example: stepwell serve --address localhost:8001
    """
    from generator.site.serving import serve_site  # what makes pages is slow to load; check does without

    require_project(root, "mkdocs.yml")
    if not re.fullmatch(r"[^\s:]*:\d{1,5}", address):
        raise click.UsageError(f'"{address}" is not an address; write localhost:8000')
    click.echo(f"Serving at http://{address}/ (stop with Ctrl+C)", err=True)
    serve_site(root, address, today=lambda: now().date(), say=partial(click.echo, err=True))
    return 0


@stepwell.command()
@PROJECT
@TODAY
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), help="How to print problems.")
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
def check(root: Path, today: datetime.datetime, form: str | None, strict: bool) -> int:
    """Find every problem, on its line, with its cure, and count the ways to answer.

    Example: stepwell check --format json
    """
    from generator.site import unchanged

    require_project(root)
    form = form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    said = unchanged.checked(root, today.date(), form, partial(_check, root, today.date(), form))
    for text in said["text"]:
        click.echo(text)
    if said["summary"]:
        click.echo(f"stepwell: {said['summary']}", err=True)
    return 1 if said["has_errors"] or (strict and said["has_problems"]) else 0


def _check(root: Path, today: datetime.date, form: str) -> dict[str, object]:
    """Check a project; return what to print of it, and whether anything is wrong."""
    from generator import report  # slow to load, like all that checks; what was checked before does without
    from generator.problems import Problems
    from generator.project import open_project

    problems = Problems()
    project = open_project(root, problems, today=today)
    guides = () if project.verified is None else project.verified.every_guide()
    if form == "json":
        counted = {str(guide.base.tree.guide.id): _as_json(guide.counts) for guide in guides}
        whole = json.loads(report.as_json(problems)) | {"guides": counted}
        text = [json.dumps(whole, indent=2, ensure_ascii=False)]
    else:
        said = report.as_annotations(problems) if form == "github" else report.as_text(problems, project.files)
        # What there is to do comes last, where a terminal shows it.
        text = [_in_words(str(guide.base.tree.guide.id), guide.counts) for guide in guides]
        text += [said] if said else []
    return {
        "text": text,
        "summary": report.ending(problems) if problems.found and form != "json" else "",
        "has_errors": problems.has_errors(),
        "has_problems": bool(problems.found),
    }


def _as_json(counts: Counts) -> dict[str, object]:
    return {
        "ways": counts.ways,
        "nodes": counts.nodes,
        "longest": counts.longest,
        "shortest": counts.shortest,
        "median": counts.median,
        "ways_by_outcome": counts.ways_by_outcome,
    }


def _in_words(guide: str, counts: Counts) -> str:
    lines = [
        f"Guide {guide}: {counts.ways:,} ways to answer, {counts.nodes} nodes; "
        f"a run asks {counts.shortest} to {counts.longest} questions, {counts.median} in the middle."
    ]
    width = max(len(outcome) for outcome in counts.ways_by_outcome)
    lines += [f"  {outcome:<{width}}  {ways:>14,}" for outcome, ways in counts.ways_by_outcome.items()]
    return "\n".join(lines)


@stepwell.command("try")
@PROJECT
@TODAY
@click.option("--guide", "name", help="Which guide.  [default: that of decision_tree.yaml]")
@click.option("--from", "question", default="", help="The question to begin with; what leads there is filled in.")
@click.option("--for", "whom", type=click.Choice(["me", "someone-else"]), default="me", help="Whom it is about.")
@click.option("--answers", default="", help="Answers to fill in, such as danger.none,who.me; the rest is asked.")
@click.option("--journey", default="", help="Answer as this person of content/journeys.yaml does.")
def walk(root: Path, today: datetime.datetime, name: str | None, whom: str, journey: str, **asked: str) -> int:
    """Walk a guide here, question by question, and read the result as its reader does, with why and what would change.

    Example: stepwell try --from signs --for someone-else
    """
    from generator import trying

    require_project(root)
    project = open_or_refuse(root, today.date(), refusal="nothing to try")
    if project.verified is None:
        return 1
    guide = _one_of("guide", name, {str(each.base.tree.guide.id): each for each in project.verified.every_guide()})
    try:
        start = trying.start_of(guide, **asked, they=whom == "someone-else", journey=journey)
    except trying.WrongStart as error:
        raise click.UsageError(str(error)) from error
    trying.try_guide(guide, start, width=_width(), say=click.echo, ask=_typed)
    return 0


def _one_of(what: str, name: str | None, known: Mapping[str, _Named]) -> _Named:
    """Choose by a name, or the first where none is given."""
    from generator.problems import did_you_mean

    if name is None:
        return next(iter(known.values()))
    if name not in known:
        raise click.UsageError(
            f'"{name}" is no {what}; {did_you_mean(name, known) or "there are: " + ", ".join(known)}'
        )
    return known[name]


def _typed() -> str | None:
    """Return the next line that is typed, or None at the end."""
    click.echo("> ", nl=False)
    line = sys.stdin.readline()
    if not line:
        click.echo()
    return line or None


@stepwell.command()
@PROJECT
@click.option("--on", "today", type=click.DateTime(["%Y-%m-%d"]), default=now, help="As of this day.  [default: today]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
def health(root: Path, today: datetime.datetime, form: str) -> int:
    """Show how the project is: reviews, calls and dates due, sources by age, what is hard to read or leads nowhere.

    Example: stepwell health --on 2027-01-31
    """
    from generator import health as reporting

    require_project(root, "mkdocs.yml")
    project = open_or_refuse(root, today.date(), refusal="nothing to show")
    if project.verified is None:
        return 1
    parts, day = reporting.health_of(project.verified), today.date()
    text = partial(reporting.as_text, parts, day, width=_width(), shown=project.shown)
    click.echo(reporting.as_json(parts, day) if form == "json" else text())
    return 0


@stepwell.command()
@click.argument("problem", required=False)
def explain(problem: str | None) -> int:
    """Say what a PROBLEM means, why it matters to a reader, and its cure, with an example; without one, list them all.

    Its name stands in square brackets at the end of its message. Example: stepwell explain unknown-target
    """
    from generator import explaining
    from generator.problems import did_you_mean

    width = _width()
    if problem is None:
        click.echo(explaining.as_list(width))
        return 0
    id = problem.strip("[]")
    known = explaining.explanations()
    if id not in known:
        near = did_you_mean(id, known) or "stepwell explain lists them all"
        raise click.UsageError(f'"{id}" is no problem; {near}')
    click.echo(explaining.as_text(known[id], width))
    return 0


def _width() -> int:
    """Count the columns of the terminal, within which lines are easy to read."""
    return max(20, min(shutil.get_terminal_size().columns, 100))


@stepwell.command()
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
        raise click.UsageError(f"nothing written: {error}; change it by hand, as CHANGELOG.md says") from error
    click.echo(f"Upgraded {', '.join(changed)}; now: stepwell check" if changed else "Nothing to upgrade")
    return 0


@stepwell.command()
@TODAY
def lsp(today: datetime.datetime) -> int:
    """Speak with an editor while you type: problems, completion, where a thing is used; your editor starts it.

    docs/editors.md says how each editor does. Example: stepwell lsp
    """
    try:
        from generator.language_server import serve_editor
    except ModuleNotFoundError as error:
        if error.name not in ("pygls", "lsprotocol"):
            raise
        raise click.UsageError("install what speaks with editors first: pip install 'stepwell[editor]'") from error
    given = click.get_current_context().get_parameter_source("today") is ParameterSource.COMMANDLINE
    serve_editor(lambda: today.date() if given else now().date())
    return 0


@stepwell.command()
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


@stepwell.command()
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
        raise click.UsageError(f"{ADDRESSES}: {error}") from error
    if missing:
        replace_file(path, text.encode())
    click.echo(f"{ADDRESSES}: {len(missing)} {'address' if len(missing) == 1 else 'addresses'} added")
    return 0


@stepwell.command()
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


@stepwell.command()
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
            _open_version(root, old, today.date(), Problems())
            if upstream is None
            else _open_on_upstream(root, upstream, today.date())
        )
        after = _open_version(root, new, today.date(), problems, like=before)
    except NoSuchVersion as error:
        raise click.UsageError(str(error)) from error
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


@stepwell.command()
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
        raise click.UsageError(str(error)) from error
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


@stepwell.command()
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
        raise click.UsageError(str(error)) from error
    folder = out or root / "build/pack"
    parts = reviewing.write_pack(project, project.verified, names, folder, waiting=waiting, today=today.date())
    if not parts:
        click.echo("Nothing waits for a review")
        return 0
    what = "part" if parts == 1 else "parts"
    click.echo(f"Written {folder}: {parts} {what}, to print (review.html) and to work in (review.xlsx)")
    return 0


@stepwell.command()
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
            raise click.UsageError(f'"{id}" is no handout of this project; {near}')
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
    _print_faults(project, problems, f"this project on {revision}")
    return project


def _open_version(
    root: Path, word: str | None, today: datetime.date, problems: Problems, *, like: Project | None = None
) -> Project:
    """Open a version; where it does not pass its checks, print its problems."""
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
    _print_faults(project, problems, word or "the working tree")
    return project


def _print_faults(project: Project, problems: Problems, name: str) -> None:
    """Print the errors of a version that does not pass its checks."""
    from generator import report
    from generator.problems import Problems, Severity

    if project.verified is None:
        errors = Problems([problem for problem in problems if problem.severity is Severity.ERROR])
        click.echo(report.as_text(errors, project.files), err=True)
        click.echo(f"stepwell: {name} does not pass its checks: {report.ending(errors)}", err=True)


def main() -> None:
    """Run the command and exit with its code; never show a trace for an author's mistake."""
    # Material announces the end of MkDocs 1.x at every start; the same epoch gives the same bytes.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    # Pydantic would look through every installed package for plugins, to find none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # A run makes many values and hardly a circle of them: to look for circles seldom takes a twelfth off its time.
    gc.set_threshold(_VALUES_BEFORE_A_LOOK)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an author's Arabic must not stop an old terminal
    try:
        code = stepwell.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = 2
    except (click.Abort, KeyboardInterrupt):
        code = 130
    except OSError as error:
        click.echo(f"stepwell: the machine refused: {error}", err=True)
        code = 3
    except Exception:  # the one place: a mistake of ours is said as one, with its trace
        traceback.print_exc()
        click.echo("stepwell: this is our mistake, not yours; please report it with the lines above", err=True)
        code = 70
    gc.freeze()  # else the interpreter looks through every value once more before it ends
    sys.exit(code or 0)
