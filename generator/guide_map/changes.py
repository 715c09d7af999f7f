"""Find what a change touches on the map of a guide: steps, ways on, outcomes, notes, and ways to answer that moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.checks import Verified
from generator.difference import differences_between
from generator.difference.items import Differences, Moved
from generator.difference.labels import effect_in_words
from generator.difference.renames import Renames, renames_between
from generator.difference.rows import ChangeKind, Row
from generator.difference.sections import Section
from generator.guide_map.chart import Chart, ChartStep, MapWay, chart_of, key_of
from generator.guide_map.outline import heading_of, target_of
from generator.guide_map.stories import lit_of
from generator.model.sorts import Sort


@dataclass(frozen=True, slots=True)
class ShiftOnMap:
    """Ways to answer that end elsewhere: what happened to them, how many of how many, from where and to where."""

    effect: str
    ways: int
    of: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeStory:
    """What is new or other on the map since another version, what is gone in words, and which ways moved."""

    since: str
    changed: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]
    shifts: tuple[ShiftOnMap, ...]
    lit: frozenset[str]


def change_on(chart: Chart, before: Verified, after: Verified, *, since: str) -> ChangeStory:
    """Find what is other on the map of a guide of a project since an older version of it, which `since` names.

    A guide that the older version did not have is new as a whole.
    """
    id, renames = chart.id, renames_between(before.base, after.base)
    known = {renames.follow(Sort.GUIDE, str(guide.base.tree.guide.id)): guide for guide in before.every_guide()}
    old = _renamed(chart_of(known[id]), renames) if id in known else replace(chart, steps=(), ends=(), notes=())
    found = differences_between(before, after, names=(since, "now"))
    ways_before, ways_now = _ways_by_what_they_say(old), _ways_by_what_they_say(chart)
    new = [way for said, (_, way) in ways_now.items() if said not in ways_before]
    heads = set(map(_head_of, old.steps))
    steps = [step.id for step in chart.steps if _head_of(step) not in heads]
    ends = _other("Outcome", [end.id for end in chart.ends], [end.id for end in old.ends], found)
    other_notes = _other("Note", [note.id for note in chart.notes], [note.id for note in old.notes], found)
    notes = [note for note in chart.notes if note.id in other_notes]
    # An arrow ends at what it leads to, and a note stands beside its question: these are on the map too.
    lit = set(lit_of(chart, new, [*ends, *(way.target for way in new)], notes))
    lit |= {key_of("step", id) for id in (*steps, *(way.target for way in new), *map(chart.first_question, notes))}
    return ChangeStory(
        since,
        (
            *((f"step-{step.id}", heading_of(step)) for step in chart.steps if _is_other(step, steps, new)),
            *((f"end-{end}", target_of(chart, end)[0]) for end in ends),
            *((f"note-{note.id}", f"Note {note.number}: {note.title}") for note in notes),
        ),
        tuple(_gone(old, *ways_before[said]) for said in ways_before if said not in ways_now),
        tuple(_shifts(found, id)),
        frozenset(lit),
    )


def _head_of(step: ChartStep) -> tuple[str, str, str]:
    """Say what stands at the head of a step; a decision has no name but its id."""
    return step.id, heading_of(step) if step.is_question else "", step.about


def _renamed(chart: Chart, renames: Renames) -> Chart:
    """Call everything on an older map by the ids that it has now: what only has another name is not new."""

    def step_id(id: str) -> str:  # questions, decisions and outcomes share their ids
        return renames.follow(Sort.OUTCOME, id)

    def way(one: MapWay) -> MapWay:
        rule = tuple(replace(line, name=renames.follow(Sort.ANSWER, line.name)) for line in one.rule)
        return replace(one, target=step_id(one.target), rule=rule)

    steps = tuple(replace(step, id=step_id(step.id), ways=tuple(map(way, step.ways))) for step in chart.steps)
    ends = tuple(replace(end, id=step_id(end.id)) for end in chart.ends)
    notes = tuple(replace(note, id=renames.follow(Sort.NOTE, note.id)) for note in chart.notes)
    return replace(chart, steps=steps, ends=ends, notes=notes)


def _is_other(step: ChartStep, steps: Sequence[str], ways: Sequence[MapWay]) -> bool:
    return step.id in steps or any(way.step == step.id for way in ways)


def _other(sort: str, ids: Sequence[str], before: Sequence[str], found: Differences) -> list[str]:
    """List the ids that are new, or of which readers read other words."""
    rows = [item.what for item in found.items if isinstance(item.what, Row)]
    words = [row for row in rows if row.section is not Section.RECORDS and row.kind is not ChangeKind.RENAMED]
    rewritten = {row.thing.id for row in words if row.thing.sort == sort}
    return [id for id in ids if id not in before or id in rewritten]


def _ways_by_what_they_say(chart: Chart) -> dict[tuple[object, ...], tuple[ChartStep, MapWay]]:
    """Map all that a reader of the map sees of a way on, but for its number, to it and its step."""
    found: dict[tuple[object, ...], tuple[ChartStep, MapWay]] = {}
    for step in chart.steps:
        for way in step.ways:
            texts = tuple(str(answer.text) for answer in way.answers)
            rule = tuple((line.depth, line.name or line.text) for line in way.rule)
            found[step.id, texts, rule, way.target] = step, way
    return found


def _gone(chart: Chart, step: ChartStep, way: MapWay) -> str:
    return f"{heading_of(step)}, {way.short or way.words} → {target_of(chart, way.target)[0]}"


def _shifts(found: Differences, guide: str) -> Iterator[ShiftOnMap]:
    for ways in found.guides:
        change = ways.change
        for shift in (*change.shifts, *change.leaving, *change.arriving) if ways.guide == guide else ():
            before, after = change.before.outcomes.get(shift.before), change.after.outcomes.get(shift.after)
            yield ShiftOnMap(
                effect_in_words(Moved(guide, change, shift)),
                shift.ways,
                shift.of,
                str(before.title.you) if before is not None else "",
                str(after.title.you) if after is not None else "",
            )
