"""Hold where notes are said against every way to answer small guides, tried one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.guide.holding import HoldingWalk
from generator.guide.proofs import Watch
from generator.guide.saying import Audience, NoteOutcomes, where_said
from tests.guide.brute_force import Brute, Way
from tests.guide.small_guides import Tree, answer, diagram_of, guide, guides, outcome, question, references_in


def standing(names: tuple[str, ...], way: Way) -> bool | None:
    """Tell whether one of the answers was given on a way; None where some of their questions were not asked."""
    asked = {id for id, _ in way.asked}
    if way.given & set(names):
        return True
    return False if names and {name.split(".")[0] for name in names} <= asked else None


def said_by_trying(tree: Tree, audience: Audience) -> NoteOutcomes:
    certain, open_, half = set(), set(), set()
    for way in Brute(tree).ways:
        when = standing(audience.when, way)
        and_ = True if audience.and_ is None else standing(audience.and_, way)
        if when and and_:
            certain.add(way.outcome)
        elif when is not False and and_ is not False:
            open_.add(way.outcome)
        if when and and_ is None:
            half.add(way.outcome)
    return NoteOutcomes(frozenset(certain), frozenset(open_), frozenset(half))


@given(guides(), st.data())
def test_notes_are_said_where_trying_every_way_says_so(tree: Tree, data: st.DataObject) -> None:
    known = st.lists(st.sampled_from(references_in(tree)), min_size=1, max_size=4, unique=True).map(tuple)
    audience = Audience(data.draw(known), data.draw(st.none() | known | st.just(())))

    found = where_said(HoldingWalk(diagram_of(tree)), {"note": audience})

    assert found["note"] == said_by_trying(tree, audience)


@given(guides(), st.data())
def test_condition_of_a_note_holds_on_the_ways_that_have_it_said_for_certain(tree: Tree, data: st.DataObject) -> None:
    known = st.lists(st.sampled_from(references_in(tree)), min_size=1, max_size=3, unique=True).map(tuple)
    audience = Audience(data.draw(known), data.draw(st.none() | known))

    diagram = diagram_of(tree)
    certain = where_said(HoldingWalk(diagram), {"note": audience})["note"].certain
    ends = {end["id"] for end in tree["outcomes"]}

    assert certain == {end for end in ends if Watch(diagram).breaks(audience.condition, frozenset([end]))}


def early_end() -> Tree:
    """Write a guide that ends at once after "bad", and else asks where somebody is."""
    danger = question("danger", "one", [answer("bad", "now"), answer("fine", "where")])
    where = question("where", "one", [answer("home"), answer("ward")], "later")
    return guide([danger, where], [], [outcome("now", "emergency", "help-now"), outcome("later")])


def test_what_was_not_asked_is_open_and_what_was_denied_is_not_said() -> None:
    ward = Audience(("where.ward",))

    assert where_said(HoldingWalk(diagram_of(early_end())), {"ward": ward})["ward"] == NoteOutcomes(
        certain=frozenset(["later"]), open=frozenset(["now"]), half=frozenset()
    )


def test_second_list_that_was_not_asked_makes_a_note_half() -> None:
    both = Audience(("danger.bad",), ("where.ward",))

    assert where_said(HoldingWalk(diagram_of(early_end())), {"both": both})["both"] == NoteOutcomes(
        certain=frozenset(), open=frozenset(["now"]), half=frozenset(["now"])
    )
