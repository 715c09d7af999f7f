"""Begin a question in the browser's form: where it may stand, whom it asks, and what is said where it cannot be."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.editing import AddThing, EditSession, SetValue
from generator.problems import Severity
from tests.edit_server.running import Asking, copy_of_shipped, running_editor
from tests.edit_server.window import one, page_at, press, words_of

ASKED = "Do you know when your next visit is?"
GIVEN = (("text", ASKED), ("answers", "Yes\nNo"), ("choose", "one"), ("id", "next-visit"))
RESIDENTIAL = ("only_for", "where.residential")


def _form(window: Asking) -> LexborHTMLParser:
    return LexborHTMLParser(window.ask(window.below("new/question"), Sec_Fetch_Site="same-origin").text)


def _begin(window: Asking, session: EditSession, *more: tuple[str, str]) -> tuple[int, LexborHTMLParser]:
    key = _form(window).css_first("[name=form_key]")
    assert key is not None
    said = (("form_key", key.attributes["value"] or ""), ("version", str(session.version)), *GIVEN, *more)
    answer = window.form(window.below("new/question"), urlencode(said))
    return answer.status, LexborHTMLParser(answer.text)


def _refusal(window: Asking, session: EditSession, *more: tuple[str, str]) -> str:
    status, page = _begin(window, session, *more)
    said = page.css_first("#refusal")
    assert (status, said is not None, session.changed_files()) == (422, True, {})
    return said.text() if said is not None else ""


def test_question_for_people_who_leave_residential_care_can_be_saved(window: Asking, session: EditSession) -> None:
    status, _ = _begin(window, session, RESIDENTIAL, ("before", "before-you-leave"))

    session.do(session.version, SetValue("question/next-visit", ("why",), "A date makes it likelier that people come."))
    note = AddThing("note", {"id": "no-visit-yet", "when": ["next-visit.no"]})
    session.do(session.version, note)
    safety = "file/content/safety.yaml"
    base = session.analysis().project.reading.base
    assert base is not None
    harmless = [*map(str, base.safety.harmless), *(f"next-visit.{each}" for each in ("yes", "no", "not-sure"))]
    session.do(session.version, SetValue(safety, ("harmless",), tuple(harmless)))
    found = session.wait_whole().problems

    assert status == 303
    assert [(p.id, p.message) for p in found if p.severity is Severity.ERROR] == []


def test_questions_that_ask_the_same_stand_apart(window: Asking, session: EditSession) -> None:
    page = _form(window)

    lists = [each for each in page.css("details") if "Where do you get treatment now?" in each.text()]

    assert [(summary.text() if (summary := each.css_first("summary")) else "") for each in lists] == [
        "Where do you get treatment now? (Care for alcohol and drug use)",
        "Where do you get treatment now? (Mental health care)",
    ]
    values = [{(tick.attributes["value"] or "").partition(".")[0] for tick in each.css("input")} for each in lists]
    assert values == [{"where"}, {"where-mental"}]


def test_groups_of_answers_stand_below_a_heading_of_their_own(window: Asking, session: EditSession) -> None:
    lists = {one(each, "summary").text(): each for each in _form(window).css("details")}

    values = {name: [tick.attributes["value"] for tick in each.css("input")] for name, each in lists.items()}

    assert [name for name, own in values.items() if {"where.at-home", "where-mental.at-home"} & {*own}] == [
        "Groups of answers: where people sleep"
    ]
    assert "at-work" in values["Groups of answers"]
    assert "at work: any of “" in lists["Groups of answers"].text()
    assert all("." in str(value) for name, own in values.items() for value in own if name != "Groups of answers")


def test_answers_to_two_questions_of_the_same_words_are_either(window: Asking, session: EditSession) -> None:
    more = (RESIDENTIAL, ("only_for", "where-mental.mental-health-residential"))
    status, _ = _begin(window, session, *more, ("before", "before-you-leave"))

    text = " ".join((session.text_of("decision_tree.yaml") or "").split())
    assert (status, "any: [where.residential, where-mental.mental-health-residential]" in text) == (303, True)


def test_steps_stand_below_headings_in_words_and_decisions_say_where_they_lead(
    window: Asking, session: EditSession
) -> None:
    groups = {each.attributes["label"]: each for each in one(_form(window), "#new-before").css("optgroup")}

    assert list(groups) == ["Questions", "Where the guide decides", "Results"]
    said = [each.text() for each in groups["Where the guide decides"].css("option")]
    assert [each for each in said if ": leads to “" not in each] == []
    assert "weigh ready: leads to “Ask your care team about less support”" in " ".join(said)


def test_answers_of_two_questions_must_both_be_given(window: Asking, session: EditSession) -> None:
    more = (RESIDENTIAL, ("only_for", "where.inpatient"), ("only_for", "home.unsafe"))
    status, _ = _begin(window, session, *more, ("before", "more-support-soon"))

    text = " ".join((session.text_of("decision_tree.yaml") or "").split())
    assert status == 303
    assert (
        "id: next-visit-or-on cases: - when: all: - {any: [where.residential, where.inpatient]} - home.unsafe" in text
    )


def test_a_full_guide_is_said_before_anything_is_typed(window: Asking, session: EditSession) -> None:
    said = [each.text() for each in _form(window).css(".alert")]

    assert len(said) == 1
    assert "some people are asked 12 questions already" in said[0]
    assert "“What comes right after it?”" in said[0]


@pytest.mark.parametrize(
    ("more", "said", "wrong"),
    [
        ((), "Choose where it comes: “What comes right after it?”", ["before", "after"]),
        ((("before", "where"), ("after", "where")), "Choose one of the two: “What comes", ["before", "after"]),
        ((RESIDENTIAL, ("before", "signs-down")), "more than 12 questions", ["before", "after"]),
        ((RESIDENTIAL, ("before", "uses")), "Nobody would be asked it", ["only_for", "before", "after"]),
        ((("after", "body.medicine-out"),), "choose the question alone under “Or: it", ["only_for", "after"]),
        ((("after", "danger"),), "before the safety screen is over", []),
        ((("before", "iop-next-step"),), "The guide chosen under “In the guide” has", ["before", "guide"]),
    ],
)
def test_refusal_speaks_of_the_fields_and_keeps_what_was_filled_in(
    window: Asking, session: EditSession, more: tuple[tuple[str, str], ...], said: str, wrong: list[str]
) -> None:
    status, page = _begin(window, session, *more)

    refusal = page.css_first("#refusal")
    line = "" if refusal is None else refusal.text()
    assert (status, session.changed_files()) == (422, {})
    assert said in line
    assert [word for word in ("--", ".yaml", "[") if word in line] == []
    assert [each.attributes["id"] for each in page.css("[aria-invalid]") if each.tag == "select"] == [
        f"new-{name}" for name in wrong if name != "only_for"
    ]
    assert (page.css_first("fieldset[aria-invalid]") is not None) == ("only_for" in wrong)
    kept = {(each.attributes["name"], each.attributes["value"]) for each in page.css("input[checked]")}
    kept |= {(each.attributes["name"], each.attributes.get("value", "")) for each in page.css("#new-text, #new-id")}
    kept |= {
        (choose.attributes["name"], each.attributes["value"])
        for choose in page.css("select")
        for each in choose.css("option[selected]")
    }
    kept |= {("answers", (area.text().strip() if (area := page.css_first("#new-answers")) else ""))}
    assert {*GIVEN, *(each for each in more if each[1])} <= kept


def test_answer_that_comes_by_itself_stands_once(window: Asking, session: EditSession) -> None:
    key = _form(window).css_first("[name=form_key]")
    assert key is not None
    given = {
        **dict(GIVEN),
        "answers": "Yes\nNo\nI don\N{RIGHT SINGLE QUOTATION MARK}t know",
        "before": "before-you-leave",
    }
    said = {"form_key": key.attributes["value"] or "", "version": str(session.version), **given}

    answer = window.form(window.below("new/question"), urlencode(said))

    tree = session.text_of("decision_tree.yaml") or ""
    question = tree[tree.index("id: next-visit") :][:900]
    assert (answer.status, question.count("t know")) == (303, 1)


def test_what_a_new_note_leaves_out_is_said_with_the_reason(window: Asking, session: EditSession) -> None:
    given = (("title", "Ask about opioids"), ("when", "uses.opioids"), ("id", "ask-opioids"))
    status, _ = press(window, session, "new/note", *given, at="new/note")
    page = page_at(window, "edit/note/ask-opioids")

    said = words_of(page, ".said")
    ticked = [each.attributes["value"] for each in page.css("#f-leaves_out input[checked]")]
    assert (status, ticked) == (303, ["uses.not-sure"])
    assert "“I don't know” to “Which of these do you use, take, or struggle with, now or before?” was ticked" in said
    assert "untick it there, and tick it under “For people who answered”" in said


def test_what_is_to_be_looked_at_after_a_level_is_kept_with_links_until_it_was_read(tmp_path: Path) -> None:
    root = copy_of_shipped(tmp_path / "project")
    level = (("name", "Evening program"), ("after", "day-treatment"))
    with running_editor(root) as (asking, session):
        window = asking.opened()
        status, _ = press(window, session, "new/level", *level)
        form = words_of(page_at(window, "edit/level/outpatient"), ".alerts")
        press(window, session, "rename/level/evening-program", ("new", "evening"))
        renamed = page_at(window, "changes").css_first("#advice") is not None
        session.undo(session.version)
    with running_editor(root) as (asking, session):
        window = asking.opened()
        first = [page_at(window, address) for address in ("", "changes")]
        leads = [each.attributes["href"] or "" for each in first[1].css("#advice li a")]
        forms = [window.ask(each, Sec_Fetch_Site="same-origin").status for each in leads]
        press(window, session, "advice", at="changes")
        after = [page_at(window, address).css_first("#advice") for address in ("", "changes")]

    assert (status, "to be looked at since something new was begun" in form, renamed) == (303, True, True)
    for page in first:
        said = words_of(page, "#advice")
        assert "It names “Day treatment” to “Where do you get treatment now?”; does “Evening program”" in said
        assert [word for word in ("yaml", "_", "stepwell", "known:", "still to be named") if word in said] == []
    assert (len(leads) > 2, set(forms)) == (True, {200})
    assert after == [None, None]


def test_what_is_to_be_looked_at_goes_with_what_was_begun(window: Asking, session: EditSession) -> None:
    press(window, session, "new/level", ("name", "Evening program"), ("after", "day-treatment"))
    shown = page_at(window, "changes").css_first("#advice") is not None
    session.undo(session.version)

    assert (shown, page_at(window, "changes").css_first("#advice")) == (True, None)
