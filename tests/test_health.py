"""Ask how a project is, and change one thing at a time to see it said."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest

from generator.health import Topic, health_of
from generator.problems import Problems
from generator.project import open_project
from tests.signed import sign_again
from tests.test_cli import SMALL, project, run

__all__ = ["project"]

TODAY = datetime.date(2026, 11, 22)
EXAMPLE = Path(__file__).parent.parent / "examples" / "one-clinic"


def parts_of(root: Path, today: datetime.date = TODAY) -> dict[str, Topic]:
    problems = Problems()
    verified = open_project(root, problems, today=today).verified
    assert verified is not None, problems.found
    return {part.id: part for part in health_of(verified)}


def changed(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def said(part: Topic) -> list[tuple[str, str]]:
    return [(item.name, item.why) for item in part.items]


def test_a_project_in_order_says_so_on_one_screen() -> None:
    done = run("health", "--on", "2026-11-22")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Health on 2026-11-22\n")
    assert "In order: reviews (0 of 11 wait: 0 never reviewed, 0 changed or past their day)" in done.stdout
    assert len(done.stdout.split("\n")) < 25


def test_a_narrow_screen_cuts_no_reason_off() -> None:
    done = run("health", "--on", "2028-01-31", COLUMNS="40")

    assert "guide made-up-guide (decision_tree.yaml:3): due since 2027-11-22 " in " ".join(done.stdout.split())


def test_every_thing_is_shown_to_whoever_asks() -> None:
    whole = json.loads(run("health", "--on", "2028-01-31", "--format", "json").stdout)
    names = [item["name"] for part in whole["parts"] for item in part["items"]]

    short = run("health", "--on", "2028-01-31").stdout
    assert "… and " in short
    assert short.endswith("Everything: stepwell health --all\n")

    shown = run("health", "--on", "2028-01-31", "--all").stdout
    assert "… and " not in shown
    assert [name for name in names if name not in " ".join(shown.split())] == []


def test_an_organization_is_led_to_the_files_of_its_upstream() -> None:
    done = run("health", "--on", "2026-11-28", folder=EXAMPLE)

    assert "(../../content/contacts.yaml:5): never called as it is now" in done.stdout


def test_a_review_that_lapsed_stands_before_what_was_never_reviewed(project: Path) -> None:
    changed(project, "decision_tree.yaml", "title: Talk about more support", "title: Talk about it")
    changed(project, "decision_tree.yaml", "    reviewed: {by: A made-up person", "    x: {by: A made-up person")
    text = (project / "decision_tree.yaml").read_text(encoding="utf-8")
    (project / "decision_tree.yaml").write_text(re.sub("    x: .*\n", "", text), encoding="utf-8")

    assert said(parts_of(project)["reviews"]) == [
        ("outcome more-support", "changed since A made-up person reviewed it on 2026-11-22"),
        ("outcome help-now", "never reviewed"),
    ]


def test_reviews_past_their_day_and_those_that_come_due_are_told_by_their_day() -> None:
    late = parts_of(SMALL, datetime.date(2027, 11, 23))
    before = parts_of(SMALL, datetime.date(2027, 11, 1))

    assert {why for _, why in said(late["reviews"])} == {"due since 2027-11-22"}
    assert ("stay", "review due") in said(before["ahead"])
    assert {item.day for item in before["ahead"].items} == {datetime.date(2027, 11, 22)}


def test_contacts_come_by_the_age_of_their_last_call() -> None:
    parts = parts_of(SMALL, TODAY + datetime.timedelta(days=91))

    assert said(parts["contacts"])[0][1] == "91 days since A made-up person called"
    assert said(parts_of(SMALL)["contacts"]) == []
    assert ("made-up-line", "call again") in said(parts_of(SMALL)["ahead"])


def test_sources_that_nobody_opened_and_old_ones_are_listed(project: Path) -> None:
    changed(project, "content/sources.yaml", "    year: ", '    year: "1999" #')
    text = (project / "content/sources.yaml").read_text(encoding="utf-8")
    (project / "content/sources.yaml").write_text(re.sub("\n    read: .*", "", text), encoding="utf-8")
    sign_again(project)

    part = parts_of(project)["sources"]
    assert said(part)[0] == ("made-up-source", "1999, nobody opened the link")
    assert "1 older than 10 years" in part.says


def test_a_page_that_no_other_leads_to_is_listed(project: Path) -> None:
    page = (project / "content/index.md").read_text(encoding="utf-8")
    (project / "content/alone.md").write_text(page, encoding="utf-8")
    sign_again(project)

    assert "/alone/" in [item.name for item in parts_of(project)["unlinked"].items]


def test_a_level_without_a_way_on_is_listed() -> None:
    assert [item.place.file for item in parts_of(SMALL)["moves"].items] == ["levels.yaml"]


@pytest.mark.parametrize("on", ["2026-11-22", "2027-06-01"])
def test_json_holds_every_thing_with_its_place(on: str) -> None:
    whole = json.loads(run("health", "--on", on, "--format", "json").stdout)

    assert (whole["format"], whole["day"]) == (1, on)
    assert [part["id"] for part in whole["parts"]][:4] == ["reviews", "contacts", "notices", "ahead"]
    for part in whole["parts"]:
        assert all(item["file"] and item["line"] for item in part["items"])


def test_problems_are_said_in_place_of_health(project: Path) -> None:
    changed(project, "decision_tree.yaml", "next: who\n", "next: whom\n")

    done = run("health", folder=project)

    assert (done.returncode, done.stdout) == (1, "")
    assert "stepwell: nothing to show: 1 error" in done.stderr
