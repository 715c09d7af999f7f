"""Run the steps of the workflow that builds many organizations, as GitHub would, on a small upstream."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.site.workbench import COMMAND, ROOT, environment
from tests.test_cases import SMALL, contents

WORKFLOW = ROOT / "docs/hosting/organizations.yml"
NAMES = ["north", "south and east"]


@pytest.fixture(scope="module")
def jobs() -> dict[str, Any]:
    workflow: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    return dict(workflow["jobs"])


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    return check_out(tmp_path / "checkout")


def check_out(root: Path) -> Path:
    """Write what a runner checks out: some organizations, and Stepwell as a submodule that is set up."""
    shutil.copytree(SMALL, root / "stepwell")
    (root / "stepwell/.venv/bin").mkdir(parents=True)
    (root / "stepwell/.venv/bin/stepwell").symlink_to(COMMAND)
    for name in NAMES:
        folder = root / "organizations" / name
        words = ["new", "organization", folder, "--upstream", root / "stepwell", "--name", f"Made-up {name}"]
        subprocess.run([str(COMMAND), *map(str, words)], check=True, capture_output=True, env=environment())
    (root / "organizations/README.md").write_text("Made up for tests.\n")
    return root


def run(step: dict[str, Any], root: Path, **more: str) -> None:
    """Run the shell of a step as GitHub does."""
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=root,
        env=environment() | {"PATH": os.environ["PATH"]} | more,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def step_that(job: dict[str, Any], key: str, says: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = [step for step in job["steps"] if says in str(step.get(key, ""))]
    assert len(found) == 1
    return found[0]


def built(jobs: dict[str, Any], root: Path, name: str) -> dict[str, bytes]:
    run(step_that(jobs["site"], "run", "stepwell build"), root, FOLDER=name)
    return contents(root / "public" / name)


def memory_of(jobs: dict[str, Any], root: Path, name: str) -> Path:
    """Find what the workflow keeps between two runs."""
    path = str(step_that(jobs["site"], "uses", "actions/cache")["with"]["path"])
    return root / path.replace("${{ matrix.folder }}", name)


def rows_in(memory: Path) -> set[tuple[int, bytes]]:
    """Give the number and the key of each row: what is made anew gets another number, though its key be the same."""
    with sqlite3.connect(memory) as base:
        return {(number, bytes(key)) for number, key in base.execute("SELECT rowid, key FROM kept")}


def number_apart(memory: Path) -> set[tuple[int, bytes]]:
    """Give the rows other numbers than a new memory would have, and return them."""
    with sqlite3.connect(memory) as base:
        base.execute("UPDATE kept SET rowid = rowid + 1000000")
    return rows_in(memory)


@pytest.mark.skipif(shutil.which("jq") is None, reason="the runners of GitHub have jq, this machine has not")
def test_every_folder_gets_a_job(jobs: dict[str, Any], checkout: Path, tmp_path: Path) -> None:
    run(step_that(jobs["list"], "run", "GITHUB_OUTPUT"), checkout, GITHUB_OUTPUT=str(tmp_path / "output"))

    key, _, value = (tmp_path / "output").read_text().strip().partition("=")
    assert (key, json.loads(value)) == ("folders", NAMES)
    assert jobs["site"]["strategy"]["matrix"] == {"folder": "${{ fromJSON(needs.list.outputs.folders) }}"}
    assert jobs["list"]["outputs"] == {"folders": "${{ steps.folders.outputs.folders }}"}


@pytest.mark.parametrize("name", NAMES)
def test_each_is_published_where_the_workflow_takes_it_from(jobs: dict[str, Any], checkout: Path, name: str) -> None:
    files = built(jobs, checkout, name)

    taken = str(step_that(jobs["site"], "uses", "upload-artifact")["with"]["path"])
    assert taken.replace("${{ matrix.folder }}", name) == f"public/{name}"
    assert f"Made-up {name} runs this copy of the site.".encode() in files["index.html"]


def test_run_with_the_memory_of_the_last_one_makes_the_same_and_nothing_anew(
    jobs: dict[str, Any], checkout: Path, tmp_path: Path
) -> None:
    name = NAMES[0]
    first = built(jobs, checkout, name)
    kept = memory_of(jobs, checkout, name)
    again = check_out(tmp_path / "again")
    restored = memory_of(jobs, again, name)
    restored.parent.mkdir(parents=True)
    shutil.copy(kept, restored)
    before = number_apart(restored)

    second = built(jobs, again, name)

    assert second == first
    assert before
    assert len(rows_in(restored) - before) == 1  # that this site stands now


def test_memory_of_another_state_saves_most_and_changes_no_byte(
    jobs: dict[str, Any], checkout: Path, tmp_path: Path
) -> None:
    name = NAMES[0]
    built(jobs, checkout, name)
    kept = memory_of(jobs, checkout, name)
    before = number_apart(kept)
    clean = check_out(tmp_path / "clean")
    for root in (checkout, clean):
        page = root / "stepwell/content/index.md"
        page.write_text(page.read_text(encoding="utf-8") + "\nMore was made up for tests.\n", encoding="utf-8")

    second = built(jobs, checkout, name)

    assert second == built(jobs, clean, name)
    anew, whole = rows_in(kept) - before, rows_in(memory_of(jobs, clean, name))
    assert 0 < len(anew) < len(whole) / 2
