"""Turn located trees into the model, and say every mistake at its own word with the cure."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.model.entry import Dated, Entry
from generator.model.guide import BOTH_VOICES, GuideFile, OutcomeLine, Voiced
from generator.model.knowledge import FILES, GUIDES, HANDBOOK_FILES, LINES, WORDS, Handbook, KnowledgeBase
from generator.model.lines import NO_LINES, LinesFile
from generator.model.prose import PROSE_PAGES, ProseHead, ProsePage
from generator.model.registers import PROMISED, ContactsFile
from generator.model.words import WordsFile
from generator.page_kinds import kept_addresses
from generator.problems import Place, Problem, Problems, Text, did_you_mean
from generator.source import SourceFile, TreeMapping, load, names_below, read_tree, split_front_matter

_CURES = {
    "bad-id": "use lower-case words with hyphens, such as day-treatment",
    "reserved-id": "choose another id",
    "bad-date": "write a day as 2026-11-22",
    "empty-text": "write the text, or delete the key",
    "more-than-one-line": "write it on one line",
    "unquoted-value": "put it in quotes",
    "bad-condition": "use one of: is, all, any, not, or at_least with of",
    "bad-case": 'write "when" and "next", or "otherwise" alone in the last case',
    "bad-promise": f"write one of: {', '.join(PROMISED)}",
    "bad-never": "write one of: direction, shows",
    "bad-line": 'write "if" beside "when", with the words for who was not asked; beside "unless" write neither',
    "bad-voice": 'write "say" alone, or "you" and "they" together',
    "bad-flag": "write true or false, without quotes",
    "bad-decision": 'write "from" and "to", or "removed", or "weakened"',
    "bad-way": "give a number to call or text, a url to chat or web",
    "bad-wording": "write words with single spaces; a wording may hold {one|of these}, {one|} to leave out or ...",
}
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
_LINE = {BOTH_VOICES, *(field.alias or name for name, field in OutcomeLine.model_fields.items())}
_COLON = 'put quotes round text with ": " in it'
_NAMES_OF_A_FOLDER = ("index", "README")
_PAGE = ".md"
# A drawing (svg) can hold a script.
_PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")
_NO_PLACE = Place("", 1, 1)
_PACKAGE = Path(__file__).parent
_SHIPPED = f"generator/{WORDS}"
"""The name of the words that come with Stepwell, for problems in what a project did not write itself."""
_REGISTERS = "registers"
"""The folder of this package that holds a register of national lines for each country we know."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the base (None where a file could not be read) and the files as text, for carets.

    `pictures` are the other files of content/ that are published, by their names.
    `entries` holds what each file without a problem says, so that the same text need not be read twice.
    """

    base: KnowledgeBase | None
    files: tuple[SourceFile, ...]
    pictures: tuple[str, ...] = ()
    entries: Mapping[SourceFile, _Entry] = field(default_factory=dict, compare=False)


_Entry = Entry | ProsePage


def read_project(root: Path, problems: Problems, *, like: Reading | None = None) -> Reading:
    """Read every file of the project at `root`, and add every mistake found to `problems`.

    All files are read even where one is wrong. The base is None where any file does not fit its model.
    A file that was read without a problem for `like`, by the same name with the same text, gives the same entries.
    """
    parts: dict[str, Any] = {}
    files = _Files({} if like is None else like.entries)
    for name, model in (FILES | HANDBOOK_FILES).items():
        if name in HANDBOOK_FILES and not os.path.lexists(root / name):
            continue
        source = load(root, name, problems)
        if source is not None:
            read = _read_words if name == WORDS else partial(_read_file, model=model)
            parts[name] = files.read(source, read, problems)
    names = names_below(root, "content", problems)
    others = _read_guides(root, names, files, problems)
    pages = _read_pages(root, names, files, problems)
    pictures = _pictures(root, names, problems)
    lines = _read_lines(root, parts.get("content/contacts.yaml"), files, problems)
    if lines is None or any(parts.get(name) is None for name in FILES):
        return Reading(None, tuple(files.sources), pictures, files.entries)
    levels, tree, safety, journeys, contacts, sources = (parts[name] for name in FILES)
    handbook = Handbook(**{Path(name).stem: parts[name] for name in HANDBOOK_FILES if parts.get(name) is not None})
    words = handbook.words or shipped_words()
    base = KnowledgeBase(levels, tree, safety, journeys, contacts, sources, lines, words, pages, handbook, others)
    return Reading(base, tuple(files.sources), pictures, files.entries)


@cache
def shipped_words() -> WordsFile:
    """Read the words that come with Stepwell, for a project that brings none: those that any project can use."""
    problems = Problems()
    words = fit(_shipped_tree(), WordsFile, problems, file=_SHIPPED)
    assert isinstance(words, WordsFile), problems.found
    return words


@cache
def _shipped_tree() -> TreeMapping:
    root = next(root for root in (_PACKAGE, _PACKAGE.parent) if (root / WORDS).is_file())
    problems = Problems()
    source = load(root, WORDS, problems)
    tree = None if source is None else read_tree(replace(source, name=_SHIPPED), problems)
    assert tree is not None, problems.found
    return _for_any_project(tree, WordsFile)


def _for_any_project(words: TreeMapping, model: type[Entry]) -> TreeMapping:
    """Leave out the texts that a project may leave out: they speak of one site or one field of care."""
    kept = TreeMapping()
    kept.place = words.place
    for key, value in words.items():
        # A key that the model does not know is said where the shipped project itself is read.
        if key in model.model_fields and model.model_fields[key].is_required():
            section: Any = model.model_fields[key].annotation
            kept[key] = _for_any_project(value, section) if isinstance(value, TreeMapping) else value
    return kept


def _read_words(source: SourceFile, problems: Problems) -> Entry | None:
    return _read_file(source, problems, model=WordsFile, complete=_with_shipped_words)


def _with_shipped_words(own: TreeMapping) -> TreeMapping:
    """Add the shipped words that a project does not write; not to those of another language, which would be mixed."""
    shipped = TreeMapping({key: value for key, value in _shipped_tree().items() if key not in Dated.model_fields})
    if _language_of(own, shipped) != _language_of(shipped, shipped):
        return own
    return _laid_over(own, shipped)


def _language_of(words: TreeMapping, shipped: TreeMapping) -> str:
    """Return the language without its country: "en" for en-GB."""
    return str(words.get("language", shipped["language"])).split("-")[0].lower()


def _laid_over(own: TreeMapping, others: TreeMapping) -> TreeMapping:
    whole = TreeMapping({key: value for key, value in others.items() if key not in own})
    whole.place = own.place
    for key, value in own.items():
        other = others.get(key)
        if isinstance(value, TreeMapping) and isinstance(other, TreeMapping):
            whole[key] = _laid_over(value, other)
        else:
            whole[key] = value
    return whole


@dataclass(slots=True)
class _Files:
    """The files read so far, and what those without a problem say; what is `known` of another reading is taken."""

    known: Mapping[SourceFile, _Entry]
    sources: list[SourceFile] = field(default_factory=list)
    entries: dict[SourceFile, _Entry] = field(default_factory=dict)

    def read(
        self, source: SourceFile, read: Callable[[SourceFile, Problems], _Entry | None], problems: Problems
    ) -> _Entry | None:
        """Read what a file says; one whose text is known is not read again."""
        self.sources.append(source)
        found = Problems()
        entry = self.known[source] if source in self.known else read(source, found)
        problems.extend(found)
        if entry is not None and not found.found:
            self.entries[source] = entry
        return entry


def _read_lines(root: Path, contacts: ContactsFile | None, files: _Files, problems: Problems) -> LinesFile | None:
    """Read the register of the country that contacts.yaml names: the project's own, else the one that we bring.

    Where it names none, the register is empty and a problem says so: a version from before there were registers can
    still be compared.
    """
    is_own = os.path.lexists(root / LINES)
    own = _read_register(load(root, LINES, problems), files, problems) if is_own else None
    if contacts is None or (is_own and own is None):
        return None
    known = countries() if own is None else (str(own.country),)
    country = contacts.country
    if country is None:
        help = f'add "country:" here, such as "country: {known[-1]}"'
        problems.error(contacts.place, "missing-key", 'key "country" is missing', help=help)
    elif country not in known:
        _say_unknown(country, own, problems)
    elif own is not None:
        return own
    else:
        return _read_register(load(_PACKAGE, f"{_REGISTERS}/{country}.yaml", problems), _Files({}), problems)
    return NO_LINES


def _say_unknown(country: Text, own: LinesFile | None, problems: Problems) -> None:
    if own is not None:
        message = f'"{country}" is not the country of {LINES}, which is "{own.country}"'
        help = f'write "{own.country}", or the country in {LINES}'
    else:
        message = f'"{country}" has no register of national lines'
        help = f"write one into {LINES} (see docs/format.md), or use: {', '.join(countries())}"
    problems.error(country.place, "unknown-country", message, help=help)


def countries() -> tuple[str, ...]:
    """List the countries whose national lines stand in a register of this package."""
    return tuple(sorted(path.stem for path in (_PACKAGE / _REGISTERS).glob("*.yaml")))


def _read_register(source: SourceFile | None, files: _Files, problems: Problems) -> LinesFile | None:
    register = None if source is None else files.read(source, partial(_read_file, model=LinesFile), problems)
    return register if isinstance(register, LinesFile) else None


def _read_file(
    source: SourceFile,
    problems: Problems,
    *,
    model: type[Entry],
    complete: Callable[[TreeMapping], TreeMapping] = lambda tree: tree,
) -> Entry | None:
    errors, misfits = Problems(), Problems()
    read = read_tree(source, errors)
    tree = None if read is None else complete(read)
    entry = None if tree is None else fit(tree, model, misfits, file=source.name)
    problems.extend(errors)
    problems.extend(problem for problem in misfits if not _follows_from(problem, errors))
    return None if errors.has_errors() else entry


def _follows_from(problem: Problem, errors: Problems) -> bool:
    """Tell whether a misfit only repeats what was said of its line when the file was read."""
    repeats = problem.id in ("missing-key", "empty-text", "wrong-type")
    lines = {error.place.line for error in errors}
    return problem.place in {error.place for error in errors} or (repeats and problem.place.line in lines)


def _read_guides(root: Path, names: Iterable[str], files: _Files, problems: Problems) -> tuple[GuideFile, ...]:
    guides = []
    for name in filter(_is_guide, names):
        source = load(root, name, problems)
        if source is not None:
            guides.append(files.read(source, partial(_read_file, model=GuideFile), problems))
    return tuple(guide for guide in guides if isinstance(guide, GuideFile))


def _is_guide(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    return f"{folder}/" == GUIDES and file.endswith((".yaml", ".yml"))


def _read_pages(root: Path, names: Iterable[str], files: _Files, problems: Problems) -> tuple[ProsePage, ...]:
    pages = []
    for name in (name for name in names if name.endswith(_PAGE)):
        source = load(root, name, problems)
        if source is not None:
            pages.append(files.read(source, _read_page, problems))
    return tuple(page for page in pages if isinstance(page, ProsePage))


def _pictures(root: Path, names: Iterable[str], problems: Problems) -> tuple[str, ...]:
    """List the pictures among the files of content/; what is neither read nor a picture is refused, and a link is too.

    Whatever else stands there would be published beside the pages, or in the place of a file of ours.
    """
    known = {*FILES, *HANDBOOK_FILES, LINES}
    pictures = []
    for name in (name for name in names if name not in known and not name.endswith(_PAGE) and not _is_guide(name)):
        start = Place(name, 1, 1)
        if (root / name).is_symlink():
            problems.error(start, "link", f'"{name}" is a symbolic link', help="put the file itself there")
        elif name.endswith((".yaml", ".yml")):
            near = did_you_mean(name, known) or f"known: {', '.join(sorted(known))}, {GUIDES}*.yaml"
            problems.error(start, "unknown-file", "no such file is read", help=near)
        elif not (root / name).is_file() or not name.lower().endswith(_PICTURES):
            cure = f"move it out of {PROSE_PAGES}; published are pages ({_PAGE}) and pictures ({' '.join(_PICTURES)})"
            problems.error(start, "unknown-file", "a file of this kind is not published", help=cure)
        elif name.removeprefix(PROSE_PAGES).casefold().startswith(kept_addresses()):
            cure = f"move it to another folder of {PROSE_PAGES}"
            problems.error(start, "unknown-file", "the site makes what stands in this folder itself", help=cure)
        else:
            pictures.append(name)
    return tuple(pictures)


def _read_page(source: SourceFile, problems: Problems) -> ProsePage | None:
    tree, body = split_front_matter(source, problems)
    head = None if tree is None else fit(tree, ProseHead, problems, file=source.name)
    if not isinstance(head, ProseHead):
        return None
    return ProsePage(source.name, _address_of(source.name), head, body)


def _address_of(file: str) -> str:
    """Find the address of a hand-written page; MkDocs takes "README" for "index", which names the folder itself."""
    folder, _, name = file.removeprefix(PROSE_PAGES).removesuffix(".md").rpartition("/")
    parts = [part for part in (folder, "" if name in _NAMES_OF_A_FOLDER else name) if part]
    return "".join(f"{part}/" for part in parts)


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
            help = "write the value, or delete it"
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
        if set(Voiced.model_fields) <= set(known) <= _LINE and _is_text_with_colon(
            _walk(tree, details["loc"][:-1], place).value, ("you",), [word]
        ):
            problems.error(reached.key, "wrong-type", f'"{word}:" begins a key inside text', help=_COLON)
            return
        problems.error(reached.key, "unknown-key", f'key "{word}" is not known here', help=_near(word, known))
    elif kind == "missing":
        problems.error(place, "missing-key", f'key "{word}" is missing', help=f'add "{word}:" here')
    elif value is None:
        problems.error(
            place, "empty-text", f"{_named(details['loc'])} has no value", help="write the value, or delete it"
        )
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
        problems.error(empty.place, "empty-text", f'key "{empty}" has no value', help="write the value, or delete it")
    elif kind in _WORDS:
        place, message = _what_it_has(kind, value, place, details["msg"])
        help = (
            'use a number from 1 to the number of answers in "of"' if message.startswith("at_least") else _CURES[kind]
        )
        problems.error(place, kind, message, help=help)
    elif kind == "bad-place":
        at, help = details["ctx"]["at"], details["ctx"]["help"]
        problems.error(value.place_of(at), kind, details["msg"], help=help)
    elif kind in _CURES:
        problems.error(place, kind, details["msg"], help=_CURES[kind])
    elif kind == "wrong-type" and isinstance(value, Text):
        help = 'write a list, or "from levels"' if _key(details) == "answers" else "write it in digits, such as 9"
        problems.error(place, kind, details["msg"], help=help)
    else:
        message = f"{_what(value)} stands where {_wanted(kind)} is wanted"
        help = _cure_of_type(kind, value, _keys_of(model, details["loc"]))
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


def _near(word: str, known: Sequence[str]) -> str:
    return did_you_mean(word, known) or (f"known here: {', '.join(known)}" if known else "see docs/format.md")


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
