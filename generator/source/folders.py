"""Find each file of a project: in its own folder or, for an organization, in that of the project it builds on."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from generator.problems import Place, Problems
from generator.source.files import SourceFile, Unsaved, is_there, load, names_below

SETTINGS = "mkdocs.yml"
"""The file that says what a project's site is called, where it is published, and what the project builds on."""
TOP_FILES = ("levels.yaml", "decision_tree.yaml")
"""The files that every project has which builds on no other."""
FROM_UPSTREAM = "upstream/"
"""What the name of an upstream's file begins with where the project has a file of that name too."""


def names_upstream(root: Path) -> bool:
    """Tell whether the settings of a project seem to name another that it builds on."""
    try:
        lines = (root / SETTINGS).read_bytes().splitlines()
    except OSError:
        return False
    return any(line.startswith(b"upstream:") for line in lines)


@dataclass(frozen=True, slots=True)
class UpstreamFolder:
    """The folder of the project that an organization builds on.

    `written` is the way to it as the organization wrote it, at `place`; `name` is the project's name for readers.
    """

    path: Path
    written: str
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Folders:
    """The folder of a project and, where it builds on another, that one's, with the names of the project's own files.

    Without an upstream every file is the project's own. Texts in `unsaved` stand in the place of files.
    """

    own: Path
    upstream: Path | None = None
    own_names: frozenset[str] = field(default=frozenset())
    unsaved: Unsaved = field(default_factory=dict)

    def root_of(self, name: str) -> Path:
        """Find the folder in which a file of the project stands, or should."""
        return self.own if self.upstream is None or name in self.own_names else self.upstream

    def has(self, name: str) -> bool:
        """Tell whether anything stands under a name."""
        return is_there(self.root_of(name) / name, self.unsaved)

    def is_link(self, name: str) -> bool:
        """Tell whether a symbolic link stands under a name."""
        return (self.root_of(name) / name).is_symlink()

    def load(self, name: str, problems: Problems) -> SourceFile | None:
        """Read a file; add a problem and return None where it cannot be read as text."""
        return load(self.root_of(name), name, problems, self.unsaved)

    def load_upstreams(self, name: str, problems: Problems) -> SourceFile | None:
        """Read the upstream's file of a name that the project has too, or None where the upstream has none."""
        if self.upstream is None or not is_there(self.upstream / name, self.unsaved):
            return None
        read = load(self.upstream, name, problems, self.unsaved)
        return None if read is None else SourceFile(FROM_UPSTREAM + name, read.text)

    def names_below(self, folder: str, problems: Problems) -> tuple[str, ...]:
        """List what stands below a folder, in order; a file that both have once."""
        own = names_below(self.own, folder, problems, self.unsaved)
        if self.upstream is None:
            return own
        theirs = (
            name for name in names_below(self.upstream, folder, problems, self.unsaved) if name not in self.own_names
        )
        return tuple(sorted({*theirs, *(name for name in own if name in self.own_names)}))


def paths_of(root: Path) -> list[Path]:
    """List what stands in the folder of a project that it can be made from, be it there or not."""
    return [*(root / name for name in (*TOP_FILES, SETTINGS)), *sorted((root / "content").rglob("*"))]
