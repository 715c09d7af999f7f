"""What is remembered is the same, byte for byte, as what would be made anew; what is not whole is made anew."""

from __future__ import annotations

import datetime
import json
import random
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import report
from generator.pages.page import Page
from generator.problems import Problems
from generator.project import Project, open_project
from generator.site.building import files_of
from generator.site.compression import compressed
from generator.site.frame import Frame
from generator.site.memory import SHIPPED_WORDS, Memory, files_of_generator, key_of, key_of_files
from tests.site.workbench import ROOT, environment, stepwell

PROJECT = ROOT / "tests/cases/_valid/back-pain"
TODAY = datetime.date(2026, 11, 28)
FEW, MANY = 30, 1000
Files = dict[str, bytes]
Edit = Callable[[Path, random.Random], None]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT, tmp_path / "project"))


def made(project: Path, memory: Memory) -> Files | str:
    """Give every file of a project's site, or what is wrong with the project."""
    return made_after(project, memory, like=None)[1]


def made_after(project: Path, memory: Memory, *, like: Project | None) -> tuple[Project, Files | str]:
    """Open a project as the version after another, and give it with every file of its site, or what is wrong."""
    problems = Problems()
    opened = open_project(project, problems, today=TODAY, like=like)
    if opened.verified is None:
        return opened, report.as_text(problems, opened.files)
    files = files_of(opened, opened.verified, problems, memory)
    said = report.as_text(problems, opened.files)
    return opened, said if problems.has_errors() else files | compressed(files, memory) | {"said": said.encode()}


def forget() -> None:
    """Forget what the program itself remembers of the texts that it read and the pages that it made."""
    ours = [module for name, module in sys.modules.items() if name.startswith("generator.")]
    for value in {id(value): value for module in ours for value in vars(module).values()}.values():
        if hasattr(value, "cache_clear"):
            value.cache_clear()


# Edits


def a_word_of_yaml(project: Path, dice: random.Random) -> None:
    tops = [project / name for name in ("levels.yaml", "decision_tree.yaml")]
    path = dice.choice([*tops, *sorted((project / "content").rglob("*.yaml"))])
    swap_words(path, dice, r"(?m)^\s+(?:- )?(?:say|sentence|lead|plain|help|text|summary|for): .*$")


def a_word_of_a_page(project: Path, dice: random.Random) -> None:
    swap_words(dice.choice(sorted((project / "content").glob("*.md"))), dice, r"(?m)^[A-Z][^\n]{40,}$")


def swap_words(path: Path, dice: random.Random, line: str) -> None:
    """Exchange two words that stand beside each other in some line."""
    text = path.read_text(encoding="utf-8")
    lines = [match for match in re.finditer(line, text) if re.search(r"[a-z]{3,} [a-z]{3,}", match[0])]
    if lines:
        match = dice.choice(lines)
        new = re.sub(r"([a-z]{3,}) ([a-z]{3,})", r"\2 \1", match[0], count=1)
        path.write_text(text[: match.start()] + new + text[match.end() :], encoding="utf-8")


def a_word_of_the_frame(project: Path, dice: random.Random) -> None:
    path = project / "content/words.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^(  not_advice: .*?)(?: Made up \d+\.)?$", rf"\1 Made up {dice.randrange(9)}.", text))


def a_new_page(project: Path, dice: random.Random) -> None:
    """Add two pages, so that one is left to be renamed where one goes."""
    head = (project / "content/index.md").read_text(encoding="utf-8").split("---")[1]
    for number in dice.sample(range(20), 2):
        page = f"---{head}---\n\n# Made up\n\nMade up for tests, [home](/).\n"
        (project / f"content/made-up-{number}.md").write_text(page)


def a_page_less(project: Path, dice: random.Random) -> None:
    pages = sorted((project / "content").glob("made-up-*.md"))
    if pages:
        dice.choice(pages).unlink()


