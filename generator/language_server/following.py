"""Follow what an editor opens, changes and closes, and what changes on disk."""

from __future__ import annotations

import asyncio

from lsprotocol import types

from generator.editor.texts import Document, SpanEdit
from generator.editor.workspace import root_of
from generator.language_server.server import Opened, StepwellServer, path_of, span_of

SETTLED = "stepwell/settled"
"""A request that is answered once all that was said is about the newest texts; for tests."""
_WATCHED = ("**/levels.yaml", "**/decision_tree.yaml", "**/mkdocs.yml", "**/content/**")


def follow_texts(server: StepwellServer) -> None:
    """Let a server keep the texts that its editor holds, and look anew at a project whenever one of them changes."""

    @server.feature(types.INITIALIZED)
    def initialized(ls: StepwellServer, _params: types.InitializedParams) -> None:
        for folder in ls.workspace.folders.values():
            path = path_of(folder.uri)
            if path is not None and root_of(path / "mkdocs.yml") == path:
                ls.begin(path, is_kept=True)
        asyncio.get_running_loop().create_task(_watch(ls))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: StepwellServer, params: types.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        path = path_of(item.uri)
        if path is None:
            return
        ls.opened[path] = Opened(item.uri, item.version, Document(item.text))
        ls.session_of(path)
        ls.changed(path)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(ls: StepwellServer, params: types.DidChangeTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        if path is None or path not in ls.opened:
            return
        document = ls.opened[path].document
        for change in params.content_changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                document = document.changed(SpanEdit(span_of(change.range, document, ls.encoding), change.text))
            else:
                document = Document(change.text)
        ls.opened[path] = Opened(ls.opened[path].uri, params.text_document.version, document)
        ls.changed(path)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: StepwellServer, params: types.DidCloseTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        if path is None or ls.opened.pop(path, None) is None:
            return
        ls.end_unused()
        ls.changed(path)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(ls: StepwellServer, params: types.DidSaveTextDocumentParams) -> None:
        ls.changed(path_of(params.text_document.uri))

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def changed_on_disk(ls: StepwellServer, _params: types.DidChangeWatchedFilesParams) -> None:
        ls.changed()

    @server.feature(SETTLED)
    async def settled(ls: StepwellServer, _params: object) -> None:
        await ls.settle()

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
