"""Compare versions of a small project as an author and a reviewer do, with a real git repository."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SMALL = Path(__file__).parent / "cases" / "_valid" / "small"
COMMAND = Path(sys.executable).with_name("stepwell")
NOT_SURE = "        next: more-support\n    next: weigh-signs"
DECISION = """
decisions:
  - from: more-support
    to: stay
    why: Made up for tests.
    by: A made-up person, nurse
    day: 2026-11-22
"""
SAME = "None of 53 ways to answer changes its outcome, urgency or direction."
LOWERED = """\
HEAD -> working tree, guide made-up-guide: 3 of 53 ways to answer change their outcome, urgency or direction.

error: lowered-urgency: 3 of 27 ways from "more-support" (soon) to "stay" (routine)
  all answer: danger.safe, signs.not-sure
  such as: danger.safe, who.me, signs.not-sure
"""
WAITS = """\
stepwell: 1 change waits for a decision; to record it, add to content/safety.yaml:
decisions:
  - from: more-support
    to: stay
    why: Why this is right for them
    by: Name, profession
    day: 2026-11-22
"""
COMMENT = """\
## What this change does to patients

3 of 53 ways to answer change their outcome, urgency or direction.

**One change waits for a decision.** Change the guide, or let a person who may decide this write in \
`content/safety.yaml`:

```yaml
decisions:
  - from: more-support
    to: stay
    why: Why this is right for them
    by: Name, profession
    day: 2026-11-22
```

### Lowered urgency

| before | now | ways to answer | who | for example |
|---|---|---:|---|---|
| Talk about more support (soon) | Stay as you are (routine)<br>**Not decided** | 3 of 27 | \
What is true for you? **I don't know** | <details><summary>3 answers</summary>\
Is there danger? **No danger**<br>Who is it for? **Me**<br>What is true for you? **I don't know**</details> |

