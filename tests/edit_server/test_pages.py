"""Use the editor without script, as forms alone: what is typed is kept, and nothing else changes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.edit_server import filling_in
from generator.editing import EditSession, SetValue
from tests.edit_server.running import Answer, Asking, copy_of_shipped, running_editor

LEVEL = "edit/level/outpatient"
NAME, SENTENCE = '["name"]', '["sentence"]'


def _page(window: Asking, path: str) -> LexborHTMLParser:
    answer = window.ask(window.below(path), Sec_Fetch_Site="same-origin")
    assert answer.status == 200, answer.text
    return LexborHTMLParser(answer.text)


def _one(page: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    found = page.css_first(selector)
    assert found is not None, selector
    return found


def _filled(form: LexborNode, changed: dict[str, str], **pressed: str) -> str:
    """Write what a browser sends for a form in which some fields were changed and a button was pressed."""
    said: list[tuple[str, str]] = []
    for field in form.css("input, select, textarea"):
        name, kind = field.attributes.get("name"), field.attributes.get("type")
        if not name or "disabled" in field.attributes:
            continue
        if kind == "radio" and field.attributes.get("value") == changed.get(name):
            said.append((name, changed[name]))
        if kind == "radio" or (kind == "checkbox" and "checked" not in field.attributes):
            continue
        said.append((name, changed.get(name, _value(field))))
    return urlencode([*said, *pressed.items()])


def _value(field: LexborNode) -> str:
    if field.tag == "textarea":
        return field.text()
    if field.tag == "select":
        options = field.css("option")
        chosen = [each for each in options if "selected" in each.attributes] or options[:1]
        return (chosen[0].attributes.get("value") or "") if chosen else ""
    return field.attributes.get("value") or ""


def _send(
    window: Asking,
    path: str,
    changed: dict[str, str],
    act: str = "",
    page: LexborHTMLParser | None = None,
    **also: str,
) -> Answer:
    form = _one(page or _page(window, path), "#form")
    return window.form(window.below(path), _filled(form, changed, act=act, **also))


def test_form_sent_as_it_was_shown_changes_nothing(window: Asking, session: EditSession) -> None:
    keys = ["level/outpatient", "question/where", "outcome/overdose", "contact/988", "page/content/step-up.md"]
    keys += ["decision/weigh-hours", "word/guide", "promise/danger-gets-help-at-once", "file/levels.yaml"]
    known = {thing.key for thing in session.outline()}

    sent = [key for key in keys if key in known and _send(window, f"edit/{key}", {}).status == 303]

    assert (len(sent) > 6, session.changed_files()) == (True, {})


def test_every_form_can_be_shown(window: Asking, session: EditSession) -> None:
    one_of_each = {thing.sort: thing.key for thing in session.outline()}

    shown = {sort: _one(_page(window, f"edit/{key}"), "h1").text() for sort, key in one_of_each.items()}

    assert [sort for sort, heading in shown.items() if not heading.strip()] == []


def test_one_field_changes_its_own_words_alone(window: Asking, session: EditSession) -> None:
    answer = _send(window, LEVEL, {NAME: "Outpatient care: a #1 choice"})

    diff = session.changed_files()["levels.yaml"]
    assert (answer.status, answer.headers["Location"]) == (303, window.below(LEVEL))
    assert [line for line in diff.splitlines() if line.startswith(("+ ", "- "))][1:] == [
        '+        name: "Outpatient care: a #1 choice"'
    ]


def test_problem_stands_beside_its_field_with_its_cure(window: Asking, session: EditSession) -> None:
    _send(window, "edit/question/where", {'["next"]': "nowhere-at-all"})

    page = _page(window, "edit/question/where?wait=1")
    beside = _one(page, "#f-next-problems").text()

    assert "nowhere-at-all" in beside
    assert "decision_tree.yaml" not in beside
    assert "aria-invalid" in _one(page, "#f-next").attributes
    assert page.css_first(".outline [aria-current] ~ .count") is not None


def test_two_windows_keep_what_both_typed(window: Asking, session: EditSession) -> None:
    first, second = _page(window, LEVEL), _page(window, LEVEL)

    answers = (
        _send(window, LEVEL, {NAME: "Care by the hour"}, page=first),
        _send(window, LEVEL, {'["short_name"]': "By the hour"}, page=second),
    )

    text = session.text_of("levels.yaml") or ""
    assert [answer.status for answer in answers] == [303, 303]
    assert ("name: Care by the hour" in text, "short_name: By the hour" in text) == (True, True)


def test_what_another_window_changed_is_not_overwritten_unseen(window: Asking, session: EditSession) -> None:
    first, second = _page(window, LEVEL), _page(window, LEVEL)
    _send(window, LEVEL, {NAME: "Care by the hour"}, page=first)

    answer = _send(window, LEVEL, {NAME: "Care now and then"}, page=second)

    shown = LexborHTMLParser(answer.text)
    assert answer.status == 409
    assert "changed in another window" in _one(shown, "#held").text()
    assert "in the draft it is “Care by the hour” now" in _one(shown, "#held li").text()
    assert _value(_one(shown, "#f-name")) == "Care now and then"
    assert "name: Care by the hour" in (session.text_of("levels.yaml") or "")


def test_window_that_was_told_stays_stopped_until_its_author_chooses(window: Asking, session: EditSession) -> None:
    first, second = _page(window, LEVEL), _page(window, LEVEL)
    _send(window, LEVEL, {NAME: "Care by the hour"}, page=first)
    told = LexborHTMLParser(_send(window, LEVEL, {NAME: "Care"}, page=second).text)

    typed_on = _send(window, LEVEL, {NAME: "Care now"}, page=told)
    pressed = _send(window, LEVEL, {NAME: "Care now"}, json.dumps(["clear", ["sentence"], 0, 0]), page=told)
    before = session.text_of("levels.yaml") or ""
    keep = _one(told, "#held button[name=keep]").attributes["value"] or ""
    chosen = _send(window, LEVEL, {NAME: "Care now"}, page=told, keep=keep)

    assert (typed_on.status, pressed.status, "name: Care by the hour" in before) == (409, 409, True)
    assert (chosen.status, "name: Care now" in (session.text_of("levels.yaml") or "")) == (303, True)
    assert next(each.text() for each in told.css("#form button:not([disabled])")) == "Keep what I typed"


def test_choice_is_asked_again_where_somebody_changed_it_once_more(window: Asking, session: EditSession) -> None:
    first, second = _page(window, LEVEL), _page(window, LEVEL)
    _send(window, LEVEL, {NAME: "Care by the hour"}, page=first)
    told = LexborHTMLParser(_send(window, LEVEL, {NAME: "Care"}, page=second).text)
    keep = _one(told, "#held button[name=keep]").attributes["value"] or ""
    _send(window, LEVEL, {NAME: "Care by the day"})

    again = _send(window, LEVEL, {NAME: "Care"}, page=told, keep=keep)

    assert again.status == 409
    assert "“Care by the day” now" in _one(LexborHTMLParser(again.text), "#held li").text()
    assert "name: Care by the day" in (session.text_of("levels.yaml") or "")


def test_window_that_is_no_longer_remembered_overwrites_nothing(
    window: Asking, session: EditSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling_in, "_MOST_REMEMBERED", 2)
    first, second = _page(window, LEVEL), _page(window, LEVEL)
    _send(window, LEVEL, {SENTENCE: "You come by the hour."}, page=second)
    for each in range(3):
        session.do(session.version, SetValue("level/inpatient", ("name",), f"Care {each}"))
        assert window.ask(window.below("edit/level/inpatient?show=list"), Sec_Fetch_Site="same-origin").status == 200

    answer = _send(window, LEVEL, {NAME: "Care by the hour"}, page=first)

    shown, text = LexborHTMLParser(answer.text), session.text_of("levels.yaml") or ""
    assert answer.status == 409
    assert "older than what the editor remembers" in _one(shown, "#held").text()
    assert _value(_one(shown, "#f-name")) == "Care by the hour"
    assert (
        "What it is, in one sentence: in the draft it is “You come by the hour.” now" in _one(shown, "#held ul").text()
    )
    assert ("You come by the hour." in text, "Care by the hour" in text) == (True, False)


def test_button_of_an_entry_that_another_window_moved_does_nothing(window: Asking, session: EditSession) -> None:
    path = "edit/question/who"
    first = _page(window, path)
    count = len(first.css("#f-answers > ol > li"))
    _send(window, path, {}, json.dumps(["move", ["answers"], 0, 1]))
    before = session.text_of("decision_tree.yaml")

    answer = _send(window, path, {}, json.dumps(["remove", ["answers"], 0, 0]), page=first)

    assert (answer.status, session.text_of("decision_tree.yaml") == before, count > 1) == (409, True, True)


@pytest.mark.parametrize("path", ["undo", "redo", "discard", "move/level/outpatient"])
def test_button_of_a_page_that_is_older_does_nothing(window: Asking, session: EditSession, path: str) -> None:
    _send(window, LEVEL, {NAME: "Care by the hour"})
    if path == "redo":
        session.undo(session.version)
    old = session.version
    session.do(session.version, SetValue("level/inpatient", ("name",), "Care by night"))
    before = session.changed_files()

    answer = window.form(window.below(path), f"form_key={window.guard.form_key}&version={old}&to=up")

    assert (answer.status, session.changed_files() == before) == (409, True)
    assert session.can_undo in _one(LexborHTMLParser(answer.text), "main").text()


@pytest.mark.parametrize(
    "act",
    [
        *("{", "[]", "null", "1", '"add"', "{}", "NaN", "1e999", "[" * 100_000, "9" * 5_000),
        *('["add",null,0,0]', '["add",["answers"],1e999,0]', '["add",["answers"],NaN,0]', '["add",["answers"],"0",0]'),
        *('["add",["\\ud800"],0,0]', '["fly",["answers"],0,0]', '["remove",["answers"],-1,0]', '["add",[[]],0,0]'),
        *('["add",["answers"],true,0]', '["add",["answers",1.5],0,0]'),
    ],
)
def test_button_that_nobody_could_press_is_refused_in_a_line(
    window: Asking, session: EditSession, act: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = _send(window, "edit/question/who", {'["you"]': "Whom?"}, act)

    assert (answer.status, answer.text) == (400, "The editor does not know this button; load the page anew.\n")
    assert (session.changed_files(), capsys.readouterr().err) == ({}, "")


@pytest.mark.parametrize(
    "act",
    [
        *(["add", ["nope"], 0, 0], ["add", [], 0, 0], ["add", ["you"], 0, 0], ["add", ["answers", "x"], 0, 0]),
        *(["add", ["answers", 99], 0, 0], ["remove", ["answers"], 999, 0], ["remove", ["you"], 0, 0]),
        *(["move", ["answers"], 0, 999], ["move", [], 0, 1], ["clear", [], 0, 0], ["clear", ["answers", 77], 0, 0]),
    ],
)
def test_button_for_what_is_not_there_fails_nothing(window: Asking, act: list[object]) -> None:
    assert _send(window, "edit/question/who", {}, json.dumps(act)).status in (303, 422)


def test_entries_are_added_moved_and_removed_by_buttons(window: Asking, session: EditSession) -> None:
    path = "edit/question/who"
    before = session.text_of("decision_tree.yaml")
    count = len(_page(window, path).css("#f-answers > ol > li"))

    added = _send(window, path, {}, json.dumps(["add", ["answers"], count, 0]))
    moved = _send(window, path, {}, json.dumps(["move", ["answers"], count, count - 1]))
    removed = _send(window, path, {}, json.dumps(["remove", ["answers"], count - 1, 0]))

    assert [answer.status for answer in (added, moved, removed)] == [303, 303, 303]
    assert added.headers["Location"].endswith(f"?at=f-answers-{count}-item")
    assert session.text_of("decision_tree.yaml") == before


def test_undo_and_redo_say_what_they_do(window: Asking, session: EditSession) -> None:
    _send(window, LEVEL, {NAME: "Care by the hour"})
    buttons = _page(window, LEVEL)
    key = _one(buttons, "[name=form_key]").attributes["value"]

    window.form(window.below("undo"), f"form_key={key}&version={session.version}")
    undone = session.changed_files()
    window.form(window.below("redo"), f"form_key={key}&version={session.version}")

    assert _one(buttons, "#undo").text() == f"Undo: {session.can_undo}" == "Undo: name of “Outpatient care”"
    assert (undone, list(session.changed_files())) == ({}, ["levels.yaml"])


def test_what_is_typed_in_one_stay_in_a_field_is_undone_as_one(window: Asking, session: EditSession) -> None:
    for text in ("C", "Care", "Care by", "Care by the hour"):
        _send(window, LEVEL, {NAME: text}, visit="here-1")
    _send(window, LEVEL, {SENTENCE: "You come"}, visit="here-2")
    _send(window, LEVEL, {SENTENCE: "You come."}, visit="here-2")
    _send(window, LEVEL, {SENTENCE: "You come by."}, visit="here-3")
    steps = []
    while session.has_changes:
        steps.append(session.undo(session.version).said)

    assert steps == ["sentence of “Care by the hour”"] * 2 + ["name of “Outpatient care”"]


def test_recovered_draft_is_said_until_somebody_read_of_it_or_it_is_gone(tmp_path: Path) -> None:
    root, said = copy_of_shipped(tmp_path / "project"), []
    with running_editor(root) as (asking, session):
        session.do(session.version, SetValue("level/outpatient", ("name",), "Care by the hour"))
    for ended in ("read", "discarded"):
        with running_editor(root) as (asking, session):
            window = asking.opened()
            said.append(_page(window, "").css_first(".recovered") is not None)
            key = f"form_key={window.guard.form_key}&version={session.version}"
            window.form(window.below("recovered" if ended == "read" else "discard"), key)
            said.append(_page(window, "").css_first(".recovered") is not None)
            session.undo(session.version) if ended == "discarded" else None
            said.append(_page(window, "").css_first(".recovered") is not None)

    assert said == [True, False, False] * 2


def test_condition_is_joined_in_another_way_with_what_it_said(window: Asking, session: EditSession) -> None:
    page = _page(window, "edit/decision/weigh-hours")
    select = next(each for each in page.css(".condition select[data-rebuilds]") if _value(each) == "any")
    name = select.attributes["name"] or ""

    _send(window, "edit/decision/weigh-hours", {name: "all"}, page=page)

    changed = re.findall(r"^([-+] .*)$", "".join(session.changed_files().values()), re.MULTILINE)
    assert [line.strip("+- ") for line in changed if "any:" in line or "all:" in line] == [
        "any:",
        "{all: [just-left, lately.stopped-opioid-medicine, lately.leaving-soon]}",
    ]
    assert session.analysis().project.reading.base is not None


def test_case_of_a_decision_says_for_whom_it_is_and_where_it_leads(window: Asking) -> None:
    said = [each.text(strip=True) for each in _page(window, "edit/decision/weigh-signs").css("details summary")]
    no_care = "“not in treatment” and (“just left” or “Stopped methadone, buprenorphine (Suboxone), or naltrexone"
    rules = [each for each in said if " → " in each]

    assert rules[0].startswith(no_care)
    assert rules[0].endswith(" → Get a visit within 7 days, because these weeks count most")
    assert rules[-1].startswith("Everyone else → ")
    assert all(len(each) < 300 for each in rules)


def test_answer_says_nothing_of_everyone_else(window: Asking) -> None:
    said = [each.text(strip=True) for each in _page(window, "edit/question/who").css("details summary")]
    assert said
    assert not any("Everyone else" in each for each in said)


def test_what_is_still_to_be_filled_in_is_said_before_it_is_saved_and_after(tmp_path: Path) -> None:
    with running_editor(copy_of_shipped(tmp_path / "project")) as (asking, session):
        window = asking.opened()
        _send(window, LEVEL, {SENTENCE: "To fill in: what it is, in one sentence"})
        page = _page(window, "changes")
        key = _one(page, "[name=form_key]").attributes["value"]
        saved = window.form(window.below("save"), f"form_key={key}&version={session.version}")

    for shown in (page, LexborHTMLParser(saved.text)):
        said = next(each.text() for each in shown.css(".alert") if "still to be filled in" in each.text())
        assert said.startswith("1 text is still to be filled in. No release of the site is made while one is left")


def test_every_page_says_alike_whether_the_site_can_be_published(window: Asking, session: EditSession) -> None:
    unwritten = "1 text is still to be filled in. No release of the site is made while one is left"
    session.do(session.version, SetValue(LEVEL.removeprefix("edit/"), ("sentence",), "To fill in: what it is"))
    session.wait_whole()
    pages = [_page(window, address) for address in ("problems", "changes")]
    session.do(session.version, SetValue("outcome/overdose", ("urgency",), "routine"))
    session.wait_whole()
    stopped = [_page(window, address) for address in ("problems", "changes")]

    for page in (*pages, *stopped):
        text = " ".join((page.text() or "").split())
        assert (unwritten in text, "The site can be published" in text, "No problems" in text) == (True, False, False)
    assert [" ".join(_one(page, ".wrong").text().split()) for page in pages] == ["Not finished 1 to fill in"] * 2
    for page in stopped:
        assert "stop the site. While one is left, nothing can be published" in " ".join((page.text() or "").split())


def test_what_changes_for_people_in_danger_stands_first_and_leads_to_its_place(
    window: Asking, session: EditSession
) -> None:
    session.do(session.version, SetValue("outcome/overdose", ("title", "you"), "Call 911 right now: overdose"))
    for key in ("outpatient", "inpatient", "day-treatment", "residential", "intensive-outpatient"):
        session.do(session.version, SetValue(f"level/{key}", ("sentence",), f"You get care called {key}."))
        session.do(session.version, SetValue(f"level/{key}", ("short_name",), f"Care {key}"))

    kinds = _page(window, "changes").css(".kind")
    lines = kinds[0].css("li")
    place = (_one(lines[0], "a").attributes["href"] or "").removeprefix(window.below())
    form = _page(window, place)

    assert [_one(kind, "h2").text(strip=True) for kind in kinds] == ["For people in danger1", "Levels and moves10"]
    assert ["open" in kind.attributes for kind in kinds] == [True, False]
    assert "For people in danger" in _one(lines[0], ".tag").text()
    assert "Call 911 right now: overdose" in lines[0].text()
    assert (place.partition("?")[0], _one(form, "body").attributes["data-focus"]) == (
        "edit/outcome/overdose",
        "f-title-you",
    )
    assert all(each.css_first("a") is not None for kind in kinds for each in kind.css("li"))
    own = window.ask(window.below("difference")).text
    assert "For people in danger: <a" in own


def test_nothing_is_written_until_it_is_saved(window: Asking, session: EditSession) -> None:
    file = session.root / "levels.yaml"
    before = file.read_bytes()
    _send(window, LEVEL, {SENTENCE: "You come by appointment."})
    review = _page(window, "changes")

    unsaved = file.read_bytes()
    words = window.ask(window.below("difference")).text
    key = _one(review, "[name=form_key]").attributes["value"]
    saved = window.form(window.below("save"), f"form_key={key}&version={session.version}")

    assert (unsaved == before, saved.status, "appointment" in words) == (True, 200, True)
    assert "levels.yaml" in LexborHTMLParser(saved.text).css_first("main").text()  # type: ignore[union-attr]
    assert b"You come by appointment." in file.read_bytes()
    file.write_bytes(before)
    session.take_in()


@pytest.mark.parametrize(
    "path",
    [
        "preview/../../../../etc/passwd",
        "preview/%2e%2e/%2e%2e/levels.yaml",
        "preview//etc/passwd",
        "preview/levels.yaml",
        "assets/../guard.py",
        "assets/%2e%2e/guard.py",
        "edit/page/..%2f..%2fetc/passwd",
        "edit/file//etc/passwd",
        "explain/..%2f..%2fREADME",
    ],
)
def test_nothing_outside_is_read(window: Asking, path: str) -> None:
    answer = window.ask(window.below(path))

    assert (answer.status, "root:" in answer.text, "def " in answer.text) == (404, False, False)


def test_page_of_the_site_shows_the_draft_and_reaches_nothing_of_the_editor(
    window: Asking, session: EditSession
) -> None:
    sent = _send(window, LEVEL, {SENTENCE: "You come by the hour and live at home."})
    found = session.wait_whole()
    assert (sent.status, [problem for problem in found.problems if problem.severity == "error"]) == (303, [])

    shown = window.ask(
        window.below("preview/levels/outpatient/"), Sec_Fetch_Site="same-origin", Sec_Fetch_Dest="iframe"
    )
    own = window.ask(window.below("preview/levels/outpatient/"), Sec_Fetch_Site="same-origin")

    policy = own.headers["Content-Security-Policy"]
    assert ("You come by the hour" in shown.text, "<script" in shown.text, "<script" in own.text) == (True, False, True)
    assert "form-action 'none'" in policy
    assert f"connect-src http://{window.guard.host}{window.below('preview/')};" in policy
    assert "frame-ancestors 'self'" in policy
    assert "sandbox allow-same-origin allow-scripts" in policy
    assert ("allow-popups" in policy, own.headers["Cross-Origin-Opener-Policy"]) == (False, None)


def test_file_that_changed_outside_is_said_and_taken_in(window: Asking, session: EditSession) -> None:
    file = session.root / "levels.yaml"
    before = file.read_bytes()
    _send(window, LEVEL, {NAME: "Care by the hour"})
    file.write_bytes(before.replace(b"name: Outpatient", b"name: Care of others", 1))

    said = _one(_page(window, LEVEL), ".alerts").text()
    page = _page(window, "underneath")
    file.write_bytes(before.replace(b"name: Outpatient", b"name: Care of nobody", 1))
    old = window.form(window.below("underneath"), _filled(_one(page, "main form"), {"levels.yaml": "mine"}))
    shown = LexborHTMLParser(old.text)
    session.do(session.version, SetValue("level/inpatient", ("name",), "Care by night"))
    older = window.form(window.below("underneath"), _filled(_one(shown, "main form"), {"levels.yaml": "mine"}))
    newest = LexborHTMLParser(older.text)
    kept = window.form(window.below("underneath"), _filled(_one(newest, "main form"), {"levels.yaml": "mine"}))
    text = session.text_of("levels.yaml") or ""
    file.write_bytes(before)
    session.take_in()

    assert "Files changed outside this editor" in said
    assert "Care of others" in _one(page, "main").text()
    assert (old.status, older.status, "Care of nobody" in _one(shown, "main").text()) == (409, 409, True)
    assert "changed again" in _one(shown, ".said").text()
    assert (kept.status, "name: Care by the hour" in text, "Care by night" in text) == (303, True, True)


def test_map_of_the_guide_is_there_and_reaches_nothing(window: Asking, session: EditSession) -> None:
    session.wait_whole()

    answer = window.ask(window.below("map/"), Sec_Fetch_Site="same-origin")

    assert (answer.status, "<svg" in answer.text) == (200, True)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "connect-src" not in answer.headers["Content-Security-Policy"]
    assert window.ask(window.below("map/nowhere"), Sec_Fetch_Site="same-origin").status == 404


def test_text_is_shown_as_text(window: Asking, session: EditSession) -> None:
    _send(window, LEVEL, {NAME: "</textarea><script>alert(1)</script>"})

    page = _page(window, LEVEL)

    assert [each.attributes.get("src") for each in page.css("script")] == [window.below("assets/edit.js")]
    assert _value(_one(page, "#f-name")) == "</textarea><script>alert(1)</script>"


def test_thing_that_is_gone_is_said(window: Asking, session: EditSession) -> None:
    answer = window.ask(window.below("edit/level/nowhere"), Sec_Fetch_Site="same-origin")

    assert (answer.status, "Traceback" in answer.text) == (404, False)
    assert "This is not there" in answer.text


def test_second_editor_of_a_project_is_refused(window: Asking, session: EditSession, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from generator.cli import stepwell

    done = CliRunner().invoke(stepwell, ["edit", "--no-browser", "--project", str(session.root)])

    assert (done.exit_code, "open in another stepwell edit" in done.output) == (2, True)
