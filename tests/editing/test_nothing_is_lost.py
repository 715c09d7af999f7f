"""Whatever happens between two saves, what an author wrote is there, and nobody's words are overwritten unseen."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.beginning import begin_organization
from generator.editing import (
    CannotChange,
    CannotSave,
    EditedElsewhere,
    EditSession,
    SetText,
    SetValue,
    Side,
)
from generator.editing.keeping import FOLDER
from tests.conftest import ROOT, TODAY
from tests.editing.projects import small_project

TREE = "decision_tree.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


@pytest.fixture
def session(root: Path) -> Iterator[EditSession]:
    session = EditSession.open(root, today=TODAY)
    yield session
    session.close()


def _say(session: EditSession, words: str, field: str = "why") -> None:
    session.do(session.version, SetValue("question/danger", (field,), words))


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())


def test_what_was_not_saved_is_there_again(root: Path) -> None:
    first = EditSession.open(root, today=TODAY)
    _say(first, "Words that nobody saved.")
    texts = first.text_of(TREE)
    first.close()

    second = EditSession.open(root, today=TODAY)

    assert second.recovered == (TREE,)
    assert second.text_of(TREE) == texts
    second.undo(second.version)
    assert not second.has_changes
    assert second.text_of(TREE) == (root / TREE).read_text()
    second.close()


def test_the_draft_is_for_nobody_else_and_git_leaves_it_alone(root: Path, session: EditSession) -> None:
    _say(session, "Words")

    assert (root / FOLDER).stat().st_mode & 0o777 == 0o700
    assert (root / FOLDER / "draft.json").stat().st_mode & 0o777 == 0o600
    assert (root / FOLDER / ".gitignore").read_text() == "*\n"


def test_a_second_editor_of_the_same_project_is_refused(root: Path, session: EditSession) -> None:
    assert session.version == 1

    with pytest.raises(EditedElsewhere) as refused:
        EditSession.open(root, today=TODAY)

    assert str(refused.value) == "this project is open in another stepwell edit; go on there, or end that one first"


_WRITER = """
import sys
from pathlib import Path
from generator.editing import EditSession, SetValue
from tests.conftest import TODAY
session = EditSession.open(Path(sys.argv[1]), today=TODAY)
print("ready", flush=True)
for number in range(100000):
    session.do(session.version, SetValue("question/danger", ("why",), f"Number {number} " + "of many " * 50))
    print(number, flush=True)
