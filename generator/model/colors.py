"""Know how well a color can be read on the pages' grounds, by the contrast of WCAG 2."""

from __future__ import annotations

import re

COLOR = re.compile("#[0-9A-Fa-f]{6}")
READABLE = 4.5
"""The least contrast of words that are not large (WCAG 2.2, 1.4.3)."""

DAY_GROUNDS = ("#fbf6ee", "#fffdf8", "#e4efed", "#f6e6d2")
"""What words of the own color stand on by day, and what stands on it: `generator/theme/base/style.css` has the same."""
NIGHT_GROUNDS = ("#14191c", "#1c2327", "#1e3337", "#2a241d")
"""The same by night."""


def contrast(one: str, other: str) -> float:
    """Measure the contrast of two colors, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def least_contrast(color: str, grounds: tuple[str, ...]) -> float:
    """Measure the contrast of a color with that of some grounds on which it is read worst."""
    return min(contrast(color, ground) for ground in grounds)


def nearest_readable(color: str, grounds: tuple[str, ...]) -> str:
    """Find the color nearest to one that can be read on all of some grounds: darker on light ones, else lighter."""
    goal = 0 if _luminance(grounds[0]) > 0.5 else 255
    for step in range(256):
        mixed = [round(part + (goal - part) * step / 255) for part in _parts(color)]
        found = "#" + "".join(f"{part:02x}" for part in mixed)
        if least_contrast(found, grounds) >= READABLE:
            break
    return found


def _parts(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
