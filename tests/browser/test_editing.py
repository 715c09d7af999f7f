"""Edit a project in the browser as somebody who never saw a file: the five tasks, by keyboard, and who needs more."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, expect

from generator.edit_server.server import Door
from generator.editing import EditSession, SetValue
from generator.editing.changes import AddItem
from generator.problems import Severity
from tests.browser.editing_window import PATIENCE, Editing, editing_in
from tests.browser.firefox import Firefox
from tests.edit_server.running import Asking, copy_of_shipped, running_editor
from tests.editing.projects import BACK_PAIN


@pytest.fixture(scope="module")
def shipped_editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Asking, EditSession]]:
    with running_editor(copy_of_shipped(tmp_path_factory.mktemp("edited") / "project")) as running:
        running[1].wait_whole()
        yield running


@pytest.fixture
def editing(browser: Browser, shipped_editor: tuple[Asking, EditSession]) -> Iterator[Editing]:
    with editing_in(browser, shipped_editor) as window:
        yield window


def test_change_a_number(editing: Editing) -> None:
    page = editing.page
    editing.type(page.get_by_label("Find", exact=True), "postpartum support")
    editing.press(page.locator(".outline li a:visible").first)
    page.wait_for_selector("#form")
    number = page.locator("#form input[value='1-800-944-4773']").first
    summary = page.locator("#form details:has(input[value='1-800-944-4773']) > summary").first
    if not number.is_visible():
        editing.press(summary)
    id = number.get_attribute("id")
    editing.type(number, "1-800-944-4774")

    beside = page.locator(f"[id='{id}-problems']")
    expect(beside).to_contain_text("is not its number")
    expect(page.locator(f"[id='{id}']")).to_be_focused()
    page.keyboard.press("Backspace")
    page.keyboard.type("3")
    expect(beside).to_be_empty(timeout=PATIENCE)

    assert not editing.session.has_changes


def test_add_a_level_between_two_others(editing: Editing) -> None:
    page = editing.page
    editing.press(page.get_by_role("link", name="Add a level of care"))
    editing.type(page.get_by_label("Its name, as readers see it"), "Evening program")
    page.get_by_label("It comes after").select_option(label="Outpatient care")
    editing.press(page.get_by_role("button", name="Add it to the draft"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Evening program")
    expect(page.locator(".said")).to_contain_text("To fill in")
    text = editing.text("levels.yaml")
    assert "id: evening-program" in text
    assert "from: evening-program\n" in text.replace("from: outpatient\n    to: evening-program", "")


def test_add_a_question_for_people_who_leave_residential_care(editing: Editing) -> None:
    page = editing.page
    editing.press(page.get_by_role("link", name="Add a question"))
    editing.type(page.get_by_label("What do you ask?"), "Do you know when your next visit is?")
    editing.type(page.get_by_label("The answers, one in a line"), "Yes\nNo")
    page.get_by_label("How many answers may somebody give?").select_option(label="One")
    editing.press(page.locator("summary", has_text="Where do you get treatment now? (Care for alcohol and drug use)"))
    editing.press(page.locator("details[open] label", has_text="Residential treatment").locator("input"), "Space")
    page.get_by_label("What comes right after it?").select_option(value="before-you-leave")
    editing.press(page.get_by_role("button", name="Add it to the draft"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Do you know when your next visit is?")
    text = editing.text("decision_tree.yaml")
    assert "Do you know when your next visit is?" in text, text[-3000:]
    assert ("text: Yes" in text or 'text: "Yes"' in text, "where.residential" in text) == (True, True)


def test_rename_a_level(editing: Editing) -> None:
    page = editing.page
    editing.go("edit/level/day-treatment")
    editing.press(page.get_by_role("link", name="Change its id"))
    editing.type(page.get_by_label("Id", exact=True), "Day Treatment!")
    editing.press(page.get_by_role("button", name="Change it everywhere"))
    expect(page.locator("#new-id-problem")).not_to_be_empty()
    editing.type(page.get_by_label("Id", exact=True), "partial-hospital")
    editing.press(page.get_by_role("button", name="Change it everywhere"))

    expect(page.locator(".where")).to_contain_text("partial-hospital")
    text = editing.text("levels.yaml")
    assert ("id: partial-hospital" in text, "formerly: [day-treatment]" in text) == (True, True)
    editing.press(page.locator("#undo"))
    expect(page.locator(".said")).to_contain_text("Undone")
    assert not editing.session.has_changes


def test_mend_faults_from_their_messages(editing: Editing) -> None:
    page, session = editing.page, editing.session
    session.do(session.version, SetValue("question/who", ("next",), "nowhere"))
    session.do(session.version, SetValue("level/outpatient", ("sources",), ["no-such-source"]))
    editing.go("problems")
    editing.settled()
    page.locator(".problem-list li", has_text="nowhere").first.locator("a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#f-next")
    page.locator("#f-next").select_option(index=2)
    expect(page.locator("#f-next-problems")).not_to_contain_text("nowhere")
    editing.go("edit/level/outpatient")
    wrong = page.locator("#f-sources label", has_text="no-such-source").locator("input")
    editing.press(wrong, "Space")
    expect(page.locator("#f-sources-problems")).not_to_contain_text("no-such-source")

    assert "no-such-source" not in editing.text("levels.yaml")
    assert "next: nowhere" not in editing.text("decision_tree.yaml")


def test_preview_follows_what_is_typed_and_review_says_it(editing: Editing) -> None:
    page = editing.page
    editing.go("edit/question/who")
    editing.type(page.locator("#f-you"), "Who is this guide for?")

    frame = page.frame_locator("iframe")
    expect(frame.locator("h2, legend, h1").filter(has_text="Who is this guide for?").last).to_be_visible(
        timeout=PATIENCE
    )
    expect(page.locator("[data-marked]")).to_be_visible()
    editing.press(page.get_by_role("link", name="What changes for patients, and save"))
    expect(page.locator("main")).to_contain_text("decision_tree.yaml")
    expect(page.locator(".kind")).to_contain_text("Who is this guide for?")
    assert "Who is this guide for?" not in (editing.session.root / "decision_tree.yaml").read_text(encoding="utf-8")


def test_question_only_for_some_people_comes_to_a_project_that_checks(editing: Editing) -> None:
    page, session = editing.page, editing.session
    add = page.get_by_role("button", name="Add it to the draft")
    editing.go("new/question")
    expect(page.locator(".alert")).to_contain_text("that is the most")
    page.locator("#new-text").fill("Do you know when your next visit is?")
    page.locator("#new-answers").fill("Yes\nNo")
    page.locator("#new-choose").select_option("one")
    page.locator("#new-only_for-sift").fill("residential")
    page.locator("label.tick:visible", has_text="Residential treatment").check()
    page.locator("#new-before").select_option("lately")
    add.click()
    expect(page.locator("#refusal")).to_contain_text("Choose a place that those people come to later")
    expect(page.locator("#new-answers")).to_have_value("Yes\nNo")
    expect(page.locator("label.tick:visible", has_text="Residential treatment")).to_be_checked()
    page.locator("#new-before").select_option("before-you-leave")
    add.click()
    session.wait_whole()
    editing.go("problems")
    page.get_by_role("link", name="What does it tell about danger?").first.click()
    expect(page.locator("main")).to_contain_text("No safety promise and no decision looks at this answer")
    page.get_by_role("button", name="It tells nothing about danger").click()
    expect(page.locator(".said")).to_contain_text("“Undo” takes it back")
    for answer in ("no", "not-sure"):
        reference = f"do-you-know-when-your-next.{answer}"
        session.do(session.version, AddItem("file/content/safety.yaml", ("harmless",), value=reference))
    editing.go("new/note")
    page.locator("#new-title").fill("Ask for a date")
    page.locator("#new-when-sift").fill("next visit no")
    page.locator("label.tick:visible input").first.check()
    add.click()
    page.wait_for_url("**/edit/note/**")
    for field in ("#f-if-say", "#f-do-0-say"):
        page.locator(field).fill("Ask for the date of your next visit.")
    editing.settled()
    editing.go("edit/question/do-you-know-when-your-next")
    page.locator("#f-they").fill("Does the person know when the next visit is?")
    page.locator("#f-why").fill("A date makes it likelier that people come.")
    page.get_by_role("link", name="What changes for patients, and save").click()
    page.wait_for_url("**/changes")

    errors = [each.message for each in session.wait_whole().problems if each.severity is Severity.ERROR]
    assert errors == []


def test_long_list_is_sifted_and_nothing_is_changed_by_it(editing: Editing) -> None:
    page, version = editing.page, editing.session.version
    editing.go("edit/contact/poison-help")
    more = page.locator("#f-sources details")
    more.locator("summary").click()
    every = more.locator("label.tick:visible").count()

    more.locator("[data-sift]").fill("buprenorphine")
    expect(more.get_by_role("status")).to_contain_text("of these")
    few = more.locator("label.tick:visible").count()
    more.locator("[data-sift]").press("Enter")
    more.locator("[data-sift]").fill("")
    expect(more.get_by_role("status")).to_have_text("")

    assert (0 < few < every, more.locator("label.tick:visible").count()) == (True, every)
    assert (every > 100, editing.session.version, page.locator("#f-sources > label.tick").count()) == (True, version, 2)


def test_what_changed_last_is_in_view_beside_the_form_with_a_line_around_it(editing: Editing) -> None:
    page = editing.page
    editing.go("edit/level/outpatient")
    editing.settled()
    frame = page.frame_locator("iframe")
    field = page.get_by_label("Medicine", exact=False).first
    editing.type(field, "Medicine is given by a nurse who knows you.")

    marked = frame.get_by_text("Medicine is given by a nurse who knows you.")
    expect(marked).to_be_in_viewport(timeout=PATIENCE)
    outlined = frame.locator("main [style*=outline]")
    expect(outlined).to_have_count(1)
    expect(outlined).to_contain_text("Medicine is given by a nurse who knows you.")
    expect(page.get_by_text("What changed last has a line around it.")).to_be_visible()


def test_what_is_typed_right_before_a_link_is_kept(editing: Editing) -> None:
    page = editing.page
    editing.go("edit/question/who")
    editing.type(page.locator("#f-you"), "Whom is it about?")
    page.get_by_role("link", name="Problems").click()
    page.wait_for_url("**/problems")

    assert "you: Whom is it about?" in editing.text("decision_tree.yaml")


def test_what_is_typed_while_an_entry_is_added_stays(editing: Editing) -> None:
    page = editing.page
    editing.go("edit/question/who")
    count = page.locator("#f-answers > ol > li").count()
    with editing.session._lock:  # the answer comes after what is typed meanwhile
        with page.expect_request(lambda request: request.method == "POST"):
            page.locator("#f-answers-add").click()
        editing.type(page.locator("#f-you"), "Who is it about?")

    expect(page.locator("#f-answers > ol > li")).to_have_count(count + 1)
    expect(page.locator("#f-you")).to_have_value("Who is it about?")
    editing.kept("decision_tree.yaml", "you: Who is it about?")


def test_what_is_typed_on_stays_where_another_window_added_an_entry(editing: Editing) -> None:
    page, session = editing.page, editing.session
    editing.go("edit/question/who")
    count = page.locator("#f-answers > ol > li").count()
    session.do(session.version, AddItem("question/who", ("answers",)))
    with session._lock:
        with page.expect_request(lambda request: request.method == "POST"):
            editing.type(page.locator("#f-you"), "Who is")
        page.keyboard.type(" it about?")

    expect(page.locator("#f-answers > ol > li")).to_have_count(count + 1)
    expect(page.locator("#f-you")).to_have_value("Who is it about?")
    editing.kept("decision_tree.yaml", "you: Who is it about?")


def test_what_another_window_changed_follows_and_is_not_sent_back(editing: Editing) -> None:
    page, session = editing.page, editing.session
    editing.go("edit/level/outpatient")
    session.do(session.version, SetValue("level/outpatient", ("sentence",), "You come by the hour."))
    editing.type(page.locator("#f-name"), "Care by the hour")
    editing.kept("levels.yaml", "name: Care by the hour")
    expect(page.locator("#f-sentence")).to_have_value("You come by the hour.")
    editing.type(page.locator("#f-name"), "Care by the day")
    editing.kept("levels.yaml", "name: Care by the day")

    assert "You come by the hour." in editing.text("levels.yaml")


def test_window_that_another_one_overtook_sends_nothing_until_its_author_chose(editing: Editing) -> None:
    page, session = editing.page, editing.session
    editing.go("edit/level/outpatient")
    with session._lock:  # the other window is quicker
        session.do(session.version, SetValue("level/outpatient", ("name",), "Care by the hour"))
        editing.type(page.locator("#f-name"), "Care")
        page.wait_for_timeout(0)
    held = page.locator("#held")
    expect(held).to_contain_text("in the draft it is “Care by the hour” now")
    page.locator("#f-name").press("End")
    page.keyboard.type(" now")
    page.keyboard.press("Enter")
    page.locator("#f-sentence").focus()
    editing.settled()
    stopped = editing.text("levels.yaml")
    in_view = page.evaluate("document.querySelector('#held').getBoundingClientRect().top >= 0")
    page.get_by_role("button", name="Keep what I typed").click()
    editing.kept("levels.yaml", "name: Care now")

    expect(held).to_have_count(0)
    assert ("name: Care by the hour" in stopped, in_view) == (True, True)


def test_author_takes_what_another_window_wrote(editing: Editing) -> None:
    page, session = editing.page, editing.session
    editing.go("edit/level/outpatient")
    session.do(session.version, SetValue("level/outpatient", ("name",), "Care by the hour"))
    editing.type(page.locator("#f-name"), "Care")
    page.get_by_role("link", name="Take what is in the draft").click()

    expect(page.locator("#f-name")).to_have_value("Care by the hour")
    assert "name: Care by the hour" in editing.text("levels.yaml")


def test_what_was_typed_in_a_field_with_pauses_is_undone_as_one(editing: Editing) -> None:
    page = editing.page
    editing.go("edit/level/outpatient")
    editing.type(page.locator("#f-name"), "Care")
    editing.kept("levels.yaml", "name: Care\n")
    page.keyboard.type(" by the hour")
    editing.kept("levels.yaml", "name: Care by the hour\n")
    expect(page.locator("#undo")).to_have_text("Undo: name of “Outpatient care”")
    page.locator("#undo").click()

    expect(page.locator("#undo")).not_to_contain_text("name of “Outpatient care”")
    assert not editing.session.has_changes


def test_what_is_refused_is_not_left_without_asking(editing: Editing) -> None:
    page, asked = editing.page, list[str]()

    def go_on(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    editing.go("edit/question/who")
    page.context.clear_cookies()
    page.on("dialog", go_on)
    editing.type(page.locator("#f-you"), "Who is it about?")
    expect(page.locator(".said")).to_contain_text("does not belong to the editor that runs now")
    page.goto("about:blank")

    assert asked == ["beforeunload"]
    editing.faults.clear()


def test_undo_takes_back_what_was_typed_right_before(editing: Editing) -> None:
    page = editing.page
    editing.go("edit/question/who")
    editing.type(page.locator("#f-you"), "Who is it")
    editing.kept("decision_tree.yaml", "you: Who is it")
    expect(page.locator("#undo")).to_be_enabled()
    editing.type(page.locator("#f-you"), "Whom?")
    page.locator("#undo").click()

    expect(page.locator(".said")).to_contain_text("Undone")
    assert "Whom?" not in editing.text("decision_tree.yaml")


def test_page_in_a_tab_of_its_own_has_its_style_and_script_and_opens_nothing(editing: Editing) -> None:
    page = editing.page
    editing.session.wait_whole()
    editing.go("edit/level/outpatient")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open this page in a tab of its own").click()
    tab = opened.value
    tab.wait_for_load_state()
    styled = tab.evaluate("[...document.styleSheets].filter((each) => each.cssRules.length).length")
    closed = tab.evaluate("window.open(location.href) === null && window.opener === null")
    address = tab.url
    tab.locator("main a[href^='../']:visible:not([target])").first.click()
    tab.wait_for_url(lambda url: url.partition("#")[0] != address)

    assert (styled > 0, closed, "/preview/" in tab.url) == (True, True, True)
    expect(tab.locator("h1").first).to_be_visible()


def test_file_that_opens_the_editor_is_let_in(editing: Editing, tmp_path: Path) -> None:
    door = Door(tmp_path, editing.guard.new_address())
    editing.page.goto(door.path.as_uri())

    editing.page.wait_for_selector(".bar")


def test_editor_that_has_stopped_says_so_and_keeps_what_was_typed(browser: Browser, tmp_path: Path) -> None:
    root = Path(shutil.copytree(BACK_PAIN, tmp_path / "project"))
    context = browser.new_context()
    page = context.new_page()
    with running_editor(root) as (asking, session):
        editing = Editing(page, asking, session)
        key = next(thing.key for thing in session.outline() if thing.sort == "question")
        editing.go(f"edit/{key}")
    page.locator("#f-you").fill("Is it your back?")

    expect(page.locator("#lost")).to_be_visible()
    expect(page.locator("#f-you")).to_have_value("Is it your back?")
    context.close()


@pytest.fixture(scope="module")
def small_editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Asking, EditSession]]:
    root = shutil.copytree(BACK_PAIN, tmp_path_factory.mktemp("small") / "project")
    with running_editor(Path(root)) as running:
        running[1].wait_whole()
        yield running


def test_everything_is_there_without_script(browser: Browser, small_editor: tuple[Asking, EditSession]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asking, session = small_editor
    editing = Editing(page, asking, session)
    key = next(thing.key for thing in session.outline() if thing.sort == "question")
    editing.go(f"edit/{key}")
    page.locator("#f-you").fill("Is it your back?")
    page.get_by_role("button", name="Keep these changes in the draft").click()

    expect(page.locator("#f-you")).to_have_value("Is it your back?")
    changed = session.has_changes
    page.locator("#undo").click()
    expect(page.locator(".said")).to_contain_text("Undone")
    context.close()

    assert (changed, session.has_changes) == (True, False)


_SHOWN = """const field = document.querySelector("#f-next-problems");
  return [field?.textContent ?? "", document.body.dataset.waits, document.querySelectorAll("#form").length];"""
_CHOOSE = """const select = document.querySelector("#f-next");
  select.append(new Option("nowhere", "nowhere", true, true));
  select.dispatchEvent(new Event("input", { bubbles: true }));
  select.dispatchEvent(new Event("change", { bubbles: true }));"""


def test_firefox_opens_it_and_shows_a_problem_beside_its_field(
    fox: Firefox, small_editor: tuple[Asking, EditSession]
) -> None:
    asking, session = small_editor
    root = f"http://{asking.guard.host}"
    key = next(thing.key for thing in session.outline() if thing.sort == "question")
    fox.go(asking.guard.new_address())
    for _ in range(600):
        if fox.run("return document.querySelectorAll('.bar').length"):
            break
    fox.go(f"{root}{asking.below(f'edit/{key}')}")

    fox.run(_CHOOSE)
    shown: tuple[str, str, int] = ("", "", 0)
    for _ in range(600):
        shown = fox.run(_SHOWN)
        if "nowhere" in shown[0]:
            break
    stands = session.form(key)
    session.discard(session.version)

    assert ("nowhere" in shown[0], shown[2]) == (True, 1)
    assert next(each.value for each in stands.fields if each.name == "next") == "nowhere"
    assert fox.errors(root) == []
