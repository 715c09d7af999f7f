"""Look at a project without changing it: its problems, a walk through a guide, how it is, what a problem means."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.shared import (
    PROJECT,
    TODAY,
    Refused,
    day_of,
    guide_by_id,
    lacks_editor,
    now,
    one_of,
    open_or_refuse,
    require_project,
)

if TYPE_CHECKING:
    from generator.guide.walks import Counts


@click.command()
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


@click.command("try")
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
    guide = one_of("guide", name, guide_by_id(project.verified))
    try:
        start = trying.start_of(guide, **asked, they=whom == "someone-else", journey=journey)
    except trying.WrongStart as error:
        raise Refused(str(error)) from error
    trying.try_guide(guide, start, width=_width(), say=click.echo, ask=_typed)
    return 0


def _typed() -> str | None:
    """Return the next line that is typed, or None at the end."""
    click.echo("> ", nl=False)
    line = sys.stdin.readline()
    if not line:
        click.echo()
    return line or None


@click.command()
@PROJECT
@click.option("--on", "today", type=click.DateTime(["%Y-%m-%d"]), default=now, help="As of this day.  [default: today]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@click.option("--all", "is_whole", is_flag=True, help="Show every thing, not the first three of each question.")
def health(root: Path, today: datetime.datetime, form: str, is_whole: bool) -> int:
    """Show how the project is: reviews, calls and dates due, sources by age, what is hard to read or leads nowhere.

    Example: stepwell health --on 2027-01-31
    """
    from generator import health as reporting

    require_project(root, "mkdocs.yml")
    project = open_or_refuse(root, today.date(), refusal="nothing to show")
    if project.verified is None:
        return 1
    parts, day = reporting.health_of(project.verified), today.date()
    text = partial(reporting.as_text, parts, day, width=_width(), shown=project.shown, is_whole=is_whole)
    click.echo(reporting.as_json(parts, day) if form == "json" else text())
    return 0


@click.command()
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
        raise Refused(f'"{id}" is no problem; {near}')
    click.echo(explaining.as_text(known[id], width))
    return 0


def _width() -> int:
    """Count the columns of the terminal, within which lines are easy to read."""
    return max(20, min(shutil.get_terminal_size().columns, 100))


@click.command()
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
        raise lacks_editor("pygls") from error
    serve_editor(day_of(today))
    return 0
