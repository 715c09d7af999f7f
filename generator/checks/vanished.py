"""Find the names that are used more than once and that nothing has: one mistake, to be said once with its cure.

Who changes an id in its own line alone leaves every use of it behind. Said at each of them, with the nearest name that
there is, that would send its author to change the uses one by one, perhaps to another level of care.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.identity import Itself
from generator.model.knowledge import KnowledgeBase
from generator.model.registers import Journey
from generator.model.sorts import Sort, together_with
from generator.naming import Names, Use, addresses_named, names_of
from generator.problems import Change, Cure, Place, Problem, did_you_mean


@dataclass(frozen=True, slots=True)
class Vanished:
    """A name that is used more than once, and that nothing of its sorts has; `uses` are in the order of the files."""

    sorts: tuple[Sort, ...]
    id: str
    uses: tuple[Use, ...]

    def places(self, base: KnowledgeBase) -> Iterator[Place]:
        """Yield each place at which a problem only repeats that the name is gone."""
        for use in self.uses:
            yield use.text.place
            if isinstance(use.entry, Journey):  # it is walked in no guide then
                yield use.entry.outcome.place
        is_in = re.compile(rf"(?:^|/|#|-to-){re.escape(self.id)}(?:-to-|/|$)")
        yield from (place for address, place in addresses_named(base) if is_in.search(address))
        yield from (each.place for each in base.handbook.addresses.published if is_in.search(each))


def vanished_names(base: KnowledgeBase) -> tuple[Vanished, ...]:
    """List every name that is used more than once and that nothing has, be it of a level, a step, a source, a note."""
    return _vanished_names(Itself(base))


@lru_cache(maxsize=4)
def _vanished_names(itself: Itself) -> tuple[Vanished, ...]:
    base = itself.part
    assert isinstance(base, KnowledgeBase)
    names = names_of(base)
    uses: dict[tuple[tuple[Sort, ...], str], list[Use]] = {}
    nowhere = (use for use in names.lost if Sort.HEADING not in use.sorts)
    lost = [use for use in nowhere if not names.now_called(use.sorts, use.id)]
    for use in sorted(lost, key=_kinds_of_names):
        groups = dict.fromkeys((together_with(sort), str(use.id)) for sort in use.sorts)
        if Sort.ANSWER in use.sorts:  # what is lost may be its question, or the level that gave it
            question, _, answer = use.id.partition(".")
            groups |= dict.fromkeys([((Sort.LEVEL, Sort.KIND), answer), (together_with(Sort.QUESTION), question)])
        known = next((group for group in groups if group in uses), next(iter(groups)))
        uses.setdefault(known, []).append(use)
    return tuple(Vanished(sorts, id, tuple(found)) for (sorts, id), found in uses.items() if _count(found) > 1)


def _kinds_of_names(use: Use) -> tuple[bool, int]:
    """Order the uses that say plainly what they name before those that may name several things, answers last."""
    return Sort.ANSWER in use.sorts, len({together_with(sort) for sort in use.sorts})


def _count(uses: Iterable[Use]) -> int:
    return len({use.text.place for use in uses})


def without_repeats(problems: Iterable[Problem], base: KnowledgeBase, *, said_by: str) -> list[Problem]:
    """Leave out what only repeats, at each use, that a name is gone, which the check `said_by` says once."""
    gone = {place for vanished in vanished_names(base) for place in vanished.places(base)}
    return [problem for problem in problems if problem.id == said_by or problem.place not in gone]


def cure_of(id: str, sorts: tuple[Sort, ...], names: Names, known: Iterable[str], otherwise: str) -> str:
    """Say what to write for a name that nothing has: what it is called now, the name that it is a slip of, or else."""
    now = names.now_called(sorts, id)
    if now:
        return Cure(f'"{id}" is now "{now}"', Change.WRITE, word=id, text=now)
    return did_you_mean(id, known, is_name=True) or otherwise
