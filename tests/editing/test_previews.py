"""Ask for a page of the newest version while the pages of an older one are still being made."""

from pathlib import Path

from generator.editing.previews import Previews
from generator.problems import Problems
from generator.project import Project, open_project
from tests.conftest import TODAY
from tests.editing.projects import small_project


def opened(root: Path) -> Project:
    problems = Problems()
    project = open_project(root, problems, today=TODAY)
    assert not problems.has_errors(), list(problems)
    return project


def test_a_page_that_came_meanwhile_is_found(tmp_path: Path) -> None:
    root = small_project(tmp_path / "project")
    before = opened(root)
    page = (root / "content/about.md").read_text(encoding="utf-8")
    (root / "content/later.md").write_text(page, encoding="utf-8")
    versions = [before, opened(root)]

    found = Previews().file(lambda: versions.pop(0) if len(versions) > 1 else versions[0], "later/")

    assert found is not None
    assert b"<h1" in found
    assert Previews().file(lambda: before, "later/") is None
    assert Previews().file(lambda: None, "") is None
