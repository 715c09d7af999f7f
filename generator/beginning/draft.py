"""Hold the files of a project as they would be with something new in them, until all of it is known to be right."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.checks import to_fill_in
from generator.checks.names import groups_of_base
from generator.model.entry import ID_PATTERN, MAX_ID, RESERVED_IDS, Named
from generator.model.knowledge import KnowledgeBase
from generator.model.skeletons import SOURCE_TO_FILL_IN
from generator.problems import Place, Problem, Problems, Severity, did_you_mean
from generator.project import Project, open_project, read_files, replace_files, unsaved_below, written_text
from generator.source import Unsaved
from generator.source.additions import Value, keys_at, with_entry, with_texts, with_value
from generator.source.layout import CannotEdit, Way

SOURCES = "content/sources.yaml"
_MOST_SHOWN = 60
REVIEW_DAYS = 180
"""The days until somebody should look again at what was begun today."""


class CannotBegin(Exception):
    """One line that says why nothing was written."""


@dataclass(slots=True)
class Draft:
    """The files of a project with something new in them; nothing is written until `write`.

    `looks` are keys of new lines that hold a choice which somebody should look at, each with what to look for.
    `advice` are sentences about other places that may have to follow.
    """

    project: Project
    base: KnowledgeBase
    today: datetime.date
    before: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    looks: list[tuple[str, str, str]] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)

    @property
    def dates(self) -> dict[str, str]:
        """The dates of an entry that is begun today."""
        due = self.today + datetime.timedelta(days=REVIEW_DAYS)
        return {"written": str(self.today), "review_due": str(due)}

    def text(self, name: str) -> str:
        """Return a file as it would be, "" where there is none yet."""
        if name not in self.texts:
            upstream = self.project.settings.upstream
            if upstream is not None and name != SOURCES:
                raise CannotBegin(
                    f"{name} is the upstream's to say; run this in {upstream.written}, or ask who keeps it"
                )
            self.before[name] = self.texts[name] = written_text(self.project, name) or ""
        return self.texts[name]

    def add(self, name: str, way: Way, entry: Value, *, after: str | int | None = None) -> None:
        """Add an entry to a list of a file, as `with_entry` does."""
        try:
            self.texts[name] = with_entry(self.text(name), way, entry, after=after)
        except CannotEdit as error:
            raise CannotBegin(f"{name}: {error}; write it by hand, as docs/format.md says") from error

    def set(self, name: str, way: Way, value: Value, *, after: Sequence[str] = ()) -> None:
        """Set a key of a file, as `with_value` does."""
        try:
            self.texts[name] = with_value(self.text(name), way, value, after=after)
        except CannotEdit as error:
            raise CannotBegin(f"{name}: {error}; write it by hand, as docs/format.md says") from error

    def keys(self, name: str, way: Way) -> tuple[str, ...]:
        """List the keys of a mapping in a file."""
        return keys_at(self.text(name), way)

    def begin(self, name: str, begin: Callable[[tuple[str, ...]], str]) -> None:
        """Put a beginning before each text of a file, as `with_texts` does."""
        self.texts[name] = with_texts(self.text(name), begin)

    def source(self, named: Sequence[str]) -> list[str]:
        """Return the sources that were named, else the one that stands for a source to be named."""
        known = [str(source.id) for source in self.base.sources.sources]
        for name in named:
            require_known("source", name, known, "stepwell new source adds one")
        if not named and SOURCE_TO_FILL_IN not in known and SOURCES not in self.texts:
            to_name = {
                "id": SOURCE_TO_FILL_IN,
                "title": "To fill in: a source, named where this one stands",
                "publisher": "To fill in: its publisher",
                "year": "no date",
                "kind": "nonprofit",
                "link": "https://example.org/",
            }
            self.add(SOURCES, ["sources"], to_name)
        return list(named) or [SOURCE_TO_FILL_IN]

    @property
    def changed(self) -> tuple[str, ...]:
        """List the files that would be another, or new."""
        return tuple(name for name, text in self.texts.items() if text != self.before[name])

    def diff(self) -> str:
        """Show the change as a diff."""
        return "".join(self._diff_of(name) for name in self.changed)

    def _diff_of(self, name: str) -> str:
        old, new = (text.splitlines(keepends=True) for text in (self.before[name], self.texts[name]))
        lines = difflib.unified_diff(old, new, name if old else "/dev/null", name)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)

    def read(self) -> KnowledgeBase | None:
        """Read the project as it would be, without checking it."""
        return read_files(self.project.root, Problems(), like=self.project, unsaved=self._unsaved()).reading.base

    def checked(self, problems: Problems) -> Project:
        """Check the project as it would be; what is wrong with it is added to `problems`."""
        return open_project(self.project.root, problems, today=self.today, like=self.project, unsaved=self._unsaved())

    def new_errors(self, before: Problems, after: Problems) -> list[Problem]:
        """List the errors of the project as it would be that it does not have as it is, wherever they stand."""
        known = {(problem.id, problem.place.file, problem.message) for problem in before}
        errors = [problem for problem in after if problem.severity is Severity.ERROR]
        return [error for error in errors if (error.id, error.place.file, error.message) not in known]

    def _unsaved(self) -> Unsaved:
        return {**self.project.unsaved, **unsaved_below(self.project.root, self.texts)}

    def write(self) -> None:
        """Write every file that is another, or none of them where the machine fails."""
        replace_files(self.project.root, {name: self.texts[name].encode() for name in self.changed})

    def left_to_do(self, problems: Problems) -> Iterator[str]:
        """Say line by line, with their places, what of the new lines is to be filled in, and what to look at."""
        new = {name: self._new_lines(name) for name in self.changed}
        for name, lines in new.items():
            found = [each for each in problems if each.id == to_fill_in.ID and each.place.file == name]
            left = [each for each in found if each.place.line in lines]
            yield from map(_shown, left[:_MOST_SHOWN])
            if len(left) > _MOST_SHOWN:
                yield f"{name}: {len(left) - _MOST_SHOWN} more to fill in; stepwell check lists them"
        for name, key, what in self.looks:
            for number, line in sorted(new.get(name, {}).items()):
                if re.match(rf"[\s-]*{re.escape(key)}", line):
                    yield f"{Place(name, number, len(line) - len(line.lstrip(' -')) + 1)}: look at it: {what}"
                    break
        yield from self.advice

    def _new_lines(self, name: str) -> dict[int, str]:
        """Map the number of each line that is new in a file to the line."""
        old, new = self.before[name].splitlines(), self.texts[name].splitlines()
        changes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        return {
            number + 1: new[number]
            for tag, _, _, start, end in changes
            if tag != "equal"
            for number in range(start, end)
        }


def _shown(problem: Problem) -> str:
    return f"{problem.place}: {problem.message.replace('still to be filled in', 'to fill in')}"


def draft_of(project: Project, today: datetime.date) -> Draft:
    """Begin a draft of a project that could be read."""
    base = project.reading.base
    assert base is not None
    return Draft(project, base, today)


def require_new_id(base: KnowledgeBase, id: str, what: type[Named] | tuple[type[Named], ...]) -> None:
    """Raise CannotBegin where an id is no id, is taken, or once was the id of something of its sort."""
    if not ID_PATTERN.fullmatch(id) or len(id) > MAX_ID:
        raise CannotBegin(f'"{id}" is not an id; use lower-case words with hyphens, such as day-treatment')
    if id in RESERVED_IDS:
        raise CannotBegin(f'"{id}" is a name that the site or a file system keeps; choose another id')
    groups = [group for group in groups_of_base(base) if any(isinstance(entry, what) for entry in group)]
    for entry in (entry for group in groups for entry in group):
        place = entry.place
        if entry.id == id:
            raise CannotBegin(f'the id "{id}" is taken ({place.file}:{place.line}); choose another')
        if id in entry.formerly:
            message = (
                f'the id "{id}" once was that of "{entry.id}" ({place.file}:{place.line}), and old links lead there'
            )
            raise CannotBegin(f"{message}; choose another")


def require_known(what: str, id: str, known: Sequence[str], otherwise: str = "") -> None:
    """Raise CannotBegin where nothing has an id."""
    if id not in known:
        near = did_you_mean(id, known) or otherwise or f"known: {', '.join(known)}"
        raise CannotBegin(f'there is no {what} "{id}"; {near}')
