"""Measure how soon a page is painted: ours, the same text written by hand, and plain Material, by turns."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright
from selectolax.lexbor import LexborHTMLParser

from generator.site.building import write_files
from generator.site.compression import compressed
from generator.site.memory import Memory
from generator.site.serving import SiteServer
from tests.bench.weight import weigh_cold_page
from tests.browser import chromium
from tests.site.workbench import files_in

PAGES = {
    "home": "",
    "the guide": "guide/",
    "an outcome": "guide/less-support/",
    "a level": "levels/residential/",
    "the comparison": "levels/",
}
# What Lighthouse takes for a phone on a slow line: 150 ms there and back, 1.6 Mbit a second, four times slower.
_LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
_SLOWER = 4
_PAINT = """() => new Promise((done) => {
  let paint = 0, shift = 0;
  new PerformanceObserver((list) => { paint = list.getEntries().at(-1).startTime; })
    .observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { shift += entry.value; }))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done([paint, shift]), 300);
})"""
_BY_HAND = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>By hand</title>
<style>body{{margin:0 auto;padding:1rem;max-width:40rem;font:1.1rem/1.6 system-ui,sans-serif}}</style>
</head><body>{}</body></html>
"""


@dataclass(frozen=True)
class Painted:
    """Be what a browser saw of one page: milliseconds to the largest paint, and how far things jumped."""

    paint: float
    shift: float


def measure_paint(site: Path, peer: Path, folder: Path, times: int) -> Iterator[tuple[str, ...]]:
    """Give a row for each kind of page: largest paint of ours, by hand and Material's; ours as a part of by hand."""
    write_by_hand(site, folder)
    for site_of in (folder, peer):
        write_files(compressed(files_in(site_of), Memory()), site_of)
    with serving(site) as ours, serving(folder) as by_hand, serving(peer) as material, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.ARGUMENTS))
        paint(browser, f"{ours}/")
        for what, address in PAGES.items():
            hosts = (ours, by_hand, material)
            found = [[paint(browser, f"{host}/{address}") for host in hosts] for _ in range(times)]
            paints = [median(run[place].paint for run in found) for place in range(len(hosts))]
            shifts = [max(run[place].shift for run in found) for place in range(len(hosts))]
            said = [f"{ms:.0f} ms, shift {shift:.3f}" for ms, shift in zip(paints, shifts, strict=True)]
            yield (f"largest paint of {what}", *said, f"{paints[0] / paints[1]:.2f}")
        browser.close()


def measure_weight(site: Path, by_hand: Path, peer: Path) -> Iterator[tuple[str, ...]]:
    """Give a row for each kind of page: gzip bytes and requests of a cold page."""
    for what, address in PAGES.items():
        weights = [weigh_cold_page(folder, f"{address}index.html") for folder in (site, by_hand, peer)]
        said = [f"{weight.gzip:,} in {weight.requests}" for weight in weights]
        yield (f"bytes, gzip, and requests of {what}", *said, f"{weights[0].gzip / weights[1].gzip:.2f}")


def write_by_hand(site: Path, into: Path) -> None:
    """Write the text of each page in the plainest HTML that a person would write: one file, one line of style."""
    for address in PAGES.values():
        tree = LexborHTMLParser((site / address / "index.html").read_text(encoding="utf-8"))
        for node in tree.css("script, svg, [hidden]"):
            node.decompose()
        for node in tree.css("body *"):
            for name in set(node.attributes) - {"href", "type", "name", "value", "id", "for"}:
                del node.attrs[name]
        parts = [tree.css_first(part) for part in ("header", "aside", "article", "footer")]
        target = into / address / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        html = "\n".join(part.html or "" for part in parts if part)
        target.write_text(_BY_HAND.format(html), encoding="utf-8")


def paint(browser: Browser, address: str) -> Painted:
    """Open a page in a browser that has never been there, on a slow phone and line."""
    context = browser.new_context(viewport={"width": 412, "height": 823}, device_scale_factor=1.75, is_mobile=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", _LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    page.goto(address, wait_until="load")
    found = Painted(*page.evaluate(_PAINT))
    context.close()
    return found


class _Compressed(http.server.SimpleHTTPRequestHandler):
    """Send the compressed file that stands beside a text, as a web server does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        packed = path.with_name(f"{path.name}.gz")
        found = packed if packed.is_file() else path
        if not found.is_file():
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if found is packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(found.stat().st_size))
        self.end_headers()
        self.wfile.write(found.read_bytes())

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port and give its address."""
    server = SiteServer(("127.0.0.1", 0), functools.partial(_Compressed, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def rows(site: Path, peer: Path, folder: Path, times: int) -> Iterable[tuple[str, ...]]:
    """Give the whole table of pages, its head first."""
    yield ("what", "ours", "by hand", "plain Material", "ours / by hand")
    yield from measure_paint(site, peer, folder, times)
    yield from measure_weight(site, folder, peer)
