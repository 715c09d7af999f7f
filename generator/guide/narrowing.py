"""Narrow a diagram by answers that were given elsewhere, in any order, to what it can still end at.

Another version of a guide asks other questions in another order, so this one cannot be followed arrow by arrow. What
is left of it after some answers is a set of branches, each with the answers it still waits for; an answer that is not
asked about elsewhere is open, and its branches all stay. Equal leftovers are one, so the walk of both stays small.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from generator.guide.diagram import Diagram

Truth = frozenset[tuple[str, bool]]
"""Answers ("question.answer"), each with whether it is given."""

NOTHING = 0
"""The leftover of a diagram in which no way agrees with the answers."""

_Branches = frozenset[tuple[Truth, int]]


@dataclass(slots=True)
class Narrowing:
    """Leftovers by number; a leftover stands above all that it leads to. It grows while a diagram is narrowed."""

    branches: list[_Branches] = field(default_factory=lambda: [frozenset()])
    outcomes: list[frozenset[str]] = field(default_factory=lambda: [frozenset()])
    questions: list[frozenset[str]] = field(default_factory=lambda: [frozenset()])
    _number_of: dict[_Branches | str, int] = field(default_factory=dict)
    _narrowed: dict[Truth, dict[int, int]] = field(default_factory=dict)

    def narrow(self, number: int, truth: Truth) -> int:
        """Work out what is left of a leftover once the answers in `truth`, all of one question, are known."""
        if not truth or self.questions[number].isdisjoint(questions_in(truth)):
            return number
        known = self._narrowed.setdefault(truth, {})
        untrue = frozenset((answer, not is_given) for answer, is_given in truth)
        for leftover in self._touched(number, truth, known):
            known[leftover] = self._joined(
                (waits_for - truth, known.get(step, step))
                for waits_for, step in self.branches[leftover]
                if waits_for.isdisjoint(untrue)
            )
        return known[number]

    def _touched(self, number: int, truth: Truth, known: dict[int, int]) -> list[int]:
        """List the leftovers from `number` on that the answers change and that are not known yet, lowest first."""
        asked = questions_in(truth)
        found: set[int] = set()
        waiting = [number]
        while waiting:
            leftover = waiting.pop()
            if leftover in found or leftover in known or self.questions[leftover].isdisjoint(asked):
                continue
            found.add(leftover)
            waiting.extend(step for _, step in self.branches[leftover])
        return sorted(found)

    def _joined(self, branches: Iterable[tuple[Truth, int]]) -> int:
        """Number the leftover with these branches; a branch that waits for nothing is replaced by its own branches."""
        flat: set[tuple[Truth, int]] = set()
        for waits_for, step in branches:
            if not waits_for and self.branches[step]:
                flat |= self.branches[step]
            elif step != NOTHING:
                flat.add((waits_for, step))
        if not flat:
            return NOTHING
        if len(flat) == 1 and not next(iter(flat))[0]:
            return next(iter(flat))[1]
        key = frozenset(flat)
        if key not in self._number_of:
            outcomes = frozenset[str]().union(*(self.outcomes[step] for _, step in key))
            questions = frozenset[str]().union(
                *(questions_in(waits_for) | self.questions[step] for waits_for, step in key)
            )
            self._add(key, key, outcomes, questions)
        return self._number_of[key]

    def _end(self, outcome: str) -> int:
        if outcome not in self._number_of:
            self._add(outcome, frozenset(), frozenset([outcome]), frozenset())
        return self._number_of[outcome]

    def _add(
        self, key: _Branches | str, branches: _Branches, outcomes: frozenset[str], questions: frozenset[str]
    ) -> None:
        self._number_of[key] = len(self.branches)
        self.branches.append(branches)
        self.outcomes.append(outcomes)
        self.questions.append(questions)

    def whole(self, diagram: Diagram, shared: frozenset[str]) -> int:
        """Turn a diagram into a leftover from which nothing was taken; only the answers in `shared` can narrow it."""
        number_of: dict[int, int] = {}
        for number in reversed(range(len(diagram.nodes))):
            node = diagram.nodes[number]
            number_of[number] = (
                self._end(node.outcome)
                if node.outcome
                else self._joined(
                    (truth_of(diagram, number, position, shared), number_of[arrow])
                    for position, arrow in enumerate(node.arrows)
                    if arrow is not None
                )
            )
        return number_of[0]


def truth_of(diagram: Diagram, number: int, position: int, shared: frozenset[str]) -> Truth:
    """Return the answers in `shared` that an arrow settles."""
    truth = diagram.truth(diagram.nodes[number], position)
    return frozenset((answer, is_given) for answer, is_given in truth.items() if answer in shared)


@lru_cache(maxsize=4096)
def questions_in(truth: Truth) -> frozenset[str]:
    """Collect the questions that some of the answers belong to."""
    return frozenset(answer.split(".")[0] for answer, _ in truth)
