"""Compare every word of two versions of a small project, edited as text."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.difference import Differences, differences_of_words
from generator.difference.rows import ChangeKind, Row
from generator.difference.sections import Section
from generator.model.knowledge import WORDS, KnowledgeBase
from generator.problems import Problems
from generator.reading import read_project

SMALL = Path(__file__).parents[1] / "cases" / "_valid" / "small"
SECOND = Path(__file__).parents[1] / "cases" / "bad-sharing" / "content" / "guides" / "second.yaml"

Said = tuple[Section, ChangeKind, str, str, tuple[str, ...], tuple[str, ...]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return shutil.copytree(SMALL, tmp_path / "project")


def read(root: Path) -> KnowledgeBase:
    base = read_project(root, Problems()).base
    assert base is not None
    return base


def edited(root: Path, name: str, *pairs: tuple[str, str]) -> None:
    """Replace words that stand in a file, the first time each."""
    text = (root / name).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    (root / name).write_text(text, encoding="utf-8")


def test_words_of_pages_are_compared_with_those_that_a_project_gets(project: Path) -> None:
    words = "{written: 2026-11-27, review_due: 2027-05-27, help: {lead: Call now?}, level: {glance: In short}}"

    found = rows(differences(project, lambda: (project / WORDS).write_text(words, encoding="utf-8")))

    assert found == [
        (Section.DANGER, ChangeKind.CHANGED, "WordsFile", "help, lead", ("Need help now?",), ("Call now?",)),
        (Section.PAGES, ChangeKind.CHANGED, "WordsFile", "level, glance", ("At a glance",), ("In short",)),
    ]


def differences(root: Path, change: Callable[[], object]) -> Differences:
    before = read(root)
    change()
    return differences_of_words(before, read(root), names=("old", "new"))


def rows(found: Differences) -> list[Said]:
    """Give what each row says."""
    return [
        (item.section, row.kind, f"{row.thing.sort} {row.thing.id}".strip(), row.part, row.old, row.new)
        for item in found.items
        for row in [item.what]
        if isinstance(row, Row)
    ]


def test_two_levels_exchanged_on_a_ladder_are_another_order(project: Path) -> None:
    text = (project / "levels.yaml").read_text(encoding="utf-8")
    start, middle = text.index("      - id: little-support"), text.index("      - id: much-support")
    end = text.find("\nmoves:", middle)
    end = len(text) if end < 0 else end + 1
    swapped = text[:start] + text[middle:end] + text[start:middle] + text[end:]

    found = differences(project, lambda: (project / "levels.yaml").write_text(swapped, encoding="utf-8"))

    names = "Made-up little support", "Made-up much support"
    old, new = ((f"1. {first}", f"2. {second}") for first, second in (names, names[::-1]))
    assert rows(found) == [(Section.LEVELS, ChangeKind.REORDERED, "Ladder made-up-ladder", "levels", old, new)]


def test_benefits_and_drawbacks_that_changed_places_are_one_row(project: Path) -> None:
    two = "[Made up for tests.]\n        drawbacks: [Made up for tests.]"
    edited(project, "levels.yaml", (two, "[Good., Better.]\n        drawbacks: [Hard.]"))

    found = differences(
        project,
        lambda: edited(
            project,
            "levels.yaml",
            ("benefits: [Good.", "draw: [Good."),
            ("drawbacks: [H", "benefits: [H"),
            ("draw:", "drawbacks:"),
        ),
    )

    old = ("benefits: Good.", "benefits: Better.", "drawbacks: Hard.")
    new = ("benefits: Hard.", "drawbacks: Good.", "drawbacks: Better.")
    assert rows(found) == [
        (Section.LEVELS, ChangeKind.EXCHANGED, "Level little-support", "benefits and drawbacks", old, new)
    ]


def test_two_ways_of_a_contact_exchanged_are_another_order(project: Path) -> None:
    call, chat = (
        '      - kind: call\n        number: "555-0100"\n',
        "      - kind: chat\n        url: https://example.org/\n",
    )
    edited(project, "content/contacts.yaml", (call, call + chat))

    found = differences(project, lambda: edited(project, "content/contacts.yaml", (call + chat, chat + call)))

    assert [said[:4] for said in rows(found)] == [
        (Section.DANGER, ChangeKind.REORDERED, "Contact made-up-line", "ways")
    ]


def test_a_line_that_moved_within_a_changed_list_is_one_row(project: Path) -> None:
    edited(project, "decision_tree.yaml", ("now: [Made up for tests.]", "now: [One., Two., Three.]"))

    found = differences(
        project, lambda: edited(project, "decision_tree.yaml", ("[One., Two., Three.]", "[Two., Three., One., New.]"))
    )

    assert rows(found) == [
        (Section.DANGER, ChangeKind.REORDERED, "Outcome help-now", "now 3 (old 1)", ("One.",), ("One.",)),
        (Section.DANGER, ChangeKind.ADDED, "Outcome help-now", "now 4", (), ("New.",)),
    ]


def test_a_line_for_both_voices_is_one_row_and_one_for_each_is_two(project: Path) -> None:
    both = differences(
        project, lambda: edited(project, "decision_tree.yaml", ("title: Stay as you are", "title: Stay"))
    )
    apart = differences(
        project,
        lambda: edited(project, "decision_tree.yaml", ("title: Stay\n", "title: {you: You stay, they: They stay}\n")),
    )

    assert [said[3] for said in rows(both)] == ["title"]
    assert [said[3] for said in rows(apart)] == ["title, you", "title, they"]


def test_a_question_for_both_voices_is_one_row(project: Path) -> None:
    found = differences(
        project,
        lambda: edited(
            project,
            "decision_tree.yaml",
            ("you: Is there danger?\n    they: Is there danger?", "you: Is it safe?\n    they: Is it safe?"),
        ),
    )

    assert [said[3:] for said in rows(found)] == [("you and they", ("Is there danger?",), ("Is it safe?",))]


def test_a_page_is_compared_paragraph_by_paragraph_under_its_headings(project: Path) -> None:
    edited(project, "content/index.md", ("[[contacts]]", "## Call\n\n- One\n- Two\n\n[[contacts]]"))

    found = differences(project, lambda: edited(project, "content/index.md", ("- Two", "- Three\n- Two, now")))

    assert rows(found) == [
        (Section.PAGES, ChangeKind.ADDED, "ProsePage index", "paragraph 5, under “Call”", (), ("- Three",)),
        (
            Section.PAGES,
            ChangeKind.CHANGED,
            "ProsePage index",
            "paragraph 6, under “Call”",
            ("- Two",),
            ("- Two, now",),
        ),
    ]


def test_the_pages_for_danger_are_for_people_in_danger(project: Path) -> None:
    text = (project / "content/index.md").read_text(encoding="utf-8")
    for_danger = text.replace("\nwritten:", "\nfor_danger: true\nwritten:", 1)
    (project / "content/tonight.md").write_text(for_danger, encoding="utf-8")

    found = differences(project, lambda: edited(project, "content/tonight.md", ("Everything here", "Nothing here")))

    assert [said[0] for said in rows(found)] == [Section.DANGER]


def test_other_spaces_in_a_page_are_said_to_be_no_more(project: Path) -> None:
    found = differences(
        project, lambda: edited(project, "content/index.md", ("\n\n[[contacts]]", "\n\n\n[[contacts]]"))
    )

    (item,) = found.items
    assert isinstance(item.what, Row)
    assert item.what.is_spacing


def test_a_page_with_another_name_is_followed(project: Path) -> None:
    text = (project / "content/index.md").read_text(encoding="utf-8")
    (project / "content/old.md").write_text(text, encoding="utf-8")

    def rename() -> None:
        (project / "content/old.md").unlink()
        renamed = text.replace("written:", "formerly: [old]\nwritten:")
        (project / "content/new.md").write_text(renamed, encoding="utf-8")

    found = differences(project, rename)

    assert rows(found) == [(Section.PAGES, ChangeKind.RENAMED, "ProsePage new", "address", ("old",), ("new",))]


def test_a_page_that_is_gone_is_said_with_its_words(project: Path) -> None:
    text = (project / "content/index.md").read_text(encoding="utf-8")
    (project / "content/more.md").write_text(text, encoding="utf-8")

    found = differences(project, (project / "content/more.md").unlink)

    ((section, kind, thing, part, old, _),) = rows(found)
    assert (section, kind, thing, part) == (Section.REMOVED, ChangeKind.REMOVED, "ProsePage more", "")
    assert "paragraph: Everything here is made up for tests." in old


def test_a_help_line_that_leaves_the_bar_is_among_what_is_gone(project: Path) -> None:
    edited(project, "content/safety.yaml", ("help_bar: [made-up-line]", "help_bar: [made-up-line, other-line]"))

    found = differences(project, lambda: edited(project, "content/safety.yaml", (", other-line]", "]")))

    assert rows(found) == [(Section.REMOVED, ChangeKind.REMOVED, "SafetyFile", "help bar (old 2)", ("other-line",), ())]


def test_what_names_a_thing_with_another_id_is_no_change(project: Path) -> None:
    def rename() -> None:
        for name in ("decision_tree.yaml", "content/contacts.yaml", "content/safety.yaml"):
            text = (project / name).read_text(encoding="utf-8").replace("made-up-line", "new-line")
            text = text.replace("  - id: new-line\n", "  - id: new-line\n    formerly: [made-up-line]\n")
            (project / name).write_text(text, encoding="utf-8")

    found = differences(project, rename)

    assert rows(found) == [
        (Section.DANGER, ChangeKind.RENAMED, "Contact new-line", "id", ("made-up-line",), ("new-line",))
    ]


RENAMED = {
    "box": "made-up-box",
    "source": "made-up-source",
    "ladder": "made-up-ladder",
    "question": "signs",
    "answer": "no-sleep",
    "set": "made-up-set",
    "outcome": "made-up-end",
    "note": "made-up-note",
    "subject": "made-up-subject",
    "contact": "made-up-line",
    "journey": "in-danger",
    "promise": "worse-is-no-stay",
    "decision": "weigh-signs",
    "guide": "made-up-guide",
}
NOTES = """written: 2026-11-22
review_due: 2027-11-22
subjects:
  - id: made-up-subject
    words: [made up]
    answers: [signs.no-sleep, made-up-set]
