"""Build the real site, and a small one, once for all tests that look in them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.site.building import frame_of
from generator.site.frame import Frame
from tests.conftest import opened, proven
from tests.site.workbench import ROOT, SMALL, stepwell


@pytest.fixture(scope="session")
def built_site(made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """Give the real project's site, built by the real command. Do not change it."""
    return made_once("site-by-command", lambda out: _build(ROOT, out))


@pytest.fixture(scope="session")
def frame() -> Frame:
    """Give what stands round the pages of the real project's site, as `built_site` is built."""
    return frame_of(opened(), proven(), evidence=True)


@pytest.fixture(scope="session")
def small_site(made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """Give the site of the small project of another field, which takes a third of the time. Do not change it."""
    return made_once("small-site-by-command", lambda out: _build(SMALL, out))


def _build(project: Path, out: Path) -> None:
    done = stepwell("build", "--evidence", "--project", project, "--out", out)
    assert done.returncode == 0, done.stderr
