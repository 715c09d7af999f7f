"""Make seeded edits as somebody who types makes them: some by chance, half of them where it means something."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping

_IDS = re.compile(r"(?<=id: )[a-z0-9-]+")
_TARGETS = re.compile(r"(?<=(?:next|when): )[a-z0-9.-]+|(?<=otherwise: )[a-z0-9-]+")
_KEYS = re.compile(r"(?m)(?<=^ {4})[a-z_]+(?=:)|(?<=^ {2})[a-z_]+(?=:)")
_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}")
_LINES = re.compile(r"(?m)^.*\n")
_LINKS = re.compile(r"(?<=\]\(/)[a-z/#-]+(?=\))")
_PIECES = (
    *(
        "a",
        "-",
        ": ",
        "\n",
        "  ",
        "\t",
        "'",
        '"',
        "[",
        "]",
        "{",
        "}",
        "#",
        " #",
        "|",
        ">",
        "- ",
        "---\n",
        "&a ",
        "*a",
        "!x ",
    ),
    *(
        "\u00e9",
        "\U0001f600",
        "\u2028",
        "\u200b",
        "\x07",
        "\r\n",
        "\ufeff",
        "%",
        "@",
        "<b>",
        "[[do]]",
        "](/nowhere/)",
        "911",
    ),
)


def edited(texts: Mapping[str, str], chance: random.Random) -> tuple[str, str]:
    """Choose a file and edit its text once; return its name and its new text."""
    name = chance.choice(sorted(texts))
    make = chance.choice((_by_chance, _by_meaning))
    return name, make(texts[name], chance)


def sequences(texts: Mapping[str, str], *, seed: int, count: int, length: int) -> Iterator[Iterator[tuple[str, str]]]:
    """Yield sequences of edits, each of which begins with the texts as they were."""
    for number in range(count):
        chance = random.Random(f"{seed} {number}")

        def steps(chance: random.Random = chance) -> Iterator[tuple[str, str]]:
            now = dict(texts)
            for _ in range(length):
                name, text = edited(now, chance)
                now[name] = text
                yield name, text

        yield steps()


def _by_chance(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    end = min(len(text), start + chance.choice((0, 0, 0, 1, 1, 2, 5, 20, 200)))
    return text[:start] + chance.choice(("", *_PIECES)) + text[end:]


def _by_meaning(text: str, chance: random.Random) -> str:
    return chance.choice(_MEANT)(text, chance)


def _replacing(pattern: re.Pattern[str], *words: str) -> Callable[[str, random.Random], str]:
    """Write another word, or one that stands elsewhere in the text, in the place of one that is found."""

    def replace(text: str, chance: random.Random) -> str:
        found = list(pattern.finditer(text))
        if not found:
            return _by_chance(text, chance)
        match = chance.choice(found)
        word = chance.choice((*words, chance.choice(found)[0], match[0][:-1], f"{match[0]}x"))
        return text[: match.start()] + word + text[match.end() :]

    return replace


def _without_line(text: str, chance: random.Random) -> str:
    return _with_lines(text, chance, lambda _: "")


def _twice(text: str, chance: random.Random) -> str:
    return _with_lines(text, chance, lambda line: line * 2)


def _with_lines(text: str, chance: random.Random, change: Callable[[str], str]) -> str:
    found = list(_LINES.finditer(text))
    if not found:
        return _by_chance(text, chance)
    match = chance.choice(found)
    return text[: match.start()] + change(match[0]) + text[match.end() :]


_MEANT = (
    _replacing(_IDS, "new-id", "none", "not-sure"),
    _replacing(_TARGETS, "nowhere", "a.b"),
    _replacing(_TARGETS),
    _replacing(_KEYS, "next", "tittle"),
    _replacing(_DAYS, "2020-01-01", "2026-13-01", "soon", "2030-01-01"),
    _replacing(_LINKS, "nowhere/", "#part"),
    _without_line,
    _twice,
)
