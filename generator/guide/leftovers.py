"""Say what is left of whole decisions: the rows that can still be the first to hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.guide.conditions import FALSE, TRUE, Answers, Remainders, Resolved, balanced

NOTHING = 0
"""The leftover of rows that cannot hold."""


@dataclass(slots=True)
class Leftovers:
    """What is left of decisions, by number; equal leftovers have one number. It grows with the walk.

    A leftover is a row, with what is left of its condition, or a pair of leftovers in order; the pairs of a decision
    stand in a balanced tree. Rows that cannot hold are not in it, and none after a row that must hold.
    `masks` are the answers that each leftover depends on.
    """

    remainders: Remainders = field(default_factory=Remainders)
    masks: list[int] = field(default_factory=lambda: [0])
    _forms: list[tuple[int, int]] = field(default_factory=lambda: [(0, 0)])
    _number_of: dict[tuple[int, int], int] = field(default_factory=dict)
    _must_hold: set[int] = field(default_factory=set)
    _row_of: dict[int, int | None] = field(default_factory=lambda: {NOTHING: None})

    def whole(self, conditions: Iterable[Resolved]) -> int:
        """Return a decision of which nothing is known yet."""
        numbers = (self.remainders.number_of(condition) for condition in conditions)
        return balanced([self._row(row, remainder) for row, remainder in enumerate(numbers)], self._pair)

    def settle_all(self, column: Sequence[int], answers: Answers) -> Sequence[int]:
        """Work out what is left of each once some answers are known."""
        different = dict.fromkeys(column)
        if not any(self.masks[number] & answers.known for number in different):
            return column
        settled: dict[int, int] = {}
        for number in different:
            self._settle(number, answers, settled)
        return [settled[number] for number in column]

    def row_of(self, number: int) -> int:
        """Choose the row to follow when no more answers will come."""
        row = self._first_so(number)
        assert row is not None
        return row

    def variety(self, numbers: Iterable[int]) -> Counter[int]:
        """Count, for each row, in how many different ways these leftovers hold its condition; not at all is one."""
        stands_in = [0] * len(self._forms)
        for number in numbers:
            stands_in[number] = 1
        different: Counter[int] = Counter()
        standing: Counter[int] = Counter()
        whole = sum(stands_in)
        for number in range(len(stands_in) - 1, NOTHING, -1):  # a pair has a higher number than its two leftovers
            first, second = self._forms[number]
            if stands_in[number] and first < 0:
                different[-1 - first] += 1
                standing[-1 - first] += stands_in[number]
            elif stands_in[number]:
                stands_in[first] += stands_in[number]
                stands_in[second] += stands_in[number]
        return different + Counter(row for row in standing if standing[row] < whole)

    def _settle(self, number: int, answers: Answers, settled: dict[int, int]) -> int:
        known = settled.get(number)
        if known is not None:
            return known
        left = number
        if self.masks[number] & answers.known:
            first, second = self._forms[number]
            if first < 0:
                left = self._row(-1 - first, self.remainders.settle(second, answers))
            else:
                left = self._pair(self._settle(first, answers, settled), self._settle(second, answers, settled))
        settled[number] = left
        return left

    def _first_so(self, number: int) -> int | None:
        if number not in self._row_of:
            first, second = self._forms[number]
            if first < 0:
                self._row_of[number] = -1 - first if self.remainders.is_so(second) else None
            else:
                row = self._first_so(first)
                self._row_of[number] = self._first_so(second) if row is None else row
        return self._row_of[number]

    def _row(self, row: int, remainder: int) -> int:
        if remainder == FALSE:
            return NOTHING
        number = self._numbered((-1 - row, remainder), self.remainders.masks[remainder])
        if remainder == TRUE:
            self._must_hold.add(number)
        return number

    def _pair(self, first: int, second: int) -> int:
        if first == NOTHING:
            return second
        if second == NOTHING or first in self._must_hold:
            return first
        number = self._number_of.get((first, second))
        if number is None:
            number = self._numbered((first, second), self.masks[first] | self.masks[second])
            if second in self._must_hold:
                self._must_hold.add(number)
        return number

    def _numbered(self, form: tuple[int, int], mask: int) -> int:
        number = self._number_of.setdefault(form, len(self._forms))
        if number == len(self._forms):
            self._forms.append(form)
            self.masks.append(mask)
        return number
