"""A further guide shares the safety screen, keeps every promise, and has its own journeys and pages."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from generator import report
from generator.checks import Verified
from generator.problems import Problems
from generator.project import open_project
from tests.signed import SIGNED, sign_again

SMALL = Path(__file__).parent / "cases" / "_valid" / "small"
SECOND = Path(__file__).parent / "cases" / "bad-sharing" / "content" / "guides" / "second.yaml"
TODAY = datetime.date(2026, 11, 28)
JOURNEY = """  - id: second-journey
    story: A made-up person in the second guide.
    answers: [danger.safe, place.here]
    outcome: second-end
  - id: second-journey-doubt
    story: A made-up person in doubt.
    answers: [danger.safe, place.not-sure]
    outcome: second-talk
"""
MORE = "".join(f"      - id: place-{name}\n        text: Place {name}\n" for name in "abcd")
HARMLESS = "place.place-a, place.place-b, place.place-c, place.place-d, place.here, place.not-sure"
DOUBT = """      - id: not-sure
        text: I don't know
        next: second-talk
"""


NOTES = """written: 2026-11-22
review_due: 2027-11-22
reviewed: SIGNED
notes:
  - id: in-both
    when: [who.me, who.not-sure]
    urgency: routine
    if: If so
    title: Made up
    do: [Made up for tests.]
    reviewed: SIGNED
  - id: in-second
    when: [place.here, place.not-sure]
    urgency: routine
    if: If so
    title: Made up
    do: [Made up for tests.]
    reviewed: SIGNED
""".replace("SIGNED", SIGNED)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a copy of the smallest project with a second guide."""
    root = shutil.copytree(SMALL, tmp_path / "project")
    text = SECOND.read_text(encoding="utf-8").replace("shares: [who]", "shares: [danger, who]")
    text = text.replace("      - id: here\n", MORE + "      - id: here\n")
    outcome = text[text.index("  - id: second-end") :]
    text = text.replace(DOUBT.replace("        next: second-talk\n", ""), DOUBT)
    text += outcome.replace("second-end", "second-talk")
    change(root / "content/guides/second.yaml", text)
    journeys = root / "content/journeys.yaml"
    change(journeys, journeys.read_text(encoding="utf-8") + JOURNEY)
    safety = root / "content/safety.yaml"
    change(safety, safety.read_text(encoding="utf-8").replace("harmless: [", f"harmless: [{HARMLESS}, "))
    return root


def change(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def opened(root: Path) -> tuple[Verified | None, str]:
    sign_again(root)
    problems = Problems()
    project = open_project(root, problems, today=TODAY)
    return project.verified, report.as_text(problems, project.files)


def test_second_guide_asks_the_shared_questions_and_then_its_own(project: Path) -> None:
    verified, said = opened(project)

    assert said == ""
    assert verified is not None
    assert [list(each.plan.questions) for each in verified.every_guide()] == [
        ["danger", "who", "signs"],
        ["danger", "who", "place"],
    ]
    assert set(verified.further[0].counts.ways_by_outcome) == {"help-now", "second-end", "second-talk"}


def test_second_guide_may_end_at_an_outcome_of_the_first(project: Path) -> None:
    tree = project / "content/guides/second.yaml"
    text = tree.read_text(encoding="utf-8")
    change(tree, text[: text.index("  - id: second-talk")].replace("second-talk", "more-support"))
    journeys = project / "content/journeys.yaml"
    change(journeys, journeys.read_text(encoding="utf-8").replace("second-talk", "more-support"))

    verified, said = opened(project)

    assert said == ""
    assert verified is not None
    assert set(verified.further[0].counts.ways_by_outcome) == {"help-now", "more-support", "second-end"}
    assert verified.further[0].plan.outcomes["more-support"] == verified.plan.outcomes["more-support"]


def test_second_guide_may_not_lead_to_a_question_that_it_does_not_share(project: Path) -> None:
    tree = project / "content/guides/second.yaml"
    change(tree, tree.read_text(encoding="utf-8").replace("next: second-talk", "next: signs"))

    _, said = opened(project)

    assert '"signs", which is not a question, decision or outcome' in said


def test_note_of_an_answer_that_only_the_second_guide_asks_is_said_there_alone(project: Path) -> None:
    change(project / "content/notes.yaml", NOTES)

    verified, said = opened(project)

    assert said == ""
    assert verified is not None
    assert [sorted(each.said) for each in verified.every_guide()] == [["in-both"], ["in-both", "in-second"]]


def test_note_that_needs_an_answer_of_each_guide_is_never_shown(project: Path) -> None:
    change(project / "content/notes.yaml", NOTES + "    and: signs.worse\n".replace("signs.worse", "signs.not-sure"))

    _, said = opened(project)

    assert 'note "in-second" is shown on no way to answer any guide [silent-note]' in said


def test_each_guide_keeps_its_own_journeys_and_both_keep_a_shared_one(project: Path) -> None:
    verified, _ = opened(project)

    assert verified is not None
    theirs = [[str(journey.id) for journey in each.base.journeys.journeys] for each in verified.further]
    assert theirs == [["in-danger", "second-journey", "second-journey-doubt"]]


def test_promise_about_a_shared_answer_holds_in_the_second_guide_too(project: Path) -> None:
    tree = project / "content/guides/second.yaml"
    change(tree, tree.read_text(encoding="utf-8").replace("start: danger", "start: place"))

    _, said = opened(project)

    assert "[screen-not-first]" in said
    assert "content/guides/second.yaml:9:10" in said


def test_promise_may_name_answers_of_the_second_guide_alone(project: Path) -> None:
    safety = project / "content/safety.yaml"
    promise = """promises:
  - id: second-promise
    say: Made up for tests.
    whenever: {is: place.not-sure}
    urgency_at_least: soon
"""
    change(safety, safety.read_text(encoding="utf-8").replace("promises:\n", promise))

    _, said = opened(project)

    assert 'promise "second-promise" is broken' in said
    assert "answers: danger.safe, who.me, place.not-sure" in said


def test_journey_that_mixes_two_guides_is_reported(project: Path) -> None:
    journeys = project / "content/journeys.yaml"
    mixed = """  - id: mixed
    story: A made-up person in two guides.
    answers: [signs.none, place.here]
    outcome: second-end
"""
    change(journeys, journeys.read_text(encoding="utf-8") + mixed)

    _, said = opened(project)

    assert 'journey "mixed" leads to "second-end"' in said


def test_two_guides_do_not_share_an_id(project: Path) -> None:
    tree = project / "content/guides/second.yaml"
    change(tree, tree.read_text(encoding="utf-8").replace("second-end", "stay"))

    _, said = opened(project)

    assert 'id "stay" stands here twice [duplicate-id]' in said


def test_a_wrong_target_of_a_shared_question_is_said_once_with_the_near_name(project: Path) -> None:
    """The further guide has no outcome of that name then, and once offered another one that is near."""
    tree = project / "decision_tree.yaml"
    text = tree.read_text(encoding="utf-8").replace("        next: help-now\n", "        next: help-nwo\n", 1)
    change(tree, text.replace("        next: help-now\n", "        next: who\n"))
    problems = Problems()

    open_project(project, problems, today=TODAY)

    found = [problem for problem in problems if problem.id == "unknown-target"]
    assert [problem.help for problem in found] == ['did you mean "help-now" (line 79)?']
