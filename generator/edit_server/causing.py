"""Say once which change brought problems, with what stood there before, and take just that change back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten

from generator.checks import broken_promise, journey_elsewhere, lowered_urgency, note_more_urgent
from generator.edit_server.fields import name_of
from generator.editing import EditedThing
from generator.editing.causes import BroughtProblems
from generator.editing.changes import Way
from generator.editing.history import TextChange
from generator.model.sorts import Sort
from generator.problems import Problem, Severity
from generator.telling.outline import address_of_thing, in_words
from generator.telling.problems import ShownProblem
from generator.telling.wording import innermost

_LONGEST = 120
_URGENCY = ("urgency",)
_OF_URGENCY = (broken_promise.ID, note_more_urgent.ID, lowered_urgency.ID)
_COUNTED: Mapping[str, tuple[str, str]] = {
    broken_promise.ID: ("{} safety promise is broken", "{} safety promises are broken"),
    journey_elsewhere.ID: ("{} journey no longer goes as agreed", "{} journeys no longer go as agreed"),
}
_OTHER = ("there is {} other problem", "there are {} other problems")
_ALONE = ("there is {} problem", "there are {} problems")
_TO_LOOK_AT = ("{} thing to look at", "{} things to look at")


@dataclass(frozen=True, slots=True)
class ShownSuspect:
    """A change that brought problems, or may have: what it was in words, its number, and where its form is.

    `key` is the thing that was changed, and `field` the way to its field, () where it was not one field.
    """

    said: str
    number: int
    address: str
    key: str
    field: Way = ()


@dataclass(frozen=True, slots=True)
class ShownCause:
    """Problems that came together with one change, or with a few; `since` counts them in words."""

    changes: tuple[ShownSuspect, ...]
    since: str
    problems: tuple[ShownProblem, ...]


def brought_elsewhere(brought: Iterable[BroughtProblems], things: Sequence[EditedThing]) -> tuple[BroughtProblems, ...]:
    """Leave out what is wrong only in the very thing that was changed: there it is said beside its field."""
    by_file: dict[str, list[EditedThing]] = {}
    for thing in things:
        by_file.setdefault(thing.file, []).append(thing)
    asked_in = {thing.key: thing.parent for thing in things if thing.sort == Sort.ANSWER}

    def is_elsewhere(each: BroughtProblems) -> bool:
        own = {key for change in each.changes for key in (change.key, asked_in.get(change.key, ""))}
        places = (problem.place for problem in each.problems if problem.severity is Severity.ERROR)
        found = (innermost(by_file.get(place.file, ()), place) for place in places)
        return any(thing is None or thing.key not in own for thing in found)

    return tuple(filter(is_elsewhere, brought))


def cause_shown(
    brought: BroughtProblems, things: Sequence[EditedThing], show: Callable[[Problem], ShownProblem]
) -> ShownCause:
    """Show what brought problems, and each of them."""
    by_key = {thing.key: thing for thing in things}
    return ShownCause(
        tuple(_suspect(change, by_key) for change in reversed(brought.changes)),
        _since(brought.problems),
        tuple(map(show, brought.problems)),
    )


def caused_at(key: str, causes: Iterable[ShownCause]) -> dict[str, list[str]]:
    """Map the name of each field of a thing that was changed to what came of it, in one sentence each."""
    said: dict[str, list[str]] = {}
    for cause in causes:
        alone = len(cause.changes) == 1
        since = "Since you changed this" if alone else f"Since {len(cause.changes)} changes, of which this is one"
        for field in dict.fromkeys(change.field for change in cause.changes if change.key == key and change.field):
            said.setdefault(name_of(field), []).append(f"{since}, {cause.since}")
    return said


def cures_of(brought: Iterable[BroughtProblems], things: Sequence[EditedThing]) -> dict[Problem, str]:
    """Map what an outcome's lowered urgency brought to the cure that raises it again."""
    by_key = {thing.key: thing for thing in things}
    cures: dict[Problem, str] = {}
    for each in brought:
        for change in each.changes:
            thing, field = by_key.get(change.key), change.field
            if thing is None or thing.sort != Sort.OUTCOME or field is None or field.way != _URGENCY or not field.was:
                continue
            cure = f"raise “{field.label}” of “{in_words(thing)}” to {_in_one_line(field.was, (), by_key)} again"
            named = (problem for problem in each.problems if f'"{thing.id}"' in problem.message)
            cures.update((problem, cure) for problem in named if problem.id in _OF_URGENCY)
    return cures


def _suspect(change: TextChange, by_key: Mapping[str, EditedThing]) -> ShownSuspect:
    thing = by_key.get(change.key)
    address = "" if thing is None else address_of_thing(thing.key)
    if change.field is None or thing is None:
        return ShownSuspect(f"You made this change: {change.said}", change.number, address, change.key)
    field = change.field
    was, now = (_in_one_line(values, field.sorts, by_key) for values in (field.was, field.now))
    said = f"You changed “{field.label}” of “{in_words(thing)}” from {was} to {now}"
    return ShownSuspect(said, change.number, address, change.key, field.way)


def _in_one_line(values: Sequence[str], sorts: Sequence[str], by_key: Mapping[str, EditedThing]) -> str:
    if not values:
        return "nothing"
    return " and ".join(f"“{shorten(each, _LONGEST, placeholder='…')}”" for each in _names(values, sorts, by_key))


def _names(values: Sequence[str], sorts: Sequence[str], by_key: Mapping[str, EditedThing]) -> Iterator[str]:
    for value in values:
        thing = next((by_key[key] for sort in sorts if (key := f"{sort}/{value}") in by_key), None)
        yield value if thing is None else in_words(thing)


def _since(problems: Sequence[Problem]) -> str:
    """Count problems in words, the broken promises first, and last what is only to look at."""
    counts = Counter(problem.id for problem in problems if problem.severity is Severity.ERROR)
    to_look_at = len(problems) - counts.total()
    parts = [_number(counts.pop(id), words) for id, words in _COUNTED.items() if id in counts]
    if counts:
        parts.append(_number(counts.total(), _OTHER if parts else _ALONE))
    if to_look_at:
        parts.append(_number(to_look_at, _TO_LOOK_AT))
    *first, last = parts
    return f"{', '.join(first)}, and {last}" if first else last


def _number(number: int, words: tuple[str, str]) -> str:
    return words[number > 1].format(number)
