"""A register that a project leaves out is empty, and stands in no list of files."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import PurePath

import pytest

from generator.checks.names import texts_of
from generator.model.knowledge import HANDBOOK_FILES, Handbook, is_absent
from tests.conftest import shipped

EMPTY = {field.name: field.default for field in fields(Handbook) if field.name != "words"}
"""The empty files; a project without words of its own has those that come with Stepwell, which is not empty."""


def test_each_file_of_the_handbook_has_its_field_with_an_empty_file_of_its_model() -> None:
    models = {PurePath(name).stem: model for name, model in HANDBOOK_FILES.items()}

    assert {name: type(file) for name, file in EMPTY.items()} | {"words": models["words"]} == models
    assert [field.name for field in fields(Handbook)] == list(models)


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_file_has_every_field_and_says_nothing(name: str) -> None:
    file = getattr(Handbook(), name)

    assert [field for field in type(file).model_fields if not hasattr(file, field)] == []
    assert [str(text) for text in texts_of(file) if text] == []


def test_only_the_files_that_are_there_are_listed() -> None:
    base = shipped().base
    assert base is not None
    without_facts = replace(base.handbook, facts=Handbook().facts)

    # nobody may sign off yet, and no organization runs it, so nobody lays sentences over it or signs for itself
    assert len(base.handbook.files()) == len(HANDBOOK_FILES) - 4
    assert without_facts.files() == tuple(file for file in base.handbook.files() if file is not base.handbook.facts)
    assert is_absent(without_facts.facts)
    assert Handbook().files() == ()
