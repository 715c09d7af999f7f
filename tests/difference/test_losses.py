"""Find what a change takes from people in danger, through the compiled guides of a small project."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from generator import report
from generator.checks import Verified
from generator.difference import Differences, differences_between
from generator.difference.losses import LostAnswer
from generator.difference.promises import End, LostPromise, Want
from generator.difference.rows import ChangeKind, Row
from generator.guide import joint_walk
from generator.model.guide import Urgency
from generator.problems import Problems
from generator.project import open_project
from tests.signed import SIGNED
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


def test_an_answer_of_a_question_that_two_guides_share_is_lost_once(project: Path) -> None:
    second_guide(project)
    before = opened(project)
    edit(project, "decision_tree.yaml", ("      - id: unsafe\n        text: Danger\n        next: help-now\n", ""))
    edit(
        project,
        "content/safety.yaml",
        ("[danger.unsafe, danger.not-sure]", "[danger.not-sure]"),
        ("safe, unsafe", "safe"),
    )
    edit(project, "content/journeys.yaml", ("[danger.unsafe]", "[danger.not-sure]"))

    found = compared(before, project)

    assert [one.reference for one in lost(found) if isinstance(one, LostAnswer)] == ["danger.unsafe"]
    assert waiting(found) == [("removed", "danger.unsafe")]


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
    assert isinstance(one.lost, End)
    assert (one.id, one.is_gone, one.lost.urgency, one.lost.outcome) == ("danger-means-help", False, Urgency.TODAY, "")
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
    assert [row.thing.id for row in rows_of_guides(found)] == [str(before.further[0].base.tree.guide.id)]


def rows_of_guides(found: Differences) -> list[Row]:
    return [item.what for item in found.items if isinstance(item.what, Row) and item.what.thing.sort == "Guide"]


def test_a_new_guide_needs_nobody_and_its_ways_are_not_compared(project: Path) -> None:
    before = opened(project)
    second_guide(project)

    found = compared(before, project)

    assert (waiting(found), [ways.guide for ways in found.guides]) == ([], ["made-up-guide"])
    assert rows_of_guides(found)


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


NOTES = """written: 2026-11-22
review_due: 2027-11-22
reviewed: SIGNED
notes:
  - id: rest
    when: [signs.tired, signs.no-sleep]
    leaves_out: signs.not-sure
    urgency: routine
    if: If it is so
    title: Rest
    do: [Made up for tests.]
    call: [made-up-line]
  - id: company
    when: [signs.alone, signs.tired]
    leaves_out: signs.not-sure
    urgency: routine
    first: true
    if: If it is so
    title: Company
    do: [Made up for tests.]
