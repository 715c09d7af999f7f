"""Read what comes with Stepwell: words that any project can use, and registers of national lines."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from generator.fitting import fit
from generator.model.entry import Dated, Entry
from generator.model.knowledge import LINES, WORDS
from generator.model.lines import NO_LINES, LinesFile
from generator.model.registers import ContactsFile
from generator.model.words import WordsFile
from generator.problems import Problems, Text
from generator.reading.files import Files, read_file
from generator.source import Folders, SourceFile, TreeMapping, load, read_tree

_PACKAGE = Path(__file__).parents[1]
_SHIPPED = f"generator/{WORDS}"
"""The name of the words that come with Stepwell, for problems in what a project did not write itself."""
_REGISTERS = "registers"
"""The folder that holds a register of national lines for each country we know."""


@cache
def shipped_words() -> WordsFile:
    """Read the words that come with Stepwell, for a project that brings none: those that any project can use."""
    problems = Problems()
    words = fit(shipped_tree(), WordsFile, problems, file=_SHIPPED)
    assert isinstance(words, WordsFile), problems.found
    return words


@cache
def shipped_tree() -> TreeMapping:
    """Read the words of `shipped_words` as they are written."""
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


def read_words(source: SourceFile, problems: Problems) -> Entry | None:
    """Read the words of a project, with the shipped ones where it writes none."""
    return read_file(source, problems, model=WordsFile, complete=_with_shipped_words)


def _with_shipped_words(own: TreeMapping) -> TreeMapping:
    """Add the shipped words that a project does not write; not to those of another language, which would be mixed."""
    shipped = TreeMapping({key: value for key, value in shipped_tree().items() if key not in Dated.model_fields})
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


def read_lines(contacts: ContactsFile | None, files: Files, problems: Problems) -> LinesFile | None:
    """Read the register of the country that contacts.yaml names: the project's own, else the one that we bring.

    Where it names none, the register is empty and a problem says so: a version from before there were registers can
    still be compared.
    """
    is_own = files.folders.has(LINES)
    own = _read_register(files.load(LINES, problems), files, problems) if is_own else None
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
        return _shipped_lines(str(country))
    return NO_LINES


@cache
def _shipped_lines(country: str) -> LinesFile | None:
    problems = Problems()
    register = _read_register(
        load(_PACKAGE, f"{_REGISTERS}/{country}.yaml", problems), Files(Folders(_PACKAGE), {}), problems
    )
    assert not problems.found
    return register


def _say_unknown(country: Text, own: LinesFile | None, problems: Problems) -> None:
    if own is not None:
        message = f'"{country}" is not the country of {LINES}, which is "{own.country}"'
        help = f'write "{own.country}", or the country in {LINES}'
    else:
        message = f'"{country}" has no register of national lines'
        help = f"write one into {LINES} (see docs/format.md), or use: {', '.join(countries())}"
    problems.error(country.place, "unknown-country", message, help=help)


def countries() -> tuple[str, ...]:
    """List the countries whose national lines stand in a register here."""
    return tuple(sorted(path.stem for path in (_PACKAGE / _REGISTERS).glob("*.yaml")))


def _read_register(source: SourceFile | None, files: Files, problems: Problems) -> LinesFile | None:
    register = None if source is None else files.read(source, partial(read_file, model=LinesFile), problems)
    return register if isinstance(register, LinesFile) else None
