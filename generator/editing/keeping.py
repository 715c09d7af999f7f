"""Keep what is not saved yet in a folder beside the files, so that a crash takes nothing; it is never published."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

FOLDER = ".stepwell-edit"
"""The folder, in that of the project; git is told in it to leave it alone."""
_DRAFT, _LOCK, _IGNORED = "draft.json", "lock", ".gitignore"
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
            self.folder.mkdir(mode=0o700, exist_ok=True)
            (self.folder / _IGNORED).write_text("*\n", encoding="utf-8")
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

    def keep(self, base: Texts, texts: Texts) -> None:
        """Write what is not saved, all of it or nothing; where that fails, `fault` says so and the older one stays."""
        if not texts:
            self.forget()
            return
        content = json.dumps({"format": _FORMAT, "base": dict(base), "texts": dict(texts)}, ensure_ascii=True)
        aside = self.folder / f"{_DRAFT}.new"
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(aside, self.folder / _DRAFT)
            self.fault = ""
        except OSError as error:
            self.fault = _fault(error)

    def forget(self) -> None:
        """Forget what was kept: it is saved, or nobody wants it any more."""
        try:
            (self.folder / _DRAFT).unlink(missing_ok=True)
            self.fault = ""
        except OSError as error:
            self.fault = _fault(error)

    def end(self) -> None:
        """Let another session begin; what is not saved stays."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _read(self) -> KeptTexts | None:
        """Read what an earlier session left; what is not whole is put aside, not thrown away."""
        path = self.folder / _DRAFT
        try:
            read = json.loads(path.read_text(encoding="ascii"))
            if read["format"] == _FORMAT:
                return KeptTexts(_texts(read["base"]), _texts(read["texts"]))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            pass
        unread = path.with_suffix(".unread")
        try:
            os.replace(path, unread)
        except OSError as error:
            self.fault = _fault(error)
            return None
        self.fault = f"what was not saved before could not be read; it is kept in {FOLDER}/{unread.name}"
        return None


def _texts(read: object) -> Texts:
    if not isinstance(read, dict) or not all(isinstance(text, str | None) for text in read.values()):
        raise TypeError
    return read


def _fault(error: OSError) -> str:
    return f"what you change is not kept on the disk ({error.strerror}); save soon, a crash would lose it"
