"""Hold the list of sentences without a source against the site: each stands there, word for word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.checks.names import texts_of_base
from tests.conftest import shipped

ROOT = Path(__file__).parents[1]
BASE = shipped().base
assert BASE is not None

LIST = "content/general-knowledge.md"
GUIDES = ("decision_tree.yaml", "content/guides/intensive-outpatient.yaml")
REGISTERS = ("content/glossary.yaml", "content/quality.yaml")
FILES = {
    "Questions of the guides": GUIDES,
    "Results of the guides": GUIDES,
    "Notes of the guides": ("content/notes.yaml",),
    "Safety boxes": ("content/safety.yaml",),
    "Pages": (*(page.file for page in BASE.pages if page.file != LIST), *REGISTERS),
    "Treatments": ("content/treatments.yaml",),
    "Levels": ("levels.yaml",),
    "Moves between levels": ("levels.yaml",),
    "Help lines": ("content/contacts.yaml",),
}
"""Where the sentences below each heading of the list stand."""

QUOTED = re.compile(r'^- "(.+)"(?: \((?:a (?:time|number|right|promise)(?: and )?)+\))?$')
"""A sentence, and what the reviewer looks at first."""


def as_read(text: str) -> str:
    """Give a text as a reader sees it: no links, no bold, one space between words."""
    without_sources = re.sub(r"\s*\[source\]\([^)]*\)", "", text)
    return " ".join(re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", without_sources).replace("**", "").split())


def quotations() -> Iterator[tuple[str, str]]:
    """Give each sentence of the list, behind the heading it stands below."""
    assert BASE is not None
    heading = ""
    for line in next(page.body for page in BASE.pages if page.file == LIST).splitlines():
        heading = line.removeprefix("## ") if line.startswith("## ") else heading
        if found := QUOTED.match(line):
            yield heading, found.group(1)


def texts_by_file() -> dict[str, list[str]]:
    """Give what readers see of each file; what is said to "you" and to "they" alike counts once."""
    assert BASE is not None
    texts: dict[str, list[str]] = {}
    for text in {text.place: text for text in texts_of_base(BASE)}.values():
        texts.setdefault(text.place.file, []).append(as_read(text))
    return texts


TEXTS = texts_by_file()
QUOTATIONS = Counter(quotations())
BELOW = {heading: "\n".join(sentence for under, sentence in QUOTATIONS if under == heading) for heading in FILES}


def test_each_line_of_the_list_is_a_quotation_below_a_heading_whose_files_are_known() -> None:
    body = (ROOT / LIST).read_text(encoding="utf-8")
    listed = body[body.index(f"\n## {next(iter(FILES))}\n") :]

    assert re.findall(r"^## (.+)$", listed, re.MULTILINE) == list(FILES)
    assert len(re.findall(r"^\s*[-*\d]", listed.replace("**", ""), re.MULTILINE)) == QUOTATIONS.total() > 150


@pytest.mark.parametrize(("heading", "sentence"), QUOTATIONS)
def test_each_sentence_of_the_list_stands_on_the_site_as_often_as_it_is_quoted(heading: str, sentence: str) -> None:
    times = sum(text.count(sentence) for file in FILES[heading] for text in TEXTS[file])

    assert times >= QUOTATIONS[heading, sentence], f"{LIST} quotes what no longer stands there: {sentence}"


@pytest.mark.parametrize("sentence", dict.fromkeys(sentence for _, sentence in QUOTATIONS))
def test_each_sentence_of_the_list_is_quoted_for_every_file_where_it_stands(sentence: str) -> None:
    standing = {file for file, texts in TEXTS.items() if file != LIST and any(sentence in text for text in texts)}
    named = {file for heading, files in FILES.items() for file in files if sentence in BELOW[heading]}

    assert standing <= named, f"{LIST} does not quote it below another heading too: {sentence}"


def test_the_page_on_how_this_was_made_leads_to_the_list() -> None:
    assert "](/general-knowledge/)" in (ROOT / "content/about.md").read_text(encoding="utf-8")
