"""Say which change brought a problem: what is wrong is remembered after each change that was looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.checks import PROVEN_IDS, stale, to_fill_in
from generator.editing.history import TextChange
from generator.editor.workspace import Analysis
from generator.problems import Problem, Severity

_SAID_APART = (stale.ID, to_fill_in.ID)
"""What counts all that waits for a person, where another number is no new problem, and what is listed by itself."""
_Mark = tuple[str, str, str]
"""What tells a problem from others, on whatever line it stands by now."""


@dataclass(frozen=True, slots=True)
class BroughtProblems:
    """What was not there before a change, or before a few that were made before all could be checked.

    Errors come first, then what came with them to look at.
    """

    changes: tuple[TextChange, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """What was found after a change, and of which files it says what is not wrong: of none where nothing was proven."""

    found: frozenset[_Mark]
    is_proven: bool
    unread: frozenset[str]

    def has(self, problem: Problem) -> bool | None:
        """Tell whether a problem was there; None where nobody can say, for not all could be checked."""
        if _mark(problem) in self.found:
            return True
        return False if self.is_proven and problem.place.file not in self.unread else None


@dataclass(slots=True)
class Causes:
    """What was wrong after each change, by the number of the change; 0 stands for the files as they were read.

    `proven_wrong` are the errors in ways to answer that were found when all ways were looked at last.
    """

    proven_wrong: tuple[Problem, ...] = ()
    _states: dict[int, _State] = field(default_factory=dict)

    def note(self, made: Sequence[TextChange], found: Analysis) -> None:
        """Note everything that is wrong after the newest of some changes, and what could not be checked."""
        unread = frozenset(place.file for place in found.project.reading.old)
        marks = frozenset(map(_mark, found.problems))
        if found.project.is_proven:
            errors = (problem for problem in found.problems if not _is_warning(problem))
            self.proven_wrong = tuple(problem for problem in errors if problem.id in PROVEN_IDS)
        self._states[made[-1].number if made else 0] = _State(marks, found.project.is_proven, unread)

    def forget(self) -> None:
        """Forget everything: the files became others by themselves."""
        self._states.clear()
        self.proven_wrong = ()

    def of(self, made: Sequence[TextChange], problems: Iterable[Problem]) -> tuple[BroughtProblems, ...]:
        """Sort what came with a change that brought errors by it; left out is what came nobody knows when."""
        brought: dict[tuple[int, int], list[Problem]] = {}
        for problem in problems:
            between = self._came_between(made, problem)
            if between is not None:
                brought.setdefault(between, []).append(problem)
        return tuple(
            BroughtProblems(tuple(made[before:after]), tuple(sorted(brought[before, after], key=_is_warning)))
            for before, after in sorted(brought, reverse=True)
            if not all(map(_is_warning, brought[before, after]))
        )

    def _came_between(self, made: Sequence[TextChange], problem: Problem) -> tuple[int, int] | None:
        """Find after how many changes a problem was not there yet, and after how many it was."""
        if problem.id in _SAID_APART:
            return None
        numbers, later = [0, *(change.number for change in made)], len(made)
        for place in reversed(range(len(numbers))):
            state = self._states.get(numbers[place])
            was_there = None if state is None else state.has(problem)
            if was_there is False:
                return (place, later) if place < later else None
            if was_there:
                later = place
        return None


def _is_warning(problem: Problem) -> bool:
    return problem.severity is Severity.WARNING


def _mark(problem: Problem) -> _Mark:
    return (problem.id, problem.place.file, problem.message)
