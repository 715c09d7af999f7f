"""Keep what is known of a project while its files are edited: its problems, and the last reading that was whole."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.checks import NAME_IDS, Verified, check_names
from generator.editor.known import KnownNames
from generator.editor.texts import Document, Span, SpanEdit
from generator.editor.ways import Ways
from generator.identity import begin_round
from generator.mending import without_old
from generator.model.knowledge import KnowledgeBase
from generator.naming import Definition
from generator.problems import Problem, Problems
from generator.project import Project, check_files, read_files
from generator.renaming import CannotRename, rename_edits
from generator.source import SETTINGS, TOP_FILES, Unsaved, names_upstream
from generator.source.edits import Edit

_ENDINGS = (".yaml", ".yml", ".md")


def is_of_project(name: str) -> bool:
    """Tell whether a file of a project, by its name below its folder, is read as text."""
    folder, *below = name.split("/")
    is_below = folder == "content" and bool(below) and not {"", ".", ".."}.intersection(below)
    return name in (*TOP_FILES, SETTINGS) or (is_below and name.endswith(_ENDINGS))


def root_of(path: Path) -> Path | None:
    """Find the folder of the project that a file belongs to; None where it belongs to none."""
    for folder in path.parents:
        is_root = all((folder / name).is_file() for name in TOP_FILES) or names_upstream(folder)
        if is_root:
            return folder if is_of_project(path.relative_to(folder).as_posix()) else None
    return None


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is known of a project as its texts are now.

    `problems` are in order, in files as they are found from the project's folder. `is_whole` tells that they are what
    `stepwell check` says; before that, those of the proofs are missing. `texts` are the files that were read, `read`
    what was said while they were.
    """

    project: Project
    problems: tuple[Problem, ...]
    is_whole: bool
    texts: Mapping[str, str]
    read: tuple[Problem, ...]

    def path_of(self, name: str) -> Path:
        """Find the file that a problem is in."""
        return Path(os.path.abspath(self.project.root / name))


@dataclass(frozen=True, slots=True)
class RenameEdits:
    """What gives a thing another id: the edits of each file, and the new path of each file that is named by it."""

    edits: Mapping[Path, tuple[Document, tuple[SpanEdit, ...]]]
    moved: Mapping[Path, Path]


def _spans(text: str, edits: Iterable[Edit]) -> tuple[Document, tuple[SpanEdit, ...]]:
    document = Document(text)
    return document, tuple(
        SpanEdit(Span(document.spot_of(edit.start), document.spot_of(edit.end)), _with_ends(edit.new, document))
        for edit in edits
    )


def _with_ends(text: str, document: Document) -> str:
    return text if "\r" in text else text.replace("\n", document.newline)


@dataclass(slots=True)
class Workspace:
    """A project that is edited: it is read anew after each change, and remembers what did not change.

    `base` is the newest that could be read; what is broken now is in it as it was when it was last read.
    `verified` is the newest that passed every check.
    """

    root: Path
    base: KnowledgeBase | None = None
    verified: Verified | None = None
    _read: Project | None = None
    _whole: Project | None = None
    _checked: Project | None = None
    _said: Analysis | None = None
    _known: KnownNames | None = None
    _ways: tuple[Ways, ...] = ()

    @property
    def known(self) -> KnownNames | None:
        """What the newest base knows by name."""
        if self.base is None:
            return None
        if self._known is None or self._known.base is not self.base:
            self._known = KnownNames(self.base)
        return self._known

    @property
    def ways(self) -> tuple[Ways, ...]:
        """The ways to answer of every guide, as they were proven last."""
        if self.verified is None:
            return ()
        if not self._ways or self._ways[0].guide is not self.verified:
            self._ways = tuple(map(Ways, self.verified.every_guide()))
        return self._ways

    @property
    def is_proven(self) -> bool:
        """Tell whether what was proven last are these very texts."""
        return self.verified is not None and self.verified.base is self.base

    def path_of(self, name: str) -> Path:
        """Find a file by the name that the places of a base have."""
        return Path(os.path.abspath(self.root / (name if self._read is None else self._read.shown(name))))

    def name_of(self, path: Path) -> str:
        """Find the name by which the places of a base know a file."""
        files = () if self._read is None else self._read.reading.files
        found = (file.name for file in files if self.path_of(file.name) == path)
        return next(found, path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.name)

    def rename(self, definition: Definition, new: str, unsaved: Unsaved) -> RenameEdits:
        """Find what changes in which file where a thing gets another id, and which files get another name.

        Raises CannotRename.
        """
        if self._read is None or self._read.reading.base is None or self.base is None:
            raise CannotRename("mend the errors first: a file that cannot be read would keep the old name")
        texts = {
            file.name: path.read_bytes().decode() if (held := unsaved.get(str(path))) is None else held
            for file in self._read.reading.files
            if self._read.is_own(file.name)
            for path in (self.path_of(file.name),)
        }
        renaming = rename_edits(self.base, texts, definition.sort, str(definition.id), new)
        edits = {self.path_of(name): _spans(texts[name], found) for name, found in renaming.edits.items()}
        return RenameEdits(edits, {self.path_of(old): self.path_of(now) for old, now in renaming.moved.items()})

    def read(self, unsaved: Unsaved) -> Analysis:
        """Read the files and check their names; what was proven before is still said of files that are the same.

        What cannot be read stands for what it said last, so that it does not hide what else is wrong. Where a file was
        never read, this is all that there is to say.
        """
        problems = Problems()
        opened = read_files(self.root, problems, like=self._read, unsaved=unsaved, mends=True)
        read, reading = tuple(problems.found), opened.reading
        base = reading.mended if problems.has_errors() else reading.base
        is_readable = base is not None
        self._remember(opened)
        if base is not None:
            found = Problems()
            check_names(base, found)
            problems.extend(without_old(found.found, reading.old))
        opened.say_places(problems)
        texts = {file.name: file.text for file in opened.files}
        said = problems.in_order()
        if is_readable:
            said = tuple(sorted({*said, *self._still_true(texts)}, key=Problem.sort_key))
        return Analysis(opened, said, not is_readable, texts, read)

    def check(self, found: Analysis, *, today: datetime.date, before_each: Callable[[], None]) -> Analysis:
        """Check what was read as a whole, as of a day; `before_each` is called before each check and may raise."""
        if found.is_whole:
            self._said = None
            return found
        begin_round()
        problems = Problems(list(found.read))
        checked = check_files(found.project, problems, today=today, like=self._checked, before_each=before_each)
        if checked.verified is not None:
            self._checked, self.verified = checked, checked.verified
        self._said = replace(found, project=checked, problems=problems.in_order(), is_whole=True)
        return self._said

    def _remember(self, opened: Project) -> None:
        """Remember what was read, and of a file that is broken what it said when it was not."""
        before = {} if self._whole is None else self._whole.reading.entries
        known = {**before, **opened.reading.entries}
        self._read = replace(opened, reading=replace(opened.reading, entries=known))
        if opened.reading.base is not None:
            self._whole = opened
        self.base = opened.reading.base or opened.reading.mended or self.base

    def _still_true(self, texts: Mapping[str, str]) -> Iterable[Problem]:
        """List what was proven wrong before in files that are the same now; their names are looked at anew."""
        if self._said is None:
            return ()
        before = self._said
        same = {name for name, text in texts.items() if before.texts.get(name) == text}
        return [problem for problem in before.problems if problem.place.file in same and problem.id not in NAME_IDS]
