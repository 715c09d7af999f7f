"""Publish what a stranger needs to prove the promises anew: the compiled guides, the promises, and their hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from generator.checks import Verified
from generator.checks.names import references_anywhere
from generator.guide.plan import PlannedAnswer
from generator.guide.saying import Audience
from generator.model.guide import Condition, Outcome, Urgency
from generator.model.notes import Note
from generator.model.registers import PROMISED, Promise
from generator.page_kinds import PROOF, file_at
from generator.pages.guide import address_of, guide_table

GUIDES_FILE, PROMISES_FILE = "guides.json", "promises.json"
_UP = "../" * PROOF.address.count("/")


def proof_tables(verified: Verified) -> Mapping[str, bytes]:
    """Write the guides and the promises as the checker (`check.js`) reads them, by the names of their files.

    The guides hold the very tables that their pages hold, and what stands at each outcome. The promises hold the hash
    (SHA-256) of the guides, so that theirs stands for both.
    """
    guides = _written([_guide(guide) for guide in verified.every_guide()])
    safety = verified.base.safety
    promises = {
        "guides": [guide.base.tree.guide.id for guide in verified.every_guide()],
        "guides_sha256": hashlib.sha256(guides).hexdigest(),
        "screen": safety.screen,
        "promises": [_promise(promise) for promise in safety.promises],
    }
    return {GUIDES_FILE: guides, PROMISES_FILE: _written(promises)}


def _written(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _guide(verified: Verified) -> dict[str, object]:
    plan, base = verified.plan, verified.base
    return {
        "id": base.tree.guide.id,
        "page": f"{_UP}{file_at(address_of(verified))}",
        "table": json.loads(guide_table(verified.diagram)),
        "questions": [
            {"id": question.id, "alone": _ids(question.exclusives), "options": _ids(question.options)}
            for question in plan.questions.values()
        ],
        "outcomes": [_outcome(outcome) for outcome in plan.outcomes.values()],
        "notes": [_note(note, verified.audiences.get(str(note.id))) for note in base.every_note()],
        "names": references_anywhere(base),
    }


def _ids(answers: tuple[PlannedAnswer, ...]) -> list[str]:
    return [answer.reference for answer in answers]


def _outcome(outcome: Outcome) -> dict[str, object]:
    direction, call = outcome.direction.value, outcome.call
    return {"id": outcome.id, "urgency": _rank(outcome.urgency), "direction": direction, "call": call}


def _rank(urgency: Urgency) -> int:
    """Number an urgency: the more urgent, the higher."""
    return urgency.rank


def _note(note: Note, audience: Audience | None) -> dict[str, object]:
    """Write whom a note is for: one answer of each list. A guide that asks none of its answers says it to nobody."""
    when = [[]] if audience is None else [list(one) for one in (audience.when, audience.and_) if one is not None]
    return {"id": note.id, "when": when, "said_at": note.said_at, "call": note.call}


def _promise(promise: Promise) -> dict[str, object]:
    want = next(want for want in PROMISED if getattr(promise, want) is not None)
    value: Any = getattr(promise, want)
    if promise.never is not None:
        want = "never_direction" if promise.never.direction is not None else "never_shows"
        value = promise.never.direction or promise.never.shows
    if isinstance(value, Urgency):
        value = _rank(value)
    return {
        "id": promise.id,
        "say": promise.say,
        "guides": promise.guides,
        "whenever": _condition(promise.whenever),
        "want": want,
        "value": value,
    }


def _condition(condition: Condition) -> dict[str, object]:
    """Write a condition as its author did, with the names of answers and sets."""
    if condition.is_ is not None:
        return {"is": condition.is_}
    if condition.not_ is not None:
        return {"not": _condition(condition.not_)}
    if condition.of is not None:
        return {"at_least": condition.at_least, "of": condition.of}
    word, parts = ("all", condition.all) if condition.all is not None else ("any", condition.any)
    return {word: [_condition(part) for part in parts or ()]}
