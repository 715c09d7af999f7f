"""Hold docs/problems.md and docs/format.md against the code and the models that they tell of."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.fitting import fit
from generator.model.knowledge import LINES, ORGANIZATION
from generator.model.overlay import OVERLAY
from generator.problems import Problems
from generator.source import SourceFile, read_tree
from tests import format_page, problems_page
from tests.problem_ids import ids_of_reading

FORMAT = format_page.PAGE.read_text(encoding="utf-8")
WORDS = format_page.PAGE.with_name("words.md")
PAGES = (problems_page.PAGE, format_page.PAGE, WORDS)
ROOT = format_page.PAGE.parents[1]


def test_every_problem_of_reading_has_its_words() -> None:
    assert set(problems_page.READING) == ids_of_reading()


def test_problems_page_is_as_generated(golden: Callable[[Path, str], str]) -> None:
    page = problems_page.problems_page()

    assert page == golden(problems_page.PAGE, page)


def test_format_page_has_the_tables_of_the_models(golden: Callable[[Path, str], str]) -> None:
    page = format_page.filled(FORMAT)

    assert page == golden(format_page.PAGE, page)


def test_every_model_has_one_table_and_every_key_its_words() -> None:
    models = format_page.models()

    assert sorted(format_page.tables_in(FORMAT)) == sorted(models)
    assert [
        (name, key)
        for name, model in models.items()
        for key, field in model.model_fields.items()
        if not field.description
    ] == []


@pytest.mark.parametrize(("name", "text"), format_page.examples_in(FORMAT))
def test_example_of_the_format_page_fits_its_model(name: str, text: str) -> None:
    lines = text.split("\n")
    is_entry_of_list = lines[0].startswith("- ")
    text = "\n".join(line[2:] for line in lines) if is_entry_of_list else text
    problems = Problems()

    tree = read_tree(SourceFile("example.yaml", text), problems)
    entry = fit(tree, format_page.models()[name], problems, file="example.yaml")

    assert [problem.message for problem in problems] == []
    assert entry is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_within_the_docs_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    anchors = {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", text, re.M)
    }

    for target in re.findall(r"\]\(([^)]+)\)", re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.S)):
        file, _, anchor = target.partition("#")
        assert not file or (page.parent / file).is_file() or file.startswith("/")
        assert file or anchor in anchors, target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_one_sentence_stands_on_a_line(page: Path) -> None:
    text = re.sub(r"```.*?```|^\|.*$", "", page.read_text(encoding="utf-8"), flags=re.S | re.M)

    assert re.findall(r"^.*[a-z`)][.!?] [A-Z].*$", text, re.M) == []


def _where_to_change_what() -> str:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return readme.split("## Where to change what")[1].split("\n## ")[0]


@pytest.mark.parametrize("text", [WORDS.read_text(encoding="utf-8"), _where_to_change_what()], ids=["words", "README"])
def test_every_file_that_a_newcomer_is_sent_to_is_there(text: str) -> None:
    named = set(re.findall(r"`([\w./]+(?:/|\.(?:ya?ml|py|css|md)))`", text))

    assert named
    missing = [name for name in named if not (ROOT / name).exists() and not (ROOT / "content" / name).exists()]
    # A project may bring them; the shipped one does not.
    assert set(missing) <= {LINES, "content/reviewers.yaml", ORGANIZATION, OVERLAY}


def test_eleven_words_are_explained() -> None:
    assert len(re.findall(r"^\*\*[\w-]+\.\*\*$", WORDS.read_text(encoding="utf-8"), re.M)) == 11
