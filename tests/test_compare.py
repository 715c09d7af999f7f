"""Compare versions of a small project as an author and a reviewer do, with a real git repository."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.signed import NOTHING as NOTHING_COVERED
from tests.signed import SIGNED

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
COVERED = "37bf66e45a7f37b8f5006fb796365a284839183d76c9a8508e357683cdb5fd08"
REMOVAL_COVERS = "5cb6ca691cbda0d9b6fc216df2eca27a737cfeed73a2e4f470a98de220fa120c"
NOTHING = "Nothing changes: no word, no number, no order, no way to answer."
UNMOVED = "guide made-up-guide: None of 53 ways to answer changes its outcome, urgency or direction.\n"
LOWERED = """\
HEAD -> working tree: 2 changes, none of them for people in danger, 1 waits for a decision.
guide made-up-guide: 3 of 53 ways to answer change their outcome, urgency or direction.

== Less urgent than before, or newly less support (1) ==

1. error: lowered urgency: 3 of 27 ways from "more-support" (soon) to "stay" (routine); guide made-up-guide
   all answer: danger.safe, signs.not-sure
   such as: danger.safe, who.me, signs.not-sure

== For people who should reach out within days (1) ==

answer signs.not-sure "I don't know", of "What is true for you?"
2. next  (decision_tree.yaml:68)
   - more-support
   + stay
"""
WAITS = """\
stepwell: 1 change waits for a decision; to record it, add to content/safety.yaml:
decisions:
  - from: more-support
    to: stay
    why: Why this is right for them
    by: Name, profession
    day: 2026-11-22
    covers: 37bf66e45a7f37b8f5006fb796365a284839183d76c9a8508e357683cdb5fd08
"""
COMMENT = """\
## What this change does to patients

2 changes, none of them for people in danger, 1 waits for a decision.

**One change waits for a decision: 1.** Change it back, or let a person who may decide this write in \
`content/safety.yaml`:

```yaml
decisions:
  - from: more-support
    to: stay
    why: Why this is right for them
    by: Name, profession
    day: 2026-11-22
    covers: 37bf66e45a7f37b8f5006fb796365a284839183d76c9a8508e357683cdb5fd08
```

- Guide made-up-guide: 3 of 53 ways to answer change their outcome, urgency or direction.

### Less urgent than before, or newly less support (1)

| no. | before | now | ways to answer | who | for example |
|---:|---|---|---:|---|---|
| 1 | Talk about more support (soon) | Stay as you are (routine)<br>lowered urgency<br>**Not decided** | 3 of 27 | \
What is true for you? **I don't know** | <details><summary>3 answers</summary>\
Is there danger? **No danger**<br>Who is it for? **Me**<br>What is true for you? **I don't know**</details> |

<details><summary>For people who should reach out within days (1)</summary>

| no. | what | before | now |
|---:|---|---|---|
| 2 | **answer signs.not-sure**<br>I don't know<br>What is true for you?<br>next | more-support | stay |

</details>

From HEAD to working tree.
"""
EXCHANGED = """\
HEAD -> working tree: 2 changes, 2 of them for people in danger.
Two texts changed places: 1 with 2.
guide made-up-guide: None of 53 ways to answer changes its outcome, urgency or direction.

== For people in danger (2) ==

answer danger.safe, of "Is there danger?"
1. text, changed places with 2  (decision_tree.yaml:23)
   - No danger
   + Danger

answer danger.unsafe, of "Is there danger?"
2. text, changed places with 1  (decision_tree.yaml:29)
   - Danger
   + No danger
"""
REMOVED = """\
HEAD -> working tree: 5 changes, 5 of them for people in danger, 1 waits for a decision.
guide made-up-guide: None of 52 ways to answer changes its outcome, urgency or direction.

== Less urgent than before, or newly less support (1) ==

1. error: lowered urgency: answer danger.unsafe
   this answer is gone: everyone who gave it was told to get help (emergency or more)
   asked: Is there danger?
   - Danger

