"""Run the commands as somebody at a terminal does."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.site.workbench import ROOT, SMALL, copy_project, stepwell

WAYS = "the same on all 453 ways to answer"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an export of a small project."""
    out = tmp_path_factory.mktemp("exported") / "export"
    run = stepwell("export", "--project", SMALL, "--out", out)
    assert run.returncode == 0, run.stderr
    return out


@pytest.fixture
def export(written: Path, tmp_path: Path) -> Path:
    """Give a copy of the export that a test may change."""
    return shutil.copytree(written, tmp_path / "export")


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def check(folder: Path, project: Path = SMALL) -> tuple[int, str, str]:
    run = stepwell("import", "--check", folder, "--project", project)
    return run.returncode, run.stdout, run.stderr


def edit(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_export_is_whole_and_the_same_every_time(written: Path, tmp_path: Path) -> None:
    again = stepwell("export", "--project", SMALL, "--out", tmp_path / "again")

    assert again.returncode == 0
    assert again.stdout.startswith(f"Written {tmp_path / 'again'}: 6 files, ")
    assert bytes_in(tmp_path / "again") == bytes_in(written)
    assert sorted(bytes_in(written)) == [
        "back-guide.dmn",
        "back-guide.plan.json",
        "back-guide.questionnaire.json",
        "codes.json",
        "not-said.md",
        "stepwell-export.json",
    ]


def test_what_was_exported_is_the_same(written: Path) -> None:
    before = bytes_in(written)

    assert check(written) == (0, f"guide back-guide, dmn: {WAYS}\nguide back-guide, fhir: {WAYS}\n", "")
    assert bytes_in(written) == before


def test_a_changed_rule_is_said_as_compare_says_it(export: Path) -> None:
    path = export / "back-guide.dmn"
    before, sign, rules = path.read_text(encoding="utf-8").partition('id="rule_sort_illness"')
    path.write_text(before + sign + rules.replace('list contains(?, "weight") or ', "", 1), encoding="utf-8")

    code, said, _ = check(export)

    assert code == 1
    assert said.startswith("guide back-guide, dmn: not as in the project\n")
    assert " ways to answer change their outcome, urgency or direction.\n" in said
    assert "  such as: " in said


def test_changed_words_are_shown_beside_those_of_the_project(export: Path) -> None:
    edit(export, "back-guide.plan.json", "Call 999 or go to A&E now", "Call 112 now")

    code, said, _ = check(export)

    assert code == 1
    assert said.splitlines()[1:] == [
        "guide back-guide, fhir: not as in the project",
        "  outcomes back-emergency title you:",
        "  - Call 999 or go to A&E now",
        "  + Call 112 now",
        "  outcomes back-emergency title they:",
        "  - Call 999 or go to A&E now",
        "  + Call 112 now",
    ]


def test_changed_code_is_shown_beside_that_of_the_project(export: Path) -> None:
    edit(export, "codes.json", '"code": "emergency"', '"code": "urgent"')

    code, said, _ = check(export)

    assert code == 1
    assert said.splitlines()[2:] == [
        "codes.json: not as in the project",
        "  entry 1 resource concept 1 code:",
        "  - emergency",
        "  + urgent",
    ]


def test_codes_that_are_missing_are_said(export: Path) -> None:
    (export / "codes.json").unlink()

    code, _, said = check(export)

    assert (code, "codes.json: there is no such file; export anew" in said) == (2, True)


def test_one_guide_in_one_standard(tmp_path: Path) -> None:
    out = tmp_path / "rules"

    run = stepwell("export", "--guide", "intensive-outpatient", "--as", "dmn", "--out", out)

    assert run.returncode == 0, run.stderr
    assert sorted(bytes_in(out)) == ["intensive-outpatient.dmn", "not-said.md", "stepwell-export.json"]
    assert "FHIR" not in (out / "not-said.md").read_text(encoding="utf-8")


def test_a_folder_that_is_no_export_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("Dear", encoding="utf-8")

    run = stepwell("export", "--project", SMALL, "--out", tmp_path / "mine")

    assert (run.returncode, run.stdout) == (3, "")
    assert run.stderr == f"stepwell: {tmp_path / 'mine'} was not made by Stepwell; empty it or name another folder\n"
    assert bytes_in(tmp_path / "mine") == {"letter.txt": b"Dear"}


def test_a_site_is_not_replaced_by_an_export(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/.stepwell").write_text("Stepwell made this folder", encoding="utf-8")

    run = stepwell("export", "--project", SMALL, "--out", tmp_path / "site")

    assert run.returncode == 3
    assert sorted(bytes_in(tmp_path / "site")) == [".stepwell"]


def test_an_earlier_export_is_replaced_whole(export: Path) -> None:
    (export / "left-over.dmn").write_text("old", encoding="utf-8")

    run = stepwell("export", "--project", SMALL, "--as", "fhir", "--out", export)

    assert run.returncode == 0, run.stderr
    assert "left-over.dmn" not in bytes_in(export)
    assert "back-guide.dmn" not in bytes_in(export)


def test_a_project_with_faults_is_not_exported(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", of=SMALL)
    edit(project, "decision_tree.yaml", "next: call-111", "next: call-112")

    run = stepwell("export", "--project", project)

    assert run.returncode == 1
    assert "\nstepwell: nothing written: 1 error" in run.stderr
    assert not (project / "build").exists()


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        (None, "there is no such file; name the folder that stepwell export wrote"),
        (
            {"format": 2, "guides": {}},
            "its format is 2; use the Stepwell that wrote it, or export anew: this one reads 1",
        ),
        (
            {"format": 1, "guides": {"back-guide": {"dmn": "../../etc/passwd"}}},
            '"../../etc/passwd" is no name of a file beside it; name a file in this folder',
        ),
        ({"format": 1, "guides": {"back-guide": {"dmn": "gone.dmn"}}}, "there is no such file; export anew"),
        ({"format": 1}, 'there is no "guides"; write "guides": {…}'),
    ],
)
def test_a_folder_that_cannot_be_read_is_said_in_one_line(export: Path, manifest: object, said: str) -> None:
    path = export / "stepwell-export.json"
    path.unlink()
    if manifest is not None:
        path.write_text(json.dumps(manifest), encoding="utf-8")

    code, out, fault = check(export)

    assert (code, out) == (2, "")
    assert fault.rstrip().endswith(said)
    assert fault.count("\n") == 1


def test_a_guide_that_the_project_has_not_is_said(export: Path) -> None:
    code, said, _ = check(export, project=ROOT)

    assert code == 1
    assert "guide back-guide, dmn: there is no such guide in the project\n" in said


def test_an_unknown_guide_is_named_with_those_there_are() -> None:
    run = stepwell("export", "--project", SMALL, "--guide", "back-gide")

    assert (run.returncode, run.stderr) == (2, 'Error: "back-gide" is no guide; did you mean "back-guide"?\n')


def test_import_never_writes_and_says_so_without_check(export: Path) -> None:
    run = stepwell("import", export, "--project", SMALL)

    assert run.returncode == 2
    assert "Missing option '--check'" in run.stderr
