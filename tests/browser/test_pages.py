"""Look at every kind of page as a reader's browser shows it."""

import pytest
from playwright.sync_api import Browser, Page, expect

KINDS = (
    "",
    "guide/",
    "guide/plain/",
    "guide/less-support/",
    "levels/",
    "levels/residential/",
    "levels/medical-residential/",
    "levels/recovery-residence/",
    "moves/",
    "moves/residential-to-intensive-outpatient/",
    "step-up/",
    "step-down/",
    "safety/",
    "sources/",
    "search/",
    "404.html",
    "error.html",
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_screen(page: Page, address: str, kind: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/{kind}")

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("kind", ["guide/", "guide/plain/", "levels/", "levels/residential/", "moves/", "search/"])
def test_a_name_without_a_space_does_not_widen_the_page(page: Page, address: str, kind: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{address}/{kind}")

    page.evaluate("""() => document.querySelectorAll("h1, h2, main a, fieldset > div span, .guide-lines li").forEach(
      (named) => { if (!named.children.length) named.textContent = "Wwww".repeat(80); })""")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_menu_of_a_phone_opens_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/levels/residential/")

    page.get_by_role("button", name="Menu").click()

    expect(page.get_by_role("link", name="Safety", exact=True).first).to_be_visible()
    context.close()


def test_help_and_exit_are_not_printed_over_the_text(page: Page, address: str) -> None:
    page.goto(f"{address}/levels/residential/")

    page.emulate_media(media="print")

    expect(page.get_by_role("link", name="Leave this page")).to_be_hidden()
    expect(page.get_by_text("988").first).to_be_visible()
