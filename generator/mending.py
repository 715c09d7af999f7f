"""Mend a file that cannot be read by what it said last, so that one wrong field does not hide what else is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from generator.problems import Change, Place, Problem, Problems, Severity, Text
from generator.source import SourceFile, TreeMapping, TreeSequence

Steps = tuple[str | int, ...]
_Said = TypeVar("_Said")
_MOST_TRIES = 6


@dataclass(frozen=True, slots=True)
class MendedFile(SourceFile):
    """A file with what it says in the place of what it cannot be read for."""

    tree: TreeMapping = field(compare=False)


class CannotMend(Exception):
    """Something is wrong that was not there when the file was read last."""


Trees = Mapping[str, tuple[TreeMapping | None, TreeMapping]]
"""By the name of each file, what it says now (None where nobody can tell), and what it said last."""


def mended(
    read: Callable[[Mapping[str, TreeMapping], Problems], _Said | None], trees: Trees, found: Problems
) -> tuple[_Said, frozenset[Place]] | None:
    """Read files once more, with what they said last in each place where `found` says that they are wrong.

    Where that is not enough, what stands round the place is taken as it was, then more. Return what they say then, and
    the places of what is old in it; None where they cannot be mended, or only by leaving out something that has a name.
    """
    wrong: dict[Place, _Wrong] = {}
    for _ in range(_MOST_TRIES):
        for place, keys in _missing_at(found).items():
            before = wrong.get(place)
            wrong[place] = _Wrong(keys) if before is None else replace(before, outwards=before.outwards + 1)
        try:
            now = {name: _mended_tree(*both, wrong) for name, both in trees.items()}
        except CannotMend:
            return None
        found = Problems()
        said = read(now, found)
        if said is not None:
            return said, frozenset(wrong)
        if not found.has_errors():
            return None
    return None


@dataclass(frozen=True, slots=True)
class _Wrong:
    """What is wrong at a place: these keys are missing, or the value itself; and how far round it all is as it was."""

    missing: frozenset[str]
    outwards: int = 0


def _missing_at(found: Problems) -> dict[Place, frozenset[str]]:
    """Map each place where something is wrong to the keys that are missing there."""
    keys: dict[Place, frozenset[str]] = {}
    for problem in found.found:
        if problem.severity is Severity.ERROR:
            fix = problem.fix
            missing = {fix.text} if fix is not None and fix.change is Change.ADD_KEY else set()
            keys[problem.place] = keys.get(problem.place, frozenset()) | missing
    return keys


def without_old(found: Sequence[Problem], old: frozenset[Place]) -> tuple[Problem, ...]:
    """Leave out what was found in what a file said last."""
    return tuple(problem for problem in found if problem.place not in old)


def _mended_tree(now: TreeMapping | None, last: TreeMapping, wrong: Mapping[Place, _Wrong]) -> TreeMapping:
    own = {place: what for place, what in wrong.items() if place.file == last.place.file}
    if now is None:
        return _mapping_at(last, min(own, default=last.place))
    tree: Any = now
    for place, what in own.items():
        way = _way_to(now, place, is_entry=bool(what.missing))
        steps = what.outwards - bool(what.missing)
        if steps < 0:
            tree = _with_last(tree, last, way, place, what.missing)
        else:
            tree = _with_last(tree, last, way[: max(0, len(way) - steps)], place)
    assert isinstance(tree, TreeMapping)
    return tree


def _way_to(tree: Any, place: Place, *, is_entry: bool) -> Steps:
    """Find the innermost value or key that begins last before a place, or the entry that begins there."""
    best: tuple[Place, Steps] = (Place(place.file, 0, 0), ())
    for at, way in _places(tree, ()):
        if best[0] <= at <= place and not (is_entry and at == best[0]):
            best = (at, way)
    return best[1]


def _places(tree: Any, way: Steps) -> Iterator[tuple[Place, Steps]]:
    place = getattr(tree, "place", None)
    if place is not None:
        yield place, way
    if isinstance(tree, TreeMapping):
        for key, value in tree.items():
            yield key.place, (*way, str(key))
            yield from _places(value, (*way, str(key)))
    elif isinstance(tree, TreeSequence):
        for number, value in enumerate(tree):
            yield from _places(value, (*way, number))


_ALL: frozenset[str] = frozenset()


def _with_last(now: Any, last: Any, way: Steps, place: Place, keys: frozenset[str] = _ALL) -> Any:
    """Copy a tree with what stands at the end of a way as it was, or only these keys of it; what was not there goes.

    Raises CannotMend.
    """
    if isinstance(now, TreeMapping) and isinstance(last, TreeMapping):
        if way:
            return _mapping_with_last(now, last, way, place, keys)
        if keys:
            made = _like(now)
            made.update(now)
            made.update((Text(key, place=place), _at(last[key], place)) for key in sorted(keys) if key in last)
            return made
    if isinstance(now, TreeSequence) and isinstance(last, TreeSequence) and way:
        return _list_with_last(now, last, way, place, keys)
    if _names(now) - _names(last):
        raise CannotMend
    return _at(last, place)


def _mapping_with_last(
    now: TreeMapping, last: TreeMapping, way: Steps, place: Place, keys: frozenset[str]
) -> TreeMapping:
    made = _like(now)
    for key, value in now.items():
        if key != way[0]:
            made[key] = value
        elif key in last:
            made[key] = _with_last(value, last[key], way[1:], place, keys)
        elif _names(value):
            raise CannotMend
    return made


def _list_with_last(
    now: TreeSequence, last: TreeSequence, way: Steps, place: Place, keys: frozenset[str]
) -> TreeSequence:
    made = TreeSequence()
    made.place = now.place
    for number, value in enumerate(now):
        if number != way[0]:
            made.append(value)
            continue
        before = _same_entry(value, number, now, last)
        if before is not None:
            made.append(_with_last(value, before, way[1:], place, keys))
        elif _names(value):
            raise CannotMend
    return made


def _same_entry(entry: Any, number: int, now: TreeSequence, last: TreeSequence) -> Any:
    """Find what an entry of a list was: by its id or, where it has none, by its place in a list as long as this."""
    id = _id_of(entry)
    found = next((each for each in last if id and _id_of(each) == id), None)
    if found is None and len(now) == len(last) and _id_of(last[number]) not in map(_id_of, now):
        return last[number]
    if found is None and not id and len(now) == len(last):
        return last[number]
    return found


def _id_of(entry: Any) -> str:
    id = entry.get("id") if isinstance(entry, TreeMapping) else None
    return str(id) if isinstance(id, Text) else ""


def _names(tree: Any) -> set[str]:
    """Collect the ids of what has a name in a tree."""
    if isinstance(tree, TreeMapping):
        return {name for value in tree.values() for name in _names(value)} | {*filter(None, (_id_of(tree),))}
    return {name for value in tree for name in _names(value)} if isinstance(tree, TreeSequence) else set()


def _like(now: TreeMapping) -> TreeMapping:
    made = TreeMapping()
    made.place = now.place
    if now.listed is not None:
        made.listed = now.listed
    return made


def _mapping_at(tree: TreeMapping, place: Place) -> TreeMapping:
    made = _like(tree)
    made.place = place
    made.update((Text(str(key), place=place), _at(value, place)) for key, value in tree.items())
    return made


def _at(tree: Any, place: Place) -> Any:
    """Copy a tree with everything in it at one place."""
    if isinstance(tree, TreeMapping):
        return _mapping_at(tree, place)
    if isinstance(tree, TreeSequence):
        entries = TreeSequence(_at(value, place) for value in tree)
        entries.place = place
        return entries
    if isinstance(tree, Text):
        return Text(str(tree), place=place, reads_as=tree.reads_as)
    return tree
