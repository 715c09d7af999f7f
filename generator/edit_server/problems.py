"""Show a problem where it is: with the thing that it is in, its cure, and what it means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator import explaining
from generator.edit_server.outline import address_of_thing, in_words
from generator.editing import EditedThing
from generator.naming.uses import Use
from generator.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """A problem as a page shows it; `address` leads to the form of what it is in, `leads_to` names that."""

    id: str
    severity: str
    message: str
    help: str
    notes: tuple[str, ...]
    file: str
    line: int
    address: str
    leads_to: str
    is_explained: bool


def problem_shower(things: Sequence[EditedThing], *, here: str = "") -> Callable[[Problem], ShownProblem]:
    """Return what shows problems of these things; `here` is the key of the thing whose page it is, if any."""
    by_file: dict[str, list[EditedThing]] = {}
    for thing in things:
        by_file.setdefault(thing.file, []).append(thing)

    def show(problem: Problem) -> ShownProblem:
        thing = _innermost(by_file.get(problem.place.file, ()), problem.place)
        leads = thing is not None and thing.key != here
        return ShownProblem(
            id=problem.id,
            severity=str(problem.severity),
            message=problem.message[:1].upper() + problem.message[1:],
            help=problem.help[:1].upper() + problem.help[1:],
            notes=problem.notes,
            file=problem.place.file,
            line=problem.place.line,
            address=address_of_thing(thing.key) if thing is not None and leads else "",
            leads_to=in_words(thing) if thing is not None and leads else "",
            is_explained=problem.id in explaining.explanations(),
        )

    return show


@dataclass(frozen=True, slots=True)
class ShownUse:
    """A place that names a thing, with the thing that it is in."""

    name: str
    address: str
    file: str
    line: int


def use_shower(things: Sequence[EditedThing]) -> Callable[[Use], ShownUse]:
    """Return what shows where one of these things is named."""

    def show(use: Use) -> ShownUse:
        place = use.id.place
        thing = _innermost([each for each in things if each.file == place.file], place)
        named = (in_words(thing), address_of_thing(thing.key)) if thing is not None else (place.file, "")
        return ShownUse(*named, place.file, place.line)

    return show


def _innermost(things: Sequence[EditedThing], place: Place) -> EditedThing | None:
    """Find the thing that begins last before a place; of an answer, its question."""
    at = (place.line, place.column)
    before = [each for each in things if (each.place.line, each.place.column) <= at and each.sort != "answer"]
    return max(before, key=lambda each: (each.place.line, each.place.column), default=None)
