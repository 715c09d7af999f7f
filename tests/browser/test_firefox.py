"""Walk the site in Firefox, which restores inputs and pages in its own way."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.answers import input_of
from tests.browser.firefox import Firefox
from tests.browser.serving import serving

CALM = {"danger": "none", "thoughts": "none", "body": "none", "who": "me"}
IN_VIEW = """return [...document.querySelectorAll("fieldset[data-question], section[data-outcome]")]
  .filter((screen) => screen.checkVisibility())
  .map((screen) => screen.dataset.question || screen.dataset.outcome)"""
CHECKED = "return document.querySelectorAll('input:checked').length"
HELP_IS_ABOVE = """const line = document.querySelector('aside.help a[href="tel:988"]');
  const title = document.querySelector("h1");
  return line.checkVisibility() && line.getBoundingClientRect().bottom <= title.getBoundingClientRect().top;"""
REQUESTS = "return performance.getEntriesByType('resource').length"


@pytest.fixture
def window(fox: Firefox, address: str) -> Iterator[Firefox]:
    """Give a window in which no page of ours may say an error."""
    yield fox
    assert fox.errors(address) == []


def answer(window: Firefox, question: str, value: str) -> None:
    assert window.run(IN_VIEW) == [question]
    window.click(f"{input_of(question, value).removesuffix('input')}label")
    window.click("[data-guide-next]")


def calm_start(window: Firefox, address: str) -> None:
    window.go(f"{address}/guide/")
    for question, value in CALM.items():
        answer(window, question, value)


@pytest.mark.parametrize("kind", ["", "guide/", "guide/plain/", "levels/", "levels/residential/", "search/"])
def test_a_page_shows_help_above_its_heading(window: Firefox, address: str, kind: str) -> None:
    window.go(f"{address}/{kind}")

    assert window.run(HELP_IS_ABOVE)
    assert window.run("return document.documentElement.scrollWidth <= innerWidth")


def test_the_guide_leads_to_help_at_once(window: Firefox, address: str) -> None:
    window.go(f"{address}/guide/")
    before = window.run("return [location.href, document.title, document.cookie]"), window.run(REQUESTS)

    answer(window, "danger", "overdose")

    assert window.run(IN_VIEW) == ["overdose"]
    assert (window.run("return [location.href, document.title, document.cookie]"), window.run(REQUESTS)) == before


def test_the_focus_moves_to_the_new_heading(window: Firefox, address: str) -> None:
    calm_start(window, address)

    assert window.run(IN_VIEW) == ["lately"]
    assert window.run("return document.activeElement.closest('fieldset').dataset.question") == "lately"


def test_back_goes_to_the_question_before(window: Firefox, address: str) -> None:
    calm_start(window, address)

    window.back()

    assert window.run(IN_VIEW) == ["who"]
    assert window.run("return history.state") == {"depth": 3}


def test_a_reload_forgets(window: Firefox, address: str) -> None:
    calm_start(window, address)

    window.reload()

    assert window.run(IN_VIEW) == ["danger"]
    assert window.run(CHECKED) == 0


def test_coming_back_forgets(window: Firefox, address: str) -> None:
    calm_start(window, address)

    window.go(f"{address}/levels/")
    window.back()

    assert window.run(IN_VIEW) == ["danger"]
    assert window.run(CHECKED) == 0


def test_the_plain_guide_leads_on_by_links(window: Firefox, address: str) -> None:
    window.go(f"{address}/guide/plain/")
    target = window.run("return document.querySelector('.guide-links a').getAttribute('href')")

    window.click(".guide-links a")

    assert window.run("return location.hash") == target
    assert window.run("return document.querySelector(':target').checkVisibility()")


def test_leaving_replaces_the_guide_and_cuts_off_what_lies_ahead(window: Firefox, address: str) -> None:
    window.go(f"{address}/levels/")
    window.go(f"{address}/guide/")
    answer(window, "danger", "none")
    answer(window, "thoughts", "none")
    # No test asks another host for anything: the control leads to a page of ours here.
    window.run("document.querySelector('[data-leave]').href = arguments[0]", f"{address}/about/")

    window.click("[data-leave]")
    wait_for(window, f"{address}/about/")
    window.back()

    assert window.run("return location.href") == f"{address}/levels/"
    for page in ("about/", "assets/blank.txt", "assets/blank.txt"):
        window.forward()
        wait_for(window, f"{address}/{page}")
    assert window.run("return document.title + document.body.innerText.trim()") == "This page is blank."


def test_an_error_of_a_page_is_heard(fox: Firefox, address: str) -> None:
    fox.go(f"{address}/levels/?broken")
    fox.run("setTimeout(() => { throw new Error('a test broke this page'); })")
    fox.run("fetch('https://example.com/').catch(() => 0)")
    wait_for(fox, f"{address}/levels/?broken")

    heard = "\n".join(fox.errors(f"{address}/levels/?broken"))

    assert "a test broke this page" in heard
    assert "connect-src" in heard
    fox.run_within("Services.console.reset()")


def test_help_opens_below_the_strip_after_scrolling(window: Firefox, address: str) -> None:
    window.go(f"{address}/levels/residential/")
    window.run("scrollTo(0, 900)")
    window.run("document.querySelector('button.now').click()")

    top, below = window.run(
        "return [document.querySelector('#help-list'), document.querySelector('.top')]"
        ".map((node, at) => node.getBoundingClientRect()[at ? 'bottom' : 'top'])"
    )
    assert abs(top - below) < 1


def wait_for(window: Firefox, address: str) -> None:
    for _ in range(100):
        if window.run("return location.href") == address:
            return
        time.sleep(0.05)
    raise AssertionError(window.run("return location.href"))


def test_the_site_around_a_frame_learns_nothing_of_the_answers(window: Firefox, address: str, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        "<title>Host</title><script>var said = []; onmessage = (event) => said.push(event.data)</script>"
        f'<iframe src="{address}/guide/offline.html#from-leaving-residential" height="448" width="340"></iframe>'
        + "<p>Words below it.</p>"
        * 90
    )
    learned = """const frame = document.querySelector("iframe");
      return [said, history.length, document.title, location.href, frame.clientHeight, frame.contentWindow.length,
        performance.getEntriesByType("resource").length, scrollY, document.activeElement.tagName]"""
    with serving(tmp_path) as host:
        window.go(host)
        window.run("document.querySelector('iframe').focus()")
        before = window.run(learned)
        for question, value in CALM.items():
            window.ask("WebDriver:SwitchToFrame", id=0)
            answer(window, question, value)
            window.ask("WebDriver:SwitchToFrame", id=None)
            assert window.run(learned) == before
        window.ask("WebDriver:SwitchToFrame", id=0)
        assert window.run(IN_VIEW) == ["lately"]
        window.ask("WebDriver:SwitchToFrame", id=None)
        window.go("about:blank")
