"""Small projects to edit."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import ROOT
from tests.site.workbench import copy_project

BACK_PAIN = ROOT / "tests/cases/_valid/back-pain"


def small_project(into: Path, *, newline: str = "\n", mark: str = "") -> Path:
    """Copy the small project about back pain, with other line ends and a mark before each file if asked for."""
    copy_project(into, of=BACK_PAIN)
    for path in (path for path in into.rglob("*") if path.suffix in (".yaml", ".md", ".yml")):
        path.write_bytes(f"{mark}{path.read_text(encoding='utf-8')}".replace("\n", newline).encode())
    return into
