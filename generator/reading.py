"""Turn located trees into the model, and say every mistake at its own word with the cure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.model.entry import Entry
from generator.model.knowledge import FILES, KnowledgeBase
from generator.model.prose import PROSE_PAGES, ProsePage, ProseHead
from generator.problems import Place, Problems, Text, did_you_mean
from generator.source import SourceFile, load, read_tree, split_front_matter

_CURES = {
    "bad-id": "use lower-case words with hyphens, such as day-treatment",
    "reserved-id": "choose another id",
    "bad-date": "write a day as 2026-11-22",
    "empty-text": "write the text, or delete the key",
    "more-than-one-line": "write it on one line",
    "unquoted-value": "put it in quotes",
    "bad-condition": 'use one of: is, all, any, not, or at_least with of',
    "bad-case": 'write "when" and "next", or "otherwise" alone in the last case',
    "bad-promise": 'write one of: urgency_at_least, never',
    "bad-way": "give a number to call or text, a url to chat or web",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what was read: the base (None where a file could not be read) and the files as text, for carets."""

    base: KnowledgeBase | None
    files: tuple[SourceFile, ...]


def read_project(root: Path, problems: Problems) -> Reading:
    """Read every file of the project at `root`, and add every mistake found to `problems`.

    All files are read even where one is wrong. The base is None where any file does not fit its model.
    """
    parts: dict[str, Any] = {}
    files: list[SourceFile] = []
    for name, model in FILES.items():
        source = load(root, name, problems)
        if source is None:
            continue
        files.append(source)
        parts[name] = _read_file(source, model, problems)
    pages = _read_pages(root, files, problems)
    if any(parts.get(name) is None for name in FILES):
        return Reading(None, tuple(files))
    return Reading(KnowledgeBase(*(parts[name] for name in FILES), pages=pages), tuple(files))


def _read_file(source: SourceFile, model: type[Entry], problems: Problems) -> Entry | None:
    errors = Problems()
    tree = read_tree(source, errors)
    entry = None if tree is None else fit(tree, model, errors, file=source.name)
    problems.extend(errors)
    return None if errors.has_errors() else entry


def _read_pages(root: Path, files: list[SourceFile], problems: Problems) -> tuple[ProsePage, ...]:
    pages = []
    for path in sorted((root / "content").rglob("*.md")) if (root / "content").is_dir() else []:
        source = load(root, path.relative_to(root).as_posix(), problems)
        if source is None:
            continue
        files.append(source)
        tree, body = split_front_matter(source, problems)
        head = None if tree is None else fit(tree, ProseHead, problems, file=source.name)
        if isinstance(head, ProseHead):
            address = source.name.removeprefix(PROSE_PAGES).removesuffix(".md")
            pages.append(ProsePage(source.name, "" if address == "index" else f"{address}/", head, body))
    return tuple(pages)


def fit(tree: Any, model: type[Entry], problems: Problems, *, file: str) -> Entry | None:
    """Give the tree as an entry of `model`; where it does not fit, add each mistake and give None."""
    try:
        return model.model_validate(tree)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            _say(details, tree, model, problems, file=file)
        return None


def _say(details: ErrorDetails, tree: Any, model: type[Entry], problems: Problems, *, file: str) -> None:
    reached = _walk(tree, details["loc"], Place(file, 1, 1))
    place, value = reached.place, reached.value
    kind = details["type"]
    word = str(details["loc"][-1]) if details["loc"] else ""
    if kind == "extra_forbidden":
        known = _keys_of(model, details["loc"][:-1])
        problems.error(reached.key, "unknown-key", f'key "{word}" is not known here', help=_near(word, known))
    elif kind == "missing":
        problems.error(place, "missing-key", f'key "{word}" is missing', help=f'add "{word}:" here')
    elif value is None:
        problems.error(place, "empty-text", f'key "{word}" has no value', help="write the value, or delete the key")
    elif kind == "enum":
        known = tuple(re.findall(r"'([^']+)'", str(details["ctx"]["expected"])))
        problems.error(place, "unknown-word", f'"{_shown(value)}" is not one of the words for "{_key(details)}"', help=_near(str(value), known))
    elif kind == "too_short" and len(value) >= details["ctx"]["min_length"]:
        return  # the entries are there; what is wrong with them is said at each
    elif kind == "too_short":
        problems.error(place, "too-few", f'"{_key(details)}" has too few entries', help=f"write at least {details['ctx']['min_length']}")
    elif kind == "too_long":
        problems.error(place, "too-many", f'"{_key(details)}" has too many entries', help=f"write at most {details['ctx']['max_length']}")
    elif kind in _CURES or kind == "wrong-type" and isinstance(value, Text):
        problems.error(place, kind, details["msg"], help=_CURES.get(kind, "see docs/format.md"))
    else:
        message = f"{_what(value)} stands where {_wanted(kind)} is wanted"
        problems.error(place, "wrong-type", message, help=f'see "{_key(details)}" in docs/format.md')


def _near(word: str, known: Sequence[str]) -> str:
    return did_you_mean(word, known) or f"known here: {', '.join(known)}"


def _shown(value: Any) -> str:
    return str(value) if isinstance(value, Text) else _what(value)


def _what(value: Any) -> str:
    if isinstance(value, Text):
        return f'"{value}"' if len(value) <= 40 and "\n" not in value else "a text"
    return "a list" if isinstance(value, list) else "a mapping"


def _wanted(kind: str) -> str:
    if kind == "tuple_type":
        return "a list"
    return "a mapping with keys" if kind in ("model_type", "dict_type", "model_attributes_type") else "text"


def _key(details: ErrorDetails) -> str:
    return next((str(part) for part in reversed(details["loc"]) if isinstance(part, str)), "")


@dataclass(frozen=True, slots=True)
class _Reached:
    """What stands at the end of a path, its place, and the place of the last key passed."""

    value: Any
    place: Place
    key: Place


def _walk(tree: Any, loc: Sequence[int | str], start: Place) -> _Reached:
    """Follow a path into a tree as far as it goes."""
    value, place, key_place = tree, getattr(tree, "place", start), start
    for part in loc:
        if isinstance(value, dict):
            key = next((key for key in value if key == part), None)
            if key is None:
                break
            value, key_place = value[key], key.place
            place = value.place if isinstance(value, Text) else key.place
            continue
        if not isinstance(value, list) or not isinstance(part, int) or part >= len(value):
            break
        value = value[part]
        place = getattr(value, "place", place)
    return _Reached(value, place, key_place)


def _keys_of(model: type[Entry], loc: Sequence[int | str]) -> tuple[str, ...]:
    """Give the keys that the model at the end of a path knows."""
    current: Any = model
    for part in loc:
        if isinstance(part, str):
            current = _model_in(_field_type(current, part))
    fields = current.model_fields if isinstance(current, type) and issubclass(current, Entry) else {}
    return tuple(field.alias or name for name, field in fields.items())


def _field_type(model: Any, name: str) -> Any:
    fields = getattr(model, "model_fields", {})
    return next((field.annotation for key, field in fields.items() if name in (key, field.alias)), None)


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, Entry):
        return annotation
    inner = (_model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model is not None), None)
