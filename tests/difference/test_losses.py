"""Find what a change takes from people in danger, through the compiled guides of a small project."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from generator import report
from generator.checks import Verified
from generator.difference import Differences, differences_between
from generator.difference.differences import Item
from generator.difference.losses import LostAnswer, LostPromise
from generator.guide import joint_walk
from generator.model.guide import Urgency
from generator.problems import Problems
from generator.project import open_project
from tests.test_further_guides import HARMLESS, JOURNEY

SMALL = Path(__file__).parents[1] / "cases" / "_valid" / "small"
TODAY = datetime.date(2026, 11, 22)
PROMISE = """  - id: worse-is-no-stay
    say: Made up for tests.
    whenever: {is: signs.worse}
    never: {direction: stay}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return shutil.copytree(SMALL, tmp_path / "project")


def opened(root: Path) -> Verified:
    problems = Problems()
    project = open_project(root, problems, today=TODAY)
    assert project.verified is not None, report.as_text(problems, project.files)
    return project.verified


def edit(root: Path, name: str, *pairs: tuple[str, str]) -> None:
    """Replace words that stand once in a file."""
    text = (root / name).read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (root / name).write_text(text, encoding="utf-8")


def compared(before: Verified, root: Path) -> Differences:
    return differences_between(before, opened(root), names=("old", "new"))


def lost(found: Differences) -> list[LostAnswer | LostPromise]:
    return [item.what for item in found.items if isinstance(item.what, LostAnswer | LostPromise)]


def waiting(found: Differences) -> list[tuple[str, ...]]:
    return [item.subject for item in found.waiting]


def test_an_answer_that_always_led_to_an_emergency_is_lost(project: Path) -> None:
    before = opened(project)
    edit(project, "decision_tree.yaml", ("      - id: unsafe\n        text: Danger\n        next: help-now\n", ""))
    edit(
        project,
        "content/safety.yaml",
        ("[danger.unsafe, danger.not-sure]", "[danger.not-sure]"),
        ("safe, unsafe", "safe"),
    )
    edit(project, "content/journeys.yaml", ("[danger.unsafe]", "[danger.not-sure]"))

    (one,) = lost(compared(before, project))

    assert isinstance(one, LostAnswer)
    assert (one.reference, one.urgency, one.promise and one.promise.id) == (
        "danger.unsafe",
        Urgency.EMERGENCY,
        "danger-means-help",
    )


def test_an_answer_that_has_another_id_is_not_lost(project: Path) -> None:
    before = opened(project)
    edit(project, "decision_tree.yaml", ("      - id: unsafe\n", "      - id: danger\n        formerly: [unsafe]\n"))
    edit(project, "content/safety.yaml", ("[danger.unsafe, ", "[danger.danger, "), ("safe, unsafe", "safe, danger"))
    edit(project, "content/journeys.yaml", ("[danger.unsafe]", "[danger.danger]"))

    found = compared(before, project)

    assert (lost(found), len(found.items)) == ([], 1)


def test_a_promise_made_in_two_parts_is_still_made(project: Path) -> None:
    before = opened(project)
    parts = PROMISE.replace("{is: signs.worse}", "{all: [signs.worse, signs.tired]}") + PROMISE.replace(
        "worse-is-no-stay", "worse-without-tired"
    ).replace("{is: signs.worse}", "{all: [signs.worse, not: signs.tired]}")
    edit(project, "content/safety.yaml", (PROMISE, parts))

    assert lost(compared(before, project)) == []


def test_a_promise_that_wants_more_is_still_made(project: Path) -> None:
    before = opened(project)
    edit(project, "content/safety.yaml", ("{is: signs.worse}", "{any: [signs.worse, danger.not-sure]}"))

    assert lost(compared(before, project)) == []


def test_a_promise_of_less_urgency_is_lost(project: Path) -> None:
    before = opened(project)
    edit(project, "content/safety.yaml", ("urgency_at_least: emergency", "urgency_at_least: today"))

    found = compared(before, project)

    (one,) = lost(found)
    assert isinstance(one, LostPromise)
    assert (one.id, one.is_gone, one.urgency, one.outcome) == ("danger-means-help", False, Urgency.TODAY, "")
    assert waiting(found) == [("weakened", "danger-means-help")]


def test_a_promise_against_alarm_is_said_and_needs_nobody(project: Path) -> None:
    calm = "  - id: calm\n    say: Made up for tests.\n    whenever: {is: signs.none}\n    urgency_at_most: routine\n"
    edit(project, "content/safety.yaml", (PROMISE, PROMISE + calm))
    before = opened(project)
    edit(project, "content/safety.yaml", (calm, ""))

    found = compared(before, project)

    (one,) = lost(found)
    assert isinstance(one, LostPromise)
    assert (one.id, one.is_gone, waiting(found)) == ("calm", True, [])


