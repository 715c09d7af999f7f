"""Find what a map can be asked about: one answer, one made-up person, one promise; each with its part of the map.

All is found on the compiled diagram, for every way to answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.checks import Verified
from generator.guide.conditions import Compound, Resolved, resolve
from generator.guide.diagram import Diagram
from generator.guide.passing import answer_of_row, ways_with_answers, with_rows_shown
from generator.guide.plan import PlannedAnswer, known_references
from generator.guide.proofs import PartialAnswers, Watch
from generator.guide.walks import arrow_of
from generator.guide_map.chart import Chart, ChartEnd, ChartNote, ChartStep, MapWay, RuleLine, key_of, rule_lines
from generator.model.registers import Journey, Promise


@dataclass(frozen=True, slots=True)
class AnswerStory:
    """What becomes of those who give an answer: where they can end, by how many ways, and the rows that they follow.

    `rows` are the rows of decisions that some of them follow later, `naming` the keys of those whose rule names the
    answer. `promises` have a rule that names it.
    """

    answer: PlannedAnswer
    step: ChartStep
    way: MapWay
    ends: tuple[tuple[ChartEnd, int], ...]
    rows: tuple[tuple[MapWay, int], ...]
    naming: frozenset[str]
    promises: tuple[Promise, ...]
    notes: tuple[ChartNote, ...]
    lit: frozenset[str]


@dataclass(frozen=True, slots=True)
class JourneyStory:
    """A made-up person: the answers given, and every way on that agrees with them."""

    journey: Journey
    ways: tuple[MapWay, ...]
    end: ChartEnd
    lit: frozenset[str]

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers that this person gives."""
        return tuple(map(str, self.journey.answers))


@dataclass(frozen=True, slots=True)
class PromiseStory:
    """A promise: for whom it counts, the fewest answers of such a person, and where those lead."""

    promise: Promise
    rule: tuple[RuleLine, ...]
    answers: tuple[str, ...]
    ways: tuple[MapWay, ...]
    end: ChartEnd
    lit: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stories:
    """Everything that the map of one guide can be asked about."""

    answers: tuple[AnswerStory, ...]
    journeys: tuple[JourneyStory, ...]
    promises: tuple[PromiseStory, ...]


def stories_of(verified: Verified, chart: Chart) -> Stories:
    """Find all stories of a guide, in the author's order."""
    diagram = with_rows_shown(verified.plan)
    promises = tuple(_promises(verified, chart, diagram))
    return Stories(tuple(_answers(verified, chart, diagram)), tuple(_journeys(verified, chart, diagram)), promises)


def lit_of(
    chart: Chart, ways: Iterable[MapWay], ends: Iterable[str], notes: Iterable[ChartNote] = ()
) -> frozenset[str]:
    """Collect what belongs to some ways on, by the names of `key_of`: their steps, what they end at, notes."""
    found = {key_of("end", end) for end in ends}
    for way in ways:
        found |= {key_of("way", way.key), key_of("step", way.step)}
    for note in notes:
        found |= {key_of("note", note.id), key_of("notes", chart.first_question(note))}
    return frozenset(found)


def _answers(verified: Verified, chart: Chart, diagram: Diagram) -> Iterator[AnswerStory]:
    counted, end_by_id = ways_with_answers(diagram), {end.id: end for end in chart.ends}
    rules = _rules(verified)
    promises = [(promise, _named(rule)) for promise, rule in _rules_of_promises(verified)]
    for step in chart.steps:
        for way, answer in [(each, answer) for each in step.ways for answer in each.answers]:
            counts = counted.get(answer.reference, {})
            ends = [(end_by_id[id], counts[id]) for id in end_by_id if id in counts]
            ends.sort(key=lambda end: (-end[0].urgency.rank, -end[1]))
            later = [each for each in chart.ways if any(name in counts for name in _given_on(each))]
            rows = tuple((row, counts[_given_on(row)[0]]) for row in later if not row.answers)
            yield AnswerStory(
                answer,
                step,
                way,
                tuple(ends),
                rows,
                frozenset(row.key for row, _ in rows if answer.reference in _named(rules[row.key])),
                tuple(promise for promise, named in promises if answer.reference in named),
                chart.notes_of(answer.reference),
                lit_of(chart, [way, *later], [end.id for end, _ in ends], chart.notes_of(answer.reference)),
            )


