"""Leave out of a base what the pages of guides do not show, so that they are made anew for nothing else."""

from __future__ import annotations

from dataclasses import replace

from generator.model.entry import bare
from generator.model.knowledge import Handbook, KnowledgeBase
from generator.model.levels import Ladder, Level

_OF_LEVELS = ("id", "name", "short_name", "sentence", "hours", "sleep", "medical_staff", "benefits", "drawbacks")
_OF_KINDS = ("id", "name", "short_name", "hours", "medical_staff")


def shown_by_guides(base: KnowledgeBase) -> KnowledgeBase:
    """Leave out of levels, moves and the handbook what no page of a guide shows; to ask for it is an error then."""
    levels, handbook = base.levels, base.handbook
    entries = tuple(bare(entry, "id", "place_", "guide") for entry in handbook.entries.entries)
    treatments = tuple(bare(treatment, "id", "name") for treatment in handbook.treatments.treatments)
    return replace(
        base,
        levels=bare(
            levels,
            ladders=tuple(map(_ladder, levels.ladders)),
            beside=tuple(map(_level, levels.beside)),
            moves=tuple(bare(move, "from_", "to") for move in levels.moves),
        ),
        handbook=Handbook(
            notes=handbook.notes,
            values=handbook.values,
            treatments=bare(handbook.treatments, treatments=treatments),
            entries=bare(handbook.entries, entries=entries),
            organization=handbook.organization,
        ),
    )


def _ladder(ladder: Ladder) -> Ladder:
    return bare(ladder, "id", "name", levels=tuple(map(_level, ladder.levels)))


def _level(level: Level) -> Level:
    return bare(level, *_OF_LEVELS, kinds=tuple(bare(kind, *_OF_KINDS) for kind in level.kinds))