def test_what_a_new_answer_is_promised_was_never_promised_before(project: Path) -> None:
    before = opened(project)
    edit(
        project,
        "decision_tree.yaml",
        ("      - id: tired\n", "      - id: sad\n        text: Sad\n      - id: tired\n"),
    )
    edit(project, "content/safety.yaml", ("{is: signs.worse}", "{all: [signs.worse, not: signs.sad]}"))

    assert lost(compared(before, project)) == []


def test_a_promise_with_another_id_is_followed(project: Path) -> None:
    before = opened(project)
    edit(
        project,
        "content/safety.yaml",
        ("  - id: worse-is-no-stay\n", "  - id: renamed\n    formerly: [worse-is-no-stay]\n"),
    )

    found = compared(before, project)

    assert (lost(found), [item.section.name for item in found.items]) == ([], ["DANGER"])


def second_guide(project: Path) -> None:
    """Add a guide that tells people who do not know their place to get help today."""
    text = (SMALL.parents[1] / "bad-sharing" / "content" / "guides" / "second.yaml").read_text(encoding="utf-8")
    text = text.replace("shares: [who]", "shares: [danger, who]")
    more = "".join(f"      - id: place-{name}\n        text: Place {name}\n" for name in "abcd")
    outcome = text[text.index("  - id: second-end") :]
    doubt = "      - id: not-sure\n        text: I don't know\n"
    text = text.replace("      - id: here\n", f"{more}      - id: here\n").replace(
        doubt, f"{doubt}        next: second-talk\n"
    )
    talk = outcome.replace("second-end", "second-talk")
    talk = talk.replace("urgency: soon", "urgency: today").replace("urgency: routine", "urgency: today")
    (project / "content/guides").mkdir()
    (project / "content/guides/second.yaml").write_text(text + talk, encoding="utf-8")
    edit(project, "content/safety.yaml", ("harmless: [", f"harmless: [{HARMLESS}, "))
    journeys = project / "content/journeys.yaml"
    journeys.write_text(journeys.read_text(encoding="utf-8") + JOURNEY, encoding="utf-8")


def test_a_guide_that_is_gone_takes_its_answers_along(project: Path) -> None:
    small = opened(project)
    second_guide(project)
    before = opened(project)

    found = differences_between(before, small, names=("old", "new"))

    assert [one.reference for one in lost(found) if isinstance(one, LostAnswer)] == ["place.not-sure"]
    assert waiting(found) == [("removed", "place.not-sure")]
    assert [item.what.thing.id for item in found.items if _is_guide(item)] == [
        str(before.further[0].base.tree.guide.id)
    ]


def _is_guide(item: Item) -> bool:
    return getattr(getattr(item.what, "thing", None), "sort", "") == "Guide"


def test_a_new_guide_needs_nobody_and_its_ways_are_not_compared(project: Path) -> None:
    before = opened(project)
    second_guide(project)

    found = compared(before, project)

    assert (waiting(found), [ways.guide for ways in found.guides]) == ([], ["made-up-guide"])
    assert any(_is_guide(item) for item in found.items)


def test_a_guide_with_another_id_is_walked_beside_its_old_version(project: Path) -> None:
    second_guide(project)
    before = opened(project)
    id = str(before.further[0].base.tree.guide.id)
    edit(project, "content/guides/second.yaml", (f"  id: {id}\n", f"  id: renamed\n  formerly: [{id}]\n"))

    found = compared(before, project)

    assert [(ways.guide, ways.change.moved) for ways in found.guides] == [("made-up-guide", 0), ("renamed", 0)]
    assert len(found.items) == 1


def test_versions_too_different_to_walk_are_still_compared_in_words(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = opened(project)
    edit(project, "decision_tree.yaml", ("text: Danger\n", "text: Great danger\n"))
    after = opened(project)
    monkeypatch.setattr(joint_walk, "MAX_STATES", 3)

    found = differences_between(before, after, names=("old", "new"))

    assert (found.unwalked, len(found.items)) == ((("made-up-guide", "danger"),), 1)


def test_an_answer_that_a_promise_counts_for_help_today_is_lost(project: Path) -> None:
    together = "{all: [signs.worse, signs.sad]}"
    promise = f"  - id: both\n    say: Made up for tests.\n    whenever: {together}\n    urgency_at_least: today\n"
    answer = "      - id: sad\n        text: Sad\n"
    rule = f"      - when: {together}\n        next: help-now\n"
    first, option = "      - when: {is: signs.worse}\n", "      - id: tired\n"
    edit(project, "decision_tree.yaml", (option, answer + option), (first, rule + first))
    edit(project, "content/safety.yaml", (PROMISE, PROMISE + promise))
    before = opened(project)
    edit(project, "decision_tree.yaml", (answer, ""), (rule, ""))
    edit(project, "content/safety.yaml", (promise, ""))

    found = lost(compared(before, project))

    assert [
        (one.reference, one.urgency, one.promise.id) for one in found if isinstance(one, LostAnswer) and one.promise
    ] == [("signs.sad", None, "both")]
