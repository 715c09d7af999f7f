"""Everything that a base knows by name, ready to be offered or shown while somebody types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.checks.addresses import Addresses, addresses_of, headings_of, parts_of
from generator.checks.names import references_anywhere
from generator.checks.unknown_marker import markers
from generator.model.entry import Entry
from generator.model.knowledge import KnowledgeBase
from generator.model.prose import ProsePage, Shape
from generator.model.sorts import RefersTo, Sort
from generator.naming import Definition, Names, names_of
from generator.problems import Text

_SAYING = ("name", "title", "term", "you", "text", "say", "claim", "question", "words", "value", "sentence")
"""The keys whose words tell best what an entry is, the best first."""
_LONGEST = 90


@dataclass(frozen=True)
class KnownNames:
    """What a base knows by name; each part is made when it is first asked for."""

    base: KnowledgeBase

    @cached_property
    def names(self) -> Names:
        """Every definition and every use."""
        return names_of(self.base)

    @cached_property
    def addresses(self) -> Addresses:
        """Every page of the site."""
        return addresses_of(self.base)

    @cached_property
    def references(self) -> tuple[str, ...]:
        """Every answer and set of answers that a condition may name."""
        return tuple(references_anywhere(self.base))

    @cached_property
    def markers(self) -> tuple[str, ...]:
        """Every block that a page by hand may ask for, without its brackets."""
        return (*sorted(markers(self.base)), *Shape, "tiles")

    @cached_property
    def _anchors(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for page in self.base.pages:
            found[page.address] = [anchor for anchor, _ in headings_of(page)]
        for part in sorted(parts_of(self.base)):
            address, _, anchor = part.partition("#")
            if anchor not in found.setdefault(address, []):
                found[address].append(anchor)
        return found

    def make_ready(self) -> None:
        """Make what is asked for most before somebody waits for it."""
        _ = (self.names, self.addresses, self.references)

    def anchors(self, address: str) -> tuple[str, ...]:
        """List the parts of a page, by its address without the slash before it."""
        return tuple(self._anchors.get(address, ()))

    def ids(self, mark: RefersTo) -> Iterable[tuple[str, str]]:
        """Yield each name that a key may hold which refers to things of some sorts, with what it is."""
        if Sort.ADDRESS in mark.sorts:
            yield from ((f"/{address}", "page") for address in sorted(self.addresses.pages))
            return
        seen: set[str] = set()
        for id, what in self._every(mark):
            if id not in seen:
                seen.add(id)
                yield id, what

    def _every(self, mark: RefersTo) -> Iterable[tuple[str, str]]:
        if Sort.ANSWER in mark.sorts and not mark.is_bare:
            for reference in self.references:
                definition = self.names.find((Sort.ANSWER, Sort.SET), reference)
                if "." in reference or Sort.SET in mark.sorts:
                    yield reference, "answer" if definition is None else self.about(definition)
            return
        for definition in self.names.definitions:
            if definition.sort in mark.sorts:
                id = str(definition.id)
                yield id.rpartition(".")[2] if mark.is_bare else id, self.about(definition)

    def about(self, definition: Definition) -> str:
        """Say on one line what a thing is: its sort and its first words."""
        words = first_words(definition.entry)
        return f"{definition.sort.words}: {words}" if words else definition.sort.words


def first_words(entry: Entry | ProsePage) -> str:
    """Return the words that tell best what an entry is, on one line."""
    if isinstance(entry, ProsePage):
        return shortened(entry.head.title)
    for key in _SAYING:
        value = getattr(entry, key, None)
        value = getattr(value, "you", value)
        value = value[0] if isinstance(value, tuple) and value else value
        if isinstance(value, Text):
            return shortened(value)
    return ""


def shortened(text: str) -> str:
    """Return a text on one line, or its beginning."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
