"""Take parts of a JSON document, and say in one line where one is missing or is something else."""

from __future__ import annotations

from collections.abc import Iterator

from generator.exchange.addresses import EXTENSION
from generator.exchange.documents import Array, CannotRead, Object
from generator.problems import Text


def text_at(source: Object, key: str) -> Text:
    """Take a text. Raises CannotRead where there is none."""
    value = source.get(key)
    if not isinstance(value, Text):
        what = f'"{key}" is no text' if key in source else f'there is no "{key}"'
        raise CannotRead(source.place, what, f'write "{key}": "…"')
    return value


def text_or_none(source: Object, key: str) -> Text | None:
    """Take a text that may be missing. Raises CannotRead where something else stands there."""
    return text_at(source, key) if key in source else None


def flag_at(source: Object, key: str) -> bool:
    """Take true or false, false where it is missing. Raises CannotRead where something else stands there."""
    value = source.get(key, False)
    if not isinstance(value, bool):
        raise CannotRead(source.place, f'"{key}" is neither true nor false', "write one of them")
    return value


def object_at(source: Object, key: str) -> Object:
    """Take an object. Raises CannotRead where there is none."""
    value = source.get(key)
    if not isinstance(value, Object):
        what = f'"{key}" is no object' if key in source else f'there is no "{key}"'
        raise CannotRead(source.place, what, f'write "{key}": {{…}}')
    return value


def objects_at(source: Object, key: str) -> Iterator[Object]:
    """Take the objects of a list that may be missing. Raises CannotRead where something else stands there."""
    value = source.get(key, [])
    if key in source and not isinstance(value, Array):
        raise CannotRead(source.place, f'"{key}" is no list', f'write "{key}": […]')
    for each in value:
        if not isinstance(each, Object):
            raise CannotRead(source.place, f'"{key}" holds something that is no object', "take it out")
        yield each


def extensions_of(source: Object, url: str) -> list[Object]:
    """List the extensions with an address."""
    return [each for each in objects_at(source, "extension") if each.get("url") == url]


def our_text(source: Object, name: str, kind: str) -> Text | None:
    """Take the text of an extension of ours that stands once or not at all. Raises CannotRead."""
    found = extensions_of(source, EXTENSION + name)
    if len(found) > 1:
        raise CannotRead(found[1].place, f'the extension "{name}" stands twice', "take one of them away")
    return text_at(found[0], f"value{kind}") if found else None


def check_keys(source: Object, known: frozenset[str]) -> None:
    """Refuse a key that is not read here, for it could change what is meant. Raises CannotRead."""
    for key in source:
        if key not in known:
            raise CannotRead(source.place, f'"{key}" is not read here', "take it away; docs/exchange.md lists what is")
