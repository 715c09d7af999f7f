"""Hold what an organization's folder may change of the project that it builds on, and what is said when it may not."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path

import pytest

from generator import report
from generator.problems import Problems
from generator.project import Project, open_project
from generator.review import Signer, sign_off
from generator.sign_offs import Standing
from tests.signed import sign_again
from tests.test_cases import SMALL, TODAY, contents

SENTENCE = "Bring a friend: it helps, and nobody minds."
PAGE = f"""\
---
title: Made-up visit
description: Made up for tests.
written: 2026-11-22
review_due: 2027-11-22
reviewed: {{by: A made-up person, day: 2026-11-22, covers: {"f" * 64}}}
---

# Made-up visit

{SENTENCE} Come
by day.

- Wear
  what you like
- Ask for water. Ask twice.

In danger? See [what to do](/danger/).
"""
SHOWN = "Drink a glass of water"


@pytest.fixture
def upstream(tmp_path: Path) -> Path:
    """Give a small project with a page and a level whose words differ."""
    root = shutil.copytree(SMALL, tmp_path / "upstream")
    (root / "content/visit.md").write_text(PAGE)
    rewrite(root / "levels.yaml", "sentence: Made up for tests.", f"sentence: '{SHOWN}'", count=1)
    (root / "content/danger.md").write_text(
        PAGE.replace("visit", "danger").replace("\n---\n\n", "\nfor_danger: true\n---\n\n", 1)
    )
    sign_again(root)
    return root


@pytest.fixture
def house(upstream: Path) -> Path:
    """Give an organization's folder beside the upstream, without a change."""
    root = upstream.parent / "house"
    (root / "content").mkdir(parents=True)
    (root / "mkdocs.yml").write_text('site_name: Made-up House\nupstream: ../upstream\nextra: {format: "0.2"}\n')
    return root


def rewrite(path: Path, old: str, new: str, *, count: int = -1) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, count))


def lay(house: Path, was: str, now: str, file: str = "content/visit.md") -> None:
    """Write an overlay with one change; JSON is YAML, so any text can be written."""
    change = {"in": file, "was": was, "now": now, "why": "Made up for tests.", "written": "2026-11-22"}
    body = "\n".join(f"    {key}: {value if key == 'written' else json.dumps(value)}" for key, value in change.items())
    (house / "content/overlay.yaml").write_text(f"changes:\n  -{body[3:]}\n")


def opened(root: Path, like: Project | None = None) -> tuple[Project, Problems]:
    problems = Problems()
    return open_project(root, problems, today=TODAY, like=like), problems


def said(root: Path) -> str:
    project, problems = opened(root)
    return report.as_text(problems, project.files)


def ids(root: Path) -> list[tuple[str, str, str]]:
    return [(problem.severity.value, problem.id, str(problem.place)) for problem in opened(root)[1]]


def body_of(root: Path, like: Project | None = None) -> str:
    project, problems = opened(root, like)
    assert project.reading.base is not None, report.as_text(problems, project.files)
    return next(str(page.body) for page in project.reading.base.pages if page.name == "visit")


def sentence_of(root: Path) -> str:
    base = opened(root)[0].reading.base
    assert base is not None
    return str(base.every_level()[0].sentence)


def test_folder_with_nothing_of_its_own_reads_as_its_upstream(upstream: Path, house: Path) -> None:
    project, problems = opened(house)

    assert list(problems) == []
    assert project.verified is not None
    assert project.settings.name == "Made-up House"
    assert [str(page.body) for page in project.verified.base.pages] == [
        str(page.body) for page in (opened(upstream)[0].reading.base or project.verified.base).pages
    ]


def test_sentence_of_a_page_reads_otherwise(house: Path) -> None:
    lay(house, SENTENCE, "Come alone.")

    assert "\nCome alone. Come\nby day.\n" in body_of(house)


@pytest.mark.parametrize("was", ["Come by day.", "Wear what you like", "Ask twice.", f"{SENTENCE} Come by day."])
def test_sentence_is_found_wherever_its_lines_break(house: Path, was: str) -> None:
    lay(house, was, "Come alone.")

    assert "Come alone." in body_of(house)
    assert [id for _, id, _ in ids(house) if id == "outdated-overlay"] == []


HARD = ['it\'s "so": # no', "- a list", "key: value", "{braces} [x]", "no", "&a *b !c %d @e `f", "a\\nb\\", "'", "1:30"]


@pytest.mark.parametrize("now", HARD)
def test_text_of_yaml_reads_exactly_as_the_overlay_says(house: Path, now: str) -> None:
    lay(house, SHOWN, now, "levels.yaml")

    assert sentence_of(house) == now


