"""Remember what was made, by a hash of all that it was made from, so that it is made once.

Nothing here is trusted: a value comes back only under the hash of the same text, settings, templates and code, and only
whole. The memory stands beside the site, may be thrown away at any time, and is never published.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

_PACKAGE = Path(__file__).parents[1]
_CHECKSUM = 32
_NOT_THERE = frozenset({"__pycache__"})


def key_of(*parts: str | bytes) -> bytes:
    """Make one hash of some texts, in which no two different rows of texts look the same."""
    whole = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(b"%d:" % len(content))
        whole.update(content)
    return whole.digest()


@cache
def key_of_generator() -> bytes:
    """Make a hash of all that turns a project into a site: our code and templates, Python, the libraries beside us."""
    ours = sorted(path for path in _PACKAGE.rglob("*") if path.is_file() and _NOT_THERE.isdisjoint(path.parts))
    folders = [folder for folder in map(Path, sys.path) if folder.is_dir()]
    beside = sorted(name for folder in folders for name in os.listdir(folder) if name.endswith(".dist-info"))
    return key_of(sys.version, *beside, *(part for path in ours for part in (path.name, path.read_bytes())))


class Memory:
    """Values by their keys, in one file; without a file, or where it cannot be used, while the program runs.

    What a run that keeps something neither asked for nor kept is forgotten at its end: the memory does not grow.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._base: sqlite3.Connection | None = None
        self._here: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self._has_new = False

    def __enter__(self) -> Self:
        if self._path is not None:
            self._base = _opened(self._path) or _opened_anew(self._path)
        return self

    def recall(self, key: bytes) -> bytes | None:
        """Find what was kept under a key; None where nothing was, or where it is no longer whole."""
        if self._base is None:
            return self._here.get(key)
        with suppress(sqlite3.Error):
            row = self._base.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
            if row is not None and key_of(row[0][_CHECKSUM:]) == row[0][:_CHECKSUM]:
                self._used.add(key)
                return bytes(row[0][_CHECKSUM:])
        return None

    def keep(self, values: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep values under their keys."""
        if self._base is None:
            self._here.update(values)
            return
        rows = [(key, key_of(value) + value) for key, value in values]
        self._used.update(key for key, _ in rows)
        self._has_new = self._has_new or bool(rows)
        with suppress(sqlite3.Error):
            self._base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", rows)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._base is None:
            return
        with suppress(sqlite3.Error):
            if error is None and self._has_new:
                known = {row[0] for row in self._base.execute("SELECT key FROM kept")}
                self._base.executemany("DELETE FROM kept WHERE key = ?", [(key,) for key in known - self._used])
                self._base.commit()
        self._base.close()
        self._base = None


def _opened(path: Path) -> sqlite3.Connection | None:
    """Open the file of a memory, or make it; None where it is none, or where another run holds it."""
    base = None
    try:
        base = sqlite3.connect(path, timeout=1)
        base.execute("PRAGMA synchronous = OFF")  # what a crash of the machine takes is made again
        base.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB)")
    except sqlite3.Error:
        if base is not None:
            base.close()
        return None
    return base


def _opened_anew(path: Path) -> sqlite3.Connection | None:
    with suppress(OSError):
        path.unlink()
    return _opened(path)
