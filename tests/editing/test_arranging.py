"""Things are added, moved, removed and renamed with all that names them, or nothing is another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.editing import (
    AddItem,
    AddThing,
    AnyChange,
    CannotChange,
    EditSession,
    MoveThing,
    RemoveThing,
    RenameThing,
    SetText,
    SetValue,
)
from generator.problems import Severity
from tests.conftest import TODAY
from tests.editing.projects import small_project

TREE = "decision_tree.yaml"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[EditSession]:
    session = EditSession.open(small_project(tmp_path / "project"), today=TODAY)
    yield session
    session.close()


def _do(session: EditSession, change: AnyChange) -> str:
    return session.do(session.version, change).key


def _keys(session: EditSession, sort: str) -> list[str]:
    return [thing.key for thing in session.outline() if thing.sort == sort]


def _errors(session: EditSession) -> list[str]:
    return [each.id for each in session.wait_whole().problems if each.severity is Severity.ERROR]


def _refusal(session: EditSession, change: AnyChange) -> str:
    texts = {name: session.text_of(name) for name in session._texts.now()}
    with pytest.raises(CannotChange) as refused:
        _do(session, change)
    assert {name: session.text_of(name) for name in session._texts.now()} == texts
    return str(refused.value)


def test_a_thing_that_is_renamed_is_called_so_everywhere_and_its_old_name_is_kept(session: EditSession) -> None:
    key = _do(session, RenameThing("outcome/stay", "go-on"))

    assert key == "outcome/go-on"
    assert "formerly: [stay]" in (session.text_of(TREE) or "")
    assert "otherwise: go-on" in (session.text_of(TREE) or "")
    assert "outcome: go-on" in (session.text_of("content/journeys.yaml") or "")
    assert _errors(session) == []


def test_what_was_not_saved_is_renamed_too(session: EditSession) -> None:
    _do(session, SetValue("question/danger", ("next",), "weigh-days"))
    _do(session, RenameThing("decision/weigh-days", "weigh"))

    assert (session.text_of(TREE) or "").count("next: weigh\n") == (session.text_of(TREE) or "").count("weigh\n") - 1
    assert "weigh-days" not in (session.text_of(TREE) or "").replace("formerly: [weigh-days]", "")


def test_an_answer_is_renamed_within_its_question(session: EditSession) -> None:
    assert _do(session, RenameThing("answer/unwell.lump", "shape")) == "answer/unwell.shape"
    assert "unwell.shape" in (session.text_of(TREE) or "")


def test_a_page_is_renamed_with_its_file(session: EditSession) -> None:
    pages = _keys(session, "page")
    key = next(key for key in pages if not key.endswith("index.md"))

    assert _do(session, RenameThing(key, "another-name")) == "page/content/another-name.md"
    assert session.text_of(key.removeprefix("page/")) is None
    assert "page/content/another-name.md" in _keys(session, "page")
    session.undo(session.version)
    assert _keys(session, "page") == pages


def test_a_name_that_is_taken_or_is_no_name_is_refused(session: EditSession) -> None:
    assert _refusal(session, RenameThing("outcome/stay", "crisis")).startswith('outcome "crisis" has that id already')
    assert "is not an id" in _refusal(session, RenameThing("outcome/stay", "Go On"))


def test_an_id_is_not_changed_as_a_value(session: EditSession) -> None:
    said = _refusal(session, SetValue("outcome/stay", ("id",), "go-on"))

    assert said == "an id is changed by renaming, so that what names it follows"


def test_what_is_named_elsewhere_is_not_removed(session: EditSession) -> None:
    with pytest.raises(CannotChange) as refused:
        _do(session, RemoveThing("outcome/stay"))

    assert str(refused.value) == (
        '"Go on as you are, and look again" is named in 2 places: '
        "content/journeys.yaml:35, decision_tree.yaml:139; change those first"
    )
    assert [(place.file, place.line) for place in refused.value.places] == [(TREE, 139), ("content/journeys.yaml", 35)]


def test_what_nothing_names_is_removed_and_undo_brings_it_back(session: EditSession) -> None:
    journeys = _keys(session, "journey")
    before = session.text_of("content/journeys.yaml")

    _do(session, RemoveThing(journeys[1]))

    assert _keys(session, "journey") == [journeys[0], *journeys[2:]]
    session.undo(session.version)
    assert session.text_of("content/journeys.yaml") == before


def test_nothing_is_removed_while_a_file_cannot_be_read(session: EditSession) -> None:
    _do(session, SetText("levels.yaml", "ladders: [", whole=True))

    said = _refusal(session, RemoveThing(_keys(session, "journey")[0]))

    assert said == "mend the errors first: in a file that cannot be read nobody knows what is named"


def test_a_level_that_moves_says_what_the_ladder_is_for(session: EditSession) -> None:
    first, second, *_ = _keys(session, "level")

    done = session.do(session.version, MoveThing(second, first))

    assert _keys(session, "level")[:2] == [second, first]
    assert done.advice == (
        "the order of a ladder says what is more support: moves and options that go by it point the other way now",
    )


def test_a_question_moves_to_the_end(session: EditSession) -> None:
    questions = _keys(session, "question")

    _do(session, MoveThing(questions[1], ""))

    assert _keys(session, "question") == [questions[0], *questions[2:], questions[1]]


def test_a_level_that_is_begun_comes_with_its_moves(session: EditSession) -> None:
    level = _keys(session, "level")[0].partition("/")[2]
    moves = len(_keys(session, "move"))

    options = {"id": "evening-class", "name": "Evening class", "after": level}
    key = _do(session, AddThing("level", options))

    assert key in _keys(session, "level")
    assert len(_keys(session, "move")) > moves
    assert _errors(session) == []
    assert "To fill in:" in (session.text_of(session.form(key).thing.file) or "")


def test_two_things_can_be_begun_before_anything_is_saved(session: EditSession) -> None:
    level = _keys(session, "level")[0].partition("/")[2]

    _do(session, AddThing("level", {"id": "one-more", "name": "One more", "after": level}))
    _do(session, AddThing("level", {"id": "and-another", "name": "And another", "after": "one-more"}))

    assert {"level/one-more", "level/and-another"} <= set(_keys(session, "level"))
    assert not (session.root / "levels.yaml").read_text().count("one-more")


def test_an_answer_that_is_begun_stands_before_those_that_stand_alone(session: EditSession) -> None:
    key = _do(session, AddThing("answer", {"within": "question/danger", "id": "fever", "text": "Very hot"}))

    answers = [each for each in _keys(session, "answer") if each.startswith("answer/danger.")]
    assert key == "answer/danger.fever"
    assert answers[-3:] == ["answer/danger.fever", "answer/danger.none", "answer/danger.not-sure"]


def test_the_levels_that_give_answers_are_not_written_over(session: EditSession) -> None:
    _do(session, AddThing("answer", {"within": "question/where", "id": "elsewhere", "text": "Somewhere else"}))

    text = session.text_of(TREE) or ""
    assert "answers: from levels" in text
    assert "Somewhere else" in text
    said = _refusal(session, AddItem("question/where", ("answers",), "Words"))
    assert said == '"from levels" stands in the place of this list; change it as text'


def test_what_needs_more_than_was_said_is_refused_in_one_line(session: EditSession) -> None:
    assert _refusal(session, AddThing("level", {"id": "more"})) == "say name: The name that readers see."
    assert "cannot be its urgency" in _refusal(
        session, AddThing("outcome", {"id": "more", "urgency": "later", "direction": "stay"})
    )
    said = _refusal(session, AddThing("answer", {"within": "question/danger", "id": "none"}))
    assert said == 'the question has an answer "none" already; choose another id'


def test_every_sort_that_can_be_begun_says_what_it_must_be_told(session: EditSession) -> None:
    sorts = session.sorts_to_add()

    assert {"level", "move", "question", "answer", "outcome", "note", "source", "term", "contact", "journey"} <= {
        *sorts
    }
    assert all(session.options_to_add(sort) for sort in sorts)


def test_a_lowered_urgency_waits_for_a_named_person(session: EditSession) -> None:
    _do(session, SetValue("outcome/ask-practice", ("urgency",), "routine"))

    found = session.difference()
    assert found is not None
    assert [*found.subjects_waiting] == [("from", "ask-practice", "to", "ask-practice")]


def test_what_a_change_does_to_patients_is_told_with_its_words(session: EditSession) -> None:
    _do(session, SetValue("question/danger", ("why",), "Some causes cannot wait."))

    found = session.difference()

    assert found is not None
    assert [item.what.new for item in found.items if hasattr(item.what, "new")] == [("Some causes cannot wait.",)]


def test_a_page_is_shown_as_it_would_be(session: EditSession) -> None:
    address = session.address_of("question/danger")
    _do(session, SetValue("question/danger", ("why",), "Some causes cannot wait."))
    session.wait_whole()

    assert address == "guide/"
    assert b"Some causes" in (session.preview(address) or b"")
    assert session.preview("nowhere/") is None


def test_an_answer_that_is_added_to_a_question_has_an_id(session: EditSession) -> None:
    key = next(each for each in _keys(session, "question") if session.form(each).fields)

    for _ in range(2):
        _do(session, AddItem(key, ("answers",)))

    question = key.partition("/")[2]
    assert {f"answer/{question}.answer-1", f"answer/{question}.answer-2"} <= set(_keys(session, "answer"))
    assert [each.message for each in session.wait_whole().problems if "is not an id" in each.message] == []
