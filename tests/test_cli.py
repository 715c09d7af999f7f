"""Run the command as a person does: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import stepwell as group
from tests.signed import sign_again

TESTS = Path(__file__).parent
SMALL = TESTS / "cases" / "_valid" / "small"
COMMAND = Path(sys.executable).with_name("stepwell")
VERBS = sorted(group.commands)
FAMILIES = (
    "bad-yaml-tab",
    "bad-key-template",
    "bad-character-control",
    "not-utf-8",
    "unknown-key-near",
    "unknown-target-near",
    "leads-nowhere-decision",
    "cycle",
    "broken-promise-urgency",
    "journey-elsewhere",
)


def run(*arguments: str | Path, folder: Path = SMALL, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `stepwell` in a folder, without the variables that change what it prints."""
    environment = {name: value for name, value in os.environ.items() if name != "GITHUB_ACTIONS"}
    return subprocess.run(
        [COMMAND, *arguments, *(["--today", "2026-11-22"] if arguments[:1] in (("check",), ("build",)) else [])],
        cwd=folder,
        env=environment | variables,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return shutil.copytree(SMALL, tmp_path / "project")


@pytest.fixture
def broken(project: Path) -> Path:
    shutil.copytree(TESTS / "cases" / "unknown-target-near", project, dirs_exist_ok=True)
    sign_again(project)
    return project


def test_clean_project_exits_0_and_counts_the_ways_to_answer() -> None:
    done = run("check")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "Guide made-up-guide: 53 ways to answer, 15 nodes; a run asks 1 to 3 questions, 3 in the middle.\n"
        "  help-now                   2\n"
        "  more-support              27\n"
        "  stay                      24\n"
    )


def test_problems_exit_1_with_their_text_and_a_count(broken: Path) -> None:
    done = run("check", folder=broken)

    assert done.returncode == 1
    assert done.stdout == (TESTS / "cases/unknown-target-near/expected.txt").read_text() + "\n"
    assert done.stderr == "stepwell: 1 error, 0 warnings\nWhat it means: stepwell explain unknown-target\n"


