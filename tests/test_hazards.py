"""Take each control against a hazard away, and see the test that is named for it fail."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import generator.checks
from generator.checks import CHECKS
from tests import hazards_page
from tests.hazards_page import ROOT, Control, controls, hazards
from tests.test_cases import EXPECTED, SMALL, said

CONTROLS = list(controls())
OF_CONTENT = sorted({control.check for control in CONTROLS if control.check})
OF_CODE = [control for control in CONTROLS if not control.check]
KNOWN = [f"H{number:02}" for number in range(1, 36)]
"""The hazards that the safety case of the project lists."""
ON_A_SAMPLE = {"tests/test_source.py", "tests/site/test_frame.py"}
"""The files whose tests take seconds; the controls that they hold are taken away in every run."""


def test_every_hazard_has_a_control_or_says_what_is_left() -> None:
    assert [hazard["id"] for hazard in hazards()] == KNOWN
    assert [hazard["id"] for hazard in hazards() if not hazard["controls"] and not hazard.get("left")] == []


def test_page_is_as_written_from_the_sources(golden: Callable[[Path, str], str]) -> None:
    page = hazards_page.hazards_page()

    assert page == golden(hazards_page.PAGE, page)


@pytest.mark.parametrize("check", OF_CONTENT)
def test_without_a_check_its_cases_fail(check: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    cases = Control("", "", check=check).cases
    left = tuple(module for module in CHECKS if check != module.ID)
    assert len(left) == len(CHECKS) - 1
    monkeypatch.setattr(generator.checks, "CHECKS", left)

    assert cases
    for case in cases:
        expected = (case / EXPECTED).read_text(encoding="utf-8")
        if f"[{check}]" in expected:
            assert said_or_fails(laid_out(case, tmp_path / case.name)) != expected, case.name


@pytest.mark.parametrize("control", OF_CODE, ids=lambda control: f"{control.hazard}-{Path(control.file).stem}")
def test_without_a_line_of_our_own_its_test_fails(
    control: Control, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    text = (ROOT / control.file).read_text(encoding="utf-8")
    assert text.count(control.old) == 1, "the line is not there once"
    file, _, name = control.test.partition("::")
    assert re.search(rf"^def {name}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE), "no such test"
    if not (pytestconfig.getoption("--every-edit") or file in ON_A_SAMPLE):
        return

    copied = copy_of_the_project(tmp_path / "copy")
    (copied / control.file).write_text(text.replace(control.old, control.new), encoding="utf-8")

    failed = run(control.test, copied)

    assert failed.returncode == 1, failed.stdout[-2000:] + failed.stderr[-2000:]
    assert "= FAILURES =" in failed.stdout or "= ERRORS =" in failed.stdout


def said_or_fails(root: Path) -> str:
    """Give what an author is shown, or nothing where what comes later relies on a check and fails without it."""
    try:
        return said(root)
    except Exception:
        return ""


def laid_out(case: Path, into: Path) -> Path:
    """Lay a case over the smallest project."""
    shutil.copytree(SMALL, into)
    return shutil.copytree(case, into, dirs_exist_ok=True)


def copy_of_the_project(into: Path) -> Path:
    """Copy all that is kept in git and is there."""
    names = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True)
    for name in names.stdout.decode().split("\0"):
        if (ROOT / name).is_file():
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, into / name)
    return into


def run(test: str, root: Path) -> subprocess.CompletedProcess[str]:
    """Run a test of a copy of the project with the code of that copy."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", "-p", "no:cacheprovider", test]
    own = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST")}
    return subprocess.run(
        command, cwd=root, env=own | {"PYTHONPATH": str(root)}, capture_output=True, text=True, timeout=600, check=False
    )


def test_what_is_installed_is_named_by_its_hash() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installed = re.findall(r"\$\(INSTALL\) (.*-r requirements/\w+\.txt)", makefile)
    assert len(installed) == len(list((ROOT / "requirements").glob("*.txt")))
    assert all("--require-hashes --only-binary :all:" in line for line in installed)

    for file in (ROOT / "requirements").glob("*.txt"):
        for entry in re.split(r"\n(?=\S)", file.read_text(encoding="utf-8").strip()):
            assert re.match(r"[\w.\[\]-]+==\S+.*--hash=sha256:[0-9a-f]{64}", entry, re.DOTALL), entry
