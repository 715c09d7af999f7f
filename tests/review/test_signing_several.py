"""Sign off several units in one step: listed first, each with a sign-off of its own, all or none of them written."""

from __future__ import annotations

import datetime
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import cli
from generator.model.entry import Review
from generator.problems import Problems
from generator.reading import read_project
from generator.sign_offs import Standing, units_of
from tests.test_cases import SMALL

TODAY = datetime.date(2026, 11, 28)
BY = "Ana Example, RN"
DAY = ("--today", str(TODAY))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project in which nothing is signed off."""
    root = Path(shutil.copytree(SMALL, tmp_path / "project"))
    for path in (*root.glob("*.yaml"), *root.glob("content/*.*")):
        lines = path.read_text(encoding="utf-8").split("\n")
        path.write_text("\n".join(line for line in lines if "covers:" not in line), encoding="utf-8")
    return root


def review(root: Path, *words: str, says: str = "") -> Result:
    return CliRunner().invoke(
        cli.stepwell, ["review", *words, "--project", str(root), *DAY], input=says, standalone_mode=False
    )


def signed(root: Path) -> dict[str, Review]:
    base = read_project(root, Problems()).base
    assert base is not None
    units = [unit for unit in units_of(base) if unit.review is not None]
    assert [unit.name for unit in units if unit.state() is not Standing.IN_FORCE] == []
    return {unit.name: unit.review for unit in units if unit.review is not None}


def texts(root: Path) -> dict[str, str]:
    paths = (*root.glob("*.yaml"), *root.glob("content/*.*"))
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in paths}


NAMES = ("outcome stay", "safety", "outcome help-now", "page index", "ladders", "contact made-up-line")


def test_each_named_unit_gets_a_sign_off_of_its_own_and_nothing_else_changes(project: Path) -> None:
    before = texts(project)

    done = review(project, *NAMES, "--by", BY, says="y\n")

    assert done.return_value == 0, done.output
    reviews = signed(project)
    assert reviews.keys() == set(NAMES)
    assert len({review.covers for review in reviews.values()}) == len(NAMES)
    added = {
        f"by: {BY}",
        f"day: {TODAY}",
        "reviewed:",
        "last_checked:",
        *(f"covers: {r.covers}" for r in reviews.values()),
    }
    for name, text in texts(project).items():
        lines = [line for line in text.split("\n") if line.strip() not in added]
        assert lines == before[name].split("\n"), name


def test_what_is_signed_is_listed_first_and_what_was_called_apart(project: Path) -> None:
    done = review(project, "outcome stay", "contact made-up-line", "page index", "--by", BY, says="y\n")

    assert done.output.startswith(
        f"On {TODAY} {BY} has reviewed, word for word, 2 in number:\n"
        "  outcome stay: Stay as you are\n"
        "  page index: Made-up home\n"
        f"On {TODAY} {BY} has called, and found right, 1 in number:\n"
        "  contact made-up-line: Made-up line\n"
        "Is that so of each of them? [y/N]: y\n"
    )


@pytest.mark.parametrize("says", ["n\n", "\n", ""])
def test_nothing_is_written_before_somebody_agrees(project: Path, says: str) -> None:
    before = texts(project)

    done = review(project, "outcome stay", "safety", "--by", BY, says=says)

    assert done.exit_code != 0 or done.return_value == 130
    assert texts(project) == before


def test_all_that_wait_of_a_kind_are_signed_and_what_was_signed_before_is_left(project: Path) -> None:
    review(project, "outcome stay", "--by", "Somebody Else, MD")

    done = review(project, "--every", "outcome", "--by", BY, says="y\n")

    reviews = signed(project)
    assert done.return_value == 0, done.output
    assert {name.split()[0] for name in reviews} == {"outcome"}
    assert {str(one.by) for name, one in reviews.items() if name != "outcome stay"} == {BY}
    assert reviews["outcome stay"].by == "Somebody Else, MD"
    assert review(project, "--every", "outcome").output == "Nothing waits\n"


def test_a_kind_that_is_not_there_is_said_with_those_that_are(project: Path) -> None:
    done = review(project, "--every", "outcomes", "--by", BY)

    assert str(done.exception) == '"outcomes" is no kind of unit in this project; did you mean "outcome"?'


def test_each_is_signed_with_a_signature_of_its_own(project: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "made up", "-f", key], check=True)
    public = key.with_suffix(".pub").read_text().strip()
    register = f'reviewers:\n  - name: {BY}\n    credentials: Made up\n    from: 2026-01-01\n    keys: ["{public}"]\n'
    (project / "content/reviewers.yaml").write_text(register)

    done = review(project, *NAMES, "--by", BY, "--key", str(key), says="y\n")

    assert done.return_value == 0, done.output
    assert len({review.signature for review in signed(project).values()}) == len(NAMES)


def test_where_one_cannot_be_signed_none_is(project: Path) -> None:
    before = texts(project)

    done = review(project, *NAMES, "--by", BY, "--day", "2026-11-29", says="y\n")

    assert done.return_value == 1
    assert "not signed off" in done.output
    assert "are as they were" in done.output
    assert texts(project) == before
