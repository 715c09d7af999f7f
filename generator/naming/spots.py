"""Know where the name of a thing stands in the addresses of the pages that are made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from generator.model.knowledge import KnowledgeBase
from generator.model.sorts import Sort
from generator.naming.found import Definition
from generator.page_kinds import (
    CARD,
    CLAIMS,
    ENTRY,
    FACTS,
    GLOSSARY,
    GUIDE,
    GUIDES,
    KIND_OF_LEVEL,
    LEVEL,
    MOVE,
    OFFLINE,
    OUTCOME,
    PLAIN,
    PROGRAMS,
    RESEARCH,
    SHEET,
    SOURCES,
    STAFF,
    TREATMENT,
    short_of,
)

_PAGES = {
    Sort.LEVEL: (LEVEL, CARD),
    Sort.KIND: (KIND_OF_LEVEL, CARD),
    Sort.TREATMENT: (TREATMENT,),
    Sort.ENTRY: (ENTRY,),
}
_LISTED_AT = {
    Sort.SOURCE: SOURCES,
    Sort.TERM: GLOSSARY,
    Sort.FACT: FACTS,
    Sort.STUDY: RESEARCH,
    Sort.CLAIM: CLAIMS,
    Sort.HANDING_OVER: STAFF,
    Sort.SITUATION: STAFF,
    Sort.PROGRAM: PROGRAMS,
}


@dataclass(frozen=True, slots=True)
class NameInAddress:
    """Where the name of a thing stands in an address."""

    definition: Definition
    index: int
    length: int


def spots_of(base: KnowledgeBase, definitions: tuple[Definition, ...]) -> Mapping[str, list[NameInAddress]]:
    """Map each address of a page or a part of one that is made of names to where each of them stands in it."""
    spots: dict[str, list[NameInAddress]] = {}
    for address, spot in chain(_of_lists(definitions), _of_guides(base, definitions), _of_moves(base, definitions)):
        spots.setdefault(address, []).append(spot)
    for address, found in list(spots.items()):
        short = None if "#" in address else short_of(address)
        if short is not None and short != address:
            moved = len(short) - len(address)  # both end alike
            spots.setdefault(short, []).extend(NameInAddress(s.definition, s.index + moved, s.length) for s in found)
    return spots


def _of_lists(definitions: Iterable[Definition]) -> Iterator[tuple[str, NameInAddress]]:
    for each in definitions:
        id = str(each.id)
        for kind in _PAGES.get(each.sort, ()):
            yield kind.at(id=id), NameInAddress(each, kind.address.index("{"), len(id))
        if each.sort in _LISTED_AT:
            page = _LISTED_AT[each.sort].at()
            yield f"{page}#{id}", NameInAddress(each, len(page) + 1, len(id))
        if each.sort is Sort.PAGE and id:
            yield f"{id}/", NameInAddress(each, 0, len(id))


def _of_guides(base: KnowledgeBase, definitions: Iterable[Definition]) -> Iterator[tuple[str, NameInAddress]]:
    by_id = {each.id.place: each for each in definitions}
    entries = [each for each in definitions if each.sort is Sort.ENTRY]
    for guide in base.every_guide():
        own = by_id.get(guide.guide.id.place)
        is_further = bool(guide.guide.shares)
        at = GUIDES[1].format(id=guide.guide.id) if is_further else GUIDES[0]
        pages = [kind.at(guide=at) for kind in (GUIDE, OFFLINE, PLAIN, SHEET)]
        outcomes = [(OUTCOME.at(guide=at, id=each.id), by_id.get(each.id.place)) for each in guide.outcomes]
        for address, definition in outcomes:
            if definition is not None:
                yield address, NameInAddress(definition, len(at), len(definition.id))
        for address in (*pages, *(address for address, _ in outcomes)):
            if is_further and own is not None:
                yield address, NameInAddress(own, GUIDES[1].index("{"), len(own.id))
        for entry in entries:
            yield f"{at}#from-{entry.id}", NameInAddress(entry, len(f"{at}#from-"), len(entry.id))


def _of_moves(base: KnowledgeBase, definitions: Iterable[Definition]) -> Iterator[tuple[str, NameInAddress]]:
    stops = {str(each.id): each for each in definitions if each.sort in (Sort.LEVEL, Sort.KIND)}
    moves = {each.id.place: each for each in definitions if each.sort is Sort.MOVE}
    for move in base.levels.moves:
        address, index = MOVE.at(id=move.id), MOVE.address.index("{")
        if move.place in moves:
            yield address, NameInAddress(moves[move.place], index, len(move.id))
        for id, start in ((move.from_, index), (move.to, index + len(move.from_) + len("-to-"))):
            if id in stops:
                yield address, NameInAddress(stops[id], start, len(id))
