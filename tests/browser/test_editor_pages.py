"""Look at every page of the editor as authors with other needs do, and walk the pages that end a work by keyboard."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect
from werkzeug.wrappers import Response

from generator.edit_server.application import AskedFor
from generator.edit_server.desk import PAGES, EditDesk
from generator.editing import EditSession, SetValue
from tests.browser.access import HIDDEN_FOCUS, LOST_TEXT, MOVING, SMALL_TARGETS
from tests.browser.editing_window import Editing
from tests.browser.test_access import Scheme
from tests.edit_server.running import Asking, running_editor
from tests.editing.projects import BACK_PAIN

QUESTION = "question/danger"
PLACES = (
    *("", "sign", "sign/contact%20emergency", "sign/page%20safety", "sign/nothing", "decide/contact/nhs-111"),
    *("problems", "changes", "explain/unknown-target", "new", "discard"),
    *(f"rename/{QUESTION}", f"remove/{QUESTION}", "remove/value/moving"),
)
CHANGED = ("", "changes", "discard")
WRONG = ("", "problems", "changes", f"edit/{QUESTION}")
LOWERED = ("changes", "agree/from/ask-practice/to/ask-practice")
UNWEIGHED = ("problems", "weigh/days.none")
HALVES = ("form", "list", "preview")
"""What a narrow screen shows of a form, one at a time."""
SOME_SORTS = {"question", "decision", "level", "page", "contact", "term"}
"""Of which a wide screen shows the forms; a narrow one shows those of all."""
USUAL = ((1280, "light"), (320, "dark"))
OTHERS = ((1280, "dark"), (320, "light"))
STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((node) => !node.disabled && node.type !== "hidden" && node.checkVisibility())
  .filter((node) => node.type !== "radio" || node.checked || !document.querySelector(`[name="${node.name}"]:checked`))
  .map((node) => node.outerHTML.slice(0, 90))"""


