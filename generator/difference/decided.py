"""Put beside what must be decided the decision that a named person recorded for it, or the lack of one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from generator.checks import Verified
from generator.difference.renames import Renames
from generator.model.registers import RecordedDecision
from generator.model.sorts import Sort

Subject = tuple[str, ...]
"""What a decision is about: ("from", outcome, "to", outcome), ("removed", answer) or ("weakened", promise)."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions that were made for a change, by what they are about."""

    by_subject: Mapping[Subject, RecordedDecision]

    def on(self, subject: Subject) -> RecordedDecision | None:
        """Return the decision about something, where there is one."""
        return self.by_subject.get(subject)


def decisions_for(old: Verified, new: Verified, renames: Renames) -> Decisions:
    """Return the decisions that the new version records and the old one did not: those made for this change.

    One of an earlier change does not count again.
    """
    spent = {_words(decision) for decision in old.base.safety.decisions}
    made = [decision for decision in new.base.safety.decisions if _words(decision) not in spent]
    return Decisions({_subject(decision, renames): decision for decision in made})


def _words(decision: RecordedDecision) -> tuple[str, ...]:
    # Entries also compare their places, and a decision may stand on another line than before.
    return (*_subject(decision, Renames({})), str(decision.why), str(decision.by), str(decision.day), decision.covers)


def _subject(decision: RecordedDecision, renames: Renames) -> Subject:
    """Say what a decision is about; it may name a thing by the id that it had before."""
    if decision.removed is not None:
        return ("removed", renames.follow(Sort.ANSWER, str(decision.removed)))
    if decision.weakened is not None:
        return ("weakened", renames.follow(Sort.PROMISE, str(decision.weakened)))
    ends = (renames.follow(Sort.OUTCOME, str(decision.from_)), renames.follow(Sort.OUTCOME, str(decision.to)))
    return ("from", ends[0], "to", ends[1])


def skeletons(subjects: Mapping[Subject, str], *, today: datetime.date) -> str:
    """Write the entries for content/safety.yaml that would decide these things, the words left to write.

    Each subject comes with the fingerprint of what is decided.
    """
    lines = ["decisions:"]
    for subject, covers in subjects.items():
        entry = decision_entry(subject, covers, why="Why this is right for them", by="Name, profession", day=str(today))
        said = [f"{key}: {value}" for key, value in entry.items()]
        lines += [f"  - {said[0]}", *(f"    {line}" for line in said[1:])]
    return "\n".join(lines)


def decision_entry(subject: Subject, covers: str, *, why: str, by: str, day: str) -> dict[str, str]:
    """Make the entry for content/safety.yaml that decides something, its keys in their order."""
    ends = dict(zip(subject[::2], subject[1::2], strict=True))
    return {**ends, "why": why, "by": by, "day": day, "covers": covers}
