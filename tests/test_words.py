"""Look for texts of the file of words that no template, module or script asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.model.entry import Dated, Entry
from generator.model.words import WordsFile
from generator.pages.scorecard import CRITERIA

GENERATOR = Path(__file__).parents[1] / "generator"
SOURCES = [
    path.read_text(encoding="utf-8")
    for path in sorted(GENERATOR.rglob("*"))
    if path.suffix in (".py", ".jinja", ".html") and GENERATOR / "model" not in path.parents
]


def names_in(model: type[Entry], *above: str) -> Iterator[tuple[str, ...]]:
    """Give the name of each text, with those of the sections that it stands in."""
    for name, field in model.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, Entry):
            yield from names_in(section, *above, name)
        elif name not in Dated.model_fields:
            yield (*above, name)


def test_every_text_is_asked_for() -> None:
    asked = {name for text in SOURCES for name in re.findall(r'(?<=\.)[a-z_]\w*\b|(?<=")[a-z_]\w*(?=")', text)}
    asked |= {criterion.id.lower() for criterion in CRITERIA}

    assert [".".join(names) for names in names_in(WordsFile) if names[-1] not in asked] == []


def test_every_section_is_asked_for() -> None:
    sections = {name for names in names_in(WordsFile) for name in names[:-1]}
    asked = {name for text in SOURCES for name in re.findall(r"(?<=\.)[a-z_]\w*\b", text)}

    assert sorted(sections - asked) == []
