"""Speak with editors: the one file that knows pygls. What is said to them comes from `editor`.

A change is answered in two steps: what reading and names say at once, and what all checks say as soon as nobody types.
The project is read and checked in a thread of its own; a check of a text that is no longer the newest ends early.
"""

from __future__ import annotations

import asyncio
import datetime
import gc
import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from generator.editor.fixes import edits_of, title_of
from generator.editor.texts import Document, Edit, Encoding, Span
from generator.editor.workspace import Found, Workspace, root_of
from generator.problems import Problem, Severity

SETTLED = "stepwell/settled"
"""A request that is answered once all that was said is about the newest texts; for tests."""
_WATCHED = ("**/levels.yaml", "**/decision_tree.yaml", "**/mkdocs.yml", "**/content/**")
_SECONDS_TO_SETTLE = 0.03
_VALUES_BEFORE_A_LOOK = 50_000
_PLACE = re.compile(r"([^\s:]+\.(?:yaml|yml|md)):(\d+):(\d+)")
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
}
_PROBLEMS_PAGE = Path(__file__).parent.parent / "docs" / "problems.md"


class _Superseded(Exception):
    """There is a newer text than the one that is being checked."""


@dataclass(slots=True)
class _Opened:
    """A file that an editor holds."""

    uri: str
    version: int
    document: Document


@dataclass(slots=True)
class _Session:
    """A project that is edited; `number` counts the changes to it."""

    workspace: Workspace
    number: int = 1
    found: Found | None = None
    said: dict[Path, tuple[Problem, ...]] = field(default_factory=dict)
    task: asyncio.Task[None] | None = None


class StepwellServer(LanguageServer):
    """The projects whose files an editor holds, and what was said of each file."""

    def __init__(self, today: Callable[[], datetime.date]) -> None:
        super().__init__("stepwell", "1", text_document_sync_kind=types.TextDocumentSyncKind.Incremental)
        self.today = today
        self.opened: dict[Path, _Opened] = {}
        self.sessions: dict[Path, _Session] = {}
        self.kept: set[Path] = set()
        self.worker = ThreadPoolExecutor(max_workers=1)

    @property
    def encoding(self) -> Encoding:
        """The units in which the editor counts columns."""
        return Encoding(self.server_capabilities.position_encoding or Encoding.UTF_16)

    def begin(self, root: Path, *, is_kept: bool = False) -> _Session:
        """Begin to look after a project; one that is kept is looked after while none of its files is open too."""
        if is_kept:
            self.kept.add(root)
        if root not in self.sessions:
            self.sessions[root] = _Session(Workspace(root))
            self._go_on(self.sessions[root])
        return self.sessions[root]

    def session_of(self, path: Path) -> _Session | None:
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

    def _go_on(self, session: _Session) -> None:
        if session.task is None or session.task.done():
            session.task = asyncio.get_running_loop().create_task(self._keep_fresh(session))

    async def _keep_fresh(self, session: _Session) -> None:
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

    async def _look(self, session: _Session, number: int) -> None:
        opened = {path: each for path, each in self.opened.items() if root_of(path) is not None}
        unsaved = {str(path): each.document.text for path, each in opened.items()}

        def stop_where_old() -> None:
            if session.number != number:
                raise _Superseded

        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self.worker, session.workspace.read, unsaved)
        stop_where_old()
        self._say(session, found)
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

    def _say(self, session: _Session, found: Found | None) -> None:
        """Say the problems of a project; what was said of files that have none now is taken back."""
        before, now = session.said, _by_path(found)
        session.found, session.said = found, now
        for path in dict.fromkeys([*before, *now]):
            # what is said of an open file is said anew: the editor moves marks by itself while somebody types
            if before.get(path) != now.get(path) or path in self.opened:
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

    def problems_of(self, path: Path) -> Iterator[tuple[Found, Problem]]:
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
        for session in self.sessions.values():
            for name, text in () if session.found is None else session.found.texts.items():
                if session.found is not None and session.found.path_of(name) == path:
                    return Document(text)
        return Document("")

    def range_of(self, span: Span, document: Document) -> types.Range:
        """Say a part of a text as the editor counts."""
        start, end = (types.Position(spot.line, document.units(spot, self.encoding)) for spot in span)
        return types.Range(start, end)

    def diagnostic(self, problem: Problem, document: Document, found: Found) -> types.Diagnostic:
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

    def _place_of(self, note: str, found: Found) -> types.Location | None:
        """Find the place that a note names."""
        match = _PLACE.search(note)
        if match is None or match[1] not in found.texts:
            return None
        path = found.path_of(match[1])
        document = self.document_of(path)
        span = document.word_at(int(match[2]), int(match[3]))
        return types.Location(self.uri_of(path), self.range_of(span, document))


def _folders_of(session: _Session) -> Iterator[Path]:
    yield session.workspace.root
    found = session.found
    if found is not None and found.project.settings.upstream is not None:
        yield found.path_of(found.project.settings.upstream.written)


