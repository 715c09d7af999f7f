"""Edits of every kind, drawn from a seed, and what must be true of each: only what was asked is another."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.editing import (
    AddItem,
    AnyChange,
    CannotChange,
    ClearValue,
    EditSession,
    FieldKind,
    FormField,
    MoveItem,
    MoveThing,
    RemoveItem,
    SetLines,
    SetText,
    SetValue,
)
from generator.editing.forms import OfferedWords, every_field, form_of
from generator.editing.things import Located, is_page, located_in
from generator.problems import Problems
from generator.source import SourceFile, read_tree, split_front_matter
from tests.conftest import TODAY

NOTHING_OFFERED = OfferedWords(lambda _: (), lambda _: "")
TEXTS = (
    "no",
    "1:30",
    "0116117",
    "Call #988 now",
    "Text # not a comment",
    "- a hyphen first",
    "? a question",
    "* a star",
    "&anchor",
    "!tag",
    "| a bar",
    "{brace} and [bracket]",
    "Two: a colon, and: another",
    "ends with a colon:",
    "'single' and \"double\" quotes",
    "it's",
    "back\\slash",
    "  two spaces first",
    "two spaces last  ",
    "a\ttab",
    "\U0001f44d\U0001f3fd emoji",
    "\u0645\u0631\u062d\u0628\u0627 right to left",
    "One line.\nAnother line.",
    "A paragraph.\n\nAnother: with # and - in it.\n",
    "\n\nempty lines first",
    "  indented\nthen not",
    "lines\n  with\n    steps\n\n\n",
    "2026-11-28",
    "~",
    "null",
    "---",
    "%directive",
    "@at",
    "`tick`",
    "a, b, c",
    "A plain sentence, such as most of them are.",
)
SETTING, CLEARING, ADDING, REMOVING, MOVING, LINES, TEXT, THING = range(8)
_WEIGHTS = (50, 8, 12, 9, 9, 5, 4, 5)


@dataclass(frozen=True, slots=True)
class Asked:
    """An edit, and where in which file it may change anything."""

    change: AnyChange
    file: str
    located: Located | None = None
    field: FormField | None = None


class SeededEdits:
    """Edits of a project, each of which is compared with what was asked; `made` counts them by kind."""

    def __init__(self, root: Path, seed: int) -> None:
        self.session = EditSession.open(root, today=TODAY)
        self.random = random.Random(seed)
        self.made: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    def texts(self) -> dict[str, str]:
        """Return the texts of all files."""
        things = self.session._texts.now()
        return {name: text for name, text in things.items() if text is not None}

    def make(self, count: int) -> None:
        """Make so many edits, and compare each."""
        while count:
            count -= self._one()

    def _one(self) -> bool:
        before = self.texts()
        asked = self._draw(before)
        if asked is None:
            return False
        session = self.session
        try:
            done = session.do(session.version, asked.change)
        except CannotChange as error:
            assert self.texts() == before, "what is refused changes nothing"
            self.refused[f"{error}: {asked.change}"] += 1
            return False
        after = self.texts()
        if after == before:
            return False
        _compare(asked, before, after)
        session.undo(session.version)
        assert self.texts() == before, f"undo of {asked.change}"
        session.redo(session.version)
        assert self.texts() == after, f"redo of {asked.change}"
        assert done.said
        self.made[type(asked.change).__name__] += 1
        return True

    def _draw(self, texts: dict[str, str]) -> Asked | None:
        draw = self.random
        things = located_in(dict(sorted(texts.items())))
        located = draw.choice(list(things.values()))
        file = located.thing.file
        kind = draw.choices(range(8), _WEIGHTS)[0]
        if kind == TEXT:
            return self._text(file, texts)
        if kind == THING:
            others = [each for each in things.values() if each.thing.sort == located.thing.sort]
            before = draw.choice(others).thing.key
            return Asked(MoveThing(located.thing.key, before), file, located) if located.way else None
        form = form_of(located, texts[file], (), NOTHING_OFFERED)
        fields = [field for field in every_field(form.fields) if _is_of(kind, field)]
        return self._change(kind, located, draw.choice(fields)) if fields else None

    def _text(self, file: str, texts: dict[str, str]) -> Asked | None:
        if not is_page(file):
            return None
        return Asked(SetText(file, self.random.choice(TEXTS) + "\n"), file)

    def _change(self, kind: int, located: Located, field: FormField) -> Asked:
        key, way, draw = located.thing.key, field.way, self.random
        change: AnyChange
        if kind == SETTING:
            change = SetValue(key, way, self._value(field))
        elif kind == CLEARING:
            change = ClearValue(key, way)
        elif kind == ADDING:
            value = draw.choice(TEXTS) if all(each.kind is FieldKind.LINE for each in field.fields) else None
            change = AddItem(key, way, value, draw.randrange(len(field.fields) + 1))
        elif kind == REMOVING:
            change = RemoveItem(key, (*way, draw.randrange(len(field.fields))))
        elif kind == MOVING:
            change = MoveItem(key, way, draw.randrange(len(field.fields)), draw.randrange(len(field.fields)))
        else:
            change = SetLines(
                key, way, draw.choice(("one: two\nthree: [a, b]", "- a\n- b: |\n    c\n", "{a: b}", "word"))
            )
        return Asked(change, located.thing.file, located, field)

    def _value(self, field: FormField) -> Any:
        draw = self.random
        if field.kind is FieldKind.FLAG:
            return draw.choice(("true", "false"))
        if field.kind is FieldKind.NUMBER:
            return str(draw.randrange(100))
        if field.kind is FieldKind.DATE:
            return f"2026-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
        if field.kind is FieldKind.CHOICE:
            return draw.choice(field.choices).value
        if field.kind is FieldKind.MANY:
            pool = [*(field.value or ()), "a-word", "another.word", "no"]
            return draw.sample(pool, draw.randrange(1, len(pool) + 1))
        if field.kind is FieldKind.CONDITION:
            return draw.choice(
                ({"is": "a.b"}, {"any": ["a.b", {"not": "c.d"}]}, {"at_least": 1, "of": ["a.b", "c.d"]}, "a.b")
            )
        return draw.choice(TEXTS)


def _is_of(kind: int, field: FormField) -> bool:
    if field.fixed or "reviewed" in field.way:
        return False
    is_leaf = field.kind not in (FieldKind.GROUP, FieldKind.LIST, FieldKind.THING, FieldKind.YAML)
    if kind == SETTING:
        return is_leaf
    if kind in (CLEARING, LINES):
        return field.node is not None and field.kind is not FieldKind.THING
    is_list = field.kind is FieldKind.LIST and field.way[-1] != "answers"
    return is_list and (kind == ADDING or bool(field.fields))


def _compare(asked: Asked, before: dict[str, str], after: dict[str, str]) -> None:
    """Compare two versions of all files with what was asked of the one."""
    changed = [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]
    assert changed == [asked.file] or isinstance(asked.change, MoveThing), asked.change
    for name in changed:
        _compare_texts(asked, name, before[name], after[name])


def _compare_texts(asked: Asked, name: str, old: str, new: str) -> None:
    assert new.startswith("\ufeff") == old.startswith("\ufeff")
    if "\r\n" in old:
        assert "\n" not in new.replace("\r\n", ""), f"line ends of {asked.change}"
    if isinstance(asked.change, SetText):
        return
    assert _comments(old) - _comments(_extent(asked, old)) <= _comments(new), f"a comment is lost by {asked.change}"
    said, says = read(name, old), read(name, new)
    assert says is not None, f"{name} cannot be read after {asked.change}"
    located, way = asked.located, _way_of(asked.change)
    assert located is not None
    if isinstance(asked.change, MoveThing):
        return
    whole = (*located.way, *way)
    if isinstance(asked.change, SetValue):
        expected = _plain(asked.change.value)
        found = _at(says, whole)
        if found is not None and way[-1] not in ("say", "you", "they") and whole[-1] != "is":
            assert _same(found, expected), (asked.change, found)
    same_ways = [path for path, _ in _leaves(said) if path[: len(located.way)] != located.way]
    assert [_at(said, path) for path in same_ways] == [_at(says, path) for path in same_ways], asked.change
    _compare_bytes(asked, old, new)


def _way_of(change: AnyChange) -> tuple[str | int, ...]:
    return () if isinstance(change, MoveThing | SetText) else getattr(change, "way", ())


def _compare_bytes(asked: Asked, old: str, new: str) -> None:
    """What lies before the thing and behind it is the same, byte for byte."""
    located = asked.located
    assert located is not None
    start, end = _span(asked, old)
    assert new.startswith(old[:start]), f"something before {asked.change} is another"
    assert new.endswith(old[end:]), f"something behind {asked.change} is another"


def _span(asked: Asked, old: str) -> tuple[int, int]:
    located = asked.located
    assert located is not None
    assert located.node is not None
    node = located.node if asked.field is None or asked.field.node is None else asked.field.node
    lines = old.splitlines(keepends=True) if "\r" in old else old.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + (0 if "\r" in old else 1))
    # A key may come where its entry begins, and take the room behind it; nothing else may be another.
    return starts[max(node.start[0] - 2, 0)], starts[
        min(node.end[0] + 3, len(lines))
    ] if node is not located.node else len(old)


def _extent(asked: Asked, old: str) -> str:
    if asked.field is None or asked.field.node is None:
        return ""
    start, end = _span(asked, old)
    return old[start:end]


def _comments(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.splitlines() if line.strip().startswith("# "))


def read(name: str, text: str) -> Any:
    """Read a file as its author's texts, by the reader of the project, None where it cannot be."""
    source = SourceFile(name, text.lstrip("\ufeff").replace("\r\n", "\n"))
    tree = split_front_matter(source, Problems())[0] if is_page(name) else read_tree(source, Problems())
    return _plain(tree)


def _plain(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {str(key): _plain(value) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [_plain(value) for value in tree]
    return None if tree is None else str(tree).lower() if isinstance(tree, int) else str(tree)


def _same(found: Any, expected: Any) -> bool:
    if isinstance(found, str) and isinstance(expected, str):
        return found.rstrip("\n") == expected.rstrip("\n")
    if isinstance(found, list) and isinstance(expected, list):
        return len(found) == len(expected) and all(map(_same, found, expected))
    if isinstance(found, dict) and isinstance(expected, dict):
        return found.keys() == expected.keys() and all(_same(found[key], expected[key]) for key in found)
    return bool(found == expected)


def _at(tree: Any, way: tuple[str | int, ...]) -> Any:
    for part in way:
        if isinstance(part, int):
            tree = tree[part] if isinstance(tree, list) and part < len(tree) else None
        else:
            tree = tree.get(part) if isinstance(tree, dict) else None
    return tree


def _leaves(tree: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _leaves(value, (*way, key))
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield from _leaves(value, (*way, number))
    else:
        yield way, tree
