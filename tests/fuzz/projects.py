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


HOUSE: Files = {
    "mkdocs.yml": b'site_name: Made-up House\nupstream: ../upstream\nextra: {format: "0.2"}\n',
    "content/house.md": b"""---
title: Our house
description: Made up for tests.
written: 2026-11-22
review_due: 2027-11-22
---

# Our house

Everything here is made up for tests.
""",
    "content/overlay.yaml": b"""changes:
  - in: content/about.md
    was: Nobody paid for it.
    now: We paid for it.
    why: Made up for tests.
    written: 2026-11-22
  - in: content/words.yaml
    was: You go on as you are, and choose a day to look at it again.
    now: You go on as you are, and choose a day.
    why: Made up for tests.
    written: 2026-11-22
  - in: content/levels/by-appointment.yaml
    was: A physio shows you how to move, alone or in a group, over some weeks.
    now: A physio shows you how to move.
    why: Made up for tests.
    written: 2026-11-22
""",
}
"""An organization's folder; its upstream, beside it, is the small project."""
