"""The site of an organization says who runs it and what it offers; its own lines never stand where help stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.difference import as_text
from generator.difference.differences import differences_of_words
from generator.model.colors import DAY_GROUNDS, NIGHT_GROUNDS, READABLE, least_contrast, nearest_readable
from generator.problems import Problems
from generator.project import Project, open_project
from generator.reading import read_project
from generator.site.building import files_of
from generator.site.memory import Memory
from generator.site.theme import Theme
from tests.conftest import ROOT, TODAY
from tests.organization import copy_with_organization

Files = dict[str, bytes]
OWN = re.compile(r"\+1413555010[0-3]")
"""The numbers of the organization's own lines."""


def made(root: Path) -> Files:
    return made_of(open_project(root, Problems(), today=TODAY), Memory())


def made_of(project: Project, memory: Memory) -> Files:
    problems = Problems()
    assert project.verified is not None
    files = files_of(project, project.verified, problems, memory)
    assert not problems.has_errors(), problems.found
    return files


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_with_organization(tmp_path_factory.mktemp("organization") / "project")


@pytest.fixture(scope="module")
def site(project: Path) -> Files:
    return made(project)


@pytest.fixture(scope="module")
def page(site: Files) -> Callable[[str], LexborHTMLParser]:
    return lambda address: LexborHTMLParser(site[f"{address}index.html"].decode())


def pages_in(files: Files) -> dict[str, LexborHTMLParser]:
    return {
        name: LexborHTMLParser(content.decode())
        for name, content in files.items()
        if name.endswith(".html") and not name.startswith("source/")
    }


def said(tree: LexborHTMLParser | LexborNode, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in tree.css(selector)]


def test_every_page_says_who_runs_it_and_that_it_is_made_up(site: Files) -> None:
    for name, tree in pages_in(site).items():
        assert "Sample Harbor Care is made up as an example, so nobody answers its numbers." in said(
            tree, ".made-up-site"
        )
        assert said(tree, ".top .name") == ["Sample Harbor Care"], name


def test_own_lines_stand_above_no_heading_and_in_no_result_and_no_way_to_danger(site: Files) -> None:
    for name, tree in pages_in(site).items():
        above = " ".join(node.html or "" for node in tree.css(".help, .panel, [data-outcome], .guide-parts, .sheet"))
        assert not OWN.search(above), name
        is_of_guide = name.startswith(("guide/", "guides/", "safety/", "tonight/"))
        assert not (is_of_guide and OWN.search(tree.html or "")), name


def test_a_line_is_never_shown_without_what_it_is(site: Files) -> None:
    links = [
        (name, tree, link.html or "")
        for name, tree in pages_in(site).items()
        for link in tree.css("a[href^='tel:'], a[href^='sms:']")
        if OWN.search(link.attributes["href"] or "")
    ]

    assert links
    for name, tree, link in links:
        words = next(line.text() for line in tree.css(".call-list > li, .program-line") if link in (line.html or ""))
        assert re.search("Admissions line|Office|After-hours line|Text line", words), (name, words)


def test_programs_stand_by_place_with_what_they_offer(page: Callable[[str], LexborHTMLParser]) -> None:
    tree = page("programs/")

    assert said(tree, "[data-group] > h2") == ["Massachusetts", "Ohio"]
    assert said(tree, ".program-list h3") == ["North House", "South House", "West House"]
    assert said(tree, "#what_happens_first + ol strong") == ["Call.", "Come for an assessment.", "Start."]
    assert "Medicines" in said(tree, ".program-list li:first-child dt")


def test_what_programs_differ_in_stands_with_each_of_them(page: Callable[[str], LexborHTMLParser]) -> None:
    shown = {said(card, "h3")[0]: said(card, "dl > div") for card in page("programs/").css(".program-list > li")}

    assert "Plans that are takenMedicaidSample Health Plan" in shown["West House"]
    assert "Plans that are takenSample Health Plan" in shown["South House"]
    assert "LanguagesEnglish" in shown["West House"]
    assert not [fact for fact in shown["West House"] if fact.startswith("Also there")]


def test_program_without_lines_of_its_own_shows_one_to_call_and_one_to_write_to(
    page: Callable[[str], LexborHTMLParser],
) -> None:
    reached = {said(card, "h3")[0]: said(card, ".program-line") for card in page("programs/").css(".program-list > li")}

    assert reached["West House"] == ["Admissions line: Call 413-555-0100 *", "Text line: Text 413-555-0102 *"]
    offered = page("levels/residential/").css("#programs ~ .kinds > li")
    assert [said(entry, ".program-line") for entry in offered if "West House" in entry.text()] == [
        reached["West House"]
    ]


def test_who_has_no_insurance_finds_what_to_do_before_the_first_program(
    page: Callable[[str], LexborHTMLParser],
) -> None:
    html = page("programs/").html or ""

    assert html.index("Ask for the sliding scale.") < html.index("North House")
    assert html.count("Ask for the sliding scale.") == 1


def test_the_pages_of_levels_kinds_and_moves_name_their_programs(page: Callable[[str], LexborHTMLParser]) -> None:
    offered = {
        address: said(page(address), "#programs ~ .kinds > li > a")
        for address in ("levels/residential/", "levels/residential-high-intensity/", "levels/day-treatment/")
    }

    assert offered == {
        "levels/residential/": ["North House", "West House"],
        "levels/residential-high-intensity/": ["North House"],
        "levels/day-treatment/": ["South House"],
    }
    assert "South House" in said(page("moves/outpatient-to-intensive-outpatient/"), "#programs ~ .kinds > li > a")
    assert page("levels/outpatient/").css_first("#programs") is None


