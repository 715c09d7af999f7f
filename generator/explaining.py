"""Explain a problem by its id, for whoever met it in a terminal: its part of docs/problems.md, as plain text."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.problems import Severity

_PACKAGE = Path(__file__).parent
_PAGE = "docs/problems.md"
_GROUP = re.compile(r"^## (.+)$", re.MULTILINE)
_SECTION = re.compile(r"^### (.+)$", re.MULTILINE)
_EXAMPLE = re.compile(r"```text\n(.*?)\n```", re.DOTALL)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a problem means: `says` are its paragraphs, `example` is a message of it with the author's line."""

    id: str
    group: str
    says: tuple[str, ...]
    example: str

    @property
    def severity(self) -> Severity:
        """Tell whether it stops the site."""
        return Severity.WARNING if ": warning: " in self.example.split("\n", 1)[0] else Severity.ERROR

    @property
    def first_sentence(self) -> str:
        """Say in one sentence what is wrong."""
        return re.split(r"(?<=[.!?])\s", self.says[0], maxsplit=1)[0]


@cache
def explanations() -> dict[str, Explanation]:
    """Map the id of every problem that a command can report to its explanation, in the order of docs/problems.md."""
    root = next(root for root in (_PACKAGE, _PACKAGE.parent) if (root / _PAGE).is_file())
    _, *groups = _GROUP.split((root / _PAGE).read_text(encoding="utf-8"))
    return {each.id: each for name, text in zip(groups[::2], groups[1::2], strict=True) for each in _read(name, text)}


def _read(group: str, text: str) -> Iterator[Explanation]:
    _, *sections = _SECTION.split(text)
    for id, section in zip(sections[::2], sections[1::2], strict=True):
        says, example, _ = _EXAMPLE.split(section)
        parts = re.split(r"\n\n|\s(?=Cure: )", says.strip())
        paragraphs = (" ".join(_LINK.sub(r"\1", part).split()) for part in parts)
        yield Explanation(id, group, tuple(paragraphs), example)


def as_text(explained: Explanation, width: int) -> str:
    """Write an explanation for a terminal of this width."""
    stops = {
        Severity.ERROR: "an error: nothing is published until it is cured",
        Severity.WARNING: "a warning: the site is published, and somebody should look",
    }[explained.severity]
    paragraphs = [textwrap.fill(part, width) for part in (f"{explained.id} is {stops}.", *explained.says)]
    example = textwrap.indent(explained.example, "  ")
    return "\n\n".join([*paragraphs, f"For example:\n\n{example}"])


def as_list(width: int) -> str:
    """List every problem by its group, each with the sentence that says what is wrong."""
    lines: list[str] = []
    group = ""
    for each in explanations().values():
        if each.group != group:
            group = each.group
            lines += [*[""] * bool(lines), f"== {group} =="]
        lines.append(each.id)
        lines.append(textwrap.fill(each.first_sentence, width, initial_indent="  ", subsequent_indent="  "))
    return "\n".join(lines)
