"""Find what a map of a guide shows: steps in order, the ways on from each, the ends, and the notes, in readers' words.

It is the guide as its authors wrote it, not the diagram that is compiled of it: a row of a decision is one way on.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.checks import Verified
from generator.checks.names import references_in
from generator.guide.conditions import Compound, Resolved, Word, resolve
from generator.guide.plan import PlannedAnswer, PlannedQuestion, known_references
from generator.guide.saying import Audience
from generator.guide_map.ordering import steps_in_order
from generator.in_words import Words, head_of, parts_of, words_of
from generator.model.guide import Choose, Outcome, Urgency, asked
from generator.model.notes import Note


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One line of a rule, so deep below those before it; `name` is the answer or set that it names, "" for a head."""

    depth: int
    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class MapWay:
    """One way on from a step: answers of a question that stand together, or a row of a decision.

    `key` names it within the guide. `words` say on an arrow who takes it, `short` is the rule of a row in one line.
    """

    key: str
    step: str
    target: str
    words: str
    answers: tuple[PlannedAnswer, ...] = ()
    rule: tuple[RuleLine, ...] = ()
    short: str = ""

    @property
    def number(self) -> str:
        """The place of this way among those of its step, from 1."""
        return self.key.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class ChartStep:
    """A question or a decision, with its number among those, and every way on, in the author's order."""

    id: str
    number: int
    title: str
    about: str
    ways: tuple[MapWay, ...]
    is_question: bool

    @property
    def kind(self) -> str:
        """What this step is, in a word."""
        return "Question" if self.is_question else "Decision"


@dataclass(frozen=True, slots=True)
class ChartEnd:
    """An outcome: how soon, in the words of the site, and its heading."""

    id: str
    title: str
    urgency: Urgency
    label: str
    entry: Outcome


@dataclass(frozen=True, slots=True)
class ChartNote:
    """A note of this guide, with its number on the map: what it is for, and the answers that bring it."""

    number: int
    id: str
    title: str
    condition: str
    label: str
    audience: Audience
    entry: Note


@dataclass(frozen=True, slots=True)
class Chart:
    """All that the map of a guide shows. Every step stands before those that it leads to.

    `sets` are the answers that a name in a rule stands for, `names` the words of everything that a rule names.
    """

    id: str
    title: str
    steps: tuple[ChartStep, ...]
    ends: tuple[ChartEnd, ...]
    notes: tuple[ChartNote, ...]
    sets: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    words: Words

    @property
    def ways(self) -> tuple[MapWay, ...]:
        """List every way on, step by step."""
        return tuple(way for step in self.steps for way in step.ways)

    def first_question(self, note: ChartNote) -> str:
        """Find the question whose answers bring a note; the first that is asked, where there are several."""
        questions = {answer.partition(".")[0] for answer in note.audience.when}
        return next((step.id for step in self.steps if step.id in questions), "")

    @property
    def answers(self) -> frozenset[str]:
        """Collect every answer ("question.answer") of the guide."""
        return frozenset(answer.reference for way in self.ways for answer in way.answers)

    def notes_of(self, answer: str) -> tuple[ChartNote, ...]:
        """List the notes that an answer ("question.answer") can bring."""
        return tuple(note for note in self.notes if answer in _answers_of(note.audience))

    def mark_of(self, answer: str) -> str:
        """Say behind an answer ("question.answer") which notes it can bring; "" where it brings none."""
        numbers = ", ".join(str(note.number) for note in self.notes_of(answer))
        return f" [note {numbers}]" if numbers else ""


def chart_of(verified: Verified) -> Chart:
    """Find what the map of a verified guide shows."""
    base, plan = verified.base, verified.plan
    words = words_of(base)
    labels = {urgency.id: str(urgency.label) for urgency in base.safety.urgencies}
    references = known_references(base)
    order = steps_in_order(plan)
    numbers = {
        id: number for ids in (plan.questions, plan.decisions) for number, id in enumerate(_among(order, ids), 1)
    }
    names = _names(words, {**words.references, **references}, numbers)
    conditions = {
        str(decision.id): tuple(
            True if case.when is None else resolve(case.when, lambda name: (str(name),)) for case in decision.cases
        )
        for decision in base.tree.decisions
    }
    steps = tuple(
        _question(plan.questions[id], numbers[id])
        if id in plan.questions
        else _decision(id, numbers[id], [target for _, target in plan.decisions[id]], conditions[id], names)
        for id in order
    )
    ends = tuple(
        ChartEnd(id, str(outcome.title.you), outcome.urgency, labels[outcome.urgency], outcome)
        for id, outcome in plan.outcomes.items()
    )
    found = [note for note in base.every_note() if str(note.id) in verified.audiences]
    notes = tuple(
        ChartNote(
            number,
            str(note.id),
            str(note.title.you),
            str(note.if_.you),
            labels[note.urgency],
            verified.audiences[str(note.id)],
            note,
        )
        for number, note in enumerate(found, 1)
    )
    named = {line.name for step in steps for way in step.ways for line in way.rule}
    named |= {str(name) for promise in base.safety.promises for name in references_in(promise.whenever)}
    sets = {name: answers for name, answers in references.items() if name in named and name not in words.answers}
    guide = base.tree.guide
    return Chart(str(guide.id), str(guide.title), steps, ends, notes, sets, names, words)


