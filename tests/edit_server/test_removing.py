"""Remove what something else names: each place that does is led to, field by field, with what to do there."""

from __future__ import annotations

import json

from generator.editing import EditSession, SetValue
from tests.edit_server.running import Asking
from tests.edit_server.window import one, page_at, press, words_of

UNSAFE = "answer/home.unsafe"


def _links(window: Asking, of: str, within: str) -> dict[str, str]:
    """Map what a page that asks whether to remove says of one thing to where that leads."""
    page = page_at(window, f"remove/{of}")
    items = [each for each in page.css(".uses > li") if within in one(each, "strong").text()]
    return {link.text(): str(link.attributes["href"]) for each in items for link in each.css("a")}


def _focus(window: Asking, address: str) -> str:
    found = window.ask(address, Sec_Fetch_Site="same-origin").text
    return found.partition('data-focus="')[2].partition('"')[0]


def test_each_place_is_led_to_with_what_to_do_there(window: Asking, session: EditSession) -> None:
    note = _links(window, UNSAFE, "Say first that there is no safe place")
    journey = _links(window, UNSAFE, "residential with unsafe home")
    decision = _links(window, UNSAFE, "weigh hours")

    assert (list(note), list(journey)) == (
        ["Untick this under “For people who answered”."],
        ["Untick this under “Answers”."],
    )
    assert [_focus(window, address) for address in (*note.values(), *journey.values())] == ["f-when", "f-answers"]
    assert all(said.startswith("Choose something else under “Lines") for said in decision)
    assert all(_focus(window, address).endswith("-is") for address in decision.values())


def test_form_leads_back_to_what_is_being_removed(window: Asking, session: EditSession) -> None:
    address = next(iter(_links(window, UNSAFE, "residential with unsafe home").values()))
    page = page_at(window, address.removeprefix(window.below()))

    back = next(each for each in page.css(".alert a") if "removing" in each.text())

    assert back.attributes["href"] == window.below(f"remove/{UNSAFE}")
    assert "removing=" in (one(page, "#form").attributes["action"] or "")


def test_answer_in_use_is_not_removed_by_the_button_of_its_list(window: Asking, session: EditSession) -> None:
    for at, id in ((0, "safe"), (2, "unsafe")):
        act = json.dumps(["remove", ["answers"], at, 0])
        answer = window.form(
            window.below("edit/question/home"),
            f"form_key={one(page_at(window, 'problems'), '[name=form_key]').attributes['value']}"
            f"&version={session.version}&act={act}",
        )
        assert (answer.status, answer.headers["Location"]) == (303, window.below(f"remove/answer/home.{id}"))

    assert session.changed_files() == {}


def test_it_can_be_removed_once_nothing_names_it(window: Asking, session: EditSession) -> None:
    refused, page = press(window, session, "remove/set/at-work", ("do", "remove"), at="problems")
    assert (refused, page.css_first("button.strong")) == (409, None)
    assert "It was not removed: something still names it." in words_of(page)

    note = next(
        each.key
        for each in session.outline()
        if each.sort == "note" and any(made.value == ("at-work",) for made in session.form(each.key).fields)
    )
    session.do(session.version, SetValue(note, ("when",), ("lately.pregnant",)))
    session.wait_whole()

    assert one(page_at(window, "remove/set/at-work"), "button.strong").text() == "Remove it"


def test_words_of_a_page_are_led_to_at_their_line(window: Asking, session: EditSession) -> None:
    links = _links(window, "level/outpatient", "Is an intensive outpatient program right for me?")
    said, address = next(iter(links.items()))
    page = page_at(window, address.removeprefix(window.below()))

    number = int(one(page, "#f-text").attributes["data-marked-line"] or 0)
    line = (session.form("page/content/iop.md").text or "").split("\n")[number - 1]

    assert (said, "outpatient" in line) == ("Take this out of the text, on the line that is marked.", True)


def test_list_of_a_file_is_not_taken_for_the_thing_above_it(window: Asking, session: EditSession) -> None:
    links = _links(window, "answer/who.patient", "Safety: screen, promises, warnings")

    assert [said for said in links if "Harmless" in said] == ["Untick this under “Harmless”."]