def test_local_lines_stand_below_the_national_ones_of_every_result(site: Files) -> None:
    results = {name: tree for name, tree in pages_in(site).items() if tree.css_first("main[data-kind=outcome]")}

    assert results
    for name, tree in results.items():
        assert tree.css_first("main[data-kind=outcome] .local") is not None, name
        html = tree.html or ""
        assert html.index("call-list") < html.index('class="local"'), name


def test_local_lines_stand_below_the_national_ones_of_the_page_for_danger(
    page: Callable[[str], LexborHTMLParser],
) -> None:
    tree = page("safety/")

    html = tree.html or ""
    assert html.rindex("contact-name") > html.index('class="local"') > html.index('id="all-help-lines"')
    assert said(tree, ".local option") == [
        "Show all places",
        "Massachusetts",
        "Sample County, Massachusetts",
        "Ohio",
        "Test County, Ohio",
    ]
    assert "choose.js" in html


def test_statement_about_access_tells_the_figures_of_its_own_build(site: Files) -> None:
    html = [content.decode() for name, content in site.items() if name.endswith(".html")]
    tree = LexborHTMLParser(site["organization/accessibility/index.html"].decode())
    text = " ".join(said(tree, "article"))

    assert f"{len(html)} pages:" in text
    headings = sum(len(LexborHTMLParser(one).css("article :is(h1, h2, h3, h4, h5, h6)")) for one in html)
    assert f"{headings:,} headings" in text
    assert "8 pairs of colors" in text
    assert "People have not tried this site yet, and no program can tell" in text
    assert "Sample Harbor Care says that a rule asks for it from May 10, 2028 on." in text


def test_languages_bear_their_tag_and_their_direction_and_empty_ones_are_left_out(
    page: Callable[[str], LexborHTMLParser],
) -> None:
    found = [(node.attributes["lang"], node.attributes["dir"]) for node in page("organization/languages/").css("[dir]")]

    assert found == [("es", "ltr"), ("ar", "rtl")]


def test_every_component_of_an_organization_stands_in_some_page(site: Files) -> None:
    pages = "".join(content.decode() for name, content in site.items() if name.endswith(".html"))

    for style in (".program-list{", ".local{", ".made-up-site{"):
        assert style in pages


def test_search_finds_a_program_by_its_name(site: Files) -> None:
    index = site["assets/search.json"].decode()

    assert "north house" in index
    assert "programs/" in index


def test_nothing_of_an_organization_shows_without_one(tmp_path: Path) -> None:
    root = copy_with_organization(tmp_path / "project")
    (root / "content/organization.yaml").unlink()

    files = made(root)

    assert not [name for name in files if name.startswith(("programs/", "organization/", "local-lines/"))]
    assert "assets/choose.js" not in files
    assert not any(b"data-choose" in content for name, content in files.items() if not name.startswith("source/"))


EDITS = (
    ("name: North House", "name: North Shore House"),
    ("made_up: true\n", ""),
    ('day: "#5a3d8a"', 'day: "#30507a"'),
    ("number: 413-555-0100", "number: 413-555-0109"),
    ("    state: Massachusetts\n    ways", "    state: Ohio\n    ways"),
    ("say: We print any page in large letters.", "say: We print any page."),
)


def test_what_is_remembered_is_what_a_clean_build_makes(tmp_path: Path) -> None:
    root = copy_with_organization(tmp_path / "project")
    path = root / "content/organization.yaml"
    opened = open_project(root, Problems(), today=TODAY)
    with Memory(tmp_path / "memory") as memory:
        made_of(opened, memory)

    for old, new in EDITS:
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
        opened = open_project(root, Problems(), today=TODAY, like=opened)
        with Memory(tmp_path / "memory") as memory:
            remembered = made_of(opened, memory)

        assert remembered == made(root), old


def test_compare_shows_a_change_of_a_program_and_of_a_line(project: Path, tmp_path: Path) -> None:
    root = copy_with_organization(tmp_path / "project")
    path = root / "content/organization.yaml"
    text = path.read_text(encoding="utf-8").replace("for_whom: [Women]", "for_whom: [Men]")
    path.write_text(text.replace("number: 413-555-0110", "number: 413-555-0119"), encoding="utf-8")
    old, new = (read_project(where, Problems()).base for where in (project, root))
    assert old is not None
    assert new is not None

    shown = as_text(differences_of_words(old, new, names=("old", "new")))

    organization, lines = shown.index("The organization and its programs"), shown.index("Other help lines")
    assert organization < shown.index("Men")
    assert lines < shown.index("sample-state-line")


def test_every_ground_of_the_style_is_one_that_colors_are_tried_on() -> None:
    day, night = Theme().styles["base"].split("@media (prefers-color-scheme:dark)")
    for style, grounds in ((day, DAY_GROUNDS), (night, NIGHT_GROUNDS)):
        found = [re.search(rf"--{name}:(#\w+)", style) for name in ("paper", "card", "wash", "help")]
        assert tuple(match[1] for match in found if match) == grounds


@pytest.mark.parametrize(("color", "grounds"), [("#f0c000", DAY_GROUNDS), ("#000033", NIGHT_GROUNDS)])
def test_nearest_color_can_be_read_and_one_step_nearer_cannot(color: str, grounds: tuple[str, ...]) -> None:
    found = nearest_readable(color, grounds)

    assert least_contrast(color, grounds) < READABLE <= least_contrast(found, grounds)


def test_shipped_project_has_no_organization() -> None:
    assert not (ROOT / "content/organization.yaml").exists()
