"""What an editor is told of texts that are not saved is what check says of the same texts on disk."""

from __future__ import annotations

import contextlib
import random
import shutil
from pathlib import Path

import pytest

from generator.editor.completion import offers_at
from generator.editor.fixes import edits_of
from generator.editor.outline import outline_of
from generator.editor.pointing import card_at, pointed_at
from generator.editor.texts import Document, Spot
from generator.editor.workspace import Analysis, Workspace
from generator.problems import Problem, Problems
from generator.project import open_project
from generator.renaming import CannotRename
from tests.conftest import TODAY
from tests.editor.edits import sequences
from tests.site.workbench import ROOT, SMALL, copy_project

_LENGTH = 5
TREE, JOURNEYS = "decision_tree.yaml", "content/journeys.yaml"


def look(workspace: Workspace, unsaved: dict[str, str]) -> Analysis:
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

            said = checked(saved)
            if found.project.reading.mended is not None:
                assert set(found.problems) >= set(said), (name, number)
            else:
                assert found.problems == said, (name, number)
        for path in unsaved:
            shutil.copyfile(path, saved / Path(path).relative_to(root))


def test_questions_about_any_text_have_an_answer(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    root = copy_project(tmp_path / "held", of=SMALL)
    texts = texts_of(root)
    workspace = Workspace(root)
    look(workspace, {})
    chance = random.Random(3)
    asked = 0

    for steps in sequences(texts, seed=2, count=300 if request.config.getoption("--every-edit") else 40, length=4):
        unsaved: dict[str, str] = {}
        for name, text in steps:
            unsaved[str(root / name)] = text
            found = workspace.read(unsaved)
            asked += ask(workspace, found, name, Document(text), chance)

    assert asked > 100


def ask(workspace: Workspace, found: Analysis, name: str, document: Document, chance: random.Random) -> int:
    """Ask everything about some places of a text; return how much there was to say."""
    said = len(outline_of(document, file=name))
    for problem in found.problems:
        if problem.place.file == name:
            document.word_at(problem.place.line, problem.place.column, said=problem.message)
            changed = document.changed(*edits_of(problem, document))
            said += changed.text != document.text
    known = workspace.known
    assert known is not None
    for _ in range(4):
        line = chance.randrange(len(document.lines))
        spot = Spot(line, chance.randrange(len(document.line(line)) + 1))
        said += len(offers_at(document, spot, file=name, known=known))
        card = card_at(document, spot, file=name, known=known, guides=workspace.ways, is_proven=False)
        pointed = pointed_at(document, spot, file=name, known=known)
        said += (card is not None) + (pointed is not None)
        if pointed is not None and found.project.reading.base is not None:
            with contextlib.suppress(CannotRename):
                workspace.rename(pointed.definition, "another-name", {})
    return said


def test_field_that_cannot_be_read_hides_nothing_else_of_its_file(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "held", of=SMALL)
    text = (root / TREE).read_text()
    workspace, path = Workspace(root), str(root / TREE)
    look(workspace, {path: text})
    wrong = text.replace("next: unwell", "next: unwelll", 1)
    also = wrong.replace("    why: ", "    # one\n    # line more\n    wy: ", 1)

    alone, both = look(workspace, {path: wrong}), look(workspace, {path: also})

    assert [(p.id, p.place.line) for p in alone.problems if p.id == "unknown-target"] == [("unknown-target", 37)]
    assert ids_in(both, TREE) == {"missing-key", "unknown-key", *ids_in(alone, TREE)}
    assert both.project.verified is None


def test_emptied_field_and_a_wrong_name_in_another_file_are_said_together(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "held", of=SMALL)
    tree, journeys = ((root / name).read_text() for name in (TREE, JOURNEYS))
    workspace = Workspace(root)
    look(workspace, {})
    broken = {str(root / TREE): tree.replace("next: unwell", "next:", 1)}

    found = look(
        workspace, {**broken, str(root / JOURNEYS): journeys.replace("outcome: crisis", "outcome: xcrisis", 1)}
    )

    assert ids_in(found, TREE) == {"empty-text"}
    assert "unknown-target" in ids_in(found, JOURNEYS)


def test_nothing_is_said_of_what_a_broken_file_said_last(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "held", of=SMALL)
    tree = (root / TREE).read_text()
    workspace, path = Workspace(root), str(root / TREE)
    look(workspace, {path: tree.replace("next: unwell", "next: unwelll", 1)})

    found = look(workspace, {path: tree.replace("next: unwell", "next: [unwell]", 1)})

    assert ids_in(found, TREE) == {"wrong-type"}


def test_new_thing_that_was_never_read_is_not_left_out_to_check_the_rest(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "held", of=SMALL)
    tree = (root / TREE).read_text()
    workspace, path = Workspace(root), str(root / TREE)
    look(workspace, {})
    new = tree.replace("decisions:\n", "  - id: new-question\n    nonsense: 1\ndecisions:\n", 1)

    found = look(workspace, {path: new.replace("next: unwell", "next: new-question", 1)})

    assert ids_in(found, TREE) == {"missing-key", "unknown-key"}


def ids_in(found: Analysis, file: str) -> set[str]:
    return {problem.id for problem in found.problems if problem.place.file == file}
