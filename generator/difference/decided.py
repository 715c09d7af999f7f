"""Put beside each dangerous shift the decision that a named person recorded for it, or the lack of one."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.checks import Verified
from generator.guide.comparison import Change, Effect, Shift, compare
from generator.model.registers import RecordedDecision

WAITING = (Effect.LOWERED, Effect.LESS_SUPPORT)
"""The effects that a named person must decide on."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Hold a change of one guide with the decisions that cover it, by pairs of outcomes.

    `old` and `new` name the versions.
    """

    guide: str
    old: str
    new: str
    change: Change
    decisions: Mapping[tuple[str, str], RecordedDecision]

    def decision_on(self, shift: Shift) -> RecordedDecision | None:
        """Give the decision that covers a shift, where it needs one and has one."""
        if self.change.effect(shift) not in WAITING:
            return None
        return self.decisions.get((shift.before, shift.after))

    def waits(self, shift: Shift) -> bool:
        """Tell whether a shift still waits for a person's decision."""
        return self.change.effect(shift) in WAITING and self.decision_on(shift) is None

    @property
    def waiting(self) -> tuple[Shift, ...]:
        """Give the shifts that still wait for a person's decision."""
        return tuple(shift for shift in self.change.shifts if self.waits(shift))

    @property
    def headline(self) -> str:
        """Say in one sentence how many ways to answer change."""
        moved, ways = self.change.moved, self.change.ways
        if not moved:
            return f"None of {ways:,} ways to answer changes its outcome, urgency or direction."
        verb = "changes its" if moved == 1 else "change their"
        return f"{moved:,} of {ways:,} ways to answer {verb} outcome, urgency or direction."


def differences_of(old: Verified, new: Verified, *, names: tuple[str, str]) -> tuple[Difference, ...]:
    """Compare each guide of two verified versions: the guide of decision_tree.yaml, then each further one in both.

    A decision counts where the new version records it and the old one did not: so it was made for this change, not
    for an earlier one between the same outcomes. One whose day has not come does not count.

    Raises TooManyStates where the versions share so little that they cannot be compared.
    """
    spent = {_words(decision) for decision in old.base.safety.decisions}
    decisions = {
        (str(decision.from_), str(decision.to)): decision
        for decision in new.base.safety.decisions
        if _words(decision) not in spent and decision.day <= new.today
    }
    before = {_id(guide): guide for guide in old.further}
    pairs = [(old, new), *((before[_id(guide)], guide) for guide in new.further if _id(guide) in before)]
    return tuple(
        Difference(_id(there), *names, compare(here.diagram, there.diagram), decisions) for here, there in pairs
    )


def guides_in_one(old: Verified, new: Verified) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the further guides that only the old version has, and those that only the new one has."""
    before, after = ([_id(guide) for guide in version.further] for version in (old, new))
    return tuple(id for id in before if id not in after), tuple(id for id in after if id not in before)


def _id(guide: Verified) -> str:
    return str(guide.base.tree.guide.id)


def _words(decision: RecordedDecision) -> tuple[str, str, str, str, datetime.date]:
    # Entries also compare their places, and a decision may stand on another line than before.
    return (str(decision.from_), str(decision.to), str(decision.why), str(decision.by), decision.day)


def skeletons(ends: Iterable[tuple[str, str]], *, today: datetime.date) -> str:
    """Give the entries for content/safety.yaml that would cover shifts between outcomes, the words left to write."""
    lines = ["decisions:"]
    for before, after in ends:
        lines += [f"  - from: {before}", f"    to: {after}", "    why: Why this is right for them"]
        lines += ["    by: Name, profession", f"    day: {today}"]
    return "\n".join(lines)
