"""Build the example organizations below a path, and take seeded changes of the upstream into both."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator import report
from generator.handouts import handouts_of, prints_of
from generator.problems import Problems
from generator.project import Project, open_project
from generator.site.building import build_site
from tests.conftest import ROOT
from tests.conftest import TODAY as SHIPPED_TODAY
from tests.site.workbench import copy_project
from tests.test_cases import contents

EXAMPLES = sorted(path.name for path in (ROOT / "examples").iterdir() if (path / "mkdocs.yml").is_file())
TODAY = max(SHIPPED_TODAY, SHIPPED_TODAY.replace(day=28))
UNREVIEWED = {"stale", "missing-statement"}
"""What is said of an example because nobody looked at it, and it is no real clinic."""
OVERTAKEN = {
    "many-houses": ("content/cost.md", "The program can call the plan for you, and you can call too."),
    "one-clinic": (
        "content/getting-started.md",
        "You do not need the right words, and you can call for someone else.",
    ),
}
"""For each example the file and the sentence of the upstream that it says otherwise."""


@pytest.fixture(params=EXAMPLES)
def example(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Give an example in a copy of the shipped project, two folders below it as here."""
    upstream = copy_project(tmp_path / "upstream")
    name = str(request.param)
    return shutil.copytree(ROOT / "examples" / name, upstream / "examples" / name)


def opened(example: Path) -> tuple[Project, list[str]]:
    """Open an example; give it with the ids of what is said besides that nobody reviewed it."""
    problems = Problems()
    project = open_project(example, problems, today=TODAY)
    ids = [problem.id for problem in problems if problem.id not in UNREVIEWED]
    assert project.verified is not None, report.as_text(problems, project.files)
    return project, ids


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_there_are_two() -> None:
    assert sorted(OVERTAKEN) == EXAMPLES


def test_example_builds_below_a_path_and_says_that_it_is_made_up(example: Path, tmp_path: Path) -> None:
    with (example / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("site_url: https://example.org/house/\n")
    problems = Problems()

    built = build_site(example, tmp_path / "house", problems, today=TODAY)

    assert {problem.id for problem in problems} <= UNREVIEWED
    assert built.pages > 100
    home = (tmp_path / "house/index.html").read_text(encoding="utf-8")
    assert "Made-up" in home
    _, sentence = OVERTAKEN[example.name]
    written = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "house").glob("*/index.html"))
    assert sentence not in written
    assert "Made up, as an example: no clinician has reviewed it." in written
    numbers = re.findall(r"1-202-555-01\d\d", (tmp_path / "house/programs/index.html").read_text(encoding="utf-8"))
    assert numbers
    assert (
        "555"
        not in (tmp_path / "house/safety/index.html").read_text(encoding="utf-8").split("<main")[1].split("</main")[0]
    )
    assert (tmp_path / "house/404.html").read_text(encoding="utf-8").count('href="/house/') > 1


def test_all_that_is_published_bears_the_name_of_the_organization(example: Path, tmp_path: Path) -> None:
    rewrite(example / "mkdocs.yml", "site_name: Made-up", "site_name: Another made-up")
    out = tmp_path / "house"

    build_site(example, out, Problems(), today=TODAY)

    project, _ = opened(example)
    assert project.verified is not None
    name = str(project.verified.base.organization.name)
    pages = [path.read_text(encoding="utf-8") for path in out.rglob("*.html") if "source" not in path.parts]
    assert not [page for page in pages if "Another made-up" in page]
    home = (out / "index.html").read_text(encoding="utf-8")
    assert f"<title>Do we need more help, or less? · {name}</title>" in home
    foot = home.rpartition("<footer")[2]
    assert f"{name} runs this copy of the site. It gives care, and the programs that it shows are its own." in foot
    assert "Most of the words come from Stepwell, and some may be its own." in foot
    assert "sells nothing" not in home
    handout = next(prints_of(handouts_of(project.verified, project.settings), project.settings, project.verified.base))
    assert handout.values["site"] == name
    assert f"{name} is made up as an example, so nobody answers its numbers." in handout.values["made_up"]
    assert f"{name} runs this copy of the site." in handout.values["end"]