def key_of(kind: str, id: str) -> str:
    """Name a thing on a map: a step, a way on, an end, a note, or the notes of a step."""
    return f"{kind} {id}"


def only(chart: Chart, lit: Container[str], given: frozenset[str] | None = None) -> Chart:
    """Leave of a chart what is named by `key_of`; of answers to be chosen from those that are given, where told."""
    steps = []
    for step in chart.steps:
        ways = [way for way in step.ways if key_of("way", way.key) in lit]
        if given is not None and step.is_question:
            ways = [_with_given(way, given) for way in ways]
        if key_of("step", step.id) in lit:
            steps.append(replace(step, ways=tuple(ways)))
    ends = tuple(end for end in chart.ends if key_of("end", end.id) in lit)
    notes = tuple(note for note in chart.notes if key_of("note", note.id) in lit)
    return replace(chart, steps=tuple(steps), ends=ends, notes=notes)


def _with_given(way: MapWay, given: frozenset[str]) -> MapWay:
    answers = tuple(answer for answer in way.answers if answer.reference in given)
    return replace(way, answers=answers, words=_counted(answers, 2) if answers else "any answer")


def rule_lines(condition: Resolved, names: Mapping[str, str], depth: int = 0) -> Iterator[RuleLine]:
    """Yield a condition line by line: a head, and below it the parts that it joins."""
    if isinstance(condition, bool):
        yield RuleLine(depth, "In every other case" if condition else "Never")
    elif isinstance(condition, str):
        yield RuleLine(depth, names.get(condition, condition), condition)
    elif condition.word is Word.NOT and isinstance(condition.parts[0], str):
        yield RuleLine(depth, f"not: {names.get(condition.parts[0], condition.parts[0])}", condition.parts[0])
    elif not head_of(condition):
        yield from rule_lines(condition.parts[0], names, depth)
    else:
        yield RuleLine(depth, head_of(condition))
        for part in parts_of(condition):
            yield from rule_lines(part, names, depth + 1)


def short_rule(condition: Resolved, names: Mapping[str, str]) -> str:
    """Say a condition in one line that leaves out what its names stand for."""
    if isinstance(condition, bool):
        return "In every other case" if condition else "Never"
    if isinstance(condition, Compound) and condition.word is not Word.NOT and len(condition.parts) == 1:
        return short_rule(condition.parts[0], names)
    if isinstance(condition, str):
        return re.sub(r" \([^()]*\)$", "", names.get(condition, condition))
    if condition.word is Word.AT_LEAST:
        return f"{condition.number} or more of {len(condition.parts)} answers"
    parts = [_bracketed(part, short_rule(part, names)) for part in parts_of(condition)]
    if condition.word is Word.NOT:
        return f"not {parts[0]}"
    return (" and " if condition.word is Word.ALL else " or ").join(parts)


def _bracketed(condition: Resolved, words: str) -> str:
    is_list = isinstance(condition, Compound) and condition.word is not Word.NOT and len(condition.parts) > 1
    return f"({words})" if is_list else f"“{words}”" if isinstance(condition, str) else words


def _among(order: Iterable[str], ids: Container[str]) -> Iterator[str]:
    return (id for id in order if id in ids)


def _names(words: Words, references: Mapping[str, tuple[str, ...]], numbers: Mapping[str, int]) -> Mapping[str, str]:
    """Name an answer by its words and its question's number, and what stands for several by its own name."""
    found = {}
    for name, answers in references.items():
        question, _, last = name.rpartition(".")
        if name in words.answers:
            found[name] = f"{words.answers[name]} (question {numbers.get(question, 'of another guide')})"
        else:
            found[name] = f"{last.replace('-', ' ')} (one of {len(answers)} answers)"
    return found


def _question(question: PlannedQuestion, number: int) -> ChartStep:
    """Cut a question into ways on: all answers that lead to one place are one way."""
    leading: dict[str, tuple[PlannedAnswer, ...]] = {}
    for answer in question.answers:
        target = answer.target or question.next
        leading[target] = (*leading.get(target, ()), answer)
    ways = tuple(
        MapWay(f"{question.id}/{place}", question.id, target, _counted(answers, len(leading)), answers=answers)
        for place, (target, answers) in enumerate(leading.items(), 1)
    )
    about = "any number of answers" if question.choose is Choose.ANY else "one answer"
    return ChartStep(question.id, number, asked(str(question.entry.you)), about, ways, is_question=True)


def _counted(answers: tuple[PlannedAnswer, ...], ways: int) -> str:
    if ways == 1:
        return "every answer"
    return "1 answer" if len(answers) == 1 else f"{len(answers)} answers"


def _decision(
    id: str,
    number: int,
    targets: Sequence[str],
    conditions: Sequence[Resolved],
    names: Mapping[str, str],
) -> ChartStep:
    """Write each row of a decision as a way on, with its condition in words."""
    ways = tuple(
        MapWay(
            f"{id}/{place}",
            id,
            target,
            f"row {place}",
            rule=tuple(rule_lines(condition, names)),
            short=short_rule(condition, names),
        )
        for place, (condition, target) in enumerate(zip(conditions, targets, strict=True), 1)
    )
    title = id.replace("-", " ").capitalize()
    return ChartStep(id, number, title, "the first row that holds is followed", ways, is_question=False)


def _answers_of(audience: Audience) -> frozenset[str]:
    return frozenset((*audience.when, *(audience.and_ or ())))
