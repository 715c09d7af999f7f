"""Fill the tables of keys in docs/format.md from the models, which say what each key holds."""

from __future__ import annotations

import re
import types
import typing
from enum import StrEnum
from pathlib import Path
from typing import Any

from generator.model import (
    addresses,
    entry,
    guide,
    handbook,
    levels,
    lines,
    notes,
    organization,
    overlay,
    prose,
    registers,
    reviewers,
    sharing,
)
from generator.model.entry import Entry
from generator.model.sorts import RefersTo, Sort, in_words

PAGE = Path(__file__).parents[1] / "docs" / "format.md"

_TABLE = re.compile(r"<!-- keys: (\w+) -->\n.*?<!-- end -->", re.DOTALL)
_EXAMPLE = re.compile(r"^```yaml (\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_KINDS = (
    (entry.Id, "an id"),
    (entry.Ref, "the id of something else"),
    (entry.Refs, "an id, or a list of ids"),
    (entry.SomeRefs, "an id, or a list of ids"),
    (entry.Flag, "`true` or `false`"),
    (addresses.Address, "an address"),
    (sharing.Message, "one line with its places"),
    (sharing.Mail, "text with its places"),
    (sharing.Call, "text with its places"),
    (entry.Line, "one line"),
    (entry.Fingerprint, "a fingerprint"),
    (entry.Signature, "a signature"),
    (reviewers.PublicKey, "a public key"),
    (organization.Color, "a color"),
    (entry.Wording, "a wording"),
    (entry.PlainWords, "words"),
    (entry.Prose, "text"),
    (entry.Whole, "a whole number"),
    (entry.Day, "a day"),
    (guide.Words, "one line, or `you` and `they`"),
    (guide.Condition, "a condition"),
)

_LAST = frozenset(("written", "review_due", "reviewed", "formerly"))
"""The keys that many entries have; in a table they stand behind those of the entry itself."""


def models() -> dict[str, type[Entry]]:
    """Give every model that an author can write, by its name."""
    of_site = (addresses, organization, overlay, reviewers, prose, sharing)
    modules = (entry, levels, guide, notes, registers, lines, handbook, *of_site)
    found = {name: value for module in modules for name, value in vars(module).items() if _is_model(value)}
    return {name: model for name, model in found.items() if name not in ("Entry", "Named", "Dated")}


def _is_model(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, Entry)


def filled(page: str) -> str:
    """Give a page with each table of keys made anew."""
    known = models()
    return _TABLE.sub(lambda match: f"<!-- keys: {match[1]} -->\n{_table(known[match[1]])}<!-- end -->", page)


def tables_in(page: str) -> list[str]:
    """Give the names of the models that a page has a table for."""
    return _TABLE.findall(page)


def examples_in(page: str) -> list[tuple[str, str]]:
    """Give each example that names its model, with its YAML."""
    return _EXAMPLE.findall(page)


def _table(model: type[Entry]) -> str:
    hints = typing.get_type_hints(model, include_extras=True)
    rows = []
    for name, field in sorted(
        model.model_fields.items(), key=lambda item: (not item[1].is_required(), item[0] in _LAST)
    ):
        key = field.alias or name
        # A version from before there were registers can be read, to be compared; it passes no check.
        must = "yes" if field.is_required() or (model.__name__, key) == ("ContactsFile", "country") else ""
        kind = (
            "a list of answers, or `from levels`"
            if (model.__name__, key) == ("Question", "answers")
            else _kind(hints[name])
        )
        rows.append(f"| `{key}` | {must} | {kind}{_limits(field)} | {field.description} |\n")
    return "| key | needed | is | holds |\n|---|---|---|---|\n" + "".join(rows)


def _limits(field: Any) -> str:
    said = []
    for limit in field.metadata:
        if getattr(limit, "min_length", 0) > 1:
            said.append(f"at least {limit.min_length}")
        if getattr(limit, "max_length", None):
            said.append(f"at most {limit.max_length}")
    return f", {', '.join(said)}" if said else ""


def _kind(hint: Any) -> str:
    marked = typing.get_args(hint) if typing.get_origin(hint) is typing.Annotated else ()
    if marked and isinstance(marked[-1], RefersTo):
        return _named(typing.Annotated[marked[:-1]], marked[-1])
    known = next((words for kind, words in _KINDS if hint == kind), "")
    if known:
        return known
    origin, parts = typing.get_origin(hint), [part for part in typing.get_args(hint) if part is not type(None)]
    if origin is tuple:
        return _list_of(parts[0])
    if origin in (typing.Union, types.UnionType, typing.Annotated):
        return _kind(parts[0])
    if issubclass(hint, StrEnum):
        return "one of " + ", ".join(f"`{word}`" for word in hint)
    return f"[keys](#{_anchor(hint)})"


def _named(hint: Any, mark: RefersTo) -> str:
    """Say what a key is that names something: "the id of a level or kind"."""
    if Sort.ADDRESS in mark.sorts:
        return "an address"
    words = in_words(mark.sorts)
    what = f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
    if Sort.HEADING in mark.sorts:
        return "the anchor of a heading"
    return f"the id of {what}, or a list of them" if hint in (entry.Refs, entry.SomeRefs) else f"the id of {what}"


def _list_of(hint: Any) -> str:
    if hint == guide.Statement:
        return "a list of conditions"
    if hint == guide.OutcomeLine:
        return f"a list of lines, [each may have these keys](#{_anchor(guide.OutcomeLine)})"
    words = _kind(hint)
    if words.startswith("the id of "):
        return f"a list, each {words}"
    if words.startswith("one of "):
        return f"a list of {words.removeprefix('one of ')}"
    plural = {
        "one line": "a list of lines",
        "a wording": "a list of wordings",
        "words": "a list of words in a row",
        "a whole number": "a list of whole numbers",
        "an id": "a list of ids",
        "an address": "a list of addresses",
        "the anchor of a heading": "a list of anchors of headings",
        "a public key": "a list of public keys",
        "one line, or `you` and `they`": "a list of lines, each may have `you` and `they`",
    }
    return plural.get(words) or f"a list, [each with these keys](#{_anchor(hint)})"


def _anchor(model: Any) -> str:
    headings = re.findall(
        r"^#+ (.+)\n(?:(?!^#).*\n)*?<!-- keys: (\w+) -->", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
    heading = next((heading for heading, name in headings if name == model.__name__), "")
    return re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")
