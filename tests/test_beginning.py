"""Begin new things in the made-up projects and in ours: all of it passes the checks, and nothing else changes."""

from __future__ import annotations

import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from generator import cli
from generator.cli.beginnings import new
from generator.problems import Problems
from generator.project import finish_replacing, open_project, replace_files
from tests.test_cases import BACK_PAIN, SMALL, TODAY, contents

SHIPPED = Path(__file__).parents[1]
DAY = ["--today", str(TODAY)]
TODAY_OF_OURS = ["--today", "2026-11-28"]


def run(root: Path, *words: str, day: list[str] = DAY) -> Result:
    command = ["new", *words, "--project", str(root), *day]
    return CliRunner().invoke(cli.stepwell, command, standalone_mode=False)


def refusal(root: Path, *words: str) -> str:
    """Run a command that must write nothing, and give what it says."""
    before = files(root)
    done = run(root, *words)
    assert files(root) == before
    if isinstance(done.exception, click.ClickException):
        return done.exception.format_message()
    assert done.return_value == 1, done.output
    return done.output


def files(root: Path) -> dict[str, bytes]:
    """Give what the authors wrote, without what a check keeps for itself."""
    return {name: content for name, content in contents(root).items() if not name.rpartition("/")[2].startswith(".")}


def problems_of(root: Path) -> Problems:
    problems = Problems()
    open_project(root, problems, today=TODAY)
    return problems


def changes(before: dict[str, bytes], root: Path) -> tuple[list[str], list[str]]:
    """Give the lines that went, and those that came, in all files of a project."""
    gone: list[str] = []
    come: list[str] = []
    for name, content in files(root).items():
        old, new = before.get(name, b"").decode().splitlines(True), content.decode().splitlines(True)
        for line in difflib.ndiff(old, new):
            (gone if line[0] == "-" else come if line[0] == "+" else []).append(line[2:])
    assert set(before) <= set(files(root))
    return gone, come


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return shutil.copytree(SMALL, tmp_path / "small")


@pytest.fixture
def back_pain(tmp_path: Path) -> Path:
    return shutil.copytree(BACK_PAIN, tmp_path / "back-pain")


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    root = tmp_path / "ours"
    root.mkdir()
    for name in ("levels.yaml", "decision_tree.yaml", "mkdocs.yml"):
        shutil.copyfile(SHIPPED / name, root / name)
    shutil.copytree(SHIPPED / "content", root / "content")
    return root


THINGS = {
    "level": ["level", "some-support", "--name", "Some support", "--after", "little-support"],
    "level at the end": ["level", "most-support", "--name", "Most support", "--ladder", "made-up-ladder"],
    "level beside": ["level", "a-house", "--name", "A house", "--ladder", "beside"],
    "move": ["move", "much-support", "little-support"],
    "question": ["question", "sleep", "--after", "who"],
    "question for some": ["question", "sleep", "--after", "who", "--only-for", "who.someone-else,who.not-sure"],
    "question after an answer": ["question", "sleep", "--after", "danger.safe"],
    "question with options": ["question", "sleep", "--after", "who", "--choose", "any", "--answer", "bad"],
    "question before an outcome": ["question", "sleep", "--before", "stay"],
    "question before a decision": ["question", "sleep", "--before", "weigh-signs", "--only-for", "who.me"],
    "outcome": [
        *["outcome", "rest", "--urgency", "routine", "--direction", "stay"],
        *["--decision", "weigh-signs", "--when", "signs.tired"],
    ],
    "outcome in the first row": [
        *["outcome", "worse-and-tired", "--urgency", "soon", "--direction", "more-support"],
        *["--decision", "weigh-signs", "--when", "signs.no-sleep", "--row", "1", "--when", "signs.tired,signs.alone"],
    ],
    "outcome after an answer": [
        *["outcome", "who-knows", "--urgency", "soon", "--direction", "more-support", "--after", "signs.not-sure"]
    ],
    "note": ["note", "alone", "--when", "signs.alone"],
    "source": ["source", "https://example.org/new"],
    "source of a level": ["source", "https://example.org/new", "--for", "level little-support"],
    "journey": ["journey", "alone", "--answer", "danger.safe,signs.worse"],
    "entry": ["entry", "leaving-care", "--title", "You are leaving"],
}


