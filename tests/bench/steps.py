"""Measure how soon a step of the guide is painted: ours, and a page by hand that only hides and shows, by turns."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.bench.pages import serving
from tests.browser import chromium
from tests.browser.answers import input_of

# A frame is drawn when it is ready, not at the next tick of 60 a second: what is measured is work, and no luck.
_ARGUMENTS = ("--disable-frame-rate-limit", "--disable-gpu-vsync")
_PHONE: ViewportSize = {"width": 360, "height": 740}
_SLOWER = 4
_GUIDE = "guide/"
_NEXT = "[data-guide-next]"
# How long a page is left alone before a step and after it, in milliseconds.
_STILL = 100
_WALK = {
    "danger": ["none"],
    "thoughts": ["none"],
    "body": ["none"],
    "who": ["me"],
    "lately": ["none"],
    "uses": ["alcohol"],
    "where": ["intensive-outpatient"],
    "signs-up": ["none"],
    "home": ["safe"],
    "change": ["none"],
}
# A press of a real key or mouse is marked as it reaches the page, then the first task after its frame, which styles,
# lays out and paints, then the first moment with nothing left to do.
_PROBE = """(() => {
  window.idle = 0;
  const watch = (event) => {
    if (event.type === "click" ? !event.target.closest("[data-guide-next]") : event.key !== "Enter") return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      performance.mark("painted");
      requestIdleCallback(() => idle = performance.mark("idle").startTime, { timeout: 1000 });
    };
    requestAnimationFrame(() => port2.postMessage(0));
    performance.mark("press");
  };
  addEventListener("click", watch, true);
  addEventListener("keydown", watch, true);
})()"""
# What a person would write by hand: the screens of one walk as they stand in the page, and a script that goes on.
_SCREEN = """(parts) => parts.map((part) => {
  const seen = part.cloneNode(true);
  for (const hidden of seen.querySelectorAll("[hidden]")) hidden.remove();
  return seen.outerHTML;
}).join("")"""
_PAGE = """(screens) => {
  const page = document.documentElement.cloneNode(true), guide = page.querySelector("[data-guide]");
  for (const other of page.querySelectorAll("script, meta[http-equiv]")) other.remove();
  guide.innerHTML = screens.join("");
  return `<!doctype html>${page.outerHTML}`;
}"""
_BY_HAND = """<p class="guide-steps"><button type="button" class="guide-next" data-guide-next>Next</button></p>
<script>
const screens = [...document.querySelectorAll("[data-screen]")];
let at = 0;
function show(place) {
  screens[at].hidden = true;
  at = place;
  screens[at].hidden = false;
  scrollTo(0, 0);
  screens[at].querySelector("h2").focus();
}
function next() {
  history.pushState({ at: at + 1 }, "");
  show(at + 1);
}
document.querySelector("[data-guide-next]").onclick = next;
document.querySelector("[data-guide-restart]").onclick = () => history.go(-at);
addEventListener("keydown", ({ key }) => key === "Enter" && next());
addEventListener("popstate", ({ state }) => show(state?.at ?? 0));
</script>"""


@dataclass(frozen=True)
class Times:
    """Be the milliseconds from a press to the paint, of each step and of each result, and until nothing is left."""

    steps: list[float] = field(default_factory=list)
    results: list[float] = field(default_factory=list)
    wholes: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Measured:
    """Be what was seen of one page: the time that went by, and the main thread's own, which other work cannot slow."""

    gone_by: Times = field(default_factory=Times)
    own: Times = field(default_factory=Times)


def rows(site: Path, folder: Path, times: int) -> Iterator[tuple[str, ...]]:
    """Give a row for a step and for the result, ours beside the page by hand: median and worst."""
    yield (f"what, {_SLOWER} times slower", "ours: median, worst", "by hand: median, worst", "ours / by hand")
    pair = measure_steps(site, folder, times)
    for said, both in (("time gone by", [one.gone_by for one in pair]), ("work alone", [one.own for one in pair])):
        yield _row(f"a step, answer to paint, {said}", *(one.steps for one in both))
        yield _row(f"the result, answer to paint, {said}", *(one.results for one in both))
        yield _row(f"the result, until nothing is left, {said}", *(one.wholes for one in both))


def _row(what: str, ours: list[float], by_hand: list[float]) -> tuple[str, ...]:
    said = [f"{median(found):.1f} ms, {max(found):.1f} ms" for found in (ours, by_hand)]
    return (what, *said, f"{median(ours) / median(by_hand):.2f}")


