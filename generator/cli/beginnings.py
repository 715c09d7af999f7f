"""Begin something new: the commands of `stepwell new`."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.shared import PROJECT, TODAY, Refused, print_refusal, require_project

if TYPE_CHECKING:
    from generator.beginning import Draft


class _Asked(click.Option):
    """An option that is asked for where it is missing and a person sits at a terminal; elsewhere it is required."""

    def prompt_for_value(self, ctx: click.Context) -> Any:
        """Ask for the value."""
        if not sys.stdin.isatty():
            raise click.MissingParameter(ctx=ctx, param=self)
        return super().prompt_for_value(ctx)


def _asked(name: str, question: str, help: str, **more: Any) -> Callable[..., Any]:
    return click.option(name, cls=_Asked, prompt=question, help=help, **more)


_DRY = click.option("--dry-run", is_flag=True, help="Show the change as a diff, and write nothing.")
_SOURCES = click.option("--source", "sources", multiple=True, help="The id of a source; may be repeated.")
_GUIDE = click.option("--in", "guide", help="The id of a further guide.  [default: that of decision_tree.yaml]")
_URGENCIES = click.Choice(["emergency", "today", "soon", "routine"])
_DIRECTIONS = click.Choice(
    [
        "help-now",
        "more-support",
        "stay",
        "same-support-elsewhere",
        "less-support",
        "ask-for-an-assessment",
        "help-for-family",
    ]
)


@click.group()
def new() -> None:
    """Begin something new: what belongs to it is written in its place, and its words are marked as to be filled in.

    Example: stepwell new level evening-program --name "Evening program" --after outpatient
    """


_CURES = {
    "run-too-long": "a question before an outcome (--before) is asked only on the way there",
    "unreachable-node": "the answers that it is for must be asked before it, and lead to it",
}
"""What else may cure an error that something new would bring, by the id of the error."""


def _write(root: Path, today: datetime.datetime, dry_run: bool, begin: Callable[..., Draft], **said: Any) -> int:
    """Draft something new; where no check finds an error in it, write it and say what is left to do."""
    from generator.beginning import CannotBegin
    from generator.problems import Problems
    from generator.project import finish_replacing, open_project
    from generator.source import names_upstream

    require_project(root, *(() if names_upstream(root) else ("mkdocs.yml",)))
    finish_replacing(root)
    before, problems = Problems(), Problems()
    project = open_project(root, before, today=today.date())
    if project.reading.base is None:
        print_refusal(project, before, "nothing written; first mend what cannot be read")
        return 1
    try:
        draft = begin(project, today=today.date(), **said)
        checked = draft.checked(problems)
    except CannotBegin as error:
        raise Refused(str(error)) from error
    errors = Problems(draft.new_errors(before, problems))
    if errors.found:
        print_refusal(checked, errors, "nothing written, for checks would find this in it")
        for id in dict.fromkeys(problem.id for problem in errors if problem.id in _CURES):
            click.echo(f"stepwell: {_CURES[id]}", err=True)
        return 1
    if dry_run:
        click.echo(draft.diff(), nl=False)
    else:
        draft.write()
        click.echo(f"Written {', '.join(draft.changed)}")
    for line in draft.left_to_do(problems):
        click.echo(f"  {line}", err=dry_run)
    return 0


@new.command()
@click.argument("id")
@_asked("--name", "Its name, as readers see it", "The name that readers see.")
@click.option("--short-name", help="A short name for narrow screens.  [default: the name]")
@click.option("--after", help="The level that it comes after, with the next less support.")
@click.option("--ladder", help='In place of --after: the ladder at whose end it comes, or "beside".')
@_SOURCES
@PROJECT
@TODAY
@_DRY
def level(root: Path, today: datetime.datetime, dry_run: bool, **said: Any) -> int:
    """Begin a level between two others, with the moves up and down, its answer in the guide and an example week.

    Example: stepwell new level evening-program --name "Evening program" --after outpatient
    """
    from generator.beginning import begin_level

    return _write(root, today, dry_run, begin_level, **said)


@new.command()
@click.argument("start", metavar="FROM")
@click.argument("to")
@_SOURCES
@PROJECT
@TODAY
@_DRY
def move(root: Path, today: datetime.datetime, dry_run: bool, **said: Any) -> int:
    """Begin a move from one level or kind to another.

    Example: stepwell new move recovery-residence residential
    """
    from generator.beginning import begin_move

    return _write(root, today, dry_run, begin_move, **said)


@new.command()
@click.argument("id")
@click.option("--after", help="The question, or question.answer, that it comes after.")
@click.option("--before", help="In place of --after: the question, decision or outcome that it is to lead to.")
@_GUIDE
@click.option("--choose", type=click.Choice(["one", "any"]), default="one", show_default=True, help="How many answers.")
@click.option(
    "--answer", "answers", multiple=True, help='The id of an answer; may be repeated. "not-sure" comes by itself.'
)
@click.option(
    "--only-for",
    multiple=True,
    help="Ask it only of people who gave this answer, or one of several with commas between; repeat it where more "
    "than one thing must be true.",
)
@PROJECT
@TODAY
@_DRY
def question(root: Path, today: datetime.datetime, dry_run: bool, choose: str, **said: Any) -> int:
    """Begin a question behind another; every walk goes on as it did before.

    Example: stepwell new question next-visit --before before-you-leave --only-for where.residential
    """
    from generator.beginning import begin_question
    from generator.model.guide import Choose

    return _write(root, today, dry_run, begin_question, choose=Choose(choose), **said)


@new.command()
@click.argument("id")
@_asked("--urgency", "How soon help is needed", "How soon help is needed.", type=_URGENCIES)
@_asked("--direction", "Which way it points", "Which way it points.", type=_DIRECTIONS)
@_GUIDE
@click.option("--decision", help="The decision that leads to it by a new row.")
@click.option("--when", multiple=True, help="The answers of that row, as with question --only-for.")
@click.option("--row", type=int, help="The number of that row.  [default: before the last]")
@click.option("--after", help="In place of a decision: the answer that leads to it, as question.answer.")
@PROJECT
@TODAY
@_DRY
def outcome(root: Path, today: datetime.datetime, dry_run: bool, urgency: str, direction: str, **said: Any) -> int:
    """Begin an outcome, with the row of a decision that leads to it and a journey that ends there.

    Example: stepwell new outcome patient-refuses --urgency soon --direction ask-for-an-assessment
    --decision no-to-care --when who.patient
    """
    from generator.beginning import begin_outcome
    from generator.model.guide import Direction, Urgency

    words = {"urgency": Urgency(urgency), "direction": Direction(direction)}
    return _write(root, today, dry_run, begin_outcome, **words, **said)


@new.command()
@click.argument("id")
@_asked("--when", "For whoever gave this answer (question.answer)", "An answer; may be repeated.", multiple=True)
@click.option("--urgency", type=_URGENCIES, default="routine", show_default=True, help="How soon it matters.")
@PROJECT
@TODAY
@_DRY
def note(root: Path, today: datetime.datetime, dry_run: bool, urgency: str, **said: Any) -> int:
    """Begin a note for whoever gave certain answers, wherever they end.

    Example: stepwell new note ask-about-rides --when change.practical
    """
    from generator.beginning import begin_note
    from generator.model.guide import Urgency

    return _write(root, today, dry_run, begin_note, urgency=Urgency(urgency), **said)


@new.command()
@click.argument("url")
@click.option("--id", help="Its id.  [default: made of the address]")
@click.option("--title", help="Its title.")
@click.option("--publisher", help="Who published it.")
@click.option("--year", help="Its year.")
@click.option("--kind", help="What sort of publication it is, such as law or study.")
@click.option("--for", "users", multiple=True, help='What uses it, as stepwell review says: "level outpatient".')
@PROJECT
@TODAY
@_DRY
def source(root: Path, today: datetime.datetime, dry_run: bool, **said: Any) -> int:
    """Begin a source of an address, and name it at what uses it.

    Example: stepwell new source https://example.org/report --for "level outpatient"
    """
    from generator.beginning import begin_source

    return _write(root, today, dry_run, begin_source, **said)


@new.command()
@click.argument("id")
@_asked("--answer", "An answer that this person gives (question.answer)", "An answer; may be repeated.", multiple=True)
@click.option("--story", help="Who this is, in one line; a made-up person.")
@_GUIDE
@PROJECT
@TODAY
@_DRY
def journey(root: Path, today: datetime.datetime, dry_run: bool, answer: tuple[str, ...], **said: Any) -> int:
    """Begin a journey: walk the guide with a person's answers, and record where all who give them end.

    Example: stepwell new journey in-doubt --answer danger.not-sure --story "A parent cannot tell if it is danger."
    """
    from generator.beginning import begin_journey

    answers = [each.strip() for every in answer for each in every.split(",") if each.strip()]
    return _write(root, today, dry_run, begin_journey, answers=answers, **said)


@new.command()
@click.argument("id")
@_asked("--title", "Where its reader is, said to them", "Where its reader is; the title of the page.")
@click.option("--place", "places", multiple=True, help="The level that the guide fills in; may be repeated.")
@_SOURCES
@PROJECT
@TODAY
@_DRY
def entry(root: Path, today: datetime.datetime, dry_run: bool, **said: Any) -> int:
    """Begin a way in that staff send; its page stands at /go/<id>/.

    Example: stepwell new entry leaving-day-treatment --title "You are leaving day treatment" --place day-treatment
    """
    from generator.beginning import begin_entry

    return _write(root, today, dry_run, begin_entry, **said)


@new.command()
@click.argument("code")
@PROJECT
@TODAY
@_DRY
def language(root: Path, today: datetime.datetime, dry_run: bool, **said: Any) -> int:
    """Begin a translation: the words of all pages in content/words.yaml, each marked as to be translated.

    Example: stepwell new language es
    """
    from generator.beginning import begin_language

    return _write(root, today, dry_run, begin_language, **said)


@new.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--field", help='The field of care, such as "back pain".')
@click.option("--name", help="The name of the site.  [default: the folder's]")
@TODAY
def project(folder: Path, field: str | None, name: str | None, today: datetime.datetime) -> int:
    """Write a small project that is whole: two levels, a guide that is proven, and numbers of the United States.

    Example: stepwell new project back-care --field "back pain" --name "Back on track"
    """
    from generator.beginning import CannotBegin, begin_project

    try:
        written = begin_project(folder, field, name or folder.resolve().name, today=today.date())
    except CannotBegin as error:
        raise Refused(str(error)) from error
    click.echo(f"Written {folder}: {', '.join(written)}")
    click.echo(f"Now: stepwell check --project {folder} says what is to be filled in, and where")
    return 0


@new.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--upstream",
    required=True,
    type=click.Path(path_type=Path),
    help="The project to build on, such as a copy of Stepwell.",
)
@click.option("--name", help="The name of the site.  [default: the folder's]")
@TODAY
def organization(folder: Path, upstream: Path, name: str | None, today: datetime.datetime) -> int:
    """Write a first folder for an organization that builds on another project: its name, its sentences, no more.

    Example: stepwell new organization house --upstream ../stepwell --name "Made-up House"
    """
    from generator.beginning import CannotBegin, begin_organization

    require_project(upstream, "mkdocs.yml")
    try:
        written = begin_organization(folder, upstream, name or folder.resolve().name, today=today.date())
    except CannotBegin as error:
        raise Refused(str(error)) from error
    click.echo(f"Written {folder}: {', '.join(written)}; now: stepwell serve --project {folder}")
    return 0
