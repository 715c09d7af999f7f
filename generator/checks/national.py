"""Tell which national lines a contact is, by its names, and which numbers they have."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator

from generator.model.knowledge import KnowledgeBase
from generator.model.lines import LinesFile, NationalLine
from generator.model.phone import Numbering, dialled, numbering_of
from generator.model.registers import Contact, Way, WayKind

_FILLERS = frozenset(
    re.findall(r"\w+", "a an and center centers centre for helpline hotline lifeline line national number of the")
)
_ALIKE = 0.8
_LONG_WORD = 9
"""From how many letters on one word alone is compared with a slip of the pen in it: shorter ones are too much alike."""

Number = tuple[WayKind, str]
"""How a number is used, and what a phone dials for it."""


def lines_of(contact: Contact, lines: LinesFile) -> tuple[NationalLine, ...]:
    """List the national lines whose name a contact bears, loosely compared."""
    found = {line.id: line for name in (contact.name, contact.short_name) for line in lines_named(name, lines)}
    return tuple(line for line in lines.lines if line.id in found)


def lines_named(name: str, lines: LinesFile) -> tuple[NationalLine, ...]:
    """List the national lines that a name is, loosely compared."""
    return tuple(line for line in lines.lines if any(_bears(str(name), known) for known in _names(line)))


def numbers_of(ways: tuple[Way, ...], numbering: Numbering) -> tuple[Number, ...]:
    """List every number of some ways that can be dialled, in order."""
    found = ((way.kind, dialled(way.number, numbering)) for way in ways if way.number is not None)
    return tuple(number for number in found if number[1])


def numbers_of_contacts(base: KnowledgeBase) -> frozenset[Number]:
    """Collect every number that a contact or a line of the project has."""
    numbering = numbering_of(base.lines)
    every = (numbers_of(contact.ways, numbering) for contact in base.every_contact())
    return frozenset(number for numbers in every for number in numbers)


def _names(line: NationalLine) -> Iterator[str]:
    yield str(line.name)
    yield from map(str, line.also_called)


@functools.lru_cache(maxsize=4096)
def _bears(name: str, known: str) -> bool:
    """Tell whether a name is the known one, holds it, or differs from it by fillers or a slip of the pen."""
    words, known_words = _words(name), _words(known)
    if f" {' '.join(known_words)} " in f" {' '.join(words)} ":
        return True
    core, known_core = _core(words), _core(known_words)
    if len(core) != len(known_core) or not core:
        return False
    others = [(word, other) for word, other in zip(core, known_core, strict=True) if word != other]
    is_telling = len(core) > 1 or len(core[0]) >= _LONG_WORD
    return not others or (len(others) == 1 and is_telling and _are_alike(*others[0]))


def _are_alike(word: str, other: str) -> bool:
    return difflib.SequenceMatcher(None, word, other).ratio() >= _ALIKE


@functools.lru_cache(maxsize=1024)
def _words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", name.casefold().replace("&", " and ").replace("-", "")))


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _FILLERS)
