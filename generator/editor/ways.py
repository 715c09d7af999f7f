"""Say how many ways to answer pass a part of a guide, and where they end: exact counts of the newest proven version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.checks import Verified
from generator.guide.conditions import Compound, Word
from generator.guide.diagram import Diagram, TooManyStates
from generator.guide.passing import answer_of_row, ways_giving, with_rows_shown
from generator.guide.proofs import Watch
from generator.model.guide import Case

_MOST_ENDS = 6


@dataclass(frozen=True)
class Ways:
    """The ways to answer of one guide."""

    guide: Verified

    @cached_property
    def _rows(self) -> Diagram | None:
        try:
            return with_rows_shown(self.guide.plan)
        except TooManyStates:
            return None

    @property
    def _id(self) -> str:
        return str(self.guide.base.tree.guide.id)

    def of_answer(self, reference: str) -> Iterator[str]:
        """Yield what to say of an answer."""
        question = self.guide.plan.questions.get(reference.partition(".")[0])
        if question is not None and any(answer.reference == reference for answer in question.answers):
            yield self._said("give this answer", ways_giving(self.guide.diagram, reference))

    def of_row(self, case: Case) -> Iterator[str]:
        """Yield what to say of a row of a decision."""
        for decision in self.guide.base.tree.decisions:
            for number, each in enumerate(decision.cases):
                if each.place == case.place and self._rows is not None:
                    yield self._said(
                        "follow this row", ways_giving(self._rows, answer_of_row(str(decision.id), number))
                    )

    def of_outcome(self, id: str) -> Iterator[str]:
        """Yield what to say of an outcome."""
        if id in self.guide.plan.outcomes:
            ways = self.guide.counts.ways_by_outcome.get(id, 0)
            yield f"{_share(ways, self.guide.counts.ways)} of guide `{self._id}` end here."

    def of_question(self, id: str) -> Iterator[str]:
        """Yield what to say of a question."""
        question = self.guide.plan.questions.get(id)
        if question is not None:
            asked = Watch(self.guide.diagram).ways(
                Compound(Word.ANY, tuple(answer.reference for answer in question.answers)),
                frozenset(self.guide.plan.outcomes),
            )
            yield f"{_share(asked, self.guide.counts.ways)} of guide `{self._id}` give an answer here."

    def of_note(self, id: str) -> Iterator[str]:
        """Yield what to say of a note: at how many ways it is said for certain; with its "if" is not counted."""
        audience = self.guide.audiences.get(id)
        note = next((each for each in self.guide.base.every_note() if each.id == id), None)
        if audience is not None and note is not None:
            elsewhere = frozenset(self.guide.plan.outcomes) - {str(outcome) for outcome in note.said_at}
            ways = Watch(self.guide.diagram).ways(audience.condition, elsewhere)
            yield f"It is said for certain on {_share(ways, self.guide.counts.ways)} of guide `{self._id}`."

    def _said(self, what: str, ends: Mapping[str, int]) -> str:
        ways = sum(ends.values())
        most = sorted(ends.items(), key=lambda each: -each[1])
        lines = [f"{_share(ways, self.guide.counts.ways)} of guide `{self._id}` {what}."]
        if ends:
            lines.append("They end at:")
            lines += [f"- `{outcome}`: {count:,}" for outcome, count in most[:_MOST_ENDS]]
            if len(most) > _MOST_ENDS:
                rest = sum(count for _, count in most[_MOST_ENDS:])
                lines.append(f"- {len(most) - _MOST_ENDS} other outcomes: {rest:,}")
        return "\n".join(lines)


def _share(ways: int, of: int) -> str:
    return f"{ways:,} of {of:,} ways to answer"
