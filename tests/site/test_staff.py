"""Hold the page for staff against the pages of the site: each that has a short address stands on it, with its code."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.codes import Code, code_of
from generator.page_kinds import STAFF, file_at
from generator.pages.short import short_address
from generator.problems import Problems
from generator.project import open_project
from generator.site import assembly
from generator.site.building import files_of, frame_of
from generator.site.memory import Memory
from tests.site.workbench import ROOT

BACK_PAIN = ROOT / "tests/cases/_valid/back-pain"
SHARING = ROOT / "tests/cases/long-message-site-url/content/sharing.yaml"
TODAY = datetime.date(2026, 11, 28)
URL = "https://back-on-track.example/care/"
Files = dict[str, bytes]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project of another field, with what its staff send."""
    copy = Path(shutil.copytree(BACK_PAIN, tmp_path / "project"))
    text = SHARING.read_text(encoding="utf-8").replace("/levels/little-support/", "/levels/physiotherapy/")
    (copy / "content/sharing.yaml").write_text(text, encoding="utf-8")
    return copy


def published_at(project: Path, url: str) -> None:
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"site_url: {url}\n")


def made(project: Path, memory: Memory) -> Files:
    problems = Problems()
    opened = open_project(project, problems, today=TODAY)
    assert opened.verified is not None, problems.found
    files = files_of(opened, opened.verified, problems, memory)
    assert not problems.has_errors(), problems.found
    return files


def page_in(files: Files) -> LexborHTMLParser:
    return LexborHTMLParser(files[file_at(STAFF.at())].decode())


def links_on(page: LexborHTMLParser) -> list[str]:
    return [each.text() for each in page.css("details.sent .texts > div:first-child dd")]


def test_each_page_with_a_short_address_stands_on_it_once_with_its_code(project: Path) -> None:
    published_at(project, URL)
    problems = Problems()
    opened = open_project(project, problems, today=TODAY)
    assert opened.verified is not None, problems.found
    site = frame_of(opened, opened.verified).site

    files = files_of(opened, opened.verified, problems, Memory())

    wanted = {f"{URL}{short}" for page in site.pages if (short := short_address(page))}
    links = links_on(page_in(files))
    codes = {name for name in files if name.startswith("staff/codes/")}
    assert sorted(links) == sorted(wanted)
    assert codes == {
        f"staff/codes/{url.rstrip('/').rpartition('/')[2]}.{end}" for url in wanted for end in ("svg", "png")
    }


def test_an_address_that_nobody_gave_is_said_to_be_made_up_beside_each_code(project: Path) -> None:
    without = page_in(made(project, Memory()))
    published_at(project, URL)
    with_url = page_in(made(project, Memory()))

    assert len(without.css(".made-up")) == len(without.css(".code")) + 1
    assert with_url.css(".made-up") == []


def test_a_project_that_says_nothing_of_staff_has_no_such_page_and_no_code(project: Path) -> None:
    (project / "content/sharing.yaml").unlink()

    files = made(project, Memory())

    assert [name for name in files if name.startswith(STAFF.at())] == []
    assert "For staff" not in files["index.html"].decode()


def test_a_code_is_drawn_once_and_the_site_is_the_same_as_one_made_anew(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory()
    made(project, memory)
    drawn: list[str] = []

    def noted(address: str) -> Code:
        drawn.append(address)
        return code_of(address)

    monkeypatch.setattr(assembly, "code_of", noted)
    again = made(project, memory)
    drawn_again = list(drawn)

    sharing = project / "content/sharing.yaml"
    sharing.write_text(sharing.read_text(encoding="utf-8").replace("As we said:", "We said:"), encoding="utf-8")
    published_at(project, URL)
    changed = made(project, memory)
    drawn_for_change = set(drawn)

    assert drawn_again == []
    assert drawn_for_change == set(links_on(page_in(changed)))
    assert changed == made(project, Memory())
    assert again != changed
