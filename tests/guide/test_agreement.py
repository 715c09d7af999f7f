"""Hold where two guides disagree against every way to answer both, tried one by one."""

from __future__ import annotations

import json
from copy import deepcopy
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.checks import guides_disagree
from generator.guide import diagram as limits
from generator.guide.agreement import Disagreement, disagreement
from generator.guide.plan import find_cycle
from tests.guide.brute_force import Brute, Choice, Way
from tests.guide.small_guides import (
    Tree,
    answer,
    diagram_of,
    guide,
    guides,
    outcome,
    plan_of,
    question,
    references_in,
)
from tests.guide.told import Project


def another(tree: Tree, random: Random) -> Tree:
    """Write a guide that shares most questions with another: some are its own, and one step leads elsewhere."""
    own = [entry["id"] for entry in tree["questions"][1:] if random.random() < 0.4]
    text = json.dumps(tree)
    for id in own:
        text = text.replace(f'"{id}"', f'"own-{id}"').replace(f'"{id}.', f'"own-{id}.')
    changed: Tree = json.loads(text)
    steps = [entry["id"] for entry in (*changed["questions"][1:], *changed["decisions"], *changed["outcomes"])]
    for decision in changed["decisions"][:1]:
        decision["cases"][-1]["otherwise"] = random.choice(steps)
    return changed


def agree(shared: frozenset[str], one: Way, other: Way) -> bool:
    """Tell whether two ways give the same to each question that both ask."""
    asked = dict(other.asked)
    return all(choice & shared == asked[id] & shared for id, choice in one.asked if id in asked)


def end(brute: Brute, way: Way) -> tuple[str, str]:
    entry = brute.outcomes[way.outcome]
    return entry["urgency"], entry["direction"]


@given(guides(), st.data(), st.integers(0, 2**32))
def test_guides_disagree_where_a_way_of_one_ends_as_no_agreeing_way_of_the_other(
    tree: Tree, data: st.DataObject, seed: int
) -> None:
    further = another(tree, Random(seed))
    assume(not find_cycle(plan_of(further)))
    no_news = frozenset(data.draw(st.sets(st.sampled_from(references_in(further)))))
    first, second = Brute(tree), Brute(further)
    shared = frozenset(references_in(tree)) & frozenset(references_in(further))

    def is_walked(way: Way) -> bool:
        return all(choice <= no_news for id, choice in way.asked if id not in first.questions)

    guilty: dict[Choice, set[str]] = {}
    for way in filter(is_walked, second.ways):
        others = [other for other in first.ways if agree(shared, way, other)]
        if end(second, way) not in {end(first, other) for other in others}:
            guilty[way.given] = {way.outcome, *(f"other {other.outcome}" for other in others)}

    found = disagreement(diagram_of(further), diagram_of(tree), no_news)

    assert (found is None) == (not guilty)
    if found is not None:
        assert guilty[Choice(found.answers)] == {found.outcome, *(f"other {id}" for id in found.others)}
        assert len(found.answers) == min(len(given) for given in guilty)


@given(guides())
def test_a_guide_never_disagrees_with_itself(tree: Tree) -> None:
    assert disagreement(diagram_of(tree), diagram_of(deepcopy(tree)), frozenset()) is None


def asks_more(then: str) -> Tree:
    """Write a guide that asks who and, of some, one question of its own."""
    who = question("who", "one", [answer("me", "own"), answer("they", "calm")])
    own = question("own", "one", [answer("bad", then), answer("fine", "calm"), answer("not-sure", "calm")])
    return guide([who, own], [], [outcome("calm"), outcome("soon", "soon", "more-support")])


def asks_who() -> Tree:
    who = question("who", "one", [answer("me"), answer("they")], "calm")
    return guide([who], [], [outcome("calm")])


def test_news_from_a_question_of_its_own_may_lead_elsewhere() -> None:
    diagrams = diagram_of(asks_more("soon")), diagram_of(asks_who())

    assert disagreement(*diagrams, frozenset(["own.fine"])) is None
    assert disagreement(*diagrams, frozenset(["own.bad"])) == Disagreement(("who.me", "own.bad"), "soon", ("calm",))


def test_options_that_bring_no_news_are_walked_in_every_number() -> None:
    own = question("own", "any", [answer("a"), answer("b"), answer("none", "calm")], "weigh")
    weigh = {
        "id": "weigh",
        "cases": [{"when": {"all": ["own.a", {"not": "own.b"}]}, "next": "soon"}, {"otherwise": "calm"}],
    }
    who = question("who", "one", [answer("me"), answer("they")], "own")
    further = diagram_of(guide([who, own], [weigh], [outcome("calm"), outcome("soon", "soon", "more-support")]))

    found = disagreement(further, diagram_of(asks_who()), frozenset(["own.a", "own.b"]))

    assert found == Disagreement(("who.me", "own.a"), "soon", ("calm",))
    assert disagreement(further, diagram_of(asks_who()), frozenset(["own.b"])) is None


def test_guides_that_share_too_little_to_be_compared_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    first, further = (Project(tree).compiled() for tree in (asks_who(), asks_more("soon")))
    monkeypatch.setattr(limits, "MAX_STATES", 1)

    problems = list(guides_disagree.check([first, further]))

    assert [(problem.id, problem.message) for problem in problems] == [
        ("too-many-states", 'at question "who" the guide has more than 1 situations to tell apart')
    ]
