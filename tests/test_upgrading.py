"""Upgrade the files of older projects in place: what has another form now follows, and every other byte stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from generator import cli
from generator.problems import Problems
from generator.project import open_project
from generator.revision import fetch_revision
from generator.source.layout import CannotEdit
from generator.upgrading import CURRENT, upgraded
from tests.signed import sign_again
from tests.test_beginning import files
from tests.test_cases import SMALL, TODAY
from tests.test_organization_folder import commit

DAY = ["--today", str(TODAY)]
SETTINGS = "site_name: Made up\n# ours\nplugins: [stepwell]\n"
NUMBER = f'extra:\n  format: "{CURRENT}"\n'
OLD_LEVELS = """\
# above
ladders:
  - id: a
    levels:
      - id: b
        asam: # which
          # one
          - code: "1.0"
            name: A
          - {code: "2.0", name: B}
        night: asam
"""
NEW_LEVELS = """\
# above
ladders:
  - id: a
    levels:
      - id: b
        standards: # which
          # one
          - standard: ASAM Criteria
            code: "1.0"
            name: A
          - {standard: ASAM Criteria, code: "2.0", name: B}
        night: asam
"""


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli.stepwell, [str(word) for word in words], standalone_mode=False)


def said(root: Path) -> str:
    done = run("check", "--project", root, *DAY)
    return f"{done.stdout}{done.stderr}"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Give a project as 0.1 had it: no number, no country, and levels in the ASAM Criteria."""
    root = shutil.copytree(SMALL, tmp_path / "old", ignore=shutil.ignore_patterns(".*"))
    (root / "mkdocs.yml").write_text(SETTINGS)
    levels = (root / "levels.yaml").read_text()
    asam = '        asam:\n          - {code: "1", name: Made up, edition: 4th, source: made-up-source}\n'
    (root / "levels.yaml").write_text(levels.replace("        sleep:", f"{asam}        sleep:", 1))
    page = (root / "content/index.md").read_text()
    (root / "content/safety.md").write_text(page.replace("# Made-up home", "# Made-up danger"))
    return root


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_levels_name_the_standard_and_keep_their_comments(end: str) -> None:
    old = {"levels.yaml": OLD_LEVELS.replace("\n", end), "content/levels/a.yaml": OLD_LEVELS}

    assert upgraded(old, "0.1") == {
        "levels.yaml": NEW_LEVELS.replace("\n", end),
        "content/levels/a.yaml": NEW_LEVELS,
    }


def test_hours_and_the_note_go_from_words_to_levels() -> None:
    words = (
        "level:\n  asam: 'In the ASAM Criteria: {code}'\ncomparison:\n"
        "  hours: A\n  # from\n  some_from: 9\n  many_from: 20\n  note: B # c\n  all: D\n"
    )

    assert upgraded({"levels.yaml": "ladders: []\n", "content/words.yaml": words}, "0.1") == {
        "levels.yaml": "ladders: []\nhours_apart: [9, 20]\nnote: B\n",
        "content/words.yaml": (
            'level:\n  in_standard: "In the {standard}: {code}"\ncomparison:\n  hours: A\n  # from\n  all: D\n'
        ),
    }


def test_pages_for_danger_say_so_and_others_do_not() -> None:
    page = "---\ntitle: A\nreview_due: 2027-11-22\nsources: [a]\n---\n\n# A\n"
    names = ("content/safety.md", "content/tonight.md", "content/cost.md")

    marked = page.replace("2027-11-22\n", "2027-11-22\nfor_danger: true\n")
    assert upgraded(dict.fromkeys(names, page), "0.1") == dict.fromkeys(names[:2], marked)
    assert upgraded({names[0]: marked}, "0.1") == {}


def test_contacts_without_a_country_were_american() -> None:
    assert upgraded({"content/contacts.yaml": "contacts: [] # none\n"}, "0.1") == {
        "content/contacts.yaml": "contacts: [] # none\ncountry: us\n"
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SETTINGS, SETTINGS + NUMBER),
        ("a: 1\nextra:\n  scope: / # why\n", f'a: 1\nextra:\n  scope: / # why\n  format: "{CURRENT}"\n'),
        ("extra: {format: '0.1'}\nb: 1", f'extra: {{format: "{CURRENT}"}}\nb: 1'),
    ],
)
def test_the_number_is_set(before: str, after: str) -> None:
    assert upgraded({"mkdocs.yml": before}, "0.1") == {"mkdocs.yml": after}


def test_a_file_that_cannot_be_changed_is_named_and_nothing_is_written(old: Path) -> None:
    (old / "levels.yaml").write_text("a: [\n")
    before = files(old)

    done = run("upgrade", "--project", old)

    assert isinstance(done.exception, click.ClickException)
    assert done.exception.message.startswith("nothing written: levels.yaml: the file is no YAML that can be read; ")
    assert files(old) == before
    with pytest.raises(CannotEdit):
        upgraded({"levels.yaml": "a: [\n"}, "0.1")


def test_an_older_project_is_said_in_one_line_and_reads_once_it_is_upgraded(old: Path) -> None:
    assert said(old) == (
        f"mkdocs.yml:1:1: error: these files are in the form of Stepwell 0.1, and this one reads that of {CURRENT}"
        " [older-format]\n    1 | site_name: Made up\n      | ^\n"
        "  help: run stepwell upgrade, which keeps your comments\n\nstepwell: 1 error, 0 warnings\n"
        "What it means: stepwell explain older-format\n"
    )

    done = run("upgrade", "--project", old)

    assert done.output == "Upgraded mkdocs.yml, levels.yaml, content/safety.md; now: stepwell check\n"
    assert (old / "mkdocs.yml").read_text() == SETTINGS + NUMBER
    sign_again(old)
    assert "error" not in said(old)
    after = files(old)
    assert run("upgrade", "--project", old).output == "Nothing to upgrade\n"
    assert files(old) == after


def test_a_newer_project_is_refused_with_the_version_that_reads_it(old: Path) -> None:
    (old / "mkdocs.yml").write_text(f'{SETTINGS}extra: {{format: "7.12"}}\n')

    assert said(old).count("error") == 2
    assert "mkdocs.yml:4:17: error: these files need Stepwell 7.12 or newer, and this one reads" in said(old)
    assert run("upgrade", "--project", old).output == "Nothing to upgrade\n"


@pytest.mark.parametrize("number", ["two", "1", "[1]", "01.2"])
def test_what_is_no_version_is_said(old: Path, number: str) -> None:
    (old / "mkdocs.yml").write_text(f'{SETTINGS}extra: {{format: "{number}"}}\n')

    assert 'error: "extra.format" is not a version [bad-setting]' in said(old)


def test_an_older_upstream_is_said_where_it_is_named(old: Path, tmp_path: Path) -> None:
    house = tmp_path / "house"
    run("new", "organization", house, "--upstream", old, *DAY)

    text = said(house)

    assert text.count("error:") == 1
    assert "mkdocs.yml:5:11: error: of the upstream, these files are in the form of Stepwell 0.1" in text
    assert "help: run stepwell upgrade, which keeps your comments, with --project ../old\n" in text


def test_an_older_version_from_git_is_read_in_the_form_of_today(old: Path, tmp_path: Path) -> None:
    commit(old)
    (tmp_path / "then").mkdir()

    fetch_revision(old, "HEAD", tmp_path / "then")

    problems = Problems()
    sign_again(tmp_path / "then")
    open_project(tmp_path / "then", problems, today=TODAY)
    assert not problems.has_errors()
    run("upgrade", "--project", old)
    done = run("compare", "--project", old, *DAY)
    assert done.return_value == 0, done.output
