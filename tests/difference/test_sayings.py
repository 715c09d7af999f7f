"""Hold on which ways notes and lines are newly said, or no longer, against every way to answer small guides."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.checks import Verified
from generator.difference.renames import renames_between
from generator.difference.sayings import Saying, sayings_between
from generator.difference.sections import Section
from generator.guide.walks import count
from generator.sign_offs import sign_offs_of
from tests.guide.brute_force import Way
from tests.guide.small_guides import Tree, answer, guide, guides, outcome, question, references_in
from tests.guide.told import Project, Told, is_given, note, random_project

LISTS = ("now", "say", "sooner")


def verified(project: Project) -> Verified:
    """Give a project as if it had passed its checks."""
    found = project.compiled()
    today, counts = datetime.date(2026, 11, 22), count(found.diagram)
    return Verified(
        found.base, sign_offs_of(found.base), today, found.plan, found.diagram, counts, found.audiences, found.said
    )


def sayings(before: Project, after: Project) -> list[Saying]:
    old, new = verified(before), verified(after)
    return list(sayings_between(((old, new),), renames_between(old.base, new.base)))


def project_of(tree: Tree, seed: int) -> Project:
    """Give a guide with notes, and with a line in each list of its outcomes that is for some readers."""
    random = Random(seed)
    project = random_project(tree, random)
    for end in project.tree["outcomes"]:
        for part in LISTS:
            end[part] = [{"say": f"Line of {part}"} | _for_some(random, references_in(tree))]
    return project


def _for_some(random: Random, answers: list[str]) -> Tree:
    names = random.sample(answers, random.randint(1, min(3, len(answers))))
    return random.choice([{"when": names, "if": "If so"}, {"unless": names}, {}])


IsSaid = Callable[[Way], bool]


def said_in(told: Told) -> dict[tuple[str, str], IsSaid]:
    """Give for each note, and each line, on which ways it is said."""
    notes: dict[tuple[str, str], IsSaid] = {(id, ""): partial(told.is_shown, id) for id in told.notes}
    ends = told.project.tree["outcomes"]
    return notes | {(end["id"], part): partial(is_line_said, end, part) for end in ends for part in LISTS}


def is_line_said(end: Tree, part: str, way: Way) -> bool:
    line: Any = end[part][0]
    is_meant = "when" not in line or is_given(line["when"], way)
    return way.outcome == end["id"] and is_meant and not is_given(line.get("unless", ()), way)


def never(way: Way) -> bool:
    return False


def expected(before: Told, after: Told) -> dict[tuple[str, str, bool], tuple[list[Way], int]]:
    """Give, for what is newly said and what is no longer said, the ways on which that is so, and how many say it."""
    old, new = said_in(before), said_in(after)
    found = {}
    for key in {*old, *new}:
        is_line = bool(key[1])
        if is_line and not (key in old and key in new):
            continue
        ways = after.brute.ways if key in new else before.brute.ways
        for is_said, sides in ((False, (old, new)), (True, (new, old))):
            says, other = (side.get(key, never) for side in sides)
            hearers = [way for way in ways if says(way)]
            alone = [way for way in hearers if not other(way)]
            if alone:
                found[(*key, is_said)] = alone, len(hearers)
    return found


@st.composite
def versions(draw: st.DrawFn) -> tuple[Project, Project]:
    """Draw two versions: of one guide with other notes, or of two guides."""
    tree = draw(guides())
    other = draw(st.just(tree) | guides())
    first, second = (draw(st.integers(0, 2**32)) for _ in range(2))
    return project_of(tree, first), project_of(other, second)


@given(versions())
def test_what_only_one_version_says_is_counted_way_by_way(pair: tuple[Project, Project]) -> None:
    wanted = expected(*(Told(project) for project in pair))

    found = sayings(*pair)

    assert {(one.words.id, one.words.part, one.is_said): (one.ways, one.of) for one in found} == {
        key: (len(ways), of) for key, (ways, of) in wanted.items()
    }
    for one in found:
        ways, _ = wanted[one.words.id, one.words.part, one.is_said]
        assert (frozenset(one.witness.answers), one.witness.outcome) in [(way.given, way.outcome) for way in ways]
        assert len(one.witness.answers) == min(len(way.given) for way in ways)


def asking() -> Tree:
    """Write a guide that asks two things of everyone."""
    first = question("first", "one", [answer("yes"), answer("no")], "second")
    second = question("second", "any", [answer("one"), answer("two"), answer("none")], "end")
    return guide([first, second], [], [outcome("end"), outcome("other")])


def with_note(**more: Any) -> Project:
    return Project(asking(), [note("n", ["second.one"], **more)])


def told(saying: Saying) -> tuple[Section, str, bool, bool, int, int]:
    return (saying.section, saying.words.id, saying.is_said, saying.is_for_danger, saying.ways, saying.of)


def test_an_urgent_note_that_is_no_longer_said_is_for_people_in_danger() -> None:
    before = Project(asking(), [note("n", ["second.one", "second.two"], urgency="today")])

    (lost,) = sayings(before, with_note(urgency="today"))
    (gained,) = sayings(with_note(urgency="today"), before)

    assert told(lost) == (Section.DANGER, "n", False, True, 2, 6)
    assert told(gained) == (Section.TODAY, "n", True, False, 2, 6)


def test_a_note_that_stands_first_counts_as_one_for_today() -> None:
    (lost,) = sayings(with_note(first="true"), with_note(first="true", said_at=["end"]))
    (gone,) = sayings(with_note(first="true"), Project(asking()))
    (calm,) = sayings(with_note(), Project(asking()))

    assert told(lost) == (Section.DANGER, "n", False, True, 4, 4)
    assert told(gone) == (Section.REMOVED, "n", False, True, 4, 4)
    assert told(calm) == (Section.REMOVED, "n", False, False, 4, 4)


def test_a_set_that_changed_is_seen_in_the_note_that_names_it() -> None:
    before, after = asking(), asking()
    before["sets"] = [{"id": "some", "answers": ["second.one", "second.two"]}]
    after["sets"] = [{"id": "few", "formerly": ["some"], "answers": ["second.one"]}]

    (lost,) = sayings(Project(before, [note("n", ["some"])]), Project(after, [note("n", ["few"])]))

    assert told(lost) == (Section.ROUTINE, "n", False, False, 2, 6)


def test_what_has_another_id_is_said_to_the_same_people() -> None:
    before = Project(asking(), [note("n", ["second.one"], said_at=["other"])])
    tree = asking()
    second, other = tree["questions"][1], tree["outcomes"][1]
    second |= {"id": "later", "formerly": ["second"]}
    tree["questions"][0]["next"] = "later"
    second["answers"][0] |= {"id": "uno", "formerly": ["one"]}
    other |= {"id": "elsewhere", "formerly": ["other"]}
    after = Project(tree, [note("m", ["later.uno"], formerly=["n"], said_at=["elsewhere"])])

    assert sayings(before, after) == []


def test_a_line_keeps_its_hearers_when_its_words_are_mended_or_it_moves() -> None:
    before, after = asking(), asking()
    line = {"say": "Say at the start that home is not safe.", "when": ["second.one"], "if": "If so"}
    before["outcomes"][0]["now"] = [line, {"say": "Talk."}, {"say": "Drink water."}]
    after["outcomes"][0]["now"] = [{"say": "Talk."}, line | {"say": "Say first that home is not safe."}]

    assert sayings(Project(before), Project(after)) == []


def test_a_line_that_is_gone_and_one_that_was_for_everyone_are_counted() -> None:
    before, after = asking(), asking()
    some = {"say": "Made up.", "unless": ["first.yes"]}
    before["outcomes"][0] |= {"now": [{"say": "Talk."}, some], "say": [{"say": "Hello."}]}
    after["outcomes"][0] |= {"now": [{"say": "Talk."}], "say": [{"say": "Hello.", "when": ["first.no"], "if": "If"}]}

    found = sayings(Project(before), Project(after))

    assert [(one.words.part, one.words.text, one.is_said, one.ways, one.of) for one in found] == [
        ("now", "Made up.", False, 4, 4),
        ("say", "Hello.", False, 4, 8),
    ]


def test_the_words_are_those_of_the_version_that_says_them() -> None:
    before, after = asking(), asking()
    before["outcomes"][0]["now"] = [{"say": "Say that home is not safe.", "when": ["second.one"], "if": "If so"}]
    after["outcomes"][0]["now"] = [{"say": "Bring a list of medicines.", "when": ["second.two"], "if": "If so"}]

    found = sayings(Project(before), Project(after))

    assert [(one.words.text, one.is_said, one.ways, one.of) for one in found] == [
        ("Say that home is not safe.", False, 2, 4),
        ("Bring a list of medicines.", True, 2, 4),
    ]
