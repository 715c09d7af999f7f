"""Keep what is not saved yet in a folder beside the files, so that a crash takes nothing; it is never published."""

from __future__ import annotations

import errno
import itertools
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from generator.editing.files import is_too_long
from generator.editor.workspace import is_of_project

FOLDER = ".stepwell-edit"
"""The folder, in that of the project; git is told in it to leave it alone."""
_DRAFT, _STEPS, _ADVICE, _LOCK, _IGNORED = "draft.json", "steps.json", "advice.json", "lock", ".gitignore"
_FORMAT = 1

Texts = Mapping[str, str | None]
"""The text of each file by its name, None for a file that is not there."""


class EditedElsewhere(Exception):
    """One line that says that another window of a terminal edits this project."""


@dataclass(frozen=True, slots=True)
class KeptTexts:
    """What was not saved: the texts, and for each file the text that it was made from."""

    base: Texts
    texts: Texts


@dataclass(slots=True)
class KeptDraft:
    """The place where the texts of one session are kept; `fault` says why the newest could not be, "" where it was."""

    root: Path
    fault: str = ""
    _lock: FileLock | None = field(default=None, repr=False)

    @property
    def folder(self) -> Path:
        """Return the folder that holds the draft."""
        return self.root / FOLDER

    def begin(self) -> KeptTexts | None:
        """Hold the project for this session alone, and return what an earlier one left.

        Raises EditedElsewhere where another session holds it. A folder that cannot be written is a `fault`.
        """
        try:
            self._make_folder()
            lock = FileLock(self.folder / _LOCK, timeout=0, mode=0o600)
            lock.acquire()
        except Timeout as error:
            raise EditedElsewhere(
                "this project is open in another stepwell edit; go on there, or end that one first"
            ) from error
        except OSError as error:
            self.fault = _fault(error)
            return None
        self._lock = lock
        return self._read()

    def keep(self, base: Texts, texts: Texts, journal: str = "") -> None:
        """Write what is not saved, all of it or nothing; where that fails, `fault` says so and the older one stays.

        The `journal` of the steps that can be taken back is a file of its own: what is not saved is whole without it.
        """
        content = json.dumps({"format": _FORMAT, "base": dict(base), "texts": dict(texts)}, ensure_ascii=True)
        try:
            self._make_folder()
            self._put(_DRAFT, content if texts else "")
            self._put(_STEPS, journal)
            self.fault = ""
        except OSError as error:
            self.fault = _fault(error)

    def journal(self) -> str:
        """Read the journal of the steps that could be taken back; "" where there is none to be read."""
        return self._text(_STEPS)

    def advice(self) -> str:
        """Read what is still to be looked at; "" where nothing is, or nothing can be read."""
        return self._text(_ADVICE)

    def keep_advice(self, content: str) -> None:
        """Write what is still to be looked at, "" for nothing; where that fails, `fault` says so."""
        try:
            self._make_folder()
            self._put(_ADVICE, content)
        except OSError as error:
            self.fault = _fault(error)

    def _text(self, name: str) -> str:
        path = self.folder / name
        try:
            return "" if path.is_symlink() else path.read_text(encoding="ascii")
        except (OSError, ValueError):
            return ""

    def _put(self, name: str, content: str) -> None:
        """Write a file of the folder; without content, take it away. Raises OSError."""
        if content:
            self._write(name, content)
        else:
            (self.folder / name).unlink(missing_ok=True)

    def end(self) -> None:
        """Let another session begin; what is not saved stays."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _make_folder(self) -> None:
        """Make the folder, for nobody else. Raises OSError where what stands there is not a folder of ours."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        there = self.folder.lstat()
        if not stat.S_ISDIR(there.st_mode) or there.st_uid != os.geteuid():
            raise PermissionError(errno.EPERM, f"{FOLDER} is a link, or not yours; remove it")
        if there.st_mode & 0o077:
            self.folder.chmod(0o700)
        if (self.folder / _IGNORED).is_symlink() or not (self.folder / _IGNORED).is_file():
            self._write(_IGNORED, "*\n")

    def _write(self, name: str, content: str) -> None:
        """Write a file of the folder, whole or not at all, through no link that stands there."""
        aside = self.folder / f"{name}.new"
        aside.unlink(missing_ok=True)
        try:
            with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(aside, self.folder / name)
        except OSError:
            aside.unlink(missing_ok=True)
            raise

    def _read(self) -> KeptTexts | None:
        """Read what an earlier session left; what is not whole, or not ours, is put aside, not thrown away."""
        path = self.folder / _DRAFT
        if not os.path.lexists(path):
            return None
        try:
            if path.is_symlink() or not path.is_file():
                raise ValueError(path)
            read = json.loads(path.read_text(encoding="ascii"))
            if read["format"] == _FORMAT:
                return KeptTexts(_texts(read["base"]), _texts(read["texts"]))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            pass
        unread = next(
            name
            for number in itertools.count(1)
            if not os.path.lexists(self.folder / (name := f"draft-{number}.unread"))
        )
        try:
            os.replace(path, self.folder / unread)
        except OSError as error:
            self.fault = _fault(error)
            return None
        self.fault = f"what was not saved before could not be read; it is kept in {FOLDER}/{unread}"
        return None


def _texts(read: object) -> Texts:
    """Take texts of files that belong to a project; somebody may have put others into a folder that they gave away."""
    if not isinstance(read, dict):
        raise TypeError
    for name, text in read.items():
        if not is_of_project(name):
            raise ValueError(name)
        if text is not None and (not isinstance(text, str) or is_too_long(text)):
            raise ValueError(name)
    return read


def _fault(error: OSError) -> str:
    return f"what you change is not kept on the disk ({error.strerror}); save soon, a crash would lose it"
