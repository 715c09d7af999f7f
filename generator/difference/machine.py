"""Give a difference as JSON, with ids, for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from generator.difference.decided import Difference
from generator.guide.comparison import Change, Names, Shift

FORMAT = 2


def as_json(differences: Iterable[Difference]) -> str:
    """Give the whole differences, a guide each; `waiting` counts the shifts that wait for a decision."""
    whole = {"format": FORMAT, "guides": [_difference(difference) for difference in differences]}
    return json.dumps(whole, indent=2, ensure_ascii=True)


def _difference(difference: Difference) -> dict[str, Any]:
    change = difference.change
    return {
        "guide": difference.guide,
        "old": difference.old,
        "new": difference.new,
        "ways": change.ways,
        "moved": change.moved,
        "waiting": len(difference.waiting),
        "shifts": [_shift(difference, shift) for shift in change.shifts],
        "newly_possible": [_ways(shift, "to", shift.after, shift.answers) for shift in change.arriving],
        "no_longer_possible": [_ways(shift, "from", shift.before, shift.answers_before) for shift in change.leaving],
        "relabelled": [_relabelled(change, id) for id in change.relabelled],
        "added": _names(change.added),
        "removed": _names(change.removed),
    }


def _shift(difference: Difference, shift: Shift) -> dict[str, Any]:
    change, decision = difference.change, difference.decision_on(shift)
    before, after = change.before.outcomes[shift.before], change.after.outcomes[shift.after]
    return {
        "effect": change.effect(shift).value,
        "from": {"outcome": shift.before, "urgency": before.urgency.value, "direction": before.direction.value},
        "to": {"outcome": shift.after, "urgency": after.urgency.value, "direction": after.direction.value},
        "ways": shift.ways,
        "of": shift.of,
        "all_answer": list(shift.common),
        "deciding": list(shift.deciding),
        "such_as": list(shift.answers),
        "before": list(shift.answers_before),
        "waits": difference.waits(shift),
        "decided": None
        if decision is None
        else {"why": str(decision.why), "by": str(decision.by), "day": str(decision.day)},
    }


def _ways(shift: Shift, side: str, outcome: str, answers: tuple[str, ...]) -> dict[str, Any]:
    return {side: outcome, "ways": shift.ways, "all_answer": list(shift.common), "such_as": list(answers)}


def _relabelled(change: Change, id: str) -> dict[str, Any]:
    old, new = change.before.outcomes[id], change.after.outcomes[id]
    return {
        "outcome": id,
        "urgency": [old.urgency.value, new.urgency.value],
        "direction": [old.direction.value, new.direction.value],
    }


def _names(names: Names) -> dict[str, list[str]]:
    return {
        "questions": list(names.questions),
        "answers": list(names.answers),
        "outcomes": list(names.outcomes),
    }