def test_problem_in_a_changed_sentence_is_said_at_its_line_in_the_overlay(house: Path) -> None:
    lay(house, SENTENCE, "See <b>this</b>.")

    text = said(house)

    assert "content/overlay.yaml:4:" in text
    assert "[raw-html]" in text


def test_problem_behind_a_changed_sentence_is_said_at_its_line_in_the_upstream(upstream: Path, house: Path) -> None:
    rewrite(upstream / "content/visit.md", "Ask twice.", "Ask <i>twice</i>.")
    lay(house, SENTENCE, "Come alone, or with\n\nmany, or with a dog.")

    assert "../upstream/content/visit.md:16:22: error: " in said(house)
    assert "   16 | - Ask for water. Ask <i>twice</i>.\n" in said(house)


def test_second_line_in_a_text_of_one_line_is_said_in_the_overlay(house: Path) -> None:
    lay(house, SHOWN, "One line.\nAnd another.", "levels.yaml")

    assert ("error", "more-than-one-line", "content/overlay.yaml:4:10") in ids(house)


def test_words_that_cannot_be_read_with_a_change_are_not_said_to_be_changed_themselves(
    upstream: Path, house: Path
) -> None:
    dates = "written: 2026-11-22\nreview_due: 2027-11-22\n"
    (upstream / "content/words.yaml").write_text(f"{dates}language: en-GB\nsite:\n  not_advice: Made up for tests.\n")
    lay(house, "Made up for tests.", "One line.\n\nAnother.", "content/words.yaml")

    assert [each for each in ids(house) if each[0] == "error"] == [
        ("error", "more-than-one-line", "content/overlay.yaml:4:10")
    ]


def test_sentence_that_the_upstream_changed_is_shown_and_neither_lost_nor_forced(upstream: Path, house: Path) -> None:
    lay(house, SENTENCE, "Come alone.")
    rewrite(upstream / "content/visit.md", "and nobody minds", "and most people mind")
    sign_again(upstream)

    assert said(house) == (
        "content/overlay.yaml:3:10: warning: content/visit.md does not say this [outdated-overlay]\n"
        f'    3 |     was: "{SENTENCE}"\n'
        "      |          ^\n"
        '  note: the nearest is: "Bring a friend: it helps, and most people mind."\n'
        "  note: until then the site says what the upstream says\n"
        '  help: write into "was" what the upstream says now, and look whether "now" is still right beside it\n'
    )
    assert "Come alone." not in body_of(house)


@pytest.mark.parametrize(
    ("was", "fault"),
    [
        ("Bring a friend", "says more in this sentence"),
        ("it helps, and nobody minds.", "says more in this sentence"),
        ("Wear", "says more in this sentence"),
        ("Made-up visit", "says this 2 times; write the sentence before or after it too"),
        ("Come by nigh", "does not say this"),
    ],
)
def test_sentence_that_does_not_stand_there_once_and_whole_is_not_changed(house: Path, was: str, fault: str) -> None:
    lay(house, was, "Come alone.")

    assert f"content/overlay.yaml:3:10: warning: content/visit.md {fault} [outdated-overlay]\n" in said(house)
    assert "Come alone." not in body_of(house)


def test_two_changes_of_one_sentence_are_not_both_made(house: Path) -> None:
    lay(house, SENTENCE, "Come alone.")
    first = (house / "content/overlay.yaml").read_text()
    lay(house, f"{SENTENCE} Come by day.", "Stay away.")
    second = (house / "content/overlay.yaml").read_text()
    (house / "content/overlay.yaml").write_text(first + second.removeprefix("changes:\n"))

    assert "content/overlay.yaml:8:10: error: another change is about this sentence too [bad-overlay]" in said(house)


@pytest.mark.parametrize("heading", ["## More", "More\n----", "More\n==="])
def test_change_adds_no_heading(house: Path, heading: str) -> None:
    lay(house, SENTENCE, f"Come alone.\n\n{heading}\n\nCome.")

    assert ids(house) == [("error", "bad-overlay", "content/overlay.yaml:4:10")]


def test_change_of_a_list_that_both_have_is_said_once(upstream: Path, house: Path) -> None:
    (house / "content/sources.yaml").write_text("sources: []\n")
    lay(house, "Made-up study", "Another study", "content/sources.yaml")

    said_of_overlay = [id for _, id, place in ids(house) if place.startswith("content/overlay.yaml")]
    assert said_of_overlay == ["bad-overlay"]


def test_change_of_a_day_that_has_not_come_is_refused(house: Path) -> None:
    lay(house, SENTENCE, "Come alone.")
    rewrite(house / "content/overlay.yaml", "written: 2026-11-22", "written: 2027-11-22")

    assert ("error", "bad-dates", "content/overlay.yaml:2:5") in ids(house)
    assert "Come alone." in body_of(house)