== For people in danger (3) ==

promise danger-means-help "Made up for tests."
2. whenever  (content/safety.yaml:30)
   - any of [[-danger.unsafe, -]danger.not-sure]
   + any of [danger.not-sure]

severity danger
3. mildest first (old 2), gone  (content/safety.yaml:22)
   - unsafe

journey in-danger "A made-up person in danger."
4. answers 1  (content/journeys.yaml:5)
   - danger.unsafe
   + danger.not-sure
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
    """Record a decision, on what there is now where it waits for one."""
    subject = decision[decision.index("  - ") : decision.index("    why:")]
    offered = run(folder=project).stderr.partition(subject)[2].partition("covers: ")[2][:64] or NOTHING_COVERED
    decision = decision.replace("    day: ", f"    covers: {offered}\n    day: ")
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

    assert (done.returncode, done.stdout, done.stderr) == (0, f"HEAD -> working tree: {NOTHING}\n{UNMOVED}", "")


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

    decided = "   decided: Made up for tests. (A made-up person, nurse, 2026-11-22)\n"
    assert (done.returncode, done.stderr) == (0, "")
    assert f"   such as: danger.safe, who.me, signs.not-sure\n{decided}" in done.stdout
    assert "error: " not in done.stdout
    comment = run("--format", "markdown", folder=project).stdout
    assert "<br>Decided: Made up for tests. (A made-up person, nurse, 2026-11-22) |" in comment
    assert "```yaml" not in comment


@pytest.mark.parametrize(
    ("written", "instead"),
    [("from: more-support", "from: help-now"), ("to: stay", "to: help-now")],
)
def test_a_decision_on_another_pair_does_not_count(project: Path, written: str, instead: str) -> None:
    lower(project)
    record(project, DECISION.replace(written, instead))

    done = run(folder=project)

    assert (done.returncode, done.stderr) == (1, WAITS)
    assert "\n1. error: lowered urgency: " in done.stdout


def test_a_decision_of_a_day_to_come_is_an_error_and_does_not_count(project: Path) -> None:
    lower(project)
    record(project, DECISION.replace("2026-11-22", "2026-11-23"))

    done = run(folder=project)

    assert done.returncode == 1
    assert "error: decided on 2026-11-23, which has not come yet [bad-dates]" in done.stderr
    assert "Decided:" not in done.stdout


def test_a_decision_of_an_earlier_change_does_not_count_again(project: Path) -> None:
    record(project)
    git(project, "commit", "--quiet", "--all", "--message", "Decide about something else")
    lower(project)

    done = run(folder=project)

    assert (done.returncode, done.stdout, done.stderr) == (1, LOWERED, WAITS)


def test_a_decision_on_other_words_does_not_count_and_is_named(project: Path) -> None:
    lower(project)
    record(project)
    replace(project / "decision_tree.yaml", "title: Stay as you are", "title: Stay where you are")

    done = run(folder=project)

    assert done.returncode == 1
    said = "the decision of A made-up person, nurse on 2026-11-22 was on something else than there is now"
    assert f"   not decided: {said}\n" in done.stdout
    assert "    covers: " in done.stderr
    assert COVERED not in done.stderr


def test_a_decision_on_other_ways_does_not_count(project: Path) -> None:
    answer = "      - id: somebody\n        text: Somebody\n"
    replace(project / "decision_tree.yaml", "      - id: someone-else\n", f"{answer}      - id: someone-else\n")
    replace(project / "content" / "safety.yaml", "harmless: [", "harmless: [who.somebody, ")
    git(project, "commit", "--quiet", "--all", "--message", "Add an answer")
    lower(project)
    path = project / "content" / "safety.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}{DECISION}    covers: {COVERED}\n", encoding="utf-8")

    done = run(folder=project)

    assert done.returncode == 1
    assert ": 4 of 36 ways from" in done.stdout
    assert "   not decided: the decision of A made-up person, nurse" in done.stdout


