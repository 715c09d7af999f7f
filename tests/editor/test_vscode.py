"""The extension for VS Code: its types are right, and it is made into one file."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCE = ROOT / "editors" / "vscode"


def npm(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["npm", *words], cwd=cwd, capture_output=True, text=True, check=False)


@pytest.mark.skipif(shutil.which("npm") is None, reason="needs npm")
def test_extension_is_made(tmp_path: Path) -> None:
    folder = shutil.copytree(SOURCE, tmp_path / "vscode", ignore=shutil.ignore_patterns("node_modules", "dist"))
    if npm("ci", "--prefer-offline", "--ignore-scripts", cwd=folder).returncode:
        pytest.skip("npm cannot get the packages here")

    types, bundle = npm("run", "types", cwd=folder), npm("run", "bundle", cwd=folder)

    assert (types.returncode, bundle.returncode) == (0, 0), types.stdout + bundle.stderr
    assert "stepwell" in (folder / "dist" / "extension.js").read_text()
