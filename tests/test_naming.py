"""Hold what is known of names: what defines each, every place that uses it, and what stands at a place of a file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.model.sorts import Sort
from generator.naming import Definition, Names, Use, names_of
from generator.problems import Problems
from generator.project import read_files
from tests.format_page import models
from tests.test_cases import BACK_PAIN, SMALL

SHIPPED = Path(__file__).parents[1]
PROJECTS = (SHIPPED, BACK_PAIN, SMALL)


def names_in(root: Path) -> Names:
    """Read a project, and give its names."""
    base = read_files(root, Problems()).reading.base
    assert base is not None
    return names_of(base)


@pytest.fixture(scope="module")
def shipped() -> Names:
    return names_in(SHIPPED)


def used_at(names: Names, sort: Sort, id: str) -> set[str]:
    """Give the file of each use of a thing."""
    definition = names.find([sort], id)
    assert definition is not None
    return {use.id.place.file for use in names.uses_of(definition)}


@pytest.mark.parametrize("root", PROJECTS, ids=lambda root: root.name)
def test_every_name_that_a_project_uses_is_defined(root: Path) -> None:
    names = names_in(root)

    lost = [use.id for use in names.uses if Sort.HEADING not in use.sorts and names.defined_by(use) is None]

    assert lost == []


@pytest.mark.parametrize("root", PROJECTS, ids=lambda root: root.name)
def test_a_use_stands_where_it_says(root: Path) -> None:
    files = {file.name: file.lines for file in read_files(root, Problems()).reading.files}
    for use in names_in(root).uses:
        place = use.id.place
        said = use.text[use.index : use.index + use.length]
        line = files[place.file][place.line - 1] if place.file in files else said  # a register of ours is no file

        assert str(use.id).endswith(said)
        assert said in line


def test_a_level_is_found_in_keys_conditions_links_and_addresses(shipped: Names) -> None:
    found = used_at(shipped, Sort.LEVEL, "intensive-outpatient")

    assert {"levels.yaml", "content/journeys.yaml", "content/iop.md", "content/sharing.yaml"} <= found
    assert "content/addresses.yaml" not in found, "what was published is history"


def test_an_answer_of_a_question_is_named_with_it(shipped: Names) -> None:
    one = next(use for use in shipped.uses if use.index and Sort.ANSWER in use.sorts)
    question, answer = (use for use in shipped.uses if use.text is one.text)

    assert (question.sorts, answer.sorts[0]) == ((Sort.QUESTION,), Sort.ANSWER)
    assert (question.index, answer.index) == (0, question.length + 1)


def test_a_box_and_a_contact_are_found_in_markers(shipped: Names) -> None:
    assert any(file.endswith(".md") for file in used_at(shipped, Sort.BOX, "after-opioids"))
    assert any(file.endswith(".md") for file in used_at(shipped, Sort.CONTACT, "childhelp"))


def test_what_stands_at_a_place_is_the_narrowest_name(shipped: Names) -> None:
    use = next(use for use in shipped.uses if use.index and Sort.ANSWER in use.sorts)
    definition = shipped.find([Sort.LEVEL], "residential")
    assert definition is not None
    place, here = definition.id.place, use.id.place

    assert shipped.at(place.file, place.line, place.column + 2) is definition
    assert shipped.at(here.file, here.line, here.column + use.length) is use
    assert shipped.at("levels.yaml", 1, 1) is None


def test_a_level_in_a_file_of_its_own_is_used_where_it_is_listed() -> None:
    names = names_in(BACK_PAIN)
    listed = [use for use in names.uses if use.field == "id"]

    assert {use.id.place.file for use in listed} == {"levels.yaml"}
    assert {file for use in listed if (file := _file_of(names, use))} != {"levels.yaml"}


def _file_of(names: Names, use: Use) -> str:
    definition = names.defined_by(use)
    assert isinstance(definition, Definition)
    return definition.id.place.file


def test_an_old_id_leads_to_what_had_it(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "levels.yaml"
    path.write_text(path.read_text().replace("- id: much-support", "- id: much-support\n        formerly: [old-one]"))

    found = names_in(tmp_path).former([Sort.LEVEL], "old-one")

    assert found is not None
    assert found.id == "much-support"


def test_an_answer_is_found_by_the_old_names_of_its_question_and_of_its_level(tmp_path: Path) -> None:
    shutil.copytree(BACK_PAIN, tmp_path, dirs_exist_ok=True)
    before = names_in(tmp_path)
    answers = [use for use in before.uses if use.sorts == (Sort.LEVEL,) and "." in use.text]
    use = next(use for use in answers if _file_of(before, use) == "levels.yaml")
    question, _, level = use.text.partition(".")
    for path in (tmp_path / "levels.yaml", tmp_path / "decision_tree.yaml"):
        for old in (question, level):
            margins = ("  - ", "      - ", "    - ")
            text = path.read_text()
            for margin in margins:
                new = f"{margin}id: new-{old}\n{' ' * len(margin)}formerly: [{old}]\n"
                text = text.replace(f"\n{margin}id: {old}\n", f"\n{new}")
            path.write_text(text)

    names = names_in(tmp_path)

    assert names.now_called((Sort.QUESTION,), question) == f"new-{question}"
    assert names.now_called((Sort.ANSWER, Sort.SET), use.text) == f"new-{question}.new-{level}"


def test_every_entry_with_an_id_says_what_sort_it_is() -> None:
    named = {
        name: model for name, model in models().items() if "formerly" in model.model_fields and name != "ProseHead"
    }
    sorts = [getattr(model, "sort", None) for model in named.values()]

    assert all(isinstance(sort, Sort) for sort in sorts)
    assert len(set(sorts)) == len(sorts)
