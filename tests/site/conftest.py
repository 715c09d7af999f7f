"""Build the real site once for all tests that look in it."""

from pathlib import Path

import pytest

from tests.site.workbench import stepwell


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the real project's site, built by the real command. Do not change it."""
    out = tmp_path_factory.mktemp("built") / "site"
    done = stepwell("build", "--out", out)
    assert done.returncode == 0, done.stderr
    return out
