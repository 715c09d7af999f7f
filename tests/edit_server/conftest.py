"""The shipped project in an editor, and its one window: each module has its own, and each test an empty draft."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.editing import EditSession
from tests.edit_server.running import Asking, copy_of_shipped, running_editor


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Asking, EditSession]]:
    with running_editor(copy_of_shipped(tmp_path_factory.mktemp("editor") / "project")) as (asking, session):
        session.wait_whole()
        yield asking.opened(), session


@pytest.fixture
def window(editor: tuple[Asking, EditSession]) -> Iterator[Asking]:
    yield editor[0]
    editor[1].discard(editor[1].version)


@pytest.fixture
def session(editor: tuple[Asking, EditSession]) -> EditSession:
    return editor[1]
