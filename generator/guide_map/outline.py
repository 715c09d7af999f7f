"""Say all that the picture of a map shows in words: a section for each thing, a line for each arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.guide_map.chart import Chart, ChartEnd, ChartNote, ChartStep, MapWay, RuleLine
from generator.problems import visible


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One line, so deep below those before it; `link` is the anchor that it leads to.

    `arrow` is the key of the way on that the line is the arrow of, "" for every other line.
    """

    depth: int
    text: str
    link: str = ""
    arrow: str = ""


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A thing of the map: its heading, what it is in a few words, and its lines."""

    anchor: str
    heading: str
    about: str
    lines: tuple[OutlineLine, ...]


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """A part of the outline: all steps, all outcomes, all notes, all names in rules."""

    anchor: str
    title: str
    sections: tuple[OutlineSection, ...]


def outline_of(chart: Chart) -> tuple[OutlinePart, ...]:
    """Say a chart in words, part by part; parts without anything are left out."""
    parts = (
        OutlinePart("steps", "Questions and decisions", tuple(_step(chart, step) for step in chart.steps)),
        OutlinePart("ends", "Outcomes", tuple(_end(chart, end) for end in chart.ends)),
        OutlinePart("notes", "Notes", tuple(_note(chart, note) for note in chart.notes)),
        OutlinePart("sets", "Names in the rules", tuple(_set(chart, name) for name in chart.sets)),
    )
    return tuple(part for part in parts if part.sections)


def heading_of(step: ChartStep) -> str:
    """Name a step as its heading does: what it is, its number, its words."""
    return f"{step.kind} {step.number}: {step.title}"


def target_of(chart: Chart, id: str) -> tuple[str, str]:
    """Say what an id leads to in words, and the anchor of it."""
    for step in chart.steps:
        if step.id == id:
            return heading_of(step), f"step-{id}"
    end = next(end for end in chart.ends if end.id == id)
    return f"{end.label}: {end.title}", f"end-{id}"


def rule_in_lines(chart: Chart, rule: Iterable[RuleLine], depth: int) -> Iterator[OutlineLine]:
    """Yield the lines of a rule; an answer leads to what becomes of it, a name in a rule to its answers."""
    for line in rule:
        yield OutlineLine(depth + line.depth, line.text, _link_to(chart, line.name))


def _link_to(chart: Chart, name: str) -> str:
    if name in chart.sets:
        return f"set-{name}"
    return f"answer-{name}" if name in chart.answers else ""


def _step(chart: Chart, step: ChartStep) -> OutlineSection:
    lines: list[OutlineLine] = []
    for way in step.ways:
        lines += _answers(chart, way) if step.is_question else _row(chart, way)
        words, link = target_of(chart, way.target)
        lines.append(OutlineLine(1, f"→ {words}", link, way.key))
    return OutlineSection(f"step-{step.id}", heading_of(step), step.about.capitalize(), tuple(lines))


def _answers(chart: Chart, way: MapWay) -> Iterator[OutlineLine]:
    yield OutlineLine(0, f"{way.words.capitalize()}{':' if way.answers else ''}")
    for answer in way.answers:
        yield OutlineLine(1, f"{answer.text}{chart.mark_of(answer.reference)}", f"answer-{answer.reference}")


def _row(chart: Chart, way: MapWay) -> Iterator[OutlineLine]:
    if len(way.rule) == 1 and not way.rule[0].name:
        yield OutlineLine(0, f"Row {way.number}: {way.rule[0].text.lower()}")
        return
    yield OutlineLine(0, f"Row {way.number}, if:")
    yield from rule_in_lines(chart, way.rule, 1)


def _end(chart: Chart, end: ChartEnd) -> OutlineSection:
    leading = [(step, way) for step in chart.steps for way in step.ways if way.target == end.id]
    lines = [OutlineLine(0, "Comes from:")]
    lines += [OutlineLine(1, f"{heading_of(step)}, {way.words}", f"step-{step.id}") for step, way in leading]
    return OutlineSection(f"end-{end.id}", end.title, f"Outcome: {end.label}", tuple(lines))


def _note(chart: Chart, note: ChartNote) -> OutlineSection:
    lines = [OutlineLine(0, f"{note.condition}. For whoever answered:"), *_of(chart, note.audience.when)]
    if note.audience.and_ is not None:
        lines += [OutlineLine(0, "and who also answered:"), *_of(chart, note.audience.and_)]
    return OutlineSection(
        f"note-{note.id}", f"Note {note.number}: {note.title}", f"How soon it matters: {note.label}", tuple(lines)
    )


def _set(chart: Chart, name: str) -> OutlineSection:
    lines = [OutlineLine(0, "One of these answers:"), *_of(chart, chart.sets[name])]
    return OutlineSection(
        f"set-{name}", name.replace("-", " ").replace(".", ": ").capitalize(), "A name for answers", tuple(lines)
    )


def _of(chart: Chart, answers: Iterable[str]) -> Iterator[OutlineLine]:
    return (OutlineLine(1, chart.names[answer], f"answer-{answer}") for answer in answers)


def as_text(chart: Chart) -> str:
    """Write the outline for a terminal or a mail, in the order of the page."""
    lines = [f"Map of the guide: {chart.title}"]
    for part in outline_of(chart):
        lines += ["", part.title.upper()]
        for section in part.sections:
            lines += ["", f"{section.heading} ({section.about[:1].lower()}{section.about[1:]})"]
            lines += [f"{'  ' * (line.depth + 1)}{'' if line.arrow else '- '}{line.text}" for line in section.lines]
    return "\n".join([*map(visible, lines), ""])
