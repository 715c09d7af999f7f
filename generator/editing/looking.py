"""Look at each version of a project: its names at once, and in a thread all that must be proven."""

from __future__ import annotations

import datetime
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.difference import Differences, differences_between, differences_of_words
from generator.editing.texts import EditedTexts
from generator.editor.known import KnownNames
from generator.editor.workspace import Analysis, Workspace
from generator.problems import Problems
from generator.project import Project, open_project, unsaved_below
from generator.reading import shipped_tree

_NAMES = ("the files as they are", "the files as they would be")


class _Superseded(Exception):
    """There is a newer version; nobody waits for the proofs of this one."""


class Looking:
    """What is known of the newest version, and the thread that proves it."""

    def __init__(self, root: Path, today: Callable[[], datetime.date]) -> None:
        self._root = root
        self._today = today
        self._workspace = Workspace(root)
        self._newest = 0
        """The version that was asked for last; the proof of an older one ends before its next check."""
        self._found: tuple[int, Analysis] | None = None
        self._failed = -1
        self._proven: tuple[int, Project] | None = None
        self._saved: Project | None = None
        self._files = threading.Lock()
        """Held by whoever reads or proves."""
        self._news = threading.Condition()
        """Held by whoever says what was found."""
        self._thread: threading.Thread | None = None
        self._is_ended = False

    @property
    def known(self) -> KnownNames | None:
        """What the newest base that could be read knows by name."""
        return self._workspace.known

    @property
    def proven(self) -> tuple[int, Project] | None:
        """The newest version that passed every check, and its number."""
        return self._proven

    def at(self, version: int, texts: EditedTexts) -> Analysis:
        """Say what is known of a version, the newest; one that was not seen before is read, and proven in a thread."""
        with self._news:
            if self._found is not None and self._found[0] == version:
                return self._found[1]
            self._newest = version
        with self._files:
            found = self._workspace.read(unsaved_below(self._root, texts.draft))
        with self._news:
            self._found = (version, found)
            self._news.notify_all()
            if not found.is_whole and self._thread is None and not self._is_ended:
                self._thread = threading.Thread(target=self._prove_all, name="proofs", daemon=True)
                self._thread.start()
        return found

    def seen(self, version: int) -> Analysis | None:
        """Say what is known of a version by now; None where nobody asked for it."""
        with self._news:
            return self._found[1] if self._found is not None and self._found[0] == version else None

    def wait(self, timeout: float | None) -> None:
        """Wait until the newest version is proven."""
        with self._news:
            self._news.wait_for(self._is_settled, timeout)

    def _is_settled(self) -> bool:
        if self._is_ended or self._found is None:
            return True
        version, found = self._found
        return version == self._newest and (found.is_whole or self._failed == version)

    def read_disk_anew(self) -> None:
        """Forget what was known of the files on the disk: somebody else changed them."""
        self._saved = None

    def saved(self, version: int) -> None:
        """Take a version as the one that is on the disk now."""
        self._saved = None
        if self._proven is not None and self._proven[0] == version:
            self._saved = self._proven[1]

    def was_right(self) -> bool:
        """Tell whether the files on the disk pass every check."""
        return self._on_disk().verified is not None

    def difference(self, version: int) -> Differences | None:
        """Compare a version with the files on the disk; None where it has errors or is not proven yet."""
        if self._proven is None or self._proven[0] != version:
            return None
        before, now = self._on_disk(), self._proven[1]
        assert now.verified is not None
        if before.verified is not None:
            return differences_between(before.verified, now.verified, names=_NAMES)
        if before.reading.base is None:
            return None
        return differences_of_words(before.reading.base, now.verified.base, names=_NAMES)

    def _on_disk(self) -> Project:
        if self._saved is None:
            like = None if self._proven is None else self._proven[1]
            self._saved = open_project(self._root, Problems(), today=self._today(), like=like)
        return self._saved

    def shipped(self, way: Sequence[str | int]) -> str:
        """Return the words that come with Stepwell at a place of content/words.yaml, "" where there are none."""
        found: object = shipped_tree()
        for part in way:
            if isinstance(found, dict) and isinstance(part, str):
                found = found.get(part)
            elif isinstance(found, list) and isinstance(part, int) and part < len(found):
                found = found[part]
            else:
                return ""
        return str(found) if isinstance(found, str) else ""

    def end(self) -> None:
        """Let nothing go on."""
        with self._news:
            self._is_ended, thread = True, self._thread
            self._news.notify_all()
        if thread is not None:
            thread.join()

    def _prove_all(self) -> None:
        while (next_one := self._to_prove()) is not None:
            version, found = next_one
            try:
                self._prove(version, found)
            except _Superseded:
                continue
            except Exception as error:  # a fault of ours in one version must not end the help with the next
                sys.excepthook(type(error), error, error.__traceback__)
                with self._news:
                    self._failed = version
                    self._news.notify_all()

    def _to_prove(self) -> tuple[int, Analysis] | None:
        """Wait for the reading of the newest version where there is a newer one; None where nothing is to be done."""
        with self._news:
            self._news.wait_for(lambda: self._is_ended or (self._found is not None and self._found[0] == self._newest))
            assert self._found is not None
            version, found = self._found
            if self._is_ended or found.is_whole or self._failed == version:
                self._thread = None
                return None
            return version, found

    def _prove(self, version: int, found: Analysis) -> None:
        def stop_where_old() -> None:
            if version != self._newest or self._is_ended:
                raise _Superseded

        with self._files:
            stop_where_old()
            whole = self._workspace.check(found, today=self._today(), before_each=stop_where_old)
        with self._news:
            if version != self._newest:
                raise _Superseded
            self._found = (version, whole)
            if whole.project.verified is not None:
                self._proven = (version, whole.project)
            self._news.notify_all()
