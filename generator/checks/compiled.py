"""Hold a base with its compiled guide: what the checks of the diagram are given."""

from __future__ import annotations

from dataclasses import dataclass

from generator.guide.diagram import Diagram
from generator.guide.plan import Plan
from generator.model.knowledge import KnowledgeBase
from generator.problems import Place


@dataclass(frozen=True, slots=True)
class Compiled:
    """Hold a base whose names are checked, its plan and its diagram."""

    base: KnowledgeBase
    plan: Plan
    diagram: Diagram

    def place_of_question(self, id: str) -> Place:
        """Give the place of a question's id."""
        return self.plan.questions[id].entry.id.place


def in_words(answers: tuple[str, ...]) -> str:
    """Say a list of answers on one line."""
    return ", ".join(answers) if answers else "(from the start)"