@pytest.fixture
def small(tmp_path: Path) -> Iterator[tuple[Asking, EditSession]]:
    root = shutil.copytree(BACK_PAIN, tmp_path / "project")
    with running_editor(Path(root)) as running:
        running[1].wait_whole()
        yield running


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Look at a wide window by day and a narrow one in the dark; with --every-page at both by day and in the dark."""
    if "seen_at" in metafunc.fixturenames:
        is_every = metafunc.config.getoption("--every-page")
        metafunc.parametrize("seen_at", [*USUAL, *(OTHERS if is_every else ())], ids=str)


@pytest.fixture
def shown(seen_at: tuple[int, Scheme], browser: Browser, small: tuple[Asking, EditSession]) -> Iterator[Editing]:
    viewport: ViewportSize = {"width": seen_at[0], "height": 900}
    context = browser.new_context(color_scheme=seen_at[1], reduced_motion="reduce", viewport=viewport)
    yield Editing(context.new_page(), *small)
    context.close()


def looks(editing: Editing, *, is_every: bool, is_narrow: bool) -> Iterator[str]:
    """Open every page: of a project as it is, wrong, changed, changed by two, and saved; say of each where it is."""
    session = editing.session
    for path in (*PLACES, *_forms(session, is_every=is_every)):
        for show in HALVES if is_narrow and path == f"edit/{QUESTION}" else HALVES[:1]:
            editing.go(f"{path}?show={show}" if show != "form" else path)
            yield path if show == "form" else f"{path} {show}"
    harmless = ["who.someone-else", "who.not-sure", "where.gp-practice", "where.emergency-department", "where.nothing"]
    for state, change, paths in (
        ("wrong", SetValue(QUESTION, ("next",), "nowhere"), WRONG),
        ("lowered", SetValue("outcome/ask-practice", ("urgency",), "routine"), LOWERED),
        ("unweighed", SetValue("file/content/safety.yaml", ("harmless",), harmless), UNWEIGHED),
    ):
        yield from _in_state(editing, state, change, paths)
        session.discard(session.version)
    yield from _in_state(editing, "changed", SetValue("value/moving", ("you",), "Moving, and no fear"), CHANGED)
    values = session.root / "content/values.yaml"
    values.write_text(values.read_text().replace("you: Moving without fear", "you: Moving again"))
    editing.go("underneath")
    yield "underneath"
    editing.page.get_by_label("Keep mine").check()
    editing.page.get_by_role("button", name="Choose").click()
    editing.go("changes")
    editing.page.locator("#save").click()
    editing.page.wait_for_url("**/save")
    yield "save"


def _in_state(editing: Editing, state: str, change: SetValue, paths: tuple[str, ...]) -> Iterator[str]:
    editing.session.do(editing.session.version, change)
    editing.session.wait_whole()
    for path in paths:
        editing.go(path)
        yield f"{state}: {path}"


def _forms(session: EditSession, *, is_every: bool) -> list[str]:
    """List the forms in which something new begins, and one of each sort that there is."""
    by_sort = {thing.sort: thing.key for thing in session.outline()} | {"question": QUESTION}
    new = [f"new/{sort}" for sort in session.sorts_to_add() if is_every or sort in SOME_SORTS]
    return new + [f"edit/{quote(key)}" for sort, key in by_sort.items() if is_every or sort in SOME_SORTS]


def test_no_author_loses_anything_on_any_page(
    shown: Editing, seen_at: tuple[int, Scheme], pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, make = set[str](), EditDesk.page

    @functools.wraps(make)
    def page(desk: EditDesk, asked: AskedFor, template: str, **values: object) -> Response:
        made.add(template)
        return make(desk, asked, template, **values)  # type: ignore[arg-type]  # as they were given

    monkeypatch.setattr(EditDesk, "page", page)
    is_narrow = seen_at[0] == 320
    is_every = is_narrow or pytestconfig.getoption("--every-page")
    found = {where: faults_in(shown) for where in looks(shown, is_every=is_every, is_narrow=is_narrow)}

    assert {where: faults for where, faults in found.items() if faults} == {}
    of_pages = {file.name.partition(".")[0] for file in PAGES.glob("*.jinja") if "{% extends" in file.read_text()}
    assert made == of_pages, "a page of the editor is not in the lists above"


def faults_in(editing: Editing) -> list[str]:
    """Say what axe finds on a page, what is cut, what a finger misses, and what moves."""
    page = editing.page
    editing.settled()
    faults = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        *(f"{fault['id']} {fault['nodes'][0]['html'][:120]}" for fault in faults),
        *page.evaluate(LOST_TEXT),
        *(f"small {target}" for target in page.evaluate(SMALL_TARGETS)),
        *(f"moves {moving}" for moving in page.evaluate(MOVING)),
    ]


def stops_of(page: Page) -> list[str]:
    """Press Tab from the top of a page to its end, see each place where it stops, and list them."""
    page.evaluate("document.activeElement.blur()")
    stops: list[str] = []
    for _ in range(300):
        page.keyboard.press("Tab")
        stop = page.evaluate("document.activeElement === document.body ? '' : document.activeElement.outerHTML")
        if not stop or (stop[:90] == (stops or [""])[0] and len(stops) > 1):
            return stops
        assert page.evaluate(HIDDEN_FOCUS) == ""
        if stop[:90] not in stops[-1:]:  # a day is three stops of one field
            stops.append(stop[:90])
    raise AssertionError("Tab never came to the end")


@pytest.mark.parametrize("path", ["changes", "sign/contact%20emergency"])
def test_tab_goes_through_a_page_that_ends_a_work_in_the_order_in_which_it_is_read(
    browser: Browser, small: tuple[Asking, EditSession], path: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 700}, reduced_motion="reduce")
    editing, session = Editing(page, *small), small[1]
    session.do(session.version, SetValue("value/moving", ("you",), "Moving, and no fear"))
    editing.go(path)
    editing.settled()

    assert stops_of(page) == page.evaluate(STOPS)
    page.close()


def test_somebody_signs_and_saves_by_keyboard_alone(browser: Browser, small: tuple[Asking, EditSession]) -> None:
    page = browser.new_page()
    editing = Editing(page, *small)
    editing.go("sign")
    editing.press(page.get_by_role("link", name="contact: Emergency services"))
    editing.type(page.get_by_label("Your name"), "Dana Example")
    page.keyboard.press("Tab")
    page.keyboard.type("nurse")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("Signed: contact emergency")
    editing.press(page.get_by_role("link", name="What changes for patients, and save"))
    editing.press(page.locator("#save"))
    page.wait_for_url("**/save")

    assert "Dana Example" in (small[1].root / "content/contacts.yaml").read_text()
    page.close()