def measure_steps(site: Path, folder: Path, times: int) -> tuple[Measured, Measured]:
    """Walk ours and the page by hand by turns, each time twice in one page."""
    found = (Measured(), Measured())
    with serving(site) as ours, serving(folder) as by_hand, sync_playwright() as playwright:
        arguments = [*chromium.ARGUMENTS, *_ARGUMENTS]
        shutil.copytree(site / "assets", folder / "assets")
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=arguments)
        _write_by_hand(browser, f"{ours}/{_GUIDE}", folder)
        for turn in range(times):
            for host, one in zip((ours, by_hand), found, strict=True):
                _measure(browser, f"{host}/{_GUIDE}", one, has_mouse=turn % 2 == 0)
        browser.close()
    return found


def _write_by_hand(browser: Browser, address: str, folder: Path) -> None:
    page = browser.new_page(viewport=_PHONE)
    page.goto(address)
    screens = []
    for question, answers in _WALK.items():
        screens.append(page.locator(f"fieldset[data-question={question}]").evaluate_all(_SCREEN))
        _answer(page, question, answers)
        page.locator(_NEXT).click()
    screens.append(page.locator(".guide-review").evaluate_all(_SCREEN))
    page.locator(_NEXT).click()
    page.wait_for_timeout(5 * _STILL)
    screens.append(page.locator("section[data-outcome]:visible, .guide-end, .sheet").evaluate_all(_SCREEN))
    said = [f"<div data-screen{' hidden' if place else ''}>{screen}</div>" for place, screen in enumerate(screens)]
    html = page.evaluate(_PAGE, [*said, _BY_HAND])
    page.close()
    target = folder / _GUIDE / "index.html"
    target.parent.mkdir(parents=True)
    target.write_text(html, encoding="utf-8")


def _measure(browser: Browser, address: str, into: Measured, *, has_mouse: bool) -> None:
    """Walk slowed down, for the time gone by, and at full speed, for the work: that of a slowed page is not counted."""
    for times, clock, rate in ((into.gone_by, "ts", _SLOWER), (into.own, "tts", 1)):
        page = browser.new_context(viewport=_PHONE).new_page()
        page.add_init_script(_PROBE)
        page.goto(address)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
        browser.start_tracing(page=page, categories=["blink.user_timing"])
        _walk(page, has_mouse=has_mouse)
        page.locator("[data-guide-restart]").click()
        page.wait_for_timeout(5 * _STILL)
        _walk(page, has_mouse=has_mouse)
        presses = _presses(json.loads(browser.stop_tracing())["traceEvents"], clock)
        page.context.close()
        slower = _SLOWER / rate
        for place, (painted, idle) in enumerate(presses, 1):
            (times.steps if place % (len(_WALK) + 1) else times.results).append(painted * slower)
            if place % (len(_WALK) + 1) == 0:
                times.wholes.append(idle * slower)


def _presses(events: Iterable[dict[str, object]], clock: str) -> list[tuple[float, float]]:
    """Give the milliseconds from each press to its paint, and until nothing was left to do."""
    marks = sorted((e for e in events if e["name"] in ("press", "painted", "idle")), key=lambda e: float(str(e["ts"])))
    names, at = [mark["name"] for mark in marks], [float(str(mark[clock])) / 1000 for mark in marks]
    assert names == ["press", "painted", "idle"] * (2 * len(_WALK) + 2), names
    return [(at[i + 1] - at[i], at[i + 2] - at[i]) for i in range(0, len(at), 3)]


def _walk(page: Page, *, has_mouse: bool) -> None:
    for question, answers in _WALK.items():
        _answer(page, question, answers)
        _press(page, has_mouse=has_mouse)
    _press(page, has_mouse=True)


def _answer(page: Page, question: str, answers: list[str]) -> None:
    for answer in answers:
        page.locator(f"{input_of(question, answer)}:visible").click()


def _press(page: Page, *, has_mouse: bool) -> None:
    page.wait_for_timeout(_STILL)
    before = page.evaluate("idle")
    if has_mouse:
        page.locator(_NEXT).click()
    else:
        page.keyboard.press("Enter")
    page.wait_for_function("(before) => idle > before", arg=before)
    page.wait_for_timeout(_STILL)


def main() -> None:
    """Measure the steps of a site that is built."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.steps", description=__doc__)
    parser.add_argument("site", type=Path, help="the folder of the site")
    parser.add_argument("--times", type=int, default=6, help="how often to open each page and walk twice in it")
    said = parser.parse_args()
    with TemporaryDirectory(prefix="stepwell-steps-") as folder:
        for row in rows(said.site, Path(folder), said.times):
            print("  ".join(cell.ljust(width) for cell, width in zip(row, (62, 24, 24, 0), strict=True)).rstrip())


if __name__ == "__main__":
    main()
