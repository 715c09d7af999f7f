"""Watch pages come in bit by bit, as on a bad line: what is in view stays where it is."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.test_access import MORE_KINDS
from tests.browser.test_pages import KINDS

_PIECE = 400
_PAUSE = 0.02
_SHIFTS = """() => new Promise((done) => {
  const moved = [];
  new PerformanceObserver((list) => list.getEntries().forEach(({ value, sources }) => moved.push(
    ...sources.filter(() => value > 0.0005).map(({ node }) => `${value.toFixed(4)} ${node?.outerHTML?.slice(0, 90)}`),
  ))).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(moved), 100);
})"""


@pytest.fixture(scope="module")
def slow_address(site: Path) -> Iterator[str]:
    class Slowly(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = Path(self.translate_path(self.path))
            path = path / "index.html" if path.is_dir() else path
            text = path.read_bytes() if path.is_file() else b""
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(str(path)))
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            # The head, the style in it and the help bar come together in the first packets (test_hosting.py).
            begin = max(text.find(b"<main"), 0)
            self.wfile.write(text[:begin])
            for start in range(begin, len(text), _PIECE):
                # What is far below the first screens cannot move them.
                time.sleep(_PAUSE if start < begin + 8_000 else 0)
                self.wfile.write(text[start : start + _PIECE])

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: Slowly(*given, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("width", [412, 1280])
def test_nothing_moves_while_a_page_comes_in(browser: Browser, slow_address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    moved = {}
    for kind in (*KINDS, *MORE_KINDS):
        page.goto(f"{slow_address}/{kind}", wait_until="load")
        moved[kind] = page.evaluate(_SHIFTS)
    context.close()

    assert {kind: shifts for kind, shifts in moved.items() if shifts} == {}
