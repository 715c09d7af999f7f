"""Say a difference in a terminal, with the ids that an author searches for."""

from __future__ import annotations

from collections.abc import Iterator

from generator.difference.decided import Difference
from generator.guide.comparison import Change, Names, Shift
from generator.guide.plan import Plan


def as_text(difference: Difference) -> str:
    """Give the whole difference, the most dangerous first."""
    change = difference.change
    lines = [f"{difference.old} -> {difference.new}, guide {difference.guide}: {difference.headline}"]
    for shift in change.shifts:
        lines += ["", *_shift_as_text(difference, shift)]
    for shift in change.leaving:
        ends = f"at {_end(change.before, shift.before)}"
        lines += ["", f"no longer possible: {_ways(shift)} of the old version, {ends}"]
        lines += _answers(shift.common, shift.answers_before)
    for shift in change.arriving:
        lines += ["", f"newly possible: {_ways(shift)}, at {_end(change.after, shift.after)}"]
        lines += _answers(shift.common, shift.answers)
    notes = [*_relabelled(change), *_names("added", change.added), *_names("removed", change.removed)]
    return "\n".join([*lines, *(["", *notes] if notes else [])])


def _shift_as_text(difference: Difference, shift: Shift) -> Iterator[str]:
    change, decision = difference.change, difference.decision_on(shift)
    kind = "error: " if difference.waits(shift) else ""
    ends = f"from {_end(change.before, shift.before)} to {_end(change.after, shift.after)}"
    of = f"{shift.ways:,} of {shift.of:,} ways" if shift.ways < shift.of else f"all {_ways(shift)}"
    yield f"{kind}{change.effect(shift)}: {of} {ends}"
    yield from _answers(shift.common, shift.answers)
    if set(shift.answers_before) != set(shift.answers):
        yield f"  before: {', '.join(shift.answers_before)}"
    if decision is not None:
        yield f"  decided: {decision.why} ({decision.by}, {decision.day})"


def _answers(common: tuple[str, ...], answers: tuple[str, ...]) -> Iterator[str]:
    if common:
        yield f"  all answer: {', '.join(common)}"
    if common != answers:
        yield f"  such as: {', '.join(answers)}"


def _ways(shift: Shift) -> str:
    return f"{shift.ways:,} {'way' if shift.ways == 1 else 'ways'}"


def _end(plan: Plan, id: str) -> str:
    return f'"{id}" ({plan.outcomes[id].urgency})'


def _relabelled(change: Change) -> Iterator[str]:
    for id in change.relabelled:
        old, new = change.before.outcomes[id], change.after.outcomes[id]
        if old.urgency is not new.urgency:
            yield f'outcome "{id}": urgency {old.urgency} -> {new.urgency}'
        if old.direction is not new.direction:
            yield f'outcome "{id}": direction {old.direction} -> {new.direction}'


def _names(verb: str, names: Names) -> Iterator[str]:
    for what, ids in (("question", names.questions), ("answer", names.answers), ("outcome", names.outcomes)):
        yield from (f'{verb} {what} "{id}"' for id in ids)
