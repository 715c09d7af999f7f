"""Hold a base with its compiled guide: what the checks of the diagram are given."""

from __future__ import annotations

from dataclasses import dataclass

from generator.guide.diagram import Diagram
from generator.guide.plan import Plan
from generator.model.knowledge import KnowledgeBase
from generator.problems import Place, Text


@dataclass(frozen=True, slots=True)
class Compiled:
    """Hold a base whose names are checked, its plan and its diagram."""

    base: KnowledgeBase
    plan: Plan
    diagram: Diagram

    def place_of_question(self, id: str) -> Place:
        """Give the place of a question's id."""
        return self.plan.questions[id].entry.id.place

    def contradiction_in(self, answers: tuple[Text, ...]) -> tuple[Text, Text] | None:
        """Give two of the answers that nobody can give together, or None where there are none."""
        for question in self.plan.questions.values():
            alone = {answer.reference for answer in question.exclusives}
            given = [answer for answer in answers if answer.split(".")[0] == question.id]
            first = next((answer for answer in given if answer in alone), None)
            second = next((answer for answer in given if answer != first), None)
            if first is not None and second is not None:
                return first, second
        return None


def in_words(answers: tuple[str, ...]) -> str:
    """Say a list of answers on one line."""
    return ", ".join(answers) if answers else "(from the start)"
