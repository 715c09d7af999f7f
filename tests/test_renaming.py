"""A thing gets another id everywhere at once: nothing else moves, nothing new is wrong, and no address dies."""

from __future__ import annotations

import datetime
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import cli
from generator.applying import CannotApply, rename, written_texts
from generator.checks import Verified
from generator.checks.addresses import missing_addresses
from generator.checks.redirects import Redirects
from generator.difference.differences import differences_of_words
from generator.difference.rows import Row
from generator.model.absent import NO_ADDRESSES
from generator.model.guide import NONE, NOT_SURE
from generator.model.sorts import Sort
from generator.naming import Definition, names_of
from generator.problems import Problems, Severity
from generator.project import Project, open_project, read_files, replace_files
from generator.renaming import CannotRename, rename_edits
from generator.source.edits import applied
from tests.signed import sign_again
from tests.test_cases import BACK_PAIN, SMALL, contents

SHIPPED = Path(__file__).parents[1]
TODAY = datetime.date(2026, 11, 28)


def copied(root: Path, to: Path) -> Path:
    """Copy the files of a project."""
    to.mkdir()
    for name in ("levels.yaml", "decision_tree.yaml", "mkdocs.yml"):
        if (root / name).is_file():
            shutil.copy(root / name, to)
    shutil.copytree(root / "content", to / "content")
    return to


def opened(root: Path) -> tuple[Project, Problems]:
    problems = Problems()
    return open_project(root, problems, today=TODAY), problems


def run(root: Path, *words: str) -> Result:
    given = ["rename", *words, "--project", str(root), "--today", str(TODAY)]
    return CliRunner().invoke(cli.stepwell, given, standalone_mode=False)


def renameable(project: Project) -> list[Definition]:
    """Give everything of a project that can have another id."""
    assert project.reading.base is not None
    return [
        each
        for each in names_of(project.reading.base).definitions
        if each.id
        and each.sort is not Sort.MOVE
        and each.id.partition(".")[2] not in (NONE, NOT_SURE)
        and (project.root / each.id.place.file).is_file()
    ]


def rename_on_disk(root: Path, each: Definition, new: str, *, like: Project) -> Project:
    """Rename without a check, and look at every edit: it puts the new id for the old one, or adds one of both."""
    project = read_files(root, Problems(), like=like)
    assert project.reading.base is not None
    texts = written_texts(project)
    found = rename_edits(project.reading.base, texts, each.sort, each.id, new)
    old = each.id.rpartition(".")[2]
    for name, edits in found.edits.items():
        for start, end, put in edits:
            assert texts[name][start:end] in (old, "")
            assert re.fullmatch(rf"\s*formerly: \[{old}\]|[\s,-]*({old}|{new})|\[{old}, {new}\]", put)
        (root / name).write_bytes(applied(texts[name], edits).encode())
    for before, after in found.moved.items():
        (root / before).rename(root / after)
    return project


@pytest.mark.parametrize("root", [SHIPPED, BACK_PAIN, SMALL], ids=lambda root: root.name)
def test_whatever_is_renamed_nothing_is_wrong_and_no_way_and_no_address_is_another(root: Path, tmp_path: Path) -> None:
    folder = copied(root, tmp_path / "project")
    before, found = opened(folder)
    project = before
    for number, each in enumerate(chosen(renameable(before))):
        project = rename_on_disk(folder, each, f"made-up-name-{number}", like=project)

    after, now = opened(folder)

    assert before.verified is not None
    assert after.verified is not None
    assert errors(now) == errors(found) == []
    assert ways(after.verified) == ways(before.verified)
    unlisted = replace(before.verified.base, handbook=replace(before.verified.base.handbook, addresses=NO_ADDRESSES))
    redirects = Redirects(after.verified.base)
    assert [old for old in missing_addresses(unlisted) if redirects.end_of(old[1:]) is None] == []


def errors(problems: Problems) -> list[str]:
    return [problem.message for problem in problems if problem.severity is Severity.ERROR]


def ways(verified: Verified) -> list[tuple[int, list[int]]]:
    """Give how many ways to answer each guide has, whole and for each outcome."""
    return [(guide.counts.ways, sorted(guide.counts.ways_by_outcome.values())) for guide in verified.every_guide()]