def test_changed_sentence_of_the_upstream_is_shown_beside_the_examples_own(example: Path) -> None:
    name, sentence = OVERTAKEN[example.name]
    before = contents(example)
    rewrite(example.parents[1] / name, sentence, f"Read this. {sentence.replace('you can call', 'anyone can call')}")

    _, ids = opened(example)

    assert ids == ["outdated-overlay"]
    assert contents(example) == before


def test_new_level_of_the_upstream_comes_along(example: Path) -> None:
    levels = example.parents[1] / "levels.yaml"
    text = levels.read_text(encoding="utf-8")
    start = text.index("  - id: crisis-stabilization\n")
    end = text.index("\nmoves:", start)
    names = {"crisis-stabilization": "made-up-place", "Crisis stabilization": "Made-up place"}
    copy = text[start:end]
    copy = re.sub(r"    also_called:\n(?:      - .*\n)+", "", copy)
    for old, new in names.items():
        copy = copy.replace(old, new)
    levels.write_text(f"{text[:end]}\n{copy}{text[end:]}", encoding="utf-8")

    project, ids = opened(example)

    assert set(ids) <= {"unlisted-address", "leads-nowhere", "missing-move"}
    assert project.verified is not None
    assert "made-up-place" in [str(level.id) for level in project.verified.base.every_level()]


def rename_level(upstream: Path) -> None:
    for path in (upstream / "levels.yaml", upstream / "decision_tree.yaml", *(upstream / "content").rglob("*")):
        if path.suffix in (".yaml", ".md") and path.name != "addresses.yaml":
            text = path.read_text(encoding="utf-8")
            text = text.replace(
                "  - id: crisis-stabilization\n", "  - id: crisis-house\n    formerly: [crisis-stabilization]\n"
            )
            text = re.sub(r"(?<![\w-])(?<!\[)crisis-stabilization(?![\w])", "crisis-house", text)
            path.write_text(text, encoding="utf-8")


def test_renamed_level_of_the_upstream_keeps_its_old_address(example: Path) -> None:
    rename_level(example.parents[1])

    project, ids = opened(example)

    assert set(ids) <= {"unlisted-address"}
    assert project.verified is not None
    assert "crisis-house" in [str(level.id) for level in project.verified.base.every_level()]


def test_level_of_a_program_that_the_upstream_renames_holds_up_no_build(example: Path) -> None:
    path = example / "content/organization.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"    levels: .*", "    levels: crisis-stabilization", text, count=1), encoding="utf-8")
    rename_level(example.parents[1])

    project, ids = opened(example)

    assert sorted({*ids} - {"unlisted-address"}) == ["outdated-overlay"]
    assert project.verified is not None
    assert project.verified.base.organization.programs[0].levels == ("crisis-house",)


def test_changed_promise_of_the_upstream_is_the_examples_too(example: Path) -> None:
    safety = example.parents[1] / "content/safety.yaml"
    text = safety.read_text(encoding="utf-8")
    start = text.index("promises:\n")
    at = text.index("    say: ", start)
    end = text.index("\n", at)
    safety.write_text(f"{text[:at]}    say: This is promised anew, for tests.{text[end:]}", encoding="utf-8")

    project, ids = opened(example)

    assert ids == []
    assert project.verified is not None
    assert project.verified.base.safety.promises[0].say == "This is promised anew, for tests."


def test_an_example_cannot_weaken_a_promise(example: Path) -> None:
    text = (example.parents[1] / "content/safety.yaml").read_text(encoding="utf-8")
    start = text.index("promises:\n")
    at = text.index("    say: ", start)
    said = text[at : text.index("\n", at)].removeprefix("    say: ").strip('"')
    with (example / "content/overlay.yaml").open("a", encoding="utf-8") as file:
        file.write(f"  - in: content/safety.yaml\n    was: '{said}'\n    now: Nothing.\n    why: Made up.\n")
        file.write("    written: 2026-11-28\n")
    problems = Problems()

    project = open_project(example, problems, today=TODAY)

    assert project.verified is None
    assert [(problem.id, problem.place.file) for problem in problems if problem.severity == "error"] == [
        ("protected", "content/overlay.yaml")
    ]
