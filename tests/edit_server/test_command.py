"""Run `stepwell edit` as it is typed: who can read what of it, and how it ends."""

from __future__ import annotations

import os
import re
import shutil
import signal
import stat
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.site.workbench import COMMAND, environment

SMALL = ROOT / "tests/cases/_valid/back-pain"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and rights are others there")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "project"))


@contextmanager
def _edit(project: Path, *words: str, **more: str) -> Iterator[subprocess.Popen[str]]:
    own = {**environment(), **more}
    command = [str(COMMAND), "edit", "--project", str(project), *words]
    with subprocess.Popen(command, env=own, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def _first_line(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    return process.stderr.readline()


def test_address_is_said_once_and_the_end_leaves_nothing_open(project: Path) -> None:
    with _edit(project, "--no-browser") as process:
        address = re.findall(r"http://127\.0\.0\.1:\d+/open/\S+", _first_line(process))[0]
        opened = urllib.request.urlopen(address, timeout=60).status
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(address, timeout=60)
        process.send_signal(signal.SIGTERM)

        assert (opened, process.wait(60)) == (200, 0)
    assert not (project / ".stepwell-edit" / "open.html").exists()


def test_browser_is_told_no_secret_that_other_users_can_read(project: Path, tmp_path: Path) -> None:
    browser, told = tmp_path / "browser", tmp_path / "told"
    browser.write_text(f'#!/bin/sh\nprintf "%s" "$*" > "{told}.new"\nmv "{told}.new" "{told}"\n')
    browser.chmod(0o755)
    with _edit(project, BROWSER=str(browser)) as process:
        said = _first_line(process)
        while not told.exists() and process.poll() is None:
            time.sleep(0.05)
        door = project / ".stepwell-edit" / "open.html"
        address = re.findall(r"http://127\.0\.0\.1:\d+/open/([\w-]+)", door.read_text())[0]

        assert "The editor is open in your browser" in said
        assert (told.read_text(), address in told.read_text()) == (door.resolve().as_uri(), False)
        assert (stat.S_IMODE(door.stat().st_mode), stat.S_IMODE(door.parent.stat().st_mode)) == (0o600, 0o700)


def test_folder_that_is_no_project_is_refused_in_a_line(tmp_path: Path) -> None:
    with _edit(tmp_path, "--no-browser") as process:
        _, said = process.communicate(timeout=60)

    assert process.returncode == 2
    assert f"{tmp_path} has no levels.yaml" in said