def _by_path(found: Found | None) -> dict[Path, tuple[Problem, ...]]:
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


def make_server(today: Callable[[], datetime.date]) -> StepwellServer:
    """Make a server that knows what an editor may ask."""
    server = StepwellServer(today)
    _follow_texts(server)
    _offer_fixes(server)
    return server


def serve_editor(today: Callable[[], datetime.date]) -> None:
    """Speak with the editor that started this process, until it ends."""
    gc.set_threshold(_VALUES_BEFORE_A_LOOK)
    make_server(today).start_io()


def _follow_texts(server: StepwellServer) -> None:
    @server.feature(types.INITIALIZED)
    def initialized(ls: StepwellServer, _params: types.InitializedParams) -> None:
        for folder in ls.workspace.folders.values():
            path = _path(folder.uri)
            if path is not None and root_of(path / "mkdocs.yml") == path:
                ls.begin(path, is_kept=True)
        asyncio.get_running_loop().create_task(_watch(ls))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: StepwellServer, params: types.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        path = _path(item.uri)
        if path is None:
            return
        ls.opened[path] = _Opened(item.uri, item.version, Document(item.text))
        ls.session_of(path)
        ls.changed(path)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(ls: StepwellServer, params: types.DidChangeTextDocumentParams) -> None:
        path = _path(params.text_document.uri)
        if path is None or path not in ls.opened:
            return
        document = ls.opened[path].document
        for change in params.content_changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                document = document.changed(Edit(_span(change.range, document, ls.encoding), change.text))
            else:
                document = Document(change.text)
        ls.opened[path] = _Opened(ls.opened[path].uri, params.text_document.version, document)
        ls.changed(path)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: StepwellServer, params: types.DidCloseTextDocumentParams) -> None:
        path = _path(params.text_document.uri)
        if path is None or ls.opened.pop(path, None) is None:
            return
        ls.end_unused()
        ls.changed(path)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(ls: StepwellServer, params: types.DidSaveTextDocumentParams) -> None:
        ls.changed(_path(params.text_document.uri))

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def changed_on_disk(ls: StepwellServer, _params: types.DidChangeWatchedFilesParams) -> None:
        ls.changed()

    @server.feature(SETTLED)
    async def settled(ls: StepwellServer, _params: object) -> None:
        while tasks := [each.task for each in ls.sessions.values() if each.task is not None and not each.task.done()]:
            await asyncio.wait(tasks)

    @server.feature(types.SHUTDOWN)
    def shut_down(ls: StepwellServer, _params: None) -> None:
        for session in ls.sessions.values():
            session.number += 1
        ls.sessions.clear()
        ls.worker.shutdown(wait=False, cancel_futures=True)


async def _watch(server: StepwellServer) -> None:
    """Ask the editor to say when files change on disk, where it can."""
    capabilities = server.client_capabilities.workspace
    watching = None if capabilities is None else capabilities.did_change_watched_files
    if watching is None or not watching.dynamic_registration:
        return
    watchers = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in _WATCHED]
    registration = types.Registration(
        "files",
        types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
        types.DidChangeWatchedFilesRegistrationOptions(watchers),
    )
    await server.client_register_capability_async(types.RegistrationParams([registration]))


def _offer_fixes(server: StepwellServer) -> None:
    options = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    def actions(ls: StepwellServer, params: types.CodeActionParams) -> list[types.CodeAction]:
        path = _path(params.text_document.uri)
        if path is None or path not in ls.opened:
            return []
        document = ls.opened[path].document
        asked = _span(params.range, document, ls.encoding)
        return list(_actions(ls, path, document, asked))


def _actions(ls: StepwellServer, path: Path, document: Document, asked: Span) -> Iterator[types.CodeAction]:
    for problem, found in {problem: found for found, problem in ls.problems_of(path)}.items():
        diagnostic = ls.diagnostic(problem, document, found)
        span = _span(diagnostic.range, document, ls.encoding)
        edits = edits_of(problem, document) if span.start <= asked.end and asked.start <= span.end else ()
        if edits:
            yield types.CodeAction(
                title=title_of(problem),
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic],
                is_preferred=True,
                edit=types.WorkspaceEdit(changes={ls.uri_of(path): _text_edits(ls, edits, document)}),
            )


def _text_edits(ls: StepwellServer, edits: Iterable[Edit], document: Document) -> list[types.TextEdit]:
    return [types.TextEdit(ls.range_of(edit.span, document), edit.text) for edit in edits]


def _path(uri: str) -> Path | None:
    """Find the file that an editor names; None for what is not in a folder."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return None if path is None else Path(path)


def _span(range: types.Range, document: Document, encoding: Encoding) -> Span:
    start, end = (document.spot(each.line, each.character, encoding) for each in (range.start, range.end))
    return Span(start, end)
