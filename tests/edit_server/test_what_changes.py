"""What changes for patients is said in the words of forms and people: no key, no id, no number of a place in a list."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.difference import Differences
from generator.difference.items import Item
from generator.difference.rows import ChangeKind, Row, Thing
from generator.difference.sections import Section
from generator.editing import EditedThing, EditSession, SetValue
from generator.editing.changes import AddThing, AnyChange, RemoveThing
from generator.editing.labels import label_of
from generator.editing.things import located_in
from generator.model.organization import LocalLine
from generator.model.registers import Contact, Way
from generator.problems import Place, Problems
from generator.reading import Reading, read_project
from generator.source.writing import Value
from generator.telling.conditions import text_in_one_line
from generator.telling.what_changes import ShownChange, changes_by_kind, headline_of, share_in_words
from tests.conftest import ROOT, TODAY
from tests.difference.edits import Project, seeded
from tests.difference.test_seeded_edits import compared
from tests.editing.projects import small_project

EVERY, FEW = 200, 20
_QUOTED = re.compile(r"“[^”]*”")
_OF_FILES = re.compile(r"\d|_|\b[0-9a-f]{12,}\b|\w\.\w|\w-\w+-\w|\.ya?ml")
"""What stands in no heading beside what is quoted: a number, a key, a fingerprint, an answer, an id, a file."""
_KEYS = re.compile(r"\b[0-9a-f]{16,}\b|\bcovers\b|\b[a-z]+_[a-z]+:")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "number" in metafunc.fixturenames:
        step = 1 if metafunc.config.getoption("--every-edit") else EVERY // FEW
        metafunc.parametrize("number", range(0, EVERY, step))


@pytest.fixture(scope="module")
def shipped() -> Reading:
    return read_project(ROOT, Problems())


@pytest.fixture(scope="module")
def things(shipped: Reading) -> tuple[EditedThing, ...]:
    return tuple(located.thing for located in located_in({file.name: file.text for file in shipped.files}).values())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("seeded") / "project"
    shutil.copytree(ROOT / "content", copy / "content")
    for name in ("levels.yaml", "decision_tree.yaml"):
        shutil.copy(ROOT / name, copy)
    return copy


def test_every_heading_is_of_people(
    number: int, shipped: Reading, things: tuple[EditedThing, ...], folder: Path
) -> None:
    assert shipped.base is not None
    edit = seeded(Project(shipped.base, {file.name: file.text for file in shipped.files}), number)
    found = compared(edit, folder, shipped)
    assert found is not None

    lines = [line for kind in changes_by_kind(found, things) for line in kind.lines]

    assert lines
    for line in lines:
        assert _OF_FILES.search(_QUOTED.sub("", line.what)) is None, (edit.kind, line.what)
        assert _KEYS.search(f"{line.what} {line.before} {line.now}") is None, (edit.kind, line)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[EditSession]:
    session = EditSession.open(small_project(tmp_path / "project"), today=TODAY)
    yield session
    session.close()


def _lines(session: EditSession, *changes: AnyChange) -> list[ShownChange]:
    for change in changes:
        session.do(session.version, change)
    found = session.difference()
    assert found is not None, session.wait_whole().problems
    return [line for kind in changes_by_kind(found, session.outline()) for line in kind.lines]


def test_people_who_are_told_to_wait_longer_are_said_with_their_share(session: EditSession) -> None:
    line = _lines(session, SetValue("outcome/ask-practice", ("urgency",), "routine"))[0]

    assert (line.what, line.name, line.exact) == (
        "People are told to seek help less soon",
        "For everyone who ended there before",
        "120 of 120 ways to answer",
    )
    assert str(line.now) == "Ask someone to look at it (routine, ask for an assessment)"


def test_whom_a_note_is_said_to_is_told_in_words(session: EditSession) -> None:
    lines = _lines(session, SetValue("note/low-mood", ("when",), ["days.low", "days.stuck"]))

    said = [(line.what, line.name.partition(" of the")[0]) for line in lines]
    assert said == [
        ("The note “Low or afraid because of the pain” is newly said to some people", "On some"),
        ("“For people who answered” of note “Low or afraid because of the pain”", ""),
    ]
    assert "days." not in str(lines[1].now)


def test_promise_that_is_gone_is_said_by_its_words(session: EditSession) -> None:
    key = next(thing.key for thing in session.outline() if thing.sort == "promise")
    say = next(thing.name for thing in session.outline() if thing.key == key)

    line = next(each for each in _lines(session, RemoveThing(key)) if each.what.startswith("A safety promise"))

    assert (line.what, say[:30] in str(line.before)) == ("A safety promise is gone", True)
    assert re.search(r'"[\w-]+-[\w-]+"', line.name) is None, line.name


def test_entry_of_a_list_is_told_without_its_number(session: EditSession) -> None:
    (line,) = _lines(session, SetValue("outcome/ask-practice", ("now", 0), "Ask today."))

    assert line.what == "“What to do now” of outcome “Ask someone to look at it”"


@pytest.mark.parametrize(
    ("ways", "said"), [(1000, "all"), (999, "nearly all"), (700, "most"), (500, "about half"), (60, "some"), (1, "few")]
)
def test_share_is_said_as_people_say_it(ways: int, said: str) -> None:
    assert share_in_words(ways, 1000) == said


_ELSEWHERE = AddThing("answer", {"within": "question/where", "id": "elsewhere", "text": "Somewhere else"})
_HARMLESS = ("file/content/safety.yaml", ("harmless",))


def _answer_elsewhere(session: EditSession) -> tuple[AnyChange, ...]:
    base = session.analysis().project.reading.base
    assert base is not None
    return _ELSEWHERE, SetValue(*_HARMLESS, (*map(str, base.safety.harmless), "where.elsewhere"))


def test_new_answer_is_one_line_with_where_it_can_lead(session: EditSession) -> None:
    lines = _lines(session, *_answer_elsewhere(session))

    (line,) = (each for each in lines if each.listed)
    assert (line.what, line.name) == (
        "New answer: “Somewhere else” to “What help do you have for your back now?”",
        "Nobody who could answer before ends elsewhere than before.",
    )
    assert (line.folded, line.address) == ("Where people who answer so can end", "edit/question/where")
    assert line.listed == (
        "Talk about more help (soon, more support)",
        "Ask someone to look at it (soon, ask for an assessment)",
        "Go on as you are, and look again (routine, stay)",
    )


def test_new_answer_does_not_hide_that_others_end_elsewhere(session: EditSession) -> None:
    raised = SetValue("outcome/ask-practice", ("urgency",), "today")

    lines = _lines(session, *_answer_elsewhere(session), raised)

    (line,) = (each for each in lines if each.listed)
    assert line.name == "Some of the others end elsewhere than before: each such change has a line of its own."


def test_answer_that_is_gone_is_one_line_with_where_it_led(session: EditSession) -> None:
    for change in _answer_elsewhere(session):
        session.do(session.version, change)
    session.save(session.version, although=True)

    base = session.analysis().project.reading.base
    assert base is not None
    harmless = [each for each in map(str, base.safety.harmless) if each != "where.elsewhere"]
    lines = _lines(session, SetValue(*_HARMLESS, tuple(harmless)), RemoveThing("answer/where.elsewhere"))

    (line,) = (each for each in lines if each.listed)
    assert (line.what, line.name) == (
        "No longer there as an answer: “Somewhere else” to “What help do you have for your back now?”",
        "Nobody else ends elsewhere than before.",
    )


def test_new_addresses_are_one_line_and_not_for_patients(session: EditSession) -> None:
    listed = ["/go/a/", "/go/b/"]
    row = Row(
        ChangeKind.ADDED,
        Section.PAGES,
        Thing("AddressesFile", "", "content/addresses.yaml"),
        "published 1",
        (),
        ("/go/a/",),
        Place("content/addresses.yaml", 3, 5),
        "published",
        fields=("published",),
    )
    items = tuple(Item(number, row.section, replace(row, new=(new,))) for number, new in enumerate(listed, 1))
    found = Differences("before", "now", items, ())

    kinds = changes_by_kind(found, session.outline())

    assert [(kind.heading, [(line.what, line.listed) for line in kind.lines]) for kind in kinds] == [
        ("Sources, lists and addresses", [("2 addresses of pages are new", ("/go/a/", "/go/b/"))])
    ]
    assert headline_of(found, kinds) == "1 change, none of them for people in danger."


_DAYS = "where the guide decides after “How are your days with the pain?”"


def test_another_page_is_shown_whole_beside_the_old_one(session: EditSession) -> None:
    (line,) = _lines(session, SetValue("outcome/more-support", ("pages", 0), "self-care"))

    assert (str(line.before), str(line.now)) == ("Physiotherapy", "Looking after your back at home")


def test_whom_a_line_is_for_is_said_in_a_sentence(session: EditSession) -> None:
    condition: Value = {"all": ["days.better", {"not": {"any": ["days.stuck", "days.low"]}}, "where.physiotherapy"]}

    lines = _lines(session, SetValue("decision/weigh-days", ("cases", 2, "when"), condition))

    line = next(each for each in lines if each.what == f"Whom a line is for, {_DAYS}")
    assert re.sub("</?(ins|del)>", "", str(line.now)) == (
        "“I can do more than I could some weeks ago” to “How are your days with the pain?” and not (“It keeps me from "
        "work, sleep or looking after myself” or “I feel low or afraid because of it” to “How are your days with the "
        "pain?”) and “Physiotherapy” to “What help "
        "do you have for your back now?”"
    )


def test_answer_that_tells_nothing_about_danger_is_a_sentence(session: EditSession) -> None:
    lines = _lines(session, *_answer_elsewhere(session))

    (line,) = (each for each in lines if "danger" in each.what)
    assert (line.what, str(line.before), str(line.now)) == (
        "You said that “Somewhere else” to “What help do you have for your back now?” tells nothing about danger",
        "",
        "",
    )


def test_word_of_a_few_is_said_without_hyphens_and_marks(session: EditSession) -> None:
    lines = _lines(session, SetValue("outcome/stay", ("direction",), "ask-for-an-assessment"))

    line = next(each for each in lines if each.what.startswith("“Toward more"))
    assert (str(line.before), str(line.now)) == ("stay", "ask for an assessment")


def test_numbers_of_an_organization_are_called_as_other_numbers_are() -> None:
    assert label_of("spelled", Way) == "The same number in letters"
    assert (label_of("ways", LocalLine), label_of("ways", Contact)) == ("Ways to reach it", "Ways to reach it")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("a.b", "“B” to “A”"),
        ("not any of [a.b, a.c]", "not (“B” or “C” to “A”)"),
        ("all of [a.b, any of [c.d]]", "“B” to “A” and “D” to “C”"),
        ("at least 2 of [a.b, a.c, c.d]", "2 or more of (“B” to “A”, “C” to “A”, “D” to “C”)"),
        ("any of [at-work, not not a.b]", "“at work” or not not “B” to “A”"),
    ],
)
def test_condition_is_said_with_each_question_once(written: str, said: str) -> None:
    def say(reference: str) -> str:
        question, _, answer = reference.partition(".")
        return f"“{answer.upper()}” to “{question.upper()}”" if answer else f"“{question.replace('-', ' ')}”"

    assert text_in_one_line(written, say) == said
