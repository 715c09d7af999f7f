"""Open the editor in a window of Chromium, see that no script fails in it, and leave its draft as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from playwright.sync_api import Browser, Locator, Page, expect

from generator.editing import EditSession, Stale
from tests.edit_server.running import Asking

PATIENCE = 60_000
_REFUSED = ("409", "422")
"""What a browser calls an error, and the editor says on purpose."""


class Editing:
    """One window of the editor, and the session behind it."""

    def __init__(self, page: Page, asking: Asking, session: EditSession) -> None:
        self.page, self.session = page, session
        self._root = f"http://{asking.guard.host}"
        self._folder = asking.guard.folder
        self.guard = asking.guard
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        page.goto(asking.guard.new_address())
        page.wait_for_selector(".bar")

    def go(self, path: str) -> None:
        """Open a page of the editor."""
        self.page.goto(f"{self._root}{self._folder}{path}")

    def press(self, target: Locator, key: str = "Enter") -> None:
        """Reach a control by its own focus, see that it took it, and press a key."""
        target.focus()
        expect(target).to_be_focused()
        self.page.keyboard.press(key)

    def type(self, target: Locator, text: str) -> None:
        """Type a text in the place of what stands in a field."""
        target.focus()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def settled(self) -> None:
        """Wait until all that was typed is kept and proven."""
        expect(self.page.locator("body")).to_have_attribute("data-waits", "")

    def kept(self, file: str, text: str) -> None:
        """Wait until a text stands in a file as it would be saved."""
        for _ in range(PATIENCE // 50):
            if text in self.text(file):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{text!r} was not kept: {self.page.locator('.said').inner_text()}")

    def text(self, file: str) -> str:
        """Return a file as it would be saved."""
        return self.session.text_of(file) or ""


@contextmanager
def editing_in(browser: Browser, running: tuple[Asking, EditSession]) -> Iterator[Editing]:
    """Give a window of an editor that runs; what was changed in it is thrown away, and no script may have failed."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    editing, session = Editing(context.new_page(), *running), running[1]
    yield editing
    context.close()
    for _ in range(3):  # what was sent last may still come
        with suppress(Stale):
            session.discard(session.version)
    assert [fault for fault in editing.faults if not any(status in fault for status in _REFUSED)] == []
