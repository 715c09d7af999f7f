"""MkDocs, and what carries it on, write the same files as `stepwell build`, and say the same problems."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.workbench import ROOT, environment, files_in, stepwell

PROJECT = ROOT / "tests/cases/_valid/back-pain"
HOSTS = ("mkdocs", "properdocs")


def run(host: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).parent / host
    if not command.exists():
        pytest.skip(f"{host} is not installed")
    env = environment(NO_MKDOCS_2_WARNING="1")
    words = (command, *words)
    return subprocess.run([*map(str, words)], env=env, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_writes_the_same_bytes(host: str, tmp_path: Path) -> None:
    done = run(host, "build", "--config-file", PROJECT / "mkdocs.yml", "--site-dir", tmp_path / "hosted")
    built = stepwell("build", "--project", PROJECT, "--out", tmp_path / "built")

    assert (done.returncode, built.returncode) == (0, 0), done.stderr
    ours = files_in(tmp_path / "built")
    del ours[".stepwell"]
    assert files_in(tmp_path / "hosted") == ours


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_says_a_problem_at_its_line_and_writes_nothing(host: str, tmp_path: Path) -> None:
    project = Path(shutil.copytree(PROJECT, tmp_path / "project"))
    with (project / "levels.yaml").open("a", encoding="utf-8") as levels:
        levels.write("surprise: here\n")

    done = run(host, "build", "--config-file", project / "mkdocs.yml", "--site-dir", tmp_path / "hosted")

    assert done.returncode == 1
    assert 'key "surprise" is not known here [unknown-key]' in done.stderr
    assert "not built: 1 error" in done.stderr
    assert not list((tmp_path / "hosted").rglob("*.html"))


def test_plugins_and_settings_of_others_change_no_page(tmp_path: Path) -> None:
    project = Path(shutil.copytree(PROJECT, tmp_path / "project"))
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("  - stepwell\n", "  - stepwell\n  - search\n")
    settings.write_text(f"{text}extra_css: [a.css]\nnav:\n  - Home: index.md\n", encoding="utf-8")

    done = run("mkdocs", "build", "--config-file", project / "mkdocs.yml", "--site-dir", tmp_path / "hosted")
    built = stepwell("build", "--project", PROJECT, "--out", tmp_path / "built")

    assert (done.returncode, built.returncode) == (0, 0), done.stderr
    assert '"extra_css" changes nothing' in done.stderr
    ours = files_in(tmp_path / "built")
    del ours[".stepwell"]
    assert files_in(tmp_path / "hosted") == ours
