"""Add addresses to the text of content/addresses.yaml, so that an author need not write them by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.model.addresses import AddressesFile
from generator.problems import Text

_BEGINNING = """\
# yaml-language-server: $schema=../schema/addresses.schema.json
# Every address that was ever published: links and printed pages hold them, so none may vanish.
# `stepwell addresses` adds what is missing; "moved" says where one leads that is gone (docs/format.md).
published:
"""
_KEY = re.compile(r"published:[ \t]*(?:\[[ \t]*\][ \t]*)?")


class CannotAdd(Exception):
    """Why addresses cannot be added to a file, and what to do."""


def with_addresses(text: str, file: AddressesFile, added: Iterable[str]) -> str:
    """Return the text of a file with more addresses in its list, each behind the last that sorts before it.

    `file` is what the text says; an empty text becomes a whole file. Comments and all other lines stay as they are.
    Raises CannotAdd where the list stands in brackets.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    lines = (text or _BEGINNING).replace("\r\n", "\n").removesuffix("\n").split("\n")
    at = next((number for number, line in enumerate(lines) if _KEY.fullmatch(line)), None)
    if at is None and file.published:
        raise CannotAdd('write each address of "published" on a line of its own, behind "- "')
    if at is None:
        lines, at = [*lines, "published:"], len(lines)
    lines[at] = "published:"
    begin = _indent_of(lines, file.published)
    more: dict[int, list[str]] = {}
    for address in sorted(added):
        before = [listed.place.line - 1 for listed in file.published if listed < address]
        more.setdefault(max(before, default=at), []).append(f"{begin}- {address}")
    whole = [part for number, line in enumerate(lines) for part in (line, *more.get(number, ()))]
    return end.join([*whole, ""])


def _indent_of(lines: list[str], published: tuple[Text, ...]) -> str:
    """Find the spaces before the entries of a list."""
    first = lines[published[0].place.line - 1] if published else "  -"
    return first[: len(first) - len(first.lstrip())]
