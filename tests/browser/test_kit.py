"""Unpack the kit, open it from its folder as a double click does, and follow its links: nothing else is asked for."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.problems import Problems
from generator.project import open_project
from generator.site.kit import README, write_kit
from tests.browser.test_guide import go_on, walk_to_stay
from tests.conftest import ROOT, TODAY
from tests.site.workbench import copy_project

TEN = (
    *("", "levels/", "levels/residential/", "moves/", "guide/plain/", "guide/sheet/"),
    *("glossary/", "search/", "tonight/", "sources/"),
)


def packed(out: Path, root: Path = ROOT) -> None:
    problems = Problems()
    project = open_project(root, problems, today=TODAY)
    assert project.verified is not None
    assert write_kit(project, project.verified, out, problems), list(problems)


@pytest.fixture(scope="session")
def kit(made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """Give the folder that the shipped project's kit was unpacked into."""

    def unpack(folder: Path) -> None:
        packed(folder.with_suffix(".zip"))
        zipfile.ZipFile(folder.with_suffix(".zip")).extractall(folder)

    return made_once("kit", unpack)


@pytest.fixture
def faults(page: Page, kit: Path) -> list[str]:
    """Collect what a page of the kit says is wrong, and asks for beside it."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("requestfailed", lambda request: found.append(f"failed: {request.url}"))
    page.on(
        "request",
        lambda request: None if request.url.startswith((kit.as_uri(), "data:image/")) else found.append(request.url),
    )
    return found


def test_every_link_of_a_page_opens_from_the_folder(page: Page, kit: Path, faults: list[str]) -> None:
    leads = {}
    for address in TEN:
        page.goto((kit / address / "index.html").as_uri())
        links = page.eval_on_selector_all(
            "a[href]", "(links) => links.map((link) => new URL(link.getAttribute('href').split('#')[0], location).href)"
        )
        leads[address] = {link for link in links if link.startswith("file:")}

    # Most pages lead to the same ones: each is opened once.
    for link in sorted(set().union(*leads.values())):
        page.goto(link)
        assert page.locator("h1").count() == 1, link
        assert link.startswith(kit.as_uri())

    assert [address for address, links in leads.items() if len(links) <= 5] == []
    assert faults == []


def test_the_guide_of_the_kit_is_one_file_and_works(page: Page, kit: Path, faults: list[str]) -> None:
    page.goto((kit / "index.html").as_uri())
    page.locator("main a[href*='guide/offline.html']").first.click()
    page.wait_for_load_state()
    walk_to_stay(page)
    go_on(page)

    expect(page.get_by_role("heading", name="To take along", exact=True)).to_be_visible()
    assert page.locator(".top .name").get_attribute("href") == "../index.html"
    assert faults == []


def test_the_kit_holds_every_page_but_those_that_need_a_server(kit: Path, site: Path) -> None:
    held = {path.relative_to(kit).as_posix() for path in kit.rglob("*") if path.is_file()}
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}

    assert {name for name in held if name.endswith(".html")} == pages - {
        *("404.html", "error.html", "about/proof/index.html"),
        *("guide/index.html", "guides/intensive-outpatient/index.html"),
    }
    assert README in held
    assert not [name for name in held if name.endswith(".js") or "/." in f"/{name}"]
    assert (kit / README).read_text(encoding="utf-8").count("index.html") == 1


def test_the_same_project_makes_the_same_bytes(kit: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    packed(again)

    assert again.read_bytes() == kit.with_suffix(".zip").read_bytes()
    assert {entry.date_time for entry in zipfile.ZipFile(again).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_danger_and_help_stand_on_every_page_of_the_kit(kit: Path) -> None:
    for path in kit.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert text.index('href="tel:911"') < text.index("<h1"), path
        assert 'type="module" src' not in text, path


def test_the_page_for_staff_leads_to_the_handouts_that_lie_beside_it(page: Page, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    handout = project / "handouts/leaving-residential-letter.pdf"
    handout.parent.mkdir()
    handout.write_bytes(b"%PDF-1.7")
    packed(tmp_path / "kit.zip", project)
    zipfile.ZipFile(tmp_path / "kit.zip").extractall(tmp_path / "kit")

    page.goto((tmp_path / "kit/staff/index.html").as_uri())

    links = page.eval_on_selector_all("a[href$='.pdf']", "(links) => links.map((link) => link.href)")
    assert set(links) == {(tmp_path / "kit/handouts/leaving-residential-letter.pdf").as_uri()}
    assert "leaving-hospital-letter.pdf" in page.content()