def test_a_raised_urgency_needs_no_decision(project: Path) -> None:
    lower(project)
    git(project, "commit", "--quiet", "--all", "--message", "Lower")

    done = run("HEAD", "HEAD~1", folder=project)

    assert (done.returncode, done.stderr) == (0, "")
    assert '\n1. raised urgency: 3 of 27 ways from "stay" (routine) to "more-support" (soon); guide' in done.stdout


def test_ways_that_newly_end_at_less_support_wait_for_a_decision(project: Path) -> None:
    outcomes = "urgency: routine\n    direction: "
    replace(project / "decision_tree.yaml", f"{outcomes}stay", f"{outcomes}less-support")

    done = run(folder=project)

    assert done.returncode == 1
    assert 'error: newly less support: all 24 ways from "stay" (routine) to "stay" (routine); guide' in done.stdout
    assert 'outcome stay "Stay as you are"\n2. direction  (' in done.stdout
    assert done.stdout.endswith("   - stay\n   + less-support\n")


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
    replace(project / "content" / "safety.yaml", "danger.unsafe, ", "danger.unsafe, danger.perhaps, ")

    done = run(folder=project)

    assert (done.returncode, done.stderr) == (0, "")
    assert (
        "answer danger.perhaps, new  (decision_tree.yaml:28)\n   + text: Perhaps\n   + next: help-now\n" in done.stdout
    )
    assert done.stdout.endswith(
        '4. newly possible: 1 way, at "help-now" (emergency); guide made-up-guide\n   all answer: danger.perhaps\n'
    )


def exchange(project: Path) -> None:
    """Let the texts of "danger" and "no danger" change places."""
    tree = project / "decision_tree.yaml"
    replace(tree, "        text: No danger\n", "        text: here\n")
    replace(tree, "        text: Danger\n", "        text: No danger\n")
    replace(tree, "        text: here\n", "        text: Danger\n")


def test_exchanged_texts_are_shown_though_no_way_to_answer_changes(project: Path) -> None:
    exchange(project)

    done = run(folder=project)

    assert (done.returncode, done.stdout, done.stderr) == (0, EXCHANGED, "")


def remove(project: Path) -> None:
    """Take a sign of danger out of the screen, with all that guards it."""
    tree, safety = project / "decision_tree.yaml", project / "content" / "safety.yaml"
    replace(tree, "      - id: unsafe\n        text: Danger\n        next: help-now\n", "")
    replace(safety, "[danger.unsafe, danger.not-sure]", "[danger.not-sure]")
    replace(safety, "[safe, unsafe]", "[safe]")
    replace(project / "content" / "journeys.yaml", "[danger.unsafe]", "[danger.not-sure]")


REMOVAL = DECISION.replace("from: more-support\n    to: stay", "removed: danger.unsafe")


def test_a_removed_sign_of_danger_waits_for_a_decision(project: Path) -> None:
    remove(project)

    done = run(folder=project)

    assert (done.returncode, done.stderr) == (
        1,
        WAITS.replace("from: more-support\n    to: stay", "removed: danger.unsafe").replace(COVERED, REMOVAL_COVERS),
    )
    assert done.stdout.startswith(REMOVED)


def test_a_removed_sign_of_danger_passes_once_it_is_decided_and_only_once(project: Path) -> None:
    remove(project)
    record(project, REMOVAL)

    done = run(folder=project)

    assert (done.returncode, done.stderr) == (0, "")
    assert "   decided: Made up for tests. (A made-up person, nurse, 2026-11-22)\n" in done.stdout
    git(project, "commit", "--quiet", "--all", "--message", "Remove a sign")
    git(project, "checkout", "--quiet", "HEAD~1", "--", "decision_tree.yaml", "content/journeys.yaml")
    safety = project / "content" / "safety.yaml"
    replace(safety, "[danger.not-sure]", "[danger.unsafe, danger.not-sure]")
    replace(safety, "mildest_first: [safe]", "mildest_first: [safe, unsafe]")
    git(project, "commit", "--quiet", "--all", "--message", "Put it back")
    remove(project)
    assert run(folder=project).returncode == 1


