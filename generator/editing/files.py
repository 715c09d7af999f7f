"""Know the files of a project as they are on the disk: every byte of their texts, and which cannot be changed here."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from generator.editor.workspace import is_of_project
from generator.model.overlay import OVERLAY
from generator.problems import Problems
from generator.settings import read_settings
from generator.source import SETTINGS, TOP_FILES, load_as_is, names_below, names_upstream
from generator.source.files import MAX_FILE_BYTES

_ENDINGS = (".yaml", ".yml", ".md")


def is_too_long(text: str) -> bool:
    """Tell whether a file with this text could not be read again. Raises UnicodeEncodeError where it is no text."""
    return len(text.encode()) > MAX_FILE_BYTES


@dataclass(slots=True)
class FilesOnDisk:
    """The files of the project at `root`, as they were looked at last."""

    root: Path

    def names(self) -> tuple[str, ...]:
        """List the files that are read as text, in order."""
        below = names_below(self.root, "content", Problems())
        tops = (name for name in (*TOP_FILES, SETTINGS) if os.path.lexists(self.root / name))
        return (*tops, *(name for name in below if name.endswith(_ENDINGS) and is_of_project(name)))

    def read(self) -> dict[str, str | None]:
        """Read the text of every file; None for one that is no text of ours."""
        return {name: load_as_is(self.root, name) for name in self.names()}

    def read_upstream(self) -> dict[str, str | None]:
        """Read the text of every file that only the upstream of an organization has."""
        upstream = self._upstream
        if upstream is None:
            return {}
        theirs = FilesOnDisk(upstream)
        own = self.names()
        return {name: text for name, text in theirs.read().items() if name not in own and name != SETTINGS}

    @property
    def _upstream(self) -> Path | None:
        if not names_upstream(self.root):
            return None
        found = read_settings(self.root, Problems()).upstream
        return None if found is None else found.path

    def is_gone(self, name: str) -> bool:
        """Tell whether nothing stands under a name."""
        return not os.path.lexists(self.root / name)

    def fixed(self, name: str) -> str:
        """Say why a file cannot be changed here, "" where it can."""
        path = self.root / name
        upstream = self._upstream
        if upstream is not None and not path.is_file() and (upstream / name).is_file():
            return f"{name} is the upstream's to say; change its sentences in {OVERLAY}"
        if any((self.root / part).is_symlink() for part in [*map(str, Path(name).parents), name] if part != "."):
            return f"{name} is a symbolic link; put the file itself there"
        if path.is_file() and not path.stat().st_mode & 0o222:
            return f"{name} may only be read; ask who keeps it, or change its permissions"
        if path.is_file() and load_as_is(self.root, name) is None:
            return f"{name} is no text in UTF-8; save it as such with another program"
        return ""