"""


def test_a_process_that_is_killed_leaves_a_whole_draft(root: Path, request: pytest.FixtureRequest) -> None:
    moments = range(0, 60, 5) if request.config.getoption("--every-edit") else (7,)
    before = (root / TREE).read_text()
    for moment in moments:
        said = _killed_after(moment, root)

        session = EditSession.open(root, today=TODAY)

        kept = session.text_of(TREE) or ""
        number = int(kept.split("Number ")[1].split()[0])
        assert number >= said
        wanted = f"Number {number} " + "of many " * 50
        assert kept == before.replace("A few causes of back pain cannot wait.", f'"{wanted}"')
        assert (root / TREE).read_text() == before
        session.close()


def _killed_after(count: int, root: Path) -> int:
    """Kill a process once it has said so often that an edit is done; return the last that it said."""
    command = [sys.executable, "-c", _WRITER, str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(count + 2)]
        writer.send_signal(signal.SIGKILL)
        writer.wait()
    return int(said[-1])


def test_a_draft_that_is_not_whole_is_put_aside_and_said(root: Path) -> None:
    (root / FOLDER).mkdir()
    (root / FOLDER / "draft.json").write_text('{"format": 1, "base": {')

    session = EditSession.open(root, today=TODAY)

    assert session.unkept == "what was not saved before could not be read; it is kept in .stepwell-edit/draft-1.unread"
    assert (root / FOLDER / "draft-1.unread").read_text() == '{"format": 1, "base": {'
    session.close()


def test_a_draft_that_cannot_be_written_is_said_at_once_and_the_words_stay(root: Path, session: EditSession) -> None:
    (root / FOLDER / "draft.json.new").mkdir()  # as a disk that is full: the file cannot be written

    done = session.do(session.version, SetValue("question/danger", ("why",), "Words"))

    assert done.fault.startswith("what you change is not kept on the disk (")
    assert "Words" in (session.text_of(TREE) or "")
    (root / FOLDER / "draft.json.new").rmdir()
    assert session.do(session.version, SetValue("question/danger", ("why",), "More words")).fault == ""


def test_what_changed_on_the_disk_elsewhere_is_merged(root: Path, session: EditSession) -> None:
    _say(session, "Mine.")
    _replace(root / TREE, "Whether to ask for more help", "Theirs: whether to ask for more help")

    assert session.underneath() == (TREE,)
    taken = session.take_in()

    assert (taken.taken, taken.merged, taken.open) == ((), (TREE,), ())
    text = session.text_of(TREE) or ""
    assert "Mine." in text
    assert "Theirs: whether" in text
    assert session.underneath() == ()
    session.undo(session.version)
    assert session.text_of(TREE) == (root / TREE).read_text()


def test_a_file_that_nobody_touched_here_is_read_anew(root: Path, session: EditSession) -> None:
    _say(session, "Mine.")
    _replace(root / "levels.yaml", "written: 2026-11-22", "written: 2026-11-21")

    taken = session.take_in()

    assert taken.taken == ("levels.yaml",)
    assert session.text_of("levels.yaml") == (root / "levels.yaml").read_text()


@pytest.mark.parametrize("side", list(Side))
def test_where_both_changed_the_same_line_an_author_chooses(root: Path, session: EditSession, side: Side) -> None:
    _say(session, "Mine.")
    mine = session.text_of(TREE)
    _replace(root / TREE, "A few causes of back pain cannot wait.", "Theirs.")
    theirs = (root / TREE).read_text()

    taken = session.take_in()
    with pytest.raises(CannotSave) as refused:
        session.save(session.version)
    session.choose(session.version, taken.open[0], side)

    assert [(each.file, each.mine, each.theirs) for each in taken.open] == [(TREE, mine, theirs)]
    assert str(refused.value) == f"{TREE} changed on the disk; look at that first"
    assert session.text_of(TREE) == {Side.MINE: mine, Side.THEIRS: theirs}[side]
    if side is Side.THEIRS:
        session.undo(session.version)
        assert session.text_of(TREE) == mine
    session.save(session.version)
    assert (root / TREE).read_text() == mine


def test_a_file_that_is_deleted_underneath_is_not_written_again_unseen(root: Path, session: EditSession) -> None:
    session.do(session.version, SetText("content/index.md", "My words.\n"))
    (root / "content/index.md").unlink()

    taken = session.take_in()

    assert [(each.file, each.theirs) for each in taken.open] == [("content/index.md", None)]
    session.choose(session.version, taken.open[0], Side.MINE)
    session.save(session.version, although=True)
    assert "My words." in (root / "content/index.md").read_text()


def test_a_save_writes_all_files_and_undo_goes_on_behind_it(root: Path, session: EditSession) -> None:
    before = (root / TREE).read_bytes()
    _say(session, "Saved words.")

    saved = session.save(session.version)

    assert saved.files == (TREE,)
    assert b"Saved words." in (root / TREE).read_bytes()
    assert not (root / FOLDER / "draft.json").exists()
    assert not session.has_changes
    session.undo(session.version)
    session.save(session.version)
    assert (root / TREE).read_bytes() == before


def test_a_save_that_fails_leaves_every_file_as_it_was(root: Path, session: EditSession) -> None:
    before = (root / TREE).read_bytes()
    _say(session, "Words")
    (root / f".{TREE}.stepwell").mkdir()  # where the new text is written aside

    with pytest.raises(CannotSave) as refused:
        session.save(session.version)

    assert str(refused.value).startswith("nothing was saved: ")
    assert (root / TREE).read_bytes() == before
    assert "Words" in (session.text_of(TREE) or "")


def test_an_error_is_saved_only_by_somebody_who_was_told(root: Path, session: EditSession) -> None:
    session.do(session.version, SetValue("question/danger", ("next",), "nowhere"))

    with pytest.raises(CannotSave) as refused:
        session.save(session.version)
    session.save(session.version, although=True)

    assert str(refused.value) == "there are errors, and the files on the disk have none; mend them first"
    assert "next: nowhere" in (root / TREE).read_text()


def test_a_project_with_errors_opens_and_the_other_files_can_be_edited(root: Path) -> None:
    _replace(root / "levels.yaml", "ladders:", "ladders: [")
    session = EditSession.open(root, today=TODAY)

    form = session.form("file/levels.yaml")
    session.do(session.version, SetValue("question/danger", ("why",), "Words"))
    session.save(session.version)

    assert form.text == (root / "levels.yaml").read_text()
    assert form.problems
    assert "Words" in (root / TREE).read_text()
    text = form.text.replace("ladders: [", "ladders:")
    session.do(session.version, SetText("levels.yaml", text))
    assert session.form("file/levels.yaml").fields
    session.close()


@pytest.mark.parametrize("why", ["link", "read-only", "no text"])
def test_a_file_that_cannot_be_changed_says_why(root: Path, why: str) -> None:
    path = root / "content/index.md"
    if why == "link":
        path.rename(root / "elsewhere.md")
        path.symlink_to(root / "elsewhere.md")
    elif why == "read-only":
        path.chmod(0o444)
    else:
        path.write_bytes(b"---\ntitle: \xff\n---\n")
    session = EditSession.open(root, today=TODAY)

    fixed = session.form("page/content/index.md").fixed
    with pytest.raises(CannotChange) as refused:
        session.do(session.version, SetText("content/index.md", "Words"))

    assert (
        fixed
        == {
            "link": "content/index.md is a symbolic link; put the file itself there",
            "read-only": "content/index.md may only be read; ask who keeps it, or change its permissions",
            "no text": "content/index.md is no text in UTF-8; save it as such with another program",
        }[why]
    )
    assert str(refused.value) == fixed
    session.close()


def test_no_path_leads_out_of_the_project(session: EditSession) -> None:
    for file in ("../outside.yaml", "/etc/hostname", "content/../../outside.md", ".stepwell-edit/draft.json"):
        with pytest.raises(CannotChange):
            session.do(session.version, SetText(file, "Words", whole=True))


def test_what_the_upstream_says_is_shown_and_not_changed(tmp_path: Path, root: Path) -> None:
    own = tmp_path / "own"
    begin_organization(own, root, "Our house", today=TODAY)
    session = EditSession.open(own, today=TODAY)

    form = session.form("question/danger")
    with pytest.raises(CannotChange) as refused:
        session.do(session.version, SetValue("question/danger", ("why",), "Ours"))
    session.do(session.version, SetValue("file/content/organization.yaml", ("name",), "Our new house"))
    session.save(session.version, although=True)

    assert form.fields
    assert form.fixed == str(refused.value)
    assert form.fixed == f"{TREE} is the upstream's to say; change its sentences in content/overlay.yaml"
    assert 'name: "Our new house"' in (own / "content/organization.yaml").read_text()
    session.close()


@pytest.mark.parametrize("name", ["../victim", "{victim}", "content/../../victim", ".git/hooks/post-commit", "site.md"])
def test_a_draft_that_came_with_a_folder_names_only_files_of_the_project(root: Path, name: str) -> None:
    victim = root.parent / "victim"
    victim.write_text("kept")
    (root / FOLDER).mkdir()
    texts = {name.format(victim=victim): "evil"}
    (root / FOLDER / "draft.json").write_text(json.dumps({"format": 1, "base": {}, "texts": texts}))

    session = EditSession.open(root, today=TODAY)

    assert (session.has_changes, victim.read_text()) == (False, "kept")
    assert "could not be read" in session.unkept
    session.close()


@pytest.mark.parametrize(
    "content",
    ["[" * 200_000, '{"format": 1, "base": {}, "texts": {"levels.yaml": "\\ud800"}}', "[]", '{"format": 1, "texts": 3}']
    + [json.dumps({"format": 1, "base": {}, "texts": {"levels.yaml": text}}) for text in (7, "a" * (1 << 20) + "a")],
)
def test_every_draft_that_is_none_is_put_aside(root: Path, content: str) -> None:
    (root / FOLDER).mkdir()
    (root / FOLDER / "draft-1.unread").write_text("an older one")
    (root / FOLDER / "draft.json").write_text(content)

    session = EditSession.open(root, today=TODAY)

    assert not session.has_changes
    assert (root / FOLDER / "draft-1.unread").read_text() == "an older one"
    assert (root / FOLDER / "draft-2.unread").read_text() == content
    session.close()


@pytest.mark.parametrize("name", [".gitignore", "draft.json.new", "draft.json", ".gitignore.new"])
def test_nothing_of_the_draft_is_written_through_a_link(root: Path, name: str) -> None:
    victim = root.parent / "victim"
    victim.write_text("kept")
    (root / FOLDER).mkdir()
    (root / FOLDER / name).symlink_to(victim)

    session = EditSession.open(root, today=TODAY)
    _say(session, "Words")

    assert (victim.read_text(), session.unkept) == ("kept", "")
    assert json.loads((root / FOLDER / "draft.json").read_text())["texts"].keys() == {TREE}
    assert (root / FOLDER / ".gitignore").read_text() == "*\n"
    session.close()


def test_the_folder_of_the_draft_is_for_nobody_else(root: Path) -> None:
    (root / FOLDER).mkdir(mode=0o777)
    (root / FOLDER).chmod(0o777)

    EditSession.open(root, today=TODAY).close()

    assert (root / FOLDER).stat().st_mode & 0o777 == 0o700


def test_a_link_in_the_place_of_that_folder_is_not_followed(root: Path) -> None:
    elsewhere = root.parent / "elsewhere"
    elsewhere.mkdir()
    (root / FOLDER).symlink_to(elsewhere)

    session = EditSession.open(root, today=TODAY)
    _say(session, "Words")

    assert session.unkept
    assert list(elsewhere.iterdir()) == []
    session.close()


def test_a_file_never_gets_too_long_to_be_read(session: EditSession) -> None:
    with pytest.raises(CannotChange, match=f"{TREE} would be longer than 1 MiB"):
        _say(session, "word " * (1 << 18))

    assert not session.has_changes
