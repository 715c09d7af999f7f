"""Put a finished folder in the place of the old one so that at every moment one of the two is there, whole."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from generator.site.memory import memory_of

MARK = ".stepwell"
_READABLE, _READABLE_FILE = 0o055, 0o044
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


class CannotPublish(Exception):
    """Why a folder may not be replaced, and what to do."""


class BuildFolder:
    """The folder in which a site is built, beside the place where it will stand.

    One build at a time: a second one fails at once. What a killed build left behind is removed by the next. Only a
    folder that holds the file `mark` is replaced; where the build does not write one itself, it is written.
    """

    def __init__(self, root: Path, out: Path, *, mark: str = MARK) -> None:
        self.mark = mark
        named = Path(os.path.abspath(out))
        self.out = named.parent.resolve() / named.name
        self.aside = self.out.parent / f".{self.out.name}.building"
        self.previous = self.out.parent / f".{self.out.name}.previous"
        self.memory = memory_of(self.out)
        self.root = root.resolve()
        self.lock = FileLock(self.out.parent / f".{self.out.name}.lock", timeout=0)

    def __enter__(self) -> Self:
        _refuse_foreign_folder(self.root, self.out, self.mark)
        try:
            self.lock.acquire()
        except Timeout as error:
            raise CannotPublish(f"another build is writing {self.out.name}; wait for it") from error
        self._clean_up()
        self.aside.mkdir(parents=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clean_up()
        self.lock.release()

    def _clean_up(self) -> None:
        if self.previous.exists() and not self.out.exists():
            self.previous.rename(self.out)
        for leftover in (self.aside, self.previous):
            shutil.rmtree(leftover, ignore_errors=True)

    def publish(self) -> None:
        """Put the new site in the place of the old one by one rename."""
        if not (self.aside / self.mark).exists():
            (self.aside / self.mark).write_text("Stepwell made this folder and replaces it whole at each build.\n")
        _let_everybody_read(self.aside)
        if not self.out.exists():
            self.aside.rename(self.out)
        elif not exchange(self.aside, self.out):
            replace_in_two_steps(self.aside, self.out, self.previous)


def _refuse_foreign_folder(root: Path, out: Path, mark: str) -> None:
    home = Path.home()
    if out.is_symlink():
        raise CannotPublish(f"{out} is a symbolic link; name a folder")
    if out in (Path(out.anchor), home) or root == out or out in root.parents:
        raise CannotPublish(f"{out} holds more than a site; name a folder of its own, such as site")
    if any(out == root / name or root / name in out.parents for name in ("content", "generator", "tests")):
        raise CannotPublish(f"{out} lies within the files that make the site; name a folder beside them")
    if out.exists() and not out.is_dir():
        raise CannotPublish(f"{out} is a file; name a folder")
    if out.is_dir() and any(out.iterdir()) and not (out / mark).is_file():
        raise CannotPublish(f"{out} was not made by Stepwell; empty it or name another folder")


def _let_everybody_read(folder: Path) -> None:
    """Let a web server, which is another user, read a folder that was written where new files are its maker's alone."""
    if folder.stat().st_mode & _READABLE == _READABLE:
        return
    for here, _, names in os.walk(folder):
        os.chmod(here, os.stat(here).st_mode | _READABLE)
        for name in names:
            path = f"{here}/{name}"
            os.chmod(path, os.stat(path).st_mode | _READABLE_FILE)


def exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; return False where the system or the file system cannot."""
    library = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(first), os.fsencode(second)
    if sys.platform == "darwin":
        return hasattr(library, "renamex_np") and library.renamex_np(*names, _RENAME_SWAP) == 0
    if not hasattr(library, "renameat2"):
        return False
    done = library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    return bool(done == 0)


def replace_in_two_steps(new: Path, place: Path, previous: Path) -> None:
    """Put `new` in the place of a folder that goes to `previous`, where folders cannot be exchanged.

    A kill between the two steps leaves the old site in `previous` alone; the next build puts it back first.
    """
    place.rename(previous)
    new.rename(place)
