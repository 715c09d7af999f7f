"""Put a day to look again into a calendar, in a real browser: paper first, and nothing of the result in the file."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.test_guide import answer, go_on, in_view, walk_to_stay
from tests.browser.test_privacy import KEPT, NOTHING

FOLD = "Put the day into a calendar"
TIME = datetime.fromisoformat("2027-01-31T12:00:00+00:00")
URLS = """window.urls = [];
for (const name of ["createObjectURL", "revokeObjectURL"]) {
  const whole = URL[name];
  URL[name] = (given) => {
    const url = whole.call(URL, given) ?? given;
    if (url) urls.push([name.slice(0, 6), url]);
    return url;
  };
}"""
FAULTS = "addEventListener('securitypolicyviolation', ({ violatedDirective }) => console.error(violatedDirective));"


@pytest.fixture
def page(browser: Browser) -> Page:
    page = browser.new_page(viewport={"width": 360, "height": 740}, timezone_id="America/Chicago")
    page.clock.set_fixed_time(TIME)
    page.add_init_script(URLS + FAULTS)
    return page


@pytest.fixture
def guide(page: Page, address: str) -> Page:
    page.goto(f"{address}/guide/", wait_until="networkidle")
    walk_to_stay(page)
    go_on(page)
    return page


def made(page: Page, button: str) -> tuple[str, str]:
    """Give the name and the text of the file that a button makes."""
    if not page.get_by_role("button", name=button).is_visible():
        page.get_by_text(FOLD).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes().decode()


@pytest.mark.parametrize(
    ("button", "date", "day"),
    [
        ("In one week", "20270207", "Sunday, February 7"),
        ("In two weeks", "20270214", "Sunday, February 14"),
        ("In one month", "20270228", "Sunday, February 28"),
    ],
)
def test_the_file_holds_a_day_and_nothing_else(guide: Page, button: str, date: str, day: str) -> None:
    name, text = made(guide, button)

    assert name == "look-again.ics"
    lines = text.split("\r\n")
    uid = lines.pop(4)
    assert re.fullmatch(r"UID:\d+(-\d+){3}", uid)
    assert lines == [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//calendar//EN", "BEGIN:VEVENT", "DTSTAMP:20270131T120000Z"),
        *(f"DTSTART;VALUE=DATE:{date}", "SUMMARY:Look again", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", ""),
    ]
    expect(guide.locator("[data-again] [role=status]")).to_contain_text(f"a file for {day} is in your downloads")
    assert made(guide, button)[1].split("\r\n")[4] != uid


def test_a_title_of_any_words_is_written_as_the_standard_says(page: Page, address: str) -> None:
    title = "Ver otra vez, \N{KATAKANA LETTER A}; " + "\N{KATAKANA LETTER KA}" * 60

    def call_it_so(route: Route) -> None:
        found = route.fetch()
        route.fulfill(response=found, body=found.text().replace('"Look again"', f'"{title}"'))

    page.route("**/guide/", call_it_so)
    page.goto(f"{address}/guide/", wait_until="networkidle")
    walk_to_stay(page)
    go_on(page)

    text = made(page, "In one week")[1]

    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    written = title.replace(",", "\\,").replace(";", "\\;")
    assert f"\r\nSUMMARY:{written}\r\n" in text.replace("\r\n ", "")


def test_what_trace_it_leaves_is_said_before_a_button_and_paper_comes_first(guide: Page) -> None:
    said = guide.locator("[data-again]").inner_text()
    assert said.startswith("Choose a day to look again, and write it on your sheet")
    expect(guide.get_by_role("button", name="In one week")).to_be_hidden()

    guide.get_by_text(FOLD).click()

    said = guide.locator("[data-again]").inner_text()
    assert said.index("downloads") < said.index("account") < said.index("In one week")
    assert guide.evaluate("document.documentElement.scrollWidth") <= 360


def test_it_asks_nothing_of_anyone_and_leaves_the_page_as_it_was(guide: Page) -> None:
    asked, faults = list[str](), list[str]()
    guide.on("request", lambda request: asked.append(request.url))
    guide.on("console", lambda message: faults.append(message.text))
    guide.on("pageerror", lambda error: faults.append(str(error)))
    before = guide.evaluate("[location.href, document.title, history.length]")

    made(guide, "In two weeks")

    assert [url for url in asked if not url.startswith("blob:")] == []
    assert faults == []
    assert guide.evaluate("[location.href, document.title, history.length]") == before
    assert guide.evaluate(KEPT) == NOTHING


@pytest.mark.parametrize(
    ("given", "result"), [({"danger": "overdose"}, "overdose"), ({"danger": "none", "thoughts": "no-bed"}, "")]
)
def test_it_is_not_there_where_a_result_cannot_wait(
    page: Page, address: str, given: dict[str, str], result: str
) -> None:
    page.goto(f"{address}/guide/", wait_until="networkidle")
    for question, id in given.items():
        answer(page, question, id)
    while in_view(page) in ("body", "who"):
        answer(page, in_view(page), {"body": "none", "who": "me"}[in_view(page)])

    assert result in in_view(page)
    expect(page.locator("[data-outcome]:not([hidden])")).to_have_count(1)
    expect(page.locator("[data-again]")).to_be_hidden()


def test_where_a_frame_may_save_no_file_none_is_claimed(page: Page, address: str) -> None:
    around = f'<iframe src="{address}/guide/offline.html" width="360" height="700" sandbox="allow-scripts"></iframe>'
    page.route(f"{address}/around/", lambda route: route.fulfill(body=around, content_type="text/html"))
    page.goto(f"{address}/around/", wait_until="networkidle")
    saved = list[str]()
    page.on("download", lambda download: saved.append(download.suggested_filename))
    frame = page.frames[1]
    frame.wait_for_selector("fieldset[data-question=danger][aria-labelledby]")
    walk_to_stay(frame)
    go_on(frame)
    frame.get_by_text(FOLD).click()

    frame.get_by_role("button", name="In one week").click()

    said = frame.locator("[data-again] [role=status]")
    expect(said).to_contain_text("If your browser allowed it, ")
    expect(said).to_contain_text("If there is none, write the day on your sheet.")
    assert saved == []


@pytest.mark.parametrize("how", ["restart", "back", "leave"])
def test_the_file_and_its_day_go_with_the_result(guide: Page, how: str) -> None:
    made(guide, "In one week")
    made(guide, "In one month")

    if how == "leave":
        guide.evaluate("dispatchEvent(new CustomEvent('stepwell-leave', { detail: {} }))")
    elif how == "restart":
        guide.get_by_role("button", name="Start again").click()
    else:
        guide.go_back()

    guide.wait_for_function("() => urls.length === 4")
    (_, first), (_, second) = [(did, url) for did, url in guide.evaluate("urls") if did == "create"]
    assert guide.evaluate("urls") == [["create", first], ["revoke", first], ["create", second], ["revoke", second]]
    assert guide.locator("[data-again] [role=status]").text_content() == ""


def test_the_carried_guide_makes_the_file_too(page: Page, site: Path) -> None:
    page.goto((site / "guide/offline.html").as_uri())
    walk_to_stay(page)
    go_on(page)

    name, text = made(page, "In one week")

    assert name == "look-again.ics"
    assert "\r\nDTSTART;VALUE=DATE:20270207\r\n" in text
