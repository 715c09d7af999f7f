"""Show a problem where it is: with the thing that it is in, its cure, and what it means."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlencode

from generator import explaining
from generator.checks import (
    broken_promise,
    journey_elsewhere,
    lapsed_sign_off,
    national_line,
    stale,
    unlisted_address,
    unweighed_answer,
)
from generator.editing import EditedThing
from generator.editor.fixes import title_of
from generator.model.sorts import Sort
from generator.problems import Change, Place, Problem
from generator.telling.outline import address_of_thing, in_address, in_words, sort_in_words
from generator.telling.wording import ASK, begun, forms_words, innermost, is_of_files

NO_CURES: Mapping[Problem, str] = MappingProxyType({})
_IN_A_FIELD = ("missing-key", "empty-text", "too-few", "more-than-one-line")
"""Problems whose message does not say which field they are about, but for its key."""
_MENDED_ELSEWHERE = (broken_promise.ID, journey_elsewhere.ID)
"""What is found in a promise, and mended where the notes of the problem say."""
_PLACE = re.compile(r"(?P<file>[\w./-]+\.ya?ml):(?P<line>\d+):(?P<column>\d+)")
_SAID_OTHERWISE = re.compile(r"^a decision about it has covers: |^what leads there is at ")
"""Notes that nobody needs here: a fingerprint that is written by itself, places to which links lead."""
_IN_QUOTES = re.compile(r'"([^"]+)"')
_DECIDES = re.compile(r'in "differs"$|^let a person decide again')


@dataclass(frozen=True, slots=True)
class ShownAct:
    """Something that cures a problem: a button that sends `value`, or with an `address` a link."""

    label: str
    value: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A form that a problem is about, by its address, and what it is called."""

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """A problem as a page shows it; each of `places` is the address of a form that it is about, with its name.

    Where something has to be mended elsewhere than the problem is found, that stands first.
    """

    id: str
    severity: str
    message: str
    help: str
    notes: tuple[str, ...]
    places: tuple[ShownPlace, ...]
    is_explained: bool
    act: ShownAct | None


def problem_shower(
    things: Sequence[EditedThing],
    *,
    here: str = "",
    label: Callable[[Problem, str], str] | None = None,
    cures: Mapping[Problem, str] = NO_CURES,
) -> Callable[[Problem], ShownProblem]:
    """Return what shows problems of these things; `here` is the key of the thing whose page it is, if any.

    `label` gives what the form of the thing with a key calls the field of a problem, "Title: Said to the reader".
    `cures` are those of problems of which it is known what brought them.
    """
    by_file: dict[str, list[EditedThing]] = {}
    for thing in things:
        by_file.setdefault(thing.file, []).append(thing)
    say = forms_words(things)

    def at(place: Place) -> EditedThing | None:
        return innermost(by_file.get(place.file, ()), place)

    def show(problem: Problem) -> ShownProblem:
        thing = at(problem.place)
        notes = tuple(begun(say(note)) for note in problem.notes if not _SAID_OTHERWISE.search(note))
        asks = label is not None and thing is not None and problem.id in _IN_A_FIELD
        field = label(problem, thing.key) if asks and label is not None and thing is not None else ""
        message, help = say(problem.message), cures.get(problem) or say(problem.help)
        if field and problem.id == "missing-key":
            message, help = f"nothing is written under “{field}”", f"fill in “{field}”"
        if any(map(is_of_files, (problem.message, *notes, help))) and ASK.lower() not in help.lower():
            help = f"{ASK}{': ' if help else ''}{help}"
        return ShownProblem(
            id=problem.id,
            severity=str(problem.severity),
            message=begun(message),
            help=begun(help),
            notes=notes,
            places=tuple(_places(problem, at, here, field)),
            is_explained=problem.id in explaining.explanations(),
            act=act_for(problem, thing),
        )

    return show


def address_in(thing: EditedThing, place: Place) -> str:
    """Return the address of the form of a thing, with the field to look at: the one that holds a place in its file."""
    return f"{address_of_thing(thing.key)}?{urlencode({'line': place.line, 'column': place.column})}"


def _places(problem: Problem, at: Callable[[Place], EditedThing | None], here: str, field: str) -> Iterator[ShownPlace]:
    """Yield where a problem can be mended, each thing once; of one that is mended elsewhere, its own place last."""
    own, seen = at(problem.place), {here}
    elsewhere = problem.id in _MENDED_ELSEWHERE
    named = [each for note in problem.notes for each in _PLACE.finditer(note)] if elsewhere else []
    for match in reversed(named):
        place = Place(match["file"], int(match["line"]), int(match["column"]))
        thing = at(place)
        if thing is not None and thing.key not in seen:
            seen.add(thing.key)
            address = address_of_thing(thing.key) if thing.sort == Sort.OUTCOME else address_in(thing, place)
            yield ShownPlace(address, _with_sort(thing))
    if own is not None and own.key not in seen:
        name = _with_sort(own) if elsewhere else in_words(own)
        yield ShownPlace(address_in(own, problem.place), f"{name}{f', “{field}”' if field else ''}")


def _with_sort(thing: EditedThing) -> str:
    return f"{sort_in_words(thing.sort)}: {in_words(thing)}"


def act_for(problem: Problem, thing: EditedThing | None) -> ShownAct | None:
    """Find what cures a problem at once, or where it is cured; None where somebody has to write something."""
    said = json.dumps([problem.id, problem.place.file, problem.place.line, problem.place.column, problem.message])
    if problem.id == unlisted_address.ID:
        return ShownAct("Add them to the list of addresses", said)
    if problem.id == unweighed_answer.ID and (answer := _IN_QUOTES.search(problem.message)):
        return ShownAct("What does it tell about danger?", address=f"weigh/{in_address(answer[1])}")
    if problem.id == national_line.ID and thing is not None and _DECIDES.search(problem.help):
        return ShownAct("Who decided this?", address=f"decide/{in_address(thing.key)}")
    if problem.id == lapsed_sign_off.ID:
        unit = lapsed_sign_off.unit_in(problem)
        return ShownAct("Look at it, and sign", address=f"sign/{in_address(unit)}")
    if problem.id == stale.ID and "stepwell review" in problem.help:
        return ShownAct("What waits for a person", address="sign")
    fix = problem.fix
    if fix is None or fix.change is Change.ADD_KEY:
        return None
    return ShownAct(title_of(problem), said)
