"""Each of many random edits changes what was asked and no other byte, and undo brings every byte back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editing.projects import small_project
from tests.editing.seeded import SeededEdits
from tests.site.workbench import copy_project


def _project(name: str, into: Path) -> Path:
    if name == "shipped":
        return copy_project(into)
    if name == "windows":
        return small_project(into, newline="\r\n", mark="\ufeff")
    return small_project(into)


@pytest.mark.parametrize("name", ["shipped", "small", "windows"])
def test_each_edit_changes_what_was_asked_and_nothing_else(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    every, some = (400, 14) if name == "shipped" else (300, 20)
    count = every if request.config.getoption("--every-edit") else some
    edits = SeededEdits(_project(name, tmp_path / "project"), seed=19)
    before = edits.texts()

    edits.make(count)

    session = edits.session
    while session.can_undo:
        session.undo(session.version)
    assert edits.texts() == before
    assert not session.has_changes
    session.close()
    assert sum(edits.refused.values()) < count, edits.refused