def test_file_that_the_upstream_no_longer_has_is_said(house: Path) -> None:
    lay(house, SENTENCE, "Come alone.", "content/visits.md")

    assert said(house).startswith(
        'content/overlay.yaml:2:9: warning: the upstream has no file "content/visits.md" [outdated-overlay]\n'
    )
    assert '  help: did you mean "content/visit.md"?\n' in said(house)


def test_change_that_changes_nothing_and_change_of_an_own_file_are_refused(house: Path) -> None:
    lay(house, SENTENCE, SENTENCE)
    assert [(id, place) for _, id, place in ids(house)] == [("bad-overlay", "content/overlay.yaml:4:10")]

    (house / "content/ours.md").write_text(PAGE)
    lay(house, SENTENCE, "Come alone.", "content/ours.md")
    assert ("error", "bad-overlay", "content/overlay.yaml:2:9") in ids(house)


PROTECTED: list[tuple[str, str, str]] = [
    ("decision_tree.yaml", "Is there danger?", "Is it sunny?"),
    ("decision_tree.yaml", "Get help now", "Wait a week"),
    ("decision_tree.yaml", "Talk about more support", "Talk about less support"),
    ("content/safety.yaml", "made-up-line", "other-line"),
    ("content/safety.yaml", "https://example.org/", "https://example.com/"),
    ("content/contacts.yaml", "555-0100", "555-0199"),
    ("content/contacts.yaml", "Made-up line", "Sales"),
    ("content/journeys.yaml", "A made-up person who does well.", "A made-up person in danger."),
    ("content/sources.yaml", "https://example.org/made-up", "https://example.com/made-up"),
    ("levels.yaml", "Made-up little support", "Made-up much support, and more"),
    ("content/visit.md", "See [what to do](/danger/).", "See [home](/)."),
]


@pytest.mark.parametrize(("file", "was", "now"), PROTECTED)
def test_what_only_the_upstream_says_is_refused_at_the_line_of_the_overlay(
    upstream: Path, house: Path, file: str, was: str, now: str
) -> None:
    text = (upstream / file).read_text()
    end = text.index(was) + len(was)  # once, so that it is found
    (upstream / file).write_text(text[:end] + (text[end:].replace(was, "Something else") if " " in was else text[end:]))
    lay(house, was, now, file)

    found = [each for each in ids(house) if each[1] in ("protected", "outdated-overlay")]

    assert ("error", "protected") in [(severity, id) for severity, id, _ in found], said(house)
    assert {place.rpartition(":")[0] for _, _, place in found} <= {"content/overlay.yaml:3", "content/overlay.yaml:4"}
    assert opened(house)[0].verified is None


def test_page_for_people_in_danger_is_the_upstreams(upstream: Path, house: Path) -> None:
    rewrite(
        upstream / "content/visit.md", "description: Made up for tests.", "description: All made up.\nfor_danger: true"
    )
    rewrite(upstream / "content/visit.md", "title: Made-up visit", "title: A visit")
    for was in ("All made up.", "A visit", SENTENCE):
        lay(house, was, "Come alone.")

        assert ("error", "protected", "content/overlay.yaml:4:10") in ids(house)


OWN_FILES = ["levels.yaml", "decision_tree.yaml", "content/safety.yaml", "content/notes.yaml", "content/visit.md"]


@pytest.mark.parametrize(
    "name", [*OWN_FILES, "content/guides/more.yaml", "content/levels/more.yaml", "content/lines.yaml"]
)
def test_file_that_is_the_upstreams_to_write_is_refused_and_not_read(house: Path, name: str) -> None:
    (house / name).parent.mkdir(exist_ok=True)
    (house / name).write_text("made up\n")

    assert ids(house) == [("error", "upstreams-file", f"{name}:1:1")]


def test_own_page_and_own_source_stand_beside_the_upstreams(house: Path) -> None:
    (house / "content/ours.md").write_text(PAGE.replace("\n---\n\n", "\nsources: [our-source]\n---\n\n", 1))
    source = (SMALL / "content/sources.yaml").read_text().replace("made-up-source", "our-source")
    (house / "content/sources.yaml").write_text(source)

    project, problems = opened(house)

    assert project.verified is not None, report.as_text(problems, project.files)
    assert [str(each.id) for each in project.verified.base.sources.sources] == ["made-up-source", "our-source"]
    assert [page.name for page in project.verified.base.pages] == ["danger", "index", "ours", "visit"]