def test_project_can_be_named_from_elsewhere(broken: Path, tmp_path: Path) -> None:
    here = run("check", folder=broken)
    elsewhere = run("check", "--project", broken, folder=tmp_path)

    assert (elsewhere.returncode, elsewhere.stdout) == (here.returncode, here.stdout)


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb not in ("new", "explain", "lsp")])
def test_unknown_folder_exits_2_with_a_cure(verb: str, tmp_path: Path) -> None:
    done = run(verb, "--project", "nowhere", *({"import": ["--check", "."]}.get(verb, [])), folder=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert "Error: nowhere has no levels.yaml and no decision_tree.yaml" in done.stderr
    assert done.stderr.endswith("; go to the project's folder or name it with --project\n")


@pytest.mark.parametrize(
    "arguments", [("chek",), ("check", "--fromat", "json"), ("check", "--format", "xml"), ("check", "extra"), ()]
)
def test_wrong_usage_exits_2_and_says_what_can_be_written(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage: stepwell" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(verb: str) -> None:
    done = run(verb, "--help")

    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(rf"Example:\s+stepwell\s+{verb}\b", done.stdout)
    assert all(command.help for command in group.commands.values())


def test_json_is_whole_with_counts_where_all_is_well() -> None:
    done = run("check", "--format", "json")

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {
        "format": 1,
        "errors": 0,
        "warnings": 0,
        "problems": [],
        "guides": {
            "made-up-guide": {
                "ways": 53,
                "nodes": 15,
                "longest": 3,
                "shortest": 1,
                "median": 3,
                "ways_by_outcome": {"help-now": 2, "more-support": 27, "stay": 24},
            },
        },
    }


def test_json_of_a_broken_project_has_its_problems_and_no_guide(broken: Path) -> None:
    done = run("check", "--format", "json", folder=broken)

    whole = json.loads(done.stdout)
    assert done.returncode == 1
    assert (whole["errors"], whole["guides"]) == (1, {})
    assert [problem["id"] for problem in whole["problems"]] == ["unknown-target"]


def test_problems_are_annotations_in_github_actions(broken: Path) -> None:
    asked = run("check", "--format", "github", folder=broken)
    there = run("check", folder=broken, GITHUB_ACTIONS="true")

    assert asked.stdout == there.stdout
    assert there.stdout.startswith("::error file=decision_tree.yaml,line=27,col=15,title=unknown-target::answer ")
    assert there.stdout.count("\n") == 1


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("verb", ["check", "build"])
def test_authors_mistake_exits_1_and_never_shows_a_trace(verb: str, family: str, project: Path) -> None:
    shutil.copytree(TESTS / "cases" / family, project, dirs_exist_ok=True)

    done = run(verb, folder=project)

    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "  help: " in done.stdout + done.stderr
    assert "\x1b" not in done.stdout + done.stderr


def test_build_of_a_broken_project_writes_nothing(broken: Path) -> None:
    before = contents(broken)

    done = run("build", folder=broken)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith(
        "stepwell: nothing published: 1 error, 0 warnings\nWhat it means: stepwell explain unknown-target\n"
    )
    assert contents(broken) == before


def test_build_of_a_broken_project_leaves_the_last_site_byte_for_byte(broken: Path) -> None:
    (broken / "site").mkdir()
    (broken / "site" / ".stepwell").write_text("made up\n")
    (broken / "site" / "index.html").write_bytes(b"<h1>the last good site</h1>\r\n")
    before = contents(broken)

    done = run("build", folder=broken)

    assert done.returncode == 1
    assert contents(broken) == before


def test_build_without_mkdocs_settings_names_the_file(project: Path) -> None:
    (project / "mkdocs.yml").unlink()
    before = contents(project)

    done = run("build", folder=project)

    assert (done.returncode, done.stdout) == (2, "")
    assert "Error: . has no mkdocs.yml; " in done.stderr
    assert contents(project) == before


def test_build_with_broken_mkdocs_settings_exits_1_without_a_trace(project: Path) -> None:
    (project / "mkdocs.yml").write_text("site_name: [\n")

    done = run("build", folder=project)

    assert (done.returncode, done.stdout) == (1, "")
    assert "mkdocs.yml:2:1: error: " in done.stderr
    assert "Traceback" not in done.stderr


def test_build_does_not_replace_a_folder_that_it_did_not_make(project: Path) -> None:
    (project / "photos").mkdir()
    (project / "photos" / "one.txt").write_text("made up\n")

    done = run("build", "--out", "photos", folder=project)

    assert done.returncode == 3
    assert "photos was not made by Stepwell; empty it or name another folder" in done.stderr
    assert (project / "photos" / "one.txt").read_text() == "made up\n"


def test_build_writes_the_same_kit_beside_a_new_site_and_one_that_stands(project: Path) -> None:
    said = []
    for name in ("new.zip", "again.zip"):
        done = run("build", "--kit", name, folder=project)
        assert done.returncode == 0, done.stderr
        said.append(done.stdout.splitlines()[1].replace(name, "kit.zip"))

    assert said[0] == said[1]
    assert re.fullmatch(r"Wrote kit\.zip: \d+ files; unpack it, and open index\.html", said[0])
    assert (project / "new.zip").read_bytes() == (project / "again.zip").read_bytes()


def test_terminal_without_our_letters_still_gets_every_problem(project: Path) -> None:
    text = (project / "decision_tree.yaml").read_text().replace("lead: Made up", "laed: مستوى", 1)
    (project / "decision_tree.yaml").write_text(text)

    done = run("check", folder=project, PYTHONIOENCODING="latin-1")

    assert done.returncode == 1
    assert "laed: ?????" in done.stdout
    assert "Traceback" not in done.stderr


def test_file_name_that_is_not_text_is_said(project: Path) -> None:
    (project / "content" / "\udcff.md").write_text("made up\n")

    done = run("check", folder=project)

    assert done.returncode == 1
    assert "content/\ufffd.md:1:1: error: " in done.stdout


def test_version_is_printed() -> None:
    done = run("--version")

    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"stepwell, version \d+\.\d+\.\d+\n", done.stdout)


_WITHOUT = """
import importlib.abc, sys
class Refusing(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == {missing!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Refusing())
sys.argv = ["stepwell", "{command}"]
import generator.cli
generator.cli.main()
"""


@pytest.mark.parametrize(("missing", "command"), [("yaml", "check"), ("selectolax", "build")])
def test_package_that_an_update_wants_is_named_in_one_line(tmp_path: Path, missing: str, command: str) -> None:
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    words = [sys.executable, "-c", _WITHOUT.format(missing=missing, command=command)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=tmp_path)

    said = f'stepwell: the package "{missing}" is not installed; run "make site" once more, or install stepwell anew\n'
    assert (done.returncode, done.stdout, done.stderr) == (3, "", said)


_OF_OURS = """
import sys
sys.modules["generator.project"] = None
sys.argv = ["stepwell", "check"]
import generator.cli
generator.cli.main()
"""


def test_module_of_ours_that_is_missing_is_our_mistake() -> None:
    done = subprocess.run([sys.executable, "-c", _OF_OURS], capture_output=True, text=True, check=False)

    assert done.returncode == 70
    assert "this is our mistake, not yours" in done.stderr


_ON_WINDOWS = """
import sys
for name in ("fcntl", "grp", "pty", "pwd", "resource", "termios", "tty"):
    sys.modules[name] = None
import generator.cli
sys.platform = "win32"
sys.argv = ["stepwell", "build"]
generator.cli.main()
"""


def test_windows_is_told_where_it_runs_in_one_line() -> None:
    done = subprocess.run([sys.executable, "-c", _ON_WINDOWS], capture_output=True, text=True, check=False)

    said = "stepwell: it does not run on Windows itself; use WSL, as the README says\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert "use [WSL](" in (TESTS.parent / "README.md").read_text(encoding="utf-8")