def chosen(things: list[Definition]) -> Iterator[Definition]:
    """Choose one thing of each sort, and some more; answers first, which are called by their questions."""
    order = sorted(things, key=lambda each: (each.sort is not Sort.ANSWER, each.sort, each.id))
    random.Random(18).shuffle(order)
    first = {each.sort: each for each in order}
    more = [each for each in order if each is not first[each.sort]][:2]
    yield from sorted((*first.values(), *more), key=lambda each: each.sort is not Sort.ANSWER)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return copied(SMALL, tmp_path / "project")


def test_a_level_is_renamed_and_its_old_address_leads_on(small: Path) -> None:
    before = contents(small)

    said = run(small, "level", "much-support", "more-care")

    assert said.return_value == 0
    assert said.output.splitlines()[:1] == ['Level "much-support" is now "more-care":']
    project, problems = opened(small)
    assert errors(problems) == []
    assert project.verified is not None
    redirects = Redirects(project.verified.base)
    assert redirects.end_of("levels/much-support/") == "levels/more-care/"
    assert redirects.end_of("go/much-support/") == "levels/more-care/"
    levels = (small / "levels.yaml").read_text()
    assert "- id: more-care\n        formerly: [much-support]\n" in levels
    assert (
        levels.replace("        formerly: [much-support]\n", "").replace("more-care", "much-support").encode()
        == (before["levels.yaml"])
    )


def test_a_comparison_says_that_the_name_alone_is_another(small: Path, tmp_path: Path) -> None:
    (small / "content/more.md").write_text((small / "content/index.md").read_text())
    with (small / "content/index.md").open("a") as page:
        page.write("\nSee [much support](/levels/much-support/), and [more](/more/).\n")
    before = copied(small, tmp_path / "before")
    run(small, "level", "much-support", "more-care")
    run(small, "page", "more", "more-still")
    old, new = (project.reading.base for project, _ in map(opened, (before, small)))
    assert old is not None
    assert new is not None

    rows = [item.what for item in differences_of_words(old, new, names=("old", "new")).items]

    assert [(row.thing.id, row.new) for row in rows if isinstance(row, Row)] == [
        ("more-care", ("more-care",)),
        ("more-still", ("more-still",)),
    ]


def test_the_sort_may_be_left_out_where_one_thing_has_the_id(small: Path) -> None:
    assert run(small, "much-support", "more-care").return_value == 0


def test_a_dry_run_says_the_same_and_writes_nothing(small: Path) -> None:
    before = contents(small)

    said = run(small, "level", "much-support", "more-care", "--dry-run")

    assert contents(small) == before
    assert "Nothing is written yet." in said.output
    assert run(small, "level", "much-support", "more-care").output.splitlines()[0] == said.output.splitlines()[0]


def test_lines_end_and_marks_stay_as_they_are(small: Path) -> None:
    path = small / "levels.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert run(small, "level", "much-support", "more-care").return_value == 0
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\n") == after.count(b"\r\n")


def test_what_is_named_back_keeps_the_name_that_it_had_between(small: Path) -> None:
    run(small, "level", "much-support", "more-care")
    run(small, "level", "more-care", "much-support")

    _, problems = opened(small)
    assert errors(problems) == []
    assert "formerly: [more-care]" in (small / "levels.yaml").read_text()


def test_an_id_that_yaml_reads_otherwise_is_put_in_quotes(small: Path) -> None:
    assert run(small, "level", "much-support", "null").return_value == 0
    assert '- id: "null"\n' in (small / "levels.yaml").read_text()


def test_a_page_moves_with_its_file(small: Path) -> None:
    page = (small / "content/index.md").read_text()
    (small / "content/more.md").write_text(page)

    said = run(small, "page", "more", "even-more")

    assert said.return_value == 0
    assert not (small / "content/more.md").exists()
    assert (small / "content/even-more.md").read_text().replace("formerly: [more]\n", "") == page


