"""Open a project: read and check all its files in one run."""

from __future__ import annotations

import datetime
import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.checks import Examined, Verified, examine
from generator.mending import without_old
from generator.model.prose import PROSE_PAGES
from generator.problems import Problem, Problems
from generator.reading import REFUSED_FILE, Reading, read_project
from generator.settings import Settings, read_settings
from generator.signing import check_signatures
from generator.source import FROM_UPSTREAM, NOTHING_UNSAVED, TOP_FILES, SourceFile, Unsaved
from generator.upgrading import CURRENT, upgraded_files


@dataclass(frozen=True, slots=True)
class Project:
    """A project as it was opened; `verified` is None where anything is wrong.

    `is_proven` tells that every way to answer was looked at, whatever else is wrong: of files that were mended, as they
    were mended. `unsaved` are the texts that stood in the place of files when it was read.
    """

    root: Path
    reading: Reading
    settings: Settings
    verified: Verified | None
    unsaved: Unsaved = field(default_factory=dict, repr=False, compare=False)
    is_proven: bool = False

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """List the author's files as text, for what is said of them; an upstream's under the way to each."""
        files = tuple(
            replace(SourceFile(file.name, file.text), name=self.shown(file.name)) for file in self.reading.files
        )
        return files if self.settings.file is None else (*files, self.settings.file)

    def is_own(self, name: str) -> bool:
        """Tell whether a file is the project's own, not one of the project that it builds on."""
        base = self.reading.base
        if self.settings.upstream is None or not name.startswith((*TOP_FILES, PROSE_PAGES, FROM_UPSTREAM)):
            return True  # settings, theme and what is made of them are never the upstream's
        if base is None or base.upstream is None:
            return (self.root / name).exists()
        return name in base.upstream.own_files

    def shown(self, name: str) -> str:
        """Name a file as its reader finds it from the project's folder."""
        upstream = self.settings.upstream
        if upstream is None or self.is_own(name):
            return name
        return f"{upstream.written}/{name.removeprefix(FROM_UPSTREAM)}"

    def say_places(self, problems: Problems) -> None:
        """Let each problem in a file of the upstream say where that file is."""
        if self.settings.upstream is not None:
            problems.found[:] = list(map(self._placed, problems.found))

    def _placed(self, problem: Problem) -> Problem:
        is_ours = problem.id == REFUSED_FILE  # it stands in this folder, and is read from the upstream's
        place = problem.place
        return problem if is_ours else replace(problem, place=replace(place, file=self.shown(place.file)))


def open_project(
    root: Path,
    problems: Problems,
    *,
    today: datetime.date,
    like: Project | None = None,
    upstream: Path | None = None,
    unsaved: Unsaved = NOTHING_UNSAVED,
    mends: bool = False,
) -> Project:
    """Read and check the project at `root` as of a day; every mistake is added to `problems`.

    `like` is another version that was opened before: a file that is the same in both is read once, and guides that see
    no difference are proven once. `upstream` stands for the folder that an organization's project names. Texts that are
    `unsaved` stand in the place of files. `mends` is for whoever looks again and again, as `read_files` says.
    """
    opened = read_files(root, problems, like=like, upstream=upstream, unsaved=unsaved, mends=mends)
    return check_files(opened, problems, today=today, like=like)


def check_files(
    opened: Project,
    problems: Problems,
    *,
    today: datetime.date,
    like: Project | None = None,
    before_each: Callable[[], None] = lambda: None,
) -> Project:
    """Check what was read as of a day, where it was read without an error; every mistake is added to `problems`.

    Where it was mended, nothing is said of what is old in it. `before_each` is called before each check; it may raise
    an exception of its own to end them.
    """
    base, examined = opened.reading.base, Examined(None, is_proven=False)
    if base is not None and not problems.has_errors():
        examined = examine(
            base,
            problems,
            today=today,
            settings=opened.settings,
            like=None if like is None else like.verified,
            before_each=before_each,
        )
        if examined.verified is not None:
            check_signatures(examined.verified.base, examined.verified.sign_offs, problems)
    elif opened.reading.mended is not None:
        found = Problems()
        settings = opened.settings
        examined = examine(opened.reading.mended, found, today=today, settings=settings, before_each=before_each)
        problems.extend(without_old(found.found, opened.reading.old))
    opened.say_places(problems)
    verified = None if problems.has_errors() else examined.verified
    return replace(opened, verified=verified, is_proven=examined.is_proven)


def read_files(
    root: Path,
    problems: Problems,
    *,
    like: Project | None = None,
    upstream: Path | None = None,
    unsaved: Unsaved = NOTHING_UNSAVED,
    mends: bool = False,
) -> Project:
    """Read the project at `root` without checking it; every mistake is added to `problems`.

    `upstream` stands for the folder that the project names, such as an older version of it. Texts that are
    `unsaved` stand in the place of files. Where it `mends`, `like` is this project as it was looked at before: a file
    that cannot be read now says what it said then in the places where it is wrong, so that the rest can be checked.
    """
    settings = read_settings(root, problems, upstream=upstream, unsaved=unsaved)
    if (settings.names_upstream and settings.upstream is None) or settings.format != CURRENT:
        return Project(root, Reading(None, ()), settings, None, unsaved)
    known = None if like is None else like.reading
    reading = read_project(root, problems, like=known, upstream=settings.upstream, unsaved=unsaved, mends=mends)
    if reading.base is not None and reading.base.organization.is_there:
        settings = replace(settings, name=str(reading.base.organization.name))
    return Project(root, reading, settings, None, unsaved)


