"""`stepwell addresses` adds what is missing to a file as its author left it, and nothing else moves."""

from __future__ import annotations

import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from generator import cli
from generator.address_list import CannotAdd, with_addresses
from generator.fitting import fit
from generator.model.addresses import AddressesFile
from generator.problems import Problems
from generator.source import SourceFile, read_tree
from tests.test_cases import SMALL

FILE = "content/addresses.yaml"


def added(text: str, *more: str) -> str:
    """Give the text of a file with more addresses."""
    problems = Problems()
    tree = read_tree(SourceFile(FILE, text.replace("\r\n", "\n")), problems)
    file = fit(tree, AddressesFile, problems, file=FILE)
    assert isinstance(file, AddressesFile), problems.found
    return with_addresses(text, file, more)


def test_each_stands_behind_the_last_that_sorts_before_it() -> None:
    text = "# Kept.\npublished:\n    # The first.\n    - /b/\n    # Late.\n    - /a/\n\n    - /d/\n# End.\nmoved: []\n"

    assert added(text, "/e/", "/c/", "/", "/b/#x") == (
        "# Kept.\npublished:\n    - /\n    # The first.\n    - /b/\n    # Late.\n    - /a/\n    - /b/#x\n"
        "    - /c/\n\n    - /d/\n    - /e/\n# End.\nmoved: []\n"
    )


def test_an_empty_list_and_a_file_without_one_get_it() -> None:
    assert added("published: []\nmoved: []\n", "/a/") == "published:\n  - /a/\nmoved: []\n"
    assert added("moved: []\n", "/a/") == "moved: []\npublished:\n  - /a/\n"


def test_ends_of_lines_stay_as_they_are() -> None:
    assert added("published:\r\n- /a/\r\n", "/b/") == "published:\r\n- /a/\r\n- /b/\r\n"


def test_a_list_in_brackets_is_not_touched() -> None:
    with pytest.raises(CannotAdd, match='write each address of "published" on a line of its own'):
        added("published: [/a/]\n", "/b/")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "project"))


def run(project: Path, *words: str) -> Result:
    given = [*words, "--project", str(project), "--today", "2026-11-22"]
    return CliRunner().invoke(cli.stepwell, given, standalone_mode=False)


def test_the_command_writes_the_file_once(project: Path) -> None:
    first = run(project, "addresses")
    text = (project / FILE).read_text(encoding="utf-8")
    second = run(project, "addresses")

    assert (first.return_value, first.output) == (0, "content/addresses.yaml: 28 addresses added\n")
    assert "published:\n  - /\n  - /about/scorecard/\n" in text
    assert (second.return_value, second.output) == (0, "content/addresses.yaml: 0 addresses added\n")
    assert (project / FILE).read_text(encoding="utf-8") == text
    assert run(project, "check", "--strict").return_value == 0


def test_the_command_writes_nothing_while_an_address_would_vanish(project: Path) -> None:
    (project / FILE).write_text("published:\n  - /gone/\n", encoding="utf-8")

    done = run(project, "addresses")

    assert done.return_value == 1
    assert '"/gone/" was published, and no page is there now [vanished-address]' in done.output
    assert "stepwell: nothing added: 1 error, 1 warning\n" in done.output
    assert (project / FILE).read_text(encoding="utf-8") == "published:\n  - /gone/\n"


def test_a_list_in_brackets_is_wrong_usage(project: Path) -> None:
    (project / FILE).write_text("published: [/]\n", encoding="utf-8")

    done = run(project, "addresses")

    assert isinstance(done.exception, click.ClickException)
    assert done.exception.message.startswith("content/addresses.yaml: write each address of")


def test_a_release_is_refused_while_an_address_is_missing(project: Path, tmp_path: Path) -> None:
    (project / FILE).write_text("published:\n  - /\n", encoding="utf-8")

    refused = run(project, "build", "--release", "--out", str(tmp_path / "site"))
    run(project, "addresses")
    built = run(project, "build", "--release", "--out", str(tmp_path / "site"))

    assert (refused.return_value, built.return_value) == (1, 0)
    assert "error: 27 addresses are not listed yet [unlisted-address]" in refused.output
