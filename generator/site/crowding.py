"""Tell what in a style makes a part larger than a screen, or gives words the color of their ground.

What is larger than a screen pushes the help lines below it. Lengths are taken one by one: what a style reckons out of
small ones, or has in a name of its own (`var()`), and colors that two rules give, are not seen here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2
from tinycss2.color3 import RGBA, parse_color

from generator.model.colors import contrast

_OF_LETTERS = re.compile(r"font|font-size|line-height|letter-spacing|word-spacing")
_OF_SPACE = re.compile(r"(?:padding|margin|border)(?!-(?:radius|color|style|image)).*|(?:row-|grid-row-|grid-)?gap")
_OF_HEIGHT = re.compile(r"(?:min-)?(?:height|block-size)")
_MOST_OF_LETTERS, _MOST_OF_SPACE = 96, 240
"""The most pixels of a line of letters, and of a space or a height above the help lines or around them."""
_PIXELS = {"px": 1, "pt": 1.3, "cm": 38, "mm": 4, "in": 96, "em": 16, "rem": 16, "ch": 8, "ex": 8, "lh": 24, "rlh": 24}
_PIXELS_OF_A_SCREEN = 7
_AS_IT_IS = re.compile(r"normal|1(?:\.0*)?|100%|initial|inherit|unset|revert")
_LEAST_CONTRAST = 2


def is_crowding(declaration: Any) -> bool:
    """Tell whether letters or a space become so large that little else is left of a screen."""
    name, value = declaration.lower_name, declaration.value
    if name == "zoom":
        return _AS_IT_IS.fullmatch(tinycss2.serialize(value).strip().lower()) is None
    if _OF_LETTERS.fullmatch(name):
        of_number = 16 if name == "line-height" else 0  # in "font" it is how bold letters are
        return any(length > _MOST_OF_LETTERS for length in _lengths(value, of_percent=0.16, of_number=of_number))
    return _OF_SPACE.fullmatch(name) is not None and _is_more_than_a_space(value)


def is_high(declaration: Any) -> bool:
    """Tell whether a part becomes so high that what stands behind it is far below."""
    return _OF_HEIGHT.fullmatch(declaration.lower_name) is not None and _is_more_than_a_space(declaration.value)


def is_unreadable(declarations: Iterable[Any]) -> bool:
    """Tell whether a rule gives words a color that cannot be read on the ground that it gives them too."""
    colors, grounds = list[str](), list[str]()
    for each in declarations:
        if each.lower_name == "color":
            colors += _colors(each.value)
        elif each.lower_name in ("background", "background-color"):
            grounds += _colors(each.value)
    return any(contrast(color, ground) < _LEAST_CONTRAST for color in colors for ground in grounds)


def _is_more_than_a_space(value: Iterable[Any]) -> bool:
    return any(length > _MOST_OF_SPACE for length in _lengths(value, of_percent=5, of_number=0))


def _lengths(tokens: Iterable[Any], *, of_percent: float, of_number: float) -> Iterator[float]:
    """Yield each length in pixels, roughly, also those within functions."""
    for token in tokens or ():
        if token.type == "dimension":
            yield float(token.value) * _PIXELS.get(token.lower_unit, _PIXELS_OF_A_SCREEN)
        elif token.type == "percentage":
            yield float(token.value) * of_percent
        elif token.type == "number":
            yield float(token.value) * of_number
        elif token.type in ("function", "() block"):
            within = token.arguments if token.type == "function" else token.content
            yield from _lengths(within, of_percent=of_percent, of_number=0)


def _colors(tokens: Iterable[Any]) -> list[str]:
    """Return the colors of a value that let nothing through, as a page of codes says them."""
    found = [parse_color(token) for token in tokens]
    return [_code(color) for color in found if isinstance(color, RGBA) and color.alpha == 1]


def _code(color: RGBA) -> str:
    return "#" + "".join(f"{round(min(max(part, 0), 1) * 255):02x}" for part in (color.red, color.green, color.blue))
