"""Read a file as its author sees it: text with lines; what is no plain file of the project is refused."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.problems import Place, Problems

MAX_FILE_BYTES = 1 << 20

Unsaved = Mapping[str, str | None]
"""Texts that are not saved yet, by the absolute path: each stands in the place of its file, None for one that goes."""
NOTHING_UNSAVED: Unsaved = {}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as its author sees it."""

    name: str
    text: str

    @property
    def lines(self) -> list[str]:
        """Split the text into lines without their ends."""
        return self.text.split("\n")


def load(root: Path, name: str, problems: Problems, unsaved: Unsaved = NOTHING_UNSAVED) -> SourceFile | None:
    """Read the file `name` below `root`; add a problem and return None where it cannot be read as text.

    Symbolic links, devices and files over 1 MiB are refused: what a link points at would be published.
    """
    start = Place(name, 1, 1)
    content = _read_bytes(root, name, problems, unsaved)
    if content is None:
        return None
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:4]:
        problems.error(start, "not-utf-8", "file is saved as UTF-16", help="save it as UTF-8")
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Without a byte order mark, unlike `content`, and with the ends of lines as they are read below.
        before = error.object[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        problems.error(Place(name, line, column), "not-utf-8", "file is not UTF-8 text", help="save it as UTF-8")
        return None
    return SourceFile(name, text.replace("\r\n", "\n").replace("\r", "\n"))


def load_as_is(root: Path, name: str) -> str | None:
    """Read a file with every byte of its text, or return None where it is not there or no plain text of ours."""
    content = _read_bytes(root, name, Problems(), NOTHING_UNSAVED)
    try:
        return None if content is None else content.decode()
    except UnicodeDecodeError:
        return None


def names_below(root: Path, folder: str, problems: Problems, unsaved: Unsaved = NOTHING_UNSAVED) -> tuple[str, ...]:
    """List what stands below a folder of the project, in order: files and links, which are never followed.

    Each name begins at `root`. A folder that is a link itself is refused. What editors and systems keep for themselves
    is left out: ".name" and "name~".
    """
    if (root / folder).is_symlink():
        place = Place(folder, 1, 1)
        problems.error(place, "link", f'"{folder}" is a symbolic link', help="put the folder itself there")
        return ()
    held = {name: text for path, text in unsaved.items() if (name := _name_below(root / folder, Path(path), folder))}
    found = list(held)
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = list(os.scandir(root / here))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            what = f"folder cannot be read: {error.strerror}"
            problems.error(Place(here, 1, 1), "unreadable-file", what, help="check its permissions")
            continue
        for entry in entries:
            name = f"{here}/{entry.name}"
            if entry.name.startswith(".") or entry.name.endswith("~"):
                continue
            is_folder = entry.is_dir(follow_symlinks=False) and not name.endswith(".md")
            (waiting if is_folder else found).append(name)
    return tuple(sorted(name for name in set(found) if held.get(name, "") is not None))


def _name_below(folder: Path, path: Path, name: str) -> str:
    """Name a file that is not saved as it would be listed, or "" where it stands elsewhere or would be left out."""
    whole = os.path.abspath(folder)
    if not path.is_relative_to(whole):
        return ""
    parts = path.relative_to(whole).parts
    is_kept = any(part.startswith(".") or part.endswith("~") for part in parts)
    return "" if is_kept else "/".join((name, *parts))


def is_there(path: Path, unsaved: Unsaved) -> bool:
    """Tell whether anything stands at a path, with the texts that are not saved in their places."""
    held = os.path.abspath(path) if unsaved else ""
    return unsaved[held] is not None if held in unsaved else os.path.lexists(path)


def _read_bytes(root: Path, name: str, problems: Problems, unsaved: Unsaved) -> bytes | None:
    start = Place(name, 1, 1)
    for part in [*reversed(Path(name).parents), Path(name)]:
        if (root / part).is_symlink() and part != Path("."):
            problems.error(start, "link", f'"{part.as_posix()}" is a symbolic link', help="put the file itself there")
            return None
    held = os.path.abspath(root / name) if unsaved else ""
    if held in unsaved and (text := unsaved[held]) is not None:
        return _within_limit(text.encode("utf-8", "surrogatepass"), start, problems)
    try:
        if held in unsaved:
            raise FileNotFoundError
        descriptor = os.open(root / name, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        problems.error(start, "missing-file", "file is missing", help="every project needs it; see docs/format.md")
        return None
    except OSError as error:
        problems.error(start, "unreadable-file", f"file cannot be read: {error.strerror}", help="check its permissions")
        return None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        problems.error(start, "unreadable-file", "this is not a text file", help="put a text file there")
        return None
    with os.fdopen(descriptor, "rb") as file:
        return _within_limit(file.read(MAX_FILE_BYTES + 1), start, problems)


def _within_limit(content: bytes, start: Place, problems: Problems) -> bytes | None:
    if len(content) > MAX_FILE_BYTES:
        problems.error(start, "too-large", "file is larger than 1 MiB", help="split its content")
        return None
    return content
