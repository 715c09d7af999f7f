"""What the editor says can be done with the editor: no path, no command, no option, or it says whom to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.checks import lapsed_sign_off
from generator.edit_server.fields import hint_of
from generator.editing import ClearValue, EditSession, SetText, SetValue
from generator.model.keys import every_model, keys_in_order
from generator.model.overlay import OverlayFile
from generator.problems import Place, Problem
from generator.sign_offs import Standing, units_of
from generator.telling.problems import problem_shower
from generator.telling.wording import ASK, forms_words, is_of_files
from tests.conftest import ROOT, TODAY
from tests.edit_server.running import Asking

CASES = ROOT / "tests/cases"
_SAID = re.compile(r"^\S+:\d+:\d+: (?:error|warning): (.*) \[([\w-]+)\]$")
POISON = "contact/poison-help"


def _page(window: Asking, path: str) -> LexborHTMLParser:
    return LexborHTMLParser(window.ask(window.below(path), Sec_Fetch_Site="same-origin").text)


def _node(page: LexborHTMLParser, selector: str) -> LexborNode:
    found = page.css_first(selector)
    assert found is not None, selector
    return found


def _send(window: Asking, path: str, session: EditSession, **said: str) -> tuple[int, LexborHTMLParser]:
    key = _node(_page(window, "problems"), "[name=form_key]")
    assert key is not None
    sent = {"form_key": key.attributes["value"] or "", "version": str(session.version), **said}
    answer = window.form(window.below(path), urlencode(sent))
    return answer.status, LexborHTMLParser(answer.text)


def _every_problem() -> Iterator[Problem]:
    """Yield all that any case of a check says, as its message, its notes and its cure."""
    for path in sorted(CASES.rglob("expected.txt")):
        found: list[tuple[str, str, list[str], str]] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if (said := _SAID.match(line)) is not None:
                found.append((said[2], said[1], [], ""))
            elif found and (part := line.strip().partition(": "))[0] in ("note", "help"):
                id, message, notes, help = found[-1]
                found[-1] = (
                    id,
                    message,
                    notes + [part[2]] * (part[0] == "note"),
                    part[2] if part[0] == "help" else help,
                )
        for id, message, notes, help in found:
            yield Problem(Place("content/index.md", 1, 1), id, message, help=help, notes=tuple(notes))


def test_every_problem_is_said_in_words_of_the_forms_or_says_whom_to_ask(session: EditSession) -> None:
    show, count = problem_shower(session.outline()), 0
    for problem in _every_problem():
        shown, count = show(problem), count + 1
        lines = (shown.message, *shown.notes, shown.help)
        assert ASK.lower() in shown.help.lower() or not any(map(is_of_files, lines)), lines

    assert count > 350


def test_what_a_field_holds_is_said_without_files_commands_and_quotes() -> None:
    # An organization's own folder is written by whoever looks after it.
    hints = [hint_of(key.description) for model in every_model(without=[OverlayFile]) for key in keys_in_order(model)]

    assert len(hints) > 900
    assert [hint for hint in hints if is_of_files(hint) or "in quotes" in hint] == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("run stepwell addresses", "add them to the list of addresses"),
        ('add "next:" to the question', "choose “What comes next” for the question"),
        ("first on line 2 of content/contacts.yaml", "first at “Numbers to call, as a whole”"),
        ('question "where" leads nowhere', "question “Where do you get treatment now?” leads nowhere"),
        ("it is in content/notes.yaml", "it is in “Notes, as a whole”"),
        ('did you mean "say"?', 'did you mean "say"?'),
        (
            'guide "g" can end at: barrier (routine, stay); stay (routine, stay)',
            'guide "g" can end at: “Talk about what is in the way before you change your care” (routine, stay); '
            "“Stay with your plan for now, and ask when to look again” (routine, stay)",
        ),
        (
            '"not who.me" ends at "barrier"',
            "not “Me, and I am 18 or older” to “Who is this for?” ends at "
            "“Talk about what is in the way before you change your care”",
        ),
        ('nobody there gives "may-have-met-opioids"', "nobody there gives “may have met opioids”"),
        (
            "answers: who.me, uses.none",
            "so it is for whoever answers: Who is this for? “Me, and I am 18 or older”; and else “None of these”",
        ),
        (
            '"php" stands on a ladder; name another level, or leave --ladder out',
            '"php" stands on a ladder; choose another level',
        ),
        (
            "there are 2 ends; add answers until there is one:\n  stay: who.me",
            "there are 2 ends; add answers until there is one",
        ),
    ],
)
def test_words_of_files_and_commands_have_words_of_forms(said: str, meant: str, session: EditSession) -> None:
    assert forms_words(session.outline())(said) == meant


def _button(window: Asking, label: str) -> str:
    """Find what the button with a label sends."""
    found = next(each for each in _page(window, "problems").css("button[name=cure]") if label in each.text())
    return found.attributes["value"] or ""


def _ids(session: EditSession) -> set[str]:
    return {problem.id for problem in session.wait_whole().problems}


def test_addresses_are_listed_by_their_button(window: Asking, session: EditSession) -> None:
    listed = "content/addresses.yaml"
    before = session.text_of(listed) or ""
    session.do(session.version, SetText(listed, before.replace("  - /cost/\n", ""), whole=True))
    assert "unlisted-address" in _ids(session)

    status, _ = _send(window, "cure", session, cure=_button(window, "Add them to the list"), back="problems")

    assert (status, session.text_of(listed), "unlisted-address" in _ids(session)) == (303, before, False)


def test_answer_is_said_to_be_harmless_on_a_page_that_says_what_that_means(
    window: Asking, session: EditSession
) -> None:
    base = session.wait_whole().project.reading.base
    assert base is not None
    harmless = tuple(map(str, base.safety.harmless))
    session.do(session.version, SetValue("file/content/safety.yaml", ("harmless",), harmless[:-1]))
    assert "unweighed-answer" in _ids(session)
    where = f"weigh/{harmless[-1]}"
    links = [each.attributes["href"] for each in _page(window, "problems").css(".problem-list a.button")]
    page = _page(window, where)
    said = _node(page, "main").text()

    assert window.below(where) in links
    assert "No safety promise and no decision looks at this answer." in said
    assert said.index("Choose it in a safety promise") < said.index("It tells nothing about danger")
    assert harmless[-1] not in (session.text_of("content/safety.yaml") or "")
    status, _ = _send(window, where, session, do="harmless")
    again, _ = _send(window, where, session, do="harmless")

    assert (status, again, "unweighed-answer" in _ids(session)) == (303, 404, False)
    assert harmless[-1] in (session.text_of("content/safety.yaml") or "")
    session.undo(session.version)
    assert "unweighed-answer" in _ids(session)


def test_slip_is_mended_by_its_button_once(window: Asking, session: EditSession) -> None:
    tree = session.text_of("decision_tree.yaml") or ""
    session.do(session.version, SetText("decision_tree.yaml", tree.replace("next: who", "next: whoo", 1), whole=True))
    sent = _button(window, "Write “who”") if "next: who" in tree else ""

    first, _ = _send(window, "cure", session, cure=sent, back="edit/question/who")
    again, _ = _send(window, "cure", session, cure=sent, back="problems")

    assert (first, again, session.text_of("decision_tree.yaml")) == (303, 303, tree)
    assert "is not there any more" in _node(_page(window, "problems"), ".said").text()


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "edit/..?x", "save"])
def test_cure_leads_back_to_a_page_of_the_editor_alone(back: str, window: Asking, session: EditSession) -> None:
    status, _ = _send(window, "cure", session, cure="[]", back=back)

    assert status == 400


PERSON = {"name": "A Made-up Person", "profession": "registered nurse", "day": str(TODAY)}


def test_changed_help_line_is_decided_by_a_person_in_a_form(window: Asking, session: EditSession) -> None:
    session.do(session.version, SetValue(POISON, ("ways", 0, "number"), "1-800-222-1224"))
    assert "national-line" in _ids(session)
    page = _page(window, f"decide/{POISON}")
    assert [each.attributes.get("value") for each in page.css("#person-name, #person-profession")] == ["", ""]
    assert _node(page, "#person-day").attributes["value"] == str(TODAY)
    given = {**PERSON, "number": "1-800-222-1224", "why": "It is the line of our own state."}

    refused, page = _send(window, f"decide/{POISON}", session, **{**given, "profession": " "})
    taken, _ = _send(window, f"decide/{POISON}", session, **given)

    assert (refused, _node(page, "#decide-why").attributes["value"]) == (422, given["why"])
    assert (taken, "national-line" in _ids(session)) == (303, False)
    assert "by: A Made-up Person, registered nurse" in (session.text_of("content/contacts.yaml") or "")


def test_decision_is_made_anew_in_the_place_of_the_one_before(window: Asking, session: EditSession) -> None:
    session.do(session.version, SetValue(POISON, ("ways", 0, "number"), "1-800-222-1224"))
    given = {**PERSON, "number": "1-800-222-1224", "why": "It is so."}
    _send(window, f"decide/{POISON}", session, **given)
    session.do(session.version, SetValue(POISON, ("short_name",), "Poisons"))
    assert "national-line" in _ids(session)

    _send(window, f"decide/{POISON}", session, **{**given, "why": "It is still so."})

    text = session.text_of("content/contacts.yaml") or ""
    assert (text.count("why: It is"), "It is still so." in text, "national-line" in _ids(session)) == (1, True, False)


def test_sign_off_is_written_as_review_writes_it_and_only_by_a_person(window: Asking, session: EditSession) -> None:
    before = session.text_of("decision_tree.yaml") or ""
    page = _page(window, "sign/outcome%20overdose")
    assert "Give naloxone" in _node(page, ".read").text()
    assert _node(page, "#person-name").attributes["value"] == ""

    late, _ = _send(window, "sign/outcome%20overdose", session, **{**PERSON, "day": "2999-01-01"})
    nobody, _ = _send(window, "sign/outcome%20overdose", session, **{**PERSON, "name": ""})
    assert (late, nobody, session.text_of("decision_tree.yaml")) == (422, 422, before)
    signed, _ = _send(window, "sign/outcome%20overdose", session, **PERSON)

    assert signed == 303
    base = session.wait_whole().project.reading.base
    assert base is not None
    unit = next(each for each in units_of(base) if each.name == "outcome overdose")
    assert (unit.state(), str(unit.review.by) if unit.review else "") == (
        Standing.IN_FORCE,
        "A Made-up Person, registered nurse",
    )
    added = [
        line for line in (session.text_of("decision_tree.yaml") or "").split("\n") if line not in before.split("\n")
    ]
    assert len(added) == 4


def test_words_in_the_place_of_a_number_are_not_told_to_be_spelled(window: Asking, session: EditSession) -> None:
    for name in ("name", "short_name"):
        session.do(session.version, SetValue("contact/local-help", (name,), "A house nearby"))
    session.do(session.version, SetValue("contact/local-help", ("ways", 0, "number"), "call us now"))  # ten digits

    found = [each for each in session.wait_whole().problems if "call us now" in each.message]

    assert [(each.message, each.help) for each in found] == [
        ('"call us now" has words in it', 'write the digits of the number, and words in "note"')
    ]


@pytest.mark.parametrize(("way", "number"), [(0, "988"), (1, "838255")])
def test_no_number_is_told_how_one_is_written_and_never_that_of_another_way(
    way: int, number: str, window: Asking, session: EditSession
) -> None:
    session.do(session.version, SetValue("contact/veterans-crisis-line", ("ways", way, "number"), "call us"))

    found = next(each for each in session.wait_whole().problems if "call us" in each.message)

    assert found.help.startswith('write the digits of the number, and words in "note"; here write ')
    assert ('"988"' in found.help, '"838255"' in found.help) == (number == "988", number == "838255")


def test_lapsed_sign_off_leads_to_where_it_is_signed_again(window: Asking, session: EditSession) -> None:
    _send(window, "sign/outcome%20overdose", session, **PERSON)
    session.do(session.version, SetValue("outcome/overdose", ("title",), "Call 911"))
    assert lapsed_sign_off.ID in _ids(session)

    links = [each.attributes["href"] for each in _page(window, "problems").css(".problem-list a.button")]

    assert window.below("sign/outcome%20overdose") in links


def test_emptied_field_stands_beside_what_is_said_of_it(window: Asking, session: EditSession) -> None:
    session.do(session.version, ClearValue("question/where", ("next",)))

    page = _page(window, "edit/question/where")

    field = _node(page, "#f-next")
    assert field.attributes["aria-invalid"] == "true"
    assert "leads nowhere" in _node(page, "#f-next-problems").text()
    folded = [each for each in page.css("details") if each.css("#f-next")]
    assert folded == []


def test_words_of_the_project_below_lead_to_the_form_for_our_own() -> None:
    said = forms_words(())("decision_tree.yaml is the upstream's to say; change its sentences in content/overlay.yaml")

    assert said.endswith("to say a sentence otherwise, add it to “Our own sentences in place of theirs”")
    assert not is_of_files(said)