@pytest.mark.parametrize(
    ("written", "instead"),
    [("removed: danger.unsafe", "removed: danger.safe"), ("removed", "weakened"), ("2026-11-22", "2026-11-23")],
)
def test_a_decision_on_another_answer_or_of_a_day_to_come_does_not_count(
    project: Path, written: str, instead: str
) -> None:
    remove(project)
    record(project, REMOVAL.replace(written, instead))

    assert run(folder=project).returncode == 1


def test_a_harmless_answer_may_be_removed_and_is_said_to_be_gone(project: Path) -> None:
    tree, safety = project / "decision_tree.yaml", project / "content" / "safety.yaml"
    answer = "      - id: sad\n        text: I am sad\n        they: They are sad\n"
    replace(tree, "      - id: tired\n", f"{answer}      - id: tired\n")
    replace(safety, "signs.tired, ", "signs.sad, signs.tired, ")
    git(project, "commit", "--quiet", "--all", "--message", "Add an answer")
    replace(tree, answer, "")
    replace(safety, "signs.sad, ", "")

    done = run(folder=project)

    assert (done.returncode, done.stderr) == (0, "")
    gone = "1. answer signs.sad, gone  (decision_tree.yaml:54)\n   - text: I am sad\n   - they: They are sad\n"
    assert f"== Removed (1) ==\n\n{gone}" in done.stdout


WEAKER = """\
1. error: promise worse-is-no-stay: Made up for tests.
   this promise is weaker: no promise keeps such people from "stay" (routine)
   such as: danger.safe, who.me, signs.worse; guide made-up-guide
"""


def weaken(project: Path) -> None:
    """Let a promise want more before it counts."""
    safety = project / "content" / "safety.yaml"
    replace(safety, "whenever: {is: signs.worse}", "whenever: {all: [signs.worse, signs.tired]}")


def test_a_weaker_promise_waits_for_a_decision_and_stands_first(project: Path) -> None:
    weaken(project)

    done = run(folder=project)

    assert (done.returncode, "weakened: worse-is-no-stay\n" in done.stderr) == (1, True)
    assert f"== Promised before, and no longer (1) ==\n\n{WEAKER}" in done.stdout


def test_a_weaker_promise_passes_once_it_is_decided(project: Path) -> None:
    weaken(project)
    record(project, DECISION.replace("from: more-support\n    to: stay", "weakened: worse-is-no-stay"))

    done = run(folder=project)

    assert (done.returncode, done.stderr) == (0, "")
    assert WEAKER.replace("error: ", "") in done.stdout


def test_a_promise_that_is_gone_waits_for_a_decision(project: Path) -> None:
    promise = """  - id: worse-is-no-stay
    say: Made up for tests.
    whenever: {is: signs.worse}
    never: {direction: stay}
"""
    replace(project / "content" / "safety.yaml", promise, "")

    done = run(folder=project)

    assert done.returncode == 1
    assert 'this promise is gone: no promise keeps such people from "stay" (routine)\n' in done.stdout
    assert "promise worse-is-no-stay, gone  (content/safety.yaml:32)\n" in done.stdout


