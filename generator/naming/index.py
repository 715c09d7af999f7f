"""Hold every name of a base, and look each up by its id or by its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from generator.identity import Itself
from generator.model.entry import Entry
from generator.model.knowledge import KnowledgeBase
from generator.model.prose import ProsePage
from generator.model.sorts import Sort
from generator.naming.found import Definition, KeyReference, NamedLink, found_in
from generator.naming.uses import Use, Uses
from generator.problems import Place, Text


@dataclass(frozen=True)
class Names:
    """Every name of a base, in the order of its files: what defines it and what uses it."""

    base: KnowledgeBase
    definitions: tuple[Definition, ...]

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """List every use, looked up when it is first asked for: most who ask for a name want no uses."""
        uses = Uses(self.base, self.definitions)
        return tuple(chain.from_iterable(uses.of(found_in(part)) for part in _parts_of(self.base)))

    @cached_property
    def lost(self) -> tuple[Use, ...]:
        """List the uses of names that nothing has."""
        known = self._by_name
        return tuple(use for use in self.uses if not any((sort, use.id) in known for sort in use.sorts))

    def find(self, sorts: Iterable[Sort], id: str) -> Definition | None:
        """Find the first thing of one of these sorts that has an id."""
        found = (self._by_name.get((sort, str(id))) for sort in sorts)
        return next((definition for definition in found if definition is not None), None)

    def called(self, id: str) -> tuple[Definition, ...]:
        """List the things of every sort that have an id."""
        return tuple(definition for definition in self.definitions if definition.id == id)

    def defined_by(self, use: Use) -> Definition | None:
        """Find what a use names; None where nothing has that name."""
        return self.find(use.sorts, use.id)

    def uses_of(self, definition: Definition) -> tuple[Use, ...]:
        """List every use of a thing."""
        return tuple(self._uses_by_name.get((definition.sort, str(definition.id)), ()))

    def ids(self, *sorts: Sort) -> tuple[Text, ...]:
        """List the ids of the things of some sorts."""
        return tuple(definition.id for definition in self.definitions if definition.sort in sorts)

    def at(self, file: str, line: int, column: int) -> Definition | Use | None:
        """Find the name at a place of a file; the first column behind it counts too, where a cursor may stand."""
        here = self._by_line.get((file, line), ())
        found = ((length, name) for place, length, name in here if 0 <= column - place.column <= length)
        return min(found, key=lambda each: each[0], default=(0, None))[1]

    def former(self, sorts: Iterable[Sort], id: str) -> Definition | None:
        """Find the thing of one of these sorts that had an id before."""
        return next((found for sort in sorts if (found := self._by_former.get((sort, str(id)))) is not None), None)

    def now_called(self, sorts: Iterable[Sort], id: str) -> str:
        """Find what a thing is called now that had an id before, "" where there is none.

        An answer is found too where only its question, or the level that gives it, had another id. What has the id
        today is not looked at.
        """
        sorts = tuple(sorts)
        now = self.former(sorts, id)
        if now is not None:
            return str(now.id)
        question, dot, answer = id.partition(".")
        if not dot or Sort.ANSWER not in sorts:
            return ""
        asked = self.former((Sort.QUESTION,), question)
        reference = f"{question if asked is None else asked.id}.{answer}"
        found = self.former((Sort.ANSWER,), reference) or (asked and self.find((Sort.ANSWER,), reference))
        if found:
            return str(found.id)
        level = self.former((Sort.LEVEL,), answer) or (asked and self.find((Sort.LEVEL,), answer))
        return f"{reference.partition('.')[0]}.{level.id}" if level else ""

    @cached_property
    def _by_name(self) -> Mapping[tuple[Sort, str], Definition]:
        return {(each.sort, str(each.id)): each for each in reversed(self.definitions)}

    @cached_property
    def _by_former(self) -> Mapping[tuple[Sort, str], Definition]:
        return {(each.sort, old): each for each in self.definitions for old in former_ids(each)}

    @cached_property
    def _uses_by_name(self) -> Mapping[tuple[Sort, str], list[Use]]:
        found: dict[tuple[Sort, str], list[Use]] = {}
        for use in self.uses:
            definition = self.defined_by(use)
            if definition is not None:
                found.setdefault((definition.sort, str(definition.id)), []).append(use)
        return found

    @cached_property
    def _by_line(self) -> Mapping[tuple[str, int], list[tuple[Place, int, Definition | Use]]]:
        found: dict[tuple[str, int], list[tuple[Place, int, Definition | Use]]] = {}
        named: chain[Definition | Use] = chain(self.definitions, self.uses)
        for name in named:
            length = name.length if isinstance(name, Use) else len(name.id.rpartition(".")[2])
            found.setdefault((name.id.place.file, name.id.place.line), []).append((name.id.place, length, name))
        return found


def names_of(base: KnowledgeBase) -> Names:
    """Collect every name of a base; the very same base, and each file of it, is looked through once."""
    return _names_of(Itself(base))


@lru_cache(maxsize=4)
def _names_of(itself: Itself) -> Names:
    base = itself.part
    assert isinstance(base, KnowledgeBase)
    return Names(base, tuple(chain.from_iterable(found_in(part).definitions for part in _parts_of(base))))


def former_ids(definition: Definition) -> tuple[str, ...]:
    """List the ids that a thing had before, each as a definition has it."""
    entry = definition.entry
    former = entry.head.formerly if isinstance(entry, ProsePage) else getattr(entry, "formerly", ())
    before = f"{definition.id.partition('.')[0]}." if definition.sort is Sort.ANSWER else ""
    return tuple(f"{before}{id}" for id in former)


def texts_naming(part: object, *sorts: Sort) -> Iterator[tuple[Entry, Text]]:
    """Yield each text below a key that names something of one of these sorts, with its entry, in an entry or a list."""
    for reference in found_in(part).references:
        if (
            isinstance(reference, KeyReference)
            and not reference.mark.is_bare
            and set(sorts) & set(reference.mark.sorts)
        ):
            yield reference.entry, reference.text


def addresses_named(base: KnowledgeBase) -> Iterator[tuple[str, Place]]:
    """Yield each address that a link or a key of a base leads to, without the first slash, and the place of the link.

    They need not be there.
    """
    for part in _parts_of(base):
        for found in found_in(part).references:
            if isinstance(found, NamedLink) and found.sort is Sort.ADDRESS:
                is_key = found.index < 2 and found.text[found.index :] == found.names
                yield found.names, found.text.place if is_key else found.text.place_of(found.index - 1)


def _parts_of(base: KnowledgeBase) -> Iterator[Entry | ProsePage]:
    """Yield each file of a base, and each page by hand."""
    yield from (base.levels, *base.every_guide(), base.safety, base.journeys, base.contacts, base.sources, base.lines)
    yield from base.handbook.files()
    yield from base.pages
