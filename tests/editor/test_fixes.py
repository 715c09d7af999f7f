"""Every quick fix mends its problem: the cases of all problems are its examples."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.editor.fixes import edits_of, title_of
from generator.editor.texts import Document
from generator.problems import Change, Cure, Place, Problem, Problems, Severity
from generator.project import open_project
from tests.test_cases import FOLDERS, SMALL, TODAY

_WITH_FILES = [folder for folder in FOLDERS if any(path.name != "expected.txt" for path in folder.rglob("*"))]


def found_in(root: Path) -> tuple[Problem, ...]:
    problems = Problems()
    open_project(root, problems, today=TODAY)
    return problems.in_order()


def mended(text: str, cure: Cure, line: int, column: int) -> str:
    """Carry out a cure at a place of a text."""
    document = Document(text)
    problem = Problem(Place("a.yaml", line, column), "some", "wrong", Severity.ERROR, cure)
    return document.changed(*edits_of(problem, document)).text


@pytest.mark.parametrize("folder", _WITH_FILES, ids=lambda folder: folder.name)
def test_each_fix_of_a_case_mends_its_problem(folder: Path, tmp_path: Path) -> None:
    root = shutil.copytree(SMALL, tmp_path / "project")
    shutil.copytree(folder, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))

    for problem in found_in(root):
        path = root / problem.place.file
        if problem.fix is None or problem.fix.change is Change.ADD_KEY:
            continue
        before = path.read_bytes()
        document = Document(before.decode())
        edits = edits_of(problem, document)
        if not edits:
            continue
        path.write_bytes(document.changed(*edits).text.encode())
        now = [(each.place, each.id, each.message) for each in found_in(root)]
        path.write_bytes(before)
        assert (problem.place, problem.id, problem.message) not in now, title_of(problem)


@pytest.mark.parametrize(
    ("text", "cure", "line", "column", "wanted"),
    [
        ("next: emergncy # x", Cure("", Change.WRITE, word="emergncy", text="emergency"), 1, 7, "next: emergency # x"),
        ("next: 'emergncy'", Cure("", Change.WRITE, word="emergncy", text="it's"), 1, 7, "next: 'it''s'"),
        ("a: b\u200bc", Cure("", Change.WRITE, word="\u200b"), 1, 5, "a: bc"),
        ("- title: One: two", Cure("", Change.QUOTE), 1, 13, '- title: "One: two"'),
        ('a: "b" c', Cure("", Change.QUOTE), 1, 8, 'a: "b\\" c"'),
        ("  reviewed: {by: A}", Cure("", Change.ADD_KEY, text="day"), 1, 3, "  reviewed: {by: A, day: }"),
        ("a: [no, b]", Cure("", Change.QUOTE, word="no"), 1, 5, 'a: ["no", b]'),
        ("a:\n\t\tb: c", Cure("", Change.INDENT), 2, 1, "a:\n    b: c"),
        ("- id: x\r\n  b: c\r\n", Cure("", Change.ADD_KEY, text="d"), 1, 3, "- id: x\r\n  d: \r\n  b: c\r\n"),
        ("- why: |\n    b\n\n  b: c", Cure("", Change.ADD_KEY, text="d"), 1, 3, "- why: |\n    b\n  d: \n\n  b: c"),
        ("a: {b: c}", Cure("", Change.ADD_KEY, text="d"), 1, 4, "a: {b: c, d: }"),
        ("a: b\nc:\n  - d\ne: f", Cure("", Change.DELETE), 2, 1, "a: b\ne: f"),
        ("a:\n  - b\n  - c\nd: e", Cure("", Change.DELETE), 2, 5, "a:\n  - c\nd: e"),
        ("a:\n  - b: c\n    d: e\n", Cure("", Change.DELETE), 2, 5, "a:\n  - b: c\n    d: e\n"),
        ("next: elsewhere", Cure("", Change.WRITE, word="emergncy", text="emergency"), 1, 7, "next: elsewhere"),
    ],
)
def test_cure_is_carried_out_in_the_text(text: str, cure: Cure, line: int, column: int, wanted: str) -> None:
    assert mended(text, cure, line, column) == wanted
