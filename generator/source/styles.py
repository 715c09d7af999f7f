"""Find what in a style of a project's own can lay one thing over another: the help lines would be covered by it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import tinycss2

_OURS = tuple(Path(__file__).parents[1] / folder for folder in ("pages", "theme"))
_LEAVES_ITS_PLACE = r"(?!(?:none|static|relative|auto|initial|inherit|unset|revert|0)$)"
_LAYING = {
    "position": re.compile(_LEAVES_ITS_PLACE),
    "order": re.compile(_LEAVES_ITS_PLACE),
    "flex-direction": re.compile(r".*(?:reverse|var\()"),
    "flex-flow": re.compile(r".*(?:reverse|var\()"),
    "flex-wrap": re.compile(r".*(?:reverse|var\()"),
    **{f"grid-{name}": re.compile(r"(?!auto$)") for name in ("area", "row", "row-start", "row-end")},
    **{name: re.compile(r"(?!auto$)") for name in ("top", "right", "bottom", "left")},
    **{name: re.compile(_LEAVES_ITS_PLACE) for name in ("transform", "translate", "rotate", "scale")},
}
"""The beginnings of values by which a property takes something out of its place."""
_SETS_ASIDE = re.compile(r"(?:inset|offset)(?:-.*)?")
_DRAWS_NEAR = re.compile(r"margin(?:-.*)?|--.*")
"""What can draw something over what stands before it: a margin below nothing, or a name that stands for one."""
_PAINTS_OUTSIDE = re.compile(r"(?:box|text)-shadow|outline(?:-.*)?|border-image(?:-.*)?|filter")
_MOST_OUTSIDE = 16
"""The pixels that a shadow or an outline may reach: no further than the height of a line of text."""
_PIXELS = {"px": 1, "pt": 1.3, "": 1}
_PIXELS_OF_OTHERS = 16
_MOST_DEEP = 32
_BRACKET = re.compile(r"[({\[\]})]")
_SPACE = re.compile(r"\s*([,>~+/():;])\s*|\s+")


def is_too_deep(css: str) -> bool:
    """Tell whether the brackets of a style stand deeper in one another than anybody writes them."""
    depth = 0
    for bracket in _BRACKET.findall(css):
        depth = max(depth + (1 if bracket in "({[" else -1), 0)
        if depth > _MOST_DEEP:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Laying:
    """A declaration that can lay something over something else, as it is written, and the line on which it stands."""

    line: int
    declaration: str


def find_laying(css: str) -> Iterator[Laying]:
    """Yield each declaration that can lay something over something else, unless we say the same in the same rule.

    What is for paper alone is passed over.
    """
    ours = _said_by_us()
    for way, declaration in _declarations(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)):
        if _lays(declaration) and (way, _written(declaration)) not in ours:
            said = " ".join(tinycss2.serialize(declaration.value).split())
            yield Laying(declaration.source_line, f"{declaration.name}: {said}")


@lru_cache(maxsize=1)
def _said_by_us() -> frozenset[tuple[tuple[str, ...], str]]:
    sheets = (path for folder in _OURS for path in folder.rglob("*.css"))
    parsed = (tinycss2.parse_stylesheet(path.read_text(encoding="utf-8"), skip_comments=True) for path in sheets)
    return frozenset((way, _written(said)) for rules in parsed for way, said in _declarations(rules) if _lays(said))


def _declarations(rules: Iterable[Any], way: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield each declaration with the beginnings of the rules in which it stands."""
    for rule in rules:
        if rule.type == "declaration":
            yield way, rule
        elif rule.type in ("at-rule", "qualified-rule") and rule.content is not None:
            name = f"@{rule.lower_at_keyword}" if rule.type == "at-rule" else ""
            begin = _even(f"{name} {tinycss2.serialize(rule.prelude)}")
            if begin != "@media print":
                parts = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
                yield from _declarations(parts, (*way, begin))


def _lays(declaration: Any) -> bool:
    name, value = declaration.name.lower(), _even(tinycss2.serialize(declaration.value)).lower()
    if name in _LAYING:
        return _LAYING[name].match(value) is not None
    if _SETS_ASIDE.fullmatch(name):
        return value != "auto"
    lengths = list(_lengths(declaration.value))
    if _PAINTS_OUTSIDE.fullmatch(name):
        return any(abs(length) > _MOST_OUTSIDE for length in lengths) or "var(" in value
    return _DRAWS_NEAR.fullmatch(name) is not None and any(length < 0 for length in lengths)


def _lengths(tokens: Iterable[Any]) -> Iterator[float]:
    """Yield each length in pixels, roughly, also those within functions; a minus between two counts as one of -1."""
    for token in tokens or ():
        if token.type in ("dimension", "number", "percentage"):
            unit = token.lower_unit if token.type == "dimension" else "" if token.type == "number" else "%"
            yield float(token.value) * _PIXELS.get(unit, _PIXELS_OF_OTHERS)
        elif token.type == "literal" and token.value == "-":
            yield -1
        elif token.type in ("function", "() block"):
            yield from _lengths(token.arguments if token.type == "function" else token.content)


def _written(declaration: Any) -> str:
    return f"{declaration.name}: {_even(tinycss2.serialize(declaration.value))}"


def _even(text: str) -> str:
    """Write a text with one space where any stand, and none beside marks."""
    return _SPACE.sub(lambda match: match[1] or " ", text).strip()
