"""Seed edits in the shipped project: each one is shown by compare in a row of its own, or refused by check."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.difference import Differences, as_text, differences_of_words
from generator.difference.rows import ChangeKind, Row
from generator.problems import Problems
from generator.reading import Reading, read_project
from tests.conftest import opened
from tests.difference.edits import KINDS, Edit, Project, Shown, seeded

ROOT = Path(__file__).parents[2]
EVERY = 200
FEW = 60


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "number" in metafunc.fixturenames:
        step = 1 if metafunc.config.getoption("--every-edit") else EVERY // FEW
        metafunc.parametrize("number", range(0, EVERY, step))


@pytest.fixture(scope="module")
def shipped() -> Reading:
    return read_project(ROOT, Problems())


@pytest.fixture(scope="module")
def project(shipped: Reading) -> Project:
    assert shipped.base is not None
    return Project(shipped.base, {file.name: file.text for file in shipped.files})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the author's files, to edit and to mend again."""
    copy = tmp_path_factory.mktemp("seeded") / "project"
    shutil.copytree(ROOT / "content", copy / "content")
    for name in ("levels.yaml", "decision_tree.yaml"):
        shutil.copy(ROOT / name, copy)
    return copy


def compared(edit: Edit, folder: Path, shipped: Reading) -> Differences | None:
    """Give what compare shows, or None where the edited files cannot be read at all."""
    before = {name: (folder / name).read_bytes() for name in edit.files}
    try:
        for name, text in edit.files.items():
            (folder / name).write_text(text, encoding="utf-8")
        base = read_project(folder, Problems(), like=shipped).base
    finally:
        for name, content in before.items():
            (folder / name).write_bytes(content)
    assert shipped.base is not None
    return None if base is None else differences_of_words(shipped.base, base, names=("old", "new"))


def is_row_for(row: Row, shown: Shown) -> bool:
    """Tell whether a row shows the old words and the new ones; where only one side has words, the other is empty."""
    old, new = "\n".join(row.old), "\n".join(row.new)
    if not shown.old or not shown.new:
        is_side = (row.kind is ChangeKind.ADDED) if not shown.old else (row.kind is ChangeKind.REMOVED)
        return (is_side and (shown.new in new) and (shown.old in old)) or _is_within(shown, row)
    return shown.old in old and shown.new in new


def _is_within(shown: Shown, row: Row) -> bool:
    """Tell whether a line is gone from, or new in, a text of several lines."""
    old, new = ([line.strip() for text in side for line in text.split("\n")] for side in (row.old, row.new))
    if shown.old:
        return old.count(shown.old) > new.count(shown.old)
    return new.count(shown.new) > old.count(shown.new)


def missing(edit: Edit, rows: Sequence[Row]) -> list[Shown]:
    return [shown for shown in edit.shown if not any(is_row_for(row, shown) for row in rows)]


def test_edit_is_shown_in_its_own_row(number: int, project: Project, folder: Path, shipped: Reading) -> None:
    edit = seeded(project, number)

    found = compared(edit, folder, shipped)

    assert found is not None, edit
    rows = [item.what for item in found.items if isinstance(item.what, Row)]
    text = as_text(found)
    assert missing(edit, rows) == [], (edit.kind, edit.what, text)
    assert text.startswith("old -> new: ")
    assert "Nothing changes" not in text


def test_an_edited_project_is_restored(project: Project, folder: Path, shipped: Reading) -> None:
    compared(seeded(project, 0), folder, shipped)

    assert {name: (folder / name).read_text(encoding="utf-8") for name in project.files} == dict(project.files)


def test_every_kind_can_be_made_and_an_edit_is_the_same_each_time(project: Project) -> None:
    made = [seeded(project, number) for number in range(len(KINDS))]

    assert made == [seeded(project, number) for number in range(len(KINDS))]
    assert len({edit.kind for edit in made}) == len(KINDS)


def test_the_shipped_project_compared_with_itself_has_no_row(shipped: Reading) -> None:
    base = opened().reading.base

    assert shipped.base is not None
    assert base is not None
    assert differences_of_words(shipped.base, base, names=("old", "new")).items == ()
