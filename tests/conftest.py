"""Make random tests the same on every machine and every day, and let golden files be rewritten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("stepwell", deadline=None, derandomize=True, max_examples=300)
settings.load_profile("stepwell")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the expected files; review the diff like code"
    )
    parser.addoption(
        "--every-edit", action="store_true", help="compare all 200 seeded edits, not some of each kind (a minute)"
    )
    parser.addoption(
        "--every-page", action="store_true", help="look at every page in the browser, not at one of each kind (minutes)"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, by where it stands, so that `-m "not browser"` leaves it out."""
    browser = Path(__file__).parent / "browser"
    for item in items:
        if browser in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], str]:
    """Give the text that a golden file expects; with --update-golden the file is first written anew."""

    def expected(path: Path, actual: str) -> str:
        if request.config.getoption("--update-golden"):
            path.write_bytes(actual.encode())
        return path.read_bytes().decode() if path.exists() else ""

    return expected
