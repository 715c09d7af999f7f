"""No move leads from a level to a step above or below it, where the rest of its ladder has such moves; or none at all.

Its page is a dead end: whoever is there and needs more support, or less, finds no way on.

Fails: a level between two others with no move, or with one up alone while others have one down.
Cure: add a move from it to its neighbour. A move of one of its kinds counts too.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.model.levels import Level, Move
from generator.problems import Problem, Severity

ID = "missing-move"
SEVERITY = Severity.WARNING
NEEDS = Need.BASE


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a warning for each direction in which no move leads on from a level."""
    moves = base.levels.moves
    known = {str(stop.id) for stop in (*base.every_level(), *base.every_kind())}
    if any(not {str(move.from_), str(move.to)} <= known for move in moves):
        return  # which move is missing is not known while one names no level
    for ladder in base.levels.ladders:
        for words, levels in (("more", ladder.levels), ("less", ladder.levels[::-1])):
            lacking = [
                level for step, level in enumerate(levels[:-1]) if not _leads_on(level, levels[step + 1 :], moves)
            ]
            is_kept = len(lacking) < len(levels) - 1
            for level in lacking:
                if is_kept or not _has_any(level, moves):
                    next_one = levels[levels.index(level) + 1]
                    message = f'no move leads from level "{level.id}" to {words} support'
                    help = f'add a move from "{level.id}" to "{next_one.id}" under moves in levels.yaml'
                    yield Problem(level.id.place, ID, message, SEVERITY, help)
    for level in base.levels.beside:
        if not _has_any(level, moves):
            message = f'no move leads to level "{level.id}", or from it'
            yield Problem(level.id.place, ID, message, SEVERITY, "add a move under moves in levels.yaml")


def _leads_on(level: Level, others: tuple[Level, ...], moves: tuple[Move, ...]) -> bool:
    """Tell whether some move leads from a level to one of others."""
    ends = {str(move.to) for move in moves if move.from_ in _names_of(level)}
    return any(ends & _names_of(other) for other in others)


def _has_any(level: Level, moves: tuple[Move, ...]) -> bool:
    return any({str(move.from_), str(move.to)} & _names_of(level) for move in moves)


def _names_of(level: Level) -> frozenset[str]:
    return frozenset((str(level.id), *(str(kind.id) for kind in level.kinds)))
