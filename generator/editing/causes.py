"""Say which change brought a problem: what is wrong is remembered after each change that was looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.editing.history import TextChange
from generator.problems import Problem, Severity

_Mark = tuple[str, str, str]
"""What tells a problem from others, on whatever line it stands by now."""


@dataclass(frozen=True, slots=True)
class BroughtProblems:
    """Errors that were not there before a change, or before a few that were made before anybody looked."""

    changes: tuple[TextChange, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Causes:
    """What was wrong after each change, by the number of the change; 0 stands for the files as they were read."""

    _found: dict[int, frozenset[_Mark]] = field(default_factory=dict)

    def note(self, made: Sequence[TextChange], problems: Iterable[Problem]) -> None:
        """Note everything that is wrong after the newest of some changes."""
        self._found[made[-1].number if made else 0] = frozenset(map(_mark, problems))

    def forget(self) -> None:
        """Forget everything: the files became others by themselves."""
        self._found.clear()

    def of(self, made: Sequence[TextChange], problems: Iterable[Problem]) -> tuple[BroughtProblems, ...]:
        """Sort the errors that came with a change by it; left out are those of which nobody knows when they came."""
        states = [0, *(change.number for change in made)]
        known = [place for place, number in enumerate(states) if number in self._found]
        brought: dict[tuple[int, int], list[Problem]] = {}
        for problem in problems:
            if problem.severity is not Severity.ERROR:
                continue
            later = len(made)
            for place in reversed(known):
                if _mark(problem) not in self._found[states[place]]:
                    if place < later:
                        brought.setdefault((place, later), []).append(problem)
                    break
                later = place
        return tuple(
            BroughtProblems(tuple(made[before:after]), tuple(brought[before, after]))
            for before, after in sorted(brought, reverse=True)
        )


def _mark(problem: Problem) -> _Mark:
    return (problem.id, problem.place.file, problem.message)
