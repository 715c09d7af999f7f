"""Use each page that takes something of a reader, in both browsers, and find nothing of it anywhere after that."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error

from tests.browser.answers import places_of
from tests.browser.firefox import Firefox
from tests.browser.recording import Record, recording
from tests.browser.test_guide import ANSWER, IN_VIEW, WALK_TO_STAY
from tests.browser.test_privacy import KEPT, NOTHING
from tests.browser.windows import Chromium, Window
from tests.conftest import proven

# One way to each urgency; a question that is not named is answered with "none of these".
WALKS: dict[str, dict[str, str]] = {
    "overdose": {"danger": "overdose"},
    "after-overdose-today": {"thoughts": "recent-overdose"},
    "just-left-soon": {"who": "me", "lately": "left-jail", "uses": "opioids", "where": "none", "home": "safe"},
    "stay": WALK_TO_STAY,
}
# These come once a page is there, whatever a reader does.
BROUGHT_LATER = {"/assets/result.js", "/assets/icon.png"}
SCREEN = f"return ({IN_VIEW})()"
OPEN_AGAIN = """ChromeUtils.importESModule("resource:///modules/sessionstore/SessionStore.sys.mjs")
  .SessionStore.undoCloseTab(Services.wm.getMostRecentWindow("navigator:browser"), 0)"""
CHECKED = "return document.querySelectorAll('input:checked').length"
SEEN_BY_OTHERS = "return [location.href, document.title, document.referrer, JSON.stringify(history.state)]"


@pytest.fixture(scope="module")
def record(site: Path) -> Iterator[Record]:
    with recording(site) as record:
        yield record


@pytest.fixture
def chromium_window(browser: Browser, record: Record) -> Iterator[Window]:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, proxy={"server": record.address, "bypass": "<-loopback>"}
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield Chromium(context.new_page())
    assert context.cookies() == []
    context.close()


@pytest.fixture
def firefox_window(fox: Firefox, record: Record) -> Iterator[Firefox]:
    proxy = {f"network.proxy.{kind}": "127.0.0.1" for kind in ("http", "ssl")}
    ports = {f"{name}_port": int(record.address.rpartition(":")[2]) for name in proxy}
    others = {"network.proxy.type": 1, "network.proxy.allow_hijacking_localhost": True}
    with fox.preferring({**proxy, **ports, **others}):
        yield fox
        assert fox.errors(record.address) == []
        fox.go("about:blank")


@pytest.fixture(params=["chromium", "firefox"])
def window(request: pytest.FixtureRequest, record: Record) -> Iterator[Window]:
    """Give a window that nothing can be asked through but the site; no page may ask more, or say where it came from."""
    opened: Window = request.getfixturevalue(f"{request.param}_window")
    record.asked.clear()
    yield opened
    assert [(address, before) for address, before in record.asked if before or not is_ours(address, record)] == []


def is_ours(address: str, record: Record) -> bool:
    return address.startswith(f"{record.address}/") and "?" not in address


def walk(window: Window, answers: Mapping[str, str]) -> str:
    """Answer to the end, and give the outcome in view."""
    for _ in range(16):
        (screen,) = window.run(SCREEN)
        if screen == "review":
            window.click("[data-guide-next]")
        elif screen in proven().plan.questions:
            places = places_of(screen, [answers.get(screen, "none")])
            assert window.run(f"return ({ANSWER})(arguments[0])", [screen, places]) == ""
        else:
            return str(screen)
    raise AssertionError("no outcome")


def read_by_others(window: Window) -> list[str]:
    """Give what whoever looks at the browser sees of a page, but not on the page itself; the step counts apart."""
    seen: list[str] = window.run(SEEN_BY_OTHERS)
    return [*seen[:-1], str(json.loads(seen[-1]).keys() if seen[-1] != "null" else seen[-1])]


def nothing_is_kept(window: Window) -> None:
    assert window.run(f"return ({KEPT})()") == NOTHING
    if isinstance(window, Firefox):
        state = window.kept()
        assert '"formdata"' not in state
        assert '"storage"' not in state


def wait_until(is_so: Callable[[], bool]) -> None:
    for _ in range(100):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come")


def wait_for_path(window: Window, path: str) -> None:
    def is_there() -> bool:
        with suppress(Error):  # on the way Chromium runs nothing
            return bool(window.run("return location.pathname") == path)
        return False

    wait_until(is_there)


@pytest.mark.parametrize("outcome", WALKS)
def test_a_walk_through_the_guide_leaves_no_trace(window: Window, record: Record, outcome: str) -> None:
    window.go(f"{record.address}/guide/")
    before = read_by_others(window)
    record.taken()

    assert walk(window, WALKS[outcome]) == outcome
    assert read_by_others(window) == before
    nothing_is_kept(window)

    window.back()
    wait_until(lambda: window.run(SCREEN) != [outcome])
    window.forward()
    wait_until(lambda: bool(window.run(SCREEN) == [outcome]))
    assert set(record.taken()) <= BROUGHT_LATER

    window.reload()
    wait_until(lambda: bool(window.run(SCREEN) == ["danger"]))
    assert window.run(CHECKED) == 0
    nothing_is_kept(window)


def test_a_reader_who_was_sent_prints_leaves_and_comes_back_and_no_trace_is_left(
    window: Window, record: Record
) -> None:
    window.go(f"{record.address}/levels/")
    window.go(f"{record.address}/go/leaving-residential/")
    nothing_is_kept(window)
    window.click("main a[href*='/guide/#from-']")
    wait_for_path(window, "/guide/")
    before = read_by_others(window)
    record.taken()
    outcome = walk(window, {"who": "me", "uses": "opioids", "home": "safe"})
    assert outcome not in ("overdose", "danger")
    # A printer takes what is on the page; what scripts do for it is done at these two.
    window.run("dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint'))")
    assert window.run(SCREEN) == [outcome]
    assert read_by_others(window) == before
    nothing_is_kept(window)
    assert set(record.taken()) <= BROUGHT_LATER

    window.run("document.querySelector('[data-leave]').href = arguments[0]", f"{record.address}/about/")
    window.click("[data-leave]")
    wait_for_path(window, "/about/")
    window.back()
    wait_for_path(window, "/go/leaving-residential/")
    for path in ("/about/", "/assets/blank.txt"):
        window.forward()
        wait_for_path(window, path)
    nothing_is_kept(window)


def test_what_a_person_taps_is_not_kept(window: Window, record: Record) -> None:
    window.go(f"{record.address}/guide/")

    for _ in range(3):
        window.click("fieldset:not([hidden]) > div:nth-of-type(2) label span")
        window.click("fieldset:not([hidden]) > div:nth-of-type(3) label span")
        assert window.run(CHECKED) > 0
        nothing_is_kept(window)
        window.click("fieldset:not([hidden]) > div:has([data-alone]) label input")
        window.click("[data-guide-next]")
    nothing_is_kept(window)


def test_what_a_result_offers_tells_nobody_and_keeps_nothing(window: Window, record: Record) -> None:
    window.go(f"{record.address}/guide/")
    assert walk(window, WALK_TO_STAY) == "stay"
    record.taken()
    window.run("for (const fold of document.querySelectorAll('details')) fold.open = true")

    window.click("[data-memory-show]")
    word = window.run("return document.querySelector('.guide-word b').textContent")
    window.type("#earlier", word)
    window.click("[data-memory-compare]")
    window.click("[data-guide-copy]")
    window.click("[id^=matters-]")
    window.click("#with-safety")

    assert window.run("return document.querySelector('.guide-memory tbody').rows.length") > 3
    copied = window.run("return document.querySelector('textarea').value")
    wait_until(lambda: bool(window.run("return navigator.clipboard.readText()") == copied))
    nothing_is_kept(window)
    assert set(record.taken()) <= BROUGHT_LATER
    window.reload()
    wait_until(lambda: bool(window.run(SCREEN) == ["danger"]))
    left = "return [document.querySelector('textarea').value, document.querySelector('#earlier').value]"
    assert window.run(left) == ["", ""]


def test_the_calendar_file_of_firefox_holds_a_day_and_the_browser_keeps_no_more(
    fox: Firefox, firefox_window: Firefox, record: Record, tmp_path: Path
) -> None:
    into: dict[str, int | str] = {"browser.download.folderList": 2, "browser.download.dir": str(tmp_path)}
    with fox.preferring({**into, "browser.helperApps.neverAsk.saveToDisk": "text/calendar"}):
        fox.go(f"{record.address}/guide/")
        assert walk(fox, WALK_TO_STAY) == "stay"
        record.taken()
        fox.run("for (const fold of document.querySelectorAll('details')) fold.open = true")
        fox.click("[data-again] button")
        file = tmp_path / "look-again.ics"
        wait_until(lambda: file.exists() and file.read_bytes().endswith(b"END:VCALENDAR\r\n"))

        assert file.read_bytes().count(b"BEGIN:VEVENT\r\n") == 1
        assert not any(told in file.read_bytes() for told in (b"http", b"stay", b"URL", b"127.0.0.1"))
        nothing_is_kept(fox)
        assert set(record.taken()) <= BROUGHT_LATER
        fox.run("document.querySelector('[data-leave]').href = arguments[0]", f"{record.address}/about/")
        fox.click("[data-leave]")
        wait_until(lambda: bool(fox.run("return location.pathname") == "/about/"))
        assert [name.name for name in tmp_path.iterdir()] == ["look-again.ics"]
        assert '"blob:' not in fox.kept()


def test_words_that_staff_look_for_are_not_kept(window: Window, record: Record) -> None:
    window.go(f"{record.address}/staff/")
    before = read_by_others(window)
    record.taken()

    window.type("#sift-words", "overdose")
    window.run("document.querySelector('#sift-sort').selectedIndex = 1")
    window.type("#sift-words", " jail")

    nothing_is_kept(window)
    assert set(record.taken()) <= BROUGHT_LATER
    assert read_by_others(window) == before
    window.reload()
    assert window.run(
        "return [document.querySelector('#sift-words').value, document.querySelector('#sift-sort').value]"
    ) == ["", ""]


def test_words_that_a_reader_looks_for_are_not_kept(window: Window, record: Record) -> None:
    window.go(f"{record.address}/search/")
    before = read_by_others(window)

    window.type("#query", "my son refuses")

    wait_until(lambda: bool(window.run("return document.querySelectorAll('.found li').length")))
    nothing_is_kept(window)
    assert read_by_others(window) == before
    assert [address for address in record.taken() if "son" in address.replace("json", "")] == []
    window.click(".found li a")
    window.reload()
    assert "son" not in window.run("return location.href + document.referrer")


def test_the_scripts_of_every_page_run_for_a_reader_who_keeps_no_cookies(
    fox: Firefox, firefox_window: Firefox, record: Record
) -> None:
    with fox.preferring({"network.cookie.cookieBehavior": 2}):
        fox.go(f"{record.address}/search/")
        assert fox.run("return document.querySelectorAll('[data-find] + input').length") > 0
        fox.go(f"{record.address}/levels/")
        fox.go(f"{record.address}/guide/")
        assert walk(fox, WALKS["overdose"]) == "overdose"
        fox.run("document.querySelector('[data-leave]').href = arguments[0]", f"{record.address}/about/")
        fox.click("[data-leave]")
        wait_until(lambda: bool(fox.run("return location.pathname") == "/about/"))
        fox.back()
        assert fox.run("return location.pathname") == "/levels/"


def test_a_closed_tab_that_is_opened_again_has_forgotten(fox: Firefox, address: str) -> None:
    first = fox.ask("WebDriver:GetWindowHandle")
    fox.ask("WebDriver:SwitchToWindow", handle=fox.ask("WebDriver:NewWindow", type="tab")["handle"])
    fox.go(f"{address}/guide/")
    fox.click("fieldset:not([hidden]) > div:nth-of-type(1) label span")
    assert fox.run(CHECKED) == 1
    nothing_is_kept(fox)

    fox.ask("WebDriver:CloseWindow")
    fox.ask("WebDriver:SwitchToWindow", handle=first)
    fox.run_within(OPEN_AGAIN)
    wait_until(lambda: len(fox.ask("WebDriver:GetWindowHandles")) == 2)
    (again,) = (handle for handle in fox.ask("WebDriver:GetWindowHandles") if handle != first)
    fox.ask("WebDriver:SwitchToWindow", handle=again)
    wait_until(lambda: bool(fox.run("return location.href") == f"{address}/guide/" and fox.run(SCREEN) == ["danger"]))

    assert fox.run(CHECKED) == 0
    fox.ask("WebDriver:CloseWindow")
    fox.ask("WebDriver:SwitchToWindow", handle=first)
