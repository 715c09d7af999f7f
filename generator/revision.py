"""Fetch a version of a project that git keeps, without touching the working tree."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path, PurePosixPath

from generator.problems import Problems
from generator.settings import read_settings
from generator.source import TOP_FILES, names_upstream
from generator.source.layout import CannotEdit
from generator.upgrading import upgraded_files

_FOLDERS = ("content", "guides")


class NoSuchVersion(Exception):
    """One line that says why a word names no version of the project."""


def is_project(folder: Path) -> bool:
    """Tell whether a folder has the two files that every project has, or names one that has them."""
    return names_upstream(folder) or all((folder / name).exists() for name in TOP_FILES)


def fetch_revision(root: Path, revision: str, into: Path) -> None:
    """Write the author's files of the project at `root`, as they were at a git revision, into an empty folder.

    There an older form of them is upgraded, so that what they said can be read, unless that fails.
    Raises NoSuchVersion where git, the revision, or a project in it is missing.
    """
    commit = _commit(root, revision)
    listed = _git(root, "ls-tree", "--name-only", "-z", commit).stdout.decode(errors="surrogateescape")
    names = [name for name in listed.split("\0") if name in _FOLDERS or name.endswith((".yaml", ".yml"))]
    missing = [name for name in TOP_FILES if name not in names]
    if missing and b"\nupstream:" not in b"\n" + _git(root, "show", f"{commit}:./mkdocs.yml").stdout:
        raise NoSuchVersion(f'revision "{revision}" has no {" and no ".join(missing)} in this folder')
    archive = _git(root, "archive", "--format=tar", commit, "--", *names)
    if archive.returncode != 0:
        raise NoSuchVersion(f'git cannot read revision "{revision}": {_reason(archive)}')
    _unpack(archive.stdout, into)
    _upgrade(into)


def _upgrade(folder: Path) -> None:
    try:
        changed = upgraded_files(folder, read_settings(folder, Problems()).format)
    except CannotEdit:
        return
    for name, text in changed.items():
        (folder / name).write_bytes(text.encode())


def commits_that_wrote(root: Path, word: str, file: str) -> tuple[str, ...]:
    """List the commits in which a word came into a file of the project, or went, the oldest first.

    Raises NoSuchVersion where there is no git, or no history.
    """
    found = _git(root, "log", "--format=%H", "--reverse", f"-S{word}", "--", file)
    if found.returncode != 0:
        raise NoSuchVersion(_reason(found))
    return tuple(found.stdout.decode().split())


def _commit(root: Path, revision: str) -> str:
    # git would take a word that begins with a hyphen for an option, and some options run programs.
    if revision.startswith("-") or not revision:
        raise NoSuchVersion(f'"{revision}" is neither a project\'s folder nor a git revision')
    found = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if found.returncode == 0:
        return found.stdout.decode().strip()
    reason = _reason(found)
    raise NoSuchVersion(
        f'"{revision}" is neither a project\'s folder nor a git revision{f": {reason}" if reason else ""}'
    )


def _git(root: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise NoSuchVersion("git is not installed; name two folders instead") from error


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else ""


def _unpack(archive: bytes, into: Path) -> None:
    """Write the plain files of an archive; a link is left out, for no project may have one."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            path = PurePosixPath(member.name)
            content = tar.extractfile(member) if member.isfile() else None
            if content is None or path.is_absolute() or ".." in path.parts:
                continue
            target = into / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())