notes:
  - id: made-up-note
    when: [signs.no-sleep, made-up-set]
    and: [signs.no-sleep, made-up-set]
    leaves_out: signs.no-sleep
    not_with: made-up-note
    said_at: made-up-end
    urgency: soon
    if: If it is made up
    title: Made up
    do: [Made up for tests.]
    call: [made-up-line]
    sources: [made-up-source]
"""
WANTS = ("shows: [made-up-note]", "never: {shows: made-up-note}", "calls: [made-up-line]", "calls_first: made-up-line")


@pytest.mark.parametrize("old", RENAMED.values(), ids=RENAMED.keys())
def test_whatever_names_a_thing_by_its_new_id_is_no_change(project: Path, old: str) -> None:
    question = "    answers: from levels\n    ladder: made-up-ladder\n    next: who\n"
    lines = "[{when: [signs.no-sleep, made-up-set], if: If, say: A.}, {unless: [signs.no-sleep], say: B.}]"
    promises = "".join(
        f"  - id: wants-{number}\n    say: A.\n    whenever: {{is: signs.no-sleep}}\n"
        f"    guides: made-up-guide\n    {want}\n"
        for number, want in enumerate(WANTS)
    )
    (project / "content/notes.yaml").write_text(NOTES, encoding="utf-8")
    edited(project, "levels.yaml", ("    to: much-support\n", "    to: much-support\n    safety_box: made-up-box\n"))
    edited(project, "content/safety.yaml", ("promises:\n", f"promises:\n{promises}"))
    named = "    guide: made-up-guide\n    shows: made-up-note\n    never_shows: made-up-note\n"
    edited(project, "content/journeys.yaml", ("    outcome: help-now\n", f"    outcome: made-up-end\n{named}"))
    edited(
        project,
        "decision_tree.yaml",
        (
            "  - id: who\n",
            f"  - id: where\n    choose: one\n    you: A?\n    they: A?\n    why: A.\n{question}  - id: who\n",
        ),
        ("  - id: help-now\n", "  - id: made-up-end\n"),
        ("next: help-now\n", "next: made-up-end\n"),
        ("    now: [Made up for tests.]\n", f"    now: {lines}\n"),
        ("when: {is: signs.worse}", "when: {all: [made-up-set, not: signs.no-sleep]}"),
        ("questions:\n", "sets:\n  - id: made-up-set\n    answers: [signs.no-sleep]\nquestions:\n"),
    )

    def rename() -> None:
        for path in project.rglob("*.yaml"):
            text = re.sub(rf"(?<![\w-]){old}(?![\w-])", f"new-{old}", path.read_text(encoding="utf-8"))
            margin = re.search(rf"( *)(- )?id: new-{old}\n", text)
            if margin:
                former = f"{margin[0]}{margin[1]}{'  ' if margin[2] else ''}formerly: [{old}]\n"
                text = text.replace(margin[0], former)
            path.write_text(text, encoding="utf-8")

    found = differences(project, rename)

    assert [said[1] for said in rows(found)] == [ChangeKind.RENAMED]


def test_a_new_level_name_is_followed_into_moves_conditions_and_answers(project: Path) -> None:
    question = """  - id: where
    choose: one
    you: Where?
    they: Where?
    why: Made up for tests.
    answers: from levels
    next: who

