"""Tell what was said of a project, or whether its site stands as it would be built, without reading its files anew."""

from __future__ import annotations

import datetime
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from generator.problems import Problems
from generator.settings import read_settings
from generator.site.memory import Memory, key_of, key_of_files, key_of_generator, memory_of
from generator.source import SETTINGS, names_upstream, paths_of

_CHECKED = ".site.checked"

Said = dict[str, Any]


def key_of_project(root: Path, today: datetime.date, **asked: bool) -> bytes | None:
    """Make a hash of all that the site of a project is made from; `asked` is what the command was asked for.

    None where that must be looked at: a file is missing or a link, or the settings name a theme of the project's own.
    """
    wanted = ",".join(sorted(name for name, is_wanted in asked.items() if is_wanted))
    said = (key_of_generator(), today.isoformat(), wanted)
    try:
        folders = [root]
        if names_upstream(root):
            upstream = read_settings(root, Problems()).upstream
            if upstream is None:
                return None
            folders.append(upstream.path)
        keys = [key for key in map(_key_of_folder, folders) if key is not None]
        return key_of(*said, *keys) if len(keys) == len(folders) else None
    except OSError:
        return None


def _key_of_folder(root: Path) -> bytes | None:
    paths = paths_of(root)
    if any(path.is_symlink() for path in (root / "content", *paths)):
        return None
    if b"custom_dir" in (root / SETTINGS).read_bytes():
        return None
    others = (f"{path.relative_to(root).as_posix()}/" for path in paths if not path.is_file())
    return key_of(key_of(*others), key_of_files(root, paths))


def checked(root: Path, today: datetime.date, form: str, check: Callable[[], Said]) -> Said:
    """Return what a check says of a project in some form: once for the same files, on the same day.

    It is noted beside the project's own files where that can be, and only where they were the same before and after.
    """
    key = key_of_project(root, today)
    if key is None:
        return check()
    # Where signatures cannot be proven, a check says so, until they can.
    whole = key_of(key, form, str(shutil.which("ssh-keygen")))
    with Memory(root / _CHECKED) as memory:
        value = memory.recall(whole)
        if value is not None:
            return cast(Said, json.loads(value))
        said = check()
        if key == key_of_project(root, today):
            memory.keep([(whole, json.dumps(said).encode())])
        return said


def recall(root: Path, out: Path, today: datetime.date, **asked: bool) -> dict[str, str] | None:
    """Find what a build said of the site `out` that it published from the same files, where it stands untouched."""
    path = memory_of(out)
    key = key_of_project(root, today, **asked) if path.is_file() else None
    if key is None:
        return None
    with Memory(path) as memory:
        value = memory.recall(key)
    if value is None:
        return None
    said: dict[str, str] = json.loads(value)
    return said if said.pop("seal") == seal_of(out.resolve()) else None


def keep(memory: Memory, key: bytes, out: Path, said: dict[str, str]) -> None:
    """Note what a build said of the site that it has just published."""
    memory.keep([(key, json.dumps({**said, "seal": seal_of(out)}).encode())])


def seal_of(folder: Path) -> str:
    """Make a hash of the name, the size and the time of every file below a folder: it changes when one is touched."""
    noted = []
    for here, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            now = os.stat(f"{here}/{name}")
            noted.append(f"{here}/{name}:{now.st_size}:{now.st_mtime_ns}:{now.st_ino}")
    return key_of(*noted).hex()