def test_own_source_cannot_take_the_place_of_an_upstreams(house: Path) -> None:
    shutil.copy(SMALL / "content/sources.yaml", house / "content/sources.yaml")

    assert ("error", "duplicate-id", "content/sources.yaml:3:9") in ids(house)


def test_upstream_that_does_not_read_is_said_where_it_is_named(upstream: Path, house: Path) -> None:
    (upstream / "content/sources.yaml").write_text("")

    assert (
        "mkdocs.yml:2:11: error: the upstream cannot be read by itself: content/sources.yaml:1:1: file is empty"
        in said(house)
    )


@pytest.mark.parametrize(
    "named",
    [".", "../nowhere", "../house", "/", "~/house", "https://example.org/house", "content", "a" * 300, "a/" * 900],
)
def test_upstream_that_is_no_project_is_refused(house: Path, named: str) -> None:
    rewrite(house / "mkdocs.yml", "../upstream", named)

    assert [(id, place) for _, id, place in ids(house)] == [("bad-upstream", "mkdocs.yml:2:11")]


def test_upstream_that_is_not_named_is_refused(house: Path) -> None:
    rewrite(house / "mkdocs.yml", "../upstream", "")

    assert 'mkdocs.yml:2:1: error: "upstream" names no folder [bad-upstream]' in said(house)


def test_two_folders_that_name_each_other_are_refused(upstream: Path, house: Path) -> None:
    with (upstream / "mkdocs.yml").open("a") as file:
        file.write("upstream: ../house\n")

    assert '"../upstream" builds on another project itself [bad-upstream]' in said(house)


def test_addresses_that_are_not_listed_are_never_the_upstreams_to_list(upstream: Path, house: Path) -> None:
    (upstream / "content/addresses.yaml").write_text("published: []\n")
    organization = SMALL.parents[1] / "sales-line-number/content/organization.yaml"
    text = organization.read_text(encoding="utf-8").replace('"555-0100"', '"555-0101"')
    (house / "content/organization.yaml").write_text(text, encoding="utf-8")

    problems = opened(house)[1]

    files = [problem.place.file for problem in problems if problem.id == "unlisted-address"]
    assert files == ["content/organization.yaml"]


def test_upstream_of_an_upstream_is_refused(upstream: Path, house: Path) -> None:
    (house.parent / "more").mkdir()
    (house.parent / "more/mkdocs.yml").write_text('site_name: More\nupstream: ../house\nextra: {format: "0.2"}\n')

    assert [id for _, id, _ in ids(house.parent / "more")] == ["bad-upstream"]


def test_sign_off_of_the_upstream_lapses_only_for_what_was_changed(house: Path) -> None:
    lay(house, SHOWN, "Drink tea.", "levels.yaml")

    project, _ = opened(house)

    assert project.verified is not None
    sign_offs = project.verified.sign_offs
    lapsed = [unit.name for unit in sign_offs.units if sign_offs.state_of(unit.entry) is Standing.LAPSED]
    assert lapsed == ["level little-support"]


def sign(house: Path, name: str, by: str = "Somebody of ours, nurse") -> None:
    project, problems = opened(house)
    assert project.verified is not None
    unit = next(unit for unit in project.verified.sign_offs.units if unit.name == name)
    sign_off(project, problems, [unit], Signer(by, datetime.date(2026, 11, 22)), today=TODAY)


def test_own_sign_off_goes_into_a_file_of_the_organization(upstream: Path, house: Path) -> None:
    lay(house, SHOWN, "Drink tea.", "levels.yaml")
    before = contents(upstream)

    sign(house, "level little-support")
    sign(house, "page visit")
    sign(house, "level little-support", "Another of ours, nurse")

    assert contents(upstream) == before
    text = (house / "content/sign_offs.yaml").read_text()
    assert text.startswith(
        "sign_offs:\n  - unit: level little-support\n    reviewed:\n      by: Another of ours, nurse\n"
    )
    assert text.count("- unit: ") == 2
    assert said(house) == ""


def test_own_sign_off_that_lapsed_gives_way_to_the_upstreams(house: Path) -> None:
    lay(house, SHOWN, "Drink tea.", "levels.yaml")
    sign(house, "level little-support")
    (house / "content/overlay.yaml").unlink()

    project, problems = opened(house)

    assert list(problems) == []
    assert project.verified is not None
    level = project.verified.base.every_level()[0]
    review = project.verified.sign_offs.review_of(level)
    assert review is not None
    assert project.verified.base.is_upstreams(review.place)


def test_files_read_once_are_read_anew_where_the_overlay_is_another(house: Path) -> None:
    lay(house, SENTENCE, "Come alone.")
    first, _ = opened(house)
    lay(house, SENTENCE, "Come with us.")

    assert "Come with us." in body_of(house, first)
