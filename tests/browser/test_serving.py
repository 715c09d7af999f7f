"""While an author edits, the browser shows what was saved, and what is wrong with it."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Page, expect

from generator.site.serving import SiteServer
from tests.site.web_servers import ask
from tests.site.workbench import COMMAND, ROOT, environment

PROJECT = ROOT / "tests/cases/_valid/back-pain"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT, tmp_path / "project"))


@pytest.fixture
def served(project: Path, tmp_path: Path) -> Iterator[str]:
    """Give the address at which a copy of the small project of another field is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    words = [COMMAND, "serve", "--project", str(project), "--address", address]
    with (tmp_path / "said").open("wb") as said:
        process = subprocess.Popen(words, cwd=ROOT, env=environment(), stdout=said, stderr=said)
    try:
        _wait(process, f"http://{address}/")
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait(10)


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(600):
        assert process.poll() is None
        try:
            urllib.request.urlopen(address, timeout=60).close()
        except OSError:
            time.sleep(0.1)
            continue
        return
    raise AssertionError("the server did not answer")


def test_a_saved_line_is_shown_without_a_press(page: Page, served: str, project: Path) -> None:
    page.goto(f"{served}/safety/")
    file = project / "content/safety.md"
    text = file.read_text(encoding="utf-8")

    file.write_text(text.replace("\n# ", "\n# Made up and ", 1), encoding="utf-8")
    expect(page.locator("h1")).to_contain_text("Made up and ", timeout=60_000)

    file.write_text(text.replace("title:", "titel:", 1), encoding="utf-8")
    expect(page.locator("pre")).to_contain_text('key "titel" is not known here', timeout=60_000)
    expect(page.locator("pre")).to_contain_text("content/safety.md:2:1")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    file.write_text(text, encoding="utf-8")
    expect(page.locator("h1")).not_to_contain_text("Made up and ", timeout=60_000)
    expect(page.locator("pre")).to_have_count(0)


def test_a_served_page_works_as_a_published_one(page: Page, served: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    page.goto(f"{served}/guide/")
    page.locator("fieldset:visible input").first.wait_for()

    assert said == []
    policy = page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content") or ""
    assert re.search(r"script-src 'self'; .*connect-src 'self'", policy)


def test_a_page_that_is_not_there_is_said_so(served: str) -> None:
    answer = ask(f"{served}/nowhere/at/all")

    assert answer.status == 404
    assert b'href="/guide/"' in answer.body
    assert ask(f"{served}/levels").headers["location"] == "/levels/"
    assert ask(f"{served}/../levels.yaml").status == 404


def test_below_a_path_the_site_is_served_there(served: str, project: Path, page: Page) -> None:
    page.goto(f"{served}/")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("site_url: https://example.org/kb/\n")

    page.wait_for_url("**/kb/", timeout=60_000)

    page.locator("nav#menu a, a.name").first.click()
    assert page.url.startswith(f"{served}/kb/")


def test_the_map_of_the_guide_is_served_as_the_files_are(page: Page, served: str) -> None:
    page.goto(f"{served}/-/map/")

    expect(page.locator("h1")).to_contain_text("Map of the guide")
    assert page.locator("svg.map .end").count() > 0
    assert (page.goto(f"{served}/-/map/no-such-guide/") or pytest.fail("no answer")).status == 404


@pytest.mark.parametrize(
    ("error", "is_said"), [(BrokenPipeError, False), (ConnectionResetError, False), (OSError, True)]
)
def test_only_a_fault_of_ours_is_said_not_a_browser_that_hangs_up(
    error: type[OSError], is_said: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    def answer(*_: object) -> NoReturn:
        raise error("made up")

    with SiteServer(("127.0.0.1", 0), answer) as server, socket.socket() as asking:
        server.process_request_thread(asking, ("127.0.0.1", 1))

    assert ("made up" in capsys.readouterr().err) == is_said
