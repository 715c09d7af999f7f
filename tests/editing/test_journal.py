"""Steps can be taken back one by one in a later session too; where the files are others by then, none is tried."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.editing import EditSession, SetValue
from generator.editing.changes import ChangedField
from generator.editing.history import TextChange
from generator.editing.journal import MOST_STEPS, journal_of, steps_in
from generator.editing.keeping import FOLDER
from tests.conftest import TODAY
from tests.editing.projects import small_project
from tests.editing.seeded import SeededEdits

TREE, STEPS = "decision_tree.yaml", "steps.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


def _say(session: EditSession, words: str, *, visit: str = "") -> None:
    session.do(session.version, SetValue("question/danger", ("why",), words), visit=visit)


def _again(session: EditSession) -> EditSession:
    session.close()
    return EditSession.open(session.root, today=TODAY)


def _undone(session: EditSession) -> list[str]:
    """Take everything back, and list what was."""
    said = []
    while session.can_undo:
        said.append(session.undo(session.version).said)
    session.close()
    return said


def test_each_step_is_taken_back_alone_after_a_restart(root: Path) -> None:
    first = EditSession.open(root, today=TODAY)
    before = first.text_of(TREE)
    _say(first, "One")
    _say(first, "Two")
    once = first.text_of(TREE)
    _say(first, "Three")

    second = _again(first)
    second.undo(second.version)
    second.undo(second.version)

    assert second.text_of(TREE) != once
    assert "why: One" in (second.text_of(TREE) or "")
    assert _undone(second) == ["reason of “Is any of this true right now?”"]
    third = EditSession.open(root, today=TODAY)
    assert (third.text_of(TREE), third.has_changes, third.can_undo) == (before, False, "")
    third.close()


def test_what_was_saved_is_taken_back_after_a_restart_too(root: Path) -> None:
    before = (root / TREE).read_bytes()
    first = EditSession.open(root, today=TODAY)
    _say(first, "One")
    first.save(first.version)
    _say(first, "Two")
    first.save(first.version)

    second = _again(first)
    assert not second.has_changes
    second.undo(second.version)
    assert "why: One" in (second.text_of(TREE) or "")
    second.undo(second.version)
    second.save(second.version)
    second.close()

    assert (root / TREE).read_bytes() == before


def test_where_somebody_wrote_the_file_since_no_step_is_tried(root: Path) -> None:
    first = EditSession.open(root, today=TODAY)
    _say(first, "One")
    first.save(first.version)
    first.close()
    (root / TREE).write_text((root / TREE).read_text(encoding="utf-8") + "# theirs\n", encoding="utf-8")

    second = EditSession.open(root, today=TODAY)

    assert second.can_undo == ""
    second.close()


def test_where_the_steps_are_not_those_of_the_draft_all_of_it_is_one_step(root: Path) -> None:
    first = EditSession.open(root, today=TODAY)
    _say(first, "One")
    older = (root / FOLDER / STEPS).read_bytes()
    _say(first, "Two")
    text = first.text_of(TREE)
    first.close()
    (root / FOLDER / STEPS).write_bytes(older)  # the machine stopped between the two files

    second = EditSession.open(root, today=TODAY)

    assert second.text_of(TREE) == text
    assert _undone(second) == ["all that was not saved before"]


def _cut(text: str) -> str:
    return text[: len(text) // 2]


def _elsewhere(text: str) -> str:
    return text.replace(TREE, "../outside.yaml")


def _too_far(text: str) -> str:
    read = json.loads(text)
    read["steps"][0]["files"][TREE][1][0] = 10**9
    return json.dumps(read)


def _no_list(text: str) -> str:
    return json.dumps({**json.loads(text), "steps": {"a": 1}})


@pytest.mark.parametrize("spoil", [_cut, _elsewhere, _too_far, _no_list, str.upper, lambda _: "[" * 100_000])
def test_journal_that_cannot_be_read_takes_nothing_of_the_draft(root: Path, spoil: Callable[[str], str]) -> None:
    first = EditSession.open(root, today=TODAY)
    _say(first, "One")
    text = first.text_of(TREE)
    first.close()
    path = root / FOLDER / STEPS
    path.write_text(spoil(path.read_text(encoding="ascii")), encoding="ascii")

    second = EditSession.open(root, today=TODAY)

    assert (second.text_of(TREE), second.unkept) == (text, "")
    assert _undone(second) == ["all that was not saved before"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_random_edits_are_taken_back_to_the_last_byte_after_a_restart(newline: str, tmp_path: Path) -> None:
    edits = SeededEdits(small_project(tmp_path / "project", newline=newline), seed=7)
    before = edits.texts()
    edits.make(15)
    steps = edits.session.can_undo

    again = _again(edits.session)

    assert (again.can_undo, bool(steps)) == (steps, True)
    assert len(_undone(again)) > 5
    after = EditSession.open(again.root, today=TODAY)
    assert {name: after.text_of(name) for name in before} == before
    after.close()


@pytest.mark.parametrize(
    ("old", "new"), [("Words.\n", None), (None, "Words.\n"), (None, ""), ("", None), ("é\r\n", "è\r\n")]
)
def test_file_that_goes_or_comes_is_kept_in_its_step(old: str | None, new: str | None) -> None:
    name, field = "content/about.md", ChangedField("Why", ("a",), (), ("answer",))
    step = TextChange("it", "page/x", {name: old}, {name: new}, field=field)

    assert steps_in(journal_of([step], {name: new}), {name: new}) == (step,)
    assert steps_in(journal_of([step], {name: new}), {name: "other"}) == ()


def test_only_the_newest_steps_are_kept() -> None:
    name = "content/about.md"
    steps = [TextChange(f"{number}", "", {name: f"{number}"}, {name: f"{number + 1}"}) for number in range(300)]

    kept = steps_in(journal_of(steps, {name: "300"}), {name: "300"})

    assert kept == tuple(steps[-MOST_STEPS:])
