"""Make every single fault of each family in a guide, as a changed copy of it: pure, without disk.

What is wrong in notes, contacts, lines and sets is made in `told_faults.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations
from typing import Any

from generator.guide.plan import answers_of, make_plan, order_of
from generator.guide.sharing import bases_of_guides
from generator.model.guide import (
    NONE,
    NOT_SURE,
    Answer,
    Case,
    Choose,
    Condition,
    Decision,
    Direction,
    GuideFile,
    Question,
    Urgency,
)
from generator.model.knowledge import KnowledgeBase
from generator.problems import Text


class Family(StrEnum):
    """Name what went wrong; the special families stand first, for a fault counts in the first that makes it."""

    NOT_SURE_SKIPS = '"I don\'t know" skips ahead'
    NONE_ELSEWHERE = '"none of these" leads elsewhere'
    OTHERWISE_ELSEWHERE = "otherwise leads elsewhere"
    TARGET_SWAPPED = "target swapped"
    START_MOVED = "start moved"
    ANSWER_DROPPED = "answer dropped"
    CASE_DROPPED = "case dropped"
    CASES_REORDERED = "cases reordered"
    CONDITION_NEGATED = "condition negated"
    ALL_FOR_ANY = "all for any, any for all"
    TERM_DROPPED = "term dropped"
    TERM_CHANGED = "term changed"
    THRESHOLD_MOVED = "threshold moved"
    URGENCY_RELABELLED = "urgency relabelled"
    DIRECTION_RELABELLED = "direction relabelled"
    NOTE_DROPPED = "note dropped"
    NOTE_ANSWER_DROPPED = "answer dropped from a note"
    NOTE_ANSWER_ADDED = "answer added to a note"
    NOTE_AND_DROPPED = '"and" dropped from a note'
    NOTE_RELABELLED = "note relabelled"
    SAID_AT_GROWN = '"said_at" grown'
    CONTACT_DROPPED = "contact dropped"
    CONTACT_EXCHANGED = "contact exchanged"
    CONTACTS_REORDERED = "contacts reordered"
    LINE_CHANGED = "condition of a line changed"
    SET_CHANGED = "answer of a set dropped or added"


@dataclass(frozen=True, slots=True)
class Fault:
    """A project with one fault; `dropped` is the answer ("question.answer") that a guide no longer has."""

    family: Family
    what: str
    base: KnowledgeBase
    dropped: str = ""


@dataclass(frozen=True, slots=True)
class Altered:
    """A guide with one fault; faults of one `group` differ only in where they lead."""

    family: Family
    what: str
    tree: GuideFile
    dropped: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """Be a place that holds the id of a step; `put` gives the guide with another id there."""

    what: str
    target: Text
    put: Callable[[Text], GuideFile]
    answer: str = ""
    is_otherwise: bool = False


def guide_faults(base: KnowledgeBase, *, most: int | None = None) -> tuple[Fault, ...]:
    """Give every fault of every family in the guides; of those that differ only in where they lead, `most` each."""
    made: dict[str, Fault] = {}
    for whole in bases_of_guides(base):
        for make in MAKERS:
            for altered in sampled(make(whole), most):
                changed = _put_back(base, whole.tree, altered.tree)
                if changed is not base:
                    made.setdefault(altered.what, Fault(altered.family, altered.what, changed, altered.dropped))
    return tuple(made.values())


def sampled(altered: Iterable[Altered], most: int | None) -> Iterator[Altered]:
    """Give at most so many of each group, spread evenly; another group begins elsewhere, so that all are met."""
    groups: dict[tuple[Family, str], list[Altered]] = {}
    for one in altered:
        groups.setdefault((one.family, one.group or one.what), []).append(one)
    for number, group in enumerate(groups.values()):
        step = 1 if most is None else max(1, len(group) // most)
        yield from group[number % step :: step]


def _put_back(base: KnowledgeBase, whole: GuideFile, changed: GuideFile) -> KnowledgeBase:
    """Give the project with a changed guide: what a further guide shares stays as it is, and the base if nothing is."""
    written = next(guide for guide in base.every_guide() if guide.guide.id == whole.guide.id)
    parts: dict[str, object] = {"guide": changed.guide}
    for part in ("questions", "decisions", "outcomes"):
        own = {entry.id for entry in getattr(written, part)}
        parts[part] = tuple(entry for entry in getattr(changed, part) if entry.id in own)
    if all(getattr(written, part) == value for part, value in parts.items()):
        return base
    guide = written.model_copy(update=parts)
    if written is base.tree:
        return replace(base, tree=guide)
    return replace(base, others=tuple(guide if other is written else other for other in base.others))


def _with(tree: GuideFile, old: Question | Decision, new: Question | Decision) -> GuideFile:
    field = "questions" if isinstance(old, Question) else "decisions"
    entries = tuple(new if entry is old else entry for entry in getattr(tree, field))
    return tree.model_copy(update={field: entries})


def _slots(tree: GuideFile) -> Iterator[Slot]:
    for question in tree.questions:
        if question.next is not None:
            yield Slot(f"question {question.id}", question.next, _put_next(tree, question))
        for field in ("answers", "more_answers"):
            for answer in getattr(question, field):
                target = answer.next or question.next
                if _stands_alone(question, answer) and target is not None:
                    what = f"{question.id}.{answer.id}"
                    yield Slot(what, target, _put_answer(tree, question, field, answer), str(answer.id))
    for decision in tree.decisions:
        for number, case in enumerate(decision.cases):
            what = f"{decision.id}, case {number + 1}" if case.when else f"{decision.id}, otherwise"
            put = _put_case(tree, decision, number, case)
            yield Slot(what, case.target, put, is_otherwise=case.when is None)


def _stands_alone(question: Question, answer: Answer) -> bool:
    return question.choose is Choose.ONE or answer.id in (NONE, NOT_SURE)


def _put_next(tree: GuideFile, question: Question) -> Callable[[Text], GuideFile]:
    return lambda target: _with(tree, question, question.model_copy(update={"next": target}))


def _put_answer(tree: GuideFile, question: Question, field: str, answer: Answer) -> Callable[[Text], GuideFile]:
    def put(target: Text) -> GuideFile:
        changed = answer.model_copy(update={"next": target})
        answers = tuple(changed if entry is answer else entry for entry in getattr(question, field))
        return _with(tree, question, question.model_copy(update={field: answers}))

    return put


def _put_case(tree: GuideFile, decision: Decision, number: int, case: Case) -> Callable[[Text], GuideFile]:
    key = "next" if case.when is not None else "otherwise"
    return lambda target: _with_case(tree, decision, number, case.model_copy(update={key: target}))


def _with_case(tree: GuideFile, decision: Decision, number: int, case: Case | None) -> GuideFile:
    cases = (*decision.cases[:number], *((case,) if case else ()), *decision.cases[number + 1 :])
    return _with(tree, decision, decision.model_copy(update={"cases": cases}))


def _led_to(family: Family, slot: Slot, targets: tuple[str, ...]) -> Iterator[Altered]:
    for target in targets:
        if target != slot.target:
            what = f"{slot.what} leads to {target}, not {slot.target}"
            yield Altered(family, what, slot.put(Text(target, place=slot.target.place)), group=slot.what)


def _sorts(tree: GuideFile) -> tuple[tuple[str, ...], ...]:
    return (
        tuple(str(question.id) for question in tree.questions),
        tuple(str(decision.id) for decision in tree.decisions),
        tuple(str(outcome.id) for outcome in tree.outcomes),
    )


def _steps(tree: GuideFile) -> tuple[str, ...]:
    return tuple(id for sort in _sorts(tree) for id in sort)


def _not_sure_skips(base: KnowledgeBase) -> Iterator[Altered]:
    order = order_of(make_plan(base))
    questions = _sorts(base.tree)[0]
    for slot in _slots(base.tree):
        if slot.answer == NOT_SURE:
            here = order[slot.what.split(".")[0]]
            later = tuple(id for id in questions if order[id] > here)
            yield from _led_to(Family.NOT_SURE_SKIPS, slot, later)


def _none_elsewhere(base: KnowledgeBase) -> Iterator[Altered]:
    for slot in _slots(base.tree):
        if slot.answer == NONE:
            yield from _led_to(Family.NONE_ELSEWHERE, slot, _steps(base.tree))


def _otherwise_elsewhere(base: KnowledgeBase) -> Iterator[Altered]:
    for slot in _slots(base.tree):
        if slot.is_otherwise:
            yield from _led_to(Family.OTHERWISE_ELSEWHERE, slot, _steps(base.tree))


def _target_swapped(base: KnowledgeBase) -> Iterator[Altered]:
    sorts = _sorts(base.tree)
    for slot in _slots(base.tree):
        same_sort = next(sort for sort in sorts if slot.target in sort)
        yield from _led_to(Family.TARGET_SWAPPED, slot, same_sort)


def _start_moved(base: KnowledgeBase) -> Iterator[Altered]:
    tree = base.tree

    def put(target: Text) -> GuideFile:
        return tree.model_copy(update={"guide": tree.guide.model_copy(update={"start": target})})

    yield from _led_to(Family.START_MOVED, Slot("the start", tree.guide.start, put), _sorts(tree)[0])

    def put_then(target: Text) -> GuideFile:
        return tree.model_copy(update={"guide": tree.guide.model_copy(update={"then": target})})

    if tree.guide.then is not None:
        yield from _led_to(Family.START_MOVED, Slot("then", tree.guide.then, put_then), _sorts(tree)[0])


def _answer_dropped(base: KnowledgeBase) -> Iterator[Altered]:
    for question in base.tree.questions:
        for field in ("answers", "more_answers"):
            for answer in getattr(question, field):
                if len(answers_of(question, base)) > 1:
                    left = tuple(entry for entry in getattr(question, field) if entry is not answer)
                    tree = _with(base.tree, question, question.model_copy(update={field: left}))
                    reference = f"{question.id}.{answer.id}"
                    yield Altered(Family.ANSWER_DROPPED, f"{reference} is not offered", tree, reference)


def _case_dropped(base: KnowledgeBase) -> Iterator[Altered]:
    for decision in base.tree.decisions:
        for number in range(len(decision.cases)):
            if len(decision.cases) > 1:
                tree = _with_case(base.tree, decision, number, None)
                yield Altered(Family.CASE_DROPPED, f"{decision.id} lacks its case {number + 1}", tree)


def _cases_reordered(base: KnowledgeBase) -> Iterator[Altered]:
    for decision in base.tree.decisions:
        rules = [number for number, case in enumerate(decision.cases) if case.when is not None]
        for first, second in combinations(rules, 2):
            cases = list(decision.cases)
            cases[first], cases[second] = cases[second], cases[first]
            tree = _with(base.tree, decision, decision.model_copy(update={"cases": tuple(cases)}))
            yield Altered(Family.CASES_REORDERED, f"{decision.id} has cases {first + 1} and {second + 1} swapped", tree)


_Change = tuple[str, Condition]
"""What was changed in a condition, and the condition after it."""


def _in_conditions(
    base: KnowledgeBase, family: Family, change: Callable[[Condition], Iterator[_Change]]
) -> Iterator[Altered]:
    """Give a fault for each change of a condition or of a part of one, however deep."""
    for decision in base.tree.decisions:
        for number, case in enumerate(decision.cases):
            for what, when in _everywhere(case.when, change) if case.when is not None else ():
                tree = _with_case(base.tree, decision, number, case.model_copy(update={"when": when}))
                where = f"{decision.id}, case {number + 1}"
                group = f"{where}: {what.partition(' for ')[2]}" if family is Family.TERM_CHANGED else ""
                yield Altered(family, f"{where}: {what}", tree, group=group)


def _everywhere(condition: Condition, change: Callable[[Condition], Iterator[_Change]]) -> Iterator[_Change]:
    yield from change(condition)
    if condition.not_ is not None:
        for what, part in _everywhere(condition.not_, change):
            yield what, condition.model_copy(update={"not_": part})
    for field in ("all", "any"):
        parts = getattr(condition, field) or ()
        for place, inner in enumerate(parts):
            for what, part in _everywhere(inner, change):
                changed = (*parts[:place], part, *parts[place + 1 :])
                yield f"in {field}[{place + 1}] {what}", condition.model_copy(update={field: changed})


def _said(condition: Condition) -> str:
    if condition.is_ is not None:
        return str(condition.is_)
    if condition.not_ is not None:
        return f"not({_said(condition.not_)})"
    if condition.of is not None:
        return f"at_least {condition.at_least} of {len(condition.of)}"
    word = "all" if condition.all is not None else "any"
    return f"{word} of {len(condition.all or condition.any or ())}"


def _changed(condition: Condition, **fields: Any) -> Condition:
    nothing = dict.fromkeys(("is_", "all", "any", "not_", "at_least", "of"))
    return condition.model_copy(update=nothing | fields)


def _negated(condition: Condition) -> Iterator[_Change]:
    yield f"not {_said(condition)}", _changed(condition, not_=condition)


def _all_for_any(condition: Condition) -> Iterator[_Change]:
    for old, new in (("all", "any"), ("any", "all")):
        parts = getattr(condition, old)
        if parts is not None and len(parts) > 1:
            yield f"{new} for {_said(condition)}", _changed(condition, **{new: parts})


def _term_dropped(condition: Condition) -> Iterator[_Change]:
    for field in ("all", "any", "of"):
        parts = getattr(condition, field) or ()
        for place, part in enumerate(parts):
            if len(parts) > max(1, condition.at_least or 0):
                left = (*parts[:place], *parts[place + 1 :])
                said = _said(part) if isinstance(part, Condition) else part
                yield f"{said} is gone from {_said(condition)}", condition.model_copy(update={field: left})


def _threshold_moved(condition: Condition) -> Iterator[_Change]:
    if condition.at_least is not None and condition.of is not None:
        for number in (condition.at_least - 1, condition.at_least + 1):
            if 1 <= number <= len(condition.of):
                what = f"{_said(condition)} asks for {number}"
                yield what, condition.model_copy(update={"at_least": number})


def _term_changed(base: KnowledgeBase) -> Iterator[Altered]:
    answers = {str(q.id): tuple(answer.reference for answer in answers_of(q, base)) for q in base.tree.questions}
    sets = tuple(str(group.id) for guide in base.every_guide() for group in guide.sets)

    def others(reference: Text) -> Iterator[Text]:
        for other in answers.get(reference.split(".")[0], sets):
            if other != reference:
                yield Text(other, place=reference.place)

    def change(condition: Condition) -> Iterator[_Change]:
        if condition.is_ is not None:
            for other in others(condition.is_):
                yield f"{other} for {condition.is_}", condition.model_copy(update={"is_": other})
        parts = condition.of or ()
        for place, reference in enumerate(parts):
            for other in others(reference):
                if other not in parts:
                    changed = (*parts[:place], other, *parts[place + 1 :])
                    yield f"{other} for {reference}", condition.model_copy(update={"of": changed})

    yield from _in_conditions(base, Family.TERM_CHANGED, change)


def _relabelled(
    base: KnowledgeBase, family: Family, field: str, labels: type[Urgency] | type[Direction]
) -> Iterator[Altered]:
    for number, outcome in enumerate(base.tree.outcomes):
        old = getattr(outcome, field)
        for label in labels:
            if label != old:
                outcomes = list(base.tree.outcomes)
                outcomes[number] = outcome.model_copy(update={field: label})
                tree = base.tree.model_copy(update={"outcomes": tuple(outcomes)})
                yield Altered(family, f"outcome {outcome.id} is {label}, not {old}", tree)


MAKERS: tuple[Callable[[KnowledgeBase], Iterator[Altered]], ...] = (
    _not_sure_skips,
    _none_elsewhere,
    _otherwise_elsewhere,
    _target_swapped,
    _start_moved,
    _answer_dropped,
    _case_dropped,
    _cases_reordered,
    lambda base: _in_conditions(base, Family.CONDITION_NEGATED, _negated),
    lambda base: _in_conditions(base, Family.ALL_FOR_ANY, _all_for_any),
    lambda base: _in_conditions(base, Family.TERM_DROPPED, _term_dropped),
    _term_changed,
    lambda base: _in_conditions(base, Family.THRESHOLD_MOVED, _threshold_moved),
    lambda base: _relabelled(base, Family.URGENCY_RELABELLED, "urgency", Urgency),
    lambda base: _relabelled(base, Family.DIRECTION_RELABELLED, "direction", Direction),
)