def test_a_thing_with_another_id_is_followed_and_nothing_is_said_to_be_gone(project: Path) -> None:
    for name in ("decision_tree.yaml", "content/safety.yaml", "content/journeys.yaml"):
        text = (project / name).read_text(encoding="utf-8")
        text = text.replace("signs.worse", "signs.harder").replace("help-now", "get-help")
        text = text.replace("      - id: worse\n", "      - id: harder\n        formerly: [worse]\n")
        text = text.replace("  - id: get-help\n", "  - id: get-help\n    formerly: [help-now]\n")
        (project / name).write_text(text.replace("direction: get-help", "direction: help-now"), encoding="utf-8")

    done = run(folder=project)

    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout
        == f"""\
HEAD -> working tree: 2 changes, 1 of them for people in danger.
{UNMOVED}
== For people in danger (1) ==

outcome get-help "Get help now"
1. id, has another name  (decision_tree.yaml:80)
   - help-now
   + get-help

== For people who should reach out within days (1) ==

answer signs.harder "Things are worse", of "What is true for you?"
2. id, has another name  (decision_tree.yaml:52)
   - worse
   + harder
"""
    )


def test_markdown_shows_an_authors_words_as_they_are(project: Path) -> None:
    replace(project / "decision_tree.yaml", "text: Me\n", 'text: "Me | & @everyone **b** `c`"\n')
    lower(project)

    done = run("--format", "markdown", folder=project)

    shown = "Me &#124; &#38; &#64;&#8203;everyone &#42;&#42;b&#42;&#42; &#96;c&#96;"
    assert f"Who is it for? **{shown}**<br>" in done.stdout


def test_the_page_asks_for_nothing_and_links_to_what_waits(project: Path) -> None:
    lower(project)

    done = run("--format", "html", folder=project)

    assert (done.returncode, done.stderr) == (1, WAITS)
    assert "default-src &#x27;none&#x27;" in done.stdout or "default-src 'none'" in done.stdout
    assert [word for word in ("src=", "url(", "@import", "http:", "https:", "<link") if word in done.stdout] == []
    assert '<p class="alert">Waiting for a decision: <a href="#n1">1</a>.</p>' in done.stdout
    assert '<article id="n1">' in done.stdout


def test_json_holds_what_the_text_says(project: Path) -> None:
    lower(project)
    record(project)

    whole = json.loads(run("--format", "json", folder=project).stdout)

    shift, row, *_ = whole.pop("items")
    assert whole == {
        "format": 3,
        "old": "HEAD",
        "new": "working tree",
        "walked": True,
        "changes": 3,
        "in_danger": 0,
        "waiting": 0,
        "guides": [{"guide": "made-up-guide", "ways": 53, "moved": 3}],
        "not_walked": [],
        "exchanges": [],
    }
    assert (shift["number"], shift["kind"], shift["ways"], shift["of"]) == (1, "lowered-urgency", 3, 27)
    assert shift["from"] == {"outcome": "more-support", "urgency": "soon", "direction": "more-support"}
    assert shift["deciding"] == ["signs.not-sure"]
    assert shift["decided"] == {"why": "Made up for tests.", "by": "A made-up person, nurse", "day": "2026-11-22"}
    assert (row["number"], row["id"], row["part"], row["old"], row["new"]) == (
        2,
        "signs.not-sure",
        "next",
        ["more-support"],
        ["stay"],
    )


@pytest.mark.parametrize("is_old_broken", [True, False])
def test_of_a_version_that_does_not_pass_its_checks_only_words_are_compared(project: Path, is_old_broken: bool) -> None:
    replace(project / "decision_tree.yaml", "otherwise: stay", "otherwise: staay")
    git(project, "commit", "--quiet", "--all", "--message", "Break")

    done = run(*(["HEAD", "HEAD~1"] if is_old_broken else ["HEAD~1", "HEAD"]), folder=project)

    assert done.returncode == 1
    assert "for one version does not pass its checks.\n" in done.stdout
    assert "decision weigh-signs\n1. cases 2, otherwise  (decision_tree.yaml:76)\n" in done.stdout
    assert "decision_tree.yaml:76:20: error: " in done.stderr
    assert "\nstepwell: HEAD does not pass its checks: 1 error, 0 warnings\n" in done.stderr


