"""A notice stands on every page while it runs, takes nothing away, and leaves nothing behind."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from generator import cli
from generator.handouts import handouts_of
from generator.problems import Problems
from generator.project import open_project
from generator.site import unchanged
from generator.site.building import build_site, files_of
from generator.site.memory import Memory
from generator.site.serving import _look
from tests.conftest import ROOT, TODAY
from tests.test_cases import CASES, SMALL

BEGINS, ENDS = datetime.date(2026, 11, 24), datetime.date(2026, 11, 26)
A_DAY = datetime.timedelta(days=1)
SAYS = "The line is down for two days."
DAYS = "Notice of November 24, 2026, until November 26, 2026."
SECOND = (CASES / "bad-notice/content/contacts.yaml").read_text(encoding="utf-8").split("notices:")[0]
NOTICE = f"""notices:
  - id: line-down
    say: {SAYS}
    about: made-up-line
    call: second-line
    from: {BEGINS}
    until: {ENDS}
"""
Files = dict[str, bytes]


def project_with(folder: Path, notice: str) -> Path:
    """Make the smallest project with a second contact, an old address, and a notice."""
    root = Path(shutil.copytree(SMALL, folder))
    (root / "content/contacts.yaml").write_text(SECOND + notice, encoding="utf-8")
    (root / "content/addresses.yaml").write_text("moved:\n  - {from: /old/, to: /levels/}\n", encoding="utf-8")
    return root


def made(root: Path, day: datetime.date) -> Files:
    problems = Problems()
    project = open_project(root, problems, today=day)
    assert project.verified is not None, problems.found
    files = files_of(project, project.verified, problems, Memory())
    assert not problems.has_errors(), problems.found
    return files


def pages_in(files: Files) -> dict[str, LexborHTMLParser]:
    """Give the pages of a site but those that show a file of the project."""
    return {
        name: LexborHTMLParser(content.decode())
        for name, content in files.items()
        if name.endswith(".html") and not name.startswith("source/")
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project_with(tmp_path_factory.mktemp("noticed") / "project", NOTICE)


@pytest.fixture(scope="module")
def noticed(project: Path) -> Files:
    return made(project, BEGINS)


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return made(project_with(tmp_path_factory.mktemp("silent") / "project", ""), BEGINS)


def test_every_page_says_it_before_the_help_lines_with_its_days_and_whom_to_call(noticed: Files) -> None:
    pages = pages_in(noticed)
    assert {"index.html", "404.html", "guide/index.html", "guide/offline.html", "guide/plain/index.html"} <= set(pages)
    assert "old/index.html" in pages

    for name, tree in pages.items():
        bar = tree.css("#help-bar *")
        notice = next(place for place, node in enumerate(bar) if node.attributes.get("class") == "notice")
        lead = next(place for place, node in enumerate(bar) if node.attributes.get("class") == "help-lead")
        assert notice < lead, name
        text = bar[notice].text(separator=" ", strip=True)
        assert SAYS in text, name
        assert DAYS in text, name
        assert [link.attributes["href"] for link in bar[notice].css("a")] == ["tel:+9995550101"], name
        assert tree.css_first(".help h1, .help [hidden]") is None, name


@pytest.mark.parametrize("name", ["guide/sheet/index.html", "guide/index.html", "guide/offline.html"])
def test_the_printed_sheet_says_it_with_its_days(noticed: Files, name: str) -> None:
    text = pages_in(noticed)[name].css_first(".sheet").text(separator=" ", strip=True)  # type: ignore[union-attr]

    assert SAYS in text
    assert DAYS in text


def test_no_link_to_a_contact_is_taken_away_and_each_is_marked(noticed: Files, silent: Files) -> None:
    marked = 0
    before = pages_in(silent)
    for name, tree in pages_in(noticed).items():
        links = [node for node in tree.css("a[href]") if node.parent is None or not _is_in_notice(node)]
        had = [node.attributes["href"] for node in before[name].css("a[href]")]
        assert [node.attributes["href"] for node in links] == had, name
        for node in links:
            if node.attributes["href"] == "tel:+9995550100":
                marked += 1
                assert "(see the notice)" in node.text(), name
    assert marked > len(before)


def _is_in_notice(node: object) -> bool:
    parent = node.parent  # type: ignore[attr-defined]
    while parent is not None and parent.attributes.get("class") != "notice":
        parent = parent.parent
    return parent is not None


def test_a_card_says_what_is_so(noticed: Files) -> None:
    [card] = [one for one in pages_in(noticed)["index.html"].css(".call-list li") if "Second" not in one.text()]

    assert f"Please note: {SAYS}" in card.text()


@pytest.mark.parametrize("day", [BEGINS - A_DAY, ENDS + A_DAY])
def test_on_any_other_day_not_a_byte_of_it_is_left(project: Path, silent: Files, day: datetime.date) -> None:
    files = made(project, day)

    other = [name for name, content in files.items() if content != silent[name] and not name.startswith("source/")]
    assert other == []


def test_a_site_that_is_left_alone_changes_on_the_day_it_begins_and_after_it_ends(tmp_path: Path) -> None:
    root, out = project_with(tmp_path / "project", NOTICE), tmp_path / "site"
    says = {}
    for day in (BEGINS - A_DAY, BEGINS, ENDS, ENDS + A_DAY):
        assert unchanged.recall(root, out, day) is None
        build_site(root, out, Problems(), today=day)
        assert unchanged.recall(root, out, day) is not None
        says[day] = SAYS in (out / "index.html").read_text(encoding="utf-8")

    assert says == {BEGINS - A_DAY: False, BEGINS: True, ENDS: True, ENDS + A_DAY: False}


def test_what_is_served_is_made_anew_on_another_day(project: Path) -> None:
    assert _look(project, None, BEGINS) == _look(project, None, BEGINS)
    assert _look(project, None, BEGINS) != _look(project, None, BEGINS - A_DAY)


def test_compare_shows_it_for_people_in_danger(project: Path, tmp_path: Path) -> None:
    old = project_with(tmp_path / "old", "")

    done = CliRunner().invoke(cli.stepwell, ["compare", str(old), str(project), "--today", str(BEGINS)])

    assert "== For people in danger (1) ==\n\n1. notice line-down, new" in done.output
    assert SAYS in done.output


def test_every_kind_of_page_of_an_organization_and_every_handout_says_it(tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(ROOT / "content", root / "content")
    for name in ("levels.yaml", "decision_tree.yaml", "mkdocs.yml"):
        shutil.copy(ROOT / name, root / name)
    lines = (ROOT / "tests/organization/content/organization.yaml").read_text(encoding="utf-8").splitlines()
    without_picture = "\n".join(line for line in lines if not line.startswith("logo:"))
    (root / "content/organization.yaml").write_text(without_picture, encoding="utf-8")
    notice = NOTICE.replace("about: made-up-line", "about: lifeline-988").replace(
        "call: second-line", "call: emergency"
    )
    with (root / "content/contacts.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\n{notice}".replace(str(ENDS), str(TODAY)))

    problems = Problems()
    project = open_project(root, problems, today=TODAY)
    assert project.verified is not None, problems.found
    pages = pages_in(files_of(project, project.verified, problems, Memory()))
    handouts = list(handouts_of(project.verified, project.settings))

    folders = {name.split("/")[0] for name in pages}
    assert {"go", "programs", "local-lines", "organization", "staff", "guides", "cards"} - folders == set()
    assert [name for name, tree in pages.items() if SAYS not in tree.css_first("#help-bar").text()] == []  # type: ignore[union-attr]
    assert len(handouts) > 100
    assert [handout.id for handout in handouts if SAYS not in repr(handout)] == []