RIGHT = {"to-fill-in", "lapsed-sign-off", "stale", "missing-move"}
"""The warnings that are right: somebody has to write, to review, and to add the moves that the project lacks."""
SET = ("next:", "- otherwise:", "sources: [made-up-source]")
"""What the lines begin with that may get another value."""


@pytest.mark.parametrize("words", THINGS.values(), ids=THINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_what_is_begun_passes_every_check_and_changes_nothing_else(small: Path, words: list[str], end: str) -> None:
    for path in [*small.rglob("*.yaml"), *small.rglob("*.md")]:
        path.write_bytes(path.read_bytes().replace(b"\n", end.encode()))
    before = files(small)

    done = run(small, *words)

    assert done.return_value == 0, done.output
    gone, come = changes(before, small)
    assert [line for line in gone if not line.strip().startswith(SET)] == []
    assert come
    assert all(line.endswith(end) for line in come) or not set(before) >= set(files(small))
    assert {problem.id for problem in problems_of(small)} <= RIGHT


@pytest.mark.parametrize("words", THINGS.values(), ids=THINGS)
def test_comments_stay_wherever_they_stand(small: Path, words: list[str]) -> None:
    for path in small.rglob("*.yaml"):
        path.write_bytes(with_comments(path.read_text()).encode())
    before = files(small)

    done = run(small, *words)

    assert done.return_value == 0, done.output
    gone, _ = changes(before, small)
    assert [line for line in gone if not line.strip().startswith(SET)] == []


def with_comments(text: str) -> str:
    """Put a comment above each line, and beside each key that has its value below."""
    lines = []
    for number, line in enumerate(text.splitlines()):
        margin = " " * (len(line) - len(line.lstrip(" ")))
        lines.append(f"{margin}# above {number}")
        lines.append(f"{line}  # beside {number}" if line.endswith(":") else line)
    return "".join(f"{line}\n" for line in lines)


def test_a_second_time_is_refused_with_the_place_of_the_first(small: Path) -> None:
    assert run(small, *THINGS["level"]).return_value == 0

    line = next(
        n for n, text in enumerate((small / "levels.yaml").read_text().split("\n"), 1) if "some-support" in text
    )
    assert refusal(small, *THINGS["level"]) == f'the id "some-support" is taken (levels.yaml:{line}); choose another'


def test_an_id_that_something_once_had_is_refused(small: Path) -> None:
    text = (small / "levels.yaml").read_text()
    text = text.replace("      - id: much-support\n", "      - id: much-support\n        formerly: [some-support]\n")
    (small / "levels.yaml").write_text(text)

    assert refusal(small, *THINGS["level"]) == (
        'the id "some-support" once was that of "much-support" (levels.yaml:34), '
        "and old links lead there; choose another"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["level", "Bad Id", "--name", "x", "--after", "little-support"], '"Bad Id" is not an id; use lower-case'),
        (["level", "search", "--name", "x", "--after", "little-support"], '"search" is a name that the site'),
        (
            ["level", "some", "--name", "x", "--after", "litle-support"],
            'level "litle-support"; did you mean "little',
        ),
        (["level", "some", "--name", "x"], "name the level that it comes after, or its ladder: made-up-ladder, beside"),
        (["move", "little-support", "much-support"], "this move is there already (levels.yaml:"),
        (["move", "little-support", "little-support"], '"little-support" is named twice'),
        (["question", "sleep", "--after", "danger"], "name one with --after, such as danger.safe"),
        (["question", "sleep", "--after", "signs.worse"], "write --after signs --only-for signs.worse"),
        (["question", "sleep"], "name the question that it comes after"),
        (["question", "sleep", "--before", "danger"], 'nothing leads to "danger"'),
        (
            ["question", "sleep", "--after", "who", "--choose", "any"],
            "name the answers with --answer, such as --answer ride",
        ),
        (["question", "sleep", "--after", "who", "--answer", "A"], '"A" is not the id of a new answer'),
        (["outcome", "rest", "--urgency", "soon", "--direction", "stay"], "nobody would come to this outcome"),
        (["note", "alone", "--when", "signs.alon"], 'did you mean "signs.alone"?'),
        (["source", "example.org"], '"example.org" is not an address of the web'),
        (["source", "https://example.org/made-up"], 'this page is a source already: "made-up-source"'),
        (["source", "https://example.org/a", "--title", "A", "--publisher", "B"], "nothing would use this source"),
        (["journey", "some", "--answer", "danger.safe"], "end at 2 outcomes; add answers until there is one:"),
        (["journey", "some", "--answer", "danger.safe", "--answer", "danger.unsafe"], "nobody can give these answers"),
        (["language", "en"], 'the words of this project are in "en" already'),
        (["language", "x y"], '"x y" is not the tag of a language'),
    ],
)
def test_what_cannot_be_is_refused_with_the_cure(small: Path, words: list[str], said: str) -> None:
    assert said in refusal(small, *words)


