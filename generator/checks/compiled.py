"""A base with its compiled guide: what the checks of the diagram are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.checks.names import references_anywhere
from generator.guide.conditions import Resolved, resolve
from generator.guide.diagram import Diagram
from generator.guide.holding import HoldingWalk
from generator.guide.last_step import last_step
from generator.guide.plan import Plan
from generator.guide.proofs import Watch, Witness
from generator.guide.saying import Audience, NoteOutcomes, audiences, where_said
from generator.guide.sharing import GuideBase
from generator.guide.walks import Counts, count
from generator.model.guide import Condition
from generator.model.registers import Promise
from generator.problems import Place, Text


@dataclass(frozen=True, slots=True)
class Compiled:
    """A base whose names are checked, its plan and its diagram, its figures, and where its notes are said.

    `references` says which answers of this guide each name stands for, one that only another guide asks for none.
    """

    base: GuideBase
    plan: Plan
    diagram: Diagram
    references: Mapping[str, tuple[str, ...]]
    audiences: Mapping[str, Audience]
    said: Mapping[str, NoteOutcomes]
    counts: Counts
    _holding: HoldingWalk
    _watch: Watch

    @property
    def guide(self) -> str:
        """The id of the guide."""
        return str(self.base.tree.guide.id)

    @property
    def answers(self) -> frozenset[str]:
        """The answers ("question.answer") of the guide."""
        return frozenset(answer.reference for question in self.plan.questions.values() for answer in question.answers)

    @property
    def promises(self) -> tuple[Promise, ...]:
        """The promises that this guide must keep."""
        return tuple(promise for promise in self.base.safety.promises if promise.is_for(self.guide))

    def outcomes_without(self, note: str) -> frozenset[str]:
        """Collect the outcomes under which a note stands: those that do not say all of it themselves."""
        said_at = next((entry.said_at for entry in self.base.every_note() if entry.id == note), ())
        return frozenset(id for id in self.plan.outcomes if id not in said_at)

    def resolve(self, condition: Condition) -> Resolved:
        """Say a condition about the answers of this guide."""
        return resolve(condition, self.references.__getitem__)

    def outcomes_where(self, conditions: Sequence[Resolved]) -> list[frozenset[str]]:
        """Find for each condition the outcomes that some way ends at while it holds, for all of them at once."""
        return self._holding.outcomes_where(conditions)

    def ways_to(self, ends: Sequence[tuple[frozenset[str], Resolved]]) -> list[Witness | None]:
        """Find for each of some outcomes, with a condition, what `way_to` finds; where there is no way, almost at once.

        It is first found for all of them together where there is a way.
        """
        possible = self.outcomes_where([condition for _, condition in ends])
        return [
            None if outcomes.isdisjoint(found) else self.way_to(outcomes, while_=condition)
            for (outcomes, condition), found in zip(ends, possible, strict=True)
        ]

    def way_to(
        self, outcomes: frozenset[str], *, while_: Resolved = True, completing: Sequence[str] = ()
    ) -> Witness | None:
        """Find the fewest answers that end at one of the outcomes while a condition holds, or None where none do.

        Only ways that complete partial answers are looked at, which are meant as in `proofs.PartialAnswers`.
        """
        return self._watch.breaks(while_, outcomes, completing)

    def place_of_question(self, id: str) -> Place:
        """Find the place of a question's id."""
        return self.plan.questions[id].entry.id.place

    def leading_to(self, witness: Witness) -> str:
        """Say where the word of the guide stands that sends these answers to their outcome, and where that is."""
        step = last_step(self.plan, witness.answers)
        if step.id in self.plan.questions:
            entry = self.plan.questions[step.id].entry
            own = (answer.next for answer in (*entry.answers, *entry.more_answers) if answer.id == step.answer)
            target = next((each for each in own if each is not None), entry.next)
            place = entry.id.place if target is None else target.place
        else:
            decision = next(each for each in self.base.tree.decisions if each.id == step.id)
            place = decision.cases[step.row].target.place
        return f"what leads there is at {place}, and the outcome at {self.plan.outcomes[witness.outcome].id.place}"

    def contradiction_in(self, answers: tuple[Text, ...]) -> tuple[Text, Text] | None:
        """Find two of the answers that nobody can give together, or None where there are none."""
        for question in self.plan.questions.values():
            alone = {answer.reference for answer in question.exclusives}
            given = [answer for answer in answers if answer.split(".")[0] == question.id]
            first = next((answer for answer in given if answer in alone), None)
            second = next((answer for answer in given if answer != first), None)
            if first is not None and second is not None:
                return first, second
        return None


def compiled_of(base: GuideBase, plan: Plan, diagram: Diagram) -> Compiled:
    """Find where the notes of a compiled guide are said, and put all together for the checks."""
    found, holding = audiences(base), HoldingWalk(diagram)
    said = where_said(holding, found)
    return Compiled(
        base, plan, diagram, references_anywhere(base), found, said, count(diagram), holding, Watch(diagram)
    )


def in_words(answers: tuple[str, ...]) -> str:
    """Say a list of answers on one line."""
    return ", ".join(answers) if answers else "(from the start)"
