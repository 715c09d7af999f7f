"""Watch pages come in bit by bit, as on a bad line: what is in view stays where it is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.serving import Quiet, serving
from tests.browser.test_access import MORE_KINDS
from tests.browser.test_pages import KINDS

_PIECE = 150
_PAUSE = 0.02
_AT_ONCE = 4
# Less is a word at the end of a line that goes to the next one with what follows it; a space that does so is not seen.
_SHIFTS = """() => new Promise((done) => {
  const moved = [];
  new PerformanceObserver((list) => list.getEntries().forEach(({ value, sources }) => moved.push(
    ...sources.filter(({ node }) => value > 0.002 && node?.textContent.trim() !== "")
      .map(({ node }) => `${value.toFixed(4)} ${(node?.outerHTML ?? node?.textContent)?.slice(0, 90)}`),
  ))).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(moved), 100);
})"""


@pytest.fixture(scope="module")
def slow_addresses(site: Path) -> Iterator[list[str]]:
    """Give the addresses of servers that send a page as slowly as each other, and do not wait for each other."""

    class Slowly(Quiet):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # noqa: N802 - http.server looks for this name
            path = Path(self.translate_path(self.path))
            path = path / "index.html" if path.is_dir() else path
            text = path.read_bytes() if path.is_file() else b""
            # A script comes when the page is in view.
            time.sleep(0.2 if path.suffix == ".js" else 0)
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(str(path)))
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            sent = max(text.find(b"<body"), 0)
            self.wfile.write(text[:sent])
            slow_until = sent + 10_000  # what is far below the first screens cannot move them
            while sent < len(text):
                time.sleep(_PAUSE if sent < slow_until else 0)
                end = text.find(b"<", sent + _PIECE)
                self.wfile.write(text[sent : end if end > 0 else len(text)])
                sent = end if end > 0 else len(text)

    with ExitStack() as servers:
        yield [servers.enter_context(serving(site, Slowly)) for _ in range(_AT_ONCE)]


@pytest.mark.parametrize("width", [412, 1280])
def test_nothing_moves_while_a_page_comes_in(browser: Browser, slow_addresses: list[str], width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    windows = [(context.new_page(), address) for address in slow_addresses]
    kinds, moved = iter((*KINDS, *MORE_KINDS)), {}
    while some := list(zip(windows, kinds, strict=False)):
        for (page, address), kind in some:
            page.goto(f"{address}/{kind}", wait_until="commit")
        for (page, _), kind in some:
            page.wait_for_load_state("load")
            moved[kind] = page.evaluate(_SHIFTS)
    context.close()

    assert len(moved) == len(KINDS) + len(MORE_KINDS)
    assert {kind: shifts for kind, shifts in moved.items() if shifts} == {}
