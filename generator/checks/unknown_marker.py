"""A page asks for a block that is not there, or for none that shows its tiles.

The reader would see `[[contcts]]` where the help lines should stand, or no tiles at all.

Fails: `[[contcts]]`. Cure: write the name of a block; the help lists the nearest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.names import ids_of
from generator.checks.need import Need
from generator.model.handbook import Asked, QualityKind, SignDirection
from generator.model.knowledge import KnowledgeBase
from generator.model.prose import Picture, Shape
from generator.problems import Problem, Severity, did_you_mean

ID = "unknown-marker"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE

_MARKER = re.compile(r"\[\[([^\]\n]*)\]\]")


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each marker that names no block or shares its line with words, and for tiles without one."""
    everywhere = markers(base) | frozenset(Shape)
    for page in base.pages:
        tiles = page.head.tiles
        known = everywhere | ({"tiles"} if tiles else set())
        if tiles and "[[tiles]]" not in page.body:
            help = "write [[tiles]] on a line alone where they should stand"
            yield Problem(tiles[0].page.place, ID, "no block shows the tiles of this page", SEVERITY, help)
        for match in _MARKER.finditer(page.body):
            place = page.body.place_of(match.start())
            if match.group(1) not in known:
                help = did_you_mean(match.group(1), known, is_name=True) or f"known: {', '.join(sorted(known))}"
                yield Problem(place, ID, f'"{match.group()}" is not a block', SEVERITY, help)
                continue
            start = page.body.rfind("\n", 0, match.start()) + 1
            line = page.body[start:].split("\n", 1)[0]
            if line.strip() != match.group():
                yield Problem(
                    place, ID, f'"{match.group()}" shares its line with words', SEVERITY, "put it on a line alone"
                )


def markers(base: KnowledgeBase) -> frozenset[str]:
    """Collect the names of the blocks that a page may ask for."""
    contacts = (f"contact:{id}" for id in ids_of(base.contacts.contacts))
    boxes = (f"box:{id}" for id in ids_of(base.safety.boxes))
    pictures = (f"picture:{name}" for name in Picture)
    blocks = (
        "call-now",
        "contacts",
        "ladder",
        "start",
        "moves:up",
        "moves:down",
        "reviewed",
        "reviewed:page",
        "called",
    )
    return frozenset([*blocks, *contacts, *boxes, *pictures, *_of_handbook(base)])


def _of_handbook(base: KnowledgeBase) -> Iterator[str]:
    handbook = base.handbook
    if handbook.entries.entries:
        yield "entries"
    if handbook.signs.signs:
        yield from (f"signs:{direction}" for direction in SignDirection)
    if handbook.questions.questions:
        yield from (f"ask:{asked}" for asked in Asked)
    if handbook.quality.signs:
        yield from (f"quality:{kind}" for kind in QualityKind)
