"""Make random tests the same on every machine and every day, and let golden files be rewritten."""

from __future__ import annotations

import datetime
import os
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from generator.checks import Verified
from generator.problems import Problems
from generator.project import Project, open_project
from generator.reading import Reading, read_project

ROOT = Path(__file__).parents[1]
TODAY = datetime.date(2026, 11, 28)
"""The day on which the shipped project is read: nothing in it is late."""


@cache
def shipped() -> Reading:
    """Give the shipped project as read, once for all tests of a process."""
    return read_project(ROOT, Problems())


settings.register_profile("stepwell", deadline=None, derandomize=True, max_examples=300)
settings.load_profile("stepwell")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the expected files; review the diff like code"
    )
    parser.addoption(
        "--every-edit", action="store_true", help="compare all seeded edits, not some of each kind (minutes)"
    )
    parser.addoption(
        "--every-arrow",
        action="store_true",
        help="walk every arrow press by press, not every step (minutes)",
    )
    parser.addoption(
        "--every-link", action="store_true", help="hold 2,000 odd links against the browser, not 250 (half a minute)"
    )
    parser.addoption(
        "--every-mutation",
        action="store_true",
        help="change files in 500 seeded ways, of the shipped project too, not in 50 (minutes)",
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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say above the closing line how many tests were skipped, and why."""
    skipped = terminalreporter.stats.get("skipped", ())
    reasons = Counter(str(report.longrepr[2]).removeprefix("Skipped: ") for report in skipped).most_common()
    if reasons:
        why = ", ".join(f"{count} {reason}" for reason, count in reasons)
        terminalreporter.write_line(f"{len(skipped)} skipped: {why}")


@cache
def opened() -> Project:
    """Give the shipped project as it was opened, once for all tests of a process."""
    problems = Problems()
    project = open_project(ROOT, problems, today=TODAY)
    assert project.verified is not None, problems.found
    return project


def proven() -> Verified:
    """Give the shipped project as it passed its checks."""
    verified = opened().verified
    assert verified is not None
    return verified


@pytest.fixture(scope="session")
def verified() -> Verified:
    """Give the shipped project, read once."""
    return proven()


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """Give a folder of a name that the first test to ask for it makes, for all processes of this run."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def made(name: str, make: Callable[[Path], None]) -> Path:
        with FileLock(shared / f"{name}.lock"):
            if not (shared / name).exists():
                make(shared / name)
        return shared / name

    return made


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], str]:
    """Give the text that a golden file expects; with --update-golden the file is first written anew."""

    def expected(path: Path, actual: str) -> str:
        if request.config.getoption("--update-golden"):
            path.write_bytes(actual.encode())
        return path.read_bytes().decode() if path.exists() else ""

    return expected
