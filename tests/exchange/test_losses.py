"""Hold the lists of what a standard carries, and of what it does not, against every key that a guide can have."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from generator.checks import Verified
from generator.exchange.carrying import AUDIENCE, WALKED, carried, is_carried
from generator.exchange.losses import LOST, Standard, not_said
from generator.guide.plan import make_plan
from generator.model.entry import Entry, Review
from generator.model.guide import (
    Answer,
    AnswerSet,
    Case,
    Condition,
    Decision,
    Guide,
    GuideFile,
    Outcome,
    OutcomeLine,
    Question,
    Voiced,
)
from generator.model.knowledge import KnowledgeBase
from generator.model.notes import Note, NotesFile, Subject
from generator.sign_offs import SignOffs, Standing
from tests.exchange.projects import PROJECTS, exported, project_at, read_again
from tests.partial import partial

ENTRIES: tuple[type[Entry], ...] = (
    *(GuideFile, Guide, AnswerSet, Question, Answer, Decision, Case, Condition),
    *(Outcome, OutcomeLine, Voiced, NotesFile, Note, Subject, Review),
)
BY_ID = {"GuideFile.guide", "GuideFile.questions", "GuideFile.decisions", "GuideFile.outcomes", "NotesFile.notes"}
"""The lists whose entries are laid out by id."""
EVERY_KEY = {f"{entry.__name__}.{name}" for entry in ENTRIES for name in entry.model_fields}


def keys_in(value: object, within: str = "") -> Iterator[str]:
    """Give each key of a layout with the part that it stands in."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield f"{within}.{key}" if within else str(key)
            yield from keys_in(inner, str(key))
    elif isinstance(value, list):
        for inner in value:
            yield from keys_in(inner, within)


@pytest.mark.parametrize("standard", list(Standard))
def test_what_is_lost_is_a_key_of_the_model(standard: Standard) -> None:
    assert sorted(LOST[standard].keys() - EVERY_KEY) == []
    assert sorted((WALKED | AUDIENCE) - EVERY_KEY) == []
    assert sorted(LOST[standard].keys() & WALKED) == []


@pytest.mark.parametrize("standard", list(Standard))
def test_every_key_is_carried_or_listed(standard: Standard) -> None:
    layouts = [carried(guide, standard) for root in PROJECTS[:2] for guide in project_at(root).every_guide()]
    found = {key.split(".")[-1] for layout in layouts for key in keys_in(layout)}
    ids = {key for key in EVERY_KEY if key.endswith(".id")}

    wanted = {key for key in EVERY_KEY if is_carried(standard, key)} - BY_ID - ids
    not_laid_out = {key for key in wanted if key.split(".")[1] not in found}

    # Nobody has reviewed these projects, and no note of them contradicts another: the next test is about these keys.
    assert sorted(not_laid_out) == ([] if standard is Standard.DMN else IN_NO_PROJECT)


IN_NO_PROJECT = [
    *("Guide.reviewed", "Note.not_with", "Note.reviewed", "Outcome.reviewed"),
    *("Review.by", "Review.day"),
]


def reviewed() -> Verified:
    """Give a guide of which all is signed off, with notes that contradict each other, and a line left out for some."""
    guide = project_at(PROJECTS[1])
    handbook = guide.base.handbook
    first, *others = handbook.notes.notes
    notes = (first.model_copy(update={"not_with": tuple(other.id for other in others)}), *others)
    handbook = replace(handbook, notes=handbook.notes.model_copy(update={"notes": notes}))
    tree = guide.base.tree
    end = tree.outcomes[0]
    unless = end.now[0].model_copy(update={"unless": tree.guide.they_when})
    outcomes = (end.model_copy(update={"now": (unless, *end.now[1:])}), *tree.outcomes[1:])
    base = replace(guide.base, handbook=handbook, tree=tree.model_copy(update={"outcomes": outcomes}))
    signed = [base.tree.guide, *base.tree.outcomes, *notes]
    review = partial(Review, by="A made-up person, nurse", day=datetime.date(2026, 11, 20))
    sign_offs = SignOffs(
        (), {entry.place: Standing.IN_FORCE for entry in signed}, {entry.place: review for entry in signed}
    )
    return replace(guide, base=with_reviews(base, review), sign_offs=sign_offs)


def with_reviews(base: KnowledgeBase, review: Review) -> KnowledgeBase:
    """Write the sign-off into the guide, its outcomes and the notes."""
    signed = {"reviewed": review}
    tree = base.tree
    outcomes = tuple(outcome.model_copy(update=signed) for outcome in tree.outcomes)
    tree = tree.model_copy(update={"guide": tree.guide.model_copy(update=signed), "outcomes": outcomes})
    notes = base.handbook.notes
    notes = notes.model_copy(update={"notes": tuple(note.model_copy(update=signed) for note in notes.notes)})
    return replace(base, tree=tree, handbook=replace(base.handbook, notes=notes))


def test_a_sign_off_in_force_goes_along() -> None:
    guide = reviewed()
    guide = replace(guide, plan=make_plan(guide.base))
    files = exported(guide, Standard.FHIR)

    read = read_again(files, Standard.FHIR)

    assert read.tree == carried(guide, Standard.FHIR)
    assert {key.split(".")[-1] for key in keys_in(read.tree)} >= {"reviewed", "by", "day", "not_with", "unless"}
    assert [json.loads(file)["status"] for file in files] == ["active", "active"]
    assert json.loads(files[1])["reviewer"] == [{"name": "A made-up person, nurse"}]


def test_what_nobody_reviewed_is_a_draft_and_names_no_reviewer() -> None:
    files = exported(project_at(PROJECTS[0]), Standard.FHIR)

    assert [json.loads(file)["status"] for file in files] == ["draft", "draft"]
    assert not any(word in file for file in files for word in (b"reviewer", b"extension:reviewed", b"approvalDate"))


@pytest.mark.parametrize("standard", list(Standard))
def test_what_is_read_again_has_the_keys_that_are_carried_and_no_other(standard: Standard) -> None:
    guide = project_at(PROJECTS[1])
    layout = carried(guide, standard)
    read = read_again(exported(guide, standard), standard)

    assert read.tree == layout
    assert sorted(keys_in(read.tree)) == sorted(keys_in(layout))


@pytest.mark.parametrize("standard", list(Standard))
def test_the_list_stands_in_every_file(standard: Standard) -> None:
    files = exported(project_at(PROJECTS[1]), standard)

    for line in not_said(standard):
        for file in files:
            text = file.decode().replace("&quot;", '"').replace("&#x27;", "'").replace('\\"', '"')
            assert line in text
