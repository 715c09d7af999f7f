"""A wrong change is told once and first, with one press that takes it back; a cure leads to what is to be mended."""

from __future__ import annotations

from urllib.parse import urlencode

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.checks import broken_promise, journey_elsewhere
from generator.editing import EditSession, SetValue
from generator.telling.problems import ShownProblem, problem_shower
from tests.edit_server.running import Asking

READY, NEXT = "question/ready", ("next",)
SAID = (
    "You changed “What comes next” of “What is in place for you before a move to less support?” from “weigh ready” to "
    "“Stay with your plan for now, and ask when to look again”. Since then 7 journeys no longer go as agreed, and "
    "there are 4 other problems."
)


def _page(window: Asking, path: str) -> LexborHTMLParser:
    return LexborHTMLParser(window.ask(window.below(path), Sec_Fetch_Site="same-origin").text)


def _causes(page: LexborHTMLParser) -> list[LexborNode]:
    return page.css(".cause")


def _shown(session: EditSession, id: str) -> list[ShownProblem]:
    show = problem_shower(session.outline())
    return [show(problem) for problem in session.wait_whole().problems if problem.id == id]


def _set(session: EditSession, key: str, way: tuple[str | int, ...], value: str) -> None:
    session.do(session.version, SetValue(key, way, value))
    session.wait_whole()


def test_wrong_next_step_is_told_once_with_what_stood_there(window: Asking, session: EditSession) -> None:
    session.wait_whole()
    _set(session, READY, NEXT, "stay")
    _set(session, "question/home", ("help",), "Other words.")

    page = _page(window, "problems")

    (cause,) = _causes(page)
    (said,) = cause.css("p strong")[:1]
    assert said.text() == SAID
    (folded,) = cause.css("details")
    assert ("open" in folded.attributes, len(folded.css(".problem-list > li"))) == (False, 11)
    assert page.css(".problem-list > .error") == folded.css(".problem-list > .error")


def test_the_form_of_what_was_changed_says_what_came_of_it(window: Asking, session: EditSession) -> None:
    session.wait_whole()
    _set(session, READY, NEXT, "stay")

    forms = ("edit/question/ready", "edit/journey/ready-for-less", "edit/question/home")
    said = [[node.text().strip() for node in _page(window, path).css(".cause p strong")] for path in forms]

    assert said == [[SAID], [SAID], []]


def test_one_press_takes_just_this_change_back(window: Asking, session: EditSession) -> None:
    session.wait_whole()
    before = session.text_of("decision_tree.yaml") or ""
    _set(session, READY, NEXT, "stay")
    _set(session, "question/home", ("help",), "Other words.")
    form = _causes(_page(window, "problems"))[0].css_first("form")
    assert form is not None
    sent = {each.attributes["name"] or "": each.attributes.get("value") or "" for each in form.css("input, button")}

    answer = window.form(str(form.attributes["action"]), urlencode(sent))

    after = session.text_of("decision_tree.yaml") or ""
    assert (answer.status, answer.headers["Location"]) == (303, window.below("problems"))
    assert [new for old, new in zip(before.split("\n"), after.split("\n"), strict=True) if old != new] == [
        "    help: Other words."
    ]
    session.wait_whole()
    page = _page(window, "problems")
    assert _causes(page) == []
    said = page.css_first(".said")
    assert said is not None
    assert "This change is taken back" in said.text()


def test_changing_the_journey_is_not_its_first_cure(session: EditSession, window: Asking) -> None:
    _set(session, READY, NEXT, "stay")

    for shown in _shown(session, journey_elsewhere.ID):
        assert shown.help.startswith("Let these answers lead to “Ask your care team about less support” again")
        assert [place.name.partition(":")[0] for place in shown.places] == ["Outcome", "Question", "Journey"]


def test_broken_promise_leads_first_to_what_breaks_it(session: EditSession, window: Asking) -> None:
    _set(session, "decision/worst-today", ("cases", 1, "next"), "stay")

    first = _shown(session, broken_promise.ID)[0]

    outcome, decision, promise = first.places
    assert outcome.address == "edit/outcome/stay"
    assert decision.address.startswith("edit/decision/worst-today?line=")
    assert promise.address.startswith("edit/promise/")
    assert '"stay"' not in first.message
    assert not any("what leads there" in note for note in first.notes)


def test_fault_in_the_field_itself_is_told_there_alone(window: Asking, session: EditSession) -> None:
    session.wait_whole()
    _set(session, "level/outpatient", ("sentence",), "")

    assert session.brought()
    assert _causes(_page(window, "problems")) == []


def test_field_that_was_changed_says_what_came_of_it(window: Asking, session: EditSession) -> None:
    session.wait_whole()
    _set(session, READY, NEXT, "stay")

    page = _page(window, "edit/question/ready")

    (beside,) = page.css(".caused")
    assert beside.text() == (
        "Since you changed this, 7 journeys no longer go as agreed, and there are 4 other problems. Look at all of it"
    )
    around = beside.parent
    assert around is not None
    assert around.attributes["id"] == "f-next-problems"


def test_what_could_not_be_checked_is_said_with_the_count_and_what_was_known_is_kept(
    window: Asking, session: EditSession
) -> None:
    session.wait_whole()
    _set(session, READY, NEXT, "stay")
    _set(session, "question/home", NEXT, "nowhere")

    page = _page(window, "problems")

    alert, heading = page.css_first(".alerts .alert"), page.css("main h2")[1]
    assert alert is not None
    assert alert.text() == "The safety promises could not be checked until this is mended: 1 problem."
    assert heading.text() == "11 known before, not checked again yet"
    assert len(page.css("section > .problem-list > li")) == 11


def test_count_is_said_once_the_proofs_are_there(window: Asking, session: EditSession) -> None:
    session.wait_whole()
    _set(session, READY, NEXT, "stay")
    session.undo(session.version)

    counts = []
    for path in ("problems", "problems?wait=1"):
        count = _page(window, path).css_first("a.wrong")
        assert count is not None
        counts.append(count.text())

    assert counts == ["Checking …", "No problems 2 to look at"]


def test_urgency_that_was_lowered_is_what_the_cures_say_to_raise(window: Asking, session: EditSession) -> None:
    session.wait_whole()
    _set(session, "outcome/thoughts-today", ("urgency",), "routine")

    cures = {node.text() for node in _page(window, "problems").css(".problem-list > .error .cure")}

    assert cures == {"Cure: Raise “How soon help is needed” of “Call or text 988 today” to “today” again."}


def test_what_came_with_a_change_to_look_at_stands_in_its_group(window: Asking, session: EditSession) -> None:
    session.wait_whole()
    _set(session, "question/thoughts", NEXT, "stay")

    page = _page(window, "problems")

    (cause,) = _causes(page)
    grouped = cause.css(".problem-list > .warning")
    cures = [node.text() for each in grouped for node in each.css(".cure")]
    assert len(page.css(".problem-list > .warning")) == len(grouped) + 2
    assert any(cure.startswith("Cure: Let the guide ask for these answers again") for cure in cures)
