"""Do what each page of docs/tasks/ says, and see what it shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.tasks import TASKS, Edit, apply, copy_of_shipped, matches, pages, run, steps_of

INDEX = (TASKS / "README.md").read_text(encoding="utf-8")
PARTS = ("When", "Steps", "What can go wrong", "See it", "Show it to a clinician")


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_every_step_does_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    copy_of_shipped(root)
    steps = list(steps_of(page.read_text(encoding="utf-8")))

    assert steps
    for step in steps:
        if isinstance(step, Edit):
            apply(step, root)
            continue
        output = run(step.command, root)
        assert matches(step.output, output), f"$ {step.command}\n{output}"


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_every_page_answers_the_same_questions(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert tuple(re.findall("^## (.+)$", text, re.MULTILINE)) == PARTS


def test_the_index_names_every_page_once() -> None:
    assert sorted(re.findall(r"\]\(([\w-]+\.md)\)", INDEX)) == [page.name for page in pages()]
