"""Remember what was made, by a hash of all that it was made from, so that it is made once.

Nothing here is trusted: a value comes back only under the hash of the same text, settings, templates and code, and only
whole. The memory stands beside the site, may be thrown away at any time, and is never published.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar, cast

_PACKAGE = Path(__file__).parents[1]
_CHECKSUM = 32
_Read = TypeVar("_Read")
SHIPPED_WORDS = _PACKAGE.parent / "content/words.yaml"
"""Where the words that come with Stepwell stand in a checkout; an installed package holds them itself."""


def memory_of(out: Path) -> Path:
    """Name the file, beside the folder of a site, that remembers how it was made."""
    named = Path(os.path.abspath(out))
    return named.parent / f".{named.name}.memory"


def key_of(*parts: str | bytes) -> bytes:
    """Make one hash of some texts, in which no two different rows of texts look the same."""
    whole = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(b"%d:" % len(content))
        whole.update(content)
    return whole.digest()


def key_of_files(root: Path, paths: Iterable[Path]) -> bytes:
    """Make one hash of some files: of where each stands below `root`, and of what it holds."""
    files = (path for path in paths if path.is_file())
    return key_of(*(part for path in files for part in (path.relative_to(root).as_posix(), path.read_bytes())))


def files_of_generator() -> list[Path]:
    """List our own files that a site is made with: code, templates, style, and the words that come with Stepwell."""
    ours = [path for path in _PACKAGE.rglob("*") if "__pycache__" not in path.parts]
    return sorted([*ours, SHIPPED_WORDS])


@cache
def key_of_generator() -> bytes:
    """Make a hash of all that turns a project into a site: our own files, Python, the libraries beside us."""
    folders = [folder for folder in map(Path, sys.path) if folder.is_dir()]
    beside = sorted(name for folder in folders for name in os.listdir(folder) if name.endswith(".dist-info"))
    return key_of(sys.version, *beside, key_of_files(_PACKAGE.parent, files_of_generator()))


class Memory:
    """Values by their keys, in one file; without a file, or where it cannot be used, while the program runs.

    The file is written at the end of a run that went well: what a run that keeps something neither asked for nor kept
    is forgotten then, so that the file does not grow.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._base: sqlite3.Connection | None = None
        self._new: dict[bytes, bytes] = {}
        self._read: dict[bytes, object] = {}
        self._used: set[bytes] = set()

    def __enter__(self) -> Self:
        self._base = _opened(self._path) if self._path is not None and self._path.is_file() else None
        return self

    def recall(self, key: bytes) -> bytes | None:
        """Find what was kept under a key; None where nothing was, or where it is no longer whole."""
        if key in self._new:
            self._used.add(key)
            return self._new[key]
        if self._base is not None:
            with suppress(sqlite3.Error):
                row = self._base.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
                if row is not None and key_of(row[0][_CHECKSUM:]) == row[0][:_CHECKSUM]:
                    self._used.add(key)
                    return bytes(row[0][_CHECKSUM:])
        return None

    def recall_as(self, key: bytes, read: Callable[[bytes], _Read]) -> _Read | None:
        """Find what was kept under a key as it is read; while the program runs, that is done once."""
        value = self.recall(key)
        if value is not None and key not in self._read:
            self._read[key] = read(value)
        return None if value is None else cast(_Read, self._read[key])

    def keep(self, values: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep values under their keys."""
        new = dict(values)
        self._new |= new
        self._used |= new.keys()

    def forget_unused(self) -> None:
        """Forget what was neither asked for nor kept since the last time, so that a long run does not fill up."""
        self._new = {key: value for key, value in self._new.items() if key in self._used}
        self._read = {key: value for key, value in self._read.items() if key in self._used}
        self._used = set()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._path is None or not self._new or error is not None:
            self._close()
            return
        try:
            if self._base is None:
                with suppress(OSError):
                    self._path.unlink()
                self._base = _opened(self._path)
            if self._base is not None:
                self._write(self._base)
        except sqlite3.Error:  # the disk is full, or the file is no longer whole: the next build begins anew
            self._close()
            with suppress(OSError):
                self._path.unlink()
        self._close()

    def _write(self, base: sqlite3.Connection) -> None:
        known = {row[0] for row in base.execute("SELECT key FROM kept")}
        base.executemany("DELETE FROM kept WHERE key = ?", [(key,) for key in known - self._used])
        rows = ((key, key_of(value) + value) for key, value in self._new.items())
        base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", rows)
        base.commit()

    def _close(self) -> None:
        if self._base is not None:
            self._base.close()
            self._base = None


def _opened(path: Path) -> sqlite3.Connection | None:
    """Open the file of a memory, or make it; None where it is none, or where another run holds it."""
    base = None
    try:
        base = sqlite3.connect(path, timeout=1)
        base.execute("PRAGMA synchronous = OFF")  # what a crash of the machine takes is made again
        base.execute("PRAGMA journal_mode = MEMORY")
        base.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB)")
    except sqlite3.Error:
        if base is not None:
            base.close()
        return None
    return base
