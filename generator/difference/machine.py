"""Write a difference as JSON, with ids, for other programs."""

from __future__ import annotations

import json
from typing import Any

from generator.difference.items import Differences, GuideWays, Item, Moved
from generator.difference.labels import change_in_words, effect_in_words, texts_of_lost
from generator.difference.losses import LostAnswer
from generator.difference.promises import End, LostPromise, Want
from generator.difference.rows import Row
from generator.difference.sayings import Saying
from generator.guide.plan import Plan

FORMAT = 3


def as_json(found: Differences) -> str:
    """Write the whole difference: how much changes, and each item with its number; `waiting` counts what waits."""
    whole = {
        "format": FORMAT,
        "old": found.old,
        "new": found.new,
        "walked": found.is_walked,
        "changes": len(found.items),
        "in_danger": len(found.in_danger),
        "waiting": len(found.waiting),
        "guides": [_guide(ways) for ways in found.guides],
        "not_walked": [{"guide": guide, "question": question} for guide, question in found.unwalked],
        "exchanges": [list(pair) for pair in found.exchanges],
        "items": [_item(item) for item in found.items],
    }
    return json.dumps(whole, indent=2, ensure_ascii=True)


def _guide(ways: GuideWays) -> dict[str, Any]:
    return {"guide": ways.guide, "ways": ways.change.ways, "moved": ways.change.moved}


def _item(item: Item) -> dict[str, Any]:
    decision = item.decision
    return {
        "number": item.number,
        "section": item.section.name.lower(),
        **_what(item),
        "waits": item.waits,
        "decided": None
        if decision is None
        else {"why": str(decision.why), "by": str(decision.by), "day": str(decision.day)},
    }


def _what(item: Item) -> dict[str, Any]:
    match item.what:
        case Moved() as moved:
            return _moved(moved)
        case LostAnswer() as lost:
            return {
                "kind": "lost-answer",
                "answer": lost.reference,
                "question": lost.question,
                "old": list(texts_of_lost(lost)),
                "urgency": None if lost.urgency is None else lost.urgency.value,
                "promise": None if lost.promise is None else str(lost.promise.id),
            }
        case LostPromise() as lost:
            return {
                "kind": "lost-promise",
                "promise": str(lost.promise.id),
                "say": str(lost.promise.say),
                "is_gone": lost.is_gone,
                "guide": lost.guide,
                "such_as": list(lost.answers),
                **_lost(lost.lost),
            }
        case Saying() as saying:
            return _saying(saying)
        case Row() as row:
            return _row(item, row)


def _lost(lost: End | Want) -> dict[str, Any]:
    if isinstance(lost, Want):
        return {"no_longer_wanted": {lost.key: lost.id}}
    end = {
        "outcome": lost.outcome or None,
        "urgency": lost.urgency.value,
        "direction": lost.direction.value,
    }
    return {"no_longer_forbidden": end}


def _saying(saying: Saying) -> dict[str, Any]:
    words = saying.words
    return {
        "kind": change_in_words(saying).replace(" ", "-"),
        "guide": saying.guide,
        "sort": "OutcomeLine" if words.part else "Note",
        "id": words.id,
        "part": words.part,
        "text": words.text,
        "ways": saying.ways,
        "of": saying.of,
        "such_as": list(saying.witness.answers),
        "at": _end(saying.plan, saying.witness.outcome),
    }


def _row(item: Item, row: Row) -> dict[str, Any]:
    return {
        "kind": row.kind.value,
        "sort": row.thing.sort,
        "id": row.thing.id,
        "name": row.thing.name,
        "part": row.part,
        "file": row.place.file,
        "line": row.place.line,
        "old": list(row.old),
        "new": list(row.new),
        "only_spacing": row.is_spacing,
        "exchanged_with": item.exchanged_with,
        "stood_at": item.stood_at,
    }


def _moved(moved: Moved) -> dict[str, Any]:
    change, shift = moved.change, moved.shift
    return {
        "kind": effect_in_words(moved).replace(" ", "-"),
        "guide": moved.guide,
        "from": _end(change.before, shift.before),
        "to": _end(change.after, shift.after),
        "ways": shift.ways,
        "of": shift.of,
        "all_answer": list(shift.common),
        "deciding": list(shift.deciding),
        "such_as": list(shift.answers),
        "before": list(shift.answers_before),
    }


def _end(plan: Plan, id: str) -> dict[str, str] | None:
    if not id:
        return None
    outcome = plan.outcomes[id]
    return {"outcome": id, "urgency": outcome.urgency.value, "direction": outcome.direction.value}
