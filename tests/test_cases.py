"""Hold every message that an author can be shown against a folder of `cases/`, whole.

A case is the smallest valid project with a few files laid over it. What a checked-in file cannot hold is made here.
"""

from __future__ import annotations

import datetime
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import report
from generator.guide import diagram
from generator.model.words import WordsFile
from generator.problems import Problems
from generator.project import open_project
from generator.source import MAX_NODES
from tests.problem_ids import ids_of_checks, ids_of_reading
from tests.signed import SIGNED, sign_again

CASES = Path(__file__).parent / "cases"
SMALL = CASES / "_valid" / "small"
BACK_PAIN = CASES / "_valid" / "back-pain"
"""A project of another field of care and another country, which nobody has reviewed."""
FOLDERS = sorted(path for path in CASES.iterdir() if not path.name.startswith("_"))
KNOWN = ids_of_checks() | ids_of_reading()
EXPECTED = "expected.txt"
TODAY = datetime.date(2026, 11, 22)

LAPSED = ("lapsed-sign-off", "lapsed-sign-off-contact")
"""The cases that are about a sign-off of other words."""

MADE_HERE = {
    "bad-picture",
    "bad-place",
    "bad-style",
    "link",
    "missing-file",
    "unknown-file",
    "unreadable-file",
    "too-large",
    "too-deep",
    "too-many-states",
    "outdated-overlay",
    "protected",
    "upstreams-file",
}
"""The ids whose cases are made by a test of this file, or of test_overlay.py: no checked-in file can hold them well."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return shutil.copytree(SMALL, tmp_path / "project")


def said(root: Path) -> str:
    """Open a project, and give everything that an author is shown, as if all that was reviewed were reviewed again."""
    sign_again(root)
    return shown(root)


def shown(root: Path) -> str:
    """Open a project as it is, and give everything that an author is shown."""
    problems = Problems()
    opened = open_project(root, problems, today=TODAY)
    assert (opened.verified is None) == problems.has_errors()
    return report.as_text(problems, opened.files)


def contents(root: Path) -> dict[str, bytes]:
    """Give every file below a folder with its bytes."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def id_of(folder: Path) -> str:
    """Give the longest id that a case's name is or begins with."""
    return max((id for id in KNOWN if f"{folder.name}-".startswith(f"{id}-")), key=len, default="")


def test_smallest_project_has_no_problem() -> None:
    assert shown(SMALL) == ""


def test_project_of_another_field_lacks_only_reviews() -> None:
    text = said(BACK_PAIN)

    assert re.findall(r"(error|warning): .* \[([a-z-]+)\]$", text, re.MULTILINE) == [("warning", "stale")] * 2


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_case_says_what_is_expected(folder: Path, project: Path, golden: Callable[[Path, str], str]) -> None:
    shutil.copytree(folder, project, dirs_exist_ok=True)

    text = (shown if folder.name in LAPSED else said)(project)

    assert text == golden(folder / EXPECTED, text)
    assert f" [{id_of(folder)}]\n" in text


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_case_holds_only_what_differs(folder: Path) -> None:
    same = [name for name, content in contents(folder).items() if contents(SMALL).get(name) == content]

    assert same == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_problem_of_a_case_has_a_line_with_its_place_and_a_cure(folder: Path) -> None:
    for problem in (folder / EXPECTED).read_text(encoding="utf-8").split("\n\n"):
        assert problem.count("\n  help: ") == 1
        assert "\n      | " in problem or "[not-utf-8]" in problem


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_checking_writes_nothing(folder: Path, project: Path) -> None:
    shutil.copytree(folder, project, dirs_exist_ok=True)
    before = contents(project)

    shown(project)

    assert contents(project) == before


def test_no_problem_without_a_case_and_no_case_without_a_problem() -> None:
    with_case = {id_of(folder) for folder in FOLDERS}

    assert "" not in with_case
    assert with_case | MADE_HERE == KNOWN


def test_missing_file_is_said_with_its_name(project: Path) -> None:
    (project / "content/contacts.yaml").unlink()

    assert said(project) == (
        "content/contacts.yaml:1:1: error: file is missing [missing-file]\n"
        "  help: every project needs it; see docs/format.md\n"
    )


