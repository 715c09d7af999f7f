"""Answer what an editor asks about a place: what can stand there, what it is, where it is used, what mends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidRequest

from generator.editor.completion import Offered, offers_at
from generator.editor.fixes import edits_of, title_of
from generator.editor.known import KnownNames
from generator.editor.outline import Symbol, outline_of
from generator.editor.pointing import Pointed, card_at, pointed_at, span_of_definition, span_of_use, written
from generator.editor.texts import Document, Span, SpanEdit, Spot
from generator.editor.workspace import RenameEdits
from generator.language_server.server import Session, StepwellServer, path_of, span_of
from generator.naming import Definition
from generator.renaming import CannotRename

_KINDS = {
    Offered.KEY: types.CompletionItemKind.Property,
    Offered.WORD: types.CompletionItemKind.EnumMember,
    Offered.NAME: types.CompletionItemKind.Reference,
    Offered.ADDRESS: types.CompletionItemKind.File,
    Offered.MARKER: types.CompletionItemKind.Snippet,
}
_MOST_SYMBOLS = 300


def answer_questions(server: StepwellServer) -> None:
    """Let a server answer what its editor asks."""
    _complete(server)
    _point(server)
    _list_parts(server)
    _rename(server)
    _mend(server)


@dataclass(frozen=True, slots=True)
class _Place:
    """A place of an open file: the project, the file's name in it, its text, and what is known."""

    session: Session
    file: str
    document: Document
    spot: Spot

    @property
    def known(self) -> KnownNames | None:
        return self.session.workspace.known

    def pointed(self) -> Pointed | None:
        return None if self.known is None else pointed_at(self.document, self.spot, file=self.file, known=self.known)


def _place(ls: StepwellServer, text_document: types.TextDocumentIdentifier, position: types.Position) -> _Place | None:
    path = path_of(text_document.uri)
    session = None if path is None or path not in ls.opened else ls.session_of(path)
    if path is None or session is None:
        return None
    document = ls.opened[path].document
    spot = document.spot(position.line, position.character, ls.encoding)
    return _Place(session, session.workspace.name_of(path), document, spot)


def _complete(server: StepwellServer) -> None:
    options = types.CompletionOptions(trigger_characters=[".", "/", "#", "[", ":", " ", "-"])

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, options)
    def complete(ls: StepwellServer, params: types.CompletionParams) -> types.CompletionList:
        place = _place(ls, params.text_document, params.position)
        if place is None:
            return types.CompletionList(is_incomplete=False, items=[])
        offers = offers_at(place.document, place.spot, file=place.file, known=place.known)
        items = [
            types.CompletionItem(
                label=offer.label,
                kind=_KINDS[offer.sort],
                detail=offer.detail or None,
                documentation=offer.about or None,
                sort_text=f"{number:05}",
                filter_text=offer.label,
                text_edit=types.TextEdit(ls.range_of(offer.span, place.document), offer.text),
            )
            for number, offer in enumerate(offers)
        ]
        return types.CompletionList(is_incomplete=False, items=items)


