"""Walk a guide in the terminal as an author does: by what is typed and what is then shown."""

from __future__ import annotations

import datetime
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.checks import Verified
from generator.problems import Problems
from generator.project import open_project
from generator.trying import WrongStart, start_of, try_guide
from tests.test_cli import COMMAND, SMALL, project, run

__all__ = ["project"]

QUESTION = """\
[Safety · up to 1 minute] danger
Is there danger?
  [ ] 1. No danger
  or
  [ ] 2. I don't know
  [ ] 3. Danger

Type a number, or: why, back, change, quit
"""


@pytest.fixture(scope="module")
def small() -> Verified:
    verified = open_project(SMALL, Problems(), today=datetime.date(2026, 11, 22)).verified
    assert verified is not None
    return verified


def walked(verified: Verified, *typed: str, width: int = 80, **asked: str) -> str:
    """Walk a guide by what is typed; return everything that is shown."""
    lines: Iterator[str] = iter(typed)
    said: list[str] = []
    they = asked.pop("whom", "") == "someone-else"
    try_guide(
        verified, start_of(verified, **asked, they=they), width=width, say=said.append, ask=lambda: next(lines, None)
    )
    return "\n".join(said)


def test_first_question_is_shown_with_its_answers_and_what_to_type(small: Verified) -> None:
    assert walked(small) + "\n" == QUESTION.replace("  or\n", "")


def test_why_is_said_on_demand(small: Verified) -> None:
    assert "Why we ask: Made up for tests." not in walked(small)
    assert "Why we ask: Made up for tests." in walked(small, "why")


@pytest.mark.parametrize("typed", ["", "4", "0", "danger", "1 2", "x"])
def test_what_is_no_answer_is_asked_again(small: Verified, typed: str) -> None:
    said = walked(small, typed)

    assert "Please choose an answer." in said
    assert "Who is it for?" not in said


def test_answers_are_typed_as_numbers_or_ids(small: Verified) -> None:
    assert walked(small, "1") == walked(small, "safe")


def test_danger_shows_its_result_at_once(small: Verified) -> None:
    said = walked(small, "3")

    assert "[Now]\nGet help now\n\nMade up for tests.\n  > Call 555-0100\n" in said
    assert "Check the answers before you go on" not in said
    assert said.endswith("Type: change, back, again, or press Enter to end")


def test_a_result_that_can_wait_comes_after_the_review(small: Verified) -> None:
    said = walked(small, "1", "1", "1 2")

    review = said.index("Check the answers before you go on")
    assert "  3. What is true for you? Things are worse; I am tired\n" in said[review:]
    assert review < said.index("Talk about more support")
    assert "== Why this result ==\nThese answers decided it:\n- Is there danger? No danger\n" in said
    assert "• Some day: Stay as you are\n  What is true for you?\n  - “None of these”\n" in said
    assert "  - not “Things are worse”\n" in said


def test_back_shows_the_answer_that_was_given(small: Verified) -> None:
    said = walked(small, "1", "back")

    assert said.endswith(
        "Is there danger?\n  [x] 1. No danger\n  [ ] 2. I don't know\n  [ ] 3. Danger\n\n"
        "Type a number, press Enter to keep the answer, or: why, back, change, quit"
    )


def test_change_lists_the_answers_and_goes_back_to_one(small: Verified) -> None:
    said = walked(small, "1", "1", "change", "change 2")

    assert "Type change and a number:\n  1. Is there danger? No danger\n  2. Who is it for? Me\n" in said
    assert "  [x] 1. Me" in said


def test_a_changed_answer_says_what_is_no_longer_asked(small: Verified) -> None:
    said = walked(small, "1", "1", "back", "back", "3")

    assert "These are no longer asked, and no longer count:\n- Who is it for?\n" in said


def test_a_changed_answer_says_which_later_ones_were_kept_and_returns_to_the_review(small: Verified) -> None:
    said = walked(small, "1", "1", "5", "change 3", "1", "change 2", "2")

    assert "We kept your answers to these questions:\n- What is true for them?\n" in said
    assert said.count("Check the answers before you go on") == 3


def test_the_voice_follows_the_answer(small: Verified) -> None:
    assert "I am tired" in walked(small, "1", "1")
    assert "They are tired" in walked(small, "1", "2")


def test_for_someone_else_fills_in_its_answer(small: Verified) -> None:
    said = walked(small, "1", "", whom="someone-else")

    assert "  [x] 2. Someone else\n" in said
    assert "What is true for them?" in said


def test_from_a_question_fills_in_what_leads_there(small: Verified) -> None:
    said = walked(small, question="signs")

    assert said.startswith("Filled in:\n  1. Is there danger? No danger\n  2. Who is it for? Me\n")
    assert said.endswith("Type numbers with spaces between, or: why, back, change, quit")


def test_answers_are_filled_in_up_to_the_result(small: Verified) -> None:
    assert "Stay as you are" in walked(small, answers="danger.safe,who.me,signs.tired")


def test_a_journey_is_replayed(small: Verified) -> None:
    said = walked(small, journey="getting-worse")

    assert "What is true for you? Things are worse" in said
    assert "Talk about more support" in said


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"answers": "danger.saef"}, '"danger.saef" is no answer of this guide; did you mean "danger.safe"?'),
        ({"answers": "signs.none,signs.worse"}, "signs.none and signs.worse are never given together; keep one"),
        ({"question": "sings"}, '"sings" is no question of this guide; did you mean "signs"?'),
        (
            {"question": "signs", "answers": "danger.unsafe"},
            'with these answers the guide never asks "signs"; leave one out',
        ),
        ({"journey": "doing-wel"}, '"doing-wel" is no journey; did you mean "doing-well"?'),
    ],
)
def test_a_wrong_start_is_said_with_its_cure(small: Verified, asked: dict[str, Any], message: str) -> None:
    with pytest.raises(WrongStart, match=f"^{message.replace('?', '[?]')}$"):
        start_of(small, **asked)


def test_every_line_fits_a_narrow_terminal(small: Verified) -> None:
    said = walked(small, "1", "1", "1", width=24)

    shown = [line for line in said.split("\n") if not line.startswith("Type") and not line.startswith("Press")]
    assert max(map(len, shown)) <= 24


def test_a_pipe_that_ends_ends_the_walk_without_colour() -> None:
    done = subprocess.run([COMMAND, "try"], cwd=SMALL, input="1\n", capture_output=True, encoding="utf-8", timeout=120)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(QUESTION.replace("  or\n", "") + "> ")
    assert "\x1b" not in done.stdout


def test_unsaved_mistakes_are_said_in_place_of_a_walk(project: Path) -> None:
    text = (project / "decision_tree.yaml").read_text(encoding="utf-8")
    (project / "decision_tree.yaml").write_text(text.replace("next: who\n", "next: whom\n"), encoding="utf-8")

    done = run("try", folder=project)

    assert (done.returncode, done.stdout) == (1, "")
    assert "stepwell: nothing to try: " in done.stderr


def test_an_unknown_guide_is_said_with_those_that_there_are() -> None:
    done = run("try", "--guide", "other")

    assert done.returncode == 2
    assert done.stderr.endswith('Error: "other" is no guide; there are: made-up-guide\n')