def test_what_would_break_a_promise_is_refused_with_the_answers(small: Path) -> None:
    words = ["outcome", "calm", "--urgency", "routine", "--direction", "stay", "--decision", "weigh-signs"]

    said = refusal(small, *words, "--when", "signs.worse", "--row", "1")

    assert 'promise "worse-is-no-stay" is broken' in said
    assert "nothing written, for checks would find this in it: " in said


def test_a_project_that_cannot_be_read_is_left_alone(small: Path) -> None:
    (small / "decision_tree.yaml").write_text("guide: [\n")

    assert "nothing written; first mend what cannot be read" in refusal(small, *THINGS["level"])


def test_errors_that_stand_there_already_do_not_stop_what_is_begun(small: Path) -> None:
    text = (small / "decision_tree.yaml").read_text()
    (small / "decision_tree.yaml").write_text(text.replace("    next: signs\n", "    next: sings\n"))

    assert run(small, *THINGS["level"]).return_value == 0
    assert refusal(small, *THINGS["journey"]).startswith("a guide with errors cannot be walked; ")


def test_a_dry_run_prints_a_diff_and_writes_nothing(small: Path) -> None:
    before = files(small)

    done = run(small, *THINGS["move"], "--dry-run")

    assert files(small) == before
    assert done.stdout.startswith("--- levels.yaml\n+++ levels.yaml\n@@ -")
    assert "+  - from: much-support\n" in done.stdout
    assert "levels.yaml:80:9: to fill in: reasons to think about this move, the first" in done.stderr


def test_what_is_missing_is_asked_for_only_at_a_terminal(small: Path) -> None:
    assert "Missing option '--name'" in refusal(small, "level", "some-support", "--after", "little-support")


def test_every_walk_goes_on_where_it_went(small: Path) -> None:
    run(small, *THINGS["question for some"])

    text = (small / "decision_tree.yaml").read_text()
    assert "    next: sleep-or-on\n" in text
    assert (
        "      - when: {any: [who.someone-else, who.not-sure]}\n        next: sleep\n      - otherwise: signs\n" in text
    )


def test_what_is_left_to_do_is_said_with_its_places(small: Path) -> None:
    said = run(small, *THINGS["level"]).output.splitlines()

    lines = {name: content.decode().split("\n") for name, content in files(small).items()}
    placed = [line.strip().split(":", 3) for line in said if line.strip().split(":")[0] in lines]
    assert len(placed) > 40
    for name, line, column, _ in placed:
        assert lines[name][int(line) - 1][int(column) - 1 :].startswith(
            ('"To fill in: ', "to-fill-in", "sleep", "medical", "# Where")
        )


def test_levels_in_files_of_their_own_get_a_neighbor_there(back_pain: Path) -> None:
    done = run(back_pain, "level", "back-class", "--name", "Back class", "--after", "physiotherapy")

    assert done.return_value == 0, done.output
    assert (
        "      - physiotherapy\n      - back-class\n      - specialist-service\n"
        in (back_pain / "levels.yaml").read_text()
    )
    assert "\n  - id: back-class\n" in (back_pain / "content/levels/by-appointment.yaml").read_text()
    assert "  - from: physiotherapy\n    to: back-class\n" in (back_pain / "content/levels/unplanned.yaml").read_text()
    assert {problem.id for problem in problems_of(back_pain)} == {"to-fill-in", "stale"}


@pytest.mark.parametrize("after", ["outpatient", "inpatient", "weekly-therapy", "recovery-residence"])
def test_a_level_of_ours_fits_behind_any_other(ours: Path, after: str) -> None:
    done = run(ours, "level", "a-new-place", "--name", "A new place", "--after", after, day=TODAY_OF_OURS)

    assert done.return_value == 0, done.output