def a_page_renamed(project: Path, dice: random.Random) -> None:
    pages = sorted((project / "content").glob("made-up-*.md"))
    if pages:
        dice.choice(pages).rename(project / f"content/made-up-{dice.randrange(20, 40)}.md")


def a_setting(project: Path, dice: random.Random) -> None:
    path = project / "mkdocs.yml"
    text = re.sub(r"(?m)^site_url: .*\n", "", path.read_text(encoding="utf-8"))
    line = dice.choice(["", "site_url: https://example.org/\n", "site_url: https://example.org/kb/\n"])
    path.write_text(line + text, encoding="utf-8")


def a_style(project: Path, dice: random.Random) -> None:
    use_own_theme(project)
    name = dice.choice(["base", "glance", "choices"])
    ours = next((ROOT / "generator").glob(f"*/{name}/style.css")).read_text(encoding="utf-8")
    path = project / "own" / name / "style.css"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{ours}\nh1 {{ margin: {dice.randrange(9)}px }}\n", encoding="utf-8")


def a_template(project: Path, dice: random.Random) -> None:
    use_own_theme(project)
    ours = (ROOT / "generator/theme/frame.html").read_text(encoding="utf-8")
    path = project / "own/frame.html"
    path.write_text(ours.replace("<article ", f"<article data-made-up='{dice.randrange(9)}' "), encoding="utf-8")


def use_own_theme(project: Path) -> None:
    path = project / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    if "custom_dir" not in text:
        path.write_text(text.replace("  name: material\n", "  name: material\n  custom_dir: own\n"), encoding="utf-8")
    (project / "own/assets").mkdir(parents=True, exist_ok=True)


EDITS: tuple[Edit, ...] = (
    *(a_word_of_yaml, a_word_of_yaml, a_word_of_a_page, a_word_of_a_page, a_word_of_the_frame),
    *(a_new_page, a_page_renamed, a_page_less, a_setting, a_style, a_template),
)


def test_after_any_edit_what_is_remembered_is_what_a_clean_build_makes(
    project: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    dice = random.Random(2026)
    seen: set[str] = set()
    last: Files | str = ""
    opened: Project | None = None
    for number in range(MANY if request.config.getoption("--every-edit") else FEW):
        edit = EDITS[number % len(EDITS)]
        edit(project, dice)

        with Memory(tmp_path / "memory") as memory:
            opened, remembered = made_after(project, memory, like=opened)
        if number % 2:  # of two edits the second finds what the program itself remembers of the first
            forget()
            assert remembered == made(project, Memory()), f"edit {number}, {edit.__name__}"
        if remembered != last and not isinstance(remembered, str):
            seen.add(edit.__name__)
        last = remembered
    assert seen == {edit.__name__ for edit in EDITS}


def test_pages_of_a_guide_follow_every_file_that_they_show(project: Path) -> None:
    opened, last = made_after(project, Memory(), like=None)
    followed = set()
    for path in [project / "levels.yaml", *sorted((project / "content").rglob("*.yaml"))]:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?m)^( +(?:- )?[a-z_]+: [A-Z][^\n]{12,})$", r"\1 Edited.", text), encoding="utf-8")
        opened, remembered = made_after(project, Memory(), like=opened)
        if guides_of(remembered) != guides_of(last):
            followed.add(path.name)
        last = remembered
    forget()

    assert last == made(project, Memory())
    assert followed >= {"contacts.yaml", "safety.yaml", "sources.yaml", "words.yaml"}


def guides_of(files: Files | str) -> list[bytes]:
    assert not isinstance(files, str), files
    return [content for name, content in files.items() if name.startswith("guide")]