def test_a_level_and_a_guide_move_with_the_files_that_are_named_by_them(tmp_path: Path) -> None:
    folder = copied(BACK_PAIN, tmp_path / "project")
    file = sorted((folder / "content/levels").iterdir())[0]
    before = len(list((folder / "content/levels").iterdir()))
    project, _ = opened(folder)
    own = next((each for each in renameable(project) if each.id.place.file.startswith("content/levels/")), None)
    assert own is not None
    name = folder / f"content/levels/{own.id}.yaml"
    (folder / own.id.place.file).rename(name)

    assert run(folder, "level", str(own.id), "renamed").return_value == 0
    assert (folder / "content/levels/renamed.yaml").is_file()
    assert not name.exists()
    assert len(list((folder / "content/levels").iterdir())) == before
    assert file.suffix == ".yaml"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("level", "none-such", "x"), 'there is no level "none-such"'),
        (("none-such", "x"), 'there is no thing "none-such"'),
        (("leevl", "much-support", "x"), '"leevl" is no sort of things; there are: level, kind, '),
        (("level", "much-support", "Much"), '"Much" is not an id; use lower-case words with hyphens'),
        (("level", "much-support", "search"), '"search" is a name that the site or a file system keeps'),
        (("level", "much-support", "much-support"), 'it is called "much-support" already'),
        (("level", "much-support", "little-support"), 'level "little-support" has that id already (levels.yaml:'),
        (("move", "little-support-to-much-support", "x"), "a move is called by its two levels; rename one of them"),
        (("much-support",), "write what it is called now and what it shall be called"),
    ],
)
def test_what_cannot_be_is_refused_in_a_line_and_nothing_is_written(
    small: Path, words: tuple[str, ...], reason: str
) -> None:
    before = contents(small)

    said = run(small, *words)

    assert said.return_value == 1
    assert said.output.startswith(f"stepwell: {reason}")
    assert said.output.endswith("; nothing renamed\n")
    assert contents(small) == before


def test_an_id_that_another_thing_had_is_refused(small: Path) -> None:
    run(small, "level", "much-support", "more-care")

    said = run(small, "level", "little-support", "much-support")

    assert said.return_value == 1
    assert 'level "more-care" was called that before, and old addresses lead to it' in said.output


def test_what_was_renamed_already_is_said(small: Path) -> None:
    run(small, "level", "much-support", "more-care")

    assert 'level "much-support" is now "more-care"' in run(small, "level", "much-support", "x").output


@pytest.mark.parametrize("writes", [True, False])
def test_a_change_that_a_check_refuses_is_not_written(small: Path, writes: bool) -> None:
    before = contents(small)
    project, problems = opened(small)
    assert project.reading.base is not None
    whole = rename_edits(project.reading.base, written_texts(project), Sort.LEVEL, "much-support", "other")
    half = replace(whole, edits={"levels.yaml": whole.edits["levels.yaml"][:1]})

    with pytest.raises(CannotApply, match="is not a level"):
        rename(project, problems, half, today=TODAY, writes=writes)

    assert contents(small) == before


def test_a_dry_run_says_all_and_writes_nothing(small: Path) -> None:
    before = contents(small)

    dry = run(small, "level", "much-support", "more-care", "--dry-run").output

    assert contents(small) == before
    assert dry.removesuffix("Nothing is written yet.\n") == run(small, "level", "much-support", "more-care").output


def test_a_file_that_cannot_be_written_leaves_all_as_it_was(small: Path) -> None:
    before = contents(small)

    with pytest.raises(OSError, match="index"):
        replace_files(small, {"levels.yaml": b"", "content/index.md/such.md": b""})

    assert contents(small) == before


def test_sign_offs_that_lapse_are_named(small: Path) -> None:
    sign_again(small)

    said = run(small, "level", "much-support", "more-care").output

    assert "no longer in force: " in said
    assert "level more-care" in said


def test_an_answer_keeps_its_question(small: Path) -> None:
    project, _ = opened(small)
    answer = next(each for each in renameable(project) if each.sort is Sort.ANSWER)
    assert project.reading.base is not None

    with pytest.raises(CannotRename, match="an answer stays with its question"):
        rename_edits(project.reading.base, written_texts(project), Sort.ANSWER, answer.id, "other.answer")