def _point(server: StepwellServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(ls: StepwellServer, params: types.HoverParams) -> types.Hover | None:
        place = _place(ls, params.text_document, params.position)
        if place is None or place.known is None:
            return None
        workspace = place.session.workspace
        card = card_at(
            place.document,
            place.spot,
            file=place.file,
            known=place.known,
            guides=workspace.ways,
            is_proven=workspace.is_proven,
        )
        if card is None:
            return None
        content = types.MarkupContent(types.MarkupKind.Markdown, card.says)
        return types.Hover(content, ls.range_of(card.span, place.document))

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(ls: StepwellServer, params: types.DefinitionParams) -> types.Location | None:
        place = _place(ls, params.text_document, params.position)
        pointed = None if place is None else place.pointed()
        return None if place is None or pointed is None else _where(ls, place.session, pointed.definition)

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def references(ls: StepwellServer, params: types.ReferenceParams) -> list[types.Location]:
        place = _place(ls, params.text_document, params.position)
        pointed = None if place is None else place.pointed()
        if place is None or place.known is None or pointed is None:
            return []
        found = [_where(ls, place.session, pointed.definition)] if params.context.include_declaration else []
        for use in place.known.names.uses_of(pointed.definition):
            path = place.session.workspace.path_of(use.id.place.file)
            document = ls.document_of(path)
            found.append(types.Location(ls.uri_of(path), ls.range_of(span_of_use(use, document), document)))
        return found


def _where(ls: StepwellServer, session: Session, definition: Definition) -> types.Location:
    path = session.workspace.path_of(definition.id.place.file)
    document = ls.document_of(path)
    return types.Location(ls.uri_of(path), ls.range_of(span_of_definition(definition, document), document))


def _rename(server: StepwellServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(ls: StepwellServer, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        place = _place(ls, params.text_document, params.position)
        pointed = None if place is None else place.pointed()
        if place is None or pointed is None:
            return None
        return types.PrepareRenamePlaceholder(ls.range_of(pointed.span, place.document), written(pointed.definition))

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    async def rename(ls: StepwellServer, params: types.RenameParams) -> types.WorkspaceEdit | None:
        await ls.settle()  # the names must be those of the newest texts
        place = _place(ls, params.text_document, params.position)
        pointed = None if place is None else place.pointed()
        if place is None or pointed is None:
            return None
        try:
            renamed = place.session.workspace.rename(pointed.definition, params.new_name, ls.unsaved())
        except CannotRename as error:
            raise JsonRpcInvalidRequest(str(error)) from error
        return _workspace_edit(ls, renamed)


def _workspace_edit(ls: StepwellServer, renamed: RenameEdits) -> types.WorkspaceEdit:
    edits = {path: _text_edits(ls, found, document) for path, (document, found) in renamed.edits.items()}
    capabilities = ls.client_capabilities.workspace
    can = None if capabilities is None else capabilities.workspace_edit
    kinds = () if can is None else can.resource_operations or ()
    if can is None or not can.document_changes or (renamed.moved and types.ResourceOperationKind.Rename not in kinds):
        if renamed.moved:
            raise JsonRpcInvalidRequest("a file gets another name too, and this editor cannot do that: stepwell rename")
        return types.WorkspaceEdit(changes={ls.uri_of(path): found for path, found in edits.items()})
    changes: list[types.TextDocumentEdit | types.CreateFile | types.RenameFile | types.DeleteFile] = []
    for path, found in edits.items():
        version = ls.opened[path].version if path in ls.opened else None
        document = types.OptionalVersionedTextDocumentIdentifier(uri=ls.uri_of(path), version=version)
        changes.append(types.TextDocumentEdit(document, list(found)))
    changes += [types.RenameFile(ls.uri_of(old), new.as_uri()) for old, new in renamed.moved.items()]
    return types.WorkspaceEdit(document_changes=changes)


def _list_parts(server: StepwellServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outline(ls: StepwellServer, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        path = path_of(params.text_document.uri)
        if path is None or path not in ls.opened or ls.session_of(path) is None:
            return []
        document = ls.opened[path].document
        return [_symbol(ls, part, document) for part in outline_of(document, file=path.name)]

    @server.feature(types.WORKSPACE_SYMBOL)
    def everywhere(ls: StepwellServer, params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        wanted = params.query.casefold()
        found: list[types.WorkspaceSymbol] = []
        for session in ls.sessions.values():
            known = session.workspace.known
            if known is None:
                continue
            for each in known.names.definitions:
                if wanted in f"{each.id} {known.about(each)}".casefold() and len(found) < _MOST_SYMBOLS:
                    location = _where(ls, session, each)
                    kind = types.SymbolKind.Object
                    found.append(types.WorkspaceSymbol(location, str(each.id), kind, container_name=each.sort.words))
        return found


def _symbol(ls: StepwellServer, part: Symbol, document: Document) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        name=part.name,
        detail=part.detail or None,
        kind=types.SymbolKind.Namespace if part.is_list else types.SymbolKind.Object,
        range=ls.range_of(part.span, document),
        selection_range=ls.range_of(part.named, document),
        children=[_symbol(ls, inner, document) for inner in part.parts],
    )


def _mend(server: StepwellServer) -> None:
    options = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    def actions(ls: StepwellServer, params: types.CodeActionParams) -> list[types.CodeAction]:
        path = path_of(params.text_document.uri)
        if path is None or path not in ls.opened:
            return []
        document = ls.opened[path].document
        return list(_actions(ls, path, document, span_of(params.range, document, ls.encoding)))


def _actions(ls: StepwellServer, path: Path, document: Document, asked: Span) -> Iterator[types.CodeAction]:
    for problem, found in {problem: found for found, problem in ls.problems_of(path)}.items():
        diagnostic = ls.diagnostic(problem, document, found)
        span = span_of(diagnostic.range, document, ls.encoding)
        edits = edits_of(problem, document) if span.start <= asked.end and asked.start <= span.end else ()
        if edits:
            yield types.CodeAction(
                title=title_of(problem),
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic],
                is_preferred=True,
                edit=types.WorkspaceEdit(changes={ls.uri_of(path): _text_edits(ls, edits, document)}),
            )


def _text_edits(ls: StepwellServer, edits: Iterable[SpanEdit], document: Document) -> list[types.TextEdit]:
    return [types.TextEdit(ls.range_of(edit.span, document), edit.text) for edit in edits]