def _given_on(way: MapWay) -> tuple[str, ...]:
    """List the answers one of which whoever goes a way on gives, in the diagram that shows rows."""
    if way.answers:
        return tuple(answer.reference for answer in way.answers)
    step, _, number = way.key.rpartition("/")
    return (answer_of_row(step, int(number) - 1),)


def _rules(verified: Verified) -> dict[str, Resolved]:
    decisions = verified.plan.decisions.items()
    return {f"{id}/{number}": rule for id, rows in decisions for number, (rule, _) in enumerate(rows, 1)}


def _rules_of_promises(verified: Verified) -> list[tuple[Promise, Resolved]]:
    guide, references = str(verified.base.tree.guide.id), known_references(verified.base)
    promises = [promise for promise in verified.base.safety.promises if promise.is_for(guide)]
    return [(each, resolve(each.whenever, lambda name: references.get(str(name), ()))) for each in promises]


def _named(rule: Resolved) -> frozenset[str]:
    """Collect the answers that a rule names."""
    if isinstance(rule, Compound):
        return frozenset[str]().union(*map(_named, rule.parts))
    return frozenset([rule]) if isinstance(rule, str) else frozenset()


def _journeys(verified: Verified, chart: Chart, diagram: Diagram) -> Iterator[JourneyStory]:
    """Follow all made-up people of this guide at once, each a bit, along every arrow that their answers allow."""
    journeys = tuple(journey for journey in verified.base.journeys.journeys if _is_walked(journey, verified))
    partial = PartialAnswers(diagram, [journey.answers for journey in journeys])
    at = [0] * len(diagram.nodes)
    at[0] = (1 << len(journeys)) - 1
    given: dict[str, int] = {}
    ending: dict[str, int] = {}
    for node, here in zip(diagram.nodes, at, strict=True):
        if node.outcome:
            ending[node.outcome] = here
        for position, arrow in enumerate(node.arrows):
            if arrow is not None:
                going = here & partial.allowing(node, position)
                at[arrow] |= going
                choice = diagram.choice(node, position)
                given[choice] = given.get(choice, 0) | going
    end_by_id = {end.id: end for end in chart.ends}
    for place, journey in enumerate(journeys):
        ways = tuple(way for way in chart.ways if any(given.get(name, 0) >> place & 1 for name in _given_on(way)))
        ends = [id for id, bits in ending.items() if bits >> place & 1]
        yield JourneyStory(journey, ways, end_by_id[str(journey.outcome)], lit_of(chart, ways, ends))


def _is_walked(journey: Journey, verified: Verified) -> bool:
    """Tell whether a journey is walked in this guide."""
    plan, guide = verified.plan, str(verified.base.tree.guide.id)
    known = {answer.reference for question in plan.questions.values() for answer in question.answers}
    return journey.guide in (None, guide) and journey.outcome in plan.outcomes and known.issuperset(journey.answers)


def _promises(verified: Verified, chart: Chart, diagram: Diagram) -> Iterator[PromiseStory]:
    watch, everywhere = Watch(verified.diagram), frozenset(verified.plan.outcomes)
    end_by_id = {end.id: end for end in chart.ends}
    for promise, rule in _rules_of_promises(verified):
        witness = watch.breaks(rule, everywhere)
        if witness is None:
            continue
        given = _passed(diagram, frozenset(witness.answers))
        ways = tuple(way for way in chart.ways if not given.isdisjoint(_given_on(way)))
        lines = tuple(rule_lines(resolve(promise.whenever, lambda name: (str(name),)), chart.names))
        end = end_by_id[witness.outcome]
        yield PromiseStory(promise, lines, witness.answers, ways, end, lit_of(chart, ways, [end.id]))


def _passed(diagram: Diagram, answers: frozenset[str]) -> frozenset[str]:
    """Collect what is chosen on the way that some answers, a full list, lead along."""
    rows = {answer_of_row(id, row) for id, every in diagram.plan.decisions.items() for row in range(len(every))}
    given, found, number = answers | rows, set[str](), 0
    while not diagram.nodes[number].outcome:
        node = diagram.nodes[number]
        position = arrow_of(diagram, node, given)
        found.add(diagram.choice(node, position))
        number = node.arrows[position] or 0
    return frozenset(found)
