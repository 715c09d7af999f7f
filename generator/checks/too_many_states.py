"""A guide is too large to prove.

What cannot be proven for every way to answer is not published; nothing is ever sampled.
The notes name the conditions of which most must be kept in mind until they are decided: simplify these.

Fails: many "choose any" questions whose every combination a later decision tells apart.
Cure: count (`at_least`) in place of naming combinations, or decide sooner after a question.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.guide import diagram
from generator.guide.diagram import Crowd, TooManyStates
from generator.guide.sharing import GuideBase
from generator.problems import Place, Problem, Severity

ID = "too-many-states"
SEVERITY = Severity.ERROR
NEEDS = Need.FAILURE

_NAMED = 3


def check(base: GuideBase, error: TooManyStates) -> Iterator[Problem]:
    """Yield the problem of a guide that has more states than are decided exactly."""
    message = f'at question "{error.question}" the guide has more than {diagram.MAX_STATES:,} situations to tell apart'
    notes = [
        f'case {crowd.row + 1} of decision "{crowd.decision}" (line {_place(base, crowd).line}): '
        f"{crowd.remainders:,} different remainders to keep in mind"
        for crowd in error.crowds[:_NAMED]
    ]
    if len(error.crowds) > _NAMED:
        notes.append(f"and {len(error.crowds) - _NAMED:,} more cases like these")
    place = next(question.id.place for question in base.tree.questions if question.id == error.question)
    if error.crowds:
        place = _place(base, error.crowds[0])
    help = "count answers with at_least, or decide sooner, so that less must be remembered"
    yield Problem(place, ID, message, SEVERITY, help, tuple(notes))


def _place(base: GuideBase, crowd: Crowd) -> Place:
    return next(entry for entry in base.tree.decisions if entry.id == crowd.decision).cases[crowd.row].place
