"""Drive Chromium and Firefox by the same words."""

from __future__ import annotations

from typing import Any, Protocol

from playwright.sync_api import Page


class Window(Protocol):
    """One window of a browser; tests/browser/firefox.py holds that of Firefox."""

    def go(self, address: str) -> None:
        """Load a page."""

    def run(self, script: str, *arguments: object) -> Any:
        """Run the body of a function in the page and give what it returns."""

    def click(self, selector: str) -> None:
        """Click as a person would who scrolls there first."""

    def type(self, selector: str, words: str) -> None:
        """Write into a field, key by key."""

    def back(self) -> None:
        """Press the browser's own button."""

    def forward(self) -> None:
        """Press the browser's own button."""

    def reload(self) -> None:
        """Load the page again."""


class Chromium:
    """One window of Chromium."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def go(self, address: str) -> None:
        """Load a page."""
        self._page.goto(address)

    def run(self, script: str, *arguments: object) -> Any:
        """Run the body of a function in the page and give what it returns."""
        return self._page.evaluate(f"(given) => (function () {{ {script} }}).apply(null, given)", list(arguments))

    def click(self, selector: str) -> None:
        """Click as a person would who scrolls there first."""
        self._page.locator(selector).first.click()

    def type(self, selector: str, words: str) -> None:
        """Write into a field, key by key."""
        self._page.locator(selector).first.press_sequentially(words)

    def back(self) -> None:
        """Press the browser's own button."""
        self._page.go_back()

    def forward(self) -> None:
        """Press the browser's own button."""
        self._page.go_forward()

    def reload(self) -> None:
        """Load the page again."""
        self._page.reload()