"""
    move = """
moves:
  - from: little-support
    to: much-support
    why: [Made up., Made up.]
    prepare: [Made up., Made up.]
    watch_for: [Made up., Made up.]
    written: 2026-11-22
    review_due: 2027-11-22
"""
    edited(project, "decision_tree.yaml", ("  - id: who\n", f"{question}  - id: who\n"))
    edited(project, "decision_tree.yaml", ("{is: signs.worse}", "{is: where.little-support}"))
    text = (project / "levels.yaml").read_text(encoding="utf-8")
    if "\nmoves:" not in text:
        (project / "levels.yaml").write_text(text + move, encoding="utf-8")

    def rename() -> None:
        for name in ("decision_tree.yaml", "levels.yaml"):
            text = (project / name).read_text(encoding="utf-8").replace("little-support", "some-support")
            text = text.replace("- id: some-support\n", "- id: some-support\n        formerly: [little-support]\n")
            (project / name).write_text(text, encoding="utf-8")

    found = differences(project, rename)

    assert rows(found) == [
        (Section.LEVELS, ChangeKind.RENAMED, "Level some-support", "id", ("little-support",), ("some-support",))
    ]


def test_a_new_guide_is_shown_with_each_of_its_texts(project: Path) -> None:
    def add() -> None:
        (project / "content/guides").mkdir()
        shutil.copy(SECOND, project / "content/guides")

    found = differences(project, add)

    assert {said[1] for said in rows(found)} == {ChangeKind.ADDED}
    assert [said[2].split()[0] for said in rows(found) if said[2].startswith("Guide")] == ["Guide"]
    texts = [line for said in rows(found) for line in said[5]]
    assert len(texts) > 20


def test_a_guide_with_another_id_and_file_is_followed(project: Path) -> None:
    (project / "content/guides").mkdir()
    shutil.copy(SECOND, project / "content/guides")
    id = str(read(project).others[0].guide.id)

    def rename() -> None:
        (project / "content/guides/second.yaml").rename(project / "content/guides/another.yaml")
        edited(project, "content/guides/another.yaml", (f"  id: {id}\n", f"  id: renamed\n  formerly: [{id}]\n"))

    found = differences(project, rename)

    assert rows(found) == [(Section.DANGER, ChangeKind.RENAMED, "Guide renamed", "id", (id,), ("renamed",))]


def test_a_register_that_comes_or_goes_is_shown_entry_by_entry(project: Path) -> None:
    facts = "written: 2026-11-22\nreview_due: 2027-11-22\nfacts:\n"
    facts += "  - {id: one, value: '1', say: One., source: made-up-source}\n"

    found = differences(project, lambda: (project / "content/facts.yaml").write_text(facts, encoding="utf-8"))

    assert [(section, kind, thing) for section, kind, thing, *_ in rows(found)] == [
        (Section.REGISTERS, ChangeKind.ADDED, "Fact one"),
        (Section.RECORDS, ChangeKind.ADDED, "FactsFile"),
        (Section.RECORDS, ChangeKind.ADDED, "FactsFile"),
    ]


def test_texts_that_changed_places_are_told_apart_from_one_that_only_moved(project: Path) -> None:
    edited(project, "decision_tree.yaml", ("text: Things are worse", "text: All things are much worse now"))

    found = differences(
        project,
        lambda: edited(
            project,
            "decision_tree.yaml",
            ("text: All things are much worse now", "text: I sleep badly"),
            ("text: I am tired", "text: All things are much worse now"),
            ("        text: I sleep badly\n        they", "        text: I am tired\n        they"),
        ),
    )

    assert found.exchanges == ()
    stood = {item.number: item.stood_at for item in found.items if item.stood_at is not None}
    assert stood == {2: 1}