Guide made-up-guide, from HEAD to working tree; every way to answer was walked.
"""


def git(folder: Path, *words: str) -> str:
    """Run git in a folder as nobody in particular."""
    names = [f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")]
    environment = dict(os.environ) | dict.fromkeys(names, "nobody") | {"GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(["git", *words], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def run(*words: str | Path, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `stepwell compare` in a folder on a fixed day."""
    return subprocess.run(
        [COMMAND, "compare", *words, "--today", "2026-11-22"],
        cwd=folder,
        env=os.environ | variables,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def replace(path: Path, old: str, new: str) -> None:
    """Change one place of a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def lower(project: Path) -> None:
    """Let "I don't know" lead to a less urgent outcome."""
    replace(project / "decision_tree.yaml", NOT_SURE, NOT_SURE.replace("more-support", "stay"))


def record(project: Path, decision: str = DECISION) -> None:
    """Record a decision."""
    path = project / "content" / "safety.yaml"
    path.write_text(path.read_text(encoding="utf-8") + decision, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = shutil.copytree(SMALL, tmp_path / "repository" / "project")
    git(tmp_path / "repository", "init", "--quiet", "--initial-branch", "main")
    git(tmp_path / "repository", "add", ".")
    git(tmp_path / "repository", "commit", "--quiet", "--message", "Begin")
    return folder


def test_an_unchanged_working_tree_moves_nobody(project: Path) -> None:
    done = run(folder=project)

    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        f"HEAD -> working tree, guide made-up-guide: {SAME}\n",
        "",
    )


def test_a_lowered_urgency_is_an_error_with_its_answers_and_the_entry_to_write(project: Path) -> None:
    lower(project)

    done = run("HEAD", folder=project)

    assert (done.returncode, done.stdout, done.stderr) == (1, LOWERED, WAITS)


def test_a_reviewer_gets_a_comment_in_words(project: Path) -> None:
    lower(project)

    done = run("--format", "markdown", folder=project)

    assert (done.returncode, done.stdout) == (1, COMMENT)


def test_a_recorded_decision_lets_the_change_pass_and_is_shown(project: Path) -> None:
    lower(project)
    record(project)

    done = run(folder=project)

    decided = "  decided: Made up for tests. (A made-up person, nurse, 2026-11-22)\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, LOWERED.replace("error: ", "") + decided, "")
    comment = run("--format", "markdown", folder=project).stdout
    assert "<br>Decided: Made up for tests. (A made-up person, nurse, 2026-11-22) |" in comment
    assert "decisions:" not in comment


@pytest.mark.parametrize(
    ("written", "instead"),
    [("from: more-support", "from: help-now"), ("to: stay", "to: help-now"), ("2026-11-22", "2026-11-23")],
)
def test_a_decision_on_another_pair_or_of_a_day_to_come_does_not_count(
    project: Path, written: str, instead: str
) -> None:
    lower(project)
    record(project, DECISION.replace(written, instead))

    done = run(folder=project)

    assert (done.returncode, done.stdout, done.stderr) == (1, LOWERED, WAITS)


def test_a_decision_of_an_earlier_change_does_not_count_again(project: Path) -> None:
    record(project)
    git(project, "commit", "--quiet", "--all", "--message", "Decide about something else")
    lower(project)

    done = run(folder=project)

    assert (done.returncode, done.stdout, done.stderr) == (1, LOWERED, WAITS)


def test_a_raised_urgency_needs_no_decision(project: Path) -> None:
    lower(project)
    git(project, "commit", "--quiet", "--all", "--message", "Lower")

    done = run("HEAD", "HEAD~1", folder=project)

    assert (done.returncode, done.stderr) == (0, "")
    assert '\nraised-urgency: 3 of 27 ways from "stay" (routine) to "more-support" (soon)\n' in done.stdout


def test_ways_that_newly_end_at_less_support_wait_for_a_decision(project: Path) -> None:
    outcomes = "urgency: routine\n    direction: "
    replace(project / "decision_tree.yaml", f"{outcomes}stay", f"{outcomes}less-support")

    done = run(folder=project)

    assert done.returncode == 1
    assert 'error: newly-less-support: all 24 ways from "stay" (routine) to "stay" (routine)\n' in done.stdout
    assert done.stdout.endswith('\noutcome "stay": direction stay -> less-support\n')
    assert (
        "- Direction of “Stay as you are”: stay, now less-support\n"
        in run("--format", "markdown", folder=project).stdout
    )


def test_two_folders_need_no_git(project: Path, tmp_path: Path) -> None:
    after = shutil.copytree(SMALL, tmp_path / "after")
    lower(after)

    done = run(project, after, folder=tmp_path, PATH="")

    assert done.returncode == 1
    assert done.stdout == LOWERED.replace("HEAD -> working tree", f"{project} -> {after}")


def test_a_new_answer_is_told_with_the_outcomes_that_it_leads_to(project: Path) -> None:
    replace(
        project / "decision_tree.yaml",
        "      - id: unsafe\n",
        "      - id: perhaps\n        text: Perhaps\n        next: help-now\n      - id: unsafe\n",
    )
    replace(project / "content" / "safety.yaml", "[safe, unsafe]", "[safe, perhaps, unsafe]")

    done = run(folder=project)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(
        '\nnewly possible: 1 way, at "help-now" (emergency)\n  all answer: danger.perhaps\n\n'
        'added answer "danger.perhaps"\n'
    )


def test_markdown_shows_an_authors_words_as_they_are(project: Path) -> None:
    replace(project / "decision_tree.yaml", "text: Me\n", "text: Me | & @everyone\n")
    lower(project)

    done = run("--format", "markdown", folder=project)

    assert "Who is it for? **Me &#124; &amp; &#64;everyone**<br>" in done.stdout


def test_json_holds_what_the_text_says(project: Path) -> None:
    lower(project)
    record(project)

    (whole,) = json.loads(run("--format", "json", folder=project).stdout)["guides"]

    shift = whole.pop("shifts")[0]
    assert whole == {
        "guide": "made-up-guide",
        "old": "HEAD",
        "new": "working tree",
        "ways": 53,
        "moved": 3,
        "waiting": 0,
        "newly_possible": [],
        "no_longer_possible": [],
        "relabelled": [],
        "added": {"questions": [], "answers": [], "outcomes": []},
        "removed": {"questions": [], "answers": [], "outcomes": []},
    }
    assert (shift["effect"], shift["ways"], shift["of"], shift["waits"]) == ("lowered-urgency", 3, 27, False)
    assert shift["from"] == {"outcome": "more-support", "urgency": "soon", "direction": "more-support"}
    assert shift["deciding"] == ["signs.not-sure"]
    assert shift["decided"] == {"why": "Made up for tests.", "by": "A made-up person, nurse", "day": "2026-11-22"}


@pytest.mark.parametrize("is_old_broken", [True, False])
def test_a_version_that_does_not_pass_its_checks_is_named_with_its_problems(project: Path, is_old_broken: bool) -> None:
    replace(project / "decision_tree.yaml", "otherwise: stay", "otherwise: staay")
    git(project, "commit", "--quiet", "--all", "--message", "Break")

    done = run(*(["HEAD", "HEAD~1"] if is_old_broken else ["HEAD~1", "HEAD"]), folder=project)

    assert (done.returncode, done.stdout) == (1, "")
    assert "decision_tree.yaml:76:20: error: " in done.stderr
    assert done.stderr.endswith("\nstepwell: HEAD does not pass its checks: 1 error, 0 warnings; nothing compared\n")


@pytest.mark.parametrize("word", ["nowhere", "HEAD~9", "--", "main:levels.yaml", "content"])
def test_a_word_that_names_no_version_exits_2_with_one_line(project: Path, word: str) -> None:
    words = [word] if word != "--" else ["--", "--output=made-up"]

    done = subprocess.run([COMMAND, "compare", *words], cwd=project, capture_output=True, encoding="utf-8", timeout=120)

    assert (done.returncode, done.stdout) == (2, "")
    assert f'Error: "{words[-1]}" is neither a project\'s folder nor a git revision\n' in done.stderr
    assert not (project / "made-up").exists()


def test_a_revision_outside_of_a_repository_exits_2(tmp_path: Path) -> None:
    folder = shutil.copytree(SMALL, tmp_path / "alone")

    done = run("HEAD", folder=folder, GIT_CEILING_DIRECTORIES=str(tmp_path))

    assert (done.returncode, done.stdout) == (2, "")
    assert 'Error: "HEAD" is neither a project\'s folder nor a git revision: not a git repository' in done.stderr


def test_a_revision_without_git_exits_2_with_a_cure(project: Path) -> None:
    done = run("HEAD", folder=project, PATH="")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("Error: git is not installed; name two folders instead\n")


def test_a_revision_from_before_the_project_exits_2(project: Path) -> None:
    later = shutil.copytree(project, project.parent / "later")

    done = run("HEAD", folder=later)

    assert (done.returncode, done.stdout) == (2, "")
    assert 'revision "HEAD" has no levels.yaml and no decision_tree.yaml in this folder\n' in done.stderr


def test_comparing_changes_nothing(project: Path) -> None:
    before = git(project, "status", "--porcelain", "--ignored")

    run("main", folder=project)

    assert git(project, "status", "--porcelain", "--ignored") == before
