"""Look after the projects whose files an editor holds, and say their problems.

A change is answered in two steps: what reading and names say at once, and what all checks say as soon as nobody types.
The project is read and checked in a thread of its own; a check of a text that is no longer the newest ends early.
"""

from __future__ import annotations

import asyncio
import datetime
import gc
import re
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from generator.editor.texts import Document, Encoding, Span
from generator.editor.workspace import Analysis, Workspace, root_of
from generator.problems import Problem, Severity

_SECONDS_TO_SETTLE = 0.03
_PLACE = re.compile(r"([^\s:]+\.(?:yaml|yml|md)):(\d+):(\d+)")
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
}
_PROBLEMS_PAGE = Path(__file__).parents[2] / "docs" / "problems.md"


class _Superseded(Exception):
    """There is a newer text than the one that is being checked."""


@dataclass(slots=True)
class Opened:
    """A file that an editor holds."""

    uri: str
    version: int
    document: Document


@dataclass(slots=True)
class Session:
    """A project that is edited; `number` counts the changes to it."""

    workspace: Workspace
    number: int = 1
    found: Analysis | None = None
    said: dict[Path, tuple[Problem, ...]] = field(default_factory=dict)
    task: asyncio.Task[None] | None = None
    documents: dict[Path, Document] = field(default_factory=dict)

    def document_of(self, path: Path) -> Document | None:
        """Find the text of a file as it was read last."""
        if not self.documents and self.found is not None:
            self.documents = {self.found.path_of(name): Document(text) for name, text in self.found.texts.items()}
        return self.documents.get(path)


