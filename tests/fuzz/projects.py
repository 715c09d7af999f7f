"""The projects whose files are changed."""

from __future__ import annotations

from pathlib import Path

from tests.fuzz.mutations import Files

SHIPPED = Path(__file__).parents[2]
SMALL = SHIPPED / "tests/cases/_valid/back-pain"
"""A small project that becomes a site."""


def files_of_project(root: Path) -> Files:
    """Give what authors of a project edit, by name."""
    below = (path for path in sorted((root / "content").rglob("*")) if path.is_file())
    tops = (root / name for name in ("levels.yaml", "decision_tree.yaml", "mkdocs.yml"))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in (*tops, *below)}
