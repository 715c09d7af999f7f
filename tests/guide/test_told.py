"""Hold the checks of what is said against every way to answer small guides with notes, tried one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.checks import (
    broken_promise,
    contradicting_notes,
    empty_promise,
    half_asked_note,
    journey_elsewhere,
    note_elsewhere,
    note_for_some,
    note_more_urgent,
    silent_line,
    silent_note,
    unused_question,
)
from generator.guide.saying import answers_together
from generator.model.guide import Urgency
from tests.guide.brute_force import Choice, Way, holds
from tests.guide.small_guides import Tree, answer, diagram_of, guide, guides, outcome, question, references_in
from tests.guide.told import (
    CONTACTS,
    Project,
    Told,
    assert_shown,
    is_asked,
    is_given,
    journey,
    note,
    projects,
    promise,
    shown_by,
    statements,
)


def drawn(tree: Tree, data: st.DataObject) -> tuple[Project, Told]:
    """Draw notes for a guide, and what its readers are told."""
    project = data.draw(projects(tree))
    return project, Told(project)


@given(guides(), st.data())
def test_a_promise_to_show_a_note_is_broken_where_some_way_is_not_shown_it(tree: Tree, data: st.DataObject) -> None:
    project, told = drawn(tree, data)
    whenever = data.draw(statements(tree))
    project.promises = [promise("p", whenever, shows="n0")]

    quiet = told.notes["n0"].get("said_at", ())
    guilty = [way for way in told.ways(whenever) if not told.is_shown("n0", way) and way.outcome not in quiet]
    assert_shown(broken_promise.check(project.compiled()), guilty)


@given(guides(), st.data())
def test_a_promise_never_to_show_a_note_is_broken_where_some_way_is_shown_it(tree: Tree, data: st.DataObject) -> None:
    project, told = drawn(tree, data)
    whenever = data.draw(statements(tree))
    project.promises = [promise("p", whenever, never={"shows": "n0"})]

    guilty = [way for way in told.ways(whenever) if told.is_shown("n0", way)]
    assert_shown(broken_promise.check(project.compiled()), guilty)


@given(guides(), st.data())
def test_a_promise_to_name_a_contact_is_broken_where_neither_outcome_nor_note_does(
    tree: Tree, data: st.DataObject
) -> None:
    project, told = drawn(tree, data)
    whenever, contact = data.draw(statements(tree)), data.draw(st.sampled_from(CONTACTS))
    project.promises = [promise("p", whenever, calls=contact)]

    def is_named(way: Way) -> bool:
        by_note = (told.is_shown(id, way) for id, entry in told.notes.items() if contact in entry.get("call", ()))
        return contact in told.brute.outcomes[way.outcome]["call"] or any(by_note)

    guilty = [way for way in told.ways(whenever) if not is_named(way)]
    assert_shown(broken_promise.check(project.compiled()), guilty)


@given(guides(), st.data())
def test_a_promise_to_name_a_contact_first_is_broken_where_the_outcome_does_not(
    tree: Tree, data: st.DataObject
) -> None:
    project, told = drawn(tree, data)
    whenever, contact = data.draw(statements(tree)), data.draw(st.sampled_from(CONTACTS))
    project.promises = [promise("p", whenever, calls_first=contact)]

    guilty = [way for way in told.ways(whenever) if told.brute.outcomes[way.outcome]["call"][0] != contact]
    assert_shown(broken_promise.check(project.compiled()), guilty)


@given(guides(), st.data(), st.sampled_from(["small", "another"]))
def test_a_promise_for_some_guides_binds_no_other(tree: Tree, data: st.DataObject, bound: str) -> None:
    project, told = drawn(tree, data)
    whenever = data.draw(statements(tree))
    project.promises = [promise("p", whenever, never={"shows": "n0"}, guides=bound)]

    guilty = [way for way in told.ways(whenever) if told.is_shown("n0", way) and bound == "small"]
    assert_shown(broken_promise.check(project.compiled()), guilty)


@given(guides(), st.data())
def test_a_promise_is_empty_where_its_condition_holds_on_no_way(tree: Tree, data: st.DataObject) -> None:
    project, told = drawn(tree, data)
    whenever = data.draw(statements(tree))
    project.promises = [promise("p", whenever, urgency_at_most="emergency")]

    assert len(list(empty_promise.check([project.compiled()]))) == (not told.ways(whenever))


@given(guides(), st.data())
def test_a_note_for_promised_readers_only_is_found_with_any_other(tree: Tree, data: st.DataObject) -> None:
    project, told = drawn(tree, data)
    wanted = data.draw(st.lists(statements(tree), max_size=2))
    project.promises = [promise(f"p{number}", whenever, shows="n0") for number, whenever in enumerate(wanted)]
    project.notes[0]["only_shows"] = "true"

    stray = [
        way
        for way in told.brute.ways
        if told.is_shown("n0", way) and not any(holds(whenever, way.given) for whenever in wanted)
    ]
    assert_shown(note_elsewhere.check(project.compiled()), stray)


@given(guides(), st.data())
def test_a_note_is_more_urgent_than_a_result_where_some_way_has_it_under_a_milder_one(
    tree: Tree, data: st.DataObject
) -> None:
    project, told = drawn(tree, data)
    project.notes = project.notes[:1]

    rank = Urgency(project.notes[0]["urgency"]).rank
    guilty = [way for way in told.brute.ways if told.is_shown("n0", way) and told.rank(way) < rank]
    assert_shown(note_more_urgent.check(project.compiled()), guilty)


@given(guides(), st.data())
def test_an_outcome_stands_for_a_note_where_everyone_who_ends_there_gave_its_answers(
    tree: Tree, data: st.DataObject
) -> None:
    project, told = drawn(tree, data)
    ends = data.draw(st.sampled_from([str(end["id"]) for end in tree["outcomes"]]))
    project.notes = [project.notes[0] | {"urgency": "today", "said_at": [ends]}]

    guilty = [way for way in told.brute.ways if way.outcome == ends and not told.is_meant("n0", way)]
    assert_shown(note_for_some.check(project.compiled()), guilty)


@given(guides(), st.data())
def test_notes_contradict_where_some_way_has_both(tree: Tree, data: st.DataObject) -> None:
    project, told = drawn(tree, data)
    last = project.notes[-1]["id"]
    project.notes[0]["not_with"] = last

    guilty = [way for way in told.brute.ways if told.is_shown("n0", way) and told.is_shown(last, way)]
    assert_shown(contradicting_notes.check(project.compiled()), guilty)


@given(guides(), st.data())
def test_a_note_is_half_asked_where_a_calm_way_ends_before_its_second_list(tree: Tree, data: st.DataObject) -> None:
    project, told = drawn(tree, data)
    entry = project.notes[0]
    project.notes = [entry]
    second = entry["and"] if "and" in entry else entry["when"]

    half = [
        way
        for way in told.brute.ways
        if is_given(entry["when"], way)
        and way.outcome not in entry.get("said_at", ())
        and told.rank(way) < Urgency.TODAY.rank
        and not is_given(second, way)
        and not is_asked(entry.get("and", ()), way)
    ]
    assert len(list(half_asked_note.check(project.compiled()))) == bool(half)


@given(guides(), st.data())
def test_silent_are_the_notes_and_answers_that_no_way_has_shown(tree: Tree, data: st.DataObject) -> None:
    project, told = drawn(tree, data)

    expected = []
    for entry in project.notes:
        id = entry["id"]
        shown = [way for way in told.brute.ways if told.is_shown(id, way)]
        if not shown:
            expected.append(f'note "{id}" is shown on no way to answer any guide')
            continue
        lists = (entry["when"], entry.get("and", ()))
        expected += [
            f'"{name}" never makes note "{id}" show'
            for names in lists
            for name in names
            if not any(name in way.given for way in shown)
        ]
    found = [problem.message for problem in silent_note.check([project.compiled()])]
    assert found == expected


@given(guides(), st.data())
def test_silent_are_the_answers_of_a_line_that_nobody_gives_who_is_asked_and_ends_there(
    tree: Tree, data: st.DataObject
) -> None:
    brute = Told(Project(tree)).brute
    names = data.draw(st.lists(st.sampled_from(references_in(tree)), min_size=1, max_size=3, unique=True))
    end = tree["outcomes"][0]
    line: Tree = (
        {"say": "Words", "when": names, "if": "If so"} if data.draw(st.booleans()) else {"unless": names, "say": "W"}
    )
    project = Project(tree | {"outcomes": [end | {"now": ["Words", line]}, *tree["outcomes"][1:]]})

    ways = [way for way in brute.ways if way.outcome == end["id"]]
    heard = {name for name in names if any(is_given([name], way) or not is_asked([name], way) for way in ways)}
    found = [problem.message for problem in silent_line.check([project.compiled()])]
    assert found == [f'nobody who ends at outcome "{end["id"]}" gives "{name}"' for name in names if name not in heard]


@given(guides())
def test_answers_stand_together_where_some_way_gives_both(tree: Tree) -> None:
    ways = Told(Project(tree)).brute.ways

    found = answers_together(diagram_of(tree))

    expected = {name: Choice().union(*(way.given for way in ways if name in way.given)) for name in references_in(tree)}
    assert found == {name: others for name, others in expected.items() if others}


@given(guides(), st.data(), st.booleans())
def test_a_journey_is_told_something_else_where_some_completion_is(
    tree: Tree, data: st.DataObject, is_wanted: bool
) -> None:
    project, told = drawn(tree, data)
    named = data.draw(st.sets(st.sampled_from(sorted(told.brute.questions)), min_size=1))
    answers = [name for id in sorted(named) for name in data.draw(st.sampled_from(told.brute.choices(id)))]
    end = data.draw(st.sampled_from(sorted(told.brute.outcomes)))
    project.journeys = [journey("j", answers, end, **{"shows" if is_wanted else "never_shows": "n0"})]

    quiet = told.notes["n0"].get("said_at", ()) if is_wanted else ()
    guilty = [
        way for way in told.completions(answers) if told.is_shown("n0", way) != is_wanted and way.outcome not in quiet
    ]
    problems = journey_elsewhere.check(project.compiled())
    assert_shown([problem for problem in problems if "shown note" in problem.message], guilty)


def asked_in_turn() -> Tree:
    """Write a guide that asks what was used, and where somebody is, only of those who do not end at once."""
    used = question("used", "any", [answer("opioids"), answer("alcohol"), answer("none", "end")], "where")
    where = question("where", "one", [answer("jail"), answer("home")], "end")
    return guide([used, where], [], [outcome("end")])


def test_a_question_that_only_a_note_or_a_line_reads_is_used() -> None:
    tree = asked_in_turn()
    line = {"say": "Words", "unless": "where.jail"}
    with_line = tree | {"outcomes": [outcome("end") | {"now": ["Words", line]}]}

    def unused(project: Project) -> list[str]:
        return [problem.message for problem in unused_question.check(project.compiled())]

    assert unused(Project(tree)) == ['question "where" changes nothing']
    assert unused(Project(tree, [note("n", ["where.jail"])])) == []
    assert unused(Project(tree, [note("n", ["used.opioids"], ["where.jail"])])) == []
    assert unused(Project(with_line)) == []


def test_said_at_takes_the_contacts_of_a_note_with_it() -> None:
    tree = asked_in_turn()
    project = Project(tree, [note("n", ["used.opioids"], call=["crisis-line"], said_at=["end"])])
    project.promises = [promise("p", "used.opioids", calls="crisis-line")]

    messages = [problem.message for problem in broken_promise.check(project.compiled())]

    assert messages == ['promise "p" is broken: contact "crisis-line" is not named, at outcome "end"']


def test_a_contact_that_is_not_named_is_shown_with_the_fewest_answers_of_all() -> None:
    more = question("more", "one", [answer("yes", "end"), answer("no", "late")])
    asked = question("asked", "one", [answer("long", "more"), answer("short", "soon")])
    tree = guide([asked, more], [], [outcome("end"), outcome("late"), outcome("soon")])
    project = Project(tree, [note("n", ["more.yes"], call=["crisis-line"], said_at=["end", "soon"])])
    project.promises = [promise("p", {"not": {"all": ["more.yes", "more.no"]}}, calls="crisis-line")]

    problems = list(broken_promise.check(project.compiled()))

    assert [shown_by(problem) for problem in problems] == [{"asked.short"}]


def test_a_promise_is_empty_where_it_holds_in_other_guides_than_its_own() -> None:
    project = Project(asked_in_turn())
    project.promises = [promise("p", "used.opioids", urgency_at_most="routine", guides="another")]

    messages = [problem.message for problem in empty_promise.check([project.compiled()])]

    assert messages == ['what promise "p" is about never happens']


def test_a_promise_about_a_note_of_another_guide_is_broken_here() -> None:
    project = Project(asked_in_turn(), [note("n", ["elsewhere.yes"])])
    project.promises = [promise("p", "used.opioids", shows="n")]

    messages = [problem.message for problem in broken_promise.check(project.compiled())]

    assert messages == ['promise "p" is broken: note "n" is not shown, at outcome "end"']
