"""Say what is left of whole decisions: the rows that can still be the first to hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.guide.conditions import FALSE, TRUE, Remainders, Resolved

_Rows: TypeAlias = tuple[tuple[int, int], ...]
"""What is left of a row and its number, without rows that cannot hold, up to one that must."""


@dataclass(slots=True)
class Leftovers:
    """Number what is left of decisions; equal leftovers of one decision have one number. It grows with the walk."""

    remainders: Remainders = field(default_factory=Remainders)
    masks: list[int] = field(default_factory=list)
    _rows: list[_Rows] = field(default_factory=list)
    _number_of: dict[_Rows, int] = field(default_factory=dict)

    def whole(self, conditions: Iterable[Resolved]) -> int:
        """Give a decision of which nothing is known yet."""
        rows = tuple((self.remainders.number_of(condition), row) for row, condition in enumerate(conditions))
        return self._settled(rows, 0, 0)

    def settle_all(self, column: Sequence[int], known: int, given: int) -> Sequence[int]:
        """Give what is left of each once the answers in the mask `known` are known; those in `given` are given."""
        masks = self.masks
        settled = {
            number: self._settled(self._rows[number], known, given) if masks[number] & known else number
            for number in dict.fromkeys(column)
        }
        return [settled[number] for number in column]

    def row_of(self, number: int) -> int:
        """Give the row to follow when no more answers will come."""
        return next(row for remainder, row in self._rows[number] if self.remainders.is_so(remainder))

    def variety(self, numbers: Iterable[int]) -> Counter[int]:
        """Count, for each row, how many different remainders these leftovers hold."""
        different = {pair for number in numbers for pair in self._rows[number]}
        return Counter(row for _, row in different)

    def _settled(self, rows: _Rows, known: int, given: int) -> int:
        settle, masks = self.remainders.settle, self.remainders.masks
        left: list[tuple[int, int]] = []
        for pair in rows:
            remainder, row = pair
            if masks[remainder] & known:
                remainder = settle(remainder, known, given)
                pair = (remainder, row)
            if remainder != FALSE:
                left.append(pair)
            if remainder == TRUE:
                break
        return self._numbered(tuple(left))

    def _numbered(self, rows: _Rows) -> int:
        number = self._number_of.setdefault(rows, len(self._rows))
        if number == len(self._rows):
            mask = 0
            for remainder, _ in rows:
                mask |= self.remainders.masks[remainder]
            self._rows.append(rows)
            self.masks.append(mask)
        return number