def test_a_version_that_cannot_be_read_is_not_compared(project: Path) -> None:
    replace(project / "decision_tree.yaml", "questions:\n", "questions: @\n")

    done = run(folder=project)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("\nstepwell: nothing compared, for the files of one version cannot be read\n")


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


NOTES = """\
written: 2026-11-22
review_due: 2027-11-22
reviewed: SIGNED
notes:
  - id: company
    when: [signs.alone, signs.tired]
    leaves_out: signs.not-sure
    urgency: routine
    first: true
    if: If it is so
    title: Company & you | us
    do: [Made up for tests.]
""".replace("SIGNED", SIGNED)
UNSAID = """\
== For people in danger (1) ==

1. no longer said: note company, on 12 of 36 ways; guide made-up-guide
   - Company & you | us
   such as: danger.safe, who.me, signs.tired, at "stay" (routine)

== For people who need help today (1) ==

note company "Company & you | us"
2. when (old 2), gone  (content/notes.yaml:6)
   - signs.tired
"""


@pytest.fixture
def told(project: Path) -> Path:
    """Give the project with a note that was committed, and one of its answers taken out since."""
    notes = project / "content/notes.yaml"
    notes.write_text(NOTES, encoding="utf-8")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message", "Add a note")
    replace(notes, "[signs.alone, signs.tired]", "[signs.alone]")
    return project


def test_a_note_that_fewer_people_are_shown_is_counted_and_stands_first(told: Path) -> None:
    done = run(folder=told)

    headline = "HEAD -> working tree: 2 changes, 1 of them for people in danger."
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{headline}\n{UNMOVED}\n{UNSAID}", "")


def test_a_note_that_fewer_people_are_shown_is_told_in_every_form(told: Path) -> None:
    forms = {form: run("--format", form, folder=told).stdout for form in ("markdown", "json", "html")}

    assert (
        "| 1 | **note company**<br>Guide made-up-guide | Company &#38; you &#124; us | **no longer said** on 12 of 36 "
        "ways<br>For example at: Stay as you are (routine)<details><summary>3 answers</summary>Is there danger? "
        "**No danger**<br>Who is it for? **Me**<br>What is true for you? **I am tired**</details> |\n"
    ) in forms["markdown"]
    said, _ = json.loads(forms["json"])["items"]
    assert said == {
        "number": 1,
        "section": "danger",
        "kind": "no-longer-said",
        "guide": "made-up-guide",
        "sort": "Note",
        "id": "company",
        "part": "",
        "text": "Company & you | us",
        "ways": 12,
        "of": 36,
        "such_as": ["danger.safe", "who.me", "signs.tired"],
        "at": {"outcome": "stay", "urgency": "routine", "direction": "stay"},
        "waits": False,
        "decided": None,
    }
    assert (
        '<p class="label">Before</p><p dir="auto"><del class="whole">Company &amp; you | us</del></p>' in forms["html"]
    )
    assert "<p>No longer said on 12 of 36 ways</p>" in forms["html"]


def test_a_promise_about_a_note_that_is_weaker_waits_for_a_decision(told: Path) -> None:
    safety = told / "content/safety.yaml"
    words = "    say: Made up for tests.\n    whenever: {any: [signs.alone, signs.tired]}\n    shows: company\n"
    git(told, "checkout", "--quiet", "content/notes.yaml")
    replace(safety, "promises:\n", f"promises:\n  - id: told\n{words}")
    git(told, "commit", "--quiet", "--all", "--message", "Promise it")
    replace(told / "content/notes.yaml", "[signs.alone, signs.tired]", "[signs.alone]")
    replace(safety, "[signs.alone, signs.tired]", "[signs.alone]")

    done = run(folder=told)

    assert (done.returncode, "  - weakened: told\n" in done.stderr) == (1, True)
    assert (
        '1. error: promise told: Made up for tests.\n   this promise is weaker: no promise has note "company" shown to '
        "such people\n   such as: danger.safe, who.me, signs.tired; guide made-up-guide\n"
    ) in done.stdout
