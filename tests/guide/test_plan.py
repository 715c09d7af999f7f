"""Look at resolved names: answers and where they lead, answers from levels, cycles."""

from __future__ import annotations

from dataclasses import replace

from generator.guide.conditions import FALSE, Remainders
from generator.guide.plan import answers_of, find_cycle, known_references, make_plan, references_of
from generator.model.levels import Ladder, Level, LevelsFile, Sleep
from generator.problems import Place, Text
from tests.guide.small_guides import Tree, answer, base_of, diagram_of, guide, outcome, plan_of, question
from tests.partial import partial


def _text(value: str) -> Text:
    return Text(value, place=Place("levels.yaml", 1, 1))


def _level(id: str, sleep: Sleep) -> Level:
    return partial(Level, id=_text(id), name=_text(id.title()), sentence=_text("One sentence."), sleep=sleep)


def _levels() -> LevelsFile:
    first = partial(
        Ladder, id=_text("mind"), levels=(_level("weekly", Sleep.AT_HOME), _level("ward", Sleep.IN_HOSPITAL))
    )
    second = partial(Ladder, id=_text("use"), levels=(_level("clinic", Sleep.AT_HOME),))
    return partial(LevelsFile, ladders=(first, second), beside=(_level("house", Sleep.AT_HOME),), moves=())


def _from_levels(**more: object) -> Tree:
    where = question("where", "one", [], "o0") | {"answers": "from levels", "more_answers": [answer("none", "o1")]}
    return guide([where | more], [], [outcome("o0"), outcome("o1")])


def test_answers_come_from_every_level_in_order_and_then_those_written() -> None:
    base = base_of(_from_levels(), _levels())

    answers = answers_of(base.tree.questions[0], base)

    ids = ["weekly", "ward", "clinic", "house", "none"]
    assert [(given.id, given.target) for given in answers] == [(id, "o1" if id == "none" else "o0") for id in ids]


def test_answers_from_one_ladder_leave_the_others_out() -> None:
    base = base_of(_from_levels(ladder="use"), _levels())

    assert [given.id for given in answers_of(base.tree.questions[0], base)] == ["clinic", "house", "none"]


def test_where_people_sleep_stands_for_all_those_levels() -> None:
    base = base_of(_from_levels(), _levels())

    references = references_of(base.tree.questions[0], base)

    assert references["where.at-home"] == ("where.weekly", "where.clinic", "where.house")
    assert references["where.at-the-program"] == ()


def test_a_sleep_that_no_level_has_is_never_so() -> None:
    tree = _from_levels(next="decide")
    cases = [{"when": {"is": "where.at-the-program"}, "next": "o1"}, {"otherwise": "o0"}]

    plan = make_plan(base_of(tree | {"decisions": [{"id": "decide", "cases": cases}]}, _levels()))

    condition, target = plan.decisions["decide"][0]
    assert (Remainders().number_of(condition), target) == (FALSE, "o1")


def _with_sets(tree: Tree, **sets: list[str]) -> Tree:
    return tree | {"sets": [{"id": id, "answers": answers} for id, answers in sets.items()]}


def _asks(id: str) -> Tree:
    asked = question(id, "one", [answer("yes"), answer("no")], "o0")
    return guide([asked], [], [outcome("o0")])


def test_a_set_stands_for_the_answers_of_this_guide_in_it() -> None:
    base = base_of(_with_sets(_asks("q"), both=["q.yes", "q.no", "elsewhere.yes"]))

    assert known_references(base)["both"] == ("q.yes", "q.no")


def test_a_set_may_hold_where_people_sleep() -> None:
    base = base_of(_with_sets(_from_levels(), home=["where.at-home", "where.weekly"]), _levels())

    assert known_references(base)["home"] == ("where.weekly", "where.clinic", "where.house")


def test_the_sets_of_every_guide_are_known_in_each() -> None:
    main, further = (
        base_of(_with_sets(_asks("q"), here=["q.yes"])),
        base_of(_with_sets(_asks("r"), there=["q.no", "r.no"])),
    )

    known = known_references(replace(main, others=(further.tree,)))

    assert (known["here"], known["there"]) == (("q.yes",), ("q.no",))


def test_a_decision_may_name_a_set() -> None:
    cases = [{"when": {"all": ["s", {"not": "q.no"}]}, "next": "o1"}, {"otherwise": "o0"}]
    asked = question("q", "one", [answer("yes"), answer("maybe"), answer("no")], "decide")
    tree = guide([asked], [{"id": "decide", "cases": cases}], [outcome("o0"), outcome("o1")])

    diagram = diagram_of(_with_sets(tree, s=["q.yes", "q.no"]))

    ends = [diagram.nodes[arrow].outcome for arrow in diagram.nodes[0].arrows if arrow is not None]
    assert ends == ["o1", "o0", "o0"]


def test_only_none_and_not_sure_stand_alone_where_any_may_be_chosen() -> None:
    asked = question("q", "any", [answer("a"), answer("none", "o1"), answer("b"), answer("not-sure")], "o0")

    planned = plan_of(guide([asked], [], [outcome("o0"), outcome("o1")])).questions["q"]

    assert [given.id for given in planned.options] == ["a", "b"]
    assert [(given.id, given.target) for given in planned.exclusives] == [("none", "o1"), ("not-sure", "o0")]
    assert planned.targets == ("o1", "o0")


def test_a_cycle_is_given_as_the_chain_that_leads_back() -> None:
    first = question("sleep", "one", [answer("yes")], "mood")
    second = question("mood", "one", [answer("yes")], "decide")
    tree = guide([first, second], [{"id": "decide", "cases": [{"otherwise": "sleep"}]}], [outcome("o0")])

    assert find_cycle(plan_of(tree)) == ("sleep", "mood", "decide", "sleep")


def test_a_question_that_leads_to_itself_is_a_cycle() -> None:
    tree = guide([question("sleep", "one", [answer("yes", "o0"), answer("no")], "sleep")], [], [outcome("o0")])

    assert find_cycle(plan_of(tree)) == ("sleep", "sleep")


def test_a_cycle_that_no_run_reaches_is_found_too() -> None:
    questions = [question("start", "one", [answer("yes")], "o0"), question("lost", "one", [answer("yes")], "lost")]

    assert find_cycle(plan_of(guide(questions, [], [outcome("o0")]))) == ("lost", "lost")
