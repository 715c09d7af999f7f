"""Lay out what a standard carries of a guide, straight from the model: what an export must hold when it is read again.

It goes by the keys of the model less those that `losses` lists, and knows nothing of how an export is written.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from generator.checks import Verified
from generator.exchange.fhir import is_reviewed, reviewed
from generator.exchange.losses import LOST, Standard
from generator.guide.plan import PlannedQuestion, known_references
from generator.guide.saying import answers_in
from generator.model.entry import Entry, Review
from generator.model.guide import Voiced
from generator.model.references import marks_of
from generator.model.sorts import Sort

WALKED = frozenset(
    ["Guide.start", "Question.next", "Answer.next", "Decision.cases"]
    + [f"Case.{key}" for key in ("when", "next", "otherwise")]
    + [f"Condition.{key}" for key in ("is_", "all", "any", "not_", "at_least", "of")]
)
"""The keys that are rules: they are carried where every way to answer ends as it did."""

AUDIENCE = frozenset(["Note.when", "Note.and_"])
"""The keys that say whom a note is for: in DMN it is proven on every way to answer that they are the same."""

_BY_ID = frozenset(
    ["Guide.id", "Question.id", "Answer.id", "Outcome.id", "Note.id", "Decision.id"]
    + [f"GuideFile.{key}" for key in ("guide", "questions", "decisions", "outcomes")]
    + ["NotesFile.notes", "Question.answers"]
)
"""The keys by which the layout itself is ordered."""


def is_carried(standard: Standard, key: str) -> bool:
    """Tell whether a key of the model, as `Class.field`, is read back from a standard's file into the layout."""
    is_rule = key in WALKED or (standard is Standard.DMN and key in AUDIENCE)
    return key not in LOST[standard] and not is_rule


def carried(guide: Verified, standard: Standard) -> dict[str, object]:
    """Lay out all that a standard carries of a guide but its rules."""
    layout = _Layout(guide, standard)
    tree = guide.base.tree
    notes = [note for note in guide.base.every_note() if str(note.id) in guide.audiences]
    head = layout.entry(tree.guide)
    found: dict[str, object] = {
        "guide": head,
        "questions": {id: layout.question(question) for id, question in guide.plan.questions.items()},
        "decisions": sorted(guide.plan.decisions),
        "outcomes": {id: layout.entry(outcome) for id, outcome in guide.plan.outcomes.items()},
        "notes": {str(note.id): layout.entry(note) for note in notes},
    }
    if standard is Standard.FHIR:
        status = "active" if is_reviewed(guide) else "draft"
        own = {"id": str(tree.guide.id), "status": status}
        found["guide"] = {**head, **own}
        found["plan"] = {**{key: head[key] for key in head if key not in _OF_FORM}, **own}
    return found


_OF_FORM = ("not_advice", "they_when", "reviewed")
"""What stands in the Questionnaire alone."""


class _Layout:
    """Lays out entries of one guide for one standard."""

    def __init__(self, guide: Verified, standard: Standard) -> None:
        self.guide = guide
        self.standard = standard
        self.references = known_references(guide.base)

    def entry(self, entry: Entry) -> dict[str, object]:
        """Lay out the keys of an entry that say something and are carried."""
        found: dict[str, object] = {}
        owner = "Voiced" if type(entry) is Voiced else type(entry).__name__
        for name in type(entry).model_fields:
            key = f"{owner}.{name}"
            value = getattr(entry, name)
            if key in _BY_ID or not is_carried(self.standard, key) or value is None or value is False or value == ():
                continue
            laid = self._value(entry, name, value)
            if laid is not None:
                found[name] = laid
        return found

    def question(self, question: PlannedQuestion) -> dict[str, object]:
        """Lay out a question with every answer, those from the levels too."""
        found = self.entry(question.entry)
        found.pop("answers", None)
        keys = [key for key in ("text", "they", "help") if is_carried(self.standard, f"Answer.{key}")]
        answers = {
            answer.id: {key: str(value) for key in keys if (value := getattr(answer, key)) is not None}
            for answer in question.answers
        }
        order = [answer.id for answer in question.answers]
        return {**found, "answers": answers, "order": order} if keys else {**found, "answers": order}

    def _value(self, entry: Entry, name: str, value: object) -> object:
        if isinstance(value, Review):
            signed = reviewed(entry, self.guide)
            return None if signed is None else dict(zip(("by", "day"), signed, strict=True))
        mark = marks_of(type(entry)).get(name)
        if mark is not None and Sort.ANSWER in mark.sorts and isinstance(value, tuple):
            return list(answers_in(value, self.references))
        if mark is not None and mark.sorts == (Sort.OUTCOME,) and isinstance(value, tuple):
            return [str(id) for id in value if str(id) in self.guide.plan.outcomes] or None
        return self._plain(value)

    def _plain(self, value: object) -> object:
        if type(value) is Voiced and not is_carried(self.standard, "Voiced.they"):
            return str(value.you)
        if isinstance(value, Entry):
            return self.entry(value)
        if isinstance(value, tuple):
            return [self._plain(each) for each in value]
        if isinstance(value, datetime.date):
            return value.isoformat()
        return value if isinstance(value, bool) else str(value)


def differences(ours: object, theirs: object, trail: tuple[str, ...] = ()) -> list[tuple[str, object, object]]:
    """List where two layouts differ, each with its place in words, what the first holds there and what the second."""
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        found: list[tuple[str, object, object]] = []
        for key in dict.fromkeys((*ours, *theirs)):
            found += differences(ours.get(key), theirs.get(key), (*trail, str(key)))
        return found
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs) and ours and theirs:
        parts = (differences(a, b, (*trail, str(n))) for n, (a, b) in enumerate(zip(ours, theirs, strict=True), 1))
        return [difference for part in parts for difference in part]
    return [] if ours == theirs else [(" ".join(trail), ours, theirs)]
