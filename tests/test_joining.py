"""Hold what is written in several files to what the same text says in one."""

from __future__ import annotations

import datetime
from pathlib import Path

from generator.model.knowledge import KnowledgeBase
from generator.problems import Problems
from generator.project import open_project
from generator.reading import read_project
from tests.site.workbench import copy_project

TODAY = datetime.date(2026, 11, 22)


def base_of(root: Path) -> KnowledgeBase:
    problems = Problems()
    base = read_project(root, problems).base
    assert [str(problem) for problem in problems] == []
    assert base is not None
    return base


def split(root: Path) -> None:
    """Give each level of the ladders, each kind and all moves a file of their own."""
    lines = (root / "levels.yaml").read_text(encoding="utf-8").split("\n")
    parts = root / "content" / "levels"
    parts.mkdir()
    moves = lines.index("moves:")
    (parts / "moves.yaml").write_text("\n".join(lines[moves:]), encoding="utf-8")
    whole = take_out(lines[:moves], "      - id: ", "levels", parts)
    (root / "levels.yaml").write_text("\n".join(whole), encoding="utf-8")
    for path in sorted(parts.glob("levels-*.yaml")):
        level = take_out(path.read_text(encoding="utf-8").split("\n"), "      - id: ", "kinds", parts)
        path.write_text("\n".join(level), encoding="utf-8")


def take_out(lines: list[str], begin: str, key: str, parts: Path) -> list[str]:
    """Leave the id of each entry that begins so, and write the entry into a file of its own."""
    left: list[str] = []
    indent = len(begin) - len("- id: ")
    while lines:
        line = lines.pop(0)
        if not line.startswith(begin):
            left.append(line)
            continue
        id = line.removeprefix(begin)
        entry = [line]
        while lines and (not lines[0].strip() or lines[0].startswith(" " * (indent + 1))):
            entry.append(lines.pop(0))
        left.append(f"{' ' * indent}- {id}")
        text = "\n".join(part[indent - 2 :] for part in entry)
        (parts / f"{key}-{id}.yaml").write_text(f"{key}:\n{text}\n", encoding="utf-8")
    return left


def test_levels_in_many_files_are_the_same_as_in_one(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    whole = base_of(project)

    split(project)
    joined = base_of(project)

    parts = [path.name.partition("-")[0] for path in (project / "content" / "levels").iterdir()]
    assert parts.count("levels") == sum(len(ladder.levels) for ladder in whole.levels.ladders)
    assert parts.count("kinds") == len(whole.every_kind()) - sum(len(level.kinds) for level in whole.levels.beside)
    assert joined.levels.model_dump() == whole.levels.model_dump()


def test_places_are_those_of_the_file_that_an_entry_stands_in(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    split(project)

    level = base_of(project).every_level()[0]

    part = f"content/levels/levels-{level.id}.yaml"
    assert (str(level.place), level.id.place.file) == (f"{part}:2:5", part)


def test_part_that_cannot_be_read_is_the_only_thing_said(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    split(project)
    part = next((project / "content" / "levels").glob("levels-*.yaml"))
    part.write_text("levels: [\n", encoding="utf-8")
    problems = Problems()

    opened = open_project(project, problems, today=TODAY)

    assert opened.verified is None
    assert {problem.place.file for problem in problems if problem.id != "too-few"} == {f"content/levels/{part.name}"}


def test_part_is_read_again_where_it_alone_was_changed(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    split(project)
    before = read_project(project, Problems())
    part = next((project / "content" / "levels").glob("levels-*.yaml"))
    text = part.read_text(encoding="utf-8")
    part.write_text(text.replace("    short_name: ", "    short_name: Other ", 1), encoding="utf-8")

    after = read_project(project, Problems(), like=before)

    assert before.base is not None
    assert after.base is not None
    id = part.stem.removeprefix("levels-")
    names = {str(level.id): str(level.short_name) for level in before.base.every_level()}
    assert {str(level.id): str(level.short_name) for level in after.base.every_level()} == names | {
        id: f"Other {names[id]}"
    }