def test_what_is_remembered_is_not_made_again(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Memory(tmp_path / "memory") as memory:
        first = made(project, memory)

    def refuse(*_: object) -> str:
        raise AssertionError("a page was made again")

    monkeypatch.setattr(Frame, "framed", refuse)
    with Memory(tmp_path / "memory") as memory:
        assert made(project, memory) == first


def test_one_edited_page_is_the_one_that_is_made_again(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Memory(tmp_path / "memory") as memory:
        made(project, memory)
    again: list[str] = []
    framed = Frame.framed

    def noted(frame: Frame, page: Page) -> str:
        again.append(page.address)
        return framed(frame, page)

    monkeypatch.setattr(Frame, "framed", noted)
    swap_words(project / "content/safety.md", random.Random(1), r"(?m)^[A-Z][^\n]{40,}$")

    with Memory(tmp_path / "memory") as memory:
        made(project, memory)

    assert again == ["safety/", "source/content/safety.md/"]


def test_what_is_no_longer_whole_is_not_believed(tmp_path: Path) -> None:
    key, path = key_of("a"), tmp_path / "memory"
    with Memory(path) as memory:
        memory.keep([(key, b"value"), (key_of("b"), b"other")])
    with sqlite3.connect(path) as base:
        base.execute("UPDATE kept SET value = substr(value, 1, length(value) - 1) WHERE key = ?", (key,))
    base.close()

    with Memory(path) as memory:
        assert memory.recall(key) is None
        assert memory.recall(key_of("b")) == b"other"


@pytest.mark.parametrize("content", [b"", b"no base\n" * 400])
def test_a_file_that_is_no_memory_is_made_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "memory"
    path.write_bytes(content)

    with Memory(path) as memory:
        memory.keep([(key_of("a"), b"value")])
    with Memory(path) as memory:
        assert memory.recall(key_of("a")) == b"value"


def test_where_no_file_can_be_made_the_site_is_made_all_the_same(project: Path, tmp_path: Path) -> None:
    with Memory(tmp_path / "nowhere/memory") as memory:
        assert made(project, memory) == made(project, Memory())


def test_what_no_page_is_made_from_any_more_is_forgotten(tmp_path: Path) -> None:
    old, new = key_of("old"), key_of("new")
    with Memory(tmp_path / "memory") as memory:
        memory.keep([(old, b"old")])
    with Memory(tmp_path / "memory") as memory:
        memory.keep([(new, b"new")])
    with Memory(tmp_path / "memory") as memory:
        assert (memory.recall(old), memory.recall(new)) == (None, b"new")


def test_a_long_run_forgets_what_its_last_site_did_not_use() -> None:
    old, new = key_of("old"), key_of("new")
    memory = Memory()
    memory.keep([(old, b"old"), (new, b"new")])
    memory.forget_unused()
    assert memory.recall_as(new, len) == 3
    memory.forget_unused()

    assert (memory.recall(old), memory.recall(new)) == (None, b"new")


def test_two_rows_of_texts_have_one_key_only_where_they_are_the_same() -> None:
    assert key_of("a", "bc") != key_of("ab", "c")
    assert key_of("a", b"bc") == key_of(b"a", "bc")


# A site that stands as it would be built


def build(project: Path, *more: str) -> str:
    done = stepwell("build", "--project", project, "--out", project.parent / "site", "--today", "2026-11-27", *more)
    assert done.returncode == 0, done.stderr
    return done.stdout


def stamp(project: Path) -> tuple[int, int]:
    state = (project.parent / "site/index.html").stat()
    return state.st_ino, state.st_mtime_ns


def test_a_site_that_stands_is_left_alone_and_said_again(project: Path) -> None:
    said = build(project)
    before = stamp(project)

    assert build(project) == said
    assert stamp(project) == before


@pytest.mark.parametrize("name", ["site/guide/index.html", "site/extra.html", "project/content/index.md"])
def test_a_site_or_project_that_was_touched_is_built_anew(project: Path, name: str) -> None:
    build(project)
    before = stamp(project)
    with (project.parent / name).open("a", encoding="utf-8") as file:
        file.write("\nMade up for tests.\n")

    build(project)

    assert stamp(project) != before
    assert not (project.parent / "site/extra.html").exists()
    assert "Made up for tests" not in (project.parent / "site/guide/index.html").read_text(encoding="utf-8")


def test_another_day_is_looked_at_anew(project: Path) -> None:
    build(project)
    before = stamp(project)

    done = stepwell("build", "--project", project, "--out", project.parent / "site", "--today", "2030-01-01")

    assert done.returncode == 0
    assert stamp(project) != before


def test_a_link_that_comes_into_a_built_project_is_refused(project: Path) -> None:
    build(project)
    (project.parent / "elsewhere").mkdir()
    (project / "content/photos").symlink_to(project.parent / "elsewhere")

    done = stepwell("build", "--project", project, "--out", project.parent / "site", "--today", "2026-11-27")

    assert done.returncode == 1
    assert 'content/photos:1:1: error: "content/photos" is a symbolic link [link]' in done.stderr


def test_a_file_that_becomes_a_link_to_the_same_words_is_refused(project: Path) -> None:
    build(project)
    (project / "levels.yaml").rename(project.parent / "levels.yaml")
    (project / "levels.yaml").symlink_to(project.parent / "levels.yaml")

    done = stepwell("build", "--project", project, "--out", project.parent / "site", "--today", "2026-11-27")

    assert done.returncode == 1


def test_what_a_site_is_made_with_counts_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/one").write_text("x")
    first = key_of_files(tmp_path, sorted(tmp_path.rglob("*")))
    (tmp_path / "a/one").rename(tmp_path / "one")

    assert key_of_files(tmp_path, sorted(tmp_path.rglob("*"))) != first
    assert SHIPPED_WORDS in files_of_generator()


# What a check says of the same files


def check(project: Path, *more: str) -> tuple[int, str, str]:
    done = stepwell("check", "--project", project, "--today", "2026-11-27", *more)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_check_of_the_same_files_says_the_same_without_reading_them(project: Path, form: str) -> None:
    first = check(project, "--format", form)
    assert check(project, "--format", form) == first

    with sqlite3.connect(project / ".site.checked") as base:
        [(key,)] = base.execute("SELECT key FROM kept").fetchall()
    base.close()
    with Memory(project / ".site.checked") as memory:
        said = json.loads(memory.recall(key) or b"")
        memory.keep([(key, json.dumps(said | {"text": ["Noted."]}).encode())])
    assert check(project, "--format", form)[1] == "Noted.\n"


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("levels.yaml", "more: made up"),
        ("content/index.md", "<b>made up</b>"),
        ("content/new.md", "made up"),
        ("mkdocs.yml", "nav: ["),
    ],
)
def test_a_check_after_an_edit_looks_anew(project: Path, name: str, more: str) -> None:
    code, *_ = check(project)
    assert code == 0
    with (project / name).open("a", encoding="utf-8") as file:
        file.write(f"\n{more}\n")

    assert check(project)[0] == 1


def test_a_check_on_another_day_looks_anew(project: Path) -> None:
    check(project)

    assert "[stale]" in stepwell("check", "--project", project, "--today", "2040-01-01").stdout


def test_a_check_looks_anew_once_signatures_can_be_proven(project: Path, tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    before = stepwell("check", "--project", project, env=environment(PATH=str(programs)))
    (programs / "ssh-keygen").write_text("#!/bin/sh\n", encoding="utf-8")
    (programs / "ssh-keygen").chmod(0o755)
    noted = (project / ".site.checked").read_bytes()

    after = stepwell("check", "--project", project, env=environment(PATH=str(programs)))

    assert (after.returncode, after.stdout) == (before.returncode, before.stdout)
    assert (project / ".site.checked").read_bytes() != noted


def test_a_check_of_a_folder_that_cannot_be_written_says_the_same(project: Path) -> None:
    first = check(project)
    (project / ".site.checked").unlink()
    (project / ".site.checked").mkdir()

    assert check(project) == first
