"""Type the command as a person does, in a copy of a small project; what a change touches is shown alone."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import click
import pytest

from generator.cli import stepwell
from generator.editing import EditSession, RenameThing
from generator.guide_map import MapForm, map_of
from generator.problems import Problems
from generator.project import Project, open_project
from tests.conftest import ROOT, TODAY

SMALL = ROOT / "tests/cases/_valid/back-pain"
DAY = "2026-11-22"


def run(root: Path, *words: str) -> object:
    """Run `stepwell map` in this process; give the code that it would exit with."""
    return stepwell.main(["map", "--project", str(root), "--today", DAY, *words], standalone_mode=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "project"))


def opened(root: Path) -> Project:
    project = open_project(root, Problems(), today=TODAY)
    assert project.verified is not None
    return project


def test_each_guide_becomes_a_page_in_the_folder_of_what_is_built(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(project)

    written = project / "build/map/back-guide.html"
    assert (code, capsys.readouterr().out) == (0, f"Written {written}\n")
    assert written.read_bytes() == map_of(opened(project).verified)  # type: ignore[arg-type]


@pytest.mark.parametrize(("form", "begins"), [("svg", "<svg "), ("text", "Map of the guide: ")])
def test_the_picture_and_the_outline_are_written_alone(project: Path, tmp_path: Path, form: str, begins: str) -> None:
    file = tmp_path / f"here/map.{'svg' if form == 'svg' else 'txt'}"

    assert run(project, "--format", form, "--out", str(file)) == 0
    assert file.read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--journey", "nobody"], '"nobody" is no journey of guide back-guide; there are 8'),
        (["--promise", "warning-signs-mean-helpx"], "is no promise of guide back-guide; did you mean"),
        (["--guide", "back-guid"], '"back-guid" is no guide; did you mean "back-guide"?'),
        (["--journey", "a", "--since", "HEAD"], "each show one thing alone"),
        (["--since", "no-such-version"], '"no-such-version" is neither a project'),
    ],
)
def test_what_is_not_there_is_refused_in_one_line_with_what_is(project: Path, words: list[str], said: str) -> None:
    with pytest.raises(click.ClickException) as refused:
        run(project, *words)

    assert said in refused.value.message
    assert not (project / "build").exists()


def test_a_project_with_an_error_is_not_drawn(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = project / "decision_tree.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("start: danger", "start: dangr"), encoding="utf-8")

    assert run(project) == 1
    assert "no map drawn" in capsys.readouterr().err


def test_a_change_is_shown_alone_with_what_it_touches(project: Path, tmp_path: Path) -> None:
    before = Path(shutil.copytree(project, tmp_path / "before"))
    file = project / "decision_tree.yaml"
    text = file.read_text(encoding="utf-8")
    words = next(line for line in text.splitlines() if line.strip().startswith("text: "))
    file.write_text(text.replace(words, f"{words} at all"), encoding="utf-8")
    versions = opened(before).verified, opened(project).verified
    assert versions[0] is not None
    assert versions[1] is not None

    outline = map_of(versions[1], form=MapForm.TEXT, versions=(versions[0], versions[1]), since="before").decode()
    page = map_of(versions[1], versions=(versions[0], versions[1]), since="before").decode()
    same = map_of(versions[1], form=MapForm.TEXT, versions=(versions[1], versions[1]), since="now").decode()

    assert f"{words.strip().removeprefix('text: ')} at all" in outline
    assert outline.count("Question ") < map_of(versions[1], form=MapForm.TEXT).decode().count("Question ")
    assert "Only what changed since before" in page
    assert "No way to answer ends elsewhere." in page
    assert "Question " not in same


def test_what_only_has_another_id_is_not_new(project: Path, tmp_path: Path) -> None:
    before = Path(shutil.copytree(project, tmp_path / "before"))
    session = EditSession.open(project, today=datetime.date(2026, 11, 22))
    for sort in ("question", "outcome", "decision", "answer", "note"):
        thing = next((each for each in session.outline() if each.sort == sort), None)
        if thing is not None:
            session.do(session.version, RenameThing(thing.key, f"other-name-{sort}"))
    session.save(session.version, although=True)
    session.close()
    old, new = opened(before).verified, opened(project).verified
    assert old is not None
    assert new is not None

    page = map_of(new, versions=(old, new), since="before").decode()

    assert "other-name-question" in page
    assert "Nothing on this map changed." in page
