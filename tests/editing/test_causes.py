"""Which change brought what is wrong: said of the one that did, and of a few where nobody looked between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.editing import CannotChange, EditSession, SetValue
from generator.editing.history import TextChange
from tests.conftest import TODAY
from tests.editing.projects import small_project

TREE = "decision_tree.yaml"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[EditSession]:
    session = EditSession.open(small_project(tmp_path / "project"), today=TODAY)
    session.wait_whole()
    yield session
    session.close()


def _set(session: EditSession, key: str, field: str, value: str, *, looks: bool = True, visit: str = "") -> None:
    session.do(session.version, SetValue(key, (field,), value), visit=visit)
    if looks:
        session.wait_whole()


def _suspects(session: EditSession) -> list[tuple[TextChange, ...]]:
    session.wait_whole()
    return [each.changes for each in session.brought()]


def test_problems_are_told_of_the_change_that_brought_them_with_what_stood_there(session: EditSession) -> None:
    _set(session, "question/who", "why", "Before")
    _set(session, "question/days", "next", "back-emergency")
    _set(session, "question/who", "why", "After")

    ((change,),) = _suspects(session)

    assert change.key == "question/days"
    assert change.field is not None
    assert (change.field.label, change.field.was, change.field.now) == (
        "What comes next",
        ("weigh-days",),
        ("back-emergency",),
    )


def test_where_nobody_looked_between_two_changes_both_are_named(session: EditSession) -> None:
    _set(session, "question/days", "next", "back-emergency", looks=False)
    _set(session, "question/who", "why", "After", looks=False)

    ((first, second),) = _suspects(session)

    assert (first.key, second.key) == ("question/days", "question/who")


@pytest.mark.parametrize(
    ("key", "way", "broken", "mended"),
    [
        ("contact/samaritans", ("ways", 0, "number"), "call us", "116 123"),  # a check of one field
        ("question/who", ("help",), "so " * 900, "Shorter."),  # too long
        ("question/who", ("choose",), "many", "one"),  # cannot be read
        ("question/days", ("next",), "nowhere", "weigh-days"),  # a name that is not there: nothing is proven
    ],
)
def test_slip_that_is_mended_is_no_cause_of_what_was_wrong_before(
    session: EditSession, key: str, way: tuple[str | int, ...], broken: str, mended: str
) -> None:
    _set(session, "outcome/call-111", "urgency", "routine")
    for value in (broken, mended):
        session.do(session.version, SetValue(key, way, value))
        session.wait_whole()

    ((urgency,),) = _suspects(session)

    assert urgency.key == "outcome/call-111"


@pytest.mark.parametrize(
    ("key", "way", "broken"),
    [
        ("contact/samaritans", ("ways", 0, "number"), "call us"),
        ("question/who", ("help",), "so " * 900),
        ("question/who", ("choose",), "many"),
    ],
)
def test_slip_in_one_field_does_not_hide_what_is_proven_of_all(
    session: EditSession, key: str, way: tuple[str | int, ...], broken: str
) -> None:
    _set(session, "outcome/call-111", "urgency", "routine")
    before = {problem.message for problem in session.wait_whole().problems}

    session.do(session.version, SetValue(key, way, broken))

    found = session.wait_whole()
    assert found.project.is_proven
    assert before < {problem.message for problem in found.problems}


def test_what_came_while_nothing_could_be_proven_is_told_of_all_changes_since(session: EditSession) -> None:
    _set(session, "question/days", "next", "nowhere")
    _set(session, "outcome/call-111", "urgency", "routine")
    assert not session.wait_whole().project.is_proven
    _set(session, "question/days", "next", "weigh-days")

    ((first, urgency, last),) = _suspects(session)

    assert [each.key for each in (first, urgency, last)] == ["question/days", "outcome/call-111", "question/days"]


def test_what_was_wrong_before_came_with_no_change(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    tree = (project / TREE).read_text(encoding="utf-8")
    (project / TREE).write_text(tree.replace("next: weigh-days", "next: back-emergency"), encoding="utf-8")
    session = EditSession.open(project, today=TODAY)
    session.wait_whole()
    _set(session, "question/who", "why", "After")

    found = _suspects(session)

    session.close()
    assert found == []


def test_what_is_mended_and_broken_again_came_with_the_newer_change(session: EditSession) -> None:
    _set(session, "question/days", "next", "back-emergency")
    _set(session, "question/days", "next", "weigh-days")
    assert _suspects(session) == []
    _set(session, "question/days", "next", "back-emergency")

    ((change,),) = _suspects(session)

    assert change.number == 3


def test_what_is_typed_in_one_stay_is_one_change_from_what_stood_there_first(session: EditSession) -> None:
    _set(session, "question/days", "next", "weigh-illness", visit="one")
    _set(session, "question/days", "next", "back-emergency", visit="one")

    ((change,),) = _suspects(session)

    assert change.field is not None
    assert (change.field.was, change.field.now) == (("weigh-days",), ("back-emergency",))


def test_one_change_is_taken_back_and_a_later_one_stays(session: EditSession) -> None:
    before = session.text_of(TREE) or ""
    _set(session, "question/days", "next", "back-emergency")
    _set(session, "question/who", "why", "After")
    ((change,),) = _suspects(session)

    session.take_back(session.version, change.number)

    after = session.text_of(TREE) or ""
    assert [new for old, new in zip(before.split("\n"), after.split("\n"), strict=True) if old != new] == [
        "    why: After"
    ]
    assert _suspects(session) == []


def test_the_newest_change_that_is_taken_back_can_be_made_again(session: EditSession) -> None:
    _set(session, "question/days", "next", "back-emergency")
    ((change,),) = _suspects(session)

    session.take_back(session.version, change.number)

    assert (session.has_changes, bool(session.can_redo)) == (False, True)
    with pytest.raises(CannotChange, match="taken back already"):
        session.take_back(session.version, change.number)


def test_change_whose_lines_were_changed_again_is_not_taken_back_alone(session: EditSession) -> None:
    _set(session, "question/days", "next", "back-emergency")
    ((change,),) = _suspects(session)
    _set(session, "question/days", "next", "bad-illness-soon")
    before = session.text_of(TREE)

    with pytest.raises(CannotChange, match="change them by hand"):
        session.take_back(session.version, change.number)

    assert session.text_of(TREE) == before
