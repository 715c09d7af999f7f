"""Join levels.yaml and the files of content/levels/ into one tree, in which each level and kind stands in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from generator.model.entry import ID_PATTERN
from generator.problems import Place, Problems, Text, did_you_mean
from generator.source import TreeMapping, TreeSequence


def join_levels(levels: TreeMapping, parts: Sequence[TreeMapping], problems: Problems) -> TreeMapping:
    """Put each level and kind of the parts where its id is named, and their moves behind those of levels.yaml.

    Whatever is no list or no mapping stays as it is: the model says what is wrong with it. A level or kind that is not
    named exactly once, and an id that no part holds, are added to `problems`.
    """
    kinds = _Shelf("kind", _entries(parts, "kinds"), 'name it under "kinds:" of its level', problems)
    stops = _Shelf("level", _entries(parts, "levels"), 'name it under "levels:" of a ladder, or "beside:"', problems)

    def placed(named: Any) -> Any:
        return _each(stops.placed(named), lambda level: _with(level, "kinds", kinds.placed))

    def with_placed(ladder: Any) -> Any:
        return _with(ladder, "levels", placed)

    whole = _copy(levels)
    if moves := _entries(parts, "moves"):
        own = whole.setdefault(Text("moves", place=moves[0].place), _list((), moves[0]))
        whole["moves"] = _list([*own, *moves], own) if isinstance(own, TreeSequence) else own
    joined = {"ladders": _each(levels.get("ladders"), with_placed), "beside": placed(levels.get("beside"))}
    whole.update((key, joined[key]) for key in levels if key in joined)
    kinds.say_unnamed()
    stops.say_unnamed()
    return whole


def shell_of(part: TreeMapping) -> TreeMapping:
    """Copy a part without the entries of its lists, which are looked at where they stand once they are joined."""
    shell = TreeMapping(
        {key: _list((), value) if isinstance(value, TreeSequence) else value for key, value in part.items()}
    )
    shell.place = part.place
    return shell


class _Shelf:
    """The levels, or the kinds, that stand in files of their own, until each is put in its place."""

    def __init__(self, what: str, entries: Iterable[Any], cure: str, problems: Problems) -> None:
        self._what, self._cure, self._problems = what, cure, problems
        self._by_id: dict[str, TreeMapping] = {}
        self._named: dict[str, Place] = {}
        for entry in entries:
            id = entry.get("id") if isinstance(entry, TreeMapping) else None
            if isinstance(id, Text) and self._by_id.setdefault(id, entry) is not entry:
                self._say(id.place, f'{what} "{id}" is written twice', f"first in {self._by_id[id].place}")

    def placed(self, named: Any) -> Any:
        """Take what a list names off the shelf; what the list holds itself stays."""
        if not isinstance(named, TreeSequence):
            return named
        found = (self._found(one) if isinstance(one, Text) else one for one in named)
        return _list((one for one in found if one is not None), named)

    def _found(self, id: Text) -> TreeMapping | Text | None:
        """Find what an id names, or None once it is said that there is none; what is no id stays for the model."""
        if id not in self._by_id:
            if not ID_PATTERN.fullmatch(id):
                return id
            help = (
                did_you_mean(id, self._by_id, is_name=True)
                or f"write the {self._what} here, or in a file of content/levels/"
            )
            self._problems.error(
                id.place, "misplaced-level", f'no file of content/levels/ holds a {self._what} "{id}"', help=help
            )
            return None
        first = self._named.setdefault(id, id.place)
        if first is not id.place:
            self._say(id.place, f'{self._what} "{id}" is named twice', f"first in {first}")
            return None
        found = _copy(self._by_id[id])
        found.listed = id
        return found

    def say_unnamed(self) -> None:
        """Add a problem for each level or kind that no list named: no page would be made of it."""
        for id, entry in self._by_id.items():
            if id not in self._named:
                self._problems.error(
                    entry.place, "misplaced-level", f'{self._what} "{id}" is named nowhere', help=self._cure
                )

    def _say(self, place: Place, message: str, note: str) -> None:
        self._problems.error(place, "misplaced-level", message, help="delete one of them", notes=(note,))


def _entries(parts: Iterable[TreeMapping], key: str) -> list[Any]:
    lists = (part.get(key) for part in parts)
    return [entry for entries in lists if isinstance(entries, TreeSequence) for entry in entries]


def _with(tree: Any, key: str, made: Callable[[Any], Any]) -> Any:
    """Copy a mapping with one of its values made anew, where it has that key; its order and places stay."""
    if not isinstance(tree, TreeMapping):
        return tree
    copied = _copy(tree)
    copied.update({name: made(value) for name, value in tree.items() if name == key})
    return copied


def _copy(tree: TreeMapping) -> TreeMapping:
    copied = TreeMapping(tree)
    copied.place, copied.listed = tree.place, tree.listed
    return copied


def _each(entries: Any, made: Callable[[Any], Any]) -> Any:
    return _list([made(entry) for entry in entries], entries) if isinstance(entries, TreeSequence) else entries


def _list(entries: Iterable[Any], like: Any) -> TreeSequence:
    made = TreeSequence(entries)
    made.place = like.place
    return made
