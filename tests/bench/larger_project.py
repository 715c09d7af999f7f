"""Make a larger project out of the shipped one: its ladders again and again, in other words each time."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.site.workbench import ROOT, copy_project

Tree = dict[str, Any]

_AS_IT_IS = ("source", "sources", "sleep", "night_staff", "medical_staff", "week_shape", "safety_box")
_LEFT_OUT = ("also_called", "standards", "moves")
_LINES, _LINES_OF_ASK = 2, 3
_LONG = 8
_PLAIN_WORDS = re.compile(r"[A-Za-z' ]+[.]?")


def write_larger_project(into: Path, *, more: int, seed: int) -> None:
    """Write the shipped project with `more` pages of levels, kinds and moves.

    Words are shuffled with the seed, so that no text comes twice and nothing is gained by remembering texts. Copies
    have no other names and keep the first lines of each list and text. Each copy of a ladder has files of its own.
    """
    copy_project(into)
    dice = random.Random(seed)
    levels = yaml.safe_load((ROOT / "levels.yaml").read_text(encoding="utf-8"))
    shipped = {"ladders": tuple(levels["ladders"]), "moves": tuple(levels["moves"])}
    parts = into / "content" / "levels"
    parts.mkdir()
    number = 1
    while more > 0:
        number += 1
        for ladder in shipped["ladders"]:
            copied = _copy(ladder, number, dice)
            starts = [stop["id"] for level in copied["levels"] for stop in (level, *level.get("kinds", ()))]
            pairs = list(_pairs(copied))[: max(0, more - len(starts))]
            moves = [_move(dice.choice(shipped["moves"]), pair, number, dice) for pair in pairs]
            _write(parts / f"{copied['id']}.yaml", {"levels": copied["levels"], "moves": moves})
            levels["ladders"].append(copied | {"levels": [level["id"] for level in copied["levels"]]})
            more -= len(starts) + len(pairs)
            if more <= 0:
                break
    _write(into / "levels.yaml", levels)


def _write(path: Path, tree: Tree) -> None:
    text = yaml.dump(tree, Dumper=_BlockDumper, allow_unicode=True, sort_keys=False, width=10**6)
    path.write_text(text, encoding="utf-8")


def _pairs(ladder: Tree) -> Iterator[tuple[str, str]]:
    """Lead from each level and kind to each other level of its ladder."""
    for level in ladder["levels"]:
        for stop in (level, *level.get("kinds", ())):
            yield from ((stop["id"], end["id"]) for end in ladder["levels"] if end is not level)


def _move(move: Tree, pair: tuple[str, str], number: int, dice: random.Random) -> Tree:
    start, end = pair
    copied: Tree = _copy(move, number, dice)
    return copied | {"from": start, "to": end}


def _copy(value: Any, number: int, dice: random.Random, key: str = "") -> Any:
    match value:
        case dict():
            return {name: _copy(part, number, dice, name) for name, part in value.items() if name not in _LEFT_OUT}
        case list() if all(isinstance(part, str) for part in value):
            kept = value[: _LINES_OF_ASK if key == "ask" else _LINES]
            return [_copy(part, number, dice, key) for part in kept]
        case list():
            return [_copy(part, number, dice, key) for part in value]
        case str() if key == "id":
            return f"{value}-{number}"
        case str() if key in ("name", "short_name"):
            return f"{value} {number}"
        case str() if key not in _AS_IT_IS:
            return "\n".join(_shuffled(line, dice) for line in value.split("\n")[:_LINES])
        case _:
            return value


def _shuffled(line: str, dice: random.Random) -> str:
    if not _PLAIN_WORDS.fullmatch(line):
        return line
    words = line.rstrip(".").split()
    dice.shuffle(words)
    # Every second word is spelled backwards: no two side by side make a phrase that nobody may write.
    return f"{' '.join(word[::-1] if place % 2 and len(word) < _LONG else word for place, word in enumerate(words))}."


class _BlockDumper(yaml.SafeDumper):
    """Write a text of several lines as a block and repeat what comes twice, as authors do."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _as_block(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_BlockDumper.add_representer(str, _as_block)