def upgrade_project(root: Path) -> tuple[str, ...]:
    """Bring the files of a project into the form that this version reads; return the names of those that changed.

    Nothing is written where they are in it already. Raises CannotEdit where a file is written in a way that is not
    known here.
    """
    finish_replacing(root)
    changed = upgraded_files(root, read_settings(root, Problems()).format)
    replace_files(root, {name: text.encode() for name, text in changed.items()})
    return tuple(changed)


def unsaved_below(root: Path, texts: Mapping[str, str | None]) -> Unsaved:
    """Let texts stand in the place of a project's files, None for a file that goes, as `open_project` wants them."""
    return {os.path.abspath(root / name): text for name, text in texts.items()}


def written_text(project: Project, name: str) -> str | None:
    """Return a file of a project with every byte of its text, as it would be saved; None where there is none."""
    path = project.root / name
    held = os.path.abspath(path)
    if held in project.unsaved:
        return project.unsaved[held]
    return path.read_bytes().decode() if path.is_file() else None


def replace_file(path: Path, content: bytes) -> None:
    """Write a file of a project aside and put it in the place of the old one, so that it is always whole."""
    os.replace(_written_aside(path, content), path)


_BEGUN = ".stepwell.begun"
"""The list of files that are being replaced, in the project's folder; each stands aside, whole."""


def replace_files(root: Path, contents: Mapping[str, bytes | None]) -> None:
    """Replace some files of a project, all or none of them, whatever happens.

    A file that is not there yet is made, and one without content is removed. Where the machine fails, all are put back.
    Where it stops dead in between, `finish_replacing` goes on.
    """
    finish_replacing(root)
    before = {name: (root / name).read_bytes() if (root / name).is_file() else None for name in contents}
    begun = {name: content is not None for name, content in contents.items()}
    try:
        for name, content in contents.items():
            if content is not None:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                _written_aside(root / name, content)
        replace_file(root / _BEGUN, json.dumps(begun).encode())
    except BaseException:
        _clear(root, contents)
        raise
    try:
        _put_in_place(root, begun)
    except BaseException:
        _put_back(root, before)
        raise


def finish_replacing(root: Path) -> None:
    """Finish what `replace_files` began, where the machine stopped in the middle of it.

    A list that we did not write, or one that names anything outside the project, is thrown away: it may have come with
    somebody's folder.
    """
    listed = root / _BEGUN
    if not os.path.lexists(listed):
        return
    begun = None if listed.is_symlink() or not listed.is_file() else _begun_in(listed.read_bytes())
    if begun is not None and all(_is_within(root, name) for name in begun):
        _put_in_place(root, begun)
    elif not listed.is_dir() or listed.is_symlink():
        listed.unlink()


def _begun_in(content: bytes) -> dict[str, bool] | None:
    try:
        begun = json.loads(content)
    except (ValueError, RecursionError):
        return None
    is_ours = isinstance(begun, dict) and all(isinstance(has_content, bool) for has_content in begun.values())
    return begun if is_ours else None


def _is_within(root: Path, name: str) -> bool:
    """Tell whether a name leads to a file of a project by folders of its own, none of them hidden."""
    parts = name.split("/")
    is_plain = name.isprintable() and "\\" not in name and all(parts) and not {".", ".."}.intersection(parts)
    folders = parts[:-1]
    return (
        is_plain
        and not any(folder.startswith(".") for folder in folders)
        and not any((root / "/".join(folders[:number])).is_symlink() for number in range(1, len(parts)))
    )


def _put_in_place(root: Path, begun: Mapping[str, bool]) -> None:
    for name, has_content in begun.items():
        aside = _aside(root / name)
        if not has_content:
            (root / name).unlink(missing_ok=True)
        elif aside.is_file() and not aside.is_symlink():
            os.replace(aside, root / name)
    (root / _BEGUN).unlink()


def _put_back(root: Path, before: Mapping[str, bytes | None]) -> None:
    for name, content in before.items():
        path = root / name
        if content is None:
            path.unlink(missing_ok=True)
        elif not path.is_file() or path.read_bytes() != content:
            replace_file(path, content)
    _clear(root, before)


def _clear(root: Path, names: Iterable[str]) -> None:
    """Remove what stands aside, and the list of it."""
    for name in (*names, _BEGUN):
        _aside(root / name).unlink(missing_ok=True)
    (root / _BEGUN).unlink(missing_ok=True)


def _aside(path: Path) -> Path:
    return path.with_name(f".{path.name}.stepwell")


def _written_aside(path: Path, content: bytes) -> Path:
    """Write a file beside the place where it belongs, through no link that stands there already."""
    aside = _aside(path)
    aside.unlink(missing_ok=True)
    with aside.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        shutil.copymode(path, aside)
    return aside
