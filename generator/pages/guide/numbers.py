"""Number what a guide's page holds in the order in which it stands there, so that its script needs no names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of things of one sort."""

    number_by_name: dict[str, int]

    def of(self, names: Iterable[str]) -> str:
        """Write the numbers of some things with spaces between them, in the order given."""
        return " ".join(str(self.number_by_name[str(name)]) for name in names)


def numbered(names: Iterable[str]) -> Numbers:
    """Number things in their order, from 0."""
    return Numbers({str(name): number for number, name in enumerate(names)})
