"""What an editor is told of texts that are not saved is what check says of the same texts on disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.editor.workspace import Found, Workspace
from generator.problems import Problem, Problems
from generator.project import open_project
from tests.conftest import TODAY
from tests.editor.edits import sequences
from tests.site.workbench import ROOT, SMALL, copy_project

_LENGTH = 5


def look(workspace: Workspace, unsaved: dict[str, str]) -> Found:
    """Say what an editor is told in the end."""
    return workspace.check(workspace.read(unsaved), today=TODAY, before_each=lambda: None)


def checked(root: Path) -> tuple[Problem, ...]:
    """Say what check says."""
    problems = Problems()
    open_project(root, problems, today=TODAY)
    return problems.in_order()


def texts_of(root: Path) -> dict[str, str]:
    """Read the texts of a project as they are saved."""
    names = ("levels.yaml", "decision_tree.yaml", "mkdocs.yml")
    paths = [*(root / name for name in names), *(path for path in sorted((root / "content").rglob("*")))]
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode()
        for path in paths
        if path.suffix in (".yaml", ".yml", ".md")
    }


@pytest.mark.parametrize(("project", "few", "many"), [(SMALL, 24, 160), (ROOT, 3, 40)], ids=["small", "shipped"])
def test_seeded_edits_are_told_as_check_says_them(
    project: Path, few: int, many: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    root = copy_project(tmp_path / "held", of=project)
    saved = copy_project(tmp_path / "saved", of=project)
    texts = texts_of(root)
    workspace = Workspace(root)
    count = many if request.config.getoption("--every-edit") else few

    for steps in sequences(texts, seed=1, count=count, length=_LENGTH):
        unsaved: dict[str, str] = {}
        for number, (name, text) in enumerate(steps):
            unsaved[str(root / name)] = text
            (saved / name).write_bytes(text.encode())
            found = look(workspace, unsaved)

            assert found.problems == checked(saved), (name, number)
        for path in unsaved:
            shutil.copyfile(path, saved / Path(path).relative_to(root))