def test_a_question_of_ours_for_people_who_leave_residential_care(ours: Path) -> None:
    words = ["question", "next-visit", "--before", "before-you-leave", "--only-for"]

    done = run(ours, *words, "where.residential,where-mental.mental-health-residential", day=TODAY_OF_OURS)

    assert done.return_value == 0, done.output
    assert "run-too-long" in run(ours, "question", "more", "--after", "home", day=TODAY_OF_OURS).stderr


def documented() -> list[str]:
    """Give each command that docs/format.md and the help of `stepwell new` show, but those that write folders."""
    docs = re.findall(r"^(stepwell new .*)$", (SHIPPED / "docs/format.md").read_text(encoding="utf-8"), re.MULTILINE)
    folders = ("project", "organization")
    helps = [command.help or "" for name, command in sorted(new.commands.items()) if name not in folders]
    return [*docs, *(" ".join(text.split("Example: ")[1].split()) for text in helps)]


@pytest.mark.parametrize("command", documented())
def test_each_command_that_is_documented_does_what_it_says(command: str) -> None:
    words = shlex.split(command)[2:]

    done = run(SHIPPED, *words, "--dry-run", day=TODAY_OF_OURS)

    assert done.return_value == 0, done.output


def test_an_emergency_begins_with_whom_to_call(back_pain: Path) -> None:
    words = ["outcome", "cannot-feel", "--urgency", "emergency", "--direction", "help-now"]

    done = run(back_pain, *words, "--after", "danger.not-sure", "--dry-run")

    assert done.return_value == 0, done.output
    assert 'title: "To fill in: its heading, which names whom to call: 999 or 116 123"' in done.stdout


def test_guides_that_share_a_question_ask_the_new_one_behind_it_too(ours: Path) -> None:
    words = ["question", "teacher", "--after", "who.me-under-18", "--dry-run"]

    done = run(ours, *words, day=TODAY_OF_OURS)

    assert done.return_value == 0, done.output
    assert "+  shares: [danger, thoughts, body, who, teacher, lately, uses," in done.output


def test_an_organization_adds_sources_and_is_told_where_the_rest_stands(small: Path, tmp_path: Path) -> None:
    house = tmp_path / "house"
    CliRunner().invoke(cli.stepwell, ["new", "organization", str(house), "--upstream", str(small), *DAY])

    assert "levels.yaml is the upstream's to say; run this in ../small" in refusal(house, *THINGS["level"])
    done = run(house, *THINGS["source"])
    assert done.return_value == 0, done.output
    assert (house / "content/sources.yaml").read_text().startswith("sources:\n  - id: example-new\n")


