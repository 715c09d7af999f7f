"""Change each field of each model that an author may write, one at a time: no field is passed over."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.difference.changes import Changes
from generator.difference.entries import Reader
from generator.difference.renames import Renames
from generator.difference.rows import Row, Thing, Trail
from generator.difference.sections import Section, Sections
from generator.fitting import fit
from generator.model.entry import Entry
from generator.model.guide import Condition
from generator.model.knowledge import ORGANIZATION, KnowledgeBase
from generator.model.organization import OrganizationFile
from generator.problems import Problems, Text
from generator.reading import read_project
from generator.source import SourceFile, read_tree
from tests import format_page
from tests.organization import FOLDER
from tests.partial import partial

ROOT = Path(__file__).parents[2]
NOT_IN_USE = {
    ("Condition", "of"),  # a condition is said as a whole, and its number is changed
    ("GuideFile", "guide"),
    ("Guide", "id"),
    *((name, "formerly") for name, model in format_page.models().items() if "formerly" in model.model_fields),
    *(("RecordedDecision", field) for field in ("from_", "to", "removed", "weakened", "why", "by", "day", "covers")),
    ("SafetyFile", "decisions"),
    ("EntryPoint", "guide"),
    ("Note", "not_with"),
    *((name, "reviewed") for name, model in format_page.models().items() if "reviewed" in model.model_fields),
    ("Review", "by"),
    ("Review", "day"),
    ("Review", "covers"),
    ("Review", "signature"),
    ("ReviewersFile", "reviewers"),
    *(("Reviewer", field) for field in ("name", "credentials", "keys", "from_", "until")),
    *((name, field) for name in ("Contact", "OwnLine", "LocalLine") for field in ("last_checked", "differs")),
    *(("OwnLine", field) for field in ("not_for", "sources")),
    *(("LocalLine", field) for field in ("not_for", "hours")),
    ("OwnText", "link"),
    ("Program", "last_checked"),
    ("Accessibility", "tried_by"),
    ("Way", "abroad"),
    *(("NumberDecision", field) for field in ("number", "why", "by", "day", "covers")),
    ("ContactsFile", "notices"),
    *(("Notice", field) for field in ("id", "say", "about", "call", "from_", "until")),
    ("Source", "read"),
    ("OverlayFile", "changes"),
    *(("OverlayChange", field) for field in ("in_", "was", "now", "why", "written")),
    ("OwnSignOffsFile", "sign_offs"),
    ("OwnSignOff", "unit"),
    *(("LevelsPart", field) for field in ("levels", "kinds", "moves")),  # they are joined with levels.yaml first
}
"""Fields that the shipped project leaves empty, or that are compared elsewhere; a test says so of each."""


@cache
def shipped() -> KnowledgeBase:
    base = read_project(ROOT, Problems()).base
    assert base is not None
    return base


def entries_in(value: Any) -> Iterator[Entry]:
    """Give every entry below a value."""
    if isinstance(value, Entry):
        yield value
        for name in type(value).model_fields:
            yield from entries_in(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from entries_in(part)


@cache
def every_entry() -> tuple[Entry, ...]:
    base = shipped()
    files = (base.levels, *base.every_guide(), base.safety, base.journeys, base.contacts, base.lines, base.sources)
    others = (*base.handbook.files(), organization())
    return tuple(entries_in((*files, *others, *(page.head for page in base.pages))))


def organization() -> Entry:
    """Give a made-up organization: the shipped project has none."""
    problems = Problems()
    text = (FOLDER / "content/organization.yaml").read_text(encoding="utf-8")
    tree = read_tree(SourceFile(ORGANIZATION, text), problems)
    file = fit(tree, OrganizationFile, problems, file=ORGANIZATION)
    assert file is not None, problems.found
    return file


def altered(value: Any) -> Any:
    """Give another value of the same kind."""
    match value:
        case StrEnum():
            return next(other for other in type(value) if other is not value)
        case Text():
            return Text(f"{value}x", place=value.place)
        case datetime.date():
            return value + datetime.timedelta(days=1)
        case bool():
            return not value
        case int():
            return value + 1
        case Condition():
            return partial(Condition, not_=value)
        case Entry():
            name = next(name for name in type(value).model_fields if getattr(value, name))
            return value.model_copy(update={name: altered(getattr(value, name))})
        case tuple():
            return (*value[:-1], altered(value[-1]))
    raise AssertionError(value)


def rows_between(old: Entry, new: Entry) -> list[Row]:
    trail = Trail(Thing("Made", "made-up", "Made up"), Section.DANGER)
    changes = Changes(Sections({}, frozenset()))
    return list(changes.entries([Reader(Renames({})).entry(old)], [Reader().entry(new)], trail))


FIELDS = [(name, field) for name, model in format_page.models().items() for field in model.model_fields]


@pytest.mark.parametrize(("name", "field"), sorted(set(FIELDS) - NOT_IN_USE))
def test_a_change_of_the_field_is_a_row(name: str, field: str) -> None:
    entry = next(entry for entry in every_entry() if type(entry).__name__ == name and getattr(entry, field))

    rows = rows_between(entry, entry.model_copy(update={field: altered(getattr(entry, field))}))

    assert rows


@pytest.mark.parametrize(("name", "field"), sorted(NOT_IN_USE - {("GuideFile", "guide"), ("Guide", "id")}))
def test_a_field_that_is_not_tried_is_empty_in_the_shipped_project(name: str, field: str) -> None:
    entries = [entry for entry in every_entry() if type(entry).__name__ == name]

    assert name == "Condition" or not any(getattr(entry, field) for entry in entries)
