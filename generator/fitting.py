"""Fit a located tree to its model, and say every mistake at its own word with the cure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.model.entry import Entry
from generator.model.guide import BOTH_VOICES, OutcomeLine, Voiced
from generator.model.registers import PROMISED
from generator.problems import Change, Cure, Place, Problems, Text, did_you_mean

_CURES = {
    "bad-id": "use lower-case words with hyphens, such as day-treatment",
    "reserved-id": "choose another id",
    "bad-address": "write it from the root of this site, as /cost/ or /cost/#work",
    "bad-color": 'write # and six digits or letters a to f, in quotes: "#1d5b63"',
    "bad-date": "write a day as 2026-11-22",
    "empty-text": "write the text, or delete the key",
    "more-than-one-line": "write it on one line",
    "unquoted-value": Cure("put it in quotes", Change.QUOTE),
    "bad-condition": "use one of: is, all, any, not, or at_least with of",
    "bad-case": 'write "when" and "next", or "otherwise" alone in the last case',
    "bad-promise": f"write one of: {', '.join(PROMISED)}",
    "bad-never": "write one of: direction, shows",
    "bad-line": 'write "if" beside "when", with the words for who was not asked; beside "unless" write neither',
    "bad-voice": 'write "say" alone, or "you" and "they" together',
    "bad-flag": "write true or false, without quotes",
    "bad-decision": 'write "from" and "to", or "removed", or "weakened"',
    "bad-way": "give a number to call or text, a url to chat or web",
    "bad-public-key": "write the line of the file that ends with .pub; never what a private key file holds",
    "bad-fingerprint": 'let "stepwell review" write it',
    "bad-wording": "write words with single spaces; a wording may hold {one|of these}, {one|} to leave out or ...",
}
_WHAT_IS_COVERED = {
    "decisions": 'run "stepwell compare" without this entry: it prints the entry with what it covers',
    "differs": 'run "stepwell check" without this entry: it says what a decision would cover',
}
_REVIEWED = 'run "stepwell review": it shows what there is to sign, and writes the sign-off with what it covers'
"""The cures where it is not said what a sign-off or a decision covers: nobody writes that by hand."""
_WORDS = {
    "bad-condition": ("is", "all", "any", "not", "at_least", "of"),
    "bad-case": ("when", "next", "otherwise"),
    "bad-promise": PROMISED,
    "bad-never": ("direction", "shows"),
    "bad-line": ("when", "if", "unless"),
    "bad-voice": (BOTH_VOICES, *Voiced.model_fields),
    "bad-decision": ("from", "to", "removed", "weakened"),
    "bad-way": ("kind", "number", "url"),
}
_CONDITION_WORDS = {"and": "all", "or": "any"}
"""What a condition calls the words that people write first; "and" is a slip of "any" by its letters alone."""
_SEVERAL = "write {any: [...]} where one of them is enough, or {all: [...]} where each must be true"
_JOINED = re.compile(r"\s(?:and|or)\s", re.IGNORECASE)
_LINE = {BOTH_VOICES, *(field.alias or name for name, field in OutcomeLine.model_fields.items())}
_COLON = Cure('put quotes round text with ": " in it', Change.QUOTE)
_EMPTY = Cure("write the value, or delete it", Change.DELETE)
_NO_PLACE = Place("", 1, 1)


def fit(tree: Any, model: type[Entry], problems: Problems, *, file: str) -> Entry | None:
    """Fit the tree into an entry of `model`; where it does not fit, add each mistake and return None."""
    found: list[ErrorDetails] = []
    entry = None
    try:
        entry = model.model_validate(tree)
    except ValidationError as error:
        found = error.errors(include_url=False)
    misfits = Problems()
    wrong_keys = [details["loc"] for details in found if details["type"] == "extra_forbidden"]
    for details in found:
        if details["type"] != "missing" or not _is_misspelled(details["loc"], wrong_keys, tree):
            _say(details, tree, model, misfits, file=file)
    wrong = [details["loc"] for details in found if details["loc"] and details["type"] not in _WORDS]
    _say_empty_keys(tree, wrong, misfits, file=file)
    problems.extend(misfits)
    return None if misfits.found else entry


def _say_empty_keys(tree: Any, wrong: Sequence[Sequence[int | str]], misfits: Problems, *, file: str) -> None:
    """Report each key without a value outside what is `wrong`: models take an optional one for a key left out."""
    for loc in _empty_keys(tree):
        place = _walk(tree, loc, Place(file, 1, 1)).key
        is_within = any(loc[: len(part)] == tuple(part) for part in wrong)
        if not is_within and place not in {misfit.place for misfit in misfits}:
            help = _EMPTY
            misfits.error(place, "empty-text", f"{_named(loc)} has no value", help=help)


def _empty_keys(tree: Any) -> Iterator[tuple[int | str, ...]]:
    """Find the path to each key of a tree that has no value."""
    waiting: list[tuple[tuple[int | str, ...], Any]] = [((), tree)]
    while waiting:
        loc, tree = waiting.pop()
        is_mapping = isinstance(tree, dict)
        for part, value in tree.items() if is_mapping else enumerate(tree):
            if isinstance(value, (dict, list)):
                waiting.append(((*loc, part), value))
            elif value is None and is_mapping:
                yield (*loc, part)


def _is_misspelled(missing: Sequence[int | str], wrong_keys: Sequence[Sequence[int | str]], tree: Any) -> bool:
    """Tell whether a missing key stands there misspelled, or its entry is a text that a ": " turned into a key."""
    words = [str(loc[-1]) for loc in wrong_keys if loc[:-1] == missing[:-1]]
    meant = (str(missing[-1]), *((BOTH_VOICES,) if missing[-1] in Voiced.model_fields else ()))
    return any(did_you_mean(word, words) for word in meant) or _is_text_with_colon(
        _walk(tree, missing[:-1], _NO_PLACE).value, missing, words
    )


def _is_text_with_colon(value: Any, loc: Sequence[int | str], wrong: Sequence[str]) -> bool:
    return isinstance(value, dict) and len(value) == 1 and loc[-1] in Voiced.model_fields and list(value) == list(wrong)


def _as_written(details: ErrorDetails, tree: Any) -> ErrorDetails:
    """Move a mistake to the key that the author wrote, where one key stands for both voices."""
    *parents, last = details["loc"] or ("",)
    mapping = _walk(tree, parents, _NO_PLACE).value
    if last not in Voiced.model_fields or not isinstance(mapping, dict) or last in mapping:
        return details
    return {**details, "loc": (*parents, BOTH_VOICES)} if BOTH_VOICES in mapping else details


def _say(details: ErrorDetails, tree: Any, model: type[Entry], problems: Problems, *, file: str) -> None:
    details = _as_written(details, tree)
    reached = _walk(tree, details["loc"], Place(file, 1, 1))
    place, value = reached.place, reached.value
    kind = details["type"]
    word = str(details["loc"][-1]) if details["loc"] else ""
    if kind == "extra_forbidden":
        known = _keys_of(model, details["loc"][:-1])
        beside = _walk(tree, details["loc"][:-1], place).value
        if set(Voiced.model_fields) <= set(known) <= _LINE and _is_text_with_colon(beside, ("you",), [word]):
            problems.error(reached.key, "wrong-type", f'"{word}:" begins a key inside text', help=_COLON)
            return
        # words of a page that come with Stepwell stand below those of the project, and are not taken
        taken = [key for key in beside if isinstance(key, Text) and key.place.file == reached.key.file]
        help = _near(word, known, taken=taken)
        problems.error(reached.key, "unknown-key", f'key "{word}" is not known here', help=help)
    elif kind == "missing":
        covered = next((_WHAT_IS_COVERED[part] for part in details["loc"] if part in _WHAT_IS_COVERED), _REVIEWED)
        help = covered if word == "covers" else Cure(f'add "{word}:" here', Change.ADD_KEY, text=word)
        problems.error(place, "missing-key", f'key "{word}" is missing', help=help)
    elif value is None:
        problems.error(place, "empty-text", f"{_named(details['loc'])} has no value", help=_EMPTY)
    elif kind == "enum":
        known = tuple(re.findall(r"'([^']+)'", str(details["ctx"]["expected"])))
        problems.error(
            place,
            "unknown-word",
            f'{_what(value)} is not one of the words for "{_key(details)}"',
            help=_near(str(value), known),
        )
    elif kind == "too_short" and len(value) >= details["ctx"]["min_length"]:
        return  # the entries are there; what is wrong with them is said at each
    elif kind == "too_short":
        problems.error(
            place,
            "too-few",
            f'"{_key(details)}" has too few entries',
            help=f"write at least {details['ctx']['min_length']}",
        )
    elif kind == "too_long":
        problems.error(
            place,
            "too-many",
            f'"{_key(details)}" has too many entries',
            help=f"write at most {details['ctx']['max_length']}",
        )
    elif kind in _WORDS and (empty := _empty_key(kind, value)) is not None:
        problems.error(empty.place, "empty-text", f'key "{empty}" has no value', help=_EMPTY)
    elif kind in _WORDS:
        place, message = _what_it_has(kind, value, place, details["msg"])
        help = (
            'use a number from 1 to the number of answers in "of"' if message.startswith("at_least") else _CURES[kind]
        )
        problems.error(place, kind, message, help=help)
    elif kind == "bad-place":
        at, help = details["ctx"]["at"], details["ctx"]["help"]
        problems.error(value.place_of(at), kind, details["msg"], help=help)
    elif kind == "bad-id" and _key(details) == "is" and _JOINED.search(str(value)):
        problems.error(place, kind, details["msg"], help=_SEVERAL)
    elif kind in _CURES:
        problems.error(place, kind, details["msg"], help=_CURES[kind])
    elif kind == "wrong-type" and isinstance(value, Text):
        help = 'write a list, or "from levels"' if _key(details) == "answers" else "write it in digits, such as 9"
        problems.error(place, kind, details["msg"], help=help)
    else:
        message = f"{_what(value)} stands where {_wanted(kind)} is wanted"
        is_list_of_answers = isinstance(value, list) and _key(details) == "is"
        help = _SEVERAL if is_list_of_answers else _cure_of_type(kind, value, _keys_of(model, details["loc"]))
        problems.error(place, "wrong-type", message, help=help)


def _empty_key(kind: str, value: Any) -> Text | None:
    """Find the first of the words that a message is about which stands there without a value."""
    keys = value if isinstance(value, dict) else ()
    return next((key for key in keys if key in _WORDS[kind] and value[key] is None), None)


def _what_it_has(kind: str, value: Any, place: Place, message: str) -> tuple[Place, str]:
    """Point at the last word that the message is about, and say which of them are there."""
    words = _WORDS[kind]
    there = [key for key in value if key in words] if isinstance(value, dict) else []
    at_least = next((value[key] for key in there if key == "at_least"), None)
    if message.startswith("at_least") and isinstance(at_least, Text):
        return at_least.place, message
    if not there:
        return place, f"{message}; this has none of them"
    quoted = ", ".join(f'"{key}"' for key in there)
    return there[-1].place, f"{message}; this has {quoted}"


def _cure_of_type(kind: str, value: Any, known: Sequence[str]) -> str:
    if _wanted(kind) == "a list":
        return 'begin each entry with "- " on a line of its own'
    if _wanted(kind) == "text":
        return _COLON if isinstance(value, dict) else 'write one text, without brackets or "- "'
    return f"write these keys below it: {', '.join(known)}" if known else "see docs/format.md"


def _near(word: str, known: Sequence[str], *, taken: Collection[str] = ()) -> str:
    """Propose a known word that is near, but none that stands there already."""
    meant = _CONDITION_WORDS.get(word, "")
    if meant in known:
        return Cure(f'write "{meant}"', Change.WRITE, word=word, text=meant)
    near = did_you_mean(word, [each for each in known if each not in taken])
    return near or (f"known here: {', '.join(known)}" if known else "see docs/format.md")


def _named(loc: Sequence[int | str]) -> str:
    last = loc[-1]
    return f'key "{last}"' if isinstance(last, str) else f'entry {last + 1} of "{loc[-2]}"'


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
    """List the keys that the model at the end of a path knows."""
    current: Any = model
    for part in loc:
        if isinstance(part, str):
            current = _model_in(_field_type(current, part))
    fields = current.model_fields if isinstance(current, type) and issubclass(current, Entry) else {}
    keys = tuple(field.alias or name for name, field in fields.items())
    return (BOTH_VOICES, *keys) if current is OutcomeLine else keys


def _field_type(model: Any, name: str) -> Any:
    if isinstance(model, type) and issubclass(model, Entry):
        model.model_rebuild()  # a class that was not used yet does not know the types of its fields
    fields = getattr(model, "model_fields", {})
    return next((field.annotation for key, field in fields.items() if name in (key, field.alias)), None)


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, Entry):
        return annotation
    inner = (_model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model is not None), None)
