"""Measure the site behind a real nginx with the file that we ship: Lighthouse, and answers a second."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests import system_package
from tests.bench.pages import PAGES
from tests.browser import chromium
from tests.site import web_servers

_LIGHTHOUSE = ("npx", "--yes", "lighthouse@12.8.2")
_ON_THE_FLY = "gzip on; gzip_types text/css application/javascript;"


def rows(site: Path, folder: Path) -> Iterator[tuple[str, ...]]:
    """Give what can be measured with what this machine has; say what is missing."""
    yield ("what", "ours, through nginx")
    if web_servers.find("nginx") is None:
        yield ("Lighthouse, and answers a second", "nginx is not installed")
        return
    yield from _lighthouse(site, folder) if shutil.which("npx") else [("Lighthouse", "npm is not installed")]
    yield from _answers(site, folder) if shutil.which("wrk") else [("answers a second", "wrk is not installed")]


def _lighthouse(site: Path, folder: Path) -> Iterator[tuple[str, ...]]:
    # It does not find its way into the shell without windows.
    browser = system_package.find(chromium.NAMES[1:])
    if browser is None:
        yield ("Lighthouse", "a whole Chromium is not installed")
        return
    with web_servers.serving("nginx", site, folder) as address:
        for what, path in PAGES.items():
            flags = " ".join(chromium.ARGUMENTS[:-1])
            words = [f"{address}/{path}", "--quiet", "--output=json", f"--chrome-flags={flags}"]
            words.append(f"--chrome-path={browser}")
            done = subprocess.run([*_LIGHTHOUSE, *words], capture_output=True, text=True)
            if done.returncode != 0:
                yield (f"Lighthouse, mobile: {what}", f"failed: {done.stderr.strip().splitlines()[-1:]}")
                continue
            report = json.loads(done.stdout)
            scores = [f"{name} {category['score'] * 100:.0f}" for name, category in report["categories"].items()]
            yield (f"Lighthouse, mobile: {what}", ", ".join(scores))


def _answers(site: Path, folder: Path) -> Iterator[tuple[str, ...]]:
    for what, instead in (("sent as they were built", "gzip_static on;"), ("compressed on the fly", _ON_THE_FLY)):
        with web_servers.serving("nginx", site, folder, {"gzip_static on;": instead}) as address:
            words = ["wrk", "-t1", "-c32", "-d3s", "-H", "Accept-Encoding: gzip", f"{address}/levels/residential/"]
            said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
        found = re.search(r"Requests/sec:\s+([\d.]+)", said)
        assert found is not None, said
        yield (f"pages of a level a second, {what}", f"{float(found[1]):,.0f}")
