"""Use the page for staff as they do: find a situation, copy a text, print a code that any phone reads."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pytest
import zxingcpp
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.access import SMALL_TARGETS
from tests.browser.test_access import faults_of

STAFF = "staff/"
SENT = """() => [...document.querySelectorAll("details.sent")].map((sent) =>
  [sent.querySelector("img").getAttribute("src"), sent.querySelector("[data-sent]").textContent])"""
# Draws an image on a ground, and gives the grey of each pixel: no library but the browser draws for these tests.
DRAWN = """async ([source, side, ground, filter, threshold]) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: side * 1.5, height: side * 1.5 });
  const pen = canvas.getContext("2d");
  pen.fillStyle = ground;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.filter = filter;
  pen.drawImage(image, side / 4, side / 4, side, side);
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  const grey = new Uint8Array(data.length / 4).map((_, at) => data[4 * at]);
  if (threshold) grey.forEach((value, at) => (grey[at] = value < threshold ? 0 : 255));
  return btoa(grey.reduce((text, value) => text + String.fromCharCode(value), ""));
}"""
PRINTED = 400
WAYS = {
    "as it is": (PRINTED, "#fff", "none", 0),
    "at 35 %": (PRINTED * 35 // 100, "#fff", "none", 0),
    "blurred": (PRINTED, "#fff", "blur(3px)", 0),
    "in black and white": (PRINTED, "#fff", "blur(2px)", 128),
    "grey": (PRINTED, "#bbb", "opacity(.35)", 0),
    "on a dark page": (PRINTED, "#14191c", "none", 0),
}


def read(page: Page, source: str, way: tuple[int, str, str, int]) -> list[str]:
    """Give what a reader of codes finds in an image that is shown in some way."""
    side, *_ = way
    pixels = base64.b64decode(page.evaluate(DRAWN, [source, *way]))
    width = int(side * 1.5)
    image = memoryview(pixels).cast("B", shape=[width, width])
    return [code.text for code in zxingcpp.read_barcodes(image)]


@pytest.fixture
def staff(page: Page, address: str) -> Page:
    page.goto(f"{address}/{STAFF}")
    return page


def situation(page: Page, name: str) -> Locator:
    return page.locator("details.part", has=page.get_by_role("heading", name=name, exact=True))


def misread(page: Page, sent: list[tuple[str, str]], ending: str, way: str) -> dict[str, list[str]]:
    """Give the links whose codes lead elsewhere, with what a reader of codes finds."""
    found = {url: read(page, source.replace(".svg", f".{ending}"), WAYS[way]) for source, url in sent}
    return {url: urls for url, urls in found.items() if urls != [url]}


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_every_code_leads_where_its_link_does(staff: Page, ending: str) -> None:
    sent = staff.evaluate(SENT)

    assert len(sent) > 100
    assert misread(staff, sent, ending, "as it is") == {}


@pytest.mark.parametrize("ending", ["svg", "png"])
@pytest.mark.parametrize("way", [way for way in WAYS if way != "as it is"])
def test_code_is_read_however_it_is_shown(staff: Page, ending: str, way: str, pytestconfig: pytest.Config) -> None:
    # A longer link has more and smaller squares: of the shortest to the longest every twelfth.
    sent = sorted(staff.evaluate(SENT), key=lambda each: len(each[1]), reverse=True)
    some = sent if pytestconfig.getoption("--every-page") else sent[::12]

    assert len(some) > 8
    assert misread(staff, some, ending, way) == {}


def test_a_code_that_is_lost_in_a_blur_is_not_read(staff: Page) -> None:
    source, url = staff.evaluate(SENT)[0]

    assert url not in read(staff, source, (PRINTED, "#fff", "blur(14px)", 0))


def test_a_code_comes_once_it_is_opened_and_is_offered_to_print(staff: Page, address: str) -> None:
    asked: list[str] = []
    staff.on("request", lambda request: asked.append(request.url))
    waits = situation(staff, "Somebody waits for a place")
    waits.locator("summary").first.click()
    code = waits.locator(".code").first
    assert asked == []

    code.locator("summary").click()
    code.scroll_into_view_if_needed()
    staff.wait_for_function("image => image.complete && image.naturalWidth", arg=code.locator("img").element_handle())
    with staff.expect_download() as download:
        code.get_by_role("link", name="PNG").click()

    assert asked[0] == f"{address}/{STAFF}codes/while-you-wait.svg"
    assert download.value.suggested_filename == "while-you-wait.png"
    expect(code.locator(".made-up")).to_be_visible()


def test_one_press_copies_a_text(phone: BrowserContext, staff: Page) -> None:
    phone.grant_permissions(["clipboard-read", "clipboard-write"])
    waits = situation(staff, "Somebody waits for a place")
    waits.locator("summary").first.click()
    mail = waits.locator("[data-sent]").nth(2)

    mail.locator("+ button").click()

    expect(mail.locator("+ button")).to_have_text("Copied")
    expect(staff.locator(".sift [role=status]")).to_have_text("Copied")
    copied = staff.evaluate("() => navigator.clipboard.readText()")
    assert copied.split("\n\n") == mail.inner_text().split("\n\n")
    assert len(copied.split("\n\n")) == 2
    assert "https://stepwell.example/go/while-you-wait/" in copied


def test_where_copying_is_forbidden_the_text_is_selected(phone: BrowserContext, address: str) -> None:
    page = phone.new_page()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden'))")
    page.goto(f"{address}/{STAFF}")
    waits = situation(page, "Somebody waits for a place")
    waits.locator("summary").first.click()
    message = waits.locator("[data-sent]").nth(1)

    message.locator("+ button").click()

    expect(message.locator("+ button")).to_have_text("Selected, now copy it")
    assert page.evaluate("() => String(getSelection())") == message.inner_text()


def test_words_and_sorts_sift_what_stands_there(staff: Page, address: str) -> None:
    asked: list[str] = []
    staff.on("request", lambda request: asked.append(request.url))
    field, status = staff.get_by_label("Look for a word"), staff.locator(".sift [role=status]")
    every = staff.locator(".sent").count()

    field.fill("INSURER approved")
    expect(staff.locator("#insurer-said-no")).to_be_visible()
    assert {part.get_attribute("id") for part in staff.locator(".part:visible h2").all()} == {"insurer-said-no"}
    expect(status).to_have_text(f"{staff.locator('.sent:visible').count()} found")

    field.fill("no such word")
    expect(status).to_contain_text("Nothing found")
    assert staff.locator(".part:visible").count() == 0

    field.fill("")
    staff.get_by_label("Show", exact=True).select_option("Moves between levels")
    assert {part.get_attribute("id") for part in staff.locator(".part:visible h2").all()} == {"all-move"}
    staff.get_by_label("Show", exact=True).select_option("Everything")
    expect(status).to_have_text("")
    assert staff.locator(".sent:not([hidden])").count() == every
    assert staff.locator(".part[open]").count() == 0
    assert asked == []
    assert staff.url == f"{address}/{STAFF}"


def test_the_common_name_of_withdrawal_care_finds_it(staff: Page) -> None:
    staff.get_by_label("Look for a word").fill("detox")

    expect(staff.get_by_text("Withdrawal care ends in a day or two", exact=True).last).to_be_visible()


def test_leaving_takes_the_words_out_of_the_field(staff: Page) -> None:
    field = staff.get_by_label("Look for a word")
    field.fill("a name")

    staff.evaluate("() => dispatchEvent(new CustomEvent('stepwell-leave', { detail: { entries: 0 } }))")

    assert field.input_value() == ""


@pytest.fixture
def without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_script_everything_can_be_read_and_no_button_does_nothing(without_script: Page, address: str) -> None:
    without_script.goto(f"{address}/{STAFF}#first-call")

    first_call = situation(without_script, "Somebody calls for the first time")
    expect(first_call.locator("dd").nth(3)).to_be_visible()
    assert without_script.locator(".sift").is_hidden()
    assert without_script.locator("main button").count() == 0
    first_call.locator(".code summary").first.click()
    expect(first_call.locator(".code img").first).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_opened_parts_are_whole_and_axe_finds_nothing(browser: Browser, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/{STAFF}")
    page.get_by_label("Look for a word").fill("tonight")
    page.evaluate(
        "() => document.querySelectorAll('.part:not([hidden]) details').forEach((each) => (each.open = true))"
    )

    assert page.locator(".sent:visible").count() > 2
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate(SMALL_TARGETS) == []
    assert faults_of(page) == []
    context.close()


def test_every_text_message_is_one_message(staff: Page) -> None:
    messages = staff.evaluate(
        "() => [...document.querySelectorAll('.texts > div:nth-child(2) [data-sent]')].map((e) => e.textContent)"
    )

    assert len(messages) > 100
    assert [message for message in messages if len(message) > 160 or not message.isascii()] == []
    assert [message for message in messages if "https://stepwell.example/go/" not in message] == []
