"""What an author sees and does while a project is edited, one step after another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.editing import EditSession, SetValue, Stale
from tests.conftest import TODAY
from tests.editing.projects import small_project


@pytest.fixture
def session(tmp_path: Path) -> Iterator[EditSession]:
    session = EditSession.open(small_project(tmp_path / "project"), today=TODAY)
    yield session
    session.close()


def test_a_changed_line_is_the_only_one_that_is_another(session: EditSession) -> None:
    before = session.text_of("decision_tree.yaml")
    assert before is not None

    session.do(session.version, SetValue("question/danger", ("why",), "So that help comes: at once"))

    after = session.text_of("decision_tree.yaml")
    assert after is not None
    changed = [pair for pair in zip(before.split("\n"), after.split("\n"), strict=True) if pair[0] != pair[1]]
    assert [new for _, new in changed] == ['    why: "So that help comes: at once"']


def test_whoever_saw_an_older_version_changes_nothing(session: EditSession) -> None:
    seen = session.version
    session.do(seen, SetValue("question/danger", ("why",), "First"))

    with pytest.raises(Stale) as stale:
        session.do(seen, SetValue("question/danger", ("why",), "Second"))

    assert stale.value.version == session.version
    assert "Second" not in str(session.text_of("decision_tree.yaml"))