def test_a_new_project_passes_its_checks_and_builds(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    words = ["new", "project", str(folder), "--field", "back pain", "--name", 'A "made-up": # 1', *DAY]

    assert CliRunner().invoke(cli.stepwell, words, standalone_mode=False).return_value == 0

    assert {problem.id for problem in problems_of(folder)} == {"to-fill-in", "stale"}
    done = CliRunner().invoke(cli.stepwell, ["build", "--project", str(folder), *DAY], standalone_mode=False)
    assert done.return_value == 0, done.output
    assert "Care for back pain" in (folder / "site/index.html").read_text(encoding="utf-8")
    again = CliRunner().invoke(cli.stepwell, words)
    assert "already; name a new folder" in again.output


def test_what_is_to_be_filled_in_is_refused_for_a_release(small: Path) -> None:
    run(small, *THINGS["move"])

    done = CliRunner().invoke(
        cli.stepwell, ["build", "--release", "--project", str(small), *DAY], standalone_mode=False
    )

    assert done.return_value == 1
    assert "error: still to be filled in: reasons to think about this move, the first [to-fill-in]" in done.output


@pytest.mark.parametrize(("code", "marked"), [("de", True), ("en-GB", False)])
def test_a_translation_marks_every_text_of_another_language(small: Path, code: str, marked: bool) -> None:
    done = run(small, "language", code)

    assert done.return_value == 0, done.output
    text = (small / "content/words.yaml").read_text()
    assert f"language: {code}\n" in text
    assert ('menu: "To fill in: Menu"\n' in text) == marked
    assert ("to-fill-in" in {problem.id for problem in problems_of(small)}) == marked


def test_words_of_a_project_that_is_translated_keep_their_comments_and_the_rest_is_added(back_pain: Path) -> None:
    run(back_pain, "language", "fr")

    text = (back_pain / "content/words.yaml").read_text()
    assert text.startswith("# What differs from the words that come with Stepwell: this project is in British English")
    assert '  hours: "To fill in: Hours of care"\n' in text
    assert '  menu: "To fill in: Menu"\n' in text


NEW_FILES = {"a.yaml": b"new a\n", "b/c.yaml": b"new c\n", "d.yaml": b"new d\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "files"
    root.mkdir()
    (root / "a.yaml").write_bytes(b"old a\n")
    (root / "d.yaml").write_bytes(b"old d\n")
    return root


@pytest.mark.parametrize("failing", range(1, 5))
def test_where_the_machine_fails_between_two_files_all_are_as_they_were(
    folder: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    monkeypatch.setattr(os, "replace", failing_once(os.replace, failing))

    with pytest.raises(OSError, match="made up"):
        replace_files(folder, NEW_FILES)

    assert contents(folder) == {"a.yaml": b"old a\n", "d.yaml": b"old d\n"}


def failing_once(replace: Callable[..., None], number: int) -> Callable[..., None]:
    calls = iter(range(1, 100))

    def failing(*given: Any) -> None:
        if next(calls) == number:
            raise OSError("made up")
        replace(*given)

    return failing


@pytest.mark.parametrize("dying", [1, 2, 3, 4])
def test_where_the_machine_stops_dead_the_next_command_finishes(folder: Path, dying: int) -> None:
    script = (
        "import os, pathlib, itertools\n"
        "from generator.project import replace_files\n"
        "calls, replace = itertools.count(1), os.replace\n"
        f"os.replace = lambda a, b: os._exit(9) if next(calls) == {dying} else replace(a, b)\n"
        f"replace_files(pathlib.Path({str(folder)!r}), {NEW_FILES!r})\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, cwd=SHIPPED).returncode == 9

    finish_replacing(folder)

    assert files(folder) == (NEW_FILES if dying > 1 else {"a.yaml": b"old a\n", "d.yaml": b"old d\n"})
    replace_files(folder, NEW_FILES)
    assert contents(folder) == NEW_FILES


@pytest.mark.parametrize(
    "listed",
    [
        '{{"{victim}": false}}',
        '{{"{victim}": true}}',
        '{{"../victim/kept": false}}',
        '{{"b/../../victim/kept": false}}',
        '{{"link/kept": false}}',
        '{{"a.yaml": 1}}',
        "[]",
        "{{",
        "[" * 100_000,
    ],
)
def test_a_list_of_what_was_begun_that_came_with_a_folder_reaches_nothing(folder: Path, listed: str) -> None:
    victim = folder.parent / "victim" / "kept"
    victim.parent.mkdir()
    victim.write_text("kept")
    (victim.parent / ".kept.stepwell").write_text("other")
    (folder / "link").symlink_to(victim.parent)
    (folder / ".stepwell.begun").write_text(listed.format(victim=victim) if len(listed) < 99 else listed)

    finish_replacing(folder)

    assert victim.read_text() == "kept"
    assert (folder / "a.yaml").read_bytes() == b"old a\n"
    assert not (folder / ".stepwell.begun").exists()


@pytest.mark.parametrize("aside", [".a.yaml.stepwell", "..stepwell.begun.stepwell", ".stepwell.begun"])
def test_nothing_is_written_through_a_link_that_came_with_a_folder(folder: Path, aside: str) -> None:
    victim = folder.parent / "victim"
    victim.write_text("kept")
    (folder / aside).symlink_to(victim)

    replace_files(folder, NEW_FILES)

    assert victim.read_text() == "kept"
    assert not (folder / "a.yaml").is_symlink()
    assert contents(folder) == NEW_FILES


def test_where_the_disk_is_full_nothing_stays_beside_the_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", failing_once(lambda *_: None, 2))

    with pytest.raises(OSError, match="made up"):
        replace_files(folder, NEW_FILES)

    assert contents(folder) == {"a.yaml": b"old a\n", "d.yaml": b"old d\n"}
    assert sorted(path.name for path in folder.rglob(".*")) == []