def test_symbolic_link_is_refused(project: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("made-up: secret\n")
    (project / "content/contacts.yaml").unlink()
    (project / "content/contacts.yaml").symlink_to(tmp_path / "secret.yaml")

    assert said(project) == (
        'content/contacts.yaml:1:1: error: "content/contacts.yaml" is a symbolic link [link]\n'
        "  help: put the file itself there\n"
    )


def test_link_to_a_page_is_refused(project: Path) -> None:
    (project / "content/more.md").symlink_to("index.md")

    assert said(project) == (
        'content/more.md:1:1: error: "content/more.md" is a symbolic link [link]\n  help: put the file itself there\n'
    )


def test_folder_that_is_a_link_is_refused(project: Path, tmp_path: Path) -> None:
    (project / "content").rename(tmp_path / "elsewhere")
    (project / "content").symlink_to(tmp_path / "elsewhere")

    assert said(project).count('"content" is a symbolic link [link]') == 6


def test_folder_within_that_is_a_link_is_refused_and_not_followed(project: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/secret.md").write_text("secret\n")
    (project / "content/more").symlink_to(tmp_path / "elsewhere")

    assert said(project) == (
        'content/more:1:1: error: "content/more" is a symbolic link [link]\n  help: put the file itself there\n'
    )


@pytest.mark.parametrize("name", ["photo.png", "handout.docx", "notes.yaml"])
def test_link_to_any_other_file_is_refused(project: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("secret\n")
    (project / "content" / name).symlink_to(tmp_path / "secret")

    assert f'content/{name}:1:1: error: "content/{name}" is a symbolic link [link]\n' in said(project)


@pytest.mark.parametrize(
    "name",
    ["handout.docx", "a.svg", "a.htm", "a.html", "About.MD", "a.markdown", "_redirects", "more/_headers"],
)
def test_file_of_a_kind_that_is_not_published_is_refused(project: Path, name: str) -> None:
    (project / "content/more").mkdir()
    (project / "content" / name).write_text("made up\n")

    assert said(project) == (
        f"content/{name}:1:1: error: a file of this kind is not published [unknown-file]\n"
        "  help: move it out of content/; published are pages (.md) and pictures"
        " (.avif .gif .jpeg .jpg .png .webp)\n"
    )


def test_yaml_that_nothing_reads_is_refused_with_the_name_that_was_meant(project: Path) -> None:
    (project / "content/contact.yaml").write_text("made up\n")

    assert said(project) == (
        "content/contact.yaml:1:1: error: no such file is read [unknown-file]\n"
        '  help: did you mean "content/contacts.yaml"?\n'
    )


@pytest.mark.parametrize("folder", ["assets", "search", "levels", "Guide", "about/scorecard"])
def test_picture_in_a_folder_of_the_site_is_refused(project: Path, folder: str) -> None:
    (project / "content" / folder).mkdir(parents=True)
    (project / "content" / folder / "photo.png").write_bytes(b"made up")

    assert said(project) == (
        f"content/{folder}/photo.png:1:1: error: the site makes what stands in this folder itself [unknown-file]\n"
        "  help: move it to another folder of content/\n"
    )


def test_picture_is_taken_and_what_an_editor_keeps_is_passed_over(project: Path) -> None:
    (project / "content/.notes").mkdir()
    for name in ("photo.PNG", ".DS_Store", ".draft.md", "index.md~", ".notes/more.md"):
        (project / "content" / name).write_bytes(b"\x89PNG\r\n\x1a\n, made up")

    assert said(project) == ""


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("photo.png", b"", "this is no picture of the kind .png"),
        ("photo.png", b"<svg><script>made up</script></svg>", "this is no picture of the kind .png"),
        ("photo.JPG", b"\x89PNG\r\n\x1a\n, made up", "this is no picture of the kind .jpg"),
        ("photo.webp", b"RIFF....WAVE, made up", "this is no picture of the kind .webp"),
        ("photo.gif", b"GIF89a" + bytes(1_000_000), "this picture has 1,000,006 bytes, and 1,000,000 are the most"),
    ],
)
def test_picture_that_is_none_or_too_large_is_refused(project: Path, name: str, content: bytes, fault: str) -> None:
    (project / "content" / name).write_bytes(content)

    assert said(project) == (
        f"content/{name}:1:1: error: {fault} [bad-picture]\n"
        "  help: save it anew as such a picture, no larger than pages show it\n"
    )


def test_pipe_in_place_of_a_file_is_refused_and_not_waited_for(project: Path) -> None:
    (project / "content/journeys.yaml").unlink()
    os.mkfifo(project / "content/journeys.yaml")

    assert said(project) == (
        "content/journeys.yaml:1:1: error: this is not a text file [unreadable-file]\n  help: put a text file there\n"
    )


def test_folder_in_place_of_a_file_is_refused(project: Path) -> None:
    (project / "content/more.md").mkdir()

    assert said(project) == (
        "content/more.md:1:1: error: this is not a text file [unreadable-file]\n  help: put a text file there\n"
    )


def test_file_over_a_mebibyte_is_refused(project: Path) -> None:
    (project / "content/journeys.yaml").write_text("# made up\n" * 110_000)

    assert said(project) == (
        "content/journeys.yaml:1:1: error: file is larger than 1 MiB [too-large]\n  help: split its content\n"
    )


def test_file_with_too_many_values_is_refused(project: Path) -> None:
    (project / "content/journeys.yaml").write_text(f"journeys: [{'a,' * MAX_NODES}]\n")

    assert f"error: file has more than {MAX_NODES} values [too-large]\n" in said(project)


def test_fifty_thousand_brackets_are_refused(project: Path) -> None:
    (project / "content/journeys.yaml").write_text("journeys: " + "[" * 50_000 + "\n")

    assert said(project) == (
        "content/journeys.yaml:1:42: error: lists and keys are nested more than 32 deep [too-deep]\n"
        f"    1 | journeys: {'[' * 100}…\n"
        f"      | {' ' * 41}^\n"
        "  help: look for a stray bracket\n"
    )


def test_file_saved_as_utf_16_is_refused(project: Path) -> None:
    text = (project / "content/journeys.yaml").read_text()
    (project / "content/journeys.yaml").write_text(text, encoding="utf-16")

    assert said(project) == (
        "content/journeys.yaml:1:1: error: file is saved as UTF-16 [not-utf-8]\n  help: save it as UTF-8\n"
    )


def test_nul_is_shown_as_a_mark(project: Path) -> None:
    text = (project / "content/journeys.yaml").read_text()
    (project / "content/journeys.yaml").write_text(text.replace("who does well", "who\0does well"))

    assert said(project) == (
        "content/journeys.yaml:12:32: error: a NUL (U+0000) stands in the text [bad-character]\n"
        "   12 |     story: A made-up person who\ufffddoes well.\n"
        "      |                                ^\n"
        "  help: delete it; it may be invisible, so retype the words around it\n"
    )


def test_guide_too_large_to_prove_is_said_at_the_condition_to_simplify(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (project / "decision_tree.yaml").read_text()
    text = text.replace("      - id: tired\n", "      - id: low\n        text: Low\n      - id: tired\n")
    text = text.replace("when: {is: signs.worse}", "when: {at_least: 2, of: [signs.worse, signs.low, signs.tired]}")
    (project / "decision_tree.yaml").write_text(text)
    monkeypatch.setattr(diagram, "MAX_STATES", 8)

    assert said(project) == (
        'decision_tree.yaml:76:9: error: at question "signs" the guide has more than 8 situations to tell apart'
        " [too-many-states]\n"
        "   76 |       - when: {at_least: 2, of: [signs.worse, signs.low, signs.tired]}\n"
        "      |         ^\n"
        '  note: case 1 of decision "weigh-signs" (line 76): 2 different remainders to keep in mind\n'
        "  help: count answers with at_least, or decide sooner, so that less must be remembered\n"
    )


@pytest.mark.parametrize(
    ("written", "column", "message", "help"),
    [
        ("Checked {dya}.", 20, '"{dya}" is no place of this text', 'did you mean "day"?'),
        ("Checked {number}.", 20, '"{number}" is no place of this text', "its places are: {day}"),
        ("Checked.", 12, 'place "{day}" is missing', 'write "{day}" where its value goes in'),
    ],
)
def test_words_keep_their_places(project: Path, written: str, column: int, message: str, help: str) -> None:
    line = rewrite_words(project, "checked: Checked {day}.", f"checked: {written}")

    assert said(project) == (
        f"content/words.yaml:{line}:{column}: error: {message} [bad-place]\n"
        f"  {line:>3} |   checked: {written}\n"
        f"      | {' ' * (column - 1)}^\n"
        f"  help: {help}\n"
    )


def test_words_without_a_place_have_no_braces(project: Path) -> None:
    line = rewrite_words(project, "menu: Menu", "menu: Menu {x}")

    assert said(project) == (
        f'content/words.yaml:{line}:14: error: "{{x}}" is no place of this text [bad-place]\n'
        f"  {line:>3} |   menu: Menu {{x}}\n"
        f"      |              ^\n"
        "  help: write it without braces\n"
    )


def test_words_that_are_missing_or_unknown_are_said_at_their_place(project: Path) -> None:
    line = rewrite_words(project, "  menu: Menu", "  menue: Menu")

    assert said(project) == (
        f'content/words.yaml:{line}:3: error: key "menue" is not known here [unknown-key]\n'
        f"  {line:>3} |   menue: Menu\n"
        f"      |   ^\n"
        '  help: did you mean "menu"?\n'
    )


WORDS = "written: 2026-11-22\nreview_due: 2027-11-22\nreviewed: " + SIGNED + "\n"


def test_project_brings_only_the_words_that_differ(project: Path) -> None:
    (project / "content/words.yaml").write_text(f"{WORDS}language: en-GB\nsite: {{menu: Contents}}\n")

    assert said(project) == ""
    words = words_of(project)
    assert (words.language, words.site.menu, words.site.leave) == ("en-GB", "Contents", "Leave this page")
    assert words.site.endorsement is None


def test_words_without_their_own_dates_are_refused(project: Path) -> None:
    (project / "content/words.yaml").write_text("site: {menu: Contents}\n")

    missing = re.findall(r'^content/words.yaml:1:1: error: key "(\w+)" is missing', said(project), re.MULTILINE)
    assert missing == ["review_due", "written"]


def test_words_of_another_language_are_whole(project: Path) -> None:
    (project / "content/words.yaml").write_text(f"{WORDS}language: fr\nsite: {{menu: Menu}}\n")

    text = said(project)

    assert 'content/words.yaml:5:1: error: key "leave" is missing [missing-key]' in text
    assert 'content/words.yaml:1:1: error: key "help" is missing [missing-key]' in text


def words_of(root: Path) -> WordsFile:
    opened = open_project(root, Problems(), today=TODAY)
    assert opened.verified is not None
    return opened.verified.base.words


def test_words_of_danger_stay_easy_to_read(project: Path) -> None:
    hard = "Do you require immediate professional assistance regarding intoxication?"
    line = rewrite_words(project, "lead: Need help now?", f"lead: {hard}")

    assert said(project) == (
        f'content/words.yaml:{line}:3: error: section "help" is at reading grade 7.0, above 6 [too-hard-to-read]\n'
        f"  {line:>3} |   lead: {hard}\n"
        "      |   ^\n"
        f"  note: hardest sentence: {hard.removesuffix('?')}\n"
        "  help: use shorter sentences and shorter words\n"
        "\n"
        f"content/words.yaml:{line}:9: error: a sentence is at reading grade 20, above 17 [too-hard-to-read]\n"
        f"  {line:>3} |   lead: {hard}\n"
        "      |         ^\n"
        "  help: split it, and say it in shorter words\n"
    )


def rewrite_words(project: Path, old: str, new: str) -> int:
    """Give a project words of its own in which a line is another, and give the number of that line."""
    shipped = (CASES.parents[1] / "content/words.yaml").read_text(encoding="utf-8")
    assert shipped.count(old) == 1
    reviewed = f"{TODAY}\\nreviewed: {SIGNED}"
    rewritten = re.sub("(?<=^written: ).*", reviewed, shipped.replace(old, new), flags=re.MULTILINE)
    (project / "content/words.yaml").write_text(rewritten, encoding="utf-8")
    return rewritten[: rewritten.index(new)].count("\n") + 1


def test_all_files_are_read_in_one_run(project: Path) -> None:
    (project / "levels.yaml").write_text("ladders: @\n")
    (project / "content/sources.yaml").write_text("")
    (project / "content/index.md").write_text("no head\n")

    files = [line.split(":")[0] for line in said(project).split("\n") if "error:" in line]

    assert files == ["content/index.md", "content/sources.yaml", "levels.yaml"]
