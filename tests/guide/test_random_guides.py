"""Compare the compiled guide with everything a reader can do, on small guides drawn at random."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from generator.guide.forks import any_other_answer
from generator.guide.holding import HoldingWalk
from generator.guide.pairs import PairWalk, lowered_by_a_worse_answer
from generator.guide.plan import find_cycle, order_of
from generator.guide.proofs import Watch, ends_of, outcomes_of, screen_is_skipped
from generator.guide.sections import lay_out
from generator.guide.walks import count, longest_run, never_matters, walk
from tests.guide.brute_force import RANK, Brute, Choice
from tests.guide.readers import read_along
from tests.guide.small_guides import Tree, conditions, diagram_of, guides, plan_of, references_in, resolved


@given(guides())
def test_every_way_to_answer_ends_at_the_outcome_that_the_author_wrote(tree: Tree) -> None:
    diagram = diagram_of(tree)

    for way in Brute(tree).ways:
        assert walk(diagram, way.given).outcome == way.outcome


@given(guides())
def test_counts_are_those_of_all_ways_one_by_one(tree: Tree) -> None:
    ways = Brute(tree).ways
    lengths = sorted(len(way.asked) for way in ways)

    counts = count(diagram_of(tree))

    assert counts.ways == len(ways)
    assert (counts.shortest, counts.longest) == (lengths[0], lengths[-1])
    assert counts.median == lengths[(len(lengths) - 1) // 2]
    by_outcome = {entry["id"]: sum(way.outcome == entry["id"] for way in ways) for entry in tree["outcomes"]}
    assert counts.ways_by_outcome == by_outcome


@given(guides())
def test_the_longest_run_is_shown_by_answers_that_lead_along_it(tree: Tree) -> None:
    ways = Brute(tree).ways
    longest = max(len(way.asked) for way in ways)

    run = longest_run(diagram_of(tree))

    of_that_length = [way.given for way in ways if len(way.asked) == longest]
    assert Choice(run) in of_that_length
    assert len(run) == min(len(given) for given in of_that_length)


@given(guides())
def test_the_rows_taken_and_the_places_reached_are_those_that_some_way_takes(tree: Tree) -> None:
    brute = Brute(tree)
    asked = {id for way in brute.ways for id, _ in way.asked}

    diagram = diagram_of(tree)

    assert diagram.taken == brute.taken
    assert {node.question for node in diagram.nodes if node.question} == asked
    assert {node.outcome for node in diagram.nodes if node.outcome} == {way.outcome for way in brute.ways}


@given(guides())
def test_there_is_one_node_for_each_different_future_and_none_twice(tree: Tree) -> None:
    diagram = diagram_of(tree)

    assert len(diagram.nodes) == Brute(tree).count_shapes()
    assert len(set(diagram.nodes)) == len(diagram.nodes)


@given(guides())
def test_every_arrow_leads_to_a_higher_number_and_every_node_is_reached(tree: Tree) -> None:
    nodes = diagram_of(tree).nodes

    for number, node in enumerate(nodes):
        assert all(arrow is None or arrow > number for arrow in node.arrows)
    reached = {0, *chain.from_iterable(node.arrows for node in nodes)} - {None}
    assert reached == set(range(len(nodes)))


@given(guides())
def test_the_same_guide_gives_the_same_diagram(tree: Tree) -> None:
    assert diagram_of(tree) == diagram_of(tree)


@given(guides())
def test_a_guide_without_a_cycle_has_an_order_in_which_every_target_comes_later(tree: Tree) -> None:
    plan = plan_of(tree)
    order = order_of(plan)

    assert find_cycle(plan) == ()
    for id in (*plan.questions, *plan.decisions):
        assert all(order[id] < order[target] for target in plan.targets(id))


@given(guides())
def test_a_question_never_matters_where_no_answer_changes_what_follows(tree: Tree) -> None:
    brute = Brute(tree)
    brute.count_shapes()
    diagram = diagram_of(tree)

    for id in brute.questions:
        assert never_matters(diagram, id) == brute.never_matters(id)


@given(guides(), st.data())
def test_ways_on_which_something_holds_are_counted_one_by_one(tree: Tree, data: st.DataObject) -> None:
    whenever = data.draw(conditions(references_in(tree)))
    ends = data.draw(st.frozensets(st.sampled_from([entry["id"] for entry in tree["outcomes"]])))

    watch = Watch(diagram_of(tree))

    assert watch.ways(resolved(whenever, tree), ends) == len(Brute(tree).ways_where(whenever, ends))


@given(guides(), st.data())
def test_a_promise_is_broken_where_some_way_breaks_it_and_the_witness_is_the_shortest(
    tree: Tree, data: st.DataObject
) -> None:
    whenever = data.draw(conditions(references_in(tree)))
    forbidden = data.draw(st.frozensets(st.sampled_from([entry["id"] for entry in tree["outcomes"]]), min_size=1))
    promise = resolved(whenever, tree)
    guilty = Brute(tree).ways_where(whenever, forbidden)

    witness = Watch(diagram_of(tree)).breaks(promise, forbidden)

    assert (witness is None) == (not guilty)
    if witness is not None:
        shown = [way for way in guilty if way.given == Choice(witness.answers)]
        assert [way.outcome for way in shown] == [witness.outcome]
        assert len(witness.answers) == min(len(way.given) for way in guilty)


@given(guides(), st.data())
def test_where_conditions_hold_is_found_for_all_at_once_as_for_each_way_alone(tree: Tree, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(conditions(references_in(tree)), min_size=1, max_size=4))
    brute, holding = Brute(tree), HoldingWalk(diagram_of(tree))
    everywhere = frozenset(entry["id"] for entry in tree["outcomes"])

    found = holding.outcomes_where([resolved(condition, tree) for condition in drawn])

    assert found == [{way.outcome for way in brute.ways_where(condition, everywhere)} for condition in drawn]
    assert holding.outcomes_where([resolved(drawn[-1], tree), True]) == [found[-1], {way.outcome for way in brute.ways}]


@given(guides(), st.data())
def test_a_question_in_place_of_an_answer_holds_where_it_is_asked(tree: Tree, data: st.DataObject) -> None:
    brute = Brute(tree)
    question = data.draw(st.sampled_from(sorted(brute.questions)))

    (found,) = HoldingWalk(diagram_of(tree)).outcomes_where([question])

    assert found == {way.outcome for way in brute.ways if question in {id for id, _ in way.asked}}


@given(guides(), st.data())
def test_many_journeys_end_together_where_each_ends_alone(tree: Tree, data: st.DataObject) -> None:
    brute, diagram = Brute(tree), diagram_of(tree)
    named = data.draw(st.lists(st.frozensets(st.sampled_from(sorted(brute.questions))), max_size=4))
    readers = [
        Choice().union(*(data.draw(st.sampled_from(brute.choices(id))) for id in sorted(questions)))
        for questions in named
    ]

    assert outcomes_of(diagram, readers) == [ends_of(diagram, answers).keys() for answers in readers]


@given(guides(), st.data())
def test_a_way_that_completes_answers_is_the_shortest_of_the_completions_on_which_something_holds(
    tree: Tree, data: st.DataObject
) -> None:
    brute = Brute(tree)
    named = data.draw(st.frozensets(st.sampled_from(sorted(brute.questions))))
    journey = {id: data.draw(st.sampled_from(brute.choices(id))) for id in sorted(named)}
    whenever = data.draw(conditions(references_in(tree)))
    forbidden = frozenset(entry["id"] for entry in tree["outcomes"][1:])
    guilty = [
        way
        for way in brute.ways_where(whenever, forbidden)
        if all(journey.get(id, choice) == choice for id, choice in way.asked)
    ]

    answers = sorted(Choice().union(*journey.values()))
    witness = Watch(diagram_of(tree)).breaks(resolved(whenever, tree), forbidden, answers)

    assert (witness is None) == (not guilty)
    if witness is not None:
        assert Choice(witness.answers) in {way.given for way in guilty}
        assert len(witness.answers) == min(len(way.given) for way in guilty)


@given(guides(), st.data())
def test_a_journey_ends_where_its_completions_end_and_each_end_has_the_shortest_witness(
    tree: Tree, data: st.DataObject
) -> None:
    brute = Brute(tree)
    named = data.draw(st.frozensets(st.sampled_from(sorted(brute.questions))))
    journey = {id: data.draw(st.sampled_from(brute.choices(id))) for id in sorted(named)}
    completions = [way for way in brute.ways if all(journey.get(id, choice) == choice for id, choice in way.asked)]

    ends = ends_of(diagram_of(tree), Choice().union(*journey.values()))

    assert set(ends) == {way.outcome for way in completions}
    for outcome, witness in ends.items():
        same_end = [way for way in completions if way.outcome == outcome == witness.outcome]
        assert Choice(witness.answers) in {way.given for way in same_end}
        assert len(witness.answers) == min(len(way.given) for way in same_end)


def _severities(tree: Tree, data: st.DataObject) -> list[tuple[str, tuple[str, ...]]]:
    found: list[tuple[str, tuple[str, ...]]] = []
    for entry in tree["questions"]:
        ids = [given["id"] for given in entry["answers"] if given["id"] != "not-sure"]
        if entry["choose"] == "one" and ids:
            found.append((entry["id"], tuple(data.draw(st.permutations(ids)))))
        elif entry["choose"] == "any" and "none" in ids:
            found.append((entry["id"], ()))
    return found


@given(guides(), st.data())
def test_an_urgency_is_lowered_where_some_reader_gets_a_lower_one_for_a_worse_answer(
    tree: Tree, data: st.DataObject
) -> None:
    brute = Brute(tree)
    severities = _severities(tree, data)

    faults = list(lowered_by_a_worse_answer(diagram_of(tree), severities))

    assert [fault.question for fault in faults] == [id for id, order in severities if brute.is_lowered(id, order)]


@given(guides(), st.data())
def test_a_lowered_urgency_is_shown_by_answers_that_reach_both_outcomes(tree: Tree, data: st.DataObject) -> None:
    brute, diagram = Brute(tree), diagram_of(tree)

    for fault in lowered_by_a_worse_answer(diagram, _severities(tree, data)):
        milder = {fault.first} - {f"not {fault.second}"}
        worse = {fault.second} - {f"{fault.question} (one or more)"}
        assert walk(diagram, {*fault.answers, *milder}).outcome == fault.first_outcome
        assert walk(diagram, {*fault.answers, *worse}).outcome == fault.second_outcome
        assert brute.rank(fault.second_outcome) < brute.rank(fault.first_outcome)


def _leap(first: str, second: str) -> bool:
    return abs(RANK[first] - RANK[second]) > 1


@given(guides(), st.booleans())
def test_readers_of_one_other_answer_end_apart_where_two_runs_do_and_the_witness_is_the_shortest(
    tree: Tree, across_branches: bool
) -> None:
    brute, diagram = Brute(tree), diagram_of(tree)
    pairs = PairWalk(diagram, lambda first, second: _leap(first.urgency, second.urgency), across_branches)

    for id in brute.questions:
        fault = pairs.shortest_fault(id, lambda number: any_other_answer(diagram, number))

        shown = brute.apart(
            id, lambda first, second: _leap(first["urgency"], second["urgency"]), across_branches=across_branches
        )
        assert (fault is None) == (not shown)
        if fault is not None:
            assert Choice(fault.answers) in shown
            assert len(fault.answers) == min(len(answers) for answers in shown)


@given(guides(), st.data())
def test_the_screen_is_skipped_where_some_way_leaves_it_early_without_help_now(tree: Tree, data: st.DataObject) -> None:
    brute = Brute(tree)
    way = data.draw(st.sampled_from(brute.ways))
    asked = [id for id, _ in way.asked]
    screen = tuple(asked[: data.draw(st.integers(1, 3))])
    leaving = brute.leaves_screen(screen)

    witness = screen_is_skipped(diagram_of(tree), screen)

    assert (witness is None) == (not leaving)
    if witness is not None:
        assert (Choice(witness.answers), witness.outcome) in leaving
        assert len(witness.answers) == min(len(answers) for answers, _ in leaving)


@given(guides())
def test_links_without_script_lead_every_way_to_its_outcome(tree: Tree) -> None:
    diagram = diagram_of(tree)
    sections = lay_out(diagram)

    for way in Brute(tree).ways:
        outcome, _ = read_along(diagram, sections, way)
        assert outcome == way.outcome


@given(guides())
def test_every_link_without_script_is_one_that_some_reader_takes(tree: Tree) -> None:
    diagram = diagram_of(tree)
    sections = lay_out(diagram)

    taken = set(chain.from_iterable(read_along(diagram, sections, way)[1] for way in Brute(tree).ways))

    assert taken == {(section.node, link) for section in sections for link in section.links}