class StepwellServer(LanguageServer):
    """The projects whose files an editor holds, and what was said of each file."""

    def __init__(self, today: Callable[[], datetime.date]) -> None:
        super().__init__("stepwell", "1", text_document_sync_kind=types.TextDocumentSyncKind.Incremental)
        self.today = today
        self.opened: dict[Path, Opened] = {}
        self.sessions: dict[Path, Session] = {}
        self.kept: set[Path] = set()
        self.worker = ThreadPoolExecutor(max_workers=1)

    @property
    def encoding(self) -> Encoding:
        """The units in which the editor counts columns."""
        return Encoding(self.server_capabilities.position_encoding or Encoding.UTF_16)

    def begin(self, root: Path, *, is_kept: bool = False) -> Session:
        """Begin to look after a project; one that is kept is looked after while none of its files is open too."""
        if is_kept:
            self.kept.add(root)
        if root not in self.sessions:
            self.sessions[root] = Session(Workspace(root))
            self._go_on(self.sessions[root])
        return self.sessions[root]

    def session_of(self, path: Path) -> Session | None:
        """Find the project that a file belongs to."""
        root = root_of(path)
        return None if root is None else self.begin(root)

    def changed(self, path: Path | None = None) -> None:
        """Look anew at every project that a file is read for, or at all of them."""
        for session in self.sessions.values():
            if path is None or any(path.is_relative_to(folder) for folder in _folders_of(session)):
                session.number += 1
                self._go_on(session)

    def end_unused(self) -> None:
        """Take back what was said of projects none of whose files is open any more."""
        used = {root for path in self.opened if (root := root_of(path)) is not None} | self.kept
        for root in [root for root in self.sessions if root not in used]:
            session = self.sessions.pop(root)
            session.number += 1
            self._say(session, None)

    async def settle(self) -> None:
        """Wait until all that was said is about the newest texts."""
        while tasks := [each.task for each in self.sessions.values() if each.task is not None and not each.task.done()]:
            await asyncio.wait(tasks)

    def unsaved(self) -> dict[str, str]:
        """Collect the texts that the editor holds."""
        return {str(path): each.document.text for path, each in self.opened.items()}

    def _go_on(self, session: Session) -> None:
        if session.task is None or session.task.done():
            session.task = asyncio.get_running_loop().create_task(self._keep_fresh(session))

    async def _keep_fresh(self, session: Session) -> None:
        number = 0
        while number != session.number:
            number = session.number
            try:
                await self._look(session, number)
            except _Superseded:
                continue
            except Exception:  # a fault of ours in one text must not end the help with the next
                message = f"this is our mistake, please report it\n{traceback.format_exc()}"
                self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))

    async def _look(self, session: Session, number: int) -> None:
        unsaved = self.unsaved()

        def stop_where_old() -> None:
            if session.number != number:
                raise _Superseded

        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self.worker, session.workspace.read, unsaved)
        stop_where_old()
        self._say(session, found)
        if session.workspace.known is not None:
            await loop.run_in_executor(self.worker, session.workspace.known.make_ready)
        await asyncio.sleep(_SECONDS_TO_SETTLE)
        stop_where_old()
        is_first = session.workspace.verified is None
        whole = await loop.run_in_executor(
            self.worker,
            lambda: session.workspace.check(found, today=self.today(), before_each=stop_where_old),
        )
        stop_where_old()
        if whole is not found:
            self._say(session, whole)
        if is_first:
            gc.freeze()

    def _say(self, session: Session, found: Analysis | None) -> None:
        """Say the problems of a project; what was said of files that have none now is taken back."""
        before, now = session.said, _by_path(found)
        session.found, session.said, session.documents = found, now, {}
        # What is said of an open file is said anew: the editor moves marks by itself while somebody types.
        own = [path for path in self.opened if any(path.is_relative_to(folder) for folder in _folders_of(session))]
        changed = [path for path in (*before, *now) if before.get(path) != now.get(path)]
        for path in dict.fromkeys((*own, *changed)):
            self._say_of(path)

    def _say_of(self, path: Path) -> None:
        opened, document = self.opened.get(path), self.document_of(path)
        said = {problem: self.diagnostic(problem, document, found) for found, problem in self.problems_of(path)}
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(
                uri=self.uri_of(path),
                version=None if opened is None else opened.version,
                diagnostics=list(said.values()),
            )
        )

    def problems_of(self, path: Path) -> Iterator[tuple[Analysis, Problem]]:
        """Yield each problem that was said last of a file, with all that was found beside it."""
        for session in self.sessions.values():
            for problem in session.said.get(path, ()):
                if session.found is not None:
                    yield session.found, problem

    def uri_of(self, path: Path) -> str:
        """Name a file as the editor does."""
        return self.opened[path].uri if path in self.opened else path.as_uri()

    def document_of(self, path: Path) -> Document:
        """Find the text of a file: what the editor holds, else what was read last."""
        if path in self.opened:
            return self.opened[path].document
        found = (session.document_of(path) for session in self.sessions.values())
        return next((document for document in found if document is not None), Document(""))

    def range_of(self, span: Span, document: Document) -> types.Range:
        """Say a part of a text as the editor counts."""
        start, end = (types.Position(spot.line, document.units(spot, self.encoding)) for spot in span)
        return types.Range(start, end)

    def diagnostic(self, problem: Problem, document: Document, found: Analysis) -> types.Diagnostic:
        """Say a problem of a file as an editor shows it; its notes lead to the places that they name."""
        place = problem.place
        known = "" if problem.fix is None else problem.fix.word
        here = self.range_of(document.word_at(place.line, place.column, said=problem.message, known=known), document)
        notes = [(note, self._place_of(note, found)) for note in problem.notes]
        location = types.Location(self.uri_of(found.path_of(place.file)), here)
        return types.Diagnostic(
            range=here,
            message=f"{problem.message}\n{problem.help}" if problem.help else problem.message,
            severity=_SEVERITIES[problem.severity],
            code=problem.id,
            code_description=_description_of(problem.id),
            source="stepwell",
            related_information=[types.DiagnosticRelatedInformation(at or location, note) for note, at in notes]
            or None,
        )

    def _place_of(self, note: str, found: Analysis) -> types.Location | None:
        """Find the place that a note names."""
        match = _PLACE.search(note)
        if match is None or match[1] not in found.texts:
            return None
        path = found.path_of(match[1])
        document = self.document_of(path)
        span = document.word_at(int(match[2]), int(match[3]))
        return types.Location(self.uri_of(path), self.range_of(span, document))


def _folders_of(session: Session) -> Iterator[Path]:
    yield session.workspace.root
    found = session.found
    if found is not None and found.project.settings.upstream is not None:
        yield found.path_of(found.project.settings.upstream.written)


def _by_path(found: Analysis | None) -> dict[Path, tuple[Problem, ...]]:
    if found is None:
        return {}
    by_path: dict[Path, list[Problem]] = {}
    for problem in found.problems:
        by_path.setdefault(found.path_of(problem.place.file), []).append(problem)
    return {path: tuple(problems) for path, problems in by_path.items()}


def _description_of(id: str) -> types.CodeDescription | None:
    if not _PROBLEMS_PAGE.is_file():
        return None
    return types.CodeDescription(href=f"{_PROBLEMS_PAGE.as_uri()}#{id}")


def path_of(uri: str) -> Path | None:
    """Find the file that an editor names; None for what is not in a folder."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return None if path is None else Path(path)


def span_of(range: types.Range, document: Document, encoding: Encoding) -> Span:
    """Find the part of a text that an editor names."""
    start, end = (document.spot(each.line, each.character, encoding) for each in (range.start, range.end))
    return Span(start, end)
