"""A word of the glossary opens its meaning where it stands; without script it leads there and back."""

from playwright.sync_api import Browser, Page, expect


def test_a_word_opens_its_meaning_and_the_address_stays(page: Page, address: str) -> None:
    page.goto(f"{address}/tonight/")
    word = page.locator("a.term:visible").first
    word.focus()
    page.keyboard.press("Enter")

    meaning = page.locator(":popover-open")
    expect(meaning).to_have_count(1)
    expect(meaning.locator(".words-back")).to_be_hidden()
    assert page.url == f"{address}/tonight/"
    page.keyboard.press("Escape")
    expect(meaning).to_have_count(0)
    expect(word).to_be_focused()


def test_without_script_a_word_leads_to_its_meaning_and_back(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{address}/tonight/")
    word = page.locator("a.term:visible").first
    word.click()

    meaning = page.locator(".words p:target")
    expect(meaning).to_be_in_viewport()
    meaning.locator(".words-back").click()
    expect(word).to_be_in_viewport()
    expect(page.locator(".words p:visible")).to_have_count(0)
