"""Offer what can stand where somebody types: keys, words, names, addresses, markers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.editor.cursor import Cursor, cursor_at
from generator.editor.known import KnownNames
from generator.editor.texts import Document, Span, Spot
from generator.model.entry import Entry
from generator.model.guide import Condition
from generator.model.keys import Key, key_at, keys_of, model_of
from generator.model.references import marks_of
from generator.model.sorts import RefersTo
from generator.settings import FOLLOWED
from generator.source import SETTINGS, scalar

_LINK = re.compile(r"(?:\]\(\s*<?|^\s*\[[^\]]+\]:\s*<?)(/[^)\s#]*)(#[^)\s]*)?$")
_MARKER = re.compile(r"\[\[([^\]\n]*)$")


class Offered(StrEnum):
    """What sort of thing is offered, for the small sign before it."""

    KEY = "key"
    WORD = "word"
    NAME = "name"
    ADDRESS = "address"
    MARKER = "marker"


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can stand there: what is shown, what is written in the place of a span, and what it is."""

    sort: Offered
    label: str
    text: str
    span: Span
    detail: str = ""
    about: str = ""


def offers_at(document: Document, spot: Spot, *, file: str, known: KnownNames | None) -> tuple[Offer, ...]:
    """List what can stand at a place of a file, the likeliest first."""
    found = _in_text(document, spot, known)
    if found is not None:
        return tuple(found)
    is_page = file.endswith(".md")
    if is_page and not 0 < spot.line < head_end(document):
        return ()
    cursor = cursor_at(document, spot, first=1 if is_page else 0)
    if file == SETTINGS:
        keys = () if cursor.path or cursor.key else FOLLOWED
        return tuple(_key_offer(name, "", cursor) for name in keys if name not in cursor.present)
    model = model_of(file)
    return () if model is None else tuple(_in_yaml(cursor, model, known))


def head_end(document: Document) -> int:
    """Find the line that ends the front matter of a page; 0 where it has none."""
    if not document.line(0).lstrip("\ufeff").startswith("---"):
        return 0
    return next((number for number, line in enumerate(document.lines[1:], 1) if line.rstrip() == "---"), 0)


def _in_text(document: Document, spot: Spot, known: KnownNames | None) -> Iterator[Offer] | None:
    """Offer addresses in a link and blocks in a marker; None where the place is in neither."""
    line = document.line(spot.line)
    before = line[: spot.column]
    link, marker = _LINK.search(before), _MARKER.search(before)
    if known is None or (link is None and marker is None):
        return None
    if link is not None and link[2] is not None:
        end = _end_of(line, spot.column, r"[\w-]*")
        span = Span(Spot(spot.line, link.start(2) + 1), Spot(spot.line, end))
        return (Offer(Offered.ADDRESS, each, each, span) for each in known.anchors(link[1][1:]))
    if link is not None:
        span = Span(Spot(spot.line, link.start(1)), Spot(spot.line, _end_of(line, spot.column, r"[^)\s#]*")))
        addresses = sorted(known.addresses.pages)
        return (Offer(Offered.ADDRESS, f"/{each}", f"/{each}", span) for each in addresses)
    assert marker is not None
    end = _end_of(line, spot.column, r"[^\]\n]*\]{0,2}")
    span = Span(Spot(spot.line, marker.start(1)), Spot(spot.line, end))
    return (Offer(Offered.MARKER, each, f"{each}]]", span) for each in known.markers)


def _end_of(line: str, column: int, pattern: str) -> int:
    match = re.compile(pattern).match(line, column)
    return column if match is None else match.end()


def _in_yaml(cursor: Cursor, model: type[Entry], known: KnownNames | None) -> Iterator[Offer]:
    if cursor.is_text:
        return
    above = key_at(model, cursor.path) if cursor.path else None
    entry = model if not cursor.path else None if above is None else above.entry
    if not cursor.key:
        for key in () if entry is None else keys_of(entry):
            if key.name not in cursor.present:
                yield _key_offer(key.name, key.description, cursor, key=key)
        if cursor.is_item and above is not None:
            yield from _values(above, _model_above(model, cursor.path), cursor, known)
        return
    written = None if entry is None else next((each for each in keys_of(entry) if each.name == cursor.key), None)
    if written is not None and entry is not None:
        yield from _values(written, entry, cursor, known)


def _model_above(model: type[Entry], path: tuple[str, ...]) -> type[Entry]:
    """Find the model of the entry that holds the last key of a path."""
    above = key_at(model, path[:-1]) if path[:-1] else None
    return model if above is None or above.entry is None else above.entry


def _key_offer(name: str, about: str, cursor: Cursor, *, key: Key | None = None) -> Offer:
    is_nested = key is not None and (key.is_list or key.entry is not None) and not cursor.is_flow
    text = name if cursor.has_colon else f"{name}:" if is_nested else f"{name}: "
    detail = "needed" if key is not None and key.is_required else ""
    return Offer(Offered.KEY, name, text, cursor.word, detail, about)


def _values(key: Key, entry: type[Entry], cursor: Cursor, known: KnownNames | None) -> Iterator[Offer]:
    """Offer what may stand below a key of an entry, or as one of its list."""
    for word in key.words:
        yield Offer(Offered.WORD, word, word, cursor.word, about=key.description)
    mark = mark_of(key, entry)
    if mark is not None and known is not None:
        before = cursor.typed[: cursor.typed.rfind(".") + 1]
        for id, what in known.ids(mark):
            if id.startswith(before):
                text = id if id.startswith("/") else scalar(id, is_flow=cursor.is_flow)
                yield Offer(Offered.NAME, id, text, cursor.word, what)


def mark_of(key: Key, entry: type[Entry]) -> RefersTo | None:
    """Find what the values of a key name; a bare text in the place of a condition is an answer."""
    if key.entry is Condition:
        return marks_of(Condition)["is_"]
    return marks_of(entry).get(key.field)
