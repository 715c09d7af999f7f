"""Run the command: what changed is made again, what somebody else put there stays, and nothing is half done."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from generator.handouts import HandoutFolder, Print
from generator.handouts.writing import NOTES
from generator.site.publishing import BuildFolder, CannotPublish
from generator.typesetting import CannotSet
from tests.handouts.papers import prints
from tests.site.workbench import SMALL, copy_project, environment, stepwell

LEVEL = "self-care"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("small") / "project", of=SMALL)


@pytest.fixture(scope="module")
def out(project: Path) -> Path:
    done = stepwell("handouts", "--project", project)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return project / "handouts"


def some(*names: str) -> list[Print]:
    return [prints()[name] for name in names]


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != NOTES)


def test_each_handout_has_four_files(out: Path) -> None:
    names = names_in(out)
    shapes = ("-letter.pdf", "-a4.pdf", "-large-letter.pdf", "-large-a4.pdf")

    assert {f"{id}{shape}" for id in ("crisis-card", "fridge", "guide") for shape in shapes} < set(names)
    assert len(names) % 4 == 0


def test_a_build_publishes_the_handouts_where_it_is_asked_to(project: Path, out: Path, tmp_path: Path) -> None:
    made = {name: (out / name).read_bytes() for name in names_in(out)}
    for asked in (["--handouts"], ["--handouts"], []):
        done = stepwell("build", "--project", project, "--out", tmp_path / "site", *asked)
        assert done.returncode == 0, done.stderr

        folder = tmp_path / "site/handouts"
        published = {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}
        assert published == (made if asked else {})


def test_an_edit_makes_only_what_says_it(project: Path, out: Path) -> None:
    before = {name: (out / name).read_bytes() for name in names_in(out)}
    guide = project / "decision_tree.yaml"
    text = guide.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.strip().startswith("title:") and line.startswith("    "))
    guide.write_text(text.replace(title, f"{title} again", 1), encoding="utf-8")

    done = stepwell("handouts", "--project", project)

    after = {name: (out / name).read_bytes() for name in names_in(out)}
    changed = [name for name in before if before[name] != after[name]]
    assert done.stdout.endswith(f"{len(before)} files, 4 of them made now\n"), done.stdout + done.stderr
    assert len(changed) == 4
    assert stepwell("handouts", "--project", project).stdout.endswith(f"{len(before)} files, 0 of them made now\n")


def test_one_handout_alone_leaves_the_others(project: Path, out: Path) -> None:
    (out / "fridge-a4.pdf").unlink()
    (out / "guide-a4.pdf").unlink()

    done = stepwell("handouts", "--project", project, "--only", "fridge")

    assert done.stdout.endswith("4 files, 1 of them made now\n"), done.stderr
    assert (out / "fridge-a4.pdf").is_file()
    assert not (out / "guide-a4.pdf").exists()
    assert (out / "crisis-card-a4.pdf").is_file()


def test_a_handout_that_is_none_is_named(project: Path) -> None:
    done = stepwell("handouts", "--project", project, "--only", "fridges")

    assert done.returncode == 2
    assert '"fridges" is no handout of this project; did you mean "fridge"?' in done.stderr


def test_without_the_extra_it_says_how_to_add_it(project: Path, tmp_path: Path) -> None:
    (tmp_path / "typst.py").write_text("raise ImportError\n", encoding="utf-8")

    done = stepwell(
        *("handouts", "--project", project, "--out", tmp_path / "out"), env=environment(PYTHONPATH=str(tmp_path))
    )

    assert done.returncode == 3
    assert done.stderr == (
        "stepwell: this needs Typst, which is not installed; add it with: "
        f'{shlex.quote(sys.executable)} -m pip install "stepwell[handouts]"\n'
    )


def test_a_folder_of_somebody_else_stays(tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"mine")

    with pytest.raises(CannotPublish, match="was not made by Stepwell"), HandoutFolder(tmp_path):
        pass

    assert names_in(tmp_path) == ["letter.pdf"]


def test_a_site_and_handouts_never_take_each_other_s_folder(tmp_path: Path) -> None:
    with HandoutFolder(tmp_path / "handouts"):
        pass
    with BuildFolder(tmp_path, tmp_path / "site") as folder:
        (folder.aside / "index.html").touch()
        folder.publish()

    with pytest.raises(CannotPublish, match="not made by Stepwell"), BuildFolder(tmp_path, tmp_path / "handouts"):
        pass
    with pytest.raises(CannotPublish, match="not made by Stepwell"), HandoutFolder(tmp_path / "site"):
        pass


def test_a_file_of_somebody_else_stays(tmp_path: Path) -> None:
    out, made = tmp_path / "out", some("fridge-a4.pdf")
    with HandoutFolder(out) as folder:
        list(folder.make(made))
    (out / "poster.pdf").write_bytes(b"mine")
    (out / "fridge-letter.pdf").write_bytes(b"mine")

    with HandoutFolder(out) as folder:
        with pytest.raises(CannotPublish, match=r"fridge-letter.pdf was not made by Stepwell"):
            list(folder.make(some("fridge-letter.pdf")))
        assert folder.remove_others([]) == 1

    assert names_in(out) == ["fridge-letter.pdf", "poster.pdf"]


def test_what_a_kill_left_is_made_and_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    wanted = some("fridge-a4.pdf", "fridge-letter.pdf")
    with HandoutFolder(out) as folder:
        next(iter(folder.make(wanted)))  # and no more of it is asked for
    (out / ".fridge-letter.pdf.stepwell").write_bytes(b"%PDF-")

    with HandoutFolder(out) as folder:
        assert not list(out.glob(".*.pdf.stepwell"))
        assert [each.name for each in folder.waiting(wanted)] == ["fridge-letter.pdf"]
        list(folder.make(folder.waiting(wanted)))
        assert folder.waiting(wanted) == ()


def test_a_file_that_was_touched_is_made_again(tmp_path: Path) -> None:
    wanted = some("fridge-a4.pdf")
    with HandoutFolder(tmp_path / "out") as folder:
        list(folder.make(wanted))
        (tmp_path / "out/fridge-a4.pdf").write_bytes(b"%PDF-")

        assert list(folder.waiting(wanted)) == wanted


def test_two_runs_do_not_write_at_once(tmp_path: Path) -> None:
    with (
        HandoutFolder(tmp_path / "out"),
        pytest.raises(CannotPublish, match="another run is writing out"),
        HandoutFolder(tmp_path / "out"),
    ):
        pass


def test_what_our_font_does_not_have_is_said(tmp_path: Path) -> None:
    each = prints()["fridge-a4.pdf"]
    foreign = Print(each.name, each.id, each.template, each.values | {"title": "도움"})

    with HandoutFolder(tmp_path / "out") as folder, pytest.raises(CannotSet, match=r"fridge-a4\.pdf"):
        list(folder.make([foreign]))

    assert names_in(tmp_path / "out") == []
