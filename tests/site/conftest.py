"""Build the real site once for all tests that look in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.workbench import stepwell


@pytest.fixture(scope="session")
def built_site(made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """Give the real project's site, built by the real command. Do not change it."""

    def build(out: Path) -> None:
        done = stepwell("build", "--out", out)
        assert done.returncode == 0, done.stderr

    return made_once("site-by-command", build)
