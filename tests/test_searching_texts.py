"""What a search of texts found, and where it found nothing, is remembered by the words alone."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.checks.wording import Texts, find_in
from generator.problems import Place, Problems, Text
from generator.project import open_project
from tests.site.workbench import ROOT

TODAY = datetime.date(2026, 11, 28)
FAULTS = {
    "dead-link": "See [this page](/nowhere/).",
    "fact-mismatch": "They have [9 days](/facts/#nothing).",
    "hours-mismatch": "It takes 31 hours a week.",
    "phone-number": "Write to 01632 960 983 first.",
    "raw-html": "A <b>bold</b> word.",
    "tangled-text": "o" * 1000,
    "too-hard-to-read": "It is pharmacotherapeutically incomprehensible.",
    "uncited-number": "In one study, 4711 people were asked.",
    "unknown-number": "Call 919 now.",
    "unsafe-link": "See [this](http://example.com/).",
}


def text(words: str, line: int = 1) -> Text:
    return Text(words, place=Place("a.yaml", line, 1))


@dataclass(frozen=True)
class Search:
    """A search for a word that notes which texts it was given."""

    word: str
    given: list[str] = field(default_factory=list, compare=False)

    def __call__(self, texts: Texts) -> Iterator[tuple[Text, Place]]:
        self.given.extend(texts)
        yield from ((each, each.place) for each in texts if self.word in each)


def test_a_text_without_a_finding_is_not_searched_again() -> None:
    first, again = Search("once"), Search("once")
    list(find_in([text("nothing"), text("once")], first))

    found = list(find_in([text("nothing", 7), text("once", 8), text("more", 9)], again))

    assert again.given == ["once", "more"]
    assert found == [("once", Place("a.yaml", 8, 1))]


def test_words_that_stand_nowhere_any_more_are_forgotten() -> None:
    stays = [text(f"stays {number}") for number in range(50)]
    for number in range(3000):
        list(find_in([*stays, text(f"changes {number}")], Search("forgotten")))

    last = Search("forgotten")
    list(find_in([*stays, text("changes 0"), text("changes 2999")], last))

    assert last.given == ["changes 0"]


def test_another_search_looks_for_itself() -> None:
    list(find_in([text("both of them")], Search("nowhere")))

    assert [each for each, _ in find_in([text("both of them")], Search("both"))] == ["both of them"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("searched")
    return Path(shutil.copytree(ROOT / "tests/cases/_valid/back-pain", folder / "project"))


def found_in(project: Path) -> list[str]:
    problems = Problems()
    open_project(project, problems, today=TODAY)
    return [f"{problem.place.line}: {problem.id}" for problem in problems if problem.place.file == "content/index.md"]


@pytest.mark.parametrize("id", FAULTS)
def test_a_fault_is_found_wherever_it_moves_and_gone_when_it_is_mended(project: Path, id: str) -> None:
    page = project / "content/index.md"
    before = page.read_text(encoding="utf-8")
    known, end = found_in(project), before.count("\n")

    for lines in (1, 3, 1):
        page.write_text(before + "\n" * lines + FAULTS[id] + "\n", encoding="utf-8")
        assert f"{end + lines + 1}: {id}" in found_in(project)
    page.write_text(before, encoding="utf-8")

    assert found_in(project) == known