""".replace("SIGNED", SIGNED)


def promised(want: str, whenever: str = "{is: signs.tired}", more: str = "") -> str:
    """Write a promise about what is said."""
    return f"  - id: told\n    say: Made up for tests.\n    whenever: {whenever}\n{more}    {want}\n"


def rewritten(project: Path, old: str, new: str) -> list[LostAnswer | LostPromise]:
    """Give what is lost where a promise, or two, are written in place of another."""
    (project / "content/notes.yaml").write_text(NOTES, encoding="utf-8")
    edit(project, "content/safety.yaml", (PROMISE, PROMISE + old))
    before = opened(project)
    edit(project, "content/safety.yaml", (old, new)) if old != new else None
    found = compared(before, project)
    assert waiting(found) == [("weakened", "told") for _ in lost(found)]
    return lost(found)


TIRED = ("danger.safe", "who.me", "signs.tired")
ANY = "{any: [signs.tired, signs.no-sleep]}"
CALM = "{is: signs.none}"


@pytest.mark.parametrize(
    ("old", "new", "want", "answers"),
    [
        (promised("shows: [rest, company]"), "", Want("shows", "company"), TIRED),
        (promised("shows: [rest, company]"), promised("shows: rest"), Want("shows", "company"), TIRED),
        (promised("shows: rest", ANY), promised("shows: rest"), Want("shows", "rest"), (*TIRED[:2], "signs.no-sleep")),
        (promised("calls: made-up-line"), "", Want("calls", "made-up-line"), TIRED),
        (
            promised("calls_first: made-up-line"),
            promised("calls: made-up-line"),
            Want("calls_first", "made-up-line"),
            TIRED,
        ),
        (promised("never: {shows: company}", CALM), "", Want("never", "company"), (*TIRED[:2], "signs.none")),
    ],
    ids=["gone", "a-note-fewer", "whenever", "calls", "calls-first", "never"],
)
def test_a_promise_about_what_is_said_is_lost_where_no_other_makes_it(
    project: Path, old: str, new: str, want: Want, answers: tuple[str, ...]
) -> None:
    (one,) = rewritten(project, old, new)

    assert isinstance(one, LostPromise)
    assert (one.lost, one.is_gone, one.answers) == (want, not new, answers)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (promised("shows: rest"), promised("shows: [company, rest]")),
        (promised("shows: rest"), promised("shows: rest", ANY)),
        (promised("calls: made-up-line"), promised("calls_first: made-up-line")),
    ],
    ids=["a-note-more", "whenever", "called-first"],
)
def test_a_promise_that_wants_more_said_is_still_made(project: Path, old: str, new: str) -> None:
    assert rewritten(project, old, new) == []


@pytest.mark.parametrize(("left", "out"), [("second-guide", "made-up-guide"), ("made-up-guide", "second-guide")])
def test_a_promise_that_is_no_longer_for_every_guide_is_lost(project: Path, left: str, out: str) -> None:
    second_guide(project)
    want, whenever = "calls: made-up-line", "{is: danger.unsafe}"

    (one,) = rewritten(project, promised(want, whenever), promised(want, whenever, f"    guides: {left}\n"))

    assert isinstance(one, LostPromise)
    assert (one.id, one.is_gone, one.guide, one.answers) == ("told", False, out, ("danger.unsafe",))


def test_a_promise_names_a_note_by_its_new_id(project: Path) -> None:
    (project / "content/notes.yaml").write_text(NOTES, encoding="utf-8")
    edit(project, "content/safety.yaml", (PROMISE, PROMISE + promised("shows: rest")))
    before = opened(project)
    edit(project, "content/notes.yaml", ("  - id: rest\n", "  - id: sleep\n    formerly: [rest]\n"))
    edit(project, "content/safety.yaml", ("shows: rest", "shows: sleep"))

    found = compared(before, project)

    assert (lost(found), [item.what.kind for item in found.items if isinstance(item.what, Row)]) == (
        [],
        [ChangeKind.RENAMED],
    )


@pytest.mark.parametrize("want", ["shows: company", "calls: made-up-line"])
def test_an_answer_is_lost_that_a_promise_wants_something_said_for(project: Path, want: str) -> None:
    (project / "content/notes.yaml").write_text(NOTES, encoding="utf-8")
    edit(
        project,
        "decision_tree.yaml",
        ("      - id: alone\n", "      - id: sad\n        text: Sad\n      - id: alone\n"),
    )
    edit(project, "content/safety.yaml", (PROMISE, PROMISE + promised(want)), ("harmless: [", "harmless: [signs.sad, "))
    before = opened(project)
    edit(
        project,
        "decision_tree.yaml",
        ("      - id: tired\n        text: I am tired\n        they: They are tired\n", ""),
    )
    edit(project, "content/notes.yaml", ("[signs.tired, ", "["), (", signs.tired]", "]"))
    edit(project, "content/safety.yaml", (promised(want), ""), ("signs.tired, ", ""))

    found = compared(before, project)

    assert [
        (one.reference, one.urgency, one.promise and str(one.promise.id))
        for one in lost(found)
        if isinstance(one, LostAnswer)
    ] == [("signs.tired", None, "told")]
    assert waiting(found) == [("removed", "signs.tired")]
